package query

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/store"
)

// A program whose time is up reads on for a moment in a goroutine of its own. bbolt's Close waits
// for its transaction, and the transaction that the program begins next waits for Close: 3 of 21
// such queries never ended.
func TestAHundredTimeOuts(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long")
	}
	path := filepath.Join(t.TempDir(), "db")
	s, err := store.Open(path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var quads []quad.Quad
	for i := range 3000 {
		quads = append(
			quads,
			quad.Quad{
				Subject:   quad.IRI(fmt.Sprintf("s:%d", i)),
				Predicate: quad.IRI("p"),
				Object:    quad.IRI("o"),
				Label:     quad.IRI("l"),
			},
		)
	}
	if _, err := s.Apply(context.Background(), []store.Change{{Label: "l", Quads: quads}}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	const program = `for (;;) for (const s of g.V("<o>").In("<p>").ToArray()) g.V(s).Out("<p>").ToArray()`
	for i := range 100 {
		s, err := store.Open(path, store.Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		ended := make(chan error, 1)
		go func() {
			_, err := Eval(
				context.Background(),
				Source{Graph: s.Graph()},
				program,
				Limits{Time: time.Duration(5+i) * time.Millisecond},
			)
			ended <- errors.Join(err, s.Close())
		}()
		select {
		case err := <-ended:
			if !errors.Is(err, ErrTime) {
				t.Fatalf("time-out %d: %v", i, err)
			}
		case <-time.After(20 * time.Second):
			t.Fatalf("time-out %d hangs", i)
		}
	}
}
