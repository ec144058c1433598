package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"quotegraph/internal/picture"
	"quotegraph/internal/query"
	"quotegraph/internal/reading"
	"quotegraph/internal/store"
	"quotegraph/queries"
)

func (a *app) query() *cobra.Command {
	var params []string
	var program, format string
	var list bool
	c := &cobra.Command{
		Use:   "query [NAME]",
		Short: "Ask the store: a saved query, or a program of your own",
		Example: `  graph query --list
  graph query who-said-what -p speaker=Wekesa
  graph query quotations -o csv
  graph query on-behalf-of -o svg > picture.svg
  graph query -e 'g.V("<qg:Statement>").In("<rdf:type>").All()'`,
		Args: cobra.MaximumNArgs(1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			all, _ := query.Load(queries.Files)
			var out []string
			for _, q := range all {
				out = append(out, q.Name+"\t"+q.About)
			}
			return out, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error {
			all, err := a.savedQueries()
			if err != nil {
				return err
			}
			switch {
			case list:
				return print(os.Stdout, listOf(all), format)
			case program == "" && len(args) == 0:
				return errors.New("name a saved query (graph query --list), or give a program with -e")
			case program != "" && len(args) > 0:
				return errors.New("a saved query and a program with -e exclude each other")
			case program != "" && len(params) > 0:
				return errors.New("-p goes with a saved query, not with -e")
			}
			var q query.Saved
			var bound map[string]any
			if program == "" { // refused before anything runs
				if q, err = query.Find(all, args[0]); err != nil {
					return err
				}
				if bound, err = bind(q, params); err != nil {
					return err
				}
			}
			return a.ask(c, q, bound, program, format)
		},
	}
	c.Flags().StringArrayVarP(&params, "param", "p", nil, "a parameter, key=value; as often as needed")
	c.Flags().StringVarP(&program, "eval", "e", "", "a Gizmo program to run")
	c.Flags().StringVarP(&format, "output", "o", "table", formats+", svg (a picture)")
	c.Flags().BoolVar(&list, "list", false, "list the saved queries with their parameters")
	c.Flags().Int("rows", 10_000, "rows at most")
	c.Flags().Duration("timeout", 30*time.Second, "time at most")
	c.Flags().String("queries", "", "a folder with saved queries of your own")
	return c
}

func bind(q query.Saved, params []string) (map[string]any, error) {
	given := map[string]string{}
	for _, p := range params {
		k, v, ok := strings.Cut(p, "=")
		if !ok {
			return nil, fmt.Errorf("parameter %q is not of the form key=value", p)
		}
		given[k] = v
	}
	return q.Bind(given)
}

func (a *app) savedQueries() ([]query.Saved, error) {
	folders := []fs.FS{queries.Files}
	if a.Query.Folder != "" {
		if _, err := os.Stat(a.Query.Folder); err != nil {
			return nil, fmt.Errorf("folder of saved queries: %w", err)
		}
		folders = append(folders, os.DirFS(a.Query.Folder))
	}
	return query.Load(folders...)
}

func listOf(all []query.Saved) *query.Table {
	t := &query.Table{Columns: []string{"query", "answers", "parameters"}}
	for _, q := range all {
		var ps []string
		for _, p := range q.Params {
			ps = append(ps, fmt.Sprintf("%s (%s, %q): %s", p.Name, p.Type, p.Default, p.About))
		}
		t.Rows = append(t.Rows, map[string]any{"query": q.Name, "answers": q.About, "parameters": strings.Join(ps, "\n")})
	}
	return t
}

// ask opens the store for reading, runs a saved query or a program, and prints the answer.
func (a *app) ask(c *cobra.Command, q query.Saved, bound map[string]any, program, format string) error {
	s, err := a.openStore(true)
	if err != nil {
		return err
	}
	defer s.Close()
	var t *query.Table
	if program != "" {
		t, err = query.Eval(c.Context(), s.Graph(), program, a.queryLimits())
	} else {
		t, err = query.Run(c.Context(), s.Graph(), q, bound, a.queryLimits())
	}
	if err != nil {
		return err
	}
	if format == "svg" {
		err = draw(c.Context(), s, t)
	} else {
		err = print(os.Stdout, t, format)
	}
	if err != nil {
		return err
	}
	if t.Cut {
		warn("graph: cut at %d rows; --rows N shows more", len(t.Rows))
	}
	return nil
}

// draw prints a picture of a result: the graph among the nodes that it names, or its values.
func draw(ctx context.Context, s *store.Store, t *query.Table) error {
	g, err := reading.Reader{Store: s}.Rows(ctx, t)
	if err != nil {
		return err
	}
	if len(g.Nodes) == 0 {
		return errors.New("there is nothing to draw: the result is empty")
	}
	for i := range g.Nodes {
		g.Nodes[i].Href = "" // leads into the pages of a server
	}
	svg, err := g.SVG(ctx)
	if err != nil {
		return err
	}
	if g.Left > 0 {
		warn("graph: %d nodes are left out; a picture of more than %d can't be read: narrow the query", g.Left, picture.Most)
	}
	_, err = os.Stdout.Write(svg)
	return err
}
