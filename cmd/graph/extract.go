package main

import (
	"bufio"
	"encoding/json"
	"os"

	"github.com/spf13/cobra"

	"quotegraph/internal/extraction"
	"quotegraph/internal/ingest/source"
)

func (a *app) extract() *cobra.Command {
	explain := false
	c := &cobra.Command{
		Use:     "extract [PATH…|-]",
		Short:   "Read articles and print what is found as JSON Lines, without a store",
		Long:    "Read articles and print one JSON object an article, in the same order: its statements, roles, principals, events and\nsigned documents. Offsets are half-open and count Unicode code points.",
		Example: "  graph extract article.txt\n  graph extract - < articles.jsonl > found.jsonl\n  graph extract --explain article.txt",
		RunE: func(c *cobra.Command, args []string) error {
			args, err := inputs(args)
			if err != nil {
				return err
			}
			reader, err := a.reader()
			if err != nil {
				return err
			}
			o, err := a.sources(c)
			if err != nil {
				return err
			}
			out := bufio.NewWriter(os.Stdout)
			enc := json.NewEncoder(out)
			enc.SetEscapeHTML(false)
			view := extraction.Of
			if explain {
				view = extraction.Explained
			}
			failed, done := 0, 0
			for r := range reader.ReadAll(c.Context(), source.Read(args, os.Stdin, o)) {
				if r.Err != nil {
					warn("graph: %v", r.Err)
					failed++
					continue
				}
				for _, w := range r.Document.Article.Warnings {
					warn("graph: %s", w)
				}
				if err := enc.Encode(view(r.Document)); err != nil {
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
			return outcome(failed, done)
		},
	}
	readFlags(c)
	sourceFlags(c)
	c.Flags().BoolVar(&explain, "explain", false, "say of each statement which rule or head of the network gave it, its source, role and principals")
	return c
}
