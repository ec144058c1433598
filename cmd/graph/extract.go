package main

import (
	"fmt"
	"os"
	"sync/atomic"

	"github.com/spf13/cobra"

	"quotegraph"
	"quotegraph/internal/ingest/source"
	"quotegraph/result"
)

func (a *app) extract() *cobra.Command {
	var explain, quads, articlesOnly bool
	var offsets string
	c := &cobra.Command{
		Use:   "extract [PATH…|-]",
		Short: "Read articles and print what is found as JSON Lines, without a store",
		Long: "Read articles and print one JSON object an article, in the same order: its statements, roles, " +
			"principals, events and\nsigned documents. Places are half-open and count Unicode code points,\nor what " +
			"--offsets says. schema/result.schema.json describes the form.",
		Example: "  graph extract article.txt\n  graph extract - < articles.jsonl > found.jsonl\n  graph extract " +
			"--explain article.txt\n  graph extract --quads news/ | graph load",
		RunE: func(c *cobra.Command, args []string) error {
			args, err := inputs(args)
			if err != nil {
				return err
			}
			o, err := a.sources(c)
			if err != nil {
				return err
			}
			if articlesOnly {
				failed, done, err := printArticles(source.Read(args, os.Stdin, o))
				if err != nil {
					return err
				}
				return outcome(failed, done)
			}
			least := a.Ingest.MinConfidence
			if least == 0 {
				least = -1
			}
			reader, err := quotegraph.New(
				quotegraph.Options{
					Workers:       a.Ingest.Workers,
					MinConfidence: least,
					Timeout:       a.Ingest.Timeout,
					Weights:       a.Weights,
					Offsets:       result.Unit(offsets),
					Explain:       explain,
				},
			)
			if err != nil {
				return fmt.Errorf("settings: %w", err)
			}
			if quads {
				failed, done, err := a.printQuads(c.Context(), source.Read(args, os.Stdin, o), result.Unit(offsets))
				if err != nil {
					return err
				}
				return outcome(failed, done)
			}
			var failed atomic.Int64
			articles := func(yield func(quotegraph.Article) bool) {
				for x, err := range source.Read(args, os.Stdin, o) {
					if err != nil {
						warn("graph: %v", err)
						failed.Add(1)
						continue
					}
					for _, w := range x.Warnings {
						warn("graph: %s", w)
					}
					if !yield(
						quotegraph.Article{
							ID:        x.ID,
							Text:      x.Text,
							Title:     x.Title,
							Date:      x.Date,
							DateText:  x.DateText,
							URL:       x.URL,
							Publisher: x.Publisher,
							Author:    x.Author,
						},
					) {
						return
					}
				}
			}
			enc, out := jsonLines()
			done := 0
			for found, err := range reader.ExtractAll(c.Context(), articles) {
				if err != nil {
					warn("graph: %v", err)
					failed.Add(1)
					continue
				}
				if err := enc.Encode(found); err != nil {
					return err
				}
				done++
			}
			if err := out.Flush(); err != nil {
				return err
			}
			if err := c.Context().Err(); err != nil {
				return err
			}
			return outcome(int(failed.Load()), done)
		},
	}
	readFlags(c)
	sourceFlags(c)
	c.Flags().StringVar(&offsets, "offsets", string(result.CodePoints), "the unit of places: code_points, bytes, utf16")
	c.Flags().
		BoolVar(&articlesOnly, "articles", false, "print the articles as they are read, whatever the form, and find "+
			"nothing in them")
	c.Flags().BoolVar(&quads, "quads", false, "print also each article's quads, as N-Quads, for graph load")
	c.Flags().
		BoolVar(&explain, "explain", false, "say of each statement which rule or head of the network gave it, its "+
			"source, role and principals")
	return c
}
