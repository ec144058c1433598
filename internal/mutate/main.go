// Command mutate tells how many of the rules' conditions no test holds. It switches off conditions of a sample, one at a time in a copy of the
// project, and runs the tests: a condition that can be off while they pass is held by none.
//
//	go run ./internal/mutate -sample 100
//
// An operand of "&&" is switched off by taking it as true, one of "||" and a condition by itself as false. The sample is the same for the same seed.
package main

import (
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
	"strings"
	"time"
)

func main() {
	sample := flag.Int("sample", 100, "how many conditions are switched off")
	seed := flag.Uint64("seed", 1, "which sample")
	packages := flag.String("packages", "names,agents,frames,attrib", "folders of internal/ whose conditions are tried")
	tests := flag.String("tests", "./internal/ingest,./internal/attrib,./internal/agents,./internal/frames", "packages whose tests must fail")
	only := flag.String("run", "", "run only these tests, as go test's own flag does")
	show := flag.Bool("show", true, "print the conditions that no test holds")
	flag.Parse()
	if err := run(*sample, *seed, strings.Split(*packages, ","), append([]string{"-run=" + *only}, strings.Split(*tests, ",")...), *show); err != nil {
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

func run(sample int, seed uint64, packages, tests []string, show bool) error {
	copied, err := os.MkdirTemp("", "quotegraph-mutate-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(copied)
	if err := os.CopyFS(copied, withoutGit{os.DirFS(".")}); err != nil {
		return err
	}
	var all []condition
	for _, p := range packages {
		found, err := conditions(filepath.Join("internal", p))
		if err != nil {
			return err
		}
		all = append(all, found...)
	}
	if passes, err := passing(copied, tests); err != nil || !passes {
		return errors.Join(errors.New("the tests fail before anything is switched off"), err)
	}
	random := rand.New(rand.NewPCG(seed, 1))
	random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	free := 0
	tried := all[:min(sample, len(all))]
	for i, c := range tried {
		held, err := c.held(copied, tests)
		if err != nil {
			return err
		}
		if !held {
			free++
			if show {
				fmt.Printf("%s:%d: %s\n", c.file, c.line, c.text)
			}
		}
		fmt.Fprintf(os.Stderr, "\r%d of %d tried, %d held by no test", i+1, len(tried), free)
	}
	fmt.Fprintln(os.Stderr)
	fmt.Printf("%d conditions, %d tried, %d held by no test (%.0f %%)\n", len(all), len(tried), free, 100*float64(free)/float64(max(1, len(tried))))
	return nil
}

// withoutGit leaves a project's history out.
type withoutGit struct{ fs.FS }

func (w withoutGit) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(w.FS, name)
	kept := entries[:0]
	for _, e := range entries {
		if e.Name() != ".git" {
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
			out = append(out, condition{file, begin.Offset, end.Offset, begin.Line, as, strings.Join(strings.Fields(string(source[begin.Offset:end.Offset])), " ")})
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

// held switches the condition off in the copy and reports whether a test fails then.
func (c condition) held(copied string, tests []string) (bool, error) {
	path := filepath.Join(copied, c.file)
	source, err := os.ReadFile(path)
	if err != nil {
		return false, err
	}
	off := "(false && (" + string(source[c.begin:c.end]) + "))"
	if c.as == "true" {
		off = "(true || (" + string(source[c.begin:c.end]) + "))"
	}
	changed := string(source[:c.begin]) + off + string(source[c.end:])
	if err := os.WriteFile(path, []byte(changed), 0o644); err != nil {
		return false, err
	}
	passes, err := passing(copied, tests)
	return !passes, errors.Join(err, os.WriteFile(path, source, 0o644))
}

// longest is how long the tests may run: a loop that never ends is noticed.
const longest = 3 * time.Minute

func passing(folder string, tests []string) (bool, error) {
	ctx, cancel := context.WithTimeout(context.Background(), longest)
	defer cancel()
	cmd := exec.CommandContext(ctx, "go", append([]string{"test", "-failfast"}, tests...)...)
	cmd.Dir = folder
	err := cmd.Run()
	var failed *exec.ExitError
	if errors.As(err, &failed) || ctx.Err() != nil {
		return false, nil
	}
	return err == nil, err
}
