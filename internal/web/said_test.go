package web

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"golang.org/x/tools/txtar"

	"quotegraph/internal/index"
	"quotegraph/internal/model"
	"quotegraph/internal/pipeline"
	"quotegraph/internal/query"
	"quotegraph/internal/reading"
	"quotegraph/internal/store"
	"quotegraph/internal/triples"
	"quotegraph/queries"
	"quotegraph/seeds"
)

// A denial must never be shown as a claim: over the samples and forty wire reports, no row of a
// saved query, no page, no picture and no export shows a denied, refused, asked or merely expected
// statement without its word.
func TestNothingIsShownWithoutItsWord(t *testing.T) {
	v, h := served(t, Options{Rows: 1000}, readAll(t)...)
	<-v.stopped                                // the index is in step
	careful := map[string]*reading.Statement{} // by identifier
	ctx := context.Background()
	articles, err := v.index.Articles(ctx, index.Filter{Limit: 100})
	if err != nil || len(articles.Records) != 46 {
		t.Fatalf("%d articles (%v)", len(articles.Records), err)
	}
	for _, l := range articles.Records {
		a, err := v.site.Reader.Article(ctx, l.Record.IRI)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range a.Statements {
			if s.Cue == "" { // a question may be one by its mark alone
				continue
			}
			if s.Negated || s.Conditional || slices.Contains([]string{"deny", "ask", "expect", "plan"}, s.Act) {
				careful[s.ID] = s
			}
		}
	}
	if len(careful) < 20 {
		t.Fatalf("only %d statements to be careful with", len(careful))
	}
	saved, err := query.Load(queries.Files)
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, q := range saved {
		given := map[string]string{"all": "true", "limit": "5000"}
		for _, p := range q.Params {
			switch p.Name {
			case "name", "organization", "country", "principal":
				if slices.Contains(
					[]string{
						"over-time",
						"names",
						"chain",
						"evidence",
						"quoted-beside",
						"first-and-last",
						"mentions",
						"country-voices",
					},
					q.Name,
				) {
					given[p.Name] = "Kenya"
				}
			case "words":
				if q.Name == "said-about" || q.Name == "both-on" {
					given[p.Name] = "that"
				}
			}
		}
		params, err := q.Bind(given)
		if err != nil {
			t.Fatalf("%s: %v", q.Name, err)
		}
		answer, err := query.Run(ctx, v.source(), q, params, query.Limits{})
		if err != nil {
			t.Errorf("%s: %v", q.Name, err)
			continue
		}
		for _, r := range answer.Rows {
			s := careful[fmt.Sprint(r["statement_id"])]
			if s == nil {
				continue
			}
			seen++
			if r["said"] != s.Said || s.Said == "" || !slices.Contains(answer.Columns, "said") {
				t.Errorf("%s shows %q without %q", q.Name, s.Text, s.Said)
			}
			if q.Name == "quotations" && (s.Negated || s.Conditional) {
				t.Errorf("quotations shows %q, which was not said (%s)", r["quotation"], s.Said)
			}
		}
	}
	if seen < len(careful) {
		t.Errorf("%d rows of such statements, fewer than the %d statements", seen, len(careful))
	}
	for _, s := range careful {
		for _, page := range []string{reading.Href(s.ID), "/search?q=" + url.QueryEscape(`"`+s.Text+`"`)} {
			_, body, _ := ask(t, "GET", h.URL+page, "")
			if !strings.Contains(body, `<b class="said">`+escape(s.Said)+`</b>`) {
				t.Errorf("%s shows %q without %q", page, s.Text, s.Said)
			}
		}
		g, err := v.site.Reader.Picture(ctx, s.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range g.Nodes {
			if n.ID == s.ID && !strings.HasPrefix(n.Label, s.Said+": ") {
				t.Errorf("a picture shows %q without %q", n.Label, s.Said)
			}
		}
		found, err := v.store.Match(ctx, quad.Quad{Subject: quad.IRI(s.ID), Predicate: quad.IRI(model.SaidOf)}, 1)
		if err != nil || len(found) != 1 {
			t.Errorf("%s has no %s in the graph that is exported (%v)", s.ID, model.SaidOf, err)
		}
		if s.Negated || s.Conditional {
			if found, _ := v.store.Match(ctx,
				quad.Quad{Subject: quad.IRI(s.ID), Object: quad.IRI(model.ClassQuotation)}, 1); len(
				found,
			) > 0 {
				t.Errorf("%q is a quotation, but was %q", s.Text, s.Said)
			}
		}
	}
	_, body, _ := ask(t, "GET", h.URL+"/api/queries/who-said-what?all=true&limit=1000", "")
	var out struct{ Rows []map[string]any }
	if err := json.Unmarshal([]byte(body), &out); err != nil || len(out.Rows) < 200 {
		t.Fatalf("%d rows (%v)", len(out.Rows), err)
	}
}

func escape(s string) string {
	return strings.NewReplacer("&", "&amp;", "'", "&#39;", `"`, "&#34;", "<", "&lt;").Replace(s)
}

// readAll reads the samples and the forty wire reports.
func readAll(t *testing.T) []store.Change {
	var articles []model.Article
	names, _ := fs.Glob(seeds.Files, "*.txt")
	for _, n := range names {
		raw, _ := fs.ReadFile(seeds.Files, n)
		articles = append(articles, model.Article{ID: n, Text: string(raw)})
	}
	paths, _ := filepath.Glob("../ingest/testdata/wire/*.txtar")
	for _, p := range paths {
		a, err := txtar.ParseFile(p)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range a.Files {
			if f.Name == "article.txt" {
				articles = append(
					articles,
					model.Article{ID: filepath.Base(p), Text: string(f.Data), Date: "2024-03-06"},
				)
			}
		}
	}
	var out []store.Change
	for _, a := range articles {
		label, quads := triples.Of(pipeline.Reader{}.Read(a))
		out = append(out, store.Change{Label: label, Quads: quads})
	}
	return out
}
