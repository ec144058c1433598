package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"os"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/spf13/cobra"

	"quotegraph/internal/copies"
	"quotegraph/internal/extraction"
	"quotegraph/internal/ingest"
	"quotegraph/internal/model"
	"quotegraph/internal/rdf"
	"quotegraph/internal/reconcile"
	"quotegraph/internal/triples"
	"quotegraph/result"
)

// jsonLines writes values to standard output, one a line.
func jsonLines() (*json.Encoder, *bufio.Writer) {
	out := bufio.NewWriter(os.Stdout)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	return enc, out
}

// withQuads is what is found in an article, and its quads.
type withQuads struct {
	result.Document
	Quads string `json:"quads"`
}

// printQuads reads articles and prints each with its quads; it returns how many could not be read,
// and how many were.
func (a *app) printQuads(
	ctx context.Context,
	articles iter.Seq2[model.Article, error],
	unit result.Unit,
) (failed, done int, err error) {
	reader, err := a.reader()
	if err != nil {
		return 0, 0, err
	}
	enc, out := jsonLines()
	for r := range reader.ReadAll(ctx, articles) {
		if r.Err != nil {
			warn("graph: %v", r.Err)
			failed++
			continue
		}
		if x := &r.Document.Article; x.Source == "-" || strings.HasPrefix(x.Source, "-:") {
			x.Source = "" // a line of a pipe is no place where anybody finds it again
		}
		_, quads := triples.Of(r.Document)
		if err := enc.Encode(withQuads{extraction.Of(r.Document, unit), nquads(quads)}); err != nil {
			return failed, done, err
		}
		done++
		if err := out.Flush(); err != nil { // who reads the pipe gets each article when it is done
			return failed, done, err
		}
	}
	return failed, done, ctx.Err()
}

// asRead is an article as it was read.
type asRead struct {
	ID        string `json:"doc_id"`
	Title     string `json:"title,omitempty"`
	Date      string `json:"date,omitempty"`
	DateText  string `json:"date_text,omitempty"`
	URL       string `json:"url,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Author    string `json:"author,omitempty"`
	Text      string `json:"text"`
}

// printArticles prints articles as they were read, and finds nothing in them.
func printArticles(articles iter.Seq2[model.Article, error]) (failed, done int, err error) {
	enc, out := jsonLines()
	for x, err := range articles {
		if err != nil {
			warn("graph: %v", err)
			failed++
			continue
		}
		if err := enc.Encode(asRead{x.ID, x.Title, x.Date, x.DateText, x.URL, x.Publisher, x.Author, x.Text}); err != nil {
			return failed, done, err
		}
		done++
	}
	return failed, done, out.Flush()
}

// nquads writes quads as sorted lines.
func nquads(quads []quad.Quad) string {
	lines := make([]string, len(quads))
	for i, q := range quads {
		lines[i] = rdf.Line(q)
	}
	slices.Sort(lines)
	return strings.Join(slices.Compact(lines), "\n") + "\n"
}

func (a *app) load() *cobra.Command {
	return &cobra.Command{
		Use: "load [FILE…|-]", Short: "Put articles that were extracted elsewhere into the store",
		Long: `Put what "graph extract --quads" printed, on this machine or on many, into the store. A line is an
article, and takes the place of what the store has of it. So "graph extract --quads PATH | graph
load" does what "graph ingest PATH" does, and the two halves may run on different machines
(deploy/spark). A line that is none is named; the rest goes on. What went in before a fault stays,
and the same command goes on.`,
		Example: "  graph extract --quads news/ | graph load\n  graph load part-*.jsonl",
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
			o := ingest.Options{
				Batch:  a.Ingest.Batch,
				Copies: copies.New(s.Store, s.Index),
				Failed: func(err error) { warn("graph: %v", err) },
			}
			var all ingest.Report
			failed := 0
			for _, path := range args {
				in, name := os.Stdin, "standard input"
				if path != "-" {
					name = path
					if in, err = os.Open(path); err != nil {
						warn("graph: %v", err)
						failed++
						continue
					}
				}
				r, err := ingest.Load(c.Context(), s.Store, name, in, o)
				in.Close()
				all.Articles, all.Statements, all.Failed, all.Copies = all.Articles+r.Articles,
					all.Statements+r.Statements, all.Failed+r.Failed, all.Copies+r.Copies
				all.Counts.Add(r.Counts)
				if err != nil {
					return err
				}
			}
			one, err := reconcile.Sure(c.Context(), reconcile.Source{Store: s.Store, Index: s.Index}, false)
			if err != nil {
				return err
			}
			copied := ""
			if all.Copies > 0 {
				copied = "; " + counted(all.Copies, "copy of another", "copies of others")
			}
			copied += reconciled(one)
			fmt.Fprintf(
				os.Stderr,
				"%s: %d new, %d replaced, %d unchanged; %s; %d quads added, %d removed%s\n",
				counted(all.Articles, "article", "articles"),
				all.New,
				all.Replaced,
				all.Same,
				counted(all.Statements, "statement", "statements"),
				all.Added,
				all.Removed,
				copied,
			)
			return outcome(all.Failed+failed, all.Articles)
		},
	}
}
