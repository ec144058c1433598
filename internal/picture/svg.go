package picture

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
)

// Sizes in pixels. A cell is the width of a narrow letter; a browser's own letters differ a little.
const (
	nodeText, nodeCell = 11.0, 6.4
	linkText, linkCell = 9.0, 5.1
	lineHeight         = 1.25 // of the text's
	besideText         = 20.0 // within a box, left and right together
	aboveText          = 12.0 // above and below together
	arrow              = 7.0
)

// sizeOf is how much room some lines take.
func sizeOf(lines []string, text, cell float64) box {
	b := box{height: float64(len(lines)) * text * lineHeight}
	for _, l := range lines {
		b.width = max(b.width, float64(uniseg.StringWidth(l))*cell)
	}
	return b
}

// Draw lays nodes and edges out from left to right and returns an SVG element, which stands alone or
// in a page whose style sheets give the colours. Edges to nodes that are not there are left out. A
// context that ends gives its error.
func Draw(ctx context.Context, nodes []Node, edges []Edge) ([]byte, error) {
	at := make(map[string]int, len(nodes))
	lines := make([][]string, len(nodes))
	boxes := make([]box, len(nodes))
	for i, n := range nodes {
		at[n.ID] = i
		lines[i] = strings.Split(folded(clean(n.Label)), "\n")
		size := sizeOf(lines[i], nodeText, nodeCell)
		boxes[i] = box{size.width + besideText, size.height + aboveText}
	}
	var links []link
	var labels []string
	for _, e := range edges {
		from, ok := at[e.From]
		to, there := at[e.To]
		if !ok || !there {
			continue
		}
		label := clean(e.Label)
		links = append(links, link{from, to, sizeOf([]string{label}, linkText, linkCell)})
		labels = append(labels, label)
	}
	l, err := lay(ctx, boxes, links)
	if err != nil {
		return nil, fmt.Errorf("picture: %w", err)
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%.0f" height="%.0f" viewBox="0 0 %.0f %.0f" `+
		`font-family="sans-serif"><g class="graph">`+"\n", l.size.width, l.size.height, l.size.width, l.size.height)
	for k, x := range links {
		writeEdge(&b, nodes[x.from].ID, nodes[x.to].ID, l.route[k])
	}
	for k := range links { // above all lines
		writeLabel(&b, labels[k], l.label[k])
	}
	for i, n := range nodes {
		writeNode(&b, n, lines[i], boxes[i], l.at[i])
	}
	b.WriteString("</g></svg>\n")
	return b.Bytes(), nil
}

// writeNode draws a box with the lines of its label in it, and a link around both.
func writeNode(b *bytes.Buffer, n Node, lines []string, size box, at point) {
	fmt.Fprintf(b, `<g class="node %s"><title>%s</title>`, escaped(n.Kind), escaped(n.ID))
	if n.Href != "" {
		fmt.Fprintf(b, `<a href="%s"><title>%s</title>`, escaped(n.Href), escaped(n.Label))
	}
	fmt.Fprintf(b, `<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" rx="6" fill="none" stroke="black"/>`,
		at.x-size.width/2, at.y-size.height/2, size.width, size.height)
	const baseline = 0.8 // of a line, from its top
	for i, line := range lines {
		y := at.y + (float64(i)-float64(len(lines))/2)*nodeText*lineHeight + baseline*nodeText*lineHeight
		fmt.Fprintf(b, `<text x="%.1f" y="%.1f" text-anchor="middle" font-size="%.0f">%s</text>`,
			at.x, y, nodeText, escaped(line))
	}
	if n.Href != "" {
		b.WriteString("</a>")
	}
	b.WriteString("</g>\n")
}

// writeEdge draws a curve through the points of a route and an arrow at its end. An edge from a node to
// itself has no route and is not drawn.
func writeEdge(b *bytes.Buffer, from, to string, route []point) {
	if len(route) == 0 {
		return
	}
	first, last := route[0], route[len(route)-1]
	end := point{last.x - arrow, last.y}
	if first.x > last.x { // it points to the left
		end.x = last.x + arrow
	}
	fmt.Fprintf(b, `<g class="edge"><title>%s → %s</title><path fill="none" stroke="black" d="M%.1f,%.1f`,
		escaped(from), escaped(to), first.x, first.y)
	for i, p := range route[1:] {
		if i == len(route)-2 {
			p = end
		}
		before := route[i]
		if before.y == p.y {
			fmt.Fprintf(b, ` H%.1f`, p.x)
			continue
		}
		middle := (before.x + p.x) / 2
		fmt.Fprintf(b, ` C%.1f,%.1f %.1f,%.1f %.1f,%.1f`, middle, before.y, middle, p.y, p.x, p.y)
	}
	fmt.Fprintf(b, `"/><polygon stroke="black" points="%.1f,%.1f %.1f,%.1f %.1f,%.1f"/></g>`+"\n",
		last.x, last.y, end.x, end.y-arrow/2.5, end.x, end.y+arrow/2.5)
}

// writeLabel writes an edge's label above a point of its line.
func writeLabel(b *bytes.Buffer, label string, at point) {
	if label == "" || at == (point{}) {
		return
	}
	fmt.Fprintf(b, `<text class="label" x="%.1f" y="%.1f" text-anchor="middle" font-size="%.0f">%s</text>`+"\n",
		at.x, at.y-2, linkText, escaped(label))
}

// clean leaves out of a text what no reader sees and what SVG may not hold.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		if unseen(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// unseen: control characters, and those that turn the direction of writing, are in no label.
func unseen(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) }

// escaped writes a text as XML has it.
func escaped(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(clean(s))) // a Builder gives no error
	return b.String()
}
