// Package store keeps what articles tell as a graph on disk, and answers the saved queries.
//
//	s, err := store.Open("news.db", store.Options{})
//	defer s.Close()
//	report, err := s.Put(ctx, quotegraph.Article{ID: "a1", Text: text})
//	rows, err := s.Ask(ctx, "said-by", map[string]string{"name": "Halima Wekesa"})
//
// A store is a folder that the command `graph` and stock Cayley open too. One process at a time
// writes to it.
package store

import (
	"context"
	"errors"
	"iter"
	"runtime"
	"time"

	"github.com/cayleygraph/quad"

	"quotegraph"
	"quotegraph/internal/copies"
	"quotegraph/internal/index"
	"quotegraph/internal/ingest"
	"quotegraph/internal/model"
	"quotegraph/internal/pipeline"
	"quotegraph/internal/query"
	"quotegraph/internal/reconcile"
	kept "quotegraph/internal/store"
	"quotegraph/queries"
)

// Options of Open. The zero value opens for writing and creates what is missing.
type Options struct {
	ReadOnly    bool
	LockTimeout time.Duration // how long to wait for another process; 0: 5 s
	Workers     int           // articles read at once; 0: one a processor
}

// Store is an open store. Its methods may be called from several goroutines.
type Store struct {
	store   *kept.Store
	index   *index.Index
	saved   []query.Saved
	workers int
}

// Open opens the store in a folder.
func Open(path string, o Options) (*Store, error) {
	s, err := kept.Open(path, kept.Options{ReadOnly: o.ReadOnly, LockTimeout: o.LockTimeout})
	if err != nil {
		return nil, err
	}
	x, err := index.Open(context.Background(), s, index.Options{})
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	saved, err := query.Load(queries.Files)
	if err != nil {
		return nil, errors.Join(err, x.Close(), s.Close())
	}
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	return &Store{s, x, saved, o.Workers}, nil
}

// Close closes the store.
func (s *Store) Close() error { return errors.Join(s.index.Close(), s.store.Close()) }

// checked turns articles into those that are read, and such as are none into errors.
func checked(articles []quotegraph.Article) iter.Seq2[model.Article, error] {
	return func(yield func(model.Article, error) bool) {
		for _, a := range articles {
			x := model.Article{
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
			if !yield(x, x.Check()) {
				return
			}
		}
	}
}

// Report tells what Put did.
type Report struct {
	New, Replaced, Unchanged int // articles
	Statements               int // of those that were read
	Failed                   []error
}

// Put reads articles and stores them, each whole or not at all; one that is there just so is not
// read again. The error is the store's; articles that can't be read stand in Report.Failed.
func (s *Store) Put(ctx context.Context, articles ...quotegraph.Article) (Report, error) {
	var report Report
	o := ingest.Options{
		Reader: pipeline.Reader{Workers: s.workers, MinConfidence: pipeline.LeastConfidence},
		Batch:  50,
		Copies: copies.New(s.store, s.index),
		Failed: func(err error) { report.Failed = append(report.Failed, err) },
	}
	r, err := ingest.Into(ctx, s.store, checked(articles), o)
	report.New, report.Replaced, report.Unchanged, report.Statements = r.New, r.Replaced, r.Same, r.Statements
	if err != nil {
		return report, err
	}
	_, err = reconcile.Sure(ctx, reconcile.Source{Store: s.store, Index: s.index}, false)
	return report, err
}

// Remove takes articles out, with all that they told; ids that are not there change nothing. It
// returns how many went.
func (s *Store) Remove(ctx context.Context, ids ...string) (int, error) {
	changes := make([]kept.Change, len(ids))
	for i, id := range ids {
		changes[i] = kept.Change{Label: quad.IRI(model.ArticleIRI(id))}
	}
	counts, err := s.store.Apply(ctx, changes)
	return counts.Gone, err
}

// Rows are an answer. Columns are those that a table shows; rows may have more.
type Rows struct {
	Columns []string
	Rows    []map[string]any
	Total   int // rows in all, where it is known
}

// Ask answers a saved query; docs/QUERIES.md describes them and their parameters.
func (s *Store) Ask(ctx context.Context, name string, params map[string]string) (*Rows, error) {
	t, err := query.Answer(
		ctx,
		query.Source{Graph: s.store.Graph(), Index: s.index},
		s.saved,
		name,
		params,
		query.Limits{},
	)
	if err != nil {
		return nil, err
	}
	return &Rows{t.Columns, t.Rows, t.Total}, nil
}

// Queries are the names of the saved queries.
func (s *Store) Queries() []string {
	var out []string
	for _, q := range s.saved {
		out = append(out, q.Name)
	}
	return out
}
