package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"iter"
	"sync/atomic"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/model"
	"quotegraph/internal/store"
)

// fresh leaves out the articles that the store has just so, and counts them: a second run over a
// folder, a feed or an archive, or one that goes on after it was stopped, costs what it takes to
// open the inputs. A feed's summary of an article does not take the place of the article.
func fresh(
	ctx context.Context,
	s *store.Store,
	articles iter.Seq2[model.Article, error],
	again bool, known *atomic.Int64,
) iter.Seq2[model.Article, error] {
	return func(yield func(model.Article, error) bool) {
		on := map[string]bool{} // ids that went on: what the store has of them is about to change
		for a, err := range articles {
			if err == nil && (a.Summary && (on[a.ID] || isLonger(ctx, s, &a)) || !again && !on[a.ID] && isKnown(ctx, s, &a)) {
				known.Add(1)
				continue
			}
			on[a.ID] = true
			if !yield(a, err) {
				return
			}
		}
	}
}

// isLonger reports whether the store has more of an article than what is only a summary of it.
func isLonger(ctx context.Context, s *store.Store, a *model.Article) bool {
	label := quad.IRI(a.IRI())
	quads, err := s.Match(ctx, quad.Quad{Subject: label, Predicate: quad.IRI(model.ArticleText), Label: label}, 1)
	return err == nil && len(quads) > 0 && len(store.Text(quads[0].Object)) > len(a.Text)
}

// isKnown reports whether the store has an article with the same text and the same told of it. An
// error of the store's comes up again when it is written.
func isKnown(ctx context.Context, s *store.Store, a *model.Article) bool {
	label := quad.IRI(a.IRI())
	quads, err := s.Match(ctx, quad.Quad{Subject: label, Label: label}, -1)
	if err != nil || len(quads) == 0 {
		return false
	}
	have := map[string]string{}
	for _, q := range quads {
		have[store.Text(q.Predicate)] = store.Text(q.Object)
	}
	sum := sha256.Sum256([]byte(a.Text))
	return have[model.SHA256] == hex.EncodeToString(sum[:]) &&
		(a.Title == "" || have[model.Headlined] == a.Title) && have[model.DatePublished] == a.Date &&
		have[model.DateText] == a.DateText &&
		have[model.URL] == a.URL && have[model.Publisher] == a.Publisher &&
		have[model.Author] == a.Author
}

// originals notes of copies what they are copies of, or leaves them out, and counts them.
func originals(
	ctx context.Context,
	articles iter.Seq2[model.Article, error],
	o Options,
	found *atomic.Int64,
) iter.Seq2[model.Article, error] {
	return func(yield func(model.Article, error) bool) {
		for a, err := range articles {
			if err == nil {
				original, failed := o.Copies.Original(ctx, &a)
				// the article goes on: it is read, and what is wrong with the store comes up when
				// it is written
				if failed != nil {
					original = ""
				}
				if original != "" {
					found.Add(1)
					if o.Skip {
						continue
					}
				}
				a.CopyOf = string(original)
			}
			if !yield(a, err) {
				return
			}
		}
	}
}
