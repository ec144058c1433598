package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"

	"github.com/cayleygraph/quad"
	"go.etcd.io/bbolt"
)

// ErrServer says that something is done with files that a store in a server has none of.
var ErrServer = errors.New("the store is in a PostgreSQL server")

// Backup writes the database as it is at this moment, while others read and write it. It returns
// how many bytes.
func (s *Store) Backup(w io.Writer) (n int64, err error) {
	if s.file == nil {
		return 0, fmt.Errorf(
			"store %s: %w: pg_dump copies it, `graph backup` copies it into a folder",
			s.path,
			ErrServer,
		)
	}
	err = s.file.View(func(tx *bbolt.Tx) error {
		n, err = tx.WriteTo(w)
		return err
	})
	if err != nil {
		return n, fmt.Errorf("store %s: %w", s.path, err)
	}
	return n, nil
}

// Problem is something that is wrong in a store.
type Problem struct {
	Where string // a page, or a label
	What  string
}

func (p Problem) String() string { return p.Where + ": " + p.What }

// mostProblems is how many problems Check looks for.
const mostProblems = 100

// CheckPages walks the database's pages and calls f with each that is wrong. A damaged page may end
// the program: bbolt looks on in a goroutine of its own, where nobody can catch a fault of the
// memory that it maps. So this is run in a process of its own.
func (s *Store) CheckPages(f func(error)) error {
	if s.file == nil {
		return nil // the server's own
	}
	return s.file.View(func(tx *bbolt.Tx) error {
		for e := range tx.Check() {
			f(e)
		}
		return nil
	})
}

// Check looks whether each label's quads can be read, all their nodes included. f is told of each
// label. It returns what is wrong; an error is that it could not look.
func (s *Store) Check(
	ctx context.Context,
	f func(label quad.Value, quads []quad.Quad),
) (problems []Problem, err error) {
	add := func(where, format string, args ...any) {
		if len(problems) < mostProblems {
			problems = append(problems, Problem{where, fmt.Sprintf(format, args...)})
		}
	}
	labels, err := s.Labels(ctx)
	if err != nil {
		add("labels", "%v", err)
		return problems, ctx.Err()
	}
	total, size := int64(0), s.Size()
	for _, l := range labels {
		var quads []quad.Quad
		err := s.guarded(func() error {
			var err error
			quads, err = s.stateOf(ctx, l)
			return err
		})
		if ctx.Err() != nil {
			return problems, ctx.Err()
		}
		if err != nil {
			add(Text(l), "%v", err)
			continue
		}
		total += int64(len(quads))
		f(l, quads)
	}
	bare := int64(0)
	if s.Shared() && s.Size() != size {
		return problems, ctx.Err() // it was written to: how many there are is another number now
	}
	if total < s.Size() && len(problems) == 0 {
		err = s.Each(ctx, func(q quad.Quad) error {
			if q.Label == nil {
				bare++
			}
			return nil
		})
		if err != nil {
			add("quads", "%v", err)
		}
	}
	if len(problems) == 0 && total+bare != s.Size() {
		add("quads", "%d are counted, %d can be read", s.Size(), total+bare)
	}
	return problems, ctx.Err()
}

// ErrDamaged says that a store's file is not as it was written.
var ErrDamaged = errors.New(
	"the file is damaged: `graph check` finds where, `graph check --repair` keeps the articles that are whole",
)

// guarded turns what the database does when it finds a damaged page, a panic or a fault of the
// memory it maps, into an error.
func (s *Store) guarded(f func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("store %s: %w (%v)", s.path, ErrDamaged, p)
		}
	}()
	return f()
}
