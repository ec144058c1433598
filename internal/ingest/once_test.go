package ingest

import (
	"context"
	"runtime"
	"slices"
	"sync"

	"quotegraph/internal/model"
	"quotegraph/internal/pipeline"
)

// once holds what was read: tests of one text share its document, and change nothing of it.
var once = struct {
	sync.Mutex
	read map[dated]*model.Document
}{read: map[dated]*model.Document{}}

// dated is all of an article that its document depends on.
type dated struct{ text, date string }

func datedOf(a model.Article) dated { return dated{a.Text, a.Date} }

// readOnce reads an article with all that is found, or returns the document of an earlier test.
func readOnce(a model.Article) *model.Document { return readTogether([]model.Article{a})[0] }

// readTogether is readOnce for many articles: they use all processors.
func readTogether(articles []model.Article) []*model.Document {
	once.Lock()
	defer once.Unlock()
	reader := pipeline.Reader{MinConfidence: pipeline.LeastConfidence, Workers: runtime.NumCPU()}
	unread := slices.DeleteFunc(
		slices.Clone(articles),
		func(a model.Article) bool { return once.read[datedOf(a)] != nil },
	)
	each := func(yield func(model.Article, error) bool) {
		for _, a := range unread {
			if !yield(a, nil) {
				return
			}
		}
	}
	for r := range reader.ReadAll(context.Background(), each) {
		if r.Err != nil {
			panic(r.Err)
		}
		once.read[datedOf(r.Document.Article)] = r.Document
	}
	out := make([]*model.Document, len(articles))
	for i, a := range articles {
		out[i] = once.read[datedOf(a)]
	}
	return out
}
