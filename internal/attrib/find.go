// Package attrib finds the statements of a document: what is said, the words that report it and
// the nearest mention of its source. It knows nothing of who the source is.
package attrib

import (
	"sort"

	"quotegraph/internal/model"
)

// Finder finds the statements of an analysed document, in text order, with Parts, Cue and
// Source; Complete adds what follows from these. Rules is one; it must be safe for concurrent use.
type Finder interface {
	Find(*model.Document) []*model.Statement
}

// Find fills in the document's statements by a finder.
func Find(d *model.Document, f Finder) {
	d.Statements = f.Find(d)
	complete(d)
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
		s.Type, s.Verbatim = typeOf(d, s.Parts)
		s.Inside = -1
		if s.Nested {
			s.Inside = outermost(d.Statements, i)
			s.Nested = s.Inside >= 0
		}
	}
}

// outermost returns the index of the statement that statement i is reported in: the smallest one
// whose parts hold all of its parts.
func outermost(all []*model.Statement, i int) int {
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
		begin := -1
		for i := first; i <= last; i++ {
			in := i < last && d.Tokens[i].Quoted
			if in && d.Tokens[i].Kind == model.OpenQ && !innerMark(d, i) || !in {
				if begin >= 0 {
					verbatim = append(verbatim, d.SpanOf(begin, i))
					begin = -1
				}
				if !in {
					if i < last && isWord(d.Tokens[i]) {
						plain++
					}
					continue
				}
			}
			if isWord(d.Tokens[i]) {
				quoted++
			}
			closes := d.Tokens[i].Kind == model.CloseQ && !innerMark(d, i)
			if begin < 0 && !closes && d.Tokens[i].Kind != model.OpenQ {
				begin = i
			} else if begin < 0 && d.Tokens[i].Kind == model.OpenQ && innerMark(d, i) {
				begin = i
			}
			if closes && begin >= 0 {
				verbatim = append(verbatim, d.SpanOf(begin, i))
				begin = -1
			}
		}
	}
	switch {
	case quoted == 0:
		return model.Indirect, nil
	case plain == 0:
		return model.Direct, verbatim
	}
	return model.Mixed, verbatim
}

// innerMark reports whether the mark at token i belongs to a quotation within another.
func innerMark(d *model.Document, i int) bool {
	for _, q := range d.Quotations {
		if q.Depth > 0 && (q.First == i || q.Last-1 == i) {
			return true
		}
	}
	return false
}

func isWord(t model.Token) bool { return t.Kind == model.Word || t.Kind == model.Number }
