// Package quotegraph reads news in English and finds who said what: the statements of an article,
// whose they are, in which office the source speaks and on whose behalf, on what occasion, each
// with the words that prove it. It reads on the processor, with a network that is part of the
// package; it needs no download and no service.
//
//	reader, err := quotegraph.New(quotegraph.Options{})
//	found, err := reader.Extract(ctx, quotegraph.Article{ID: "a1", Text: text})
//	for _, q := range found.Quotes { … }
//
// What is found is a result.Document; schema/result.schema.json describes its JSON. Package store
// keeps what is found as a graph and answers questions.
package quotegraph

import (
	"context"
	"fmt"
	"iter"
	"runtime"
	"time"

	"quotegraph/internal/encoder"
	"quotegraph/internal/extraction"
	"quotegraph/internal/model"
	"quotegraph/internal/pipeline"
	"quotegraph/result"
)

// Article is one news article.
type Article struct {
	ID        string // which article it is; needed
	Text      string // valid UTF-8, paragraphs apart by an empty line; needed
	Title     string // the headline, where it stands beside the text
	Date      string // "2020-02-18" or "2020-02-18T14:05:00+01:00": what "on Monday" is counted from; may be empty
	DateText  string // a date as it was given, where it can't be read; may be empty
	URL       string
	Publisher string
	Author    string
}

// Options of New. The zero value is a good one.
type Options struct {
	Workers int // articles read at once by ExtractAll; 0: one a processor
	// statements that are less sure to be right are left out (0 to 1); 0: 0.15, below 0: all are
	// kept
	MinConfidence float64
	Timeout       time.Duration // for one article; 0: a minute
	Offsets       result.Unit   // of places in the text; empty: code points
	Weights       string        // a weight file of your own, from `graph train`; empty: the package's own
	Explain       bool          // say of each statement which rule or head of the network gave its edges
}

// Reader finds statements. Its methods may be called from several goroutines.
type Reader struct {
	pipeline pipeline.Reader
	opt      Options
}

// New returns a reader. An error is that an option is out of its range, or that the weights can't
// be read.
func New(o Options) (*Reader, error) {
	if o.MinConfidence > 1 {
		return nil, fmt.Errorf("quotegraph: MinConfidence %v is above 1", o.MinConfidence)
	}
	if o.MinConfidence == 0 {
		o.MinConfidence = pipeline.LeastConfidence
	}
	o.MinConfidence = max(0, o.MinConfidence)
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	switch o.Offsets {
	case "":
		o.Offsets = result.CodePoints
	case result.CodePoints, result.Bytes, result.UTF16:
	default:
		return nil, fmt.Errorf("quotegraph: no unit %q of offsets; there are code_points, bytes, utf16", o.Offsets)
	}
	r := &Reader{pipeline: pipeline.Reader{Workers: o.Workers, MinConfidence: o.MinConfidence, Time: o.Timeout}, opt: o}
	if o.Weights != "" {
		network, err := encoder.Open(o.Weights)
		if err != nil {
			return nil, fmt.Errorf("quotegraph: weights: %w", err)
		}
		r.pipeline.Network = network
	}
	return r, nil
}

// ErrTime says that an article took longer than Options.Timeout.
var ErrTime = pipeline.ErrTime

// Extract finds the statements of one article. Errors: what the article lacks, ErrTime (wrapped),
// the context's.
func (r *Reader) Extract(ctx context.Context, a Article) (*result.Document, error) {
	for found, err := range r.ExtractAll(ctx, func(yield func(Article) bool) { yield(a) }) {
		return found, err
	}
	return nil, ctx.Err()
}

// ExtractAll finds the statements of articles, several at once, and yields them in the order of the
// articles; for one that can't be read an error, and the rest goes on. It ends early when the
// context does.
func (r *Reader) ExtractAll(ctx context.Context, articles iter.Seq[Article]) iter.Seq2[*result.Document, error] {
	return func(yield func(*result.Document, error) bool) {
		for x := range r.pipeline.ReadAll(ctx, checked(articles)) {
			if x.Err != nil {
				if !yield(nil, x.Err) {
					return
				}
				continue
			}
			view := extraction.Of
			if r.opt.Explain {
				view = extraction.Explained
			}
			found := view(x.Document, r.opt.Offsets)
			if !yield(&found, nil) {
				return
			}
		}
	}
}

// checked turns articles into the pipeline's, and those that are none into errors.
func checked(articles iter.Seq[Article]) iter.Seq2[model.Article, error] {
	return func(yield func(model.Article, error) bool) {
		for a := range articles {
			x := a.model()
			err := x.Check()
			if err != nil {
				err = fmt.Errorf("quotegraph: %w", err)
			}
			if !yield(x, err) {
				return
			}
		}
	}
}

func (a Article) model() model.Article {
	return model.Article{
		ID:        a.ID,
		Source:    a.ID,
		Text:      a.Text,
		Title:     a.Title,
		Date:      a.Date,
		DateText:  a.DateText,
		URL:       a.URL,
		Publisher: a.Publisher,
		Author:    a.Author,
	}
}
