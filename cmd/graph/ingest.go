package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"quotegraph/internal/ingest"
	"quotegraph/internal/ingest/source"
	"quotegraph/internal/model"
	"quotegraph/internal/reconcile"
)

func (a *app) ingest() *cobra.Command {
	c := &cobra.Command{
		Use:   "ingest [PATH…|-]",
		Short: "Read articles into the store",
		Long: `Read articles (text files, JSON Lines, folders of both; - or nothing for standard input) into the store.
An article that is there already is replaced. What can't be read is named; the rest goes on. A date that can't be read is kept as text.`,
		Example: "  graph ingest news/\n  graph ingest --db eu.db feed.jsonl\n  cat article.txt | graph ingest -",
		RunE: func(c *cobra.Command, args []string) error {
			args, err := inputs(args)
			if err != nil {
				return err
			}
			s, err := a.open(c.Context(), false)
			if err != nil {
				return err
			}
			defer s.Close()
			reader, err := a.reader()
			if err != nil {
				return err
			}
			o := ingest.Options{Reader: reader, Batch: a.Ingest.Batch, Failed: func(err error) { warn("graph: %v", err) }, Warned: func(w string) { warn("graph: %s", w) }}
			add, end := progress("reading")
			defer end()
			o.Stored = func(int, *model.Document) { add(1) }
			r, err := ingest.Into(c.Context(), s.Store, source.Read(args, os.Stdin, a.limits()), o)
			if err != nil {
				if kept := r.New + r.Replaced + r.Same; kept > 0 {
					return fmt.Errorf("%w: %s kept; the same command goes on", err, counted(kept, "article is", "articles are"))
				}
				return err
			}
			one, err := reconcile.Sure(c.Context(), reconcile.Source{Store: s.Store, Index: s.Index}, false)
			if err != nil {
				return err
			}
			warnings := ""
			if r.Warnings > 0 {
				warnings = fmt.Sprintf("; %d warnings", r.Warnings)
			}
			if one.Merged > 0 {
				warnings += "; " + counted(one.Merged, "agent", "agents") + " made one with another"
			}
			fmt.Fprintf(os.Stderr, "%d articles: %d new, %d replaced, %d unchanged; %d statements; %d quads added, %d removed%s\n",
				r.Articles, r.New, r.Replaced, r.Same, r.Statements, r.Added, r.Removed, warnings)
			return outcome(r.Failed, r.Articles)
		},
	}
	readFlags(c)
	return c
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

// outcome turns counts into the error that gives the exit code.
func outcome(failed, done int) error {
	switch {
	case failed > 0 && done == 0:
		return fmt.Errorf("nothing could be read")
	case failed > 0:
		return partialError{failed, done}
	}
	return nil
}
