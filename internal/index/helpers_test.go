package index

import (
	"context"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"quotegraph/internal/ingest"
	"quotegraph/internal/model"
	"quotegraph/internal/store"
	"quotegraph/internal/triples"
	sample "quotegraph/seeds"
)

// open opens a new store with an index.
func open(t *testing.T) (*store.Store, *Index) {
	t.Helper()
	s, err := store.Open(filepath.Join(t.TempDir(), "db"), store.Options{})
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

// seeds is an index of the sample articles.
func seeds(t *testing.T) *Index {
	s, x := open(t)
	names, _ := fs.Glob(sample.Files, "*.txt")
	var batch []store.Change
	for _, n := range names {
		raw, _ := fs.ReadFile(sample.Files, n)
		label, quads := triples.Of(ingest.Reader{}.Read(model.Article{ID: strings.TrimSuffix(n, ".txt"), Text: string(raw)}))
		batch = append(batch, store.Change{Label: label, Quads: quads})
	}
	if _, err := s.Apply(context.Background(), batch); err != nil {
		t.Fatal(err)
	}
	return x
}
