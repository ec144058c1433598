package attrib

import "quotegraph/internal/model"

// opens keeps a reporting clause that ends with a colon until its content comes.
func (f *finding) opens(h *here, c cue) bool {
	first, last, ok := subjectBefore(h.unit, c.first, h.first)
	if !ok {
		return false
	}
	f.open = &model.Statement{Source: f.doc.SpanOf(first, last), Cue: f.doc.SpanOf(c.first, c.last), Confidence: sureTrailing}
	return true
}

// floating attributes a unit that is all quotation.
func (f *finding) floating(u unit) {
	part := f.doc.SpanOf(u.first, u.last)
	switch {
	case f.open != nil:
		s := f.open
		s.Parts, f.open = []model.Span{part}, nil
		f.found = append(f.found, s)
		f.last = s
	case f.last != nil && f.continues(u):
		f.last.Parts = append(f.last.Parts, part)
	case f.last != nil && u.paragraph-f.lastUnit.paragraph <= 1 && u.last-u.first > 6:
		s := &model.Statement{Parts: []model.Span{part}, Source: f.last.Source, Confidence: sureFloating}
		f.found = append(f.found, s)
		f.last = s
	default:
		return
	}
	f.lastUnit = u
}

// continues reports whether a quotation goes on with the last statement: in the same paragraph behind
// one that is in marks too, or from one paragraph to the next with only one closing mark.
func (f *finding) continues(u unit) bool {
	q, ok := quotationAt(f.doc, u.first)
	if ok && q.Continues && u.paragraph == f.lastUnit.paragraph+1 {
		return true
	}
	lastPart := f.last.Parts[len(f.last.Parts)-1]
	_, e := f.doc.TokensIn(lastPart)
	return u.paragraph == f.lastUnit.paragraph && u.first == f.lastUnit.last && (f.doc.Tokens[e-1].Quoted || f.lastUnit.last > e) && quotedAny(f.doc, f.last)
}

func quotedAny(d *model.Document, s *model.Statement) bool {
	for _, p := range s.Parts {
		first, last := d.TokensIn(p)
		for i := first; i < last; i++ {
			if d.Tokens[i].Quoted {
				return true
			}
		}
	}
	return false
}
