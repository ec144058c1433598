// Package ingest runs the stages over articles, in order and with workers. The whole way through the
// house is Reader.Read.
package ingest

import (
	"context"
	"fmt"
	"iter"
	"sync"

	"quotegraph/internal/agents"
	"quotegraph/internal/attrib"
	"quotegraph/internal/encoder"
	"quotegraph/internal/frames"
	"quotegraph/internal/lang"
	"quotegraph/internal/model"
	"quotegraph/internal/names"
)

// LeastConfidence is where statements found agree best with those marked by people (docs/RESULTS.md, "Confidence").
const LeastConfidence = 0.15

// Reader takes articles through the stages.
type Reader struct {
	Network       *encoder.Network // nil: the program's own
	Workers       int              // articles read at once
	MinConfidence float64          // statements below are left out
}

// Read takes one article through the stages.
func (r Reader) Read(a model.Article) *model.Document {
	network := r.Network
	if network == nil {
		network = encoder.Default()
	}
	d := lang.Analyze(a)
	scores := network.ReadDocument(d)
	names.Find(d, scores)
	attrib.Find(d, scores, r.MinConfidence)
	directory := agents.Resolve(d)
	frames.Attach(d, directory)
	return d
}

// Result is an article that was read, or why it could not be.
type Result struct {
	Document *model.Document
	Err      error
}

// try reads an article; a fault of the program's becomes an error that names the article, and the rest goes on.
func (r Reader) try(a model.Article) (out Result) {
	defer func() {
		if p := recover(); p != nil {
			out = Result{Err: fmt.Errorf("%s: the program failed on this article (%v); please report it with its text", a.ID, p)}
		}
	}()
	return Result{Document: r.Read(a)}
}

// ReadAll reads articles with a number of workers and yields the results in the order of the articles,
// whatever the number of workers.
func (r Reader) ReadAll(ctx context.Context, articles iter.Seq2[model.Article, error]) iter.Seq[Result] {
	workers := max(1, r.Workers)
	return func(yield func(Result) bool) {
		ctx, cancel := context.WithCancel(ctx)
		type job struct {
			article model.Article
			done    chan Result
		}
		jobs, order := make(chan job), make(chan chan Result, 4*workers)
		var running sync.WaitGroup
		for range workers {
			running.Go(func() {
				for {
					select {
					case j, more := <-jobs:
						if !more {
							return
						}
						j.done <- r.try(j.article)
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
