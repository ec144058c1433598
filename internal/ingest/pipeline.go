// Package ingest runs the stages over articles, in order and with workers. The whole way through the
// house is the function Read.
package ingest

import (
	"context"
	"iter"
	"sync"

	"quotegraph/internal/agents"
	"quotegraph/internal/attrib"
	"quotegraph/internal/frames"
	"quotegraph/internal/lang"
	"quotegraph/internal/model"
	"quotegraph/internal/names"
)

// Read takes an article through the stages.
func Read(a model.Article) *model.Document {
	d := lang.Analyze(a)
	names.Find(d)
	attrib.Find(d, attrib.Rules{})
	directory := agents.Resolve(d)
	frames.Attach(d, directory)
	return d
}

// Result is an article that was read, or why it could not be.
type Result struct {
	Document *model.Document
	Err      error
}

// ReadAll reads articles with a number of workers and yields the results in the order of the articles,
// whatever the number of workers.
func ReadAll(ctx context.Context, articles iter.Seq2[model.Article, error], workers int) iter.Seq[Result] {
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
				for j := range jobs {
					j.done <- Result{Document: Read(j.article)}
				}
			})
		}
		running.Go(func() {
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
		})
		defer running.Wait()
		defer cancel()
		for done := range order {
			select {
			case r := <-done:
				if !yield(r) {
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}
}
