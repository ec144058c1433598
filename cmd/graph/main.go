// Graph reads news and builds a graph of who said what, in which role, on whose behalf, where and when.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"quotegraph/internal/programs"
	"quotegraph/internal/web"
)

// Exit codes: done; some inputs failed, each named, the rest kept, or a name that is asked for is
// nobody's; nothing could be done.
const (
	exitDone    = 0
	exitPartial = 1
	exitFailed  = 2
)

func main() {
	programs.Child(web.Programs)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	code := run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

// run carries out a command line and returns the exit code.
func run(ctx context.Context, args []string) int {
	root := newRoot()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if partial, ok := err.(partialError); ok {
		fmt.Fprintln(os.Stderr, "graph:", partial)
		return exitPartial
	}
	if _, ok := err.(nothingFound); ok { // already told
		return exitPartial
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "graph:", err)
		return exitFailed
	}
	return exitDone
}

// partialError says that some inputs failed and the rest was kept.
type partialError struct{ failed, done int }

func (e partialError) Error() string {
	return fmt.Sprintf("%d of %d inputs failed, each named above; the rest was kept", e.failed, e.failed+e.done)
}

// nothingFound says that a question names somebody or something that nobody has; the nearest names
// were told.
type nothingFound struct{}

func (nothingFound) Error() string { return "nothing was found" }
