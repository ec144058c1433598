// Package ingest reads articles into a store.
package ingest

import (
	"context"
	"errors"
	"iter"
	"sync/atomic"

	"quotegraph/internal/copies"
	"quotegraph/internal/ingest/source"
	"quotegraph/internal/model"
	"quotegraph/internal/pipeline"
	"quotegraph/internal/store"
	"quotegraph/internal/triples"
)

// Report tells what an ingest did.
type Report struct {
	Articles   int // read and stored, or there already
	Known      int // of these: as they are in the store, and so not read again
	Copies     int // copies of other articles, kept or left out
	Failed     int
	Tongues    int // of the failed: in other languages
	Warnings   int // of articles that were read
	Statements int
	Words      int
	store.Counts
}

// Options of Into.
type Options struct {
	pipeline.Reader
	// read also what is in the store as it is: after the program, its weights or settings have
	// changed
	Again  bool
	Copies *copies.Finder                       // finds copies of other articles; nil: they are not looked for
	Skip   bool                                 // leave copies out
	Batch  int                                  // articles a transaction
	Failed func(error)                          // called for each input that could not be read
	Warned func(warning string)                 // called for each part of an input that could not be read as meant
	Stored func(done int, last *model.Document) // called after each article was read
}

// Into reads articles and puts them into a store, each whole or not at all. The error is the
// store's; inputs that can't be read are counted and named by Options.Failed.
func Into(
	ctx context.Context,
	s *store.Store,
	articles iter.Seq2[model.Article, error],
	o Options,
) (report Report, err error) {
	to, err := newBatch(ctx, s, o.Batch)
	if err != nil {
		return report, err
	}
	var known atomic.Int64
	articles = fresh(ctx, s, articles, o.Again, &known)
	var found atomic.Int64
	if o.Copies != nil {
		articles = originals(ctx, articles, o, &found)
	}
	defer func() {
		report.Copies = int(found.Load())
		report.Counts.Add(to.counts)
		n := int(known.Load())
		report.Known, report.Articles, report.Same = n, report.Articles+n, report.Same+n
	}()
	for r := range o.ReadAll(ctx, articles) {
		if r.Err != nil {
			report.Failed++
			if errors.Is(r.Err, source.ErrLanguage) {
				report.Tongues++
			}
			if o.Failed != nil {
				o.Failed(r.Err)
			}
			continue
		}
		for _, warning := range r.Document.Article.Warnings {
			report.Warnings++
			if o.Warned != nil {
				o.Warned(warning)
			}
		}
		label, quads := triples.Of(r.Document)
		report.Articles++
		report.Statements += len(r.Document.Statements)
		report.Words += len(r.Document.Tokens)
		if o.Stored != nil {
			o.Stored(report.Articles, r.Document)
		}
		if err := to.add(ctx, store.Change{Label: label, Quads: quads, Aside: model.SourceOf}); err != nil {
			return report, err
		}
	}
	if err := to.flush(ctx); err != nil {
		return report, err
	}
	return report, ctx.Err()
}
