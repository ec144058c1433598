package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"quotegraph/internal/copies"
	"quotegraph/internal/ingest"
	"quotegraph/internal/ingest/source"
	"quotegraph/internal/model"
	"quotegraph/internal/reconcile"
)

func (a *app) ingest() *cobra.Command {
	var list, again, asJSON, skip, watch bool
	c := &cobra.Command{
		Use:   "ingest [PATH…|-]",
		Short: "Read articles into the store",
		Long: `Read articles (files, folders; - or nothing for standard input) into the store.

` + whatIsRead + `

An article that is there just so is not read again, so a second run over a folder, or one that
goes on after it was stopped, reads what is new or changed; --again reads all, after the program
or its settings have changed. A copy of an article that is there, the same text under another
address or a wire text with small edits or cuts, is linked to it (qg:copyOf); --skip-copies leaves
it out.

--watch goes on when all is read: files that come or change are read, until Ctrl-C; between two
readings the store is free for others. "graph fetch --every 15m" beside it follows feeds.

What can't be read is named; the rest goes on. A date that can't be read is kept as text.`,
		Example: "  graph ingest news/\n  graph ingest --db eu.db feed.jsonl crawl.warc.gz page.html\n  graph " +
			"ingest --map text=story,doc_id=nr table.csv\n  graph ingest --list downloads/\n  cat article.txt | " +
			"graph ingest -\n  graph ingest --watch news/",
		RunE: func(c *cobra.Command, args []string) error {
			args, err := inputs(args)
			if err != nil {
				return err
			}
			from, err := a.sources(c)
			if err != nil {
				return err
			}
			if list {
				return listed(args, from)
			}
			if watch && slices.Contains(args, "-") {
				return errors.New("--watch wants files or folders: standard input ends once")
			}
			reader, err := a.reader()
			if err != nil {
				return err
			}
			o := ingest.Options{
				Reader: reader,
				Again:  again,
				Skip:   skip,
				Batch:  a.Ingest.Batch,
				Failed: func(err error) { warn("graph: %v", err) },
				Warned: func(w string) { warn("graph: %s", w) },
			}
			once := func(paths []string, inFolder bool) (err error) {
				s, err := a.open(c.Context(), false) // and closed: between two readings, others have the store
				if err != nil {
					return err
				}
				defer func() {
					if closed := s.Close(); err == nil {
						err = closed
					}
				}()
				from.Folder, o.Copies = inFolder, copies.New(s.Store, s.Index)
				return a.read(c.Context(), s, paths, from, o, asJSON)
			}
			if watch {
				return a.watch(c.Context(), args, once)
			}
			return once(args, false)
		},
	}
	readFlags(c)
	sourceFlags(c)
	c.Flags().BoolVar(&list, "list", false, "print what stands where, and read nothing")
	c.Flags().BoolVar(&again, "again", false, "read also what the store has just so")
	c.Flags().BoolVar(&watch, "watch", false, "go on when all is read: read files that come or change, until Ctrl-C")
	c.Flags().BoolVar(&skip, "skip-copies", false, "leave out articles that are copies of others")
	c.Flags().BoolVar(&asJSON, "json", false, "print the report as JSON")
	return c
}

// watch reads paths, and then what comes or changes there. What can't be read is named already;
// where the store can't be written, it is tried again.
func (a *app) watch(ctx context.Context, paths []string, once func(paths []string, inFolder bool) error) error {
	named := func(err error) error {
		if errors.As(err, new(partialError)) || errors.Is(err, errNothing) {
			return nil
		}
		return err
	}
	first := func() error {
		err := named(once(paths, false))
		if err == nil {
			warn("graph: watching %s; stop with Ctrl-C", strings.Join(paths, ", "))
		}
		return err
	}
	return source.Watch(ctx, paths, first, func(files []string, inFolder bool) error {
		err := named(once(files, inFolder))
		if err != nil && ctx.Err() == nil {
			warn("graph: %v; it is tried again", err)
		}
		return err
	})
}

// read reads paths into a store, and tells what it did.
func (a *app) read(
	ctx context.Context,
	s *opened,
	paths []string,
	from source.Options,
	o ingest.Options,
	asJSON bool,
) error {
	began := time.Now()
	add, end := progress("reading")
	defer end()
	o.Stored = func(int, *model.Document) { add(1) }
	r, err := ingest.Into(ctx, s.Store, source.Read(paths, os.Stdin, from), o)
	if err != nil {
		if kept := r.New + r.Replaced + r.Same; kept > 0 {
			return fmt.Errorf("%w: %s kept; the same command goes on", err, counted(kept, "article is", "articles are"))
		}
		return err
	}
	one, err := reconcile.Sure(ctx, reconcile.Source{Store: s.Store, Index: s.Index}, false)
	if err != nil {
		return err
	}
	if asJSON {
		if err := json.NewEncoder(os.Stdout).Encode(reportOf(r, one, time.Since(began))); err != nil {
			return err
		}
		return outcome(r.Failed, r.Articles)
	}
	warnings := ""
	if r.Warnings > 0 {
		warnings = fmt.Sprintf("; %d warnings", r.Warnings)
	}
	if r.Copies > 0 {
		warnings += "; " + counted(r.Copies, "copy of another", "copies of others")
		if o.Skip {
			warnings += " left out"
		}
	}
	warnings += reconciled(one)
	fmt.Fprintf(
		os.Stderr,
		"%s: %d new, %d replaced, %d unchanged; %s; %d quads added, %d removed%s\n",
		counted(
			r.Articles,
			"article",
			"articles",
		),
		r.New,
		r.Replaced,
		r.Same,
		counted(r.Statements, "statement", "statements"),
		r.Added,
		r.Removed,
		warnings,
	)
	return outcome(r.Failed, r.Articles)
}

// reconciled tells which agents became one, and which several.
func reconciled(r reconcile.Report) string {
	out := ""
	if r.Merged > 0 {
		out += "; " + counted(r.Merged, "agent", "agents") + " made one with another"
	}
	if r.Split > 0 {
		out += "; " + counted(r.Split, "namesake", "namesakes") + " told from another"
	}
	return out
}

// reportOf is what an ingest did, for machines.
func reportOf(r ingest.Report, one reconcile.Report, took time.Duration) map[string]any {
	return map[string]any{
		"articles":         r.Articles,
		"new":              r.New,
		"replaced":         r.Replaced,
		"unchanged":        r.Same,
		"not_read_again":   r.Known,
		"copies":           r.Copies,
		"failed":           r.Failed,
		"other_languages":  r.Tongues,
		"warnings":         r.Warnings,
		"statements":       r.Statements,
		"words":            r.Words,
		"words_per_second": int(float64(r.Words) / max(took.Seconds(), 1e-3)),
		"quads_added":      r.Added,
		"quads_removed":    r.Removed,
		"agents_merged":    one.Merged,
		"namesakes":        one.Split,
		"seconds":          took.Seconds(),
	}
}

// inputs are the paths to read: standard input where none is given and something is piped in.
func inputs(args []string) ([]string, error) {
	if len(args) > 0 {
		return args, nil
	}
	if term.IsTerminal(int(os.Stdin.Fd())) {
		return nil, errors.New("name files or folders to read, or pipe articles in; --help shows examples")
	}
	return []string{"-"}, nil
}

// errNothing says that there was no input that could be read.
var errNothing = errors.New("nothing could be read")

// outcome turns counts into the error that gives the exit code.
func outcome(failed, done int) error {
	switch {
	case failed > 0 && done == 0:
		return errNothing
	case failed > 0:
		return partialError{failed, done}
	}
	return nil
}
