package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/spf13/cobra"

	"quotegraph/internal/identity"
	"quotegraph/internal/load"
	"quotegraph/internal/rdf"
)

func (a *app) imports() *cobra.Command {
	var o load.Options
	var graph string
	c := &cobra.Command{
		Use: "import FILE…", Short: "Take graphs in that export wrote, or another program: N-Quads, N-Triples, " +
			"TriG, Turtle, JSON-LD", Args: cobra.MinimumNArgs(1),
		Long: `Take graphs into the store. A graph takes the place of what the store has of it, so that what
export wrote comes back quad by quad. A file that is wrong is named with line and column, and
nothing of it is stored. Files may be compressed with gzip; - is standard input. What stands
outside of graphs, as in Turtle, goes into a graph that --graph names.`,
		Example: "  graph import graph.nq\n  graph export -f jsonld | graph --db copy.db import --format jsonld -\n " +
			" graph import --graph http://example.org/mine facts.ttl",
		RunE: func(c *cobra.Command, args []string) error {
			if graph != "" {
				if !strings.Contains(graph, ":") {
					return fmt.Errorf("--graph %s is no IRI", graph)
				}
				o.Graph = rdf.Short(quad.IRI(graph))
			}
			s, err := a.open(c.Context(), false)
			if err != nil {
				return err
			}
			defer s.Close()
			add, end := progress("storing")
			defer end()
			o.Stored = add
			failed := 0
			for _, path := range args {
				o := o // standard input has a form of its own
				if path == "-" {
					var drop func()
					if path, drop, err = spooled(os.Stdin); err != nil {
						return err
					}
					defer drop()
					if o.Format == "" {
						o.Format = "nquads"
					}
				}
				r, err := load.Into(c.Context(), s.Store, path, o)
				if err != nil {
					warn("graph: %v", err)
					failed++
					continue
				}
				fmt.Fprintf(
					os.Stderr,
					"%s: %d quads in %s, %s; graphs: %d new, %d replaced, %d unchanged\n",
					filepath.Base(path),
					r.Quads,
					counted(r.Graphs, "graph", "graphs"),
					counted(r.Articles, "article", "articles"),
					r.New,
					r.Replaced,
					r.Same,
				)
				// what was decided about agents
				others := slices.DeleteFunc(
					r.Others,
					func(label string) bool { return label == string(identity.Label) },
				)
				if len(others) > 0 {
					warn(
						"graph: graphs that hold no article, so that saved queries don't see them: %s; "+
							"`graph query -e` and Cayley's API do",
						strings.Join(others, ", "),
					)
				}
			}
			return outcome(failed, len(args)-failed)
		},
	}
	c.Flags().
		StringVarP(&o.Format, "format", "f", "", "nquads, ntriples, trig, turtle, jsonld; without it, what the "+
			"file's ending tells")
	c.Flags().
		StringVar(&graph, "graph", "", "the graph, an IRI, of what stands outside of graphs (default "+
			"urn:quotegraph:import:FILE)")
	return c
}

// spooled keeps standard input in a file, to be read twice.
func spooled(in io.Reader) (path string, drop func(), err error) {
	f, err := os.CreateTemp("", "quotegraph-import-")
	if err != nil {
		return "", nil, err
	}
	_, err = io.Copy(f, in)
	return f.Name(), func() { os.Remove(f.Name()) }, errors.Join(err, f.Close())
}
