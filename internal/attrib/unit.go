package attrib

import (
	"strings"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

// unit is a sentence with the quotations in it whole: `"We are late. We tried," he said.` has two
// sentences and is one unit. The rules read a document unit by unit.
type unit struct {
	doc         *model.Document
	first, last int // tokens [first, last)
	paragraph   int
}

// units cuts a document into units, furniture left out.
func units(d *model.Document) []unit {
	var out []unit
	for pi, p := range d.Paragraphs {
		for si := p.First; si < p.Last; {
			end := si + 1
			for end < p.Last && crosses(d, d.Sentences[end].First) {
				end++
			}
			u := unit{d, d.Sentences[si].First, d.Sentences[end-1].Last, pi}
			for u.first < u.last && d.InFurniture(d.Tokens[u.first].Begin) {
				u.first++
			}
			for u.first < u.last && d.InFurniture(d.Tokens[u.last-1].Begin) {
				u.last--
			}
			if u.first < u.last {
				out = append(out, u)
			}
			si = end
		}
	}
	return out
}

// crosses reports whether an outermost quotation spans the border before token i.
func crosses(d *model.Document, i int) bool {
	for _, q := range d.Quotations {
		if q.Depth == 0 && q.First < i && i < q.Last {
			return true
		}
	}
	return false
}

func (u unit) tok(i int) model.Token {
	if i < u.first || i >= u.last {
		return model.Token{}
	}
	return u.doc.Tokens[i]
}

func (u unit) lower(i int) string { return u.tok(i).Lower }

// end is where the unit's words end: before its final stop and what closes it outside marks.
func (u unit) end() int {
	e := u.last
	for e > u.first {
		switch t := u.tok(e - 1); {
		case t.Text == "." || t.Text == "!" || t.Text == "?" || t.Text == "…" || t.Text == ";" || t.Text == ":" || t.Kind == model.StrayQ:
			e--
		default:
			return e
		}
	}
	return e
}

// pureQuotation reports whether the unit is nothing but one or more quotations.
func (u unit) pureQuotation() bool {
	words := 0
	for i := u.first; i < u.last; i++ {
		t := u.tok(i)
		if isWord(t) && !t.Quoted {
			return false
		}
		if isWord(t) {
			words++
		}
	}
	return words > 0
}

// quotationAt returns the outermost quotation that begins at token i.
func quotationAt(d *model.Document, i int) (model.Quotation, bool) {
	for _, q := range d.Quotations {
		if q.First == i && q.Depth == 0 {
			return q, true
		}
	}
	return model.Quotation{}, false
}

func isPronoun(lower string) bool {
	switch lower {
	case "he", "she", "they", "it", "i", "we", "you", "who":
		return true
	}
	return false
}

func isAdverb(lower string) bool {
	return lexicon.Function(lower) == "adverb" || strings.HasSuffix(lower, "ly") && len(lower) > 4
}

func isAuxiliary(lower string) bool { return lexicon.Function(lower) == "auxiliary" }
func isNegation(lower string) bool  { return lower == "not" || lower == "n't" || lower == "never" }

func isTime(lower string) bool { return lexicon.TimeKind(lower) != "" }
