package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/spf13/cobra"

	"quotegraph/internal/index"
	"quotegraph/internal/model"
	"quotegraph/internal/store"
	"quotegraph/internal/store/bolt"
)

func (a *app) check() *cobra.Command {
	var repair, pages bool
	c := &cobra.Command{
		Use: "check", Short: "Look whether the store is whole: its pages, articles and index", Args: cobra.NoArgs,
		Long: `Look through the whole store: whether its pages hang together, each article's quads and nodes can
be read, its text is the one that was read (SHA-256), and the index has what the store has. What
is wrong is listed, and the exit code is 1.

--repair writes a new store of the articles that are whole in the place of the old one, which
stays beside it as indexes.bolt.damaged. The index is made again. Nobody else may have the store
open.`,
		Example: "  graph check\n  graph check --repair",
		RunE: func(c *cobra.Command, _ []string) error {
			switch {
			case pages:
				return a.checkPages()
			case repair:
				return a.repaired(c.Context())
			}
			s, err := a.openStore(true)
			if err != nil {
				return err
			}
			defer s.Close()
			problems, articles, statements, err := looked(
				c.Context(),
				s,
				func(quad.Value, []quad.Quad) error { return nil },
			)
			if err != nil {
				return err
			}
			if !s.Shared() {
				problems = append(a.pages(c.Context()), problems...)
			}
			if len(problems) == 0 {
				problems = append(problems, inStep(c.Context(), s, articles, statements)...)
			}
			for _, p := range problems {
				fmt.Println(p)
			}
			if len(problems) > 0 {
				warn(
					"graph: %d problems in %s; `graph check --repair` keeps the articles that are whole, "+
						"`graph ingest` reads others again",
					len(problems),
					s.Path(),
				)
				return nothingFound{}
			}
			fmt.Printf(
				"%s: %d articles, %d statements, %d quads: all whole\n",
				s.Path(),
				articles,
				statements,
				s.Size(),
			)
			return nil
		},
	}
	c.Flags().BoolVar(&pages, "pages", false, "walk the pages alone, and print what is wrong")
	_ = c.Flags().MarkHidden("pages") // check runs itself so
	c.Flags().BoolVar(&repair, "repair", false, "write a new store of the articles that are whole")
	return c
}

// checkPages prints what is wrong with the file's pages.
func (a *app) checkPages() error {
	s, err := a.openStore(true)
	if err != nil {
		return err
	}
	defer s.Close()
	return s.CheckPages(func(e error) { fmt.Println(e) })
}

// mostPages is how many lines on pages are read.
const mostPages = 100

// pages checks the file's pages in a process of its own, which a damaged one may end.
func (a *app) pages(ctx context.Context) []store.Problem {
	self, err := os.Executable()
	if err != nil {
		return []store.Problem{{Where: "file", What: err.Error()}}
	}
	c := exec.CommandContext(ctx, self, "check", "--pages", "--db", a.DB)
	raw, err := c.Output()
	var out []store.Problem
	for line := range strings.Lines(string(raw)) {
		if len(out) < mostPages {
			out = append(out, store.Problem{Where: "file", What: strings.TrimSpace(line)})
		}
	}
	if err != nil {
		out = append(out, store.Problem{Where: "file", What: "its pages don't hang together"})
	}
	return out
}

// looked checks a store, and calls whole with the quads of each label that are whole.
func looked(
	ctx context.Context,
	s *store.Store,
	whole func(quad.Value, []quad.Quad) error,
) (problems []store.Problem, articles, statements int, err error) {
	var failed error
	var texts []store.Problem
	sums := written(ctx, s)
	problems, err = s.Check(ctx, func(label quad.Value, quads []quad.Quad) {
		var text, sum string
		isArticle, said := false, 0
		for _, q := range quads {
			p, o := store.Text(q.Predicate), store.Text(q.Object)
			switch {
			case p == model.Type && o == model.ClassStatement:
				said++
			case q.Subject != label:
			case p == model.Type && o == model.ClassArticle:
				isArticle = true
			case p == model.ArticleText:
				text = o
			case p == model.SHA256:
				sum = o
			}
		}
		if got := sha256.Sum256([]byte(text)); isArticle && sum != "" && hex.EncodeToString(got[:]) != sum {
			texts = append(
				texts,
				store.Problem{Where: store.Text(label), What: "the text is not the one that was read"},
			)
			return
		}
		if sum, known := sums[store.Text(label)]; known && sum != index.Sum(quads) {
			texts = append(
				texts,
				store.Problem{Where: store.Text(label), What: "its quads are not those that were written (checksum)"},
			)
			return
		}
		if isArticle {
			articles++
			statements += said
		}
		if failed == nil {
			failed = whole(label, quads)
		}
	})
	return append(problems, texts...), articles, statements, errors.Join(err, failed)
}

// inStep compares the index with what was counted in the store.
func inStep(ctx context.Context, s *store.Store, articles, statements int) []store.Problem {
	x, err := index.Open(ctx, s, index.Options{})
	if err != nil {
		return []store.Problem{{Where: "index", What: err.Error()}}
	}
	defer x.Close()
	n, err := x.Counts(ctx)
	if err != nil {
		return []store.Problem{{Where: "index", What: err.Error()}}
	}
	if n.Articles != articles || n.Statements != statements {
		return []store.Problem{
			{
				Where: "index",
				What: fmt.Sprintf(
					"it has %d articles and %d statements, the store %d and %d; remove the folder %s, it is made again",
					n.Articles,
					n.Statements,
					articles,
					statements,
					filepath.Join(s.Folder(), index.Folder),
				),
			},
		}
	}
	return nil
}

// written gives the checksums that articles had when they were written; none where the index can't
// be read, or is to be made again.
func written(ctx context.Context, s *store.Store) map[string]uint64 {
	x, err := index.Open(ctx, s, index.Options{Later: true})
	if err != nil {
		return nil
	}
	defer x.Close()
	if inStep, err := x.InStep(ctx); err != nil || !inStep { // its sums are of another state
		return nil
	}
	sums, err := x.Sums(ctx)
	if err != nil {
		return nil
	}
	return sums
}

// repaired writes a new store of what is whole.
func (a *app) repaired(ctx context.Context) error {
	old, err := a.openStore(true)
	if err != nil {
		return err
	}
	if old.Shared() {
		return errors.Join(fmt.Errorf("%w: nothing of its own to repair", store.ErrServer), old.Close())
	}
	folder, err := os.MkdirTemp(filepath.Dir(a.DB), ".repaired-")
	if err != nil {
		return errors.Join(err, old.Close())
	}
	defer os.RemoveAll(folder)
	fresh, err := store.Open(folder, store.Options{})
	if err != nil {
		return errors.Join(err, old.Close())
	}
	to := &copier{ctx: ctx, to: fresh}
	problems, articles, _, err := looked(ctx, old, to.put)
	if err == nil {
		err = to.flush()
	}
	if err = errors.Join(err, fresh.Close(), old.Close()); err != nil {
		return err
	}
	for _, p := range problems {
		fmt.Println(p)
	}
	file := filepath.Join(a.DB, bolt.File)
	if articles == 0 && len(problems) > 0 {
		return fmt.Errorf(
			"no article of %s can be read; it stays as it is: restore a copy, or read the articles again",
			file,
		)
	}
	aside := file + ".damaged"
	for n := 2; ; n++ { // an earlier one is the only copy of what was left behind then
		if _, err := os.Lstat(aside); errors.Is(err, os.ErrNotExist) {
			break
		}
		aside = fmt.Sprintf("%s.damaged-%d", file, n)
	}
	if err := os.Rename(file, aside); err != nil {
		return err
	}
	if err := os.Rename(filepath.Join(folder, bolt.File), file); err != nil {
		return errors.Join(err, os.Rename(aside, file))
	}
	if err := os.RemoveAll(filepath.Join(a.DB, index.Folder)); err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "%d articles kept, %d problems left behind in %s\n", articles, len(problems), aside)
	return nil
}

// copier puts the quads of labels into a store, many at once.
type copier struct {
	ctx   context.Context
	to    *store.Store
	batch []store.Change
}

func (c *copier) put(label quad.Value, quads []quad.Quad) error {
	const atOnce = 50
	l, ok := label.(quad.IRI)
	if !ok {
		return nil
	}
	if c.batch = append(c.batch, store.Change{Label: l, Quads: slices.Clone(quads)}); len(c.batch) < atOnce {
		return nil
	}
	return c.flush()
}

func (c *copier) flush() error {
	_, err := c.to.Apply(c.ctx, c.batch)
	c.batch = nil
	return err
}

// copied copies a store, label by label, into a new folder.
func copied(ctx context.Context, from *store.Store, folder string) error {
	fresh, err := store.Open(folder, store.Options{})
	if err != nil {
		return err
	}
	to := &copier{ctx: ctx, to: fresh}
	err = from.EachGraph(ctx, func(label quad.Value, quads []quad.Quad) error {
		if _, ok := label.(quad.IRI); ok {
			return to.put(label, quads)
		}
		var deltas []graph.Delta // of nobody's graph
		for _, q := range quads {
			deltas = append(deltas, graph.Delta{Quad: q, Action: graph.Add})
		}
		return fresh.Graph().ApplyDeltas(deltas, graph.IgnoreOpts{IgnoreDup: true})
	})
	if err == nil {
		err = to.flush()
	}
	n := fresh.Size()
	if err = errors.Join(err, fresh.Close()); err != nil {
		return errors.Join(err, os.RemoveAll(folder))
	}
	fmt.Fprintf(os.Stderr, "%s: %d quads\n", folder, n)
	return nil
}

func (a *app) backup() *cobra.Command {
	return &cobra.Command{
		Use: "backup FOLDER", Short: "Copy the store as it is at this moment", Args: cobra.ExactArgs(1),
		Long: `Copy the store to a new folder, as it is at this moment, while others read it. The index is made
again when the copy is opened. A store that "graph serve" holds for writing is copied over HTTP:
mkdir copy.db; curl -f -H 'Authorization: Bearer TOKEN' http://127.0.0.1:64210/api/backup >
copy.db/indexes.bolt A store in a PostgreSQL server is copied article by article, into a folder's
own.`,
		Example: "  graph backup copy.db",
		RunE: func(c *cobra.Command, args []string) error {
			if _, err := os.Stat(args[0]); err == nil {
				return fmt.Errorf("%s is there already; a backup wants a new folder", args[0])
			}
			s, err := a.openStore(true)
			if err != nil {
				return err
			}
			defer s.Close()
			if s.Shared() {
				return copied(c.Context(), s, args[0])
			}
			if err := os.MkdirAll(args[0], 0o755); err != nil {
				return err
			}
			var n int64
			err = whole(filepath.Join(args[0], bolt.File), func(w io.Writer) error {
				var err error
				n, err = s.Backup(w)
				return err
			})
			if err != nil {
				return err
			}
			fmt.Fprintf(os.Stderr, "%s: %d bytes\n", args[0], n)
			return nil
		},
	}
}
