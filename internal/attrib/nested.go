package attrib

import "quotegraph/internal/model"

// nested reads the indirect contents of a unit for statements reported in them.
func (f *finding) nested(h *here) {
	outer := len(f.found)
	for _, s := range f.found[:outer] {
		if s.Nested || !h.holds(s) {
			continue
		}
		for _, p := range s.Parts {
			first, last := f.doc.TokensIn(p)
			inner := &finding{doc: f.doc}
			in := &here{unit: unit{f.doc, first, last, h.paragraph}}
			in.cues = cuesOf(in.unit)
			for i, c := range in.cues {
				if !in.covered(c.first) && (c.Class == "say" || c.Class == "deny" || c.Class == "ask" || c.Class == "promise" || c.according) {
					_ = c.according && inner.according(in, c) || !c.according && inner.trailing(in, i) || !c.according && inner.leading(in, i)
				}
			}
			for _, n := range inner.found {
				n.Nested, n.Confidence = true, sureNested
				f.found = append(f.found, n)
			}
		}
	}
}

func (h *here) holds(s *model.Statement) bool {
	p := s.Parts[0]
	return p.Begin >= h.tok(h.first).Begin && p.End <= h.tok(h.last-1).End
}
