package export

import (
	"context"
	"fmt"
	"io"

	"quotegraph/internal/picture"
)

// writeDOT writes Graphviz's language; labels are as pictures have them.
func writeDOT(ctx context.Context, w io.Writer, g Graph, o Options) error {
	x := newPrinter(w)
	x.print("%s", picture.Head)
	err := pictured(ctx, g, o, func(v *node) error {
		return x.print("%s", nodeDrawn(v).DOT())
	}, func(e edge) error {
		return x.print("%s", edgeDrawn(e, o).DOT())
	})
	if err != nil {
		return err
	}
	x.print("}\n")
	return x.end()
}

// nodeDrawn is a node as pictures have it.
func nodeDrawn(v *node) picture.Node {
	return picture.Node{ID: v.id, Label: v.label, Kind: v.class}
}

// edgeDrawn is an edge as pictures have it; of the simple graph it tells its weight.
func edgeDrawn(e edge, o Options) picture.Edge {
	label := e.kind
	if o.Simple {
		label = fmt.Sprintf("%s (%d)", e.kind, e.weight)
	}
	return picture.Edge{From: e.from, To: e.to, Label: label}
}

// mostDrawn is how many nodes a picture may have; nobody can read more.
const mostDrawn = 400

// writeSVG lays a small graph out. A larger one is refused, with the way out.
func writeSVG(ctx context.Context, w io.Writer, g Graph, o Options) error {
	var nodes []picture.Node
	var edges []picture.Edge
	n := 0
	err := pictured(ctx, g, o, func(v *node) error {
		if n++; n <= mostDrawn {
			nodes = append(nodes, nodeDrawn(v))
		}
		return nil
	}, func(e edge) error {
		if n <= mostDrawn {
			edges = append(edges, edgeDrawn(e, o))
		}
		return nil
	})
	if err != nil {
		return err
	}
	if n > mostDrawn {
		return fmt.Errorf(
			"a picture of %d nodes can't be read, at most %d are drawn: choose an article or an agent, or the "+
				"simple graph; gexf and graphml have no bound",
			n,
			mostDrawn,
		)
	}
	svg, err := picture.Draw(ctx, nodes, edges)
	if err != nil {
		return err
	}
	_, err = w.Write(svg)
	return err
}
