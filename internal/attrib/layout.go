package attrib

import (
	"slices"
	"strings"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

// withLayout adds the statements that layout tells. Some are told by their layout alone, with no reporting verb near: a transcript's turns and
// quotations signed by whoever said them. They are read by rule and stand in for what else was found in their place.
//
//	RUIZ: The port will close.
//	"The port will close." - Ana Ruiz
func withLayout(d *model.Document, found []*model.Statement) []*model.Statement {
	laid := append(turns(d), signed(d)...)
	if len(laid) == 0 {
		return found
	}
	kept := slices.DeleteFunc(found, func(s *model.Statement) bool {
		return slices.ContainsFunc(laid, func(l *model.Statement) bool { return overlap(l, s) })
	})
	return append(kept, laid...)
}

func overlap(a, b *model.Statement) bool {
	for _, p := range a.Parts {
		for _, q := range b.Parts {
			if p.Overlaps(q) {
				return true
			}
		}
	}
	return false
}

const sureLayout = 0.95 // confidence of what the layout tells

// turns reads the turns of a transcript: paragraphs that begin with a name and a colon, at least
// two of them by the same name or three at all, so that a single "Correction: …" is none.
func turns(d *model.Document) []*model.Statement {
	type turn struct{ first, colon, last int }
	var all []turn
	times := map[string]int{}
	for _, p := range d.Paragraphs {
		first, last := d.Sentences[p.First].First, d.Sentences[p.Last-1].Last
		for first < last && (d.Tokens[first].Kind == model.OpenQ || d.Tokens[first].Kind == model.StrayQ) {
			first++
		}
		colon := label(d, first, last)
		if colon < 0 || colon+1 >= last || d.InFurniture(d.Tokens[first].Begin) {
			continue
		}
		all = append(all, turn{first, colon, last})
		times[d.TextOf(d.SpanOf(first, colon))]++
	}
	again := false
	for _, n := range times {
		again = again || n > 1
	}
	if len(all) < 3 && !again {
		return nil
	}
	var out []*model.Statement
	for _, t := range all {
		begin, end := t.colon+1, t.last
		for end > begin && (d.Tokens[end-1].Text == "." || d.Tokens[end-1].Text == ",") {
			end--
		}
		if begin == end {
			continue
		}
		out = append(out, &model.Statement{
			Source: d.SpanOf(t.first, t.colon), Cue: d.SpanOf(t.colon, t.colon+1), Parts: []model.Span{d.SpanOf(begin, end)},
			Type: model.Direct, Confidence: sureLayout,
		})
	}
	return out
}

// label returns the colon behind a speaker's name that begins a paragraph, -1 if there is none: "RUIZ:",
// "Ana Ruiz:", "Q:", "MS. RUIZ (through an interpreter):".
func label(d *model.Document, first, last int) int {
	words, capitals, inside := 0, 0, false
	for i := first; i < last && i < first+10; i++ {
		t := d.Tokens[i]
		switch {
		case t.Text == ":":
			if words == 0 || capitals < words || words > 5 || i+1 < last && t.End == d.Tokens[i+1].Begin && d.Tokens[i+1].Kind == model.Number {
				return -1
			}
			return i
		case t.Text == "(" || t.Text == "[":
			inside = true
		case t.Text == ")" || t.Text == "]":
			inside = false
		case inside || t.Text == "." || t.Text == "-":
		case t.Kind == model.Word:
			if words++; lexicon.IsCapital(t.Text) && (lexicon.Function(t.Lower) == "" || strings.ToUpper(t.Text) == t.Text) {
				capitals++
			}
		default:
			return -1
		}
	}
	return -1
}

// signed reads quotations that a dash and a name follow at the end of the paragraph or in one of its own.
func signed(d *model.Document) []*model.Statement {
	var out []*model.Statement
	for i, t := range d.Tokens {
		if !isDash(t.Text) || i == 0 || i+1 >= len(d.Tokens) {
			continue
		}
		p := d.Paragraphs[t.Paragraph]
		first, end := d.Sentences[p.First].First, d.Sentences[p.Last-1].Last
		last := signature(d, i+1, end)
		if last < 0 {
			continue
		}
		begin, stop := quotationBefore(d, i, first)
		if begin < 0 {
			continue
		}
		out = append(out, &model.Statement{
			Source: d.SpanOf(i+1, last), Cue: t.Span, Parts: []model.Span{d.SpanOf(begin, stop)}, Type: model.Direct, Confidence: sureLayout,
		})
	}
	return out
}

func isDash(s string) bool {
	switch s {
	case "—", "–", "―", "--", "-", "~":
		return true
	}
	return false
}

// signature returns the end of the name that begins at token i and with what follows it ("Ana Ruiz, teacher") fills
// the rest of the paragraph but for a full stop; -1 if none does.
func signature(d *model.Document, i, end int) int {
	if end-i < 2 && (end == i || len(d.Tokens[i].Text) < 3) || end-i > 14 {
		return -1
	}
	last := i
	for last < end {
		t := d.Tokens[last]
		particle := last > i && last+1 < end && t.Kind == model.Word && len(t.Text) <= 3 && lexicon.IsCapital(d.Tokens[last+1].Text)
		if !(t.Kind == model.Word && lexicon.IsCapital(t.Text)) && !particle && !(t.Text == "." && last > i && last+1 < end) {
			break
		}
		last++
	}
	if last == i || last < end && d.Tokens[last].Text != "," && d.Tokens[last].Text != "." && d.Tokens[last].Text != "(" {
		return -1
	}
	for end > last && d.Tokens[end-1].Text == "." {
		end--
	}
	return end
}

// quotationBefore returns the tokens of the quotation that ends right before the dash at token i, in the
// same paragraph or as the whole of the one before.
func quotationBefore(d *model.Document, i, first int) (begin, end int) {
	if i == first {
		t := d.Tokens[i].Paragraph
		if t == 0 {
			return -1, -1
		}
		p := d.Paragraphs[t-1]
		first, i = d.Sentences[p.First].First, d.Sentences[p.Last-1].Last
		if !isMark(d.Tokens[first]) {
			return -1, -1
		}
	}
	if i-1 <= first || !isMark(d.Tokens[i-1]) {
		return -1, -1
	}
	for _, q := range d.Quotations {
		if q.Depth == 0 && q.Last == i && (q.First == first || q.Last-q.First > 4) {
			return q.First, i
		}
	}
	if isMark(d.Tokens[first]) { // marks that face the wrong way
		return first, i
	}
	return -1, -1
}

func isMark(t model.Token) bool {
	return t.Kind == model.OpenQ || t.Kind == model.CloseQ || t.Kind == model.StrayQ
}
