package index

import (
	"context"
	"io/fs"
	"strings"
	"sync"
	"testing"

	cayley "github.com/cayleygraph/cayley/graph"
	_ "github.com/cayleygraph/cayley/writer" // "single"
	"github.com/cayleygraph/quad"

	"quotegraph/internal/model"
	"quotegraph/internal/pipeline"
	"quotegraph/internal/store"
	"quotegraph/internal/store/storetest"
	"quotegraph/internal/triples"
	sample "quotegraph/seeds"
)

// open opens a new store with an index.
func open(t *testing.T) (*store.Store, *Index) {
	t.Helper()
	s, err := store.Open(storetest.Place(t), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	x, err := Open(context.Background(), s, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close(); s.Close() })
	return s, x
}

// filled makes a store of the samples; its index is closed. want is what the index holds.
func filled(t *testing.T) (path string, s *store.Store, want string) {
	t.Helper()
	path = storetest.Place(t)
	s, err := store.Open(path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	x, err := Open(context.Background(), s, Options{})
	if err != nil {
		t.Fatal(err)
	}
	apply(t, s, samples(t)...)
	want = dump(t, x)
	x.Close()
	return path, s, want
}

func writerOf(s *store.Store) (cayley.QuadWriter, error) {
	return cayley.NewQuadWriter("single", s.Graph(), nil)
}

func change(t *testing.T, label quad.IRI, text string) store.Change {
	t.Helper()
	_, quads := triples.Of(pipeline.Reader{}.Read(model.Article{ID: "other", Text: text}))
	for i := range quads {
		if quads[i].Subject == quads[i].Label {
			quads[i].Subject = label
		}
		if quads[i].Object == quads[i].Label {
			quads[i].Object = label
		}
		quads[i].Label = label
	}
	return store.Change{Label: label, Quads: quads}
}

var read6 = sync.OnceValue(func() []store.Change {
	names, _ := fs.Glob(sample.Files, "*.txt")
	var out []store.Change
	for i, n := range names {
		raw, _ := fs.ReadFile(sample.Files, n)
		a := model.Article{
			ID:        strings.TrimSuffix(n, ".txt"),
			Text:      string(raw),
			Publisher: []string{"The Post", "The Wire"}[i%2],
			Author:    "A. Writer",
			Date:      []string{"2024-03-06", "2024-05-01T10:30:00Z", ""}[i%3],
		}
		label, quads := triples.Of(pipeline.Reader{}.Read(a))
		out = append(out, store.Change{Label: label, Quads: quads})
	}
	return out
})

// samples are the sample articles, read; two outlets, two dates and none.
func samples(*testing.T) []store.Change { return read6() }
