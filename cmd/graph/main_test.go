package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/rogpeppe/go-internal/testscript"

	"quotegraph/internal/index"
	"quotegraph/internal/model"
	"quotegraph/internal/pipeline"
	"quotegraph/internal/programs"
	"quotegraph/internal/store"
	"quotegraph/internal/store/storetest"
	"quotegraph/internal/triples"
	"quotegraph/internal/web"
)

func TestMain(m *testing.M) {
	programs.Child(web.Programs) // the test binary is also what runs a server's programs
	testscript.Main(removing{m}, map[string]func(){"graph": main})
}

// TestScripts runs testdata/*.txtar, one file a command, readable as a manual.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:       "testdata",
		Condition: func(cond string) (bool, error) { return os.Getenv(strings.TrimPrefix(cond, "env:")) != "", nil },
		Setup: func(e *testscript.Env) error {
			if os.Getenv(storetest.Server) != "" {
				e.Setenv(storetest.Server, os.Getenv(storetest.Server))
				e.Setenv("STORE", storetest.Place(t))
			}
			return nil
		},
	})
}

// TestStartTouchesNoFolder starts the program in an empty temporary folder. A library that keeps machine
// code there would run whatever somebody else of the machine puts there first.
func TestStartTouchesNoFolder(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long")
	}
	dir := t.TempDir()
	cmd := exec.Command(built(t), "version")
	cmd.Env = []string{"TMPDIR=" + dir, "HOME=" + dir, "XDG_CACHE_HOME=" + dir}
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) > 0 {
		t.Errorf("the program leaves %v, %v", left, err)
	}
}

// TestKillLeavesArticlesWhole stops the real program at random moments of an ingest: the store must
// open and hold each article whole or not at all. QUOTEGRAPH_LONG=1 stops it twenty times.
func TestKillLeavesArticlesWhole(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long")
	}
	dir := t.TempDir()
	bin := built(t)
	want := map[quad.IRI]int{}
	input := filepath.Join(dir, "articles.jsonl")
	var lines strings.Builder
	for i := range 200 {
		text := fmt.Sprintf(
			"TARN - \"Berth %d is closed,\" said Ana Ruiz, the mayor of Tarn. She added that %d ships were waiting.",
			i,
			3*i,
		)
		a := model.Article{ID: fmt.Sprintf("a%03d", i), Text: text, Source: fmt.Sprintf("%s:%d", input, i+1)}
		label, quads := triples.Of(pipeline.Reader{}.Read(a))
		want[label] = len(quads)
		line, _ := json.Marshal(map[string]string{"doc_id": a.ID, "text": a.Text})
		lines.Write(append(line, '\n'))
	}
	if err := os.WriteFile(input, []byte(lines.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	db := filepath.Join(dir, "db")
	began := time.Now()
	if out, err := exec.Command(bin, "ingest", "--db", filepath.Join(dir, "whole"), input).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	whole := time.Since(began)
	killed := 0
	times := often(6, 20)
	for range times {
		os.RemoveAll(db)
		c := exec.Command(bin, "ingest", "--db", db, input)
		c.Env = append(os.Environ(), "QUOTEGRAPH_INGEST_BATCH=5")
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(rand.Int64N(int64(whole) + 1)))
		c.Process.Kill()
		if err := c.Wait(); err != nil {
			killed++
		}
		checkWhole(t, db, want)
	}
	if killed == 0 {
		t.Error("no ingest was stopped before its end: the test proved nothing")
	}
}

func checkWhole(t *testing.T, db string, want map[quad.IRI]int) {
	t.Helper()
	s, err := store.Open(db, store.Options{})
	if err != nil {
		t.Fatalf("the store does not open: %v", err)
	}
	defer s.Close()
	for label, n := range want {
		got, err := s.Quads(context.Background(), label)
		if err != nil {
			t.Fatal(err)
		}
		if len(got) != 0 && len(got) != n {
			t.Errorf("%s has %d of %d quads", label, len(got), n)
		}
	}
	checkIndex(t, s)
}

// checkIndex holds the index, after the next start, against one that is made anew from the store.
func checkIndex(t *testing.T, s *store.Store) {
	t.Helper()
	counts := func() index.Counts {
		x, err := index.Open(context.Background(), s, index.Options{})
		if err != nil {
			t.Fatalf("the index does not open: %v", err)
		}
		defer x.Close()
		c, err := x.Counts(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	kept := counts()
	if err := os.RemoveAll(filepath.Join(s.Path(), index.Folder)); err != nil {
		t.Fatal(err)
	}
	if anew := counts(); fmt.Sprint(kept) != fmt.Sprint(anew) {
		t.Errorf("the index has\n%v, made anew\n%v", kept, anew)
	}
}
