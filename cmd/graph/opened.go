package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"quotegraph/internal/index"
	"quotegraph/internal/query"
	"quotegraph/internal/store"
)

// opened is a store with its index.
type opened struct {
	*store.Store
	Index *index.Index
}

// Close closes both.
func (o *opened) Close() error { return errors.Join(o.Index.Close(), o.Store.Close()) }

// source is what queries read.
func (o *opened) source() query.Source { return query.Source{Graph: o.Graph(), Index: o.Index} }

func (a *app) openStore(readOnly bool) (*store.Store, error) {
	return store.Open(a.DB, store.Options{ReadOnly: readOnly, LockTimeout: a.LockTimeout})
}

// open opens the store and its index; an index that has to be made again tells how far it is.
func (a *app) open(ctx context.Context, readOnly bool) (*opened, error) {
	s, err := a.openStore(readOnly)
	if err != nil {
		return nil, err
	}
	x, err := index.Open(ctx, s, index.Options{Progress: made()})
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return &opened{s, x}, nil
}

// progress shows on a terminal how many of something are done, until end is called.
func progress(doing string) (add func(int), end func()) {
	if !term.IsTerminal(int(os.Stderr.Fd())) {
		return func(int) {}, func() {}
	}
	bar := progressbar.NewOptions(
		-1,
		progressbar.OptionSetWriter(os.Stderr),
		progressbar.OptionSetDescription(doing),
		progressbar.OptionShowCount(),
		progressbar.OptionClearOnFinish(),
	)
	return func(n int) { _ = bar.Add(n) }, func() { _ = bar.Finish() } // a bar that can't be drawn stops nothing
}

// made says that the index is made again, and on a terminal how far it is.
func made() func(left int) {
	began := false
	return func(left int) {
		switch {
		case left > 0 && !began:
			began = true
			warn(
				"graph: making the index of %d articles: it is missing, of another version, or the store was "+
					"changed by another program",
				left,
			)
		case began && term.IsTerminal(int(os.Stderr.Fd())):
			fmt.Fprintf(os.Stderr, "\r%d articles left   ", left)
			if left == 0 {
				fmt.Fprintln(os.Stderr)
			}
		}
	}
}
