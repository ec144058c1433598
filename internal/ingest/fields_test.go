package ingest

import (
	"path/filepath"
	"slices"
	"testing"

	"quotegraph/internal/extraction"
	"quotegraph/result"
)

// TestFields measures six articles of other fields and countries (sport, science, a court,
// business, local news, health; in Australian, British, Indian, Nigerian and Kenyan style), written
// with their answers before the program's output was seen: each line of an expectation counts by
// itself.
func TestFields(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long")
	}
	paths, err := filepath.Glob("testdata/fields/*.txtar")
	if err != nil || len(paths) != 6 {
		t.Fatalf("%d articles (%v), want 6", len(paths), err)
	}
	right, wanted := map[string]int{}, map[string]int{}
	count := func(what string, ok bool) {
		wanted[what]++
		if ok {
			right[what]++
		}
	}
	for _, path := range paths {
		d, want := readGolden(t, path)
		x := extraction.Of(d, result.CodePoints)
		used := make([]bool, len(d.Statements))
		for _, b := range want {
			if b.kind != "statement" {
				ok := slices.ContainsFunc(facts(d, b.kind), func(f map[string]string) bool { return matches(f, b) })
				count(b.kind+"s told", ok)
				if !ok {
					t.Logf("%s: missing: %s %s %v", filepath.Base(path), b.kind, b.head, b.values)
				}
				continue
			}
			i := bestStatement(d, b, used)
			count("statement", i >= 0)
			if i < 0 {
				t.Logf("%s: missing: %v", filepath.Base(path), b.values["content"])
				continue
			}
			used[i] = true
			for _, key := range []string{"source", "who", "role", "for"} {
				if len(b.values[key]) == 0 {
					continue
				}
				one := block{
					b.kind,
					string(d.Statements[i].Type),
					map[string][]string{"content": b.values["content"], key: b.values[key]},
				}
				if len(b.values["nested"]) > 0 {
					one.values["nested"] = b.values["nested"]
				}
				problems := statementProblems(d, x, i, one)
				count(key, len(problems) == 0)
				for _, p := range problems {
					t.Logf("%s: %s", filepath.Base(path), p)
				}
			}
		}
	}
	for _, c := range []struct {
		what  string
		least int // percent
	}{{"statement", 60}, {"source", 85}, {"who", 70}, {"role", 40}, {"for", 35}} {
		what := c.what
		t.Logf("%-9s %3d of %3d", what, right[what], wanted[what])
		if right[what]*100 < wanted[what]*c.least {
			t.Errorf("%s: %d of %d are right, fewer than %d %%", what, right[what], wanted[what], c.least)
		}
	}
}
