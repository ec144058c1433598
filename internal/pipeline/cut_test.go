package pipeline

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"quotegraph/internal/lang"
	"quotegraph/internal/model"
)

// TestCutAnywhere: a text may end, or begin, anywhere: within a name, a title, a quotation, a date.
// No rule looks beyond its ends. QUOTEGRAPH_LONG cuts four times as many texts.
func TestCutAnywhere(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long")
	}
	every := 20 // of the short texts
	if os.Getenv("QUOTEGRAPH_LONG") != "" {
		every = 5
	}
	paths, err := filepath.Glob("../ingest/testdata/cases/*.jsonl")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no texts (%v)", err)
	}
	var articles []model.Article
	n := 0
	for _, path := range paths {
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		for lines := bufio.NewScanner(f); lines.Scan(); n++ {
			var a struct{ ID, Text string }
			if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
				t.Fatal(err)
			}
			if n%every != 0 {
				continue
			}
			for _, token := range lang.Analyze(model.Article{Text: a.Text}).Tokens {
				for _, text := range []string{a.Text[:token.End], a.Text[token.Begin:]} {
					articles = append(articles, model.Article{ID: a.ID, Text: text})
				}
			}
		}
		f.Close()
	}
	if len(articles) < 1000 {
		t.Fatalf("only %d texts", len(articles))
	}
	all := func(yield func(model.Article, error) bool) {
		for _, a := range articles {
			if !yield(a, nil) {
				return
			}
		}
	}
	for r := range (Reader{MinConfidence: LeastConfidence,
		Workers: runtime.GOMAXPROCS(0)}).ReadAll(context.Background(), all) {
		if r.Err != nil {
			t.Error(r.Err)
		}
	}
	t.Logf("%d texts", len(articles))
}
