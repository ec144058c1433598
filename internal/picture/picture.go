// Package picture draws graphs of nodes and edges as SVG, laid out by Graphviz (compiled to
// WebAssembly, so that the program stays one binary). It knows nothing of what the nodes mean.
package picture

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"github.com/goccy/go-graphviz"
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

// drawing holds the engine while nobody draws; it can't be stopped, so who waits for it may give up.
var (
	drawing = make(chan struct{}, 1)
	engine  *graphviz.Graphviz
)

// SVG draws the graph; edges to nodes that are not in it are left out. The SVG element stands
// alone, for a place inside a page, and style sheets give the colours.
func (g *Graph) SVG(ctx context.Context) ([]byte, error) {
	svg, err := Draw(ctx, []byte(g.dot()))
	return tidy(svg), err
}

// Draw lays a graph in Graphviz's language out and returns it as SVG. Pictures are drawn one after
// another: the engine is one for the whole program and takes about a second to start.
func Draw(ctx context.Context, dot []byte) ([]byte, error) {
	select {
	case drawing <- struct{}{}:
		defer func() { <-drawing }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if engine == nil {
		started, err := graphviz.New(context.Background())
		if err != nil {
			return nil, fmt.Errorf("picture: %w", err)
		}
		engine = started
	}
	parsed, err := graphviz.ParseBytes(dot)
	if err != nil {
		return nil, fmt.Errorf("picture: %w", err)
	}
	defer parsed.Close()
	engine.SetLayout(graphviz.DOT)
	var out bytes.Buffer
	if err := engine.Render(ctx, parsed, graphviz.SVG, &out); err != nil {
		return nil, fmt.Errorf("picture: %w", err)
	}
	return out.Bytes(), nil
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

// dot writes the graph in Graphviz's language.
func (g *Graph) dot() string {
	var b strings.Builder
	b.WriteString(Head)
	there, drawn := map[string]bool{}, 0
	for _, n := range g.Nodes[:min(len(g.Nodes), Most)] {
		there[n.ID] = true
		b.WriteString(n.DOT())
	}
	for _, e := range g.Edges {
		if there[e.From] && there[e.To] && drawn < mostEdges {
			drawn++
			b.WriteString(e.DOT())
		}
	}
	b.WriteString("}\n")
	return b.String()
}

// quoted writes a string as Graphviz reads it back, whatever is in it.
func quoted(s string) string {
	s = strings.Map(func(r rune) rune {
		if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
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

var prologue = regexp.MustCompile(`(?s)^.*?(<svg )`)

// tidy leaves the SVG element alone, for a place inside a page, and lets style sheets give the colours.
func tidy(svg []byte) []byte {
	svg = prologue.ReplaceAll(svg, []byte("$1"))
	svg = bytes.ReplaceAll(svg, []byte(` fill="#000000"`), nil)
	return bytes.ReplaceAll(svg, []byte("xlink:href="), []byte("href="))
}
