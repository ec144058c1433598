package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"quotegraph/internal/store/storetest"
)

// TestTwoProgramsMergeAtOnce: each decides of its own pairs, at the same time; all decisions are
// kept, and the store is whole. A store in a folder has them wait for each other; in a server who
// came second begins again.
func TestTwoProgramsMergeAtOnce(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long")
	}
	dir := t.TempDir()
	bin, db := built(t), storetest.Place(t)
	t.Setenv("XDG_CACHE_HOME", filepath.Join(dir, "cache")) // behind the building: Go keeps its own there
	const programs, each = 2, 3
	var articles strings.Builder
	for i := range programs * each {
		name := string(rune('A'+i)) + "dler"
		fmt.Fprintf(
			&articles,
			`{"doc_id": "a%d", "text": "`+
				`“The pier is closed,” said Ana %s, the mayor of Tarn. “It is not,” said Karla %s, a fisher of Leith."}`+"\n",
			i,
			name,
			name,
		)
	}
	file := filepath.Join(dir, "a.jsonl")
	if err := os.WriteFile(file, []byte(articles.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	run := func(args ...string) (string, error) {
		out, err := exec.Command(bin, append(args, "--db", db, "--lock-timeout", "1m")...).CombinedOutput()
		return string(out), err
	}
	if out, err := run("ingest", file); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	done := make(chan error, programs)
	for p := range programs {
		go func() {
			for i := range each {
				name := strings.ToLower(string(rune('A'+p*each+i))) + "dler"
				if out, err := run("agents", "merge", "person:karla-"+name, "person:ana-"+name); err != nil {
					done <- fmt.Errorf("%s: %w: %s", name, err, out)
					return
				}
			}
			done <- nil
		}()
	}
	for range programs {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	out, err := run("agents", "decisions", "-o", "csv")
	if n := strings.Count(out, ",person,"); err != nil || n != programs*each {
		t.Errorf("%d decisions, want %d (%v)\n%s", n, programs*each, err, out)
	}
	if out, err := run("check"); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
