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

	"quotegraph/internal/index"
	"quotegraph/internal/picture"
	"quotegraph/internal/query"
	"quotegraph/internal/reading"
	"quotegraph/internal/store"
	"quotegraph/queries"
)

func (a *app) query() *cobra.Command {
	var params, columns []string
	var program, format string
	var list, all bool
	var page, limit int
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
			saved, err := a.savedQueries()
			if err != nil {
				return err
			}
			for name, value := range map[string]string{"all": fmt.Sprint(all), "page": fmt.Sprint(page),
				"limit": fmt.Sprint(limit)} {
				if c.Flags().Changed(name) {
					params = append(params, name+"="+value)
				}
			}
			switch {
			case list:
				return print(os.Stdout, listOf(saved), format)
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
				if q, err = query.Find(saved, args[0]); err != nil {
					return err
				}
				if bound, err = bind(q, params); err != nil {
					return err
				}
			}
			return a.answer(c, q, bound, program, format, columns)
		},
	}
	c.Flags().StringArrayVarP(&params, "param", "p", nil, "a parameter, key=value; as often as needed")
	c.Flags().StringVarP(&program, "eval", "e", "", "a Gizmo program to run")
	c.Flags().StringVarP(&format, "output", "o", "table", formats+", svg (a picture)")
	c.Flags().StringSliceVar(&columns, "columns", nil, "columns to print, with commas between (json and csv have all)")
	c.Flags().IntVar(&page, "page", 1, "which page of rows")
	c.Flags().IntVar(&limit, "limit", 50, "rows a page")
	c.Flags().BoolVar(&all, "all", false, "also statements that are not sure, and those without a source")
	c.Flags().Float64("sure", index.Sure, "least confidence of statements that are shown without --all")
	c.Flags().BoolVar(&list, "list", false, "list the saved queries with their parameters")
	c.Flags().Int("rows", 10_000, "rows at most")
	c.Flags().Duration("timeout", 30*time.Second, "time at most")
	c.Flags().String("queries", "", "a folder with saved queries of your own")
	return c
}

func bind(q query.Saved, params []string) (map[string]any, error) {
	values, err := given(params)
	if err != nil {
		return nil, err
	}
	return q.Bind(values)
}

// given reads parameters of the form key=value.
func given(params []string) (map[string]string, error) {
	out := map[string]string{}
	for _, p := range params {
		k, v, ok := strings.Cut(p, "=")
		if !ok {
			return nil, fmt.Errorf("parameter %q is not of the form key=value", p)
		}
		out[k] = v
	}
	return out, nil
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

// listOf lists saved queries, and last the parameters that all of them have.
func listOf(all []query.Saved) *query.Table {
	t := &query.Table{Columns: []string{"query", "answers", "parameters"}}
	for _, q := range append(all, query.Saved{Name: "(all of them)", About: "take these parameters too",
		Params: query.Common}) {
		var ps []string
		for _, p := range q.Params {
			ps = append(ps, fmt.Sprintf("%s (%s, %q): %s", p.Name, p.Type, p.Default, p.About))
		}
		t.Rows = append(
			t.Rows,
			map[string]any{"query": q.Name, "answers": q.About, "parameters": strings.Join(ps, "\n")},
		)
	}
	return t
}

// answer opens the store for reading, runs a saved query or a program, and prints the answer.
func (a *app) answer(
	c *cobra.Command,
	q query.Saved,
	bound map[string]any,
	program, format string,
	columns []string,
) error {
	s, err := a.open(c.Context(), true)
	if err != nil {
		return err
	}
	defer s.Close()
	var t *query.Table
	if program != "" {
		t, err = query.Eval(c.Context(), s.source(), program, a.queryLimits())
	} else {
		t, err = query.Run(c.Context(), s.source(), q, bound, a.queryLimits())
	}
	if err != nil {
		return err
	}
	if t.Unknown() && len(t.Rows) == 0 {
		tell(t)
		return nothingFound{}
	}
	if format == "svg" {
		err = draw(c.Context(), s.Store, t)
	} else {
		err = print(os.Stdout, t, format, columns...)
	}
	if err != nil {
		return err
	}
	tell(t)
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
		warn(
			"graph: %d nodes are left out; a picture of more than %d can't be read: narrow the query",
			g.Left,
			picture.Most,
		)
	}
	_, err = os.Stdout.Write(svg)
	return err
}
