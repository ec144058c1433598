// Package switches switches conditions of rules off while a program runs. Command mutate writes
// calls of Is around conditions in a copy of the project; the project itself has none.
package switches

import (
	"fmt"
	"os"
	"strconv"
	"sync/atomic"
)

// Off is the number of the condition that is switched off, -1 for none. The variable QUOTEGRAPH_OFF
// sets it for a program that does not itself.
var Off = fromEnvironment()

const most = 1 << 14 // conditions

var decided [most]atomic.Bool

// Is returns the value of condition n, or what it is taken for if it is off, and notes when the two
// differ: only then does the condition decide anything.
func Is(n int, as, value bool) bool {
	if n == Off {
		return as
	}
	if value != as && !decided[n].Load() && !decided[n].Swap(true) && log != nil {
		fmt.Fprintln(log, n)
	}
	return value
}

// Decided returns the conditions that decided anything since it was asked last.
func Decided() []int {
	var out []int
	for n := range decided {
		if decided[n].Swap(false) {
			out = append(out, n)
		}
	}
	return out
}

// log is the file that QUOTEGRAPH_DECIDED names: each condition that decides anything, a line each.
var log = func() *os.File {
	name := os.Getenv("QUOTEGRAPH_DECIDED")
	if name == "" {
		return nil
	}
	f, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		panic(err)
	}
	return f
}()

func fromEnvironment() int {
	n, err := strconv.Atoi(os.Getenv("QUOTEGRAPH_OFF"))
	if err != nil {
		return -1
	}
	return n
}
