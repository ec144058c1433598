package main

import (
	"bufio"
	"fmt"
	"os"

	"github.com/cayleygraph/quad"
	"github.com/spf13/cobra"

	"quotegraph/internal/export"
)

func (a *app) export() *cobra.Command {
	var format string
	c := &cobra.Command{
		Use: "export", Short: "Write the graph for other tools: N-Quads, GraphML", Args: cobra.NoArgs,
		Example: "  graph export > graph.nq\n  graph export --format graphml > graph.graphml",
		RunE: func(c *cobra.Command, _ []string) error {
			if format != "nquads" && format != "graphml" {
				return fmt.Errorf("no export format %q; there are: nquads, graphml", format)
			}
			s, err := a.openStore(true)
			if err != nil {
				return err
			}
			defer s.Close()
			var all []quad.Quad
			if err := s.Each(c.Context(), func(q quad.Quad) error { all = append(all, q); return nil }); err != nil {
				return err
			}
			out := bufio.NewWriter(os.Stdout)
			if format == "graphml" {
				err = export.GraphML(out, all)
			} else {
				err = export.NQuads(out, all)
			}
			if err != nil {
				return err
			}
			return out.Flush()
		},
	}
	c.Flags().StringVar(&format, "format", "nquads", "nquads, graphml")
	return c
}
