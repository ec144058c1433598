package attrib

import (
	"slices"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

// edges takes signs off a content's ends and gives it both marks of a quotation or none: the full
// stop or comma that follows outside the marks is no part of it, one within them is.
func edges(d *model.Document, p model.Span) model.Span {
	first, last := d.TokensIn(p)
	for last-1 > first && outerSign(d.Tokens[last-1].Text) && !d.Tokens[last-1].Quoted {
		last--
	}
	for first < last-1 && (outerSign(d.Tokens[first].Text) || d.Tokens[first].Kind == model.CloseQ) {
		first++
	}
	if last-1 > first && d.Tokens[last-1].Kind == model.OpenQ {
		last--
	}
	const nearby = 2 // tokens
	for _, q := range d.Quotations {
		if q.Depth > 0 || q.Unclosed {
			continue
		}
		if first >= q.First && first-q.First <= nearby && last <= q.Last && q.Last-last <= nearby {
			first, last = q.First, q.Last
		}
		if q.First < last && last < q.Last && q.Last-last <= nearby && q.First >= first {
			last = q.Last
		}
		if first > q.First && first < q.Last && first-q.First <= nearby && q.Last <= last {
			first = q.First
		}
		if last == q.Last && q.First < first && first-q.First > nearby && d.Tokens[last-1].Kind == model.CloseQ {
			last-- // the closing mark alone
		}
	}
	return d.SpanOf(first, last)
}

func outerSign(s string) bool {
	switch s {
	case ".", ",", ";", ":", "—", "–", "--", "-":
		return true
	}
	return false
}

// sourceEdges gives a source the whole of the name it ends before or in, "director | Mona Feld",
// and takes off what can't end one, "Dr. Edda Kranz, | the".
func sourceEdges(d *model.Document, s *model.Statement) model.Span {
	if s.Source.IsZero() {
		return s.Source
	}
	first, last := d.TokensIn(s.Source)
	for _, n := range d.Names {
		before := n.First == last && joinsName(d.Tokens[last-1]) &&
			d.Tokens[n.First].Sentence == d.Tokens[last-1].Sentence
		if n.Overlaps(s.Cue) || slices.ContainsFunc(s.Parts, n.Overlaps) {
			continue
		}
		if before || n.First < last && last < n.Last && n.First >= first {
			last = n.Last
		}
		if n.First < first && first < n.Last && n.Last <= last { // "Leon "Lefty" | Okafor"
			first = n.First
		}
	}
	for first < last-1 && (d.Tokens[first].Kind == model.Punct || d.Tokens[first].IsMark()) &&
		!slices.ContainsFunc(d.Quotations, func(q model.Quotation) bool { return q.First == first }) {
		first++
	}
	for i := first + 1; i+1 < last; i++ { // "the minister Dede Okpara, | will begin"
		if d.Tokens[i].Text == "," && lexicon.Function(d.Tokens[i+1].Lower) == "auxiliary" {
			last = i
		}
	}
	first = wholeApposition(d, s, first, last)
	for k := timeBefore(d, first+1, last); k < last && nameEndingAt(d, last) == nil; k = timeBefore(d, first+1, last) {
		last = k // "the court | this month"
	}
	for last-1 > first && (d.Tokens[last-1].Text == "," ||
		lexicon.Function(d.Tokens[last-1].Lower) == "article" || lexicon.Function(d.Tokens[last-1].Lower) == "preposition") {
		last--
	}
	return d.SpanOf(first, last)
}

// wholeApposition returns the first token of the name that a source describes where the source is
// the description alone, between commas: "China, | its neighbour's only ally, | said".
func wholeApposition(d *model.Document, s *model.Statement, first, last int) int {
	if first < 2 || last >= len(d.Tokens) || d.Tokens[first-1].Text != "," || d.Tokens[last].Text != "," {
		return first
	}
	for _, n := range d.Names {
		if n.Last != first-1 || d.Tokens[n.First].Sentence != d.Tokens[first].Sentence || n.Kind == model.OtherName ||
			slices.ContainsFunc(s.Parts, n.Overlaps) {
			continue
		}
		begin := d.Sentences[d.Tokens[first].Sentence].First
		const lead = 2 // "But China", "Even the Tarn Bank"
		if n.First-begin <= lead && (n.Kind != model.PlaceName || n.First == begin) {
			return n.First
		}
	}
	return first
}

// timeBefore returns where an expression of time that ends before token last begins, "on Monday",
// "this month"; last if there is none behind first.
func timeBefore(d *model.Document, first, last int) int {
	if last-1 < first || lexicon.TimeKind(d.Tokens[last-1].Lower) == "" {
		return last
	}
	k := last - 1
	if k-1 >= first {
		switch d.Tokens[k-1].Lower {
		case "this", "last", "next", "on", "late", "early":
			k--
		}
	}
	return k
}

// joinsName reports whether a word at a source's end asks for the name behind it: an office, or "of".
func joinsName(t model.Token) bool {
	_, office := lexicon.OfficeOf(t.Lower)
	_, _, honorific := lexicon.Honorific(t.Text)
	return office || honorific || t.Lower == "of" || t.Lower == "the"
}

// quotationInSource gives a content the quotation that its source ran into: "said Otto Kerrigan,
// the leader | 'were borrowed'".
func quotationInSource(d *model.Document, s *model.Statement) {
	if s.Source.IsZero() {
		return
	}
	first, last := d.TokensIn(s.Source)
	for _, q := range d.Quotations {
		if q.Depth > 0 || q.First <= first || q.First >= last || q.Last-q.First < 6 {
			continue
		}
		s.Source = d.SpanOf(first, q.First)
		if !slices.ContainsFunc(s.Parts, q.Overlaps) {
			s.Parts = append(s.Parts, q.Span)
			slices.SortFunc(s.Parts, func(a, b model.Span) int { return a.Begin - b.Begin })
		}
		return
	}
}

// sourceInContent makes a part that is a person's name with its description, right before the cue
// of a statement without a source, the source: "The river will rise, | Marta Kolbe, head of the
// river service, | said".
func sourceInContent(d *model.Document, s *model.Statement) {
	n := len(s.Parts)
	if !s.Source.IsZero() || s.Cue.IsZero() || n < 2 {
		return
	}
	first, last := d.TokensIn(s.Parts[n-1])
	cue, _ := d.TokensIn(s.Cue)
	if last != cue && !(last+1 == cue && d.Tokens[last].Text == ",") || d.Tokens[first].Quoted {
		return
	}
	for i := first; i < last; i++ {
		if lexicon.Function(d.Tokens[i].Lower) == "auxiliary" {
			return
		}
	}
	if slices.ContainsFunc(d.Names, func(n model.Name) bool { return n.First == first && n.Kind == model.PersonName }) {
		s.Source, s.Parts = s.Parts[n-1], s.Parts[:n-1]
	}
}

// apposition moves a description of the source from the content's begin to the source's end:
// "According to Bianca Torres, | the head of the road service, | the slope is moving".
func apposition(d *model.Document, s *model.Statement) {
	if s.Source.IsZero() || len(s.Parts) == 0 {
		return
	}
	first, last := d.TokensIn(s.Parts[0])
	sourceFirst, end := d.TokensIn(s.Source)
	if end != first && !(end+1 == first && d.Tokens[end].Text == ",") {
		return
	}
	described := joinsName(d.Tokens[end-1]) ||
		lexicon.Function(d.Tokens[sourceFirst].Lower) == "article" && !lexicon.IsCapital(d.Tokens[end-1].Text)
	for _, n := range d.Names { // "According to the groundsman, | Vijay Soren, the pitch was dry"
		if n.First == first && n.Kind == model.PersonName && n.Last+1 < last && d.Tokens[n.Last].Text == "," &&
			described {
			s.Source, s.Parts[0] = d.SpanOf(sourceFirst, n.Last), d.SpanOf(n.Last+1, last)
			return
		}
	}
	if lexicon.Function(d.Tokens[first].Lower) != "article" {
		return
	}
	office := false
	for i := first; i < min(last, first+12); i++ {
		t := d.Tokens[i]
		switch {
		case t.Text == "," && office && i+1 < last:
			s.Source, s.Parts[0] = d.SpanOf(sourceFirst, i), d.SpanOf(i+1, last)
			return
		case t.Kind != model.Word || lexicon.Function(t.Lower) == "auxiliary" || lexicon.CueAt(d.Tokens, i) != nil:
			return
		}
		_, ok := lexicon.OfficeOf(t.Lower)
		office = office || ok
	}
}
