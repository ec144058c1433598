package picture

import (
	"math"
	"slices"
)

// places gives each vertex its place down its layer: as near to the mean place of its neighbours as
// the others of the layer let it be, forward and backward in turn.
func (d *drawing) places() {
	for _, layer := range d.layers {
		fit(layer, make([]float64, len(layer)))
	}
	for sweep := range mostSweeps {
		for k := range d.layers {
			layer := d.layers[k]
			if sweep%2 == 1 {
				layer = d.layers[len(d.layers)-1-k]
			}
			wanted := make([]float64, len(layer))
			for i, v := range layer {
				wanted[i] = v.wanted()
			}
			fit(layer, wanted)
		}
	}
}

// wanted is the mean place of a vertex's neighbours.
func (v *vertex) wanted() float64 {
	sum := 0.0
	for _, side := range [][]*vertex{v.backward, v.forward} {
		for _, n := range side {
			sum += n.place
		}
	}
	if n := len(v.backward) + len(v.forward); n > 0 {
		return sum / float64(n)
	}
	return v.place
}

// apart is how far the middles of two neighbours in a layer must be from each other.
func apart(a, b *vertex) float64 {
	gap := betweenBoxes
	if a.passing || b.passing {
		gap = betweenLines
	}
	return (a.height+b.height)/2 + gap
}

// fit gives the vertices of a layer, in their order, the places nearest to those wanted, by least
// squares: neighbours that would come too near to each other become a block, which moves as one (the
// pool of adjacent violators: Ayer and others, 1955).
func fit(layer []*vertex, wanted []float64) {
	type block struct{ sum, n float64 }
	offset := 0.0 // of each vertex, if all stood as near to each other as they may
	offsets := make([]float64, len(layer))
	var blocks []block
	for i := range layer {
		if i > 0 {
			offset += apart(layer[i-1], layer[i])
		}
		offsets[i] = offset
		b := block{wanted[i] - offset, 1}
		for len(blocks) > 0 {
			last := blocks[len(blocks)-1]
			if last.sum/last.n <= b.sum/b.n {
				break
			}
			b = block{b.sum + last.sum, b.n + last.n}
			blocks = blocks[:len(blocks)-1]
		}
		blocks = append(blocks, b)
	}
	i := 0
	for _, b := range blocks {
		for range int(b.n) {
			layer[i].place = b.sum/b.n + offsets[i]
			i++
		}
	}
}

// write writes the places of a part into a layout, from a height on, and returns the part's size.
func (d *drawing) write(out *layout, top float64) box {
	across := make([]band, len(d.layers))
	first, last := math.Inf(1), math.Inf(-1) // down
	right := border
	for k, layer := range d.layers {
		width := 0.0
		for _, v := range layer {
			width = max(width, v.width)
			first, last = min(first, v.place-v.height/2), max(last, v.place+v.height/2)
		}
		across[k] = band{right, right + width}
		right += width + betweenLayers
	}
	down := func(v *vertex) float64 { return v.place - first + top }
	for i, v := range d.boxes {
		out.at[i] = point{across[v.layer].middle(), down(v)}
	}
	for k, c := range d.links {
		out.route[k] = c.route(across, down)
		out.label[k] = point{across[c.label.layer].middle(), down(c.label)}
	}
	return box{right - betweenLayers - border, last - first}
}

// band is where a layer begins and ends, from left to right.
type band struct{ left, right float64 }

func (b band) middle() float64 { return (b.left + b.right) / 2 }

// route is the points of a link, from the border of the box that it leaves to the border of the one
// that it leads to. Past the boxes of a layer it goes straight, so that it crosses none.
func (c *chain) route(across []band, down func(*vertex) float64) []point {
	route := make([]point, 0, 2*len(c.passes))
	for i, v := range c.passes {
		b, y := across[v.layer], down(v)
		switch {
		case i == 0:
			route = append(route, point{b.middle() + v.width/2, y}, point{b.right, y})
		case i == len(c.passes)-1:
			route = append(route, point{b.left, y}, point{b.middle() - v.width/2, y})
		case i%2 == 0: // a layer of boxes
			route = append(route, point{b.left, y}, point{b.right, y})
		default:
			route = append(route, point{b.middle(), y})
		}
	}
	if c.reversed {
		slices.Reverse(route)
	}
	return route
}
