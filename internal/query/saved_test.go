package query

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write what the queries answer into testdata/answers, to be read by a person")

// TestSavedQueries asks the invented articles. A file testdata/answers/NAME.txt holds the cases of
// a query, with an empty line between them:
//
//	# what the case shows
//	? name=Holm; limit=2          the parameters
//	who | said | statement        the columns looked at
//	Ada Holm | denied | that …    the rows, in their order
//	= 2 of 5, page 1, 1 left out  what is reported beside them
//	! no source by the name …     notes, with the nearest names
func TestSavedQueries(t *testing.T) {
	from, all := world(t)
	for _, q := range all {
		t.Run(q.Name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join("testdata", "answers", q.Name+".txt")
			raw, err := os.ReadFile(path)
			if err != nil {
				t.Fatalf("query %s has no cases: %v", q.Name, err)
			}
			var written []string
			for c := range strings.SplitSeq(strings.TrimSpace(string(raw)), "\n\n") {
				want := strings.TrimSpace(c)
				got := answered(t, from, q, want)
				if got != want && !*update {
					t.Errorf("want\n%s\n\ngot\n%s", want, got)
				}
				written = append(written, got)
			}
			if *update {
				if err := os.WriteFile(path, []byte(strings.Join(written, "\n\n")+"\n"), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
	names, err := filepath.Glob(filepath.Join("testdata", "answers", "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range names {
		if _, err := Find(all, strings.TrimSuffix(filepath.Base(n), ".txt")); err != nil {
			t.Errorf("%s: %v", n, err)
		}
	}
}

// answered asks a case and writes it again, with the answer in the place of the one that was expected.
func answered(t *testing.T, from Source, q Saved, c string) string {
	t.Helper()
	var out, columns []string
	given := map[string]string{}
	for line := range strings.SplitSeq(c, "\n") {
		if columns != nil {
			break
		}
		out = append(out, line)
		switch {
		case strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "?"):
			for p := range strings.SplitSeq(strings.TrimPrefix(line, "?"), ";") {
				if k, v, ok := strings.Cut(strings.TrimSpace(p), "="); ok {
					given[k] = v
				}
			}
		default:
			columns = strings.Split(line, " | ")
		}
	}
	params, err := q.Bind(given)
	if err != nil {
		t.Fatal(err)
	}
	table, err := Run(context.Background(), from, q, params, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range table.Rows {
		out = append(out, strings.TrimSpace(strings.Join(Cells(columns, r), " | ")))
	}
	if told := reported(table); told != "" {
		out = append(out, "= "+told)
	}
	for _, n := range table.Notes {
		line := "! " + n.Text
		if len(n.Near) > 0 {
			line += ": " + strings.Join(n.Near, ", ")
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

// reported is what stands under a table, where there is something to say.
func reported(t *Table) string {
	var out []string
	if t.Total > len(t.Rows) || t.More {
		out = append(out, fmt.Sprintf("%d of %d", len(t.Rows), t.Total))
		if t.More {
			out[0] += " and more"
		}
	}
	if t.Page > 1 {
		out = append(out, fmt.Sprintf("page %d", t.Page))
	}
	if t.LeftOut > 0 {
		out = append(out, fmt.Sprintf("%d left out", t.LeftOut))
	}
	return strings.Join(out, ", ")
}
