package encoder

import (
	"math"
	"math/bits"
)

// Word is a token as the network sees it.
type Word struct {
	Text                string
	Quoted              bool  // stands within quotation marks
	First               bool  // begins a paragraph
	Shape               uint8 // see Shape
	Sentence, Paragraph int   // running numbers
}

// Windows are as long as those of the training, and overlap; a word takes its scores from the window in which it lies
// furthest from an edge.
const (
	windowPieces  = 320
	overlapPieces = 64
)

// Reading holds what the heads say of an article's words.
type Reading struct {
	Tokens []int // the document's token of each word, where a document was read

	net    *Network
	words  []Word
	labels []float32 // [words][Labels], log-probabilities
	names  []float32 // [words][Names]
	home   []int     // the stretch each word's scores are from
	parts  []stretch
}

type stretch struct {
	begin, end int       // words
	links      []float32 // [words][4·Link]
}

// Network returns the network that read.
func (r *Reading) Network() *Network { return r.net }

// Labels returns the log-probabilities of word i's labels.
func (r *Reading) Labels(i int) []float32 { k := len(r.net.Labels); return r.labels[i*k : (i+1)*k] }

// Names returns the log-probabilities of word i's name labels.
func (r *Reading) Names(i int) []float32 { k := len(r.net.Names); return r.names[i*k : (i+1)*k] }

// Read reads an article's words.
func (n *Network) Read(words []Word) *Reading {
	r := &Reading{
		net: n, words: words, home: make([]int, len(words)),
		labels: make([]float32, len(words)*len(n.Labels)), names: make([]float32, len(words)*len(n.Names)),
	}
	s := n.spaces.Get().(*space)
	defer n.spaces.Put(s)
	pieces := make([][]int32, len(words))
	for i, w := range words {
		pieces[i] = n.pieces.pieces(w.Text)
	}
	room := make([]int, len(words))
	for i := range room {
		room[i] = -1
	}
	for _, w := range stretches(pieces, min(windowPieces, n.Positions), overlapPieces) {
		first := n.read(s, words, pieces, w[0], w[1])
		part := stretch{begin: w[0], end: w[1], links: make([]float32, (w[1]-w[0]+tileRows)*n.links.out)}
		n.project(s, first, part.links)
		for i := w[0]; i < w[1]; i++ {
			left, right := i-w[0], w[1]-1-i
			if w[0] == 0 {
				left = len(words)
			}
			if w[1] == len(words) {
				right = len(words)
			}
			if min(left, right) > room[i] {
				room[i], r.home[i] = min(left, right), len(r.parts)
				x := s.x[first[i-w[0]]*n.Width:][:n.Width]
				n.head(x, n.label, n.labelBias, r.Labels(i))
				n.head(x, n.name, n.nameBias, r.Names(i))
			}
		}
		r.parts = append(r.parts, part)
	}
	return r
}

// read runs the network over the words [begin, end) and returns each word's first piece's row in s.x.
func (n *Network) read(s *space, words []Word, pieces [][]int32, begin, end int) []int {
	in := []input{{id: beginPiece}}
	first := make([]int, 0, end-begin)
	for i := begin; i < end; i++ {
		first = append(first, len(in))
		for k, id := range pieces[i] {
			in = append(in, input{id, words[i].Quoted, words[i].First && k == 0, words[i].Shape})
		}
	}
	n.forward(s, append(in, input{id: endPiece}))
	return first
}

// project computes the links' projections of the words' vectors.
func (n *Network) project(s *space, first []int, links []float32) {
	w, rows := n.Width, (len(first)+tileRows-1)/tileRows*tileRows
	s.y = grow(s.y, max(len(s.y), rows*w))
	clear(s.y[len(first)*w : rows*w])
	for i, f := range first {
		copy(s.y[i*w:(i+1)*w], s.x[f*w:(f+1)*w])
	}
	n.apply(s, n.links, s.y, links, rows)
}

// head writes the log-probabilities of one word's labels.
func (n *Network) head(x, weight, bias, out []float32) {
	for i := range out {
		out[i] = n.dot(x, weight[i*len(x):(i+1)*len(x)]) + bias[i]
	}
	logSoftmax(out)
}

func logSoftmax(x []float32) {
	largest := float32(math.Inf(-1))
	for _, v := range x {
		largest = max(largest, v)
	}
	sum := 0.0
	for _, v := range x {
		sum += math.Exp(float64(v - largest))
	}
	by := largest + float32(math.Log(sum))
	for i := range x {
		x[i] -= by
	}
}

// Link tells which of two links between words is meant.
type Link int

const (
	CueOf    Link = iota // from a content's word to the words of its cue
	SourceOf             // from a cue's word to the words of its source
)

// Links returns, for word i, the log-probabilities that word begin+k is what it belongs to; the last one is that none
// is. Words outside [begin, begin+len-1) can't be. They are those of the window that word at has its scores from;
// nil if word i is not in it.
func (r *Reading) Links(link Link, i, at int) (begin int, p []float32) {
	n, part := r.net, r.parts[r.home[at]]
	if i < part.begin || i >= part.end {
		return part.begin, nil
	}
	d, row := n.Link, 4*n.Link
	q := part.links[(i-part.begin)*row+2*int(link)*d:][:d]
	by := float32(1 / math.Sqrt(float64(d)))
	p = make([]float32, part.end-part.begin+1)
	for j := part.begin; j < part.end; j++ {
		k := part.links[(j-part.begin)*row+(2*int(link)+1)*d:][:d]
		p[j-part.begin] = n.dot(q, k)*by + n.distance[link][r.bucket(i, j)]
	}
	p[len(p)-1] = n.dot(q, n.none[link]) * by
	logSoftmax(p)
	return part.begin, p
}

const farBuckets = 16 // distances in one direction

// bucket numbers the way from word i to word j: within a sentence the logarithm of the distance in words, else
// the number of sentences and whether a paragraph ends between.
func (r *Reading) bucket(i, j int) int {
	a, b := r.words[i], r.words[j]
	side, distance := 0, j-i
	if distance <= 0 {
		side, distance = farBuckets, -distance
	}
	apart := max(b.Sentence-a.Sentence, a.Sentence-b.Sentence)
	if apart == 0 {
		return side + min(7, bits.Len(uint(distance+1))-1)
	}
	return side + 8 + min(7, (apart-1)*2+number(a.Paragraph != b.Paragraph))
}

// stretches cuts words into windows [begin, end) of at most size pieces; each but the first begins so many
// pieces before the last one's end as overlap says.
func stretches(pieces [][]int32, size, overlap int) [][2]int {
	total := make([]int, len(pieces)+1)
	for i, p := range pieces {
		total[i+1] = total[i] + len(p)
	}
	last := func(limit int) int { // the last word boundary that is not beyond so many pieces
		lo, hi := 0, len(total)
		for lo < hi {
			if m := (lo + hi) / 2; total[m] <= limit {
				lo = m + 1
			} else {
				hi = m
			}
		}
		return lo - 1
	}
	var out [][2]int
	for a := 0; a < len(pieces); {
		b := min(len(pieces), max(a+1, last(total[a]+size-2)))
		out = append(out, [2]int{a, b})
		if b == len(pieces) {
			break
		}
		a = max(a+1, last(total[b]-overlap))
	}
	return out
}
