// Package attrib finds the statements of a document: what is said, the words that report it and
// the nearest mention of its source. It knows nothing of who the source is.
package attrib

import (
	"slices"
	"sort"

	"quotegraph/internal/encoder"
	"quotegraph/internal/model"
)

// Find fills in a document's statements by a network's scores, leaving out those with less than the
// least confidence. It is safe for concurrent use.
func Find(d *model.Document, scores *encoder.Reading, least float64) {
	d.Statements = fromScores(d, scores)
	complete(d)
	leaveOut(d, least)
}

// fromScores finds the statements that the network's scores tell, and those nested in them.
func fromScores(d *model.Document, scores *encoder.Reading) []*model.Statement {
	calibration := scores.Network().Calibration
	found := newReading(d, scores).statements(calibration)
	found = standpoints(d, tidy(d, withLayout(d, found)))
	return append(found, tidy(d, nested(d, scores.Network(), found))...)
}

// complete puts statements in text order and adds types, verbatim parts and nesting.
func complete(d *model.Document) {
	sort.SliceStable(d.Statements, func(i, j int) bool {
		a, b := d.Statements[i].Hull(), d.Statements[j].Hull()
		if a.Begin != b.Begin {
			return a.Begin < b.Begin
		}
		return a.End > b.End
	})
	for i, s := range d.Statements {
		if s.Type == "" {
			s.Type, s.Verbatim = typeOf(d, s.Parts)
		} else if _, s.Verbatim = typeOf(d, s.Parts); s.Verbatim == nil {
			s.Verbatim = slices.Clone(s.Parts) // a turn without marks
		}
		var condition string
		s.Said, condition = said(d, s)
		s.Act, s.Negated, s.Conditional = act(d, s.Said)
		s.Condition, s.Conditional = condition, s.Conditional || condition != ""
		if (s.Act == model.ActSay || s.Act == model.ActOrder) && asks(s, d) {
			s.Act = model.ActAsk
		}
		s.Inside = -1
		if s.Nested {
			s.Inside = holder(d.Statements, i)
			s.Nested = s.Inside >= 0
		}
	}
}

// leaveOut drops statements with less than the least confidence, and what is reported in them.
func leaveOut(d *model.Document, least float64) {
	place := make([]int, len(d.Statements)) // its new index; -1: left out
	kept := 0
	for i, s := range d.Statements { // outer before inner
		if place[i] = -1; s.Confidence >= least && (s.Inside < 0 || place[s.Inside] >= 0) {
			place[i], d.Statements[kept] = kept, s
			kept++
		}
	}
	clear(d.Statements[kept:])
	d.Statements = d.Statements[:kept]
	for _, s := range d.Statements {
		if s.Inside >= 0 {
			s.Inside = place[s.Inside]
		}
	}
}

// holder returns the index of the statement that statement i is reported in: the smallest one
// whose parts hold all of its parts.
func holder(all []*model.Statement, i int) int {
	best := -1
	for j, o := range all {
		if j == i || !holds(o.Parts, all[i].Parts) {
			continue
		}
		if best < 0 || o.Hull().Len() < all[best].Hull().Len() {
			best = j
		}
	}
	return best
}

func holds(outer, inner []model.Span) bool {
	for _, p := range inner {
		in := false
		for _, o := range outer {
			in = in || o.Contains(p) && o != p
		}
		if !in {
			return false
		}
	}
	return true
}

// typeOf tells direct, mixed and indirect contents apart by their words, and returns the quoted
// stretches without their marks.
func typeOf(d *model.Document, parts []model.Span) (model.QuoteType, []model.Span) {
	var verbatim []model.Span
	quoted, plain := 0, 0
	for _, p := range parts {
		first, last := d.TokensIn(p)
		for _, t := range d.Tokens[first:last] {
			switch {
			case !isWord(t):
			case t.Quoted:
				quoted++
			default:
				plain++
			}
		}
		verbatim = append(verbatim, stretches(d, first, last)...)
	}
	switch {
	case quoted == 0:
		return model.Indirect, nil
	case plain == 0:
		return model.Direct, verbatim
	}
	return model.Mixed, verbatim
}

// stretches returns the quoted stretches of tokens [first, last) without their marks.
func stretches(d *model.Document, first, last int) []model.Span {
	var out []model.Span
	for i := first; i < last; i++ {
		begin := i
		for i < last && inStretch(d.Tokens[i]) {
			i++
		}
		if i > begin {
			out = append(out, d.SpanOf(begin, i))
		}
	}
	return out
}

// inStretch reports whether a token is quoted and no mark of the quotation itself. A mark of one
// within it is quoted too.
func inStretch(t model.Token) bool {
	return t.Quoted && (t.Inner || t.Kind != model.OpenQ && t.Kind != model.CloseQ)
}

func isWord(t model.Token) bool { return t.Kind == model.Word || t.Kind == model.Number }
