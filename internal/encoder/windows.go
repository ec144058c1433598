package encoder

import "slices"

// Windows are as long as those of the training, and overlap; a word takes its scores from the
// window in which it lies furthest from an edge. Those of several texts go through the layers
// together, as many as have batchPieces: weights are then fetched less often. What a window gives
// does not depend on the others.
const (
	windowPieces  = 320
	overlapPieces = 64
	batchPieces   = 320
)

// window is a stretch of a text's words, as the layers take it.
type window struct {
	of         *Reading
	begin, end int // words
	in         []input
	first      []int // each word's first piece
	at         int   // in the order of all windows that are read
}

// ReadAll reads several texts, each by itself. A window that stands in them more than once is read
// once: a text may be a sign and its like, ten thousand times.
func (n *Network) ReadAll(texts [][]Word) []*Reading {
	s := n.spaces.Get().(*space)
	defer n.spaces.Put(s)
	out := make([]*Reading, len(texts))
	var all []window
	for k, words := range texts {
		out[k] = n.newReading(words)
		all = append(all, n.windows(out[k])...)
	}
	again := recurring(all)
	var batch []window
	pieces := 0
	read := func() {
		if len(batch) > 0 {
			n.readBatch(s, batch, again)
		}
		batch, pieces = batch[:0], 0
	}
	for i, w := range all {
		if g := again[i]; g != nil && g.first < i {
			if g.x == nil { // it is in the batch
				read()
			}
			n.collect(w, g.x, g.links)
			continue
		}
		if pieces+len(w.in) > batchPieces {
			read()
		}
		w.at = i
		batch, pieces = append(batch, w), pieces+len(w.in)
	}
	read()
	return out
}

func (n *Network) newReading(words []Word) *Reading {
	r := &Reading{
		net: n, words: words, home: make([]int, len(words)), room: make([]int, len(words)),
		labels: make([]float32, len(words)*len(n.Labels)), names: make([]float32, len(words)*len(n.Names)),
		status: make([]float32, len(words)*len(n.Statuses)),
	}
	for part := range r.offices {
		r.offices[part] = make([]float32, len(words)*len(n.Offices))
	}
	for i := range r.room {
		r.room[i] = -1
	}
	return r
}

// windows cuts a text into windows.
func (n *Network) windows(r *Reading) []window {
	pieces := make([][]int32, len(r.words))
	for i, w := range r.words {
		pieces[i] = n.pieces.pieces(w.Text)
	}
	var out []window
	for _, s := range stretches(pieces, min(windowPieces, n.Positions), overlapPieces) {
		w := window{of: r, begin: s[0], end: s[1], in: []input{{id: beginPiece}}}
		for i := w.begin; i < w.end; i++ {
			w.first = append(w.first, len(w.in))
			for k, id := range pieces[i] {
				w.in = append(w.in, input{id, r.words[i].Quoted, r.words[i].First && k == 0, r.words[i].Shape})
			}
		}
		w.in = append(w.in, input{id: endPiece})
		out = append(out, w)
	}
	return out
}

// readBatch runs the network over windows and gives their readings what the heads say.
func (n *Network) readBatch(s *space, batch []window, again map[int]*given) {
	rows := n.forward(s, batch)
	padded := roundUp(rows, tileRows)
	links := make([]float32, padded*n.links.out)
	n.apply(s, n.links, s.x, links, padded)
	at := 0
	for _, w := range batch {
		words := w.end - w.begin
		x, l := s.x[at*n.Width:(at+words)*n.Width], links[at*n.links.out:(at+words)*n.links.out]
		if g := again[w.at]; g != nil {
			g.x, g.links = slices.Clone(x), slices.Clone(l)
		}
		n.collect(w, x, l)
		at += words
	}
}

// collect keeps a window's links, and what the other heads say of the words that lie further from
// its edges than from those of the windows before; x are the words' vectors.
func (n *Network) collect(w window, x, links []float32) {
	r := w.of
	for i := w.begin; i < w.end; i++ {
		left, right := i-w.begin, w.end-1-i
		if w.begin == 0 {
			left = len(r.words)
		}
		if w.end == len(r.words) {
			right = len(r.words)
		}
		if room := min(left, right); room > r.room[i] {
			r.room[i], r.home[i] = room, len(r.parts)
			row := x[(i-w.begin)*n.Width:][:n.Width]
			n.head(row, n.label, r.Labels(i))
			n.head(row, n.name, r.Names(i))
			n.head(row, n.status, r.Status(i))
			for part, h := range n.offices {
				n.head(row, h, r.Offices(Part(part), i))
			}
		}
	}
	r.parts = append(r.parts, stretch{begin: w.begin, end: w.end, links: links})
}

// head writes the log-probabilities of one word's classes.
func (n *Network) head(x []float32, h head, out []float32) {
	for i := range out {
		out[i] = n.dot(x, row(h.weight, i, len(x))) + h.bias[i]
	}
	logSoftmax(out)
}

// stretches cuts words into windows [begin, end) of at most size pieces; each but the first begins
// so many pieces before the last one's end as overlap says.
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
