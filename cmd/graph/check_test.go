package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"quotegraph/internal/store/bolt"
)

// TestCheckFindsFlippedBits: a bit that is flipped in a name or a number leaves pages whole and
// nodes readable; the checksum of the article finds it.
func TestCheckFindsFlippedBits(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long")
	}
	bin := built(t)
	t.Chdir(t.TempDir())
	if err := os.WriteFile("a.txt", []byte("TARN - The harbour will close on Friday, Halima Wekesa, the mayor of "+
		"Tarn, said."), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("b.txt", []byte("LEITH - The ferry is late, Colm Doss said."), 0o600); err != nil {
		t.Fatal(err)
	}
	ran(t, exitDone, bin, "ingest", "a.txt", "b.txt")
	path := filepath.Join("graph.db", bolt.File)
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	name := []byte("Halima Wekesa")
	if !bytes.Contains(raw, name) {
		t.Fatal("the name does not stand in the file")
	}
	for at := 0; ; { // all copies: which of them counts is the database's
		i := bytes.Index(raw[at:], name)
		if i < 0 {
			break
		}
		raw[at+i] ^= 1
		at += i + 1
	}
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	said := ran(t, exitPartial, bin, "check")
	if !strings.Contains(said, "(checksum)") && !strings.Contains(said, "not the one that was read") {
		t.Errorf("not found: %s", said)
	}
	ran(t, exitDone, bin, "check", "--repair")
	if said := ran(t, exitDone, bin, "query", "who-said-what", "-o", "csv"); !strings.Contains(said, "Colm Doss") ||
		strings.Contains(said, "alima Wekesa") {
		t.Errorf("after the repair: %s", said)
	}
}

// built returns where the program is. It is built once for all tests, in a folder that TestMain removes.
func built(t *testing.T) string {
	t.Helper()
	bin, err := build()
	if err != nil {
		t.Fatal(err)
	}
	return bin
}

var build = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "graph-test-")
	if err != nil {
		return "", err
	}
	buildFolder = dir
	bin := filepath.Join(dir, "graph")
	if out, err := exec.Command("go", "build", "-o", bin, "quotegraph/cmd/graph").CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w\n%s", err, out)
	}
	return bin, nil
})

var buildFolder string // where the program was built; empty: no test needed it

// removing runs the tests and removes what was built for them.
type removing struct{ *testing.M }

func (r removing) Run() int {
	code := r.M.Run()
	if buildFolder != "" {
		os.RemoveAll(buildFolder)
	}
	return code
}

// ferries writes in.jsonl, articles that are like each other, with two statements each, and returns
// what is in it.
func ferries(t *testing.T, n int) string {
	t.Helper()
	var lines strings.Builder
	for i := range n {
		fmt.Fprintf(
			&lines,
			"{\"doc_id\": \"a%d\", \"text\": \"TARN - Ferry number %d is late, Halima Wekesa, the mayor of Tarn, "+
				"said. Colm Doss of Leith %d Ferries denied that.\"}\n",
			i,
			i,
			i%7,
		)
	}
	if err := os.WriteFile("in.jsonl", []byte(lines.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return lines.String()
}

// ran runs the program and returns what it prints.
func ran(t *testing.T, code int, bin string, args ...string) string {
	t.Helper()
	c := exec.Command(bin, args...)
	out, _ := c.CombinedOutput() // the code says whether it failed
	if got := c.ProcessState.ExitCode(); got != code {
		t.Errorf("%v: exit code %d, want %d: %s", args, got, code, out)
	}
	return string(out)
}

// often is how often a test tries: usually, or with QUOTEGRAPH_LONG=1.
func often(usual, long int) int {
	if os.Getenv("QUOTEGRAPH_LONG") != "" {
		return long
	}
	return usual
}
