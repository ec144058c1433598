package attrib

import (
	"math"
	"slices"
	"sort"

	"quotegraph/internal/encoder"
	"quotegraph/internal/model"
)

// reading is an article's scores on their way to statements. Spans are of words, the numbers
// that the network knows.
type reading struct {
	doc     *model.Document
	scores  *encoder.Reading
	sources []encoder.Span
	cues    []encoder.Span
	parts   []encoder.Span
}

// A link whose end lies outside the window has the log-probability unseen; "none" has at least
// noneAtLeast, for words whose cue or source the labels do not show.
const (
	unseen      = -40
	noneAtLeast = -6
)

func newReading(d *model.Document, scores *encoder.Reading) *reading {
	r := &reading{doc: d, scores: scores}
	for _, s := range scores.LabelSpans() {
		switch s.Kind {
		case "source":
			r.sources = append(r.sources, s)
		case "cue":
			r.cues = append(r.cues, s)
		case "content":
			r.parts = append(r.parts, s)
		}
	}
	return r
}

func (r *reading) span(s encoder.Span) model.Span {
	return r.doc.SpanOf(r.scores.Tokens[s.First], r.scores.Tokens[s.Last-1]+1)
}

// links returns, for each word of span s, the log-probabilities that it belongs to each of the
// targets, and last to none, all seen from the window in which the span's middle lies best. A word
// outside it has no say: its row is 0.
func (r *reading) links(link encoder.Link, s encoder.Span, targets []encoder.Span) [][]float64 {
	out := make([][]float64, 0, s.Last-s.First)
	for i := s.First; i < s.Last; i++ {
		row := make([]float64, len(targets)+1)
		out = append(out, row)
		begin, p := r.scores.Links(link, i, (s.First+s.Last)/2)
		if p == nil {
			continue
		}
		end := begin + len(p) - 1
		for k := range targets {
			row[k] = unseen
		}
		for k := sort.Search(len(targets),
			func(k int) bool { return targets[k].Last > begin }); k < len(targets) && targets[k].First < end; k++ {
			sum := 0.0
			for j := max(targets[k].First, begin); j < min(targets[k].Last, end); j++ {
				sum += math.Exp(float64(p[j-begin]))
			}
			row[k] = math.Max(unseen, math.Log(sum))
		}
		row[len(targets)] = math.Max(noneAtLeast, float64(p[len(p)-1]))
	}
	return out
}

// sourceOf returns the index of a cue's source, -1 for none, and the link's mean log-probability.
func (r *reading) sourceOf(cue encoder.Span) (int, float64) {
	from, sources := r.near(cue, r.sources)
	sum := total(r.links(encoder.SourceOf, cue, sources))
	k := largest(sum)
	score := sum[k] / float64(cue.Last-cue.First)
	if k == len(sources) {
		return -1, score
	}
	return from + k, score
}

// near returns the targets that links of span s can lead to, and the number of the first of them.
func (r *reading) near(s encoder.Span, targets []encoder.Span) (from int, near []encoder.Span) {
	begin, end := r.scores.Window((s.First + s.Last) / 2)
	from = sort.Search(len(targets), func(k int) bool { return targets[k].Last > begin })
	to := sort.Search(len(targets), func(k int) bool { return targets[k].First >= end })
	return from, targets[from:max(from, to)]
}

// piece is a content's part, or half of one, with the index of its cue (-1: none).
type piece struct {
	encoder.Span
	cue  int
	link float64 // mean log-probability
}

// Cutting a part in two must win at least so much log-probability, and leave at least so many words
// on either side.
const (
	cutCosts = 6.0
	leastCut = 3
)

// cut links a part to its cue. One stretch of content may hold two statements: it is cut where its
// words' cue changes for good.
func (r *reading) cut(part encoder.Span) []piece {
	from, cues := r.near(part, r.cues)
	rows := r.links(encoder.CueOf, part, cues)
	none := len(cues)
	r.staysNear(part, cues, rows)
	named := func(s encoder.Span, k int, sum float64) piece {
		p := piece{s, from + k, sum / float64(s.Last-s.First)}
		if k == none {
			p.cue = -1
		}
		return p
	}
	whole := total(rows)
	k := largest(whole)
	best, at, left, right := whole[k], 0, 0, 0
	sum := make([]float64, none+1)
	rest := slices.Clone(whole)
	var halves [2]float64
	for i, row := range rows {
		if i >= leastCut && i <= len(rows)-leastCut {
			a, b := largest(sum), largest(rest)
			if v := sum[a] + rest[b] - cutCosts; a != b && v > best {
				best, at, left, right, halves = v, i, a, b, [2]float64{sum[a], rest[b]}
			}
		}
		for j, v := range row {
			sum[j] += v
			rest[j] -= v
		}
	}
	if at == 0 {
		return []piece{named(part, k, whole[k])}
	}
	a, b := part, part
	a.Last, b.First = part.First+at, part.First+at
	return []piece{named(a, left, halves[0]), named(b, right, halves[1])}
}

func total(rows [][]float64) []float64 {
	sum := make([]float64, len(rows[0]))
	for _, row := range rows {
		for j, v := range row {
			sum[j] += v
		}
	}
	return sum
}

func largest(x []float64) int {
	best := 0
	for i, v := range x {
		if v > x[best] {
			best = i
		}
	}
	return best
}

// statements puts sources, cues and contents together.
func (r *reading) statements(calibration []float64) []*model.Statement {
	held := make([][]piece, len(r.cues))
	var out []*model.Statement
	add := func(cue *encoder.Span, pieces []piece) {
		s := &model.Statement{}
		e := evidence{pieces: pieces, cue: cue}
		if cue != nil {
			s.Cue = r.span(*cue)
			var k int
			if k, e.sourceLink = r.sourceOf(*cue); k >= 0 {
				e.source = &r.sources[k]
				s.Source = r.span(*e.source)
			}
		}
		for _, p := range pieces {
			s.Parts = append(s.Parts, r.span(p.Span))
		}
		s.Scores = e.scores()
		s.Confidence = confidence(calibration, s.Scores)
		out = append(out, s)
	}
	for _, part := range r.parts {
		for _, p := range r.cut(part) {
			if p.cue >= 0 {
				held[p.cue] = append(held[p.cue], p)
			} else {
				add(nil, []piece{p})
			}
		}
	}
	for k, pieces := range held {
		if len(pieces) > 0 {
			add(&r.cues[k], pieces)
		}
	}
	return out
}

// staysNear takes off the cues that words outside quotation marks can't have: those of other
// paragraphs. Only a quotation goes on from one to the next.
func (r *reading) staysNear(part encoder.Span, cues []encoder.Span, rows [][]float64) {
	for i, row := range rows {
		t := r.doc.Tokens[r.scores.Tokens[part.First+i]]
		if t.Quoted {
			return
		}
		for k, cue := range cues {
			if r.doc.Tokens[r.scores.Tokens[cue.First]].Paragraph != t.Paragraph {
				row[k] = unseen
			}
		}
	}
}
