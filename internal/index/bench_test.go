package index

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/model"
	"quotegraph/internal/pipeline"
	"quotegraph/internal/store"
	"quotegraph/internal/store/storetest"
	"quotegraph/internal/triples"
	sample "quotegraph/seeds"
)

// What keeping the index costs, an article at a time in transactions of fifty.
func BenchmarkTake(b *testing.B) {
	raw, err := sample.Files.ReadFile("envoy.txt")
	if err != nil {
		b.Fatal(err)
	}
	d := pipeline.Reader{}.Read(model.Article{ID: "x", Text: string(raw)})
	s, err := store.Open(storetest.Place(b), store.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	x, err := Open(context.Background(), s, Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer x.Close()
	n := 0
	now := map[quad.IRI][]quad.Quad{}
	for b.Loop() {
		d.Article.ID = fmt.Sprint(n)
		label, quads := triples.Of(d)
		now[label] = quads
		if n++; len(now) == 50 {
			if err := x.take(context.Background(), n, slices.Collect(maps.Keys(now)), articlesOf(now), nil); err != nil {
				b.Fatal(err)
			}
			now = map[quad.IRI][]quad.Quad{}
		}
	}
}
