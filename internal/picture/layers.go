package picture

import (
	"cmp"
	"context"
	"slices"
)

// point is a place in a picture, in pixels from its left upper corner.
type point struct{ x, y float64 }

// box is something that takes room in a picture, in pixels.
type box struct{ width, height float64 }

// link leads from one box to another, by their indices. Its label takes room too.
type link struct {
	from, to int
	label    box
}

// layout tells where things stand: the middle of each box, for each link the points that it passes
// from border to border, and the one of them above which its label stands. A link from a box to itself
// has no points.
type layout struct {
	at    []point
	route [][]point
	label []point
	size  box
}

// Distances in pixels.
const (
	betweenLayers = 26.0
	betweenBoxes  = 14.0
	betweenLines  = 3.0
	betweenParts  = 24.0 // of a graph that is not connected
	border        = 8.0
)

// mostSweeps is how often the layers are put in order, and how often their places are smoothed.
const mostSweeps = 24

// vertex is a box, or a point that a link passes in a layer.
type vertex struct {
	box
	layer    int
	place    float64 // of its middle, down the layer
	order    int
	passing  bool // no box
	backward []*vertex
	forward  []*vertex
}

// drawing is a connected part of a graph while it is laid out.
type drawing struct {
	boxes  map[int]*vertex // by the index of the box
	links  map[int]*chain  // by the index of the link
	layers [][]*vertex
}

// chain is what a link passes from layer to layer, both its boxes included. It leads forward, also
// where the link leads back.
type chain struct {
	passes   []*vertex
	label    *vertex
	reversed bool
}

// lay lays a graph out in layers from left to right, so that links lead to the right and cross each
// other seldom. The steps are those of Sugiyama, Tagawa and Toda, "Methods for Visual Understanding
// of Hierarchical System Structures" (1981): turn links that close a circle, give each box a layer,
// put each layer in order by the mean place of its neighbours, then give it places. The label of a
// link has a layer of its own, as in Gansner and others, "A Technique for Drawing Directed Graphs"
// (1993). A context that ends gives its error.
func lay(ctx context.Context, boxes []box, links []link) (*layout, error) {
	out := &layout{
		at:    make([]point, len(boxes)),
		route: make([][]point, len(links)),
		label: make([]point, len(links)),
	}
	top := border
	for _, part := range parts(len(boxes), links) {
		d := newDrawing(boxes, links, part)
		if err := d.inOrder(ctx); err != nil {
			return nil, err
		}
		d.places()
		size := d.write(out, top)
		out.size.width = max(out.size.width, size.width+2*border)
		top += size.height + betweenParts
	}
	out.size.height = max(top-betweenParts+border, 2*border)
	return out, nil
}

// parts groups boxes that links connect, the boxes of each by their indices.
func parts(n int, links []link) [][]int {
	next := make([][]int, n)
	for _, l := range links {
		next[l.from] = append(next[l.from], l.to)
		next[l.to] = append(next[l.to], l.from)
	}
	seen := make([]bool, n)
	var all [][]int
	for i := range n {
		if seen[i] {
			continue
		}
		seen[i] = true
		part := []int{i}
		for k := 0; k < len(part); k++ {
			for _, j := range next[part[k]] {
				if !seen[j] {
					seen[j] = true
					part = append(part, j)
				}
			}
		}
		slices.Sort(part)
		all = append(all, part)
	}
	return all
}

// newDrawing gives each box of a part its layer and each link the points that it passes.
func newDrawing(boxes []box, links []link, part []int) *drawing {
	d := &drawing{boxes: map[int]*vertex{}, links: map[int]*chain{}}
	for _, i := range part {
		d.boxes[i] = &vertex{box: boxes[i]}
	}
	forward := map[int][]int{} // links by the box that they leave, turned where they close a circle
	for k, l := range links {
		if d.boxes[l.from] != nil && l.from != l.to {
			forward[l.from] = append(forward[l.from], k)
		}
	}
	turned := circles(part, links, forward)
	for k, l := range links {
		if d.boxes[l.from] == nil || l.from == l.to {
			continue
		}
		c := &chain{passes: []*vertex{d.boxes[l.from], d.boxes[l.to]}, reversed: turned[k]}
		if c.reversed {
			slices.Reverse(c.passes)
		}
		d.links[k] = c
	}
	d.rank(part)
	for k := range links {
		if c := d.links[k]; c != nil {
			d.pass(c, links[k].label)
		}
	}
	for _, i := range part {
		d.add(d.boxes[i])
	}
	return d
}

// circles tells which links lead back to a box from which they can be reached, by a walk in depth.
func circles(part []int, links []link, forward map[int][]int) map[int]bool {
	turned := map[int]bool{}
	const open, done = 1, 2
	state := map[int]int{}
	var walk func(i int)
	walk = func(i int) {
		state[i] = open
		for _, k := range forward[i] {
			switch j := links[k].to; state[j] {
			case open:
				turned[k] = true
			case 0:
				walk(j)
			}
		}
		state[i] = done
	}
	for _, i := range part {
		if state[i] == 0 {
			walk(i)
		}
	}
	return turned
}

// rank gives boxes layers, two a step, so that the labels have those between: each box as far left as
// what leads to it lets it be, then boxes that nothing leads to as near as they can be to what they
// lead to.
func (d *drawing) rank(part []int) {
	for changed := true; changed; {
		changed = false
		for _, c := range d.links {
			if from, to := c.passes[0], c.passes[1]; to.layer < from.layer+2 {
				to.layer, changed = from.layer+2, true
			}
		}
	}
	led, nearest := map[*vertex]bool{}, map[*vertex]int{}
	for _, c := range d.links {
		from, to := c.passes[0], c.passes[1]
		led[to] = true
		if n, ok := nearest[from]; !ok || to.layer < n {
			nearest[from] = to.layer
		}
	}
	for _, i := range part {
		if v := d.boxes[i]; !led[v] && nearest[v] > 0 {
			v.layer = nearest[v] - 2
		}
	}
}

// pass adds the points that a link passes between its boxes. The middle one of those in layers of
// labels holds the label.
func (d *drawing) pass(c *chain, label box) {
	from, to := c.passes[0], c.passes[1]
	middle := from.layer + (to.layer-from.layer)/2 | 1
	passes := []*vertex{from}
	for k := from.layer + 1; k < to.layer; k++ {
		v := &vertex{layer: k, passing: true}
		if k == middle {
			v.box, c.label = label, v
		}
		d.add(v)
		passes = append(passes, v)
	}
	c.passes = append(passes, to)
	for k, v := range c.passes[1:] {
		c.passes[k].forward = append(c.passes[k].forward, v)
		v.backward = append(v.backward, c.passes[k])
	}
}

// add puts a vertex at the end of its layer.
func (d *drawing) add(v *vertex) {
	for len(d.layers) <= v.layer {
		d.layers = append(d.layers, nil)
	}
	v.order = len(d.layers[v.layer])
	d.layers[v.layer] = append(d.layers[v.layer], v)
}

// inOrder puts the layers in order, forward and backward in turn, and keeps the order in which the
// fewest links cross.
func (d *drawing) inOrder(ctx context.Context) error {
	best, fewest := d.orders(), d.crossings()
	for sweep := 0; sweep < mostSweeps && fewest > 0; sweep++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		for k := range d.layers {
			if sweep%2 == 0 {
				sortLayer(d.layers[k], func(v *vertex) []*vertex { return v.backward })
			} else {
				sortLayer(d.layers[len(d.layers)-1-k], func(v *vertex) []*vertex { return v.forward })
			}
		}
		if n := d.crossings(); n < fewest {
			best, fewest = d.orders(), n
		}
	}
	d.layers = best
	for _, layer := range d.layers {
		number(layer)
	}
	return nil
}

// orders is a copy of the layers as they are.
func (d *drawing) orders() [][]*vertex {
	layers := make([][]*vertex, len(d.layers))
	for i, l := range d.layers {
		layers[i] = slices.Clone(l)
	}
	return layers
}

func number(layer []*vertex) {
	for i, v := range layer {
		v.order = i
	}
}

// sortLayer sorts a layer by the mean order of each vertex's neighbours on one side; those without
// stay about where they are.
func sortLayer(layer []*vertex, side func(*vertex) []*vertex) {
	mean := map[*vertex]float64{}
	for _, v := range layer {
		mean[v] = float64(v.order)
		if near := side(v); len(near) > 0 {
			sum := 0.0
			for _, n := range near {
				sum += float64(n.order)
			}
			mean[v] = sum / float64(len(near))
		}
	}
	slices.SortStableFunc(layer, func(a, b *vertex) int { return cmp.Compare(mean[a], mean[b]) })
	number(layer)
}

// crossings counts the links that cross between neighbouring layers, as the inversions of their ends
// (Barth, Jünger and Mutzel, "Simple and Efficient Bilayer Cross Counting", 2002).
func (d *drawing) crossings() int {
	n := 0
	for k, layer := range d.layers[:len(d.layers)-1] {
		tree := make([]int, len(d.layers[k+1])+1) // ends seen so far, by place: a Fenwick tree
		seen := 0
		for _, v := range layer {
			for _, w := range v.forward {
				before := 0
				for i := w.order + 1; i > 0; i -= i & -i {
					before += tree[i]
				}
				n += seen - before
			}
			for _, w := range v.forward {
				for i := w.order + 1; i < len(tree); i += i & -i {
					tree[i]++
				}
				seen++
			}
		}
	}
	return n
}
