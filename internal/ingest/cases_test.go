package ingest

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"quotegraph/internal/given"
	"quotegraph/internal/model"
)

var update = flag.Bool("update", false, "rewrite what the cases give")

// TestCases compares all that short texts give with what stands in testdata/cases/*.txt, line by
// line: a rule that is switched off changes a line. What is still wrong stands there as it is; the
// scorer tells how much is right. `go test ./internal/ingest -run Cases -update` rewrites the
// files.
func TestCases(t *testing.T) {
	sets := map[string][]model.Article{}
	paths, err := filepath.Glob("testdata/cases/*.jsonl")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no cases (%v)", err)
	}
	for _, path := range paths {
		if testing.Short() && filepath.Base(path) == "excerpts.jsonl" {
			continue
		}
		sets[strings.TrimSuffix(filepath.Base(path), ".jsonl")] = short(t, path)
	}
	for _, folder := range []string{"fields", "golden", "nested", "nested-unseen", "odd", "seeds", "wire"} {
		if testing.Short() && folder != "golden" { // whole articles
			continue
		}
		sets[folder] = articlesIn(t, folder)
	}
	for name, articles := range sets {
		t.Run(name, func(t *testing.T) {
			got := lines(articles)
			file := filepath.Join("testdata", "cases", name+".txt")
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got == string(want) {
				return
			}
			was, now := strings.Split(string(want), "\n"), strings.Split(got, "\n")
			for i := 0; i < max(len(was), len(now)); i++ {
				if a, b := at(was, i), at(now, i); a != b {
					t.Fatalf("line %d:\nwas  %s\nis   %s", i+1, a, b)
				}
			}
		})
	}
}

func at(lines []string, i int) string {
	if i >= len(lines) {
		return "(no line)"
	}
	return lines[i]
}

// short reads the texts of a file of cases.
func short(t *testing.T, path string) []model.Article {
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []model.Article
	for line := range strings.Lines(string(raw)) {
		var c struct{ ID, Text, Date string }
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			t.Fatal(err)
		}
		out = append(out, model.Article{ID: c.ID, Text: c.Text, Date: c.Date})
	}
	return out
}

// articlesIn reads the articles of a folder of golden cases.
func articlesIn(t *testing.T, folder string) []model.Article {
	paths, err := filepath.Glob(filepath.Join("testdata", folder, "*.txtar"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no articles in %s (%v)", folder, err)
	}
	var out []model.Article
	for _, path := range paths {
		a, _ := goldenArticle(t, path)
		out = append(out, a)
	}
	return out
}

// lines tell what each article gives, a line for all there is of it.
func lines(articles []model.Article) string {
	var b strings.Builder
	for i, d := range readTogether(articles) {
		fmt.Fprintf(&b, "## %s\n%s", articles[i].ID, given.Of(d))
	}
	return b.String()
}
