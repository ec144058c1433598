package export

import (
	"bytes"
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
		return x.print("%s", picture.Node{ID: v.id, Label: v.label, Kind: v.class}.DOT())
	}, func(e edge) error {
		label := e.kind
		if o.Simple {
			label = fmt.Sprintf("%s (%d)", e.kind, e.weight)
		}
		return x.print("%s", picture.Edge{From: e.from, To: e.to, Label: label}.DOT())
	})
	if err != nil {
		return err
	}
	x.print("}\n")
	return x.end()
}

// mostDrawn is how many nodes a picture may have: Graphviz needs a minute for more.
const mostDrawn = 400

// writeSVG lays a small graph out. A larger one is refused, with the way out.
func writeSVG(ctx context.Context, w io.Writer, g Graph, o Options) error {
	n := 0
	err := pictured(ctx, g, o, func(*node) error { n++; return nil }, func(edge) error { return nil })
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
	var dot bytes.Buffer
	if err := writeDOT(ctx, &dot, g, o); err != nil {
		return err
	}
	svg, err := picture.Draw(ctx, dot.Bytes())
	if err != nil {
		return err
	}
	_, err = w.Write(svg)
	return err
}
