package main

import (
	"fmt"
	"os"
	"runtime/debug"

	"github.com/cayleygraph/quad"
	"github.com/spf13/cobra"

	"quotegraph/internal/model"
	"quotegraph/internal/query"
	"quotegraph/internal/store"
)

func (a *app) rm() *cobra.Command {
	return &cobra.Command{
		Use: "rm ARTICLE…", Short: "Remove articles and all that they told", Example: "  graph rm envoy", Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			s, err := a.open(c.Context(), false)
			if err != nil {
				return err
			}
			defer s.Close()
			failed := 0
			for _, id := range args {
				n, err := s.Apply(c.Context(), []store.Change{{Label: quad.IRI(model.ArticleIRI(id))}})
				if err != nil {
					return err
				}
				if n.Gone == 0 {
					warn("graph: no article %q in %s; `graph query articles` lists them", id, a.DB)
					failed++
				}
			}
			return outcome(failed, len(args)-failed)
		},
	}
}

func (a *app) stats() *cobra.Command {
	var format string
	c := &cobra.Command{
		Use: "stats", Short: "Count what is in the store", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			s, err := a.open(c.Context(), true)
			if err != nil {
				return err
			}
			defer s.Close()
			t := &query.Table{Columns: []string{"what", "count"}}
			counts, err := s.Index.Counts(c.Context())
			if err != nil {
				return err
			}
			for _, x := range counts.Listed() {
				t.Rows = append(t.Rows, map[string]any{"what": x.Value, "count": x.N})
			}
			t.Rows = append(t.Rows, map[string]any{"what": "quads", "count": s.Size()})
			return print(os.Stdout, t, format)
		},
	}
	c.Flags().StringVarP(&format, "output", "o", "table", formats)
	return c
}

func (a *app) version() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Print the version", Args: cobra.NoArgs,
		Run: func(*cobra.Command, []string) {
			fmt.Println("graph", versionText())
			fmt.Println("settings:", a.settings)
		},
	}
}

func versionText() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(unknown)"
	}
	return info.Main.Version + " " + info.GoVersion
}
