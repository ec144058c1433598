package picture

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// elements parses an SVG and counts its elements by name.
func elements(t *testing.T, svg []byte) map[string]int {
	t.Helper()
	n := map[string]int{}
	d := xml.NewDecoder(strings.NewReader(string(svg)))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return n
		}
		if err != nil {
			t.Fatalf("no XML: %v in\n%s", err, svg)
		}
		if e, ok := token.(xml.StartElement); ok {
			n[e.Name.Local]++
			for _, a := range e.Attr {
				if a.Name.Local == "class" {
					n["."+a.Value]++
				}
			}
		}
	}
}

func TestPicture(t *testing.T) {
	g := Graph{
		Nodes: []Node{
			{ID: "person:ana-ruiz", Label: "Ana Ruiz", Kind: "person", Href: "/agent/person:ana-ruiz"},
			{ID: "s", Label: strings.Repeat("The port is closed. ", 20), Kind: "statement", Href: "/statement/1"},
			{ID: `"]; x [label="`, Label: "</svg><script>alert(1)</script> \\\" \x07 שלום", Kind: "hostile"},
		},
		Edges: []Edge{{"s", "person:ana-ruiz", "said by"}, {"s", "nobody", "lost"}},
	}
	svg, err := g.SVG(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	n := elements(t, svg)
	if n["svg"] != 1 || n["script"] != 0 || n["a"] != 2 || n[".node person"] != 1 || n[".node hostile"] != 1 ||
		n[".edge"] != 1 {
		t.Errorf("%v in\n%s", n, svg)
	}
	if !strings.HasPrefix(string(svg), "<svg ") || !strings.Contains(string(svg), "שלום") {
		t.Errorf("%.200s", svg)
	}
}

func TestArrowsPointToWhatTheyLeadTo(t *testing.T) {
	g := Graph{
		Nodes: []Node{{ID: "a", Label: "Ana Ruiz"}, {ID: "b", Label: "mayor"}},
		Edges: []Edge{{"a", "b", "holds"}, {"b", "a", "member"}},
	}
	svg, err := g.SVG(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var tips []bool // whether each arrow points to the right
	for _, m := range regexp.MustCompile(`points="([0-9.]+),[0-9.]+ ([0-9.]+),`).FindAllSubmatch(svg, -1) {
		var tip, tail float64
		fmt.Sscan(string(m[1]), &tip)
		fmt.Sscan(string(m[2]), &tail)
		tips = append(tips, tip > tail)
	}
	if !slices.Equal(tips, []bool{true, false}) {
		t.Errorf("arrows point to the right: %v in\n%s", tips, svg)
	}
}

func TestManyNodes(t *testing.T) {
	var g Graph
	for i := range 100 {
		g.Nodes = append(g.Nodes, Node{ID: fmt.Sprint(i), Label: fmt.Sprint("node ", i), Kind: "person"})
		g.Edges = append(g.Edges, Edge{fmt.Sprint(i), fmt.Sprint(i / 3), "knows"})
	}
	svg, err := g.SVG(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if n := elements(t, svg)[".node person"]; n != Most {
		t.Errorf("%d nodes, want %d", n, Most)
	}
}
