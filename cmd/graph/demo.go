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
			saved, err := query.Load(queries.Files)
			if err != nil {
				return err
			}
			for _, q := range []struct {
				title, name string
				given       map[string]string
			}{
				{"Who said what in one of them, seeds/envoy.txt:", "who-said-what", map[string]string{"article": "envoy"}},
				{"Who is quoted most in all of them:", "sources", map[string]string{"limit": "8"}},
			} {
				t, err := query.Answer(
					c.Context(),
					query.Source{Graph: s.Graph(), Index: x},
					saved,
					q.name,
					q.given,
					a.queryLimits(),
				)
				if err != nil {
					return err
				}
				fmt.Println(q.title)
				if err := print(os.Stdout, t, "table"); err != nil {
					return err
				}
				fmt.Println()
			}
			fmt.Printf(
				`%d statements in %d sample articles (invented people; seeds/). Nothing was left on disk. Try next:

  graph ingest seeds/                                read them into a store, graph.db
  graph ask "who spoke on behalf of Kenya?"          a question in plain English
  graph query on-behalf-of -p principal=Kenya        the same as a saved query
  graph show envoy                                   an article with its statements marked
  graph query --list                                 all saved queries
  graph ingest YOUR-ARTICLES/                        your own: text files or JSON Lines
`,
				r.Statements,
				r.Articles,
			)
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
			if !yield(
				model.Article{ID: strings.TrimSuffix(name, ".txt"), Source: "seeds/" + name, Text: string(raw)},
				err,
			) {
				return
			}
		}
	}
}
