package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestStockCayley builds Cayley v0.7.7 as released, opens a store written by graph with it, and
// compares the rows that both give for one Gizmo query.
func TestStockCayley(t *testing.T) {
	if testing.Short() {
		t.Skip("SKIPPED with -short: builds stock Cayley")
	}
	dir := t.TempDir()
	command := func(name string, args ...string) string {
		t.Helper()
		c := exec.Command(name, args...)
		c.Dir = dir
		c.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=-mod=mod")
		out, err := c.CombinedOutput()
		if err != nil {
			t.Fatalf("%s %v: %v\n%s", name, args, err, out)
		}
		return string(out)
	}
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	bin := built(t)
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module stock\n\ngo 1.20\n\nrequire "+
		"github.com/cayleygraph/cayley v0.7.7\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	command("go", "build", "-o", "cayley", "github.com/cayleygraph/cayley/cmd/cayley")
	command(bin, "ingest", filepath.Join(here, "..", "..", "seeds"))
	const program = `g.V("<qg:Statement>").In("<rdf:type>").Tag("statement").Out("<qg:saidBy>").Out("<schema:name>").All()`
	var want []map[string]any
	if err := json.Unmarshal([]byte(command(bin, "query", "-e", program, "-o", "json")), &want); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(dir, "ours"), os.DirFS(filepath.Join(dir, "graph.db"))); err != nil {
		t.Fatal(err)
	}
	address := freeAddress(t)
	server := exec.Command("./cayley", "http", "-d", "bolt", "-a", "graph.db", "--host", address)
	server.Dir = dir
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { server.Process.Kill(); server.Wait() }()
	var got struct {
		Result []map[string]any
		Error  string
	}
	for range 100 {
		if err := ask(address, program, &got); err == nil {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	if got.Error != "" || len(got.Result) == 0 {
		t.Fatalf("stock Cayley answers %d rows, error %q", len(got.Result), got.Error)
	}
	if a, b := rows(want), rows(got.Result); !slices.Equal(a, b) {
		t.Errorf(
			"graph has %d rows, stock Cayley %d:\n%s\n--\n%s",
			len(a),
			len(b),
			strings.Join(a, "\n"),
			strings.Join(b, "\n"),
		)
	}
	ours := freeAddress(t)
	serve := exec.Command(bin, "serve", "--db", "ours", "--addr", ours)
	serve.Dir, serve.Env = dir, append(os.Environ(), "QUOTEGRAPH_SERVE_TOKEN=token")
	if err := serve.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { serve.Process.Signal(os.Interrupt); serve.Wait() }()
	for range 100 {
		if err := ask(ours, program, &got); err == nil {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	compareAPIs(t, address, ours)
}

// compareAPIs sends the same requests of Cayley's v1 API to stock Cayley and to graph serve, in
// this order.
func compareAPIs(t *testing.T, stock, ours string) {
	const quads = `[{"subject": "<x>", "predicate": "<p>", "object": "y", "label": "<article:b>"}]`
	for _, r := range []struct{ path, body string }{
		{"query/gizmo", `g.V("<qg:Statement>").In("<rdf:type>").Count()`},
		{"query/gizmo?limit=100000", `g.V("<qg:Statement>").In("<rdf:type>").Tag("s").Out("<schema:text>").All()`},
		{"query/gizmo?limit=100000", `g.V("<person:halima-wekesa>").In("<qg:saidBy>").Out("<qg:cue>").All()`},
		{"query/gizmo", `g.V("<nobody>").Out().All()`},
		{"query/gizmo", `g.Emit({a: 1, b: "two"})`},
		{"query/gizmo", `g.V(`},
		{"query/gizmo", `nonsense()`},
		{"query/gizmo", ``},
		{"query/mql", `[{"id": "<person:halima-wekesa>", "<schema:name>": null}]`},
		{"query/mql", `[{`},
		{"query/graphql", `{ nodes(id: <person:halima-wekesa>) { id, name: <schema:name> } }`},
		{"query/graphql", `{`},
		{"query/nonsense", `x`},
		{"shape/gizmo", `g.V("<person:halima-wekesa>").In("<qg:saidBy>").All()`},
		{"shape/gizmo", `g.V(`},
		{"shape/nonsense", `x`},
		{"write", quads},
		{"query/gizmo", `g.V("<x>").Out("<p>").All()`},
		{"write", `[{"subject": ""}]`},
		{"write", `{`},
		{"delete", quads},
		{"query/gizmo", `g.V("<x>").Out("<p>").All()`},
		{"delete", `{`},
	} {
		_, want := post(t, "http://"+stock+"/api/v1/"+r.path, r.body)
		code, got := post(t, "http://"+ours+"/api/v1/"+r.path, r.body)
		if want != got {
			t.Errorf("%s %s:\nstock Cayley %.300s\ngraph serve  %.300s", r.path, r.body, want, got)
		}
		// Stock Cayley loses the code of an error on its way and answers 200; graph serve gives the
		// one that was meant.
		if failed := strings.HasPrefix(got, `{"error"`); failed != (code >= 400) {
			t.Errorf("%s %s: code %d with %.300s", r.path, r.body, code, got)
		}
	}
}

// post returns code and body, JSON in one form: lists of rows in one order, since nothing promises
// theirs.
func post(t *testing.T, url, body string) (int, string) {
	t.Helper()
	r, err := http.NewRequest("POST", url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer token")
	a, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Body.Close()
	raw, err := io.ReadAll(a.Body)
	if err != nil {
		t.Fatal(err)
	}
	var v map[string]any
	if json.Unmarshal(raw, &v) != nil {
		return a.StatusCode, strings.TrimSpace(string(raw))
	}
	if list, ok := v["result"].([]any); ok {
		slices.SortFunc(list, func(x, y any) int { return strings.Compare(fmt.Sprint(x), fmt.Sprint(y)) })
	}
	out, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return a.StatusCode, place.ReplaceAllString(string(out), "")
}

// place is where in the compiled program an error was: another release of the interpreter, another
// number.
var place = regexp.MustCompile(`\(\d+\)"`)

func freeAddress(t *testing.T) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

func ask(address, program string, answer any) error {
	r, err := http.Post("http://"+address+"/api/v1/query/gizmo?limit=100000", "text/plain", strings.NewReader(program))
	if err != nil {
		return err
	}
	defer r.Body.Close()
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	return json.Unmarshal(raw, answer)
}

func rows(list []map[string]any) []string {
	var out []string
	for _, r := range list {
		out = append(out, fmt.Sprint(r))
	}
	slices.Sort(out)
	return out
}
