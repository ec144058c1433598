package export

import (
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/store"
)

// GraphML writes the graph's nodes (with label and class) and edges (with their predicate) for Gephi,
// Cytoscape and networkx. Literals become attributes of their node.
func GraphML(w io.Writer, quads []quad.Quad) error {
	nodes, keys := map[string]map[string][]string{}, map[string]bool{}
	type edge struct{ from, to, predicate string }
	var edges []edge
	node := func(v quad.Value) string {
		id := strings.Trim(quad.StringOf(v), "<>")
		if nodes[id] == nil {
			nodes[id] = map[string][]string{}
		}
		return id
	}
	for _, q := range quads {
		s, p := node(q.Subject), strings.Trim(quad.StringOf(q.Predicate), "<>")
		if o, ok := q.Object.(quad.IRI); ok && p != "rdf:type" && p != "qg:evidence" {
			edges = append(edges, edge{s, node(o), p})
			continue
		}
		value := store.Text(q.Object)
		if !slices.Contains(nodes[s][p], value) {
			nodes[s][p] = append(nodes[s][p], value)
		}
		keys[p] = true
	}
	slices.SortFunc(edges, func(a, b edge) int { return strings.Compare(a.from+a.predicate+a.to, b.from+b.predicate+b.to) })
	edges = slices.Compact(edges)
	x := &writer{w: w}
	x.print("%s<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n", xml.Header)
	x.print("<key id=\"label\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>\n<key id=\"predicate\" for=\"edge\" attr.name=\"predicate\" attr.type=\"string\"/>\n")
	for _, k := range sorted(keys) {
		x.print("<key id=\"%s\" for=\"node\" attr.name=\"%s\" attr.type=\"string\"/>\n", escape(k), escape(k))
	}
	x.print("<graph edgedefault=\"directed\">\n")
	for _, id := range sorted(nodes) {
		x.print("<node id=\"%s\"><data key=\"label\">%s</data>", escape(id), escape(labelOf(id, nodes[id])))
		for _, k := range sorted(nodes[id]) {
			slices.Sort(nodes[id][k])
			x.print("<data key=\"%s\">%s</data>", escape(k), escape(strings.Join(nodes[id][k], "; ")))
		}
		x.print("</node>\n")
	}
	for i, e := range edges {
		x.print("<edge id=\"e%d\" source=\"%s\" target=\"%s\"><data key=\"predicate\">%s</data></edge>\n", i, escape(e.from), escape(e.to), escape(e.predicate))
	}
	x.print("</graph>\n</graphml>\n")
	return x.err
}

// labelOf is what a picture of the graph shows of a node.
func labelOf(id string, values map[string][]string) string {
	for _, p := range []string{"schema:name", "schema:text", "schema:headline", "qg:title", "qg:eventType"} {
		if len(values[p]) > 0 {
			return values[p][0]
		}
	}
	return id
}

func sorted[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// escape makes a text fit for XML; what XML can't hold at all becomes U+FFFD.
func escape(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(s))
	return b.String()
}

type writer struct {
	w   io.Writer
	err error
}

func (x *writer) print(format string, args ...any) {
	if x.err == nil {
		_, x.err = fmt.Fprintf(x.w, format, args...)
	}
}
