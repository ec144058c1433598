package reading

import (
	"slices"
	"sort"
)

// Segment is a stretch of an article's text of which every word plays the same parts.
type Segment struct {
	Text   string
	Of     []*Statement // whose content it is, the outermost first
	CueOf  []*Statement
	Source []*Statement // whose source's mention it is
	First  []*Statement // whose content begins here
}

// Segments cuts an article's text, or a stretch of it, where any content, cue or source begins or
// ends. All segments together are the text.
func (a *Article) Segments(within Place) []Segment {
	cuts := []int{within.Begin, within.End}
	each := func(f func(s *Statement, p Place, role int)) {
		for _, s := range a.Statements {
			for role, places := range [][]Place{s.Parts, s.CueAt, s.SourceAt} {
				for _, p := range places {
					if p.Begin < within.End && p.End > within.Begin {
						f(s, p, role)
					}
				}
			}
		}
	}
	each(func(_ *Statement, p Place, _ int) {
		cuts = append(cuts, max(p.Begin, within.Begin), min(p.End, within.End))
	})
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	out := make([]Segment, len(cuts)-1)
	for i := range out {
		out[i].Text = a.Text[cuts[i]:cuts[i+1]]
	}
	begun := map[*Statement]bool{}
	each(func(s *Statement, p Place, role int) {
		for i := sort.SearchInts(cuts, max(p.Begin, within.Begin)); i < len(out) && cuts[i] < p.End; i++ {
			switch x := &out[i]; role {
			case 0:
				x.Of = append(x.Of, s)
				if !begun[s] {
					begun[s] = true
					x.First = append(x.First, s)
				}
			case 1:
				x.CueOf = append(x.CueOf, s)
			default:
				x.Source = append(x.Source, s)
			}
		}
	})
	for i := range out {
		slices.SortStableFunc(out[i].Of, func(x, y *Statement) int { return x.depth() - y.depth() })
	}
	return out
}

// Paragraphs returns the places of the paragraphs that places lie in, as one stretch: from the
// first one's begin to the last one's end.
func (a *Article) Paragraphs(of []Place) Place {
	if len(of) == 0 || a.Text == "" { // the text is hidden
		return Place{}
	}
	begin, end := of[0].Begin, of[len(of)-1].End
	for begin > 0 && a.Text[begin-1] != '\n' {
		begin--
	}
	for end < len(a.Text) && a.Text[end] != '\n' {
		end++
	}
	return Place{begin, end}
}

// Whole is the place of the whole text.
func (a *Article) Whole() Place { return Place{0, len(a.Text)} }

// within tells whether a statement is another one or is reported in it, through however many.
func (s *Statement) within(other *Statement) bool {
	for o := s; o != nil; o = o.Inside {
		if o == other {
			return true
		}
	}
	return false
}

// depth is how many statements a statement is reported in.
func (s *Statement) depth() int {
	n := 0
	for o := s.Inside; o != nil; o = o.Inside {
		n++
	}
	return n
}
