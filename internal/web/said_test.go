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
	if testing.Short() {
		t.Skip("it takes long")
	}
	v, h := served(t, Options{Rows: 1000}, readAll(t)...)
	<-v.stopped // the index is in step
	careful := carefulOf(t, v)
	if len(careful) < 20 {
		t.Fatalf("only %d statements to be careful with", len(careful))
	}
	saved, err := query.Load(queries.Files)
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, q := range saved {
		seen += checkRows(t, v, q, careful)
	}
	if seen < len(careful) {
		t.Errorf("%d rows of such statements, fewer than the %d statements", seen, len(careful))
	}
	for _, s := range careful {
		checkPages(t, h.URL, s)
		checkPicture(t, v, s)
		checkExported(t, v, s)
	}
	_, body, _ := ask(t, "GET", h.URL+"/api/queries/who-said-what?all=true&limit=1000", "")
	var out struct{ Rows []map[string]any }
	if err := json.Unmarshal([]byte(body), &out); err != nil || len(out.Rows) < 200 {
		t.Fatalf("%d rows (%v)", len(out.Rows), err)
	}
}

// carefulOf are the statements of all articles that must not be shown without their word, by
// identifier.
func carefulOf(t *testing.T, v *Server) map[string]*reading.Statement {
	t.Helper()
	ctx := context.Background()
	articles, err := v.index.Articles(ctx, index.Filter{Limit: 100})
	if err != nil || len(articles.Records) != 46 {
		t.Fatalf("%d articles (%v)", len(articles.Records), err)
	}
	careful := map[string]*reading.Statement{}
	for _, l := range articles.Records {
		a, err := v.site.Reader.Article(ctx, l.Record.IRI)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range a.Statements {
			if needsWord(s) {
				careful[s.ID] = s
			}
		}
	}
	return careful
}

// needsWord tells whether a statement must not be shown without the word by which it was reported:
// "denied".
func needsWord(s *reading.Statement) bool {
	if s.Cue == "" { // a question may be one by its mark alone
		return false
	}
	return s.Negated || s.Conditional || slices.Contains([]string{"deny", "ask", "expect", "plan"}, s.Act)
}

// aboutKenya are the saved queries that have rows of the articles for the name Kenya.
var aboutKenya = []string{
	"over-time", "names", "chain", "evidence", "quoted-beside", "first-and-last", "mentions", "country-voices",
}

// given are the parameters with which a saved query has many rows.
func given(q query.Saved) map[string]string {
	out := map[string]string{"all": "true", "limit": "5000"}
	for _, p := range q.Params {
		switch p.Name {
		case "name", "organization", "country", "principal":
			if slices.Contains(aboutKenya, q.Name) {
				out[p.Name] = "Kenya"
			}
		case "words":
			if q.Name == "said-about" || q.Name == "both-on" {
				out[p.Name] = "that"
			}
		}
	}
	return out
}

// checkRows runs a saved query: it returns how many of its rows show a careful statement, each of
// which must have its word.
func checkRows(t *testing.T, v *Server, q query.Saved, careful map[string]*reading.Statement) (seen int) {
	t.Helper()
	params, err := q.Bind(given(q))
	if err != nil {
		t.Fatalf("%s: %v", q.Name, err)
	}
	answer, err := query.Run(context.Background(), v.source(), q, params, query.Limits{})
	if err != nil {
		t.Errorf("%s: %v", q.Name, err)
		return 0
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
	return seen
}

// checkPages looks for a statement's word on its own page, and where it is found by its text.
func checkPages(t *testing.T, server string, s *reading.Statement) {
	t.Helper()
	for _, page := range []string{reading.Href(s.ID), "/search?q=" + url.QueryEscape(`"`+s.Text+`"`)} {
		_, body, _ := ask(t, "GET", server+page, "")
		if !strings.Contains(body, `<b class="said">`+escape(s.Said)+`</b>`) {
			t.Errorf("%s shows %q without %q", page, s.Text, s.Said)
		}
	}
}

// checkPicture looks for a statement's word in its picture: "denied: …".
func checkPicture(t *testing.T, v *Server, s *reading.Statement) {
	t.Helper()
	g, err := v.site.Reader.Picture(context.Background(), s.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range g.Nodes {
		if n.ID == s.ID && !strings.HasPrefix(n.Label, s.Said+": ") {
			t.Errorf("a picture shows %q without %q", n.Label, s.Said)
		}
	}
}

// checkExported looks for a statement's word in the graph, which is exported; what was not said is
// no quotation there.
func checkExported(t *testing.T, v *Server, s *reading.Statement) {
	t.Helper()
	ctx := context.Background()
	found, err := v.store.Match(ctx, quad.Quad{Subject: quad.IRI(s.ID), Predicate: quad.IRI(model.SaidOf)}, 1)
	if err != nil || len(found) != 1 {
		t.Errorf("%s has no %s in the graph that is exported (%v)", s.ID, model.SaidOf, err)
	}
	if !s.Negated && !s.Conditional {
		return
	}
	quotation := quad.Quad{Subject: quad.IRI(s.ID), Object: quad.IRI(model.ClassQuotation)}
	if found, _ := v.store.Match(ctx, quotation, 1); len(found) > 0 {
		t.Errorf("%q is a quotation, but was %q", s.Text, s.Said)
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
