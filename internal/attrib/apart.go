package attrib

import (
	"slices"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

// sureApart is the confidence of a statement that was taken out of another one.
const sureApart = 0.85

// takenApart returns statements with the quotations of another speaker as their own: `"Bring a
// boat," Novy replied. | "And oars," Ruiz said.` The words right behind a quotation tell whose it
// is.
func takenApart(d *model.Document, found []*model.Statement) []*model.Statement {
	var out []*model.Statement
	for _, s := range found {
		for len(s.Parts) > 1 {
			k := len(s.Parts) - 1
			source, cue := behind(d, s.Parts[k])
			if source.IsZero() || source.Overlaps(s.Source) || s.Source.IsZero() {
				break
			}
			out = append(
				out,
				&model.Statement{
					Source:     source,
					Cue:        cue,
					Parts:      []model.Span{s.Parts[k]},
					Confidence: sureApart,
					FoundBy:    "own speaker behind",
				},
			)
			s.Parts = s.Parts[:k]
		}
		if heading := headingIn(d, s); heading > 0 {
			out = append(
				out,
				&model.Statement{Parts: slices.Clone(s.Parts[:heading]), Confidence: s.Confidence, FoundBy: "heading"},
			)
			s.Parts = s.Parts[heading:]
		}
	}
	return append(found, out...)
}

// behind returns the source and cue of the reporting clause with a name that stands right behind a
// quotation and ends its sentence: "Ruiz said.".
func behind(d *model.Document, part model.Span) (source, cue model.Span) {
	first, i := d.TokensIn(part)
	if !d.Tokens[first].IsMark() || i >= len(d.Tokens) || d.Tokens[i-1].Kind != model.CloseQ {
		return model.Span{}, model.Span{}
	}
	end := i
	for k := range d.Names {
		if n := &d.Names[k]; n.First == i && n.Kind == model.PersonName {
			end = n.Last
		}
	}
	if end == i || end+1 >= len(d.Tokens) || d.Tokens[end+1].Text != "." {
		return model.Span{}, model.Span{}
	}
	if c := lexicon.CueAt(d.Tokens, end); c == nil || !c.That {
		return model.Span{}, model.Span{}
	}
	return d.SpanOf(i, end), d.Tokens[end].Span
}

// headingIn returns how many of a statement's first parts are headings: paragraphs of their own in
// marks before a sentence that reports in words without marks.
func headingIn(d *model.Document, s *model.Statement) int {
	if s.Cue.IsZero() || len(s.Parts) < 2 {
		return 0
	}
	cue, _ := d.TokensIn(s.Cue)
	n := 0
	for ; n < len(s.Parts)-1; n++ {
		first, last := d.TokensIn(s.Parts[n])
		p := d.Paragraphs[d.Tokens[first].Paragraph]
		whole := d.Sentences[p.First].First == first && d.Sentences[p.Last-1].Last == last
		if !whole || !d.Tokens[first].IsMark() || d.Tokens[first].Paragraph >= d.Tokens[cue].Paragraph {
			break
		}
	}
	if first, _ := d.TokensIn(s.Parts[n]); n > 0 && !d.Tokens[first].Quoted {
		return n
	}
	return 0
}

// resumedQuotations joins to a statement the quotation that follows it without any word of who says
// it: in the same paragraph right behind its sentence, or in the next one where the first was left
// open.
func resumedQuotations(d *model.Document, found []*model.Statement) []*model.Statement {
	slices.SortStableFunc(found, func(a, b *model.Statement) int { return a.Hull().Begin - b.Hull().Begin })
	var last *model.Statement
	return slices.DeleteFunc(found, func(s *model.Statement) bool {
		if last != nil && s.Cue.IsZero() && s.Source.IsZero() && continues(d, last, s) {
			last.Parts = append(last.Parts, s.Parts...)
			return true
		}
		last = s
		return false
	})
}

func continues(d *model.Document, a, b *model.Statement) bool {
	first, _ := d.TokensIn(b.Parts[0])
	if d.Tokens[first].Kind != model.OpenQ || d.TextOf(a.Cue) == ":" && a.Type == model.Direct {
		return false // a transcript's turns end by themselves
	}
	_, end := d.TokensIn(a.Parts[len(a.Parts)-1])
	if d.Tokens[end-1].Kind != model.CloseQ && d.Tokens[end-1].Quoted &&
		d.Tokens[first].Paragraph == d.Tokens[end-1].Paragraph+1 {
		return true // the marks are still open
	}
	if a.Source.IsZero() || d.Tokens[end-1].Kind != model.CloseQ {
		return false
	}
	_, end = d.TokensIn(model.Hull(append(slices.Clone(a.Parts), a.Source, a.Cue)))
	return d.Tokens[first].Paragraph == d.Tokens[end-1].Paragraph &&
		(end == first || end+1 == first && d.Tokens[end].Text == ".")
}
