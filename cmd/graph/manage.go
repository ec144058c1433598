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
			s, err := a.openStore(false)
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
			s, err := a.openStore(true)
			if err != nil {
				return err
			}
			defer s.Close()
			t := &query.Table{Columns: []string{"what", "count"}}
			for _, x := range []struct{ what, class string }{{"articles", model.ClassArticle}, {"statements", model.ClassStatement}, {"quotations", model.ClassQuotation}, {"claims", model.ClassClaim},
				{"persons", model.ClassPerson}, {"organizations", model.ClassOrganization}, {"countries", model.ClassCountry}, {"groups", model.ClassGroup}, {"unnamed sources", model.ClassUnnamed},
				{"roles", model.ClassRole}, {"events", model.ClassEvent}} {
				r, err := query.Eval(c.Context(), s.Graph(), fmt.Sprintf("g.Emit({n: g.V(%q).In(\"<rdf:type>\").Unique().Count()})", "<"+x.class+">"), a.queryLimits())
				if err != nil {
					return err
				}
				t.Rows = append(t.Rows, map[string]any{"what": x.what, "count": r.Rows[0]["n"]})
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
			version := "(unknown)"
			if info, ok := debug.ReadBuildInfo(); ok {
				version = info.Main.Version + " " + info.GoVersion
			}
			fmt.Println("graph", version)
		},
	}
}
