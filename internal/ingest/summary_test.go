package ingest

import (
	"context"
	"testing"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/model"
	"quotegraph/internal/pipeline"
	"quotegraph/internal/store"
	"quotegraph/internal/store/storetest"
)

// TestSummaryDoesNotReplaceTheArticle: what a feed says of an article does not take the place of
// the article, in whatever order they come.
func TestSummaryDoesNotReplaceTheArticle(t *testing.T) {
	const id = "https://news.example/quay"
	page := model.Article{
		ID:     id,
		Source: "page.html",
		Text:   "The quay will close, Ana Ruiz said. It will open again in May, Odd Lund said.",
	}
	item := model.Article{ID: id, Source: "feed.xml", Text: "The quay will close, Ana Ruiz said.", Summary: true}
	for name, runs := range map[string][][]model.Article{
		"the page first": {{page, item}}, "the item first": {{item, page}}, "the item later": {{page}, {item}},
		"the page later": {{item}, {page}},
	} {
		ctx := context.Background()
		s, err := store.Open(storetest.Place(t), store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, run := range runs {
			all := func(yield func(model.Article, error) bool) {
				for _, a := range run {
					if !yield(a, nil) {
						return
					}
				}
			}
			for _, again := range []bool{false, true} {
				if _, err := Into(ctx, s, all, Options{Reader: pipeline.Reader{Workers: 1}, Batch: 5, Again: again}); err != nil {
					t.Fatal(err)
				}
			}
		}
		found, err := s.Match(ctx, quad.Quad{Predicate: quad.IRI(model.ArticleText)}, -1)
		if err != nil || len(found) != 1 || store.Text(found[0].Object) != page.Text {
			t.Errorf("%s: %v, %v", name, found, err)
		}
		s.Close()
	}
}
