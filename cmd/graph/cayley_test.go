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
	"slices"
	"strings"
	"testing"
	"time"
)

// TestStockCayley builds Cayley v0.7.7 as released, opens a store written by graph with it, and compares the
// rows that both give for one Gizmo query.
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
	build := exec.Command("go", "build", "-o", filepath.Join(dir, "graph"), ".")
	build.Dir = here
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module stock\n\ngo 1.20\n\nrequire github.com/cayleygraph/cayley v0.7.7\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	command("go", "build", "-o", "cayley", "github.com/cayleygraph/cayley/cmd/cayley")
	command("./graph", "ingest", filepath.Join(here, "..", "..", "seeds"))
	const program = `g.V("<qg:Statement>").In("<rdf:type>").Tag("statement").Out("<qg:saidBy>").Out("<schema:name>").All()`
	var want []map[string]any
	if err := json.Unmarshal([]byte(command("./graph", "query", "-e", program, "-o", "json")), &want); err != nil {
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
		t.Errorf("graph has %d rows, stock Cayley %d:\n%s\n--\n%s", len(a), len(b), strings.Join(a, "\n"), strings.Join(b, "\n"))
	}
}

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
