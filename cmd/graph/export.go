package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"quotegraph/internal/excerpt"
	"quotegraph/internal/export"
	"quotegraph/internal/query"
)

// exporting is what graph export is asked for.
type exporting struct {
	format, to       string
	articles, agents []string
	query            string
	params           []string
	options          export.Options
}

func (a *app) export() *cobra.Command {
	var x exporting
	var list bool
	c := &cobra.Command{
		Use: "export", Short: "Write the graph, or a part of it, for other tools: RDF, GraphML, GEXF, Neo4j, CSV, " +
			"XLSX, Parquet, pictures", Args: cobra.NoArgs,
		Long: `Write the graph for other tools. Without a choice everything is written; --article, --agent and
--query choose a part. Whatever the size of the store, an article at a time is in memory, beside
the agents that articles share.

Formats:
` + listOfFormats() + `
Tables (--table): ` + strings.Join(
			export.TableNames(),
			", ",
		) + `. xlsx holds all of them, a sheet each.`,
		Example: `  graph export > graph.nq
  graph export --to graph.ttl                         each triple once, for SPARQL
  graph export --to people.gexf --simple              who speaks for whom and who is quoted beside whom
  graph export --to statements.parquet                the table of statements
  graph export --to roles.csv --table roles
  graph export --to wekesa.graphml --agent Wekesa     what tells of one agent
  graph export --to denials.xlsx --query denials -p name=Wekesa
  graph export --to article.jsonld --article envoy`,
		RunE: func(c *cobra.Command, _ []string) error {
			if list {
				return print(os.Stdout, tableOfFormats(), "table")
			}
			return a.exported(c, x)
		},
	}
	f := c.Flags()
	f.StringVarP(
		&x.format,
		"format",
		"f",
		"",
		"the form; without it, the one that the ending of --to tells, else nquads",
	)
	f.StringVar(&x.to, "to", "", "the file to write; without it, standard output")
	f.StringArrayVar(&x.articles, "article", nil, "only this article, by its id; as often as needed")
	f.StringArrayVar(&x.agents, "agent", nil, "only what tells of this agent, by name or id; as often as needed")
	f.StringVar(&x.query, "query", "", "only what the rows of this saved query name")
	f.StringArrayVarP(&x.params, "param", "p", nil, "a parameter of the query, key=value; as often as needed")
	f.StringVar(&x.options.Table, "table", "", "which table, for csv, jsonl, parquet and xlsx (default statements)")
	f.BoolVar(&x.options.Simple, "simple", false, "a graph for pictures: only people and bodies, with weights")
	f.BoolVar(&x.options.Align, "align", false, "RDF: terms of PROV, Web Annotation, ORG and schema.org beside ours")
	f.BoolVar(&list, "list", false, "list the formats")
	f.Int("rows", 10_000, "rows of the query at most")
	return c
}

func listOfFormats() string {
	var b strings.Builder
	for _, f := range export.Formats {
		fmt.Fprintf(&b, "  %-10s %s\n", f.Name, f.Title)
	}
	return b.String()
}

func tableOfFormats() *query.Table {
	t := &query.Table{Columns: []string{"format", "ending", "what it is"}}
	for _, f := range export.Formats {
		t.Rows = append(t.Rows, map[string]any{"format": f.Name, "ending": f.Extension, "what it is": f.Title})
	}
	return t
}

// formatOf is the form that is asked for, by name or by the ending of the file.
func formatOf(name, path string) (export.Format, error) {
	if name != "" {
		return export.Find(name)
	}
	if path == "" {
		return export.Find("nquads")
	}
	for _, f := range export.Formats {
		if strings.EqualFold(filepath.Ext(path), f.Extension) {
			return f, nil
		}
	}
	return export.Format{}, fmt.Errorf(
		"the ending of %s tells no format; name one with --format: %s",
		path,
		strings.Join(export.Names(), ", "),
	)
}

func (a *app) exported(c *cobra.Command, x exporting) error {
	f, err := formatOf(x.format, x.to)
	if err != nil {
		return err
	}
	if x.to == "" && binary(f) && term.IsTerminal(int(os.Stdout.Fd())) {
		return fmt.Errorf("%s is not for a terminal; name a file with --to", f.Name)
	}
	s, err := a.open(c.Context(), true)
	if err != nil {
		return err
	}
	defer s.Close()
	g, err := a.part(c.Context(), s, x)
	if err != nil {
		return err
	}
	if x.to != "" {
		add, end := progress("writing")
		defer end()
		g = watched{g, func() { add(1) }}
	}
	if x.to == "" {
		out := bufio.NewWriter(os.Stdout)
		if err := f.Write(c.Context(), out, g, x.options); err != nil {
			return err
		}
		return out.Flush()
	}
	return whole(x.to, func(w io.Writer) error { return f.Write(c.Context(), w, g, x.options) })
}

func binary(f export.Format) bool {
	return f.Name == "xlsx" || f.Name == "parquet" || f.Name == "neo4j"
}

// whole writes a file that is there only when it is whole.
func whole(path string, write func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-")
	if err != nil {
		return err
	}
	err = errors.Join(write(f), f.Chmod(0o644), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("%s: %w", path, err), os.Remove(f.Name()))
	}
	return nil
}

// watched is a graph that tells of each article that is read.
type watched struct {
	export.Graph
	read func()
}

// EachGraph tells of each label.
func (w watched) EachGraph(ctx context.Context, f func(quad.Value, []quad.Quad) error) error {
	return w.Graph.EachGraph(ctx, func(label quad.Value, quads []quad.Quad) error {
		w.read()
		return f(label, quads)
	})
}

// part is what of the store is to be written.
func (a *app) part(ctx context.Context, s *opened, x exporting) (export.Graph, error) {
	c := excerpt.Choice{Articles: x.articles, Agents: x.agents, Query: x.query}
	var saved []query.Saved
	if x.query != "" {
		var err error
		if saved, err = a.savedQueries(); err != nil {
			return nil, err
		}
		if c.Params, err = given(x.params); err != nil {
			return nil, err
		}
		if c.Params["limit"] == "" {
			c.Params["limit"] = strconv.Itoa(a.queryLimits().Rows)
		}
	} else if len(x.params) > 0 {
		return nil, errors.New("-p goes with --query")
	}
	g, notes, err := c.Of(
		ctx,
		excerpt.Source{Store: s.Store, Source: s.source(), Queries: saved, Limits: a.queryLimits()},
	)
	for _, n := range notes {
		warn("graph: %s", n)
	}
	return g, err
}
