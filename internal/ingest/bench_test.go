package ingest

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"testing"

	"quotegraph/internal/encoder"
	"quotegraph/internal/model"
	"quotegraph/internal/pipeline"
	"quotegraph/internal/store"
	"quotegraph/internal/store/storetest"
	"quotegraph/seeds"
)

func sampleArticles(n int) iter.Seq2[model.Article, error] {
	names := []string{"envoy", "court", "company", "strike", "joint", "storm"}
	return func(yield func(model.Article, error) bool) {
		for i := range n {
			raw, err := seeds.Files.ReadFile(names[i%len(names)] + ".txt")
			if !yield(model.Article{ID: fmt.Sprint("a", i), Text: string(raw)}, err) {
				return
			}
		}
	}
}

// BenchmarkExtract reads the samples over and over, without a store, on one core.
func BenchmarkExtract(b *testing.B) {
	articles, words := 0, 0
	for b.Loop() {
		for a := range sampleArticles(6) {
			words += len(pipeline.Reader{}.Read(a).Tokens)
			articles++
		}
	}
	b.ReportMetric(float64(articles)/b.Elapsed().Seconds(), "articles/s")
	b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
}

// BenchmarkIngest reads 120 articles into a new store.
func BenchmarkIngest(b *testing.B) {
	articles, words := 0, 0
	for b.Loop() {
		s, err := store.Open(storetest.Place(b), store.Options{})
		if err != nil {
			b.Fatal(err)
		}
		r, err := Into(
			context.Background(),
			s,
			sampleArticles(120),
			Options{Reader: pipeline.Reader{Workers: 2}, Batch: 50},
		)
		if err != nil {
			b.Fatal(err)
		}
		articles, words = articles+r.Articles, words+r.Words
		s.Close()
	}
	b.ReportMetric(float64(articles)/b.Elapsed().Seconds(), "articles/s")
	b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
}

// TestWorkersGiveTheSameOrder: the results come in the articles' order whatever the number of workers.
func TestWorkersGiveTheSameOrder(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long")
	}
	for _, workers := range []int{1, 2, 7} {
		i := 0
		for r := range (pipeline.Reader{Workers: workers}).ReadAll(context.Background(), sampleArticles(20)) {
			if r.Err != nil || r.Document.Article.ID != fmt.Sprint("a", i) {
				t.Fatalf("%d workers: result %d is %v (%v)", workers, i, r.Document.Article.ID, r.Err)
			}
			i++
		}
		if i != 20 {
			t.Fatalf("%d workers: %d results", workers, i)
		}
	}
}

// A fault on an article is told with its name, and doesn't stop the others.
func TestFaultsNameTheArticle(t *testing.T) {
	n := 0
	for r := range (pipeline.Reader{Workers: 2, Network: new(encoder.Network)}).ReadAll(context.Background(),
		sampleArticles(5)) {
		if r.Err == nil || !strings.Contains(r.Err.Error(), fmt.Sprint("a", n)) {
			t.Errorf("a network without weights: error %v", r.Err)
		}
		n++
	}
	if n != 5 {
		t.Errorf("%d results", n)
	}
}
