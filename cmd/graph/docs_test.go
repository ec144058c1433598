package main

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"quotegraph/internal/query"
	"quotegraph/queries"
)

var updateDocs = flag.Bool("update", false, "write docs/QUERIES.md and config.yaml")

const queriesPage = "../../docs/QUERIES.md"

// shell is a fenced block of commands, each after "$ ", and what they print: in the block, or, of a
// block of one command alone, as a table below it with what is told on standard error quoted (">
// graph: …"). Tables stand below as -o md prints them.
var shell = regexp.MustCompile("(?ms)^```console\n(.*?)^```\n(?:\n((?:^\\|[^\n]*\n)+))?(?:\n((?:^> graph:[^\n]*\n)+))?")

// TestQueriesPage runs the commands of docs/QUERIES.md on the sample articles and compares what
// they print.
func TestQueriesPage(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long")
	}
	raw, err := os.ReadFile(queriesPage)
	if err != nil {
		t.Fatal(err)
	}
	page := string(raw)
	dir := t.TempDir()
	seeds := filepath.Join(dir, "seeds")
	if err := os.CopyFS(seeds, os.DirFS("../../seeds")); err != nil {
		t.Fatal(err)
	}
	if out, told := typed(dir, "graph ingest seeds/"); !strings.Contains(out+told, "6 new") {
		t.Fatalf("not ingested: %s%s", out, told)
	}
	if err := os.Mkdir(filepath.Join(dir, "mine"), 0o755); err != nil {
		t.Fatal(err)
	}
	_, mine, _ := strings.Cut(page, "```js\n") // the query of one's own
	mine, _, _ = strings.Cut(mine, "```\n")
	if err := os.WriteFile(filepath.Join(dir, "mine", "reporters.js"), []byte(mine), 0o644); err != nil {
		t.Fatal(err)
	}
	compared(t, queriesPage, dir, 50)
}

const tutorialPage = "../../docs/TUTORIAL.md"

// TestTutorialPage runs the commands of docs/TUTORIAL.md on its articles and compares what they print.
func TestTutorialPage(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long")
	}
	dir := t.TempDir()
	raw, err := os.ReadFile("../../docs/tutorial/ferry.jsonl")
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "ferry.jsonl"), raw, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	compared(t, tutorialPage, dir, 15)
}

const howtoPage = "../../docs/HOWTO.md"

// TestHowtoPage runs the commands of docs/HOWTO.md on the articles of the tutorial and the page's
// own files.
func TestHowtoPage(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long")
	}
	dir := t.TempDir()
	raw, err := os.ReadFile("../../docs/tutorial/ferry.jsonl")
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "ferry.jsonl"), raw, 0o644)
	}
	if err = errors.Join(err, os.CopyFS(dir, os.DirFS("../../docs/howto"))); err != nil {
		t.Fatal(err)
	}
	compared(t, howtoPage, dir, 10)
}

// compared runs the commands of a page, at least so many blocks of them, and compares what they
// print with what stands there.
func compared(t *testing.T, path, dir string, least int) {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	page := string(raw)
	n := 0
	got := shell.ReplaceAllStringFunc(page, func(block string) string {
		n++
		return printed(dir, shell.FindStringSubmatch(block)[1])
	})
	if n < least {
		t.Errorf("only %d blocks are found", n)
	}
	if *updateDocs {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, have := strings.Split(page, "\n"), strings.Split(got, "\n")
	for i := range min(len(want), len(have)) {
		if want[i] != have[i] {
			t.Fatalf(
				"%s, line %d, is no longer what the program prints (go test ./cmd/graph -run Page "+
					"-update):\n%s\nbut\n%s",
				filepath.Base(path),
				i+1,
				want[i],
				have[i],
			)
		}
	}
	if len(want) != len(have) {
		t.Fatalf("%s has %d lines, not %d", filepath.Base(path), len(want), len(have))
	}
}

// typed runs a command line and returns what it prints and tells.
func typed(dir, line string) (out, told string) {
	c := exec.Command("sh", "-c", line)
	c.Dir = dir
	var stdout, stderr bytes.Buffer
	c.Stdout, c.Stderr = &stdout, &stderr
	_ = c.Run() // a command may be one that fails: the page shows it
	return stdout.String(), stderr.String()
}

// printed is a block with what its commands print now.
func printed(dir, block string) string {
	var commands []string
	for line := range strings.SplitSeq(block, "\n") {
		if c, ok := strings.CutPrefix(line, "$ "); ok {
			commands = append(commands, c)
		}
	}
	if len(commands) == 1 && strings.HasPrefix(commands[0], "graph query ") &&
		!strings.ContainsAny(commands[0], ";|") &&
		!strings.Contains(commands[0], " -o ") {
		out, told := typed(dir, commands[0]+" -o md")
		text := "```console\n$ " + commands[0] + "\n```\n"
		if out != "" {
			text += "\n" + out
		}
		if told != "" {
			text += "\n> " + strings.Join(strings.Split(strings.TrimSpace(told), "\n"), "\n> ") + "\n"
		}
		return text
	}
	var text strings.Builder
	for _, c := range commands {
		out, _ := typed(dir, "{ "+c+"; } 2>&1") // in the order in which they are printed
		text.WriteString("$ " + c + "\n" + out)
	}
	return "```console\n" + text.String() + "```\n"
}

// TestQueriesPageIsWhole finds a section of each saved query, with its parameters and an example,
// and all columns and fields.
func TestQueriesPageIsWhole(t *testing.T) {
	raw, err := os.ReadFile(queriesPage)
	if err != nil {
		t.Fatal(err)
	}
	page := string(raw)
	all, err := query.Load(queries.Files)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range all {
		_, section, ok := strings.Cut(page, "\n### "+q.Name+"\n")
		if !ok {
			t.Errorf("%s is not described", q.Name)
			continue
		}
		section, _, _ = strings.Cut(section, "\n##")
		if !strings.Contains(section, "$ graph query "+q.Name) {
			t.Errorf("%s has no example", q.Name)
		}
		rows := strings.Count("\n"+section, "\n|") - 2
		if none := strings.Contains(section, "The samples hold none."); none != (rows == 0) {
			t.Errorf(
				"%s: the example has %d rows, and the text says that the samples hold none: %v",
				q.Name,
				rows,
				none,
			)
		}
		for _, p := range q.Params {
			if !strings.Contains(section, "`"+p.Name+"`") {
				t.Errorf("%s: parameter %s is not described", q.Name, p.Name)
			}
		}
	}
	for _, p := range query.Common {
		if !strings.Contains(page, "| `"+p.Name+"` |") {
			t.Errorf("common parameter %s is not described", p.Name)
		}
	}
	for _, f := range append(query.FilterFields(), query.Columns()...) {
		if !strings.Contains(page, "`"+f+"`") {
			t.Errorf("%s is not described", f)
		}
	}
	for _, f := range query.Functions() {
		if !strings.Contains(page, "`"+f+"(") {
			t.Errorf("function %s is not described", f)
		}
	}
}
