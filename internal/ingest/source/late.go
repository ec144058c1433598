package source

import (
	"errors"
	"fmt"
	"time"
)

// errLate says that something was not done in time.
var errLate = errors.New("takes too long to read")

// within does something that a library may take for ever for, or panic at; a fault becomes an
// error. What is late goes on by itself, and nobody waits for it.
func within[T any](limit time.Duration, do func() (T, error)) (T, error) {
	type outcome struct {
		value T
		err   error
	}
	ended := make(chan outcome, 1)
	go func() {
		var o outcome
		defer func() {
			if p := recover(); p != nil {
				o.err = fmt.Errorf("can't be read (%v)", p)
			}
			ended <- o
		}()
		o.value, o.err = do()
	}()
	select {
	case o := <-ended:
		return o.value, o.err
	case <-time.After(limit):
		var none T
		return none, errLate
	}
}
