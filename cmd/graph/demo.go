package main

import (
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"quotegraph/internal/index"
	"quotegraph/internal/ingest"
	"quotegraph/internal/model"
	"quotegraph/internal/query"
	"quotegraph/internal/store"
	"quotegraph/queries"
	"quotegraph/seeds"
)

func (a *app) demo() *cobra.Command {
	return &cobra.Command{
		Use:   "demo",
		Short: "Read the sample articles and answer: who said what, on whose behalf",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			folder, err := os.MkdirTemp("", "quotegraph-demo-")
			if err != nil {
				return err
			}
			defer os.RemoveAll(folder)
			s, err := store.Open(filepath.Join(folder, "graph.db"), store.Options{})
			if err != nil {
				return err
			}
			defer s.Close()
			reader, err := a.reader()
			if err != nil {
				return err
			}
			x, err := index.Open(c.Context(), s, index.Options{})
			if err != nil {
				return err
			}
			defer x.Close()
			r, err := ingest.Into(c.Context(), s, samples(), ingest.Options{Reader: reader, Batch: a.Ingest.Batch})
			if err != nil {
				return err
			}
			all, err := query.Load(queries.Files)
			if err != nil {
				return err
			}
			t, err := query.Answer(c.Context(), query.Source{Graph: s.Graph(), Index: x}, all, "who-said-what", map[string]string{"limit": "20"}, a.queryLimits())
			if err != nil {
				return err
			}
			if err := print(os.Stdout, t, "table"); err != nil {
				return err
			}
			fmt.Printf(`
The first %d of %d rows; %d that are not sure are left out.
%d statements in %d sample articles (invented people; seeds/). Nothing was left on disk. Try next:

  graph ingest seeds/                                read them into a store, graph.db
  graph query on-behalf-of -p principal=Kenya        what was said for Kenya, along the chain
  graph show envoy                                   an article with its statements marked
  graph query --list                                 all saved queries
  graph ingest YOUR-ARTICLES/                        your own: text files or JSON Lines
`, len(t.Rows), t.Total, t.LeftOut, r.Statements, r.Articles)
			return nil
		},
	}
}

// samples yields the embedded sample articles.
func samples() iter.Seq2[model.Article, error] {
	return func(yield func(model.Article, error) bool) {
		names, _ := fs.Glob(seeds.Files, "*.txt")
		for _, name := range names {
			raw, err := fs.ReadFile(seeds.Files, name)
			if !yield(model.Article{ID: strings.TrimSuffix(name, ".txt"), Source: "seeds/" + name, Text: string(raw)}, err) {
				return
			}
		}
	}
}
