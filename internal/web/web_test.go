package web

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/query"
	"quotegraph/internal/store"
	"quotegraph/internal/store/bolt"
	"quotegraph/internal/store/storetest"
	"quotegraph/queries"
)

const token = "a secret"

// serve opens a small store and a server over it.
func serve(t *testing.T, o Options) (*Server, *httptest.Server) {
	t.Helper()
	label := quad.IRI("article:a")
	iri := func(x string) quad.Value { return quad.IRI(x) }
	var quads []quad.Quad
	for _, q := range [][3]quad.Value{
		{iri("statement:1"), iri("qg:saidBy"), iri("person:ana-ruiz")},
		{iri("statement:1"), iri("rdf:type"), iri("qg:Statement")},
		{iri("statement:1"), iri("schema:text"), quad.String("The port is closed.")},
		{iri("person:ana-ruiz"), iri("schema:name"), quad.String("Ana Ruiz")},
		{iri("person:ana-ruiz"), iri("rdf:type"), iri("schema:Person")},
	} {
		quads = append(quads, quad.Quad{Subject: q[0], Predicate: q[1], Object: q[2], Label: label})
	}
	return served(t, o, store.Change{Label: label, Quads: quads})
}

// served opens a store with some articles and a server over it.
func served(t *testing.T, o Options, articles ...store.Change) (*Server, *httptest.Server) {
	t.Helper()
	s, err := store.Open(storetest.Place(t), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	if _, err := s.Apply(context.Background(), articles); err != nil {
		t.Fatal(err)
	}
	if o.Queries, err = query.Load(queries.Files); err != nil {
		t.Fatal(err)
	}
	o.Rows = max(o.Rows, 100)
	if o.Body == 0 {
		o.Body = 1 << 20
	}
	if o.Time == 0 {
		o.Time = 10 * time.Second
	}
	v, err := New(s, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { v.Close() })
	h := httptest.NewServer(v.Handler())
	t.Cleanup(h.Close)
	return v, h
}

// ask sends a request and returns code, body and headers.
func ask(t *testing.T, method, url, body string, header ...string) (int, string, http.Header) {
	t.Helper()
	r, err := http.NewRequest(method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	a, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Body.Close()
	raw, err := io.ReadAll(a.Body)
	if err != nil {
		t.Fatal(err)
	}
	conforms(t, a, raw)
	return a.StatusCode, string(raw), a.Header
}

func TestQueries(t *testing.T) {
	_, h := serve(t, Options{})
	for name, c := range map[string]struct {
		method, path, body string
		code               int
		want               string
	}{
		"gizmo": {"POST", "/api/v1/query/gizmo",
			`g.V("<person:ana-ruiz>").Out("<schema:name>").All()`, 200, `"id":"Ana Ruiz"`},
		"gizmo, limit": {"POST", "/api/v1/query/gizmo?limit=1", `g.V().All()`, 200, `"result":[{`},
		"mql": {"POST", "/api/v1/query/mql",
			`[{"id": "<person:ana-ruiz>", "<schema:name>": null}]`, 200, "Ana Ruiz"},
		"graphql": {"POST", "/api/v1/query/graphql",
			`{ nodes(id: <person:ana-ruiz>) { name: <schema:name> } }`, 200, "Ana Ruiz"},
		"unknown language": {"POST", "/api/v1/query/sparql", "x", 400, "Unknown query language."},
		"a fault":          {"POST", "/api/v1/query/gizmo", "g.V(", 400, `"error"`},
		"shape":            {"POST", "/api/v1/shape/gizmo", `g.V("<person:ana-ruiz>").All()`, 200, `"nodes"`},
		"v2": {"POST", "/api/v2/query?lang=gizmo",
			`g.V("<person:ana-ruiz>").Out("<schema:name>").All()`, 200, "Ana Ruiz"},
		"v2 formats":          {"GET", "/api/v2/formats", "", 200, "nquads"},
		"v2 read":             {"GET", "/api/v2/read?format=nquads", "", 200, "<person:ana-ruiz>"},
		"list":                {"GET", "/api/queries", "", 200, `"name":"said-by"`},
		"saved":               {"GET", "/api/queries/sources", "", 200, `"rows":`},
		"saved, csv":          {"GET", "/api/queries/sources?format=csv", "", 200, "source"},
		"saved, no such one":  {"GET", "/api/queries/nonsense", "", 404, "there are:"},
		"saved, no such name": {"GET", "/api/queries/said-by?spkr=x", "", 400, "has no parameter"},
		"saved, wrong type":   {"GET", "/api/queries/said-by?limit=many", "", 400, "whole number"},
		"nothing there":       {"GET", "/nonsense", "", 404, ""},
		"wrong method":        {"GET", "/api/v1/query/gizmo", "", 405, ""},
		"odd path":            {"GET", "/api/queries/%00%ff..%2f", "", 404, ""},
		"health":              {"GET", "/healthz", "", 200, "ok"},
		"metrics":             {"GET", "/metrics", "", 200, "quotegraph_http_requests_running"},
	} {
		t.Run(name, func(t *testing.T) {
			code, body, header := ask(t, c.method, h.URL+c.path, c.body)
			if code != c.code || !strings.Contains(body, c.want) {
				t.Errorf("%d %s, want %d with %q", code, body, c.code, c.want)
			}
			if header.Get("X-Content-Type-Options") != "nosniff" ||
				!strings.Contains(header.Get("Content-Security-Policy"), "script-src 'self'") {
				t.Errorf("headers %v", header)
			}
			if strings.Contains(body, "goroutine ") {
				t.Errorf("a stack trace: %s", body)
			}
		})
	}
}

func TestWriting(t *testing.T) {
	const one = `[{"subject": "<x>", "predicate": "<p>", "object": "y", "label": "<article:b>"}]`
	_, closed := serve(t, Options{})
	if code, body, _ := ask(t, "POST", closed.URL+"/api/v1/write", one); code != 403 ||
		!strings.Contains(body, "read-only") {
		t.Errorf("without a token set: %d %s", code, body)
	}
	_, h := serve(t, Options{Token: token})
	for _, given := range []string{"", "Bearer wrong", "Basic " + token, "Bearer " + token + "x"} {
		for _, path := range []string{"/api/v1/write", "/api/v1/delete", "/api/v1/write/file/nquad",
			"/api/v2/write", "/api/v2/delete", "/api/v2/node/delete"} {
			if code, body, _ := ask(t, "POST", h.URL+path, one, "Authorization", given); code != 401 {
				t.Errorf("%s with %q: %d %s", path, given, code, body)
			}
		}
	}
	auth := []string{"Authorization", "Bearer " + token}
	count := func() string {
		_, body, _ := ask(t, "POST", h.URL+"/api/v1/query/gizmo", `g.V("<x>").Out("<p>").All()`)
		return body
	}
	if code, body, _ := ask(t, "POST", h.URL+"/api/v1/write", one, auth...); code != 200 ||
		!strings.Contains(body, "Successfully wrote 1 quads.") ||
		!strings.Contains(count(), `"y"`) {
		t.Errorf("%d %s, then %s", code, body, count())
	}
	if code, body, _ := ask(t, "POST", h.URL+"/api/v1/delete", one, auth...); code != 200 ||
		!strings.Contains(body, "Successfully deleted 1 quads.") ||
		strings.Contains(count(), `"y"`) {
		t.Errorf("%d %s, then %s", code, body, count())
	}
	if code, body, _ := ask(t, "POST", h.URL+"/api/v2/write", "<x> <p> \"y\" <article:b> .\n",
		append(auth, "Content-Type", "application/n-quads")...); code != 200 ||
		!strings.Contains(count(), `"y"`) {
		t.Errorf("%d %s, then %s", code, body, count())
	}
	for _, bad := range []string{"", "{", `[{"subject": ""}]`, `[1]`} {
		if code, body, _ := ask(t, "POST", h.URL+"/api/v1/write", bad, auth...); code != 400 ||
			!json.Valid([]byte(body)) {
			t.Errorf("%q: %d %s", bad, code, body)
		}
	}
}

func TestLimits(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long")
	}
	_, h := serve(t, Options{Token: token, Time: 500 * time.Millisecond, Body: 1000, Rows: 100})
	began := time.Now()
	if code, body, _ := ask(t, "POST", h.URL+"/api/v1/query/gizmo", "while (true) {}"); code != 504 ||
		!strings.Contains(body, "error") {
		t.Errorf("a loop: %d %s", code, body)
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("a loop ran for %v", took)
	}
	if code, body, _ := ask(t, "POST", h.URL+"/api/v1/query/gizmo",
		strings.Repeat("x", 2000)); code != http.StatusRequestEntityTooLarge {
		t.Errorf("a large body: %d %s", code, body)
	}
	endless := io.MultiReader(strings.NewReader("["), zeros{})
	r, _ := http.NewRequest("POST", h.URL+"/api/v1/write", endless)
	r.Header.Set("Authorization", "Bearer "+token)
	if a, err := http.DefaultClient.Do(r); err == nil {
		if a.StatusCode < 400 {
			t.Errorf("an endless body: %d", a.StatusCode)
		}
		a.Body.Close()
	}
	if code, _, _ := ask(t, "GET", h.URL+"/healthz", ""); code != 200 {
		t.Error("the server is down")
	}
}

// zeros is a body without end.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

func TestOrigins(t *testing.T) {
	_, h := serve(t, Options{Origins: []string{"https://news.example"}})
	_, _, header := ask(t, "GET", h.URL+"/api/queries", "", "Origin", "https://news.example")
	if header.Get("Access-Control-Allow-Origin") != "https://news.example" {
		t.Errorf("headers %v", header)
	}
	if _, _, header = ask(t, "GET", h.URL+"/api/queries", "", "Origin", "https://other.example"); header.Get(
		"Access-Control-Allow-Origin",
	) != "" {
		t.Errorf("headers %v", header)
	}
}

func TestRequestsFromElsewhere(t *testing.T) {
	_, h := serve(t, Options{Origins: []string{"https://news.example"}, Hosts: []string{"graph.example"}})
	for _, c := range []struct {
		method, path, host, origin, site string
		code                             int
	}{
		{"GET", "/", "", "", "", 200},
		{"GET", "/", "localhost:64210", "", "", 200},
		{"GET", "/", "[::1]:64210", "", "", 200},
		{"GET", "/", "graph.example", "", "", 200},
		{"GET", "/", "evil.example", "", "", 403},
		{"GET", "/", "127.0.0.1.evil.example:64210", "", "", 403},
		{"GET", "/", "", "", "cross-site", 200}, // a link to a page
		{"GET", "/api/v2/formats", "", "", "cross-site", 403},
		{"POST", "/try", "", "https://evil.example", "cross-site", 403},
		{"POST", "/api/console/gizmo", "", "https://evil.example", "", 403},
		{"POST", "/api/v1/query/gizmo", "", "https://news.example", "cross-site", 200},
		{"POST", "/api/v1/query/gizmo", "", "", "same-origin", 200},
		{"POST", "/api/v1/query/gizmo", "", "", "", 200}, // a program
	} {
		r, err := http.NewRequest(c.method, h.URL+c.path, strings.NewReader("g.V().All()"))
		if err != nil {
			t.Fatal(err)
		}
		if c.host != "" {
			r.Host = c.host
		}
		for k, v := range map[string]string{"Origin": c.origin, "Sec-Fetch-Site": c.site} {
			if v != "" {
				r.Header.Set(k, v)
			}
		}
		a, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		a.Body.Close()
		if a.StatusCode != c.code {
			t.Errorf("%+v: %d", c, a.StatusCode)
		}
	}
}

func TestServeStopsGracefully(t *testing.T) {
	v, _ := serve(t, Options{})
	ctx, cancel := context.WithCancel(context.Background())
	at, done := make(chan net.Addr, 1), make(chan error, 1)
	go func() { done <- v.Serve(ctx, "127.0.0.1:0", func(a net.Addr) { at <- a }) }()
	url := "http://" + (<-at).String()
	if code, _, _ := ask(t, "GET", url+"/healthz", ""); code != 200 {
		t.Fatal(code)
	}
	cancel()
	select {
	case err := <-done:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(5 * time.Second):
		t.Error("the server does not stop")
	}
	if err := v.Serve(context.Background(), "256.0.0.1:1", nil); err == nil {
		t.Error("no error for an address that can't be")
	}
}

// TestDamagedWhileServed: the file is spoiled under a server. It goes on, and what can't be read is
// answered with 503.
func TestDamagedWhileServed(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long")
	}
	t.Parallel()
	v, h := withArticle(t)
	path := filepath.Join(v.store.Path(), bolt.File)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	codes := map[int]int{}
	const page = 4096
	for at := 2 * page; at < len(whole); at += page {
		if len(bytes.Trim(whole[at:at+page], "\x00")) == 0 { // not in use
			continue
		}
		spoils := [][]byte{make([]byte, page), bytes.Repeat([]byte{0xff}, page)}
		if os.Getenv("QUOTEGRAPH_LONG") == "" { // the one or the other
			spoils = spoils[at/page%2:][:1]
		}
		for _, spoil := range spoils {
			if _, err := f.WriteAt(spoil, int64(at)); err != nil {
				t.Fatal(err)
			}
			for _, address := range []string{"/", "/agent/person:ana-ruiz", "/api/articles/a",
				"/api/queries/who-said-what", "/api/export", "/api/v2/read?format=nquads", "/healthz"} {
				code, _, _ := try(h.URL + address)
				codes[code]++
				if code != 200 && code != 404 && code != 503 && code != 0 { // 0: an export that breaks off
					t.Errorf("page %d, %s: %d", at/page, address, code)
				}
			}
			if code, body, _ := ask(t, "POST", h.URL+"/api/v1/query/gizmo", "g.V().Out().All()"); code != 200 &&
				code != 503 &&
				code != 400 {
				t.Errorf("page %d, a program: %d %s", at/page, code, body)
			}
			if _, err := f.WriteAt(whole[at:at+page], int64(at)); err != nil {
				t.Fatal(err)
			}
		}
	}
	t.Logf("answers by code: %v", codes)
	if codes[503] == 0 {
		t.Error("nothing was damaged")
	}
	if code, body, _ := ask(t, "GET", h.URL+"/api/export", ""); code != 200 {
		t.Errorf("the file is whole again: %d %s", code, body)
	}
}

// try asks and gives code 0 for an answer that breaks off.
func try(url string) (int, string, error) {
	r, err := http.Get(url)
	if err != nil {
		return 0, "", err
	}
	defer r.Body.Close()
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		return 0, "", err
	}
	return r.StatusCode, string(raw), nil
}
