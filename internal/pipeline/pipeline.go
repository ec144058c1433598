// Package pipeline runs the stages over articles, in order and with workers. The whole way through the
// house is Reader.Read. It knows nothing of the store.
package pipeline

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"sync"
	"time"

	"quotegraph/internal/agents"
	"quotegraph/internal/attrib"
	"quotegraph/internal/encoder"
	"quotegraph/internal/frames"
	"quotegraph/internal/lang"
	"quotegraph/internal/model"
	"quotegraph/internal/names"
	"quotegraph/internal/offices"
)

// LeastConfidence is where statements found agree best with those marked by people
// (docs/RESULTS.md, "Confidence").
const LeastConfidence = 0.15

// Reader takes articles through the stages.
type Reader struct {
	Network       *encoder.Network // nil: the program's own
	Workers       int              // articles read at once
	MinConfidence float64          // statements below are left out
	Time          time.Duration    // for one article; 0: a minute
}

// longestReading is the time for one article unless told otherwise: the longest that is read, 256
// KiB, takes some seconds.
const longestReading = time.Minute

// ErrTime says that an article took longer than it may.
var ErrTime = errors.New("took too long to read: ingest.timeout says how long one article may take")

// Read takes one article through the stages.
func (r Reader) Read(a model.Article) *model.Document { return r.read([]model.Article{a})[0] }

// read takes articles through the stages; the network reads them together.
func (r Reader) read(articles []model.Article) []*model.Document {
	network := r.Network
	if network == nil {
		network = encoder.Default()
	}
	out := make([]*model.Document, len(articles))
	for i, a := range articles {
		out[i] = lang.Analyze(a)
	}
	for i, scores := range network.ReadDocuments(out) {
		r.Rules(out[i], scores)
	}
	return out
}

// Rules takes a document through the stages that come after the network's, whose scores are given.
func (r Reader) Rules(d *model.Document, scores *encoder.Reading) {
	d.Offices = offices.Find(d, scores)
	names.Find(d, scores)
	attrib.Find(d, scores, r.MinConfidence)
	frames.Attach(d, agents.Resolve(d))
	agents.Settle(d)
}

// Result is an article that was read, or why it could not be.
type Result struct {
	Document *model.Document
	Err      error
}

// job is an article that waits for a worker.
type job struct {
	article model.Article
	done    chan Result
}

// try reads articles; a fault of the program's becomes an error that names the article, and the
// rest goes on.
func (r Reader) try(jobs []job) {
	articles := make([]model.Article, len(jobs))
	for i, j := range jobs {
		articles[i] = j.article
	}
	documents, fault := r.guarded(articles)
	switch {
	case fault == ErrTime && len(jobs) == 1:
		jobs[0].done <- Result{Err: fmt.Errorf("%s: article %q %w", articles[0].Source, articles[0].ID, ErrTime)}
	case fault == nil:
		for i, j := range jobs {
			j.done <- Result{Document: documents[i]}
		}
	case len(jobs) == 1:
		jobs[0].done <- Result{Err: fmt.Errorf("%s: the program failed on this article (%v); please report it with "+
			"its text", articles[0].ID, fault)}
	default: // one of them
		for i := range jobs {
			r.try(jobs[i : i+1])
		}
	}
}

// guarded reads articles within their time. The fault is what the program failed with, or ErrTime;
// a reading that is late goes on by itself, and nobody waits for it.
func (r Reader) guarded(articles []model.Article) ([]*model.Document, any) {
	type outcome struct {
		documents []*model.Document
		fault     any
	}
	ended := make(chan outcome, 1)
	go func() {
		var o outcome
		defer func() {
			o.fault = recover()
			ended <- o
		}()
		o.documents = r.read(articles)
	}()
	late := time.NewTimer(cmp.Or(r.Time, longestReading))
	defer late.Stop()
	select {
	case o := <-ended:
		return o.documents, o.fault
	case <-late.C:
		return nil, ErrTime
	}
}

// Try takes one article through the stages within its time.
func (r Reader) Try(a model.Article) (*model.Document, error) {
	done := make(chan Result, 1)
	r.try([]job{{a, done}})
	result := <-done
	return result.Document, result.Err
}

// A worker takes articles that wait until it has so many bytes of text: short ones are read together.
const batchBytes = 5000

// ReadAll reads articles with a number of workers and yields the results in the order of the articles,
// whatever the number of workers.
func (r Reader) ReadAll(ctx context.Context, articles iter.Seq2[model.Article, error]) iter.Seq[Result] {
	workers := max(1, r.Workers)
	return func(yield func(Result) bool) {
		ctx, cancel := context.WithCancel(ctx)
		jobs, order := make(chan job, 2*workers), make(chan chan Result, 4*workers)
		var running sync.WaitGroup
		for range workers {
			running.Go(func() {
				for {
					select {
					case j, more := <-jobs:
						if !more {
							return
						}
						r.try(together(j, jobs))
					case <-ctx.Done():
						return
					}
				}
			})
		}
		go func() { // not waited for: it may be reading an input that never ends
			defer close(order)
			defer close(jobs)
			for a, err := range articles {
				done := make(chan Result, 1)
				select {
				case order <- done:
				case <-ctx.Done():
					return
				}
				if err != nil {
					done <- Result{Err: err}
					continue
				}
				select {
				case jobs <- job{a, done}:
				case <-ctx.Done():
					return
				}
			}
		}()
		defer running.Wait()
		defer cancel()
		for {
			var done chan Result
			var more bool
			select {
			case done, more = <-order:
			case <-ctx.Done():
			}
			if !more {
				return
			}
			select {
			case result := <-done:
				if !yield(result) {
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}
}

// together adds to a job those that wait, up to batchBytes of text.
func together(first job, jobs <-chan job) []job {
	out := []job{first}
	for size := len(first.article.Text); size < batchBytes; {
		select {
		case j, more := <-jobs:
			if !more {
				return out
			}
			out, size = append(out, j), size+len(j.article.Text)
		default:
			return out
		}
	}
	return out
}
