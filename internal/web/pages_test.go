package web

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/ingest"
	"quotegraph/internal/ingest/source"
	"quotegraph/internal/model"
	"quotegraph/internal/pipeline"
	"quotegraph/internal/triples"
)

// hostile is an article that would like to be more than text.
const hostile = `<script>alert(1)</script> Harbour board meets

TARN, May 3 (Meridian) — "The quay <img src=x onerror=alert(2)> is cracked," Ana Ruiz, head of the harbour board, told reporters at a press conference in Tarn on Tuesday. "Nobody will be hurt."

Ruiz said that the mayor had promised new stones. See javascript:alert(3) or <a href="javascript:alert(4)">here</a>.` + " \x07\u202egnp.exe\u202c"

// withArticle serves the small store with one article more, read by the program.
func withArticle(t *testing.T) (*Server, *httptest.Server) {
	t.Helper()
	r := pipeline.Reader{MinConfidence: pipeline.LeastConfidence, Workers: 1}
	o := Options{Token: token, MostText: 5000, Find: func(text string) (quad.IRI, []quad.Quad, error) {
		label, q := triples.Of(r.Read(model.Article{ID: "text", Text: text}))
		return label, q, nil
	}}
	var v *Server
	o.Ingest = func(ctx context.Context, body io.Reader) (*Ingested, error) {
		warnings := []string{}
		done, err := ingest.Into(
			ctx,
			v.store,
			source.Read([]string{"-"}, body, source.Options{}),
			ingest.Options{Reader: r, Batch: 5, Warned: func(w string) { warnings = append(warnings, w) }},
		)
		return &Ingested{New: done.New, Failed: done.Failed, Errors: []string{}, Warnings: warnings}, err
	}
	v, h := serve(t, o)
	line, err := json.Marshal(
		map[string]string{
			"doc_id": "hostile",
			"text":   hostile,
			"date":   "2031-05-03",
			"title":  "<b>Harbour</b> board meets",
			"url":    "javascript:alert(7)",
		},
	)
	if err != nil {
		t.Fatal(err)
	}
	if code, body, _ := ask(t, "POST", h.URL+"/api/articles", string(line)+"\n", "Authorization",
		"Bearer "+token); code != 200 ||
		!strings.Contains(body, `"new":1`) {
		t.Fatalf("%d %s", code, body)
	}
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		if _, body, _ := ask(t, "GET", h.URL+"/", ""); strings.Contains(body, "board meets") {
			break
		}
		if time.Now().After(end) {
			t.Fatal("the article is not in the search index")
		}
	}
	return v, h
}

func TestPages(t *testing.T) {
	_, h := withArticle(t)
	article := "/article/" + strings.TrimPrefix(model.ArticleIRI("hostile"), "article:")
	_, raw, _ := ask(t, "GET", h.URL+"/api/articles/"+strings.TrimPrefix(article, "/article/"), "")
	var a struct {
		Text       string
		Statements []struct {
			IRI   string
			Parts [][2]int
			Event *struct{ IRI string }
			Agent *struct{ IRI string }
		}
	}
	if err := json.Unmarshal([]byte(raw), &a); err != nil || len(a.Statements) < 2 || a.Statements[0].Event == nil {
		t.Fatalf("%v in %s", err, raw)
	}
	if p := a.Statements[0].Parts[0]; !strings.HasPrefix(a.Text[p[0]:p[1]], `"The quay <img`) {
		t.Errorf("the first statement is %q", a.Text[p[0]:p[1]])
	}
	path := func(iri string) string { kind, id, _ := strings.Cut(iri, ":"); return "/" + kind + "/" + id }
	for _, c := range []struct {
		path string
		code int
		want []string
	}{
		{"/", 200, []string{"What is in the graph", "&lt;b&gt;Harbour&lt;/b&gt; board meets", "Ana Ruiz"}},
		{article, 200, []string{"&lt;img src=x onerror=alert(2)&gt;", `<mark class="part direct"`, `data-s="1"`,
			"press conference", "head", "\u2407"}},
		{"/agent/person:ana-ruiz", 200, []string{"Ana Ruiz", "head", "statement"}},
		{path(a.Statements[0].IRI), 200, []string{"Nobody will be hurt", "Said by", "On behalf of"}},
		{path(a.Statements[0].Event.IRI), 200, []string{"press conference", "Tarn"}},
		{"/search?q=quay+cracked", 200, []string{"<b>cracked</b>", "1 statement<"}},
		{"/search?q=ruiz", 200, []string{"People and bodies", "/agent/person:ana-ruiz"}},
		{"/search?q=%22%3E%3Cscript%3Ealert(5)%3C/script%3E", 200, []string{"&lt;script&gt;alert(5)"}},
		{"/search?q=" + strings.Repeat("x", 2000), 400, []string{"at most"}},
		{"/search?from=-5&type=nonsense", 200, []string{"0 statements"}},
		{"/queries", 200, []string{"who-said-what", "said-by"}},
		{"/queries/said-by?name=Ruiz", 200, []string{"Nobody will be hurt", "row"}},
		{"/queries/said-by?limit=many", 400, []string{"whole number"}},
		{"/queries/nonsense", 404, []string{"no saved query"}},
		{"/console", 200, []string{"<textarea", `type="module"`}},
		{"/try", 200, []string{"nothing of it is stored"}},
		{"/picture?of=person:ana-ruiz", 200, []string{"<svg", "said by"}},
		{"/picture?of=nothing", 404, nil},
		{"/picture", 404, nil},
		{"/api", 200, []string{"/api/v1/query/{lang}"}},
		{"/article/nothing", 404, []string{"nothing of that name"}},
		{"/article/" + url.PathEscape(`"><script>alert(6)</script>`), 404, nil},
		{"/agent/qg:Statement", 404, nil},
		{"/agent/%00%FF", 404, nil},
		{"/statement/1", 404, nil}, // its article has no text
		{"/event/" + strings.Repeat("9", 5000), 404, nil},
		{"/nonsense/at/all", 404, []string{"no such page"}},
		{"/static/style.css", 200, []string{"prefers-color-scheme"}},
		{"/static/../server.go", 404, nil},
	} {
		code, body, header := ask(t, "GET", h.URL+c.path, "")
		if code != c.code {
			t.Errorf("%.80s: %d, want %d", c.path, code, c.code)
		}
		for _, w := range c.want {
			if !strings.Contains(body, w) {
				t.Errorf("%.80s: no %q in\n%s", c.path, w, body)
			}
		}
		for _, bad := range []string{"<script>alert", "<img src=x", `href="javascript:`, "\u202e", "\x07", "goroutine "} {
			if strings.Contains(body, bad) {
				t.Errorf("%.80s: holds %q", c.path, bad)
			}
		}
		if p := header.Get("Content-Security-Policy"); !strings.Contains(p, "script-src 'self'") ||
			strings.Contains(p, "unsafe") {
			t.Errorf("%.80s: policy %q", c.path, p)
		}
	}
}

// TestAsk leads a question in plain English to the page of its answer; one that nothing answers
// gets the nearest ones.
func TestAsk(t *testing.T) {
	_, h := withArticle(t)
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	a, err := client.Get(h.URL + "/ask?q=" + url.QueryEscape("what did Ruiz say?"))
	if err != nil {
		t.Fatal(err)
	}
	a.Body.Close()
	if to := a.Header.Get("Location"); a.StatusCode != http.StatusSeeOther ||
		!strings.HasPrefix(to, "/queries/said-by?") ||
		!strings.Contains(to, "name=Ruiz") {
		t.Errorf("%d, to %q", a.StatusCode, to)
	}
	for _, c := range []struct {
		question, want string
		code           int
	}{
		{"what did Ruiz say?", "Nobody will be hurt", 200},
		{"why is the sea salt <b>?", "sea salt &lt;b&gt;", 404},
		{strings.Repeat("salt ", 300), "at most 1,000 characters", 400},
	} {
		if code, body, _ := ask(t, "GET", h.URL+"/ask?q="+url.QueryEscape(c.question), ""); code != c.code ||
			!strings.Contains(body, c.want) {
			t.Errorf("%.40s: %d, not %d, or no %q", c.question, code, c.code, c.want)
		}
	}
}

func TestTry(t *testing.T) {
	v, h := withArticle(t)
	before := v.store.Size()
	form := func(text string) (int, string) {
		code, body, _ := ask(
			t,
			"POST",
			h.URL+"/try",
			url.Values{"text": {text}}.Encode(),
			"Content-Type",
			"application/x-www-form-urlencoded",
		)
		return code, body
	}
	if code, body := form("“The swans are back,” said Leo Park, the keeper of the lake."); code != 200 ||
		!strings.Contains(body, `<mark class="part direct"`) ||
		!strings.Contains(body, "Leo Park") {
		t.Errorf("%d %s", code, body)
	}
	for text, want := range map[string]string{"": "no text", "  \r\n ": "no text",
		strings.Repeat("word ", 1200): "at most", "The river rose.": "No statement"} {
		if code, body := form(text); code >= 500 || !strings.Contains(body, want) {
			t.Errorf("%.20q: %d, no %q", text, code, want)
		}
	}
	if code, _ := form(strings.Repeat("x", 2<<20)); code != 413 {
		t.Errorf("two megabytes: %d", code)
	}
	if after := v.store.Size(); after != before {
		t.Errorf("%d quads became %d", before, after)
	}
}

func TestConsole(t *testing.T) {
	_, h := withArticle(t)
	run := func(lang, program string) (int, map[string]any) {
		code, body, _ := ask(t, "POST", h.URL+"/api/console/"+lang+"?limit=2", program)
		var out map[string]any
		if err := json.Unmarshal([]byte(body), &out); err != nil {
			t.Fatalf("%v in %s", err, body)
		}
		return code, out
	}
	for _, c := range []struct {
		lang, program string
		code          int
		want          string
	}{
		{"gizmo", `g.V("<person:ana-ruiz>").Tag("who").All()`, 200,
			`"who":{"href":"/agent/person:ana-ruiz","iri":"person:ana-ruiz"}`},
		{"gizmo", `g.V().All()`, 200, `"cut":true`},
		{"gizmo", `const params = {"limit": 1}; emit(statements())`, 200, `"type"`},
		{"gizmo", "g.V()\n  .All(\n", 400, `"line":`},
		{"gizmo", "let a = 1\nnobody.knows()", 400, `"line":2`},
		{"mql", `[{"id": "<person:ana-ruiz>", "<schema:name>": null}]`, 200, "Ana Ruiz"},
		{"mql", `[{`, 400, "error"},
		{"graphql", `{ nodes(id: <person:ana-ruiz>) { name: <schema:name> } }`, 200, "Ana Ruiz"},
		{"graphql", `{ nodes(`, 400, "error"},
		{"sparql", `SELECT`, 400, "there are: gizmo, mql, graphql"},
	} {
		code, out := run(c.lang, c.program)
		raw, _ := json.Marshal(out)
		if code != c.code || !strings.Contains(string(raw), c.want) {
			t.Errorf("%s %s: %d %s, want %d with %s", c.lang, c.program, code, raw, c.code, c.want)
		}
	}
	if _, body, _ := ask(t, "GET", h.URL+"/api/console/saved/said-by?name=Ruiz", ""); !strings.Contains(
		body,
		`"href":"/article/`,
	) ||
		!strings.Contains(body, `"text":"hostile"`) {
		t.Errorf("a saved query without links: %s", body)
	}
	code, body, header := ask(
		t,
		"POST",
		h.URL+"/api/console/picture",
		`{"iris": ["person:ana-ruiz", "statement:1", "nobody:here"]}`,
	)
	if code != 200 || header.Get("Content-Type") != "image/svg+xml" || !strings.Contains(body, "said by") {
		t.Errorf("%d %s", code, body)
	}
	if code, body, _ := ask(t, "POST", h.URL+"/api/console/picture", `{`); code != 400 {
		t.Errorf("%d %s", code, body)
	}
	code, body, _ = ask(
		t,
		"POST",
		h.URL+"/console",
		url.Values{"lang": {"gizmo"}, "limit": {"5"}, "program": {`g.V("<person:ana-ruiz>").All()`}}.Encode(),
		"Content-Type",
		"application/x-www-form-urlencoded",
	)
	if code != 200 || !strings.Contains(body, `<a href="/agent/person:ana-ruiz">`) {
		t.Errorf("without script: %d %s", code, body)
	}
}

func TestArticlesOverHTTP(t *testing.T) {
	v, h := withArticle(t)
	for _, auth := range []string{"", "Bearer wrong"} {
		if code, _, _ := ask(t, "POST", h.URL+"/api/articles", "x", "Authorization", auth); code != 401 {
			t.Errorf("with %q: %d", auth, code)
		}
	}
	before := v.store.Size()
	code, body, _ := ask(
		t,
		"POST",
		h.URL+"/api/articles",
		"{\"doc_id\": \"b\", \"text\": \"“We sail,” said Ana Ruiz.\"}\n{broken\n",
		"Authorization",
		"Bearer "+token,
	)
	if code != 200 || !strings.Contains(body, `"new":1`) || !strings.Contains(body, `"failed":1`) ||
		v.store.Size() == before {
		t.Errorf("one good and one bad: %d %s", code, body)
	}
	for _, path := range []string{"/api/articles/b", "/article/b"} { // by its doc_id
		if code, body, _ := ask(t, "GET", h.URL+path, ""); code != 200 || !strings.Contains(body, "We sail") {
			t.Errorf("%s: %d %s", path, code, body)
		}
	}
	if code, body, _ := ask(t, "GET", h.URL+"/api/articles/nothing", ""); code != 404 || !json.Valid([]byte(body)) {
		t.Errorf("%d %s", code, body)
	}
}

func TestOpenAPI(t *testing.T) {
	v, h := serve(t, Options{})
	_, body, _ := ask(t, "GET", h.URL+"/api/openapi.json", "")
	var d struct {
		OpenAPI string
		Paths   map[string]map[string]struct {
			Parameters []struct{ Name, In string }
		}
	}
	if err := json.Unmarshal([]byte(body), &d); err != nil || d.OpenAPI != "3.1.0" {
		t.Fatalf("%v: %s", err, body)
	}
	names := fmt.Sprint(d.Paths["/api/queries/said-by"]["get"].Parameters)
	if !strings.Contains(names, "name") || !strings.Contains(names, "format") || len(d.Paths) < 20 {
		t.Errorf("%d paths; said-by: %s", len(d.Paths), names)
	}
	for _, r := range v.routes() { // every route that is described is there
		path := strings.NewReplacer("{name}", "said-by", "{lang}", "gizmo", "{id}", "x").Replace(r.Path)
		if code, body, _ := ask(t, r.Method, h.URL+path, ""); code == 405 ||
			code == 404 && !strings.Contains(body, "graph") {
			t.Errorf("%s %s: %d", r.Method, path, code)
		}
	}
}

// A client that sends a byte now and then holds its own connection only, and not for ever.
func TestSlowClients(t *testing.T) {
	v, _ := serve(t, Options{Token: token})
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	at, done := make(chan net.Addr, 1), make(chan error, 1)
	v.readTimeout = time.Second
	go func() { done <- v.Serve(ctx, "127.0.0.1:0", func(a net.Addr) { at <- a }) }()
	addr := (<-at).String()
	var slow []net.Conn
	for range 30 {
		c, err := net.Dial("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		fmt.Fprintf(c, "POST /api/v1/query/gizmo HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n")
		slow = append(slow, c)
	}
	began := time.Now()
	if code, _, _ := ask(t, "GET", "http://"+addr+"/healthz", ""); code != 200 || time.Since(began) > time.Second {
		t.Errorf("others wait: %d after %v", code, time.Since(began))
	}
	for _, c := range slow {
		fmt.Fprint(c, "x")
		c.SetReadDeadline(time.Now().Add(10 * time.Second))
		answered, err := io.ReadAll(c)
		if err != nil || strings.Contains(string(answered), "goroutine ") {
			t.Fatalf("held for more than ten seconds (%v): %s", err, answered)
		}
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
}
