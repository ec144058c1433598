package encoder

import (
	"math"
	"strings"
)

// Span is a stretch of words [First, Last) that one layer's labels mark.
type Span struct {
	First, Last int
	Kind        string  // "source", "person": a label without its "B-"; empty for parts of offices
	Score       float64 // mean log-probability of its words' labels
}

// LabelSpans returns the likeliest spans of the labels, in text order.
func (r *Reading) LabelSpans() []Span { return r.spans(r.net.labelScheme, r.Labels) }

// NameSpans returns the likeliest names, in text order.
func (r *Reading) NameSpans() []Span { return r.spans(r.net.nameScheme, r.Names) }

// OfficeSpans returns the likeliest titles, bodies or holders of offices, in text order.
func (r *Reading) OfficeSpans(part Part) []Span {
	return r.spans(r.net.officeScheme, func(i int) []float32 { return r.Offices(part, i) })
}

// scheme tells which label may follow which: B (begins), I (goes on), E (ends) and S (single) for
// layers that mark ends, B and I for those that do not.
type scheme struct {
	kind   []string
	place  []byte // 'O', 'B', 'I', 'E', 'S'
	opens  []bool // the next label must go on
	starts []bool // may stand where no span is open
	ends   bool
}

func schemeOf(labels []string) scheme {
	s := scheme{}
	for _, l := range labels {
		s.ends = s.ends || l[0] == 'E'
	}
	for _, l := range labels {
		place, kind, _ := strings.Cut(l, "-")
		s.kind, s.place = append(s.kind, kind), append(s.place, place[0])
		s.opens = append(s.opens, s.ends && (place == "B" || place == "I"))
		s.starts = append(s.starts, place == "O" || place == "B" || place == "S")
	}
	return s
}

func (s *scheme) follows(a, b int) bool {
	on := s.place[b] == 'I' || s.place[b] == 'E'
	if s.ends {
		return on == s.opens[a] && (!on || s.kind[a] == s.kind[b])
	}
	return !on || s.place[a] != 'O' && s.kind[a] == s.kind[b]
}

// spans finds the likeliest legal labels of each paragraph (Viterbi, 1967).
func (r *Reading) spans(s scheme, scores func(int) []float32) []Span {
	var out []Span
	for begin := 0; begin < len(r.words); {
		end := begin + 1
		for end < len(r.words) && r.words[end].Paragraph == r.words[begin].Paragraph {
			end++
		}
		labels := s.best(begin, end, scores)
		for i := begin; i < end; i++ {
			l, at := labels[i-begin], scores(i)[labels[i-begin]]
			switch s.place[l] {
			case 'B', 'S':
				out = append(out, Span{i, i + 1, s.kind[l], float64(at)})
			case 'I', 'E':
				last := &out[len(out)-1]
				last.Last, last.Score = i+1, last.Score+float64(at)
			}
		}
		begin = end
	}
	for i := range out {
		out[i].Score /= float64(out[i].Last - out[i].First)
	}
	return out
}

func (s *scheme) best(begin, end int, scores func(int) []float32) []int {
	k, n := len(s.kind), end-begin
	never := float32(math.Inf(-1))
	back := make([]int8, n*k)
	now, next := make([]float32, k), make([]float32, k)
	for l, v := range scores(begin) {
		now[l] = never
		if s.starts[l] {
			now[l] = v
		}
	}
	for i := begin + 1; i < end; i++ {
		for b, v := range scores(i) {
			next[b] = never
			for a := range k {
				if now[a] > next[b] && s.follows(a, b) {
					next[b], back[(i-begin)*k+b] = now[a], int8(a)
				}
			}
			next[b] += v
		}
		now, next = next, now
	}
	last := -1
	for l, v := range now {
		if !s.opens[l] && (last < 0 || v > now[last]) {
			last = l
		}
	}
	out := make([]int, n)
	for i := n - 1; i >= 0; i-- {
		out[i] = last
		last = int(back[i*k+last])
	}
	return out
}
