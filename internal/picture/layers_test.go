package picture

import (
	"context"
	"errors"
	"math/rand/v2"
	"testing"
)

// laid lays a graph out whose boxes are all of one size.
func laid(t *testing.T, boxes int, links ...link) *layout {
	t.Helper()
	sizes := make([]box, boxes)
	for i := range sizes {
		sizes[i] = box{100, 30}
	}
	l, err := lay(context.Background(), sizes, links)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestLinksLeadToTheRight(t *testing.T) {
	l := laid(t, 4, link{from: 0, to: 1}, link{from: 1, to: 2}, link{from: 0, to: 2}, link{from: 3, to: 2})
	if !(l.at[0].x < l.at[1].x && l.at[1].x < l.at[2].x) {
		t.Errorf("a chain does not lead to the right: %v", l.at)
	}
	if l.at[3].x != l.at[1].x {
		t.Errorf("what nothing leads to stands far from what it leads to: %v", l.at)
	}
}

func TestCircles(t *testing.T) {
	l := laid(t, 3, link{from: 0, to: 1}, link{from: 1, to: 2}, link{from: 2, to: 0}, link{from: 1, to: 1})
	back := l.route[2]
	if len(back) == 0 || back[0].x <= back[len(back)-1].x {
		t.Errorf("the link that closes a circle does not lead back: %v", back)
	}
	if l.route[3] != nil {
		t.Errorf("a link from a box to itself has a route: %v", l.route[3])
	}
}

func TestLabelsStandAmidLongLinks(t *testing.T) {
	l := laid(t, 4, link{from: 0, to: 1}, link{from: 1, to: 2}, link{from: 2, to: 3}, link{from: 0, to: 3})
	if x := l.label[3].x; x < l.at[1].x || x > l.at[2].x {
		t.Errorf("the label of a link past two boxes stands at %v, they at %v", l.label[3], l.at)
	}
}

func TestFewCross(t *testing.T) {
	// as given, the two links cross
	l := laid(t, 4, link{from: 0, to: 3}, link{from: 1, to: 2}, link{from: 0, to: 2}, link{from: 1, to: 3},
		link{from: 0, to: 3}, link{from: 1, to: 2})
	if up, down := l.at[0].y < l.at[1].y, l.at[3].y < l.at[2].y; up != down {
		t.Errorf("more links cross than need to: %v", l.at)
	}
}

func TestPartsStandApart(t *testing.T) {
	l := laid(t, 4, link{from: 0, to: 1}, link{from: 2, to: 3})
	if l.at[2].y-l.at[0].y < 30+betweenParts {
		t.Errorf("parts that nothing connects stand in each other: %v", l.at)
	}
}

func TestLongLinksAreStraight(t *testing.T) {
	l := laid(t, 5, link{from: 0, to: 1}, link{from: 1, to: 2}, link{from: 2, to: 3}, link{from: 0, to: 3},
		link{from: 3, to: 4})
	long := l.route[3]
	for _, p := range long[3 : len(long)-3] {
		if d := p.y - long[3].y; d > 1 || d < -1 {
			t.Errorf("a long link goes up and down: %v", long)
		}
	}
}

// TestLayouts lays random graphs out: no box stands in another, all is within the picture, links end at
// the borders of their boxes and cross no other, labels keep apart.
func TestLayouts(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		boxes := make([]box, 1+random.IntN(60))
		for i := range boxes {
			boxes[i] = box{20 + 180*random.Float64(), 15 + 80*random.Float64()}
		}
		links := make([]link, random.IntN(120))
		for k := range links {
			links[k] = link{random.IntN(len(boxes)), random.IntN(len(boxes)), box{40, 11}}
		}
		l, err := lay(context.Background(), boxes, links)
		if err != nil {
			t.Fatal(err)
		}
		checkBoxes(t, boxes, l)
		for k, x := range links {
			if x.from != x.to {
				checkRoute(t, boxes, x, l.route[k], l)
			}
			for m := range k {
				if links[m].from != links[m].to && x.from != x.to && overlap(l.label[k], x.label, l.label[m], links[m].label) {
					t.Fatalf("labels %v and %v overlap", l.label[k], l.label[m])
				}
			}
		}
	}
}

const rounding = 1e-6

func overlap(p point, a box, q point, b box) bool {
	dx, dy := p.x-q.x, p.y-q.y
	return max(dx, -dx) < (a.width+b.width)/2-rounding && max(dy, -dy) < (a.height+b.height)/2-rounding
}

func checkBoxes(t *testing.T, boxes []box, l *layout) {
	t.Helper()
	for i, p := range l.at {
		b := boxes[i]
		if p.x-b.width/2 < border-rounding || p.y-b.height/2 < border-rounding ||
			p.x+b.width/2 > l.size.width-border+rounding || p.y+b.height/2 > l.size.height-border+rounding {
			t.Fatalf("box %v at %v is not within %v", b, p, l.size)
		}
		for j := range i {
			if overlap(p, b, l.at[j], boxes[j]) {
				t.Fatalf("boxes at %v and %v overlap", p, l.at[j])
			}
		}
	}
}

func checkRoute(t *testing.T, boxes []box, x link, route []point, l *layout) {
	t.Helper()
	first, last := route[0], route[len(route)-1]
	if first.y != l.at[x.from].y || last.y != l.at[x.to].y {
		t.Fatalf("the route %v does not end at its boxes", route)
	}
	const steps = 20 // of a curve between two points, as svg.go draws it
	for i := 1; i < len(route); i++ {
		p, q := route[i-1], route[i]
		for k := range steps {
			u := float64(k) / steps
			on := point{
				p.x + (q.x-p.x)*(1.5*u*(1-u)+u*u*u),
				p.y + (q.y-p.y)*(3*u*u*(1-u)+u*u*u),
			}
			for j, b := range boxes {
				if j != x.from && j != x.to && overlap(on, box{}, l.at[j], b) {
					t.Fatalf("the route %v crosses the box at %v", route, l.at[j])
				}
			}
		}
	}
}

func TestLayoutEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	crossing := []link{{from: 0, to: 3}, {from: 1, to: 2}, {from: 0, to: 2}, {from: 1, to: 3}}
	if _, err := lay(ctx, make([]box, 4), crossing); !errors.Is(err, context.Canceled) {
		t.Errorf("a layout that nobody waits for: %v", err)
	}
}

func BenchmarkSVG(b *testing.B) {
	var g Graph
	for i := range Most {
		g.Nodes = append(g.Nodes, Node{ID: string(rune('A' + i)), Label: "a node of the picture"})
	}
	for i := range mostEdges {
		g.Edges = append(g.Edges, Edge{g.Nodes[i%Most].ID, g.Nodes[(i*7+3)%Most].ID, "said by"})
	}
	for b.Loop() {
		if _, err := g.SVG(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
}
