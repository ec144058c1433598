// Package picture draws graphs of nodes and edges as SVG, in layers from left to right, and writes
// them in Graphviz's language. It knows nothing of what the nodes mean.
package picture

import (
	"context"
	"fmt"
	"strings"
)

// Most is how many nodes are drawn at most; a picture of more can't be read.
const Most = 60

// Node is a thing in a picture.
type Node struct {
	ID    string
	Label string
	Kind  string // becomes a class of the SVG's node: "person", "statement"
	Href  string // where a click leads; empty: nowhere
}

// Edge leads from one node to another, by their IDs.
type Edge struct{ From, To, Label string }

// Graph is what is drawn.
type Graph struct {
	Nodes []Node
	Edges []Edge
	Left  int // nodes that were left out
}

// width of labels and how much of one is shown, in code points.
const width, longest = 24, 90

// mostEdges bounds the time that a layout takes.
const mostEdges = 200

// SVG draws the graph: its first nodes and edges, as many as can be read. An SVG element comes back
// that stands alone or in a page.
func (g *Graph) SVG(ctx context.Context) ([]byte, error) {
	nodes := g.Nodes[:min(len(g.Nodes), Most)]
	there := map[string]bool{}
	for _, n := range nodes {
		there[n.ID] = true
	}
	var edges []Edge
	for _, e := range g.Edges {
		if there[e.From] && there[e.To] && len(edges) < mostEdges {
			edges = append(edges, e)
		}
	}
	return Draw(ctx, nodes, edges)
}

// Head begins a graph in Graphviz's language; "}" ends it.
const Head = "digraph {\n  graph [rankdir=LR, bgcolor=transparent, nodesep=0.2, ranksep=0.6]\n" +
	"  node [shape=box, style=rounded, fontname=\"sans-serif\", fontsize=11, margin=\"0.3,0.08\"]\n" +
	"  edge [fontname=\"sans-serif\", fontsize=9, arrowsize=0.6]\n"

// DOT writes the node in Graphviz's language.
func (n Node) DOT() string {
	href := ""
	if n.Href != "" {
		href = fmt.Sprintf(", URL=%s, tooltip=%s", quoted(n.Href), quoted(n.Label))
	}
	return fmt.Sprintf("  %s [label=%s, class=%s%s]\n", quoted(n.ID), quoted(folded(n.Label)), quoted(n.Kind), href)
}

// DOT writes the edge in Graphviz's language.
func (e Edge) DOT() string {
	return fmt.Sprintf("  %s -> %s [label=%s]\n", quoted(e.From), quoted(e.To), quoted(e.Label))
}

// quoted writes a string as Graphviz reads it back, whatever is in it.
func quoted(s string) string {
	s = strings.Map(func(r rune) rune {
		if r != '\n' && unseen(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(s) + `"`
}

// folded breaks a label into lines and cuts one that is too long.
func folded(s string) string {
	if r := []rune(s); len(r) > longest {
		s = strings.TrimSpace(string(r[:longest])) + "…"
	}
	var lines []string
	line := ""
	for w := range strings.FieldsSeq(s) {
		if line != "" && len([]rune(line))+1+len([]rune(w)) > width {
			lines, line = append(lines, line), ""
		}
		line = strings.TrimSpace(line + " " + w)
	}
	return strings.Join(append(lines, line), "\n")
}
