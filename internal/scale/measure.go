package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"
	"syscall"
	"time"

	"quotegraph/internal/index"
	"quotegraph/internal/query"
	"quotegraph/internal/store"
	"quotegraph/queries"
)

// about is what a saved query is asked about: somebody whom every tenth statement is of, and so on.
type about struct{ person, rare, body, principal, outlet, article, word string }

// questions are the saved queries with what they are asked.
func questions(a about) [][]string {
	return [][]string{
		{"who-said-what"},
		{"who-said-what", "article=" + a.article},
		{"who-said-what", "speaker=" + a.person},
		{"said-by", "name=" + a.person},
		{"said-by", "name=" + a.rare},
		{"said-about", "words=" + a.word},
		{"said-about", "words=" + a.word, "name=" + a.person},
		{"over-time", "name=" + a.person},
		{"said-to", "addressee=reporters"},
		{"at-event", "event=hearing"},
		{"by-organization", "organization=" + a.body},
		{"by-role", "role=mayor"},
		{"on-behalf-of", "principal=" + a.principal},
		{"speakers-for", "principal=" + a.principal},
		{"chain", "name=" + a.person},
		{"who-speaks-for-whom", "principal=" + a.principal},
		{"offices", "name=" + a.person},
		{"offices", "office=mayor"},
		{"changed-office", "name=" + a.person},
		{"changed-sides", "name=" + a.person},
		{"denials"},
		{"denials", "name=" + a.person},
		{"promises"},
		{"accusations"},
		{"criticism"},
		{"praise"},
		{"demands"},
		{"predictions"},
		{"questions"},
		{"plans"},
		{"beliefs"},
		{"not-said"},
		{"accused"},
		{"unnamed-sources"},
		{"unnamed-sources", "outlet=" + a.outlet},
		{"unnamed-by-outlet"},
		{"sources"},
		{"sources", "outlet=" + a.outlet},
		{"sources", "from=2022-03", "to=2022-03"},
		{"sources", "article=" + a.article},
		{"voices"},
		{"voices", "from=2022-03", "to=2022-03"},
		{"outlets"},
		{"quoted-beside", "name=" + a.person},
		{"both-on", "name=" + a.person, "other=" + a.rare},
		{"unanswered"},
		{"signed"},
		{"nested"},
		{"quotations", "speaker=" + a.person},
		{"numbers"},
		{"first-and-last", "name=" + a.person},
		{"country-voices", "country=" + a.principal},
		{"without-source"},
		{"evidence", "name=" + a.person},
		{"names", "name=" + a.person},
		{"acts", "name=" + a.person},
		{"articles"},
		{"articles", "about=" + a.word},
		{"occasions"},
		{"mentions", "name=" + a.person},
	}
}

// ask prints what questions cost in each store.
func ask(ctx context.Context, folder, graph string, rounds int, pages bool) error {
	stores, err := filepath.Glob(filepath.Join(folder, "[0-9]*"))
	if err != nil {
		return err
	}
	number := func(path string) int { n, _ := strconv.Atoi(filepath.Base(path)); return n }
	sort.Slice(stores, func(i, j int) bool { return number(stores[i]) < number(stores[j]) })
	saved, err := query.Load(queries.Files)
	if err != nil {
		return err
	}
	for _, path := range stores {
		if err := askOne(ctx, path, graph, saved, rounds, pages); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	return nil
}

func askOne(ctx context.Context, path, graph string, saved []query.Saved, rounds int, pages bool) error {
	began := time.Now()
	s, x, err := open(ctx, path, store.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer s.Close()
	defer x.Close()
	opened := time.Since(began)
	c, err := x.Counts(ctx)
	if err != nil {
		return err
	}
	fmt.Printf(
		"\n%d articles, %d statements, %d quads; opened in %.1f ms\n\n",
		c.Articles,
		c.Statements,
		s.Size(),
		milliseconds(opened),
	)
	if pages {
		return visit(ctx, s, x, saved)
	}
	fmt.Println("| question | server, ms | process, ms | its memory, MB |\n|---|---|---|---|")
	for _, q := range questions(chosen(ctx, x)) {
		given := map[string]string{}
		args := []string{"query", q[0], "--db", path, "-o", "csv"}
		for _, p := range q[1:] {
			k, v, _ := bytes.Cut([]byte(p), []byte("="))
			given[string(k)] = string(v)
			args = append(args, "-p", p)
		}
		var inside, outside, memory []float64
		for range rounds {
			at := time.Now()
			if _, err := query.Answer(ctx, query.Source{Graph: s.Graph(), Index: x}, saved, q[0], given,
				query.Limits{}); err != nil {
				return err
			}
			inside = append(inside, milliseconds(time.Since(at)))
			if graph == "" {
				continue
			}
			p := exec.Command(graph, args...)
			p.Dir = os.TempDir()
			at = time.Now()
			if out, err := p.CombinedOutput(); err != nil && p.ProcessState.ExitCode() != 1 {
				return fmt.Errorf("%v: %w\n%s", args, err, out)
			}
			outside = append(outside, milliseconds(time.Since(at)))
			memory = append(memory, float64(p.ProcessState.SysUsage().(*syscall.Rusage).Maxrss)/1024)
		}
		fmt.Printf("| %v | %.1f | %.0f | %.0f |\n", q, median(inside), median(outside), median(memory))
	}
	return visit(ctx, s, x, saved)
}

func firstWord(text string) string {
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return r < 'a' || r > 'z' }) {
		return w
	}
	return "the"
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

func median(v []float64) float64 {
	if len(v) == 0 {
		return 0
	}
	slices.Sort(v)
	return v[len(v)/2]
}

// chosen takes from a store what is asked about.
func chosen(ctx context.Context, x *index.Index) about {
	a := about{word: "marken"}
	found, err := x.MostQuoted(ctx, 400)
	if err == nil && len(found) > 0 {
		a.person, a.rare = found[0].ID, found[len(found)-1].ID
	}
	if latest, err := x.Statements(ctx, index.Filter{Limit: 200}); err == nil {
		for _, l := range latest.Records {
			a.article, a.outlet = l.Article.ID, l.Article.Outlet
			if w := l.Record.Text; len(w) > 20 && a.word == "marken" {
				a.word = string(bytes.Fields([]byte(w))[1])
			}
			if o := l.Record.Office; o != nil {
				a.body = o.OrganizationID
			}
			if n := len(l.Record.For); n > 0 {
				a.principal = l.Record.For[n-1].ID
			}
		}
	}
	return a
}
