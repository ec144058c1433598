// Package encoder reads words with a small BERT network and gives the scores of its heads: the
// labels of statements' layers, names, offices, and links between words. It runs on the processor,
// with weights of 4 bits in its file and 8 in memory, and activations of 8 bits, and knows nothing of
// what a statement is.
package encoder

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"sync"
)

// Network is a network ready to read; safe for concurrent use.
type Network struct {
	Sizes
	pieces vocabulary
	kernels

	words                            []byte // [pieces][Width / 2], levels
	wordScale                        []float32
	positions, quoted, shapes, first []float32
	norm                             layerNorm
	layers                           []layer
	label, name, status              head
	offices                          [len(officeParts)]head
	links                            linear // of each link its row and its column
	none, distance                   [len(links)][]float32

	labelScheme, nameScheme, officeScheme scheme

	spaces sync.Pool // of *space
}

type layer struct {
	qkv, out, up, down linear
	norm1, norm2       layerNorm
}

// linear is a quantised layer; see weights.go for the order of the weights.
type linear struct {
	in, out     int
	weights     []int8
	sums        []int32 // of each output's weights
	scale, bias []float32
}

type layerNorm struct{ weight, bias []float32 }

// head scores classes of words.
type head struct {
	weight []float32 // [classes][Width]
	bias   []float32
}

// Open reads the weight file at a path.
func Open(path string) (*Network, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	n, err := New(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return n, nil
}

// New reads a weight file, whose bytes stay in use and are not changed.
func New(data []byte) (*Network, error) {
	n, err := with(best(), data)
	if err != nil {
		return nil, err
	}
	for _, l := range slices.Concat(n.layers, []layer{{qkv: n.links}}) {
		for _, m := range []linear{l.qkv, l.out, l.up, l.down} {
			if err := m.checkLanes(); err != nil {
				return nil, err
			}
		}
	}
	return n, nil
}

func with(k kernels, data []byte) (*Network, error) {
	if binary.NativeEndian.Uint16([]byte{1, 0}) != 1 {
		return nil, errors.New("weights are little-endian and used in place; this machine is big-endian")
	}
	f, err := parse(data)
	if err != nil {
		return nil, err
	}
	s := f.Sizes
	if err := s.check(); err != nil {
		return nil, err
	}
	n := &Network{
		Sizes:        s,
		kernels:      k,
		labelScheme:  schemeOf(s.Labels),
		nameScheme:   schemeOf(s.Names),
		officeScheme: schemeOf(s.Offices),
	}
	n.pieces = newVocabulary(string(f.bytesOf("pieces", "bytes", -1)))
	vocab, w := len(n.pieces), s.Width
	if f.err == nil && vocab <= endPiece {
		return nil, fmt.Errorf("the weight file has only %d word pieces", vocab)
	}
	n.words = f.bytesOf("words.levels", "bytes", vocab*w/2)
	n.wordScale = f.floats("words.scale", vocab)
	n.positions = f.rows("positions", s.Positions, w)
	n.quoted, n.shapes, n.first = f.floats("quoted", 2*w), f.floats("shapes", s.Shapes*w), f.floats("first", 2*w)
	normOf := func(name string) layerNorm { return layerNorm{f.floats(name+".weight", w), f.floats(name+".bias", w)} }
	n.norm = normOf("norm")
	for i := range s.Layers {
		p := fmt.Sprintf("layer.%d.", i)
		n.layers = append(n.layers, layer{
			qkv: f.linear(p+"qkv", 3*w, w), out: f.linear(p+"out", w, w),
			up: f.linear(p+"up", s.Inner, w), down: f.linear(p+"down", w, s.Inner),
			norm1: normOf(p + "norm1"), norm2: normOf(p + "norm2"),
		})
	}
	headOf := func(name string, classes []string) head {
		return head{f.floats(name+".weight", len(classes)*w), f.floats(name+".bias", len(classes))}
	}
	n.label, n.name, n.status = headOf("label", s.Labels), headOf("name", s.Names), headOf("status", s.Statuses)
	for i, part := range officeParts {
		n.offices[i] = headOf(part, s.Offices)
	}
	n.links = f.linear("links", 2*len(links)*s.Link, w)
	for i, link := range links {
		n.none[i], n.distance[i] = f.floats(link+".none", s.Link), f.floats(link+".distance", s.Buckets)
	}
	if f.err != nil {
		return nil, f.err
	}
	n.spaces.New = func() any { return new(space) }
	return n, nil
}

const maxSize = 1 << 20 // of any dimension

// check tells whether the sizes fit together and the label sets can be read.
func (s *Sizes) check() error {
	if err := s.checkDimensions(); err != nil {
		return err
	}
	return s.checkLabels()
}

// checkDimensions tells whether the sizes are in bounds, and such that the inner loops can run over
// them.
func (s *Sizes) checkDimensions() error {
	for _, n := range []int{s.Width, s.Layers, s.Heads, s.Inner, s.Positions, s.Link, s.Buckets, s.Shapes} {
		if n < 1 || n > maxSize {
			return fmt.Errorf("the weight file's sizes are out of bounds: %+v", *s)
		}
	}
	if len(s.Levels) != 16 {
		return fmt.Errorf("the weight file has %d levels of 4 bits, not 16", len(s.Levels))
	}
	if s.Width%(s.Heads*panel) != 0 || s.Inner%panel != 0 || s.Positions < 8 || s.Link%panel != 0 ||
		s.Buckets != 2*farBuckets ||
		s.Shapes < 5 ||
		s.Layers > 1000 {
		return fmt.Errorf("the weight file's sizes do not fit together: %+v", *s)
	}
	return nil
}

// checkLabels tells whether the label sets begin with O and have labels of the right form: "B-source"
// of statements and names, "B" of offices.
func (s *Sizes) checkLabels() error {
	for _, labels := range [][]string{s.Labels, s.Names, s.Offices} {
		if len(labels) < 2 || len(labels) > 127 || labels[0] != "O" {
			return fmt.Errorf("the weight file's label sets are not O and up to 126 others: %q", labels)
		}
	}
	for _, l := range slices.Concat(s.Labels[1:], s.Names[1:]) {
		if len(l) < 3 || !strings.Contains("BIES", l[:1]) || l[1] != '-' {
			return fmt.Errorf("the weight file's label %q is not of the form B-source", l)
		}
	}
	for _, l := range s.Offices[1:] {
		if len(l) != 1 || !strings.Contains("BIES", l) {
			return fmt.Errorf("the weight file's label %q of offices is not B, I, E or S", l)
		}
	}
	if len(s.Statuses) < 1 || len(s.Statuses) > 127 {
		return fmt.Errorf("the weight file has %d statuses of offices, not 1 to 127", len(s.Statuses))
	}
	return nil
}

// Kernels names the inner loops in use: "AVX2", "plain Go".
func (n *Network) Kernels() string { return n.kernels.name }

// space holds the buffers of one forward pass, kept between passes.
type space struct {
	x, wide, y   []float32 // [rows][Width], [rows][max(3·Width, Inner)], [rows][Width]
	q            []uint8   // [rows][max(Width, Inner)]
	scale        []float32 // [rows]
	zero         []int32   // [rows]
	scores       []float32 // [tileRows][keys]
	keys, values []float32
}

func grow[T any](s []T, n int) []T { return slices.Grow(s[:0], n)[:n] }

// input is one piece of a window, with what it has from its word.
type input struct {
	id            int32
	quoted, first bool
	shape         uint8
}

func roundUp(n, to int) int { return (n + to - 1) / to * to }

// forward runs the layers over windows and leaves the vectors of their words' first pieces in s.x,
// those of one window after those of the other; it returns their number. Rows up to the next
// multiple of tileRows are there, and hold anything.
func (n *Network) forward(s *space, batch []window) int {
	w, rows := n.Width, 0
	for _, b := range batch {
		rows += len(b.in)
	}
	padded := roundUp(rows, tileRows)
	beyond := padded + tileRows // attention's last rows
	s.x, s.y = grow(s.x, padded*w), grow(s.y, beyond*w)
	s.wide = grow(s.wide, beyond*max(3*w, n.Inner))
	s.q, s.scale, s.zero = grow(s.q, padded*max(w, n.Inner)), grow(s.scale, padded), grow(s.zero, padded)
	clear(s.x[rows*w:])
	at := 0
	for _, b := range batch {
		for i, piece := range b.in {
			n.embed(s.x[at*w:(at+1)*w], i, piece)
			at++
		}
	}
	for i, l := range n.layers {
		n.apply(s, l.qkv, s.x, s.wide, padded)
		at := 0
		for _, b := range batch {
			n.attend(s, at, len(b.in))
			at += len(b.in)
		}
		if i == len(n.layers)-1 { // from here on only words matter
			rows = n.firstPieces(s, batch)
			padded = roundUp(rows, tileRows)
		}
		n.apply(s, l.out, s.y, s.wide, padded)
		n.addNorms(s.x, s.wide, l.norm1, rows)
		n.apply(s, l.up, s.x, s.wide, padded)
		n.gelu(s.wide[:padded*n.Inner])
		n.apply(s, l.down, s.wide, s.y, padded)
		n.addNorms(s.x, s.y, l.norm2, rows)
	}
	return rows
}

// firstPieces moves the rows of words' first pieces in s.x and s.y to the front and returns their
// number.
func (n *Network) firstPieces(s *space, batch []window) int {
	w, from, to := n.Width, 0, 0
	for _, b := range batch {
		for _, f := range b.first {
			copy(s.x[to*w:(to+1)*w], s.x[(from+f)*w:])
			copy(s.y[to*w:(to+1)*w], s.y[(from+f)*w:])
			to++
		}
		from += len(b.in)
	}
	return to
}

func (n *Network) embed(x []float32, position int, in input) {
	w := n.Width
	row := func(t []float32, i int) []float32 { return t[i*w : (i+1)*w] }
	word, by := n.words[int(in.id)*w/2:(int(in.id)+1)*w/2], n.wordScale[in.id]
	p, q, s, f := row(
		n.positions,
		position,
	), row(
		n.quoted,
		number(in.quoted),
	), row(
		n.shapes,
		int(in.shape),
	), row(
		n.first,
		number(in.first),
	)
	for i, levels := range word {
		a, b := float32(n.Levels[levels&15])*by, float32(n.Levels[levels>>4])*by
		x[2*i], x[2*i+1] = a+q[2*i]+s[2*i]+f[2*i], b+q[2*i+1]+s[2*i+1]+f[2*i+1]
	}
	n.addNorm(x, p, n.norm.weight, n.norm.bias)
}

func number(b bool) int {
	if b {
		return 1
	}
	return 0
}

// apply computes y = l(x) for rows of x; rows is a multiple of tileRows.
func (n *Network) apply(s *space, l linear, x, y []float32, rows int) {
	for r := range rows {
		s.scale[r], s.zero[r] = n.quantise(x[r*l.in:(r+1)*l.in], s.q[r*l.in:(r+1)*l.in])
	}
	for o := 0; o < l.out; o += panel {
		w := &l.weights[o*l.in]
		for r := 0; r < rows; r += tileRows {
			n.product4(
				l.in,
				&s.q[r*l.in],
				w,
				&l.sums[o],
				&s.zero[r],
				&l.scale[o],
				&l.bias[o],
				&s.scale[r],
				&y[r*l.out+o],
				l.out,
			)
		}
	}
}

func (n *Network) addNorms(x, y []float32, by layerNorm, rows int) {
	w := n.Width
	for r := range rows {
		n.addNorm(x[r*w:(r+1)*w], y[r*w:(r+1)*w], by.weight, by.bias)
	}
}

// attend computes s.y = attention over s.wide, whose rows are queries, keys and values side by
// side, for the rows of a window from begin on. Up to tileRows - 1 rows of s.y beyond them are
// overwritten.
func (n *Network) attend(s *space, begin, rows int) {
	w := n.Width
	d, stride := w/n.Heads, 3*w
	keys := roundUp(rows, panel)
	s.scores = grow(s.scores, tileRows*keys)
	s.keys, s.values = grow(s.keys, keys*d), grow(s.values, keys*d)
	by := float32(1 / math.Sqrt(float64(d)))
	clear(s.keys)
	clear(s.values)
	wide, y := s.wide[begin*stride:], s.y[begin*w:]
	for h := range n.Heads {
		for j := range rows {
			k := wide[j*stride+w+h*d : j*stride+w+(h+1)*d]
			to := s.keys[j/panel*panel*d+j%panel:]
			for i, v := range k {
				to[i*panel] = v
			}
			v := wide[j*stride+2*w+h*d : j*stride+2*w+(h+1)*d]
			for p := 0; p < d; p += panel {
				copy(s.values[p*keys+j*panel:], v[p:p+panel])
			}
		}
		for r := 0; r < rows; r += tileRows {
			n.floats4(d, keys/panel, &wide[r*stride+h*d], stride, &s.keys[0], &s.scores[0], keys)
			for i := range tileRows {
				n.softmax(s.scores[i*keys:(i+1)*keys], rows, by)
			}
			n.floats4(keys, d/panel, &s.scores[0], keys, &s.values[0], &y[r*w+h*d], w)
		}
	}
}
