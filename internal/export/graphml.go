package export

import (
	"context"
	"encoding/xml"
	"io"
)

// writeGraphML writes typed attributes; "label" is what a picture shows, "labelV" and "labelE" are
// the classes that TinkerPop knows nodes and edges by.
func writeGraphML(ctx context.Context, w io.Writer, g Graph, o Options) error {
	x := newPrinter(w)
	x.print(
		"%s<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" "+
			"xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "+
			"xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns "+
			"http://graphml.graphdrawing.org/xmlns/1.1/graphml.xsd\">\n",
		xml.Header,
	)
	key := func(id, of, name, kind string) {
		x.print("<key id=%q for=%q attr.name=%q attr.type=%q/>\n", id, of, name, kind)
	}
	key("label", "node", "label", "string")
	key("labelV", "node", "labelV", "string")
	key("begins", "node", "begins", "string")
	if o.Simple {
		key("n-statements", "node", "statements", "long")
	}
	for _, a := range attributesOf(o) {
		key("n-"+a.name, "node", a.name, a.kind)
	}
	key("labelE", "edge", "labelE", "string")
	key("e-label", "edge", "label", "string")
	key("weight", "edge", "weight", "double")
	key("e-begins", "edge", "begins", "string")
	x.print("<graph id=\"quotegraph\" edgedefault=\"directed\">\n")
	n := 0
	err := pictured(ctx, g, o, func(v *node) error {
		x.print(
			"<node id=\"%s\"><data key=\"label\">%s</data><data key=\"labelV\">%s</data>",
			escape(v.id),
			escape(v.label),
			escape(v.class),
		)
		if v.begins != "" {
			x.print("<data key=\"begins\">%s</data>", v.begins)
		}
		if o.Simple {
			x.print("<data key=\"n-statements\">%d</data>", v.count)
		}
		for _, a := range attributesOf(o) {
			if len(v.attrs[a.name]) > 0 {
				x.print("<data key=\"n-%s\">%s</data>", a.name, escape(v.value(a)))
			}
		}
		return x.print("</node>\n")
	}, func(e edge) error {
		n++
		x.print(
			"<edge id=\"e%d\" source=\"%s\" target=\"%s\"><data key=\"labelE\">%s</data><data "+
				"key=\"e-label\">%s</data><data key=\"weight\">%d</data>",
			n,
			escape(e.from),
			escape(e.to),
			escape(e.kind),
			escape(e.kind),
			e.weight,
		)
		if e.begins != "" {
			x.print("<data key=\"e-begins\">%s</data>", e.begins)
		}
		return x.print("</edge>\n")
	})
	if err != nil {
		return err
	}
	x.print("</graph>\n</graphml>\n")
	return x.end()
}
