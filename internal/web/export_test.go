package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/export"
	"quotegraph/internal/rdf"
)

// TestExportOverHTTP: every form, of everything, an article, an agent and a query's rows; the pages
// offer them.
func TestExportOverHTTP(t *testing.T) {
	_, h := withArticle(t)
	for _, f := range export.Formats {
		code, body, head := ask(t, "GET", h.URL+"/api/export?agent=Ruiz&format="+f.Name, "")
		if code != 200 || body == "" || head.Get("Content-Type") != f.Media ||
			!strings.Contains(head.Get("Content-Disposition"), "graph"+f.Extension) {
			t.Errorf("%s: %d, %d bytes, %v", f.Name, code, len(body), head)
		}
	}
	count := func(query string) int {
		code, body, _ := ask(t, "GET", h.URL+"/api/export"+query, "")
		if code != 200 {
			t.Fatalf("%s: %d %s", query, code, body)
		}
		n := 0
		if err := rdf.Read(strings.NewReader(body), rdf.NQuads, nil, func(quad.Quad) error { n++; return nil }); err != nil {
			t.Fatalf("%s: %v", query, err)
		}
		return n
	}
	all, article, agent, rows := count(
		"",
	), count(
		"?article=hostile",
	), count(
		"?agent=Ruiz",
	), count(
		"?query=said-by&name=Ruiz",
	)
	if !(all > article && all >= agent && agent >= rows && rows > 0) {
		t.Errorf("all %d, article %d, agent %d, rows %d", all, article, agent, rows)
	}
	if n := count("?query=who-said-what&article=hostile"); n == 0 || n >= article+1 {
		t.Errorf("the rows of a query with a parameter called article: %d of %d", n, article)
	}
	for query, want := range map[string]int{
		"?format=rdfxml": 400, "?article=none": 404, "?agent=Nobody+Atall": 404, "?query=none": 404,
		"?query=said-by&nome=x": 400, "?table=roles": 400, "?simple=perhaps": 400, "?article=a&agent=b": 409, "?odd=1": 400,
	} {
		if code, body, _ := ask(t, "GET", h.URL+"/api/export"+query, ""); code != want ||
			!strings.Contains(body, `"error"`) {
			t.Errorf("%s: %d %s", query, code, body)
		}
	}
	for _, page := range []string{"/", "/queries/said-by?name=Ruiz", "/agent/" + url.PathEscape("person:ana-ruiz")} {
		if _, body, _ := ask(t, "GET", h.URL+page, ""); !strings.Contains(body, "format=graphml") {
			t.Errorf("%s offers no export", page)
		}
	}
}

// TestFewExportsAtOnce: more of them are told to come again.
func TestFewExportsAtOnce(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long")
	}
	v, h := withArticle(t)
	var give []func()
	for i := range exports {
		g, err := v.gates["GET /api/export"].take(t.Context(), fmt.Sprint("192.0.2.", i))
		if err != nil {
			t.Fatal(err)
		}
		give = append(give, g)
	}
	if code, _, head := ask(t, "GET", h.URL+"/api/export", ""); code != http.StatusTooManyRequests ||
		head.Get("Retry-After") == "" {
		t.Errorf("%d %v", code, head)
	}
	give[0]()
	if code, _, _ := ask(t, "GET", h.URL+"/api/export", ""); code != 200 {
		t.Errorf("%d", code)
	}
}

// TestFullIRIsBecomeShort: what a program writes with full IRIs through Cayley's API is found by
// the store's short ones.
func TestFullIRIsBecomeShort(t *testing.T) {
	v, h := withArticle(t)
	line := `<http://e.org/a> <http://schema.org/name> "x" <urn:quotegraph:article:g> .` + "\n" +
		`<http://e.org/a> <urn:quotegraph:vocab#position> ` +
		`"7"^^<http://www.w3.org/2001/XMLSchema#integer> <urn:quotegraph:article:g> .` + "\n"
	if code, body, _ := ask(t, "POST", h.URL+"/api/v2/write", line, "Authorization", "Bearer "+token,
		"Content-Type", "application/n-quads"); code != 200 {
		t.Fatalf("%d %s", code, body)
	}
	single, _ := json.Marshal(
		[]map[string]string{
			{
				"subject":   "<http://e.org/b>",
				"predicate": "<http://schema.org/name>",
				"object":    "y",
				"label":     "<urn:quotegraph:article:g>",
			},
		},
	)
	if code, body, _ := ask(t, "POST", h.URL+"/api/v1/write", string(single), "Authorization",
		"Bearer "+token); code != 200 {
		t.Fatalf("%d %s", code, body)
	}
	found, err := v.store.Match(t.Context(), quad.Quad{Label: quad.IRI("article:g")}, -1)
	if err != nil || len(found) != 3 {
		t.Fatalf("%v %v", found, err)
	}
	for _, q := range found {
		if p := q.Predicate; p != quad.IRI("schema:name") && (p != quad.IRI("qg:position") || q.Object != quad.Int(7)) {
			t.Errorf("%#v", q)
		}
	}
	if code, body, _ := ask(t, "POST", h.URL+"/api/v2/delete", line, "Authorization", "Bearer "+token,
		"Content-Type", "application/n-quads"); code != 200 {
		t.Fatalf("%d %s", code, body)
	}
	if found, _ = v.store.Match(t.Context(), quad.Quad{Label: quad.IRI("article:g")}, -1); len(found) != 1 {
		t.Errorf("%v is left", found)
	}
}
