package export

import (
	"context"
	"encoding/xml"
	"io"
)

// writeGEXF writes GEXF 1.3: nodes and edges begin on the day of the first article that tells of
// them, so that Gephi's timeline plays them.
func writeGEXF(ctx context.Context, w io.Writer, g Graph, o Options) error {
	x := newPrinter(w)
	x.print("%s<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n<meta><creator>quotegraph</creator></meta>\n"+
		"<graph mode=\"dynamic\" timeformat=\"date\" defaultedgetype=\"directed\">\n<attributes class=\"node\" "+
		"mode=\"static\">\n<attribute id=\"class\" title=\"class\" type=\"string\"/>\n", xml.Header)
	if o.Simple {
		x.print("<attribute id=\"statements\" title=\"statements\" type=\"long\"/>\n")
	}
	for _, a := range attributesOf(o) {
		x.print("<attribute id=%q title=%q type=%q/>\n", "n-"+a.name, a.name, a.kind)
	}
	x.print("</attributes>\n<nodes>\n")
	inEdges, n := false, 0
	edges := func() {
		if !inEdges {
			inEdges = true
			x.print("</nodes>\n<edges>\n")
		}
	}
	err := pictured(ctx, g, o, func(v *node) error {
		x.print(
			"<node id=\"%s\" label=\"%s\"%s><attvalues><attvalue for=\"class\" value=\"%s\"/>",
			escape(v.id),
			escape(v.label),
			start(v.begins),
			escape(v.class),
		)
		if o.Simple {
			x.print("<attvalue for=\"statements\" value=\"%d\"/>", v.count)
		}
		for _, a := range attributesOf(o) {
			if len(v.attrs[a.name]) > 0 {
				x.print("<attvalue for=\"n-%s\" value=\"%s\"/>", a.name, escape(v.value(a)))
			}
		}
		return x.print("</attvalues></node>\n")
	}, func(e edge) error {
		edges()
		n++
		return x.print(
			"<edge id=\"%d\" source=\"%s\" target=\"%s\" kind=\"%s\" label=\"%s\" weight=\"%d\"%s/>\n",
			n,
			escape(e.from),
			escape(e.to),
			escape(e.kind), // or Gephi makes one of two edges between the same nodes
			escape(e.kind),
			e.weight,
			start(e.begins),
		)
	})
	if err != nil {
		return err
	}
	edges()
	x.print("</edges>\n</graph>\n</gexf>\n")
	return x.end()
}

func start(day string) string {
	if day == "" {
		return ""
	}
	return ` start="` + day + `"`
}
