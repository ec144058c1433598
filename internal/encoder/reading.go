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

// Reading holds what the heads say of an article's words.
type Reading struct {
	Tokens []int // the document's token of each word, where a document was read

	net     *Network
	words   []Word
	labels  []float32                   // [words][Labels], log-probabilities
	names   []float32                   // [words][Names]
	offices [len(officeParts)][]float32 // [words][Offices]
	status  []float32                   // [words][Statuses]
	home    []int                       // the stretch each word's scores are from
	room    []int                       // how far the word is from that one's edge
	parts   []stretch
}

type stretch struct {
	begin, end int       // words
	links      []float32 // [words][of each link row and column][Link]
}

// Part is a part of how an office is told.
type Part int

const (
	Title  Part = iota // the office's own words: "prime minister", "leads"
	Body               // what it is an office of, or in
	Holder             // who has it
)

var officeParts = [...]string{Title: "title", Body: "body", Holder: "holder"} // as the weight file calls them

// Network returns the network that read.
func (r *Reading) Network() *Network { return r.net }

// Labels returns the log-probabilities of word i's labels.
func (r *Reading) Labels(i int) []float32 { return row(r.labels, i, len(r.net.Labels)) }

// Names returns the log-probabilities of word i's name labels.
func (r *Reading) Names(i int) []float32 { return row(r.names, i, len(r.net.Names)) }

// Offices returns the log-probabilities of word i's labels as a word of that part of an office. A
// word can be the body of one office and the title of another.
func (r *Reading) Offices(part Part, i int) []float32 {
	return row(r.offices[part], i, len(r.net.Offices))
}

// Status returns the log-probabilities of the statuses of the office that word i is a title's word of.
func (r *Reading) Status(i int) []float32 { return row(r.status, i, len(r.net.Statuses)) }

func row(x []float32, i, width int) []float32 { return x[i*width : (i+1)*width] }

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

// Link tells which link between words is meant.
type Link int

const (
	CueOf    Link = iota // from a content's word to the first word of its cue
	SourceOf             // from a cue's word to the first word of its source
	BodyOf               // from a title's word to the first word of its office's body
	HolderOf             // from a title's word to the first word of its office's holder
)

// as the weight file calls them
var links = [...]string{CueOf: "cue", SourceOf: "source", BodyOf: "body", HolderOf: "holder"}

// Links returns, for word i, the log-probabilities that word begin+k is what it belongs to; the
// last one is that none is. Words outside [begin, begin+len-1) can't be. They are those of the
// window that word at has its scores from; nil if word i is not in it.
func (r *Reading) Links(link Link, i, at int) (begin int, p []float32) {
	n, part := r.net, r.parts[r.home[at]]
	if i < part.begin || i >= part.end {
		return part.begin, nil
	}
	d, row := n.Link, n.links.out
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

// Window returns the words [begin, end) of the window in which word i lies best: a link from there
// leads to one of them.
func (r *Reading) Window(i int) (begin, end int) {
	part := r.parts[r.home[i]]
	return part.begin, part.end
}

const farBuckets = 16 // distances in one direction

// bucket numbers the way from word i to word j: within a sentence the logarithm of the distance in
// words, else the number of sentences and whether a paragraph ends between.
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
