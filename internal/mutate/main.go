// Command mutate tells which conditions of the rules no test holds, and which change nothing of
// what articles give. It puts a switch around each condition in a copy of the project and switches
// them off one at a time: a condition that can be off while the tests pass is held by none.
//
//	go run ./internal/mutate
//	go run ./internal/mutate -texts articles.jsonl,more.jsonl
//	go run ./internal/mutate -among unheld.txt -texts articles.jsonl -excerpts paragraphs
//
// An operand of "&&" is switched off by taking it as true, one of "||" and a condition by itself as
// false.
package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

func main() {
	sample := flag.Int("sample", 0, "how many conditions are switched off; 0: all")
	seed := flag.Uint64("seed", 1, "which sample")
	packages := flag.String("packages", "names,agents,frames,attrib", "folders of internal/ whose conditions are tried")
	tests := flag.String(
		"tests",
		"./internal/agents,./internal/attrib,./internal/frames,./internal/names,./internal/ingest",
		"packages whose tests must fail, the fastest first",
	)
	among := flag.String("among", "", "a file of what an earlier run printed: only conditions in it are tried")
	texts := flag.String("texts", "", "JSON Lines of articles: tell what changes nothing of what they give, instead "+
		"of what no test holds")
	excerpts := flag.String("excerpts", "", "with -texts: print excerpts of them that would hold the conditions, "+
		"\"paragraphs\" or paragraphs' \"begins\"")
	flag.Parse()
	m, err := copied(strings.Split(*packages, ","))
	if err == nil {
		defer os.RemoveAll(m.folder)
		err = m.choose(*sample, *seed, *among)
	}
	if err == nil {
		switch files := strings.Split(*texts, ","); {
		case *texts == "":
			err = m.unheld(strings.Split(*tests, ","))
		case *excerpts != "":
			err = m.excerpts(files, *excerpts)
		default:
			err = m.idle(files)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "mutate:", err)
		os.Exit(1)
	}
}

// condition is a boolean expression of a file, in bytes, and what it is taken for.
type condition struct {
	file       string
	begin, end int
	line       int
	as         string // "true" or "false"
	text       string // as written, on one line
}

func (c condition) String() string { return fmt.Sprintf("%s:%d: %s: %s", c.file, c.line, c.as, c.text) }

// mutants is a copy of the project whose conditions can be switched off by their numbers.
type mutants struct {
	folder     string
	conditions []condition
	chosen     []int
}

// copied copies the project, with a switch around each condition of the packages.
func copied(packages []string) (*mutants, error) {
	folder, err := os.MkdirTemp("", "quotegraph-mutate-")
	if err != nil {
		return nil, err
	}
	m := &mutants{folder: folder}
	err = os.CopyFS(folder, tracked{os.DirFS(".")})
	for _, p := range packages {
		if err == nil {
			err = m.switched(filepath.Join("internal", p))
		}
	}
	if err != nil {
		os.RemoveAll(folder)
		return nil, err
	}
	return m, nil
}

// switched puts switches around the conditions of a package in the copy.
func (m *mutants) switched(folder string) error {
	found, err := conditions(folder)
	if err != nil {
		return err
	}
	byFile := map[string][]int{}
	for _, c := range found {
		byFile[c.file] = append(byFile[c.file], len(m.conditions))
		m.conditions = append(m.conditions, c)
	}
	for file, numbers := range byFile {
		source, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		put := map[int]string{}
		for _, n := range numbers {
			c := m.conditions[n]
			put[c.begin] = put[c.begin] + fmt.Sprintf("switches.Is(%d, %s, ", n, c.as)
			put[c.end] = ")" + put[c.end]
		}
		var b strings.Builder
		for i := range source {
			b.WriteString(put[i])
			b.WriteByte(source[i])
		}
		name := "package " + filepath.Base(folder)
		out := strings.Replace(b.String(), name+"\n", name+"\n\nimport \"quotegraph/internal/mutate/switches\"\n", 1)
		if err := os.WriteFile(filepath.Join(m.folder, file), []byte(out), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// choose takes a sample, the same for the same seed, of the conditions that a file lists.
func (m *mutants) choose(sample int, seed uint64, among string) error {
	listed := ""
	if among != "" {
		raw, err := os.ReadFile(among)
		if err != nil {
			return err
		}
		listed = "\n" + string(raw)
	}
	for i, c := range m.conditions {
		if among == "" || strings.Contains(listed, "\n"+c.String()+"\n") {
			m.chosen = append(m.chosen, i)
		}
	}
	if sample > 0 && sample < len(m.chosen) {
		random := rand.New(rand.NewPCG(seed, 1))
		random.Shuffle(len(m.chosen), func(i, j int) { m.chosen[i], m.chosen[j] = m.chosen[j], m.chosen[i] })
		m.chosen = m.chosen[:sample]
		slices.Sort(m.chosen)
	}
	return nil
}

// report prints conditions and how many they are.
func (m *mutants) report(what string, free []int) {
	for _, n := range free {
		fmt.Println(m.conditions[n])
	}
	fmt.Printf(
		"%d conditions, %d tried, %d %s (%.0f %%)\n",
		len(m.conditions),
		len(m.chosen),
		len(free),
		what,
		100*float64(len(free))/float64(max(1, len(m.chosen))),
	)
}

// unheld tells which conditions no test holds. What short texts give is compared first, in one
// program; the other tests are built once, and of each package only those conditions are tried that
// decide anything in its tests.
func (m *mutants) unheld(packages []string) error {
	held, err := m.changing(compared(), 0)
	if err != nil {
		return err
	}
	var built []tests
	for i, p := range packages {
		t := tests{
			folder:  filepath.Join(m.folder, p),
			program: filepath.Join(m.folder, fmt.Sprintf("tests%d", i)),
		}
		build := exec.Command("go", "test", "-c", "-o", t.program, p)
		build.Dir = m.folder
		if out, err := build.CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %w\n%s", p, err, out)
		}
		if _, err := os.Stat(t.program); err != nil { // no tests
			continue
		}
		log := t.program + ".decided"
		if err := t.run("QUOTEGRAPH_DECIDED=" + log); err != nil {
			return fmt.Errorf("%s: the tests fail before anything is switched off: %w", p, err)
		}
		var err error
		if t.decided, err = numbers(log); err != nil {
			return err
		}
		built = append(built, t)
	}
	var free []int
	var mu sync.Mutex
	tried := 0
	each(m.chosen, func(n int) {
		held := held[n] || slices.ContainsFunc(
			built,
			func(t tests) bool { return t.decided[n] && t.run("QUOTEGRAPH_OFF="+strconv.Itoa(n)) != nil },
		)
		mu.Lock()
		defer mu.Unlock()
		tried++
		if !held {
			free = append(free, n)
		}
		fmt.Fprintf(os.Stderr, "\r%d of %d tried, %d held by no test", tried, len(m.chosen), len(free))
	})
	fmt.Fprintln(os.Stderr)
	slices.Sort(free)
	m.report("held by no test", free)
	return nil
}

// compared are the texts of which TestCases compares all that they give.
func compared() (out []string) {
	for _, pattern := range []string{
		"cases/*.jsonl", "fields/*", "golden/*", "nested/*", "nested-unseen/*", "odd/*", "wire/*",
	} {
		files, _ := filepath.Glob("internal/ingest/testdata/" + pattern) // the patterns are right
		out = append(out, files...)
	}
	seeds, _ := filepath.Glob("seeds/*.txt")
	return append(out, seeds...)
}

// notRun are the tests of these texts, and one that takes seconds. Tests that are long, and those that
// measure, are not run: a condition that they alone hold counts as held by none.
const notRun = "^(TestCases|TestGolden|TestHardInput)$"

// each runs f for numbers, as many at once as there are processors.
func each(ns []int, f func(n int)) {
	var wait sync.WaitGroup
	next := make(chan int)
	for range runtime.NumCPU() {
		wait.Go(func() {
			for n := range next {
				f(n)
			}
		})
	}
	for _, n := range ns {
		next <- n
	}
	close(next)
	wait.Wait()
}

// tests are a package's, built.
type tests struct {
	folder, program string
	decided         map[int]bool // conditions that decide anything in them
}

// longest is how long tests may run: a loop that never ends is noticed.
const longest = time.Minute

func (t tests) run(setting string) error {
	ctx, cancel := context.WithTimeout(context.Background(), longest)
	defer cancel()
	cmd := exec.CommandContext(ctx, t.program, "-test.short", "-test.failfast", "-test.skip="+notRun)
	cmd.Dir = t.folder
	cmd.Env = append(os.Environ(), setting)
	return cmd.Run()
}

// numbers reads a file of numbers, one a line. There is none where nothing decided.
func numbers(file string) (map[int]bool, error) {
	raw, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	out := map[int]bool{}
	for _, w := range strings.Fields(string(raw)) {
		if n, err := strconv.Atoi(w); err == nil {
			out[n] = true
		}
	}
	return out, nil
}

// idle tells which conditions change nothing of what articles give.
func (m *mutants) idle(files []string) error {
	changing, err := m.changing(files, mostIdle)
	if err != nil {
		return err
	}
	m.report(
		"change nothing of what these articles give",
		slices.DeleteFunc(slices.Clone(m.chosen), func(n int) bool { return changing[n] }),
	)
	return nil
}

// mostIdle is in how many articles that change nothing a condition is tried.
const mostIdle = 40

// changing returns the conditions that change what articles give. One that decides something in most
// articles and changes none is not tried again; most 0: it is.
func (m *mutants) changing(files []string, most int) (map[int]bool, error) {
	changing := map[int]bool{}
	err := m.read(files, []string{"-most", strconv.Itoa(most)}, func(line string) (done []int) {
		first, _, _ := strings.Cut(line, " ")
		n, err := strconv.Atoi(first)
		if err != nil {
			return nil
		}
		if changing[n] = true; len(changing)%100 == 0 {
			fmt.Fprintf(os.Stderr, "\r%d conditions change something", len(changing))
		}
		return []int{n}
	})
	fmt.Fprintln(os.Stderr)
	return changing, err
}

// excerpts prints excerpts of articles that would hold the conditions, a case a line.
func (m *mutants) excerpts(files []string, kind string) error {
	return m.read(files, []string{"-excerpts", kind}, func(line string) []int {
		if strings.HasPrefix(line, "{") {
			fmt.Println(line)
		}
		return nil
	})
}

// read has command texts read articles, in as many parts as there are processors, with the conditions
// that are not chosen skipped. Of each line that it prints, take returns the conditions that need not be
// tried again where the command starts anew: a condition without which a loop does not end ends it.
func (m *mutants) read(files, flags []string, take func(line string) (done []int)) error {
	program := filepath.Join(m.folder, "texts")
	build := exec.Command("go", "build", "-o", program, "./internal/mutate/texts")
	build.Dir = m.folder
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("%w\n%s", err, out)
	}
	var mu sync.Mutex
	var failed error
	parts := runtime.NumCPU()
	each(rangeOf(parts), func(part int) {
		var skip []string
		for n := range m.conditions {
			if !slices.Contains(m.chosen, n) {
				skip = append(skip, strconv.Itoa(n))
			}
		}
		for again := true; again; {
			again = false
			cmd := exec.Command(program, slices.Concat(
				flags,
				[]string{"-part", strconv.Itoa(part), "-parts", strconv.Itoa(parts), "-skip", strings.Join(skip, ",")},
				files,
			)...)
			cmd.Stderr = os.Stderr
			out, err := cmd.StdoutPipe()
			if err == nil {
				err = cmd.Start()
			}
			if err == nil {
				lines := bufio.NewScanner(out)
				for lines.Buffer(nil, 1<<24); lines.Scan(); {
					line, endless := strings.CutPrefix(lines.Text(), "endless ")
					again = again || endless
					mu.Lock()
					done := take(line)
					mu.Unlock()
					if endless {
						skip = append(skip, line)
					}
					for _, n := range done {
						skip = append(skip, strconv.Itoa(n))
					}
				}
				err = cmd.Wait()
			}
			if !again {
				mu.Lock()
				failed = errors.Join(failed, err)
				mu.Unlock()
			}
		}
	})
	return failed
}

func rangeOf(n int) (out []int) {
	for i := range n {
		out = append(out, i)
	}
	return out
}

// tracked leaves a project's history out, and what npm installed.
type tracked struct{ fs.FS }

func (w tracked) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(w.FS, name)
	kept := entries[:0]
	for _, e := range entries {
		if e.Name() != ".git" && e.Name() != "node_modules" {
			kept = append(kept, e)
		}
	}
	return kept, err
}

// conditions returns the conditions of a package's files, tests aside.
func conditions(folder string) ([]condition, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		return nil, err
	}
	var out []condition
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		set := token.NewFileSet()
		source, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		tree, err := parser.ParseFile(set, file, source, 0)
		if err != nil {
			return nil, err
		}
		add := func(e ast.Expr, as string) {
			begin, end := set.Position(e.Pos()), set.Position(e.End())
			out = append(
				out,
				condition{
					file,
					begin.Offset,
					end.Offset,
					begin.Line,
					as,
					strings.Join(strings.Fields(string(source[begin.Offset:end.Offset])), " "),
				},
			)
		}
		var within func(e ast.Expr, as string)
		within = func(e ast.Expr, as string) {
			switch x := e.(type) {
			case *ast.ParenExpr:
				within(x.X, as)
			case *ast.BinaryExpr:
				switch x.Op {
				case token.LAND:
					within(x.X, "true")
					within(x.Y, "true")
				case token.LOR:
					within(x.X, "false")
					within(x.Y, "false")
				default:
					add(e, as)
				}
			default:
				add(e, as)
			}
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			switch x := n.(type) {
			case *ast.IfStmt:
				within(x.Cond, "false")
			case *ast.ReturnStmt:
				for _, r := range x.Results {
					if b, ok := r.(*ast.BinaryExpr); ok && (b.Op == token.LAND || b.Op == token.LOR) {
						within(b, "false")
					}
				}
			case *ast.SwitchStmt:
				for _, c := range x.Body.List {
					for _, e := range c.(*ast.CaseClause).List {
						if x.Tag == nil {
							within(e, "false")
						}
					}
				}
			}
			return true
		})
	}
	return out, nil
}
