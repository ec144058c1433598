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
	first, last = withoutSigns(d, first, last)
	for _, q := range d.Quotations {
		if q.Depth == 0 && !q.Unclosed {
			first, last = bothMarks(d, q, first, last)
		}
	}
	return d.SpanOf(first, last)
}

// withoutSigns takes signs outside marks, and marks that face away, off the ends of tokens
// [first, last).
func withoutSigns(d *model.Document, first, last int) (int, int) {
	for last-1 > first && outerSign(d.Tokens[last-1].Text) && !d.Tokens[last-1].Quoted {
		last--
	}
	for first < last-1 && (outerSign(d.Tokens[first].Text) || d.Tokens[first].Kind == model.CloseQ) {
		first++
	}
	if last-1 > first && d.Tokens[last-1].Kind == model.OpenQ {
		last--
	}
	return first, last
}

// bothMarks gives tokens [first, last) both marks of a quotation where they lack one nearby, and
// takes off its closing mark where they have only that.
func bothMarks(d *model.Document, q model.Quotation, first, last int) (int, int) {
	switch {
	case nearby(q.First, first) && nearby(last, q.Last): // the whole of it
		return q.First, q.Last
	case q.First >= first && q.First < last && last < q.Last && nearby(last, q.Last):
		return first, q.Last
	case q.First < first && first < q.Last && q.Last <= last && nearby(q.First, first):
		return q.First, last
	case q.First < first && !nearby(q.First, first) && q.Last == last && d.Tokens[last-1].Kind == model.CloseQ:
		return first, last - 1 // the closing mark alone
	}
	return first, last
}

// nearby reports whether token b is token a or one of the next two.
func nearby(a, b int) bool { return a <= b && b-a <= 2 }

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
	first, last = wholeNames(d, s, first, last)
	first = behindSigns(d, first, last)
	last = beforeHelper(d, first, last)
	first = wholeApposition(d, s, first, last)
	last = beforeTimes(d, first, last)
	for last-1 > first && cantEnd(d.Tokens[last-1]) {
		last--
	}
	return d.SpanOf(first, last)
}

// wholeNames gives a source's tokens the whole of the names at their ends that are in no other part
// of the statement.
func wholeNames(d *model.Document, s *model.Statement, first, last int) (int, int) {
	for _, n := range d.Names {
		switch {
		case n.Overlaps(s.Cue) || slices.ContainsFunc(s.Parts, n.Overlaps): // another part's
		case nameFollows(d, n, last), n.First >= first && n.First < last && last < n.Last:
			last = n.Last
		case n.First < first && first < n.Last && n.Last <= last: // "Leon "Lefty" | Okafor"
			first = n.First
		}
	}
	return first, last
}

// nameFollows reports whether a name begins at token i, in the sentence of the word before it, which
// asks for one.
func nameFollows(d *model.Document, n model.Name, i int) bool {
	return n.First == i && joinsName(d.Tokens[i-1]) && d.Tokens[i].Sentence == d.Tokens[i-1].Sentence
}

// behindSigns returns the first of the tokens [first, last) that is no sign, or a mark that begins a
// quotation.
func behindSigns(d *model.Document, first, last int) int {
	for first < last-1 && (d.Tokens[first].Kind == model.Punct || d.Tokens[first].IsMark()) &&
		!slices.ContainsFunc(d.Quotations, func(q model.Quotation) bool { return q.First == first }) {
		first++
	}
	return first
}

// beforeHelper returns the comma in tokens [first, last) that a verb's helper follows, last if there
// is none: "the minister Dede Okpara, | will begin".
func beforeHelper(d *model.Document, first, last int) int {
	for i := first + 1; i+1 < last; i++ {
		if d.Tokens[i].Text == "," && lexicon.Function(d.Tokens[i+1].Lower) == "auxiliary" {
			return i
		}
	}
	return last
}

// beforeTimes returns where the expressions of time begin that end before token last and in no name;
// last if there is none behind first: "the court | this month".
func beforeTimes(d *model.Document, first, last int) int {
	for {
		k := timeBefore(d, first+1, last)
		if k >= last || nameEndingAt(d, last) != nil {
			return last
		}
		last = k
	}
}

// cantEnd reports whether a token is none that a source ends with: a comma, an article, a
// preposition.
func cantEnd(t model.Token) bool {
	function := lexicon.Function(t.Lower)
	return t.Text == "," || function == "article" || function == "preposition"
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
	comma := -1
	if lacksName(d, sourceFirst, end) {
		comma = personBeforeComma(d, first, last)
	}
	if comma < 0 {
		comma = officeBeforeComma(d, first, last)
	}
	if comma >= 0 {
		s.Source, s.Parts[0] = d.SpanOf(sourceFirst, comma), d.SpanOf(comma+1, last)
	}
}

// lacksName reports whether a source is a description that a name may follow: "the groundsman".
func lacksName(d *model.Document, first, last int) bool {
	end := d.Tokens[last-1]
	return joinsName(end) || lexicon.Function(d.Tokens[first].Lower) == "article" && !lexicon.IsCapital(end.Text)
}

// personBeforeComma returns the comma behind a person's name that a content begins with, -1 if it
// begins with none: "According to the groundsman, | Vijay Soren, the pitch was dry".
func personBeforeComma(d *model.Document, first, last int) int {
	for _, n := range d.Names {
		if n.First == first && n.Kind == model.PersonName && n.Last+1 < last && d.Tokens[n.Last].Text == "," {
			return n.Last
		}
	}
	return -1
}

// officeBeforeComma returns the comma behind the description with an office that a content begins
// with, "the head of the road service,"; -1 if it begins with none.
func officeBeforeComma(d *model.Document, first, last int) int {
	if lexicon.Function(d.Tokens[first].Lower) != "article" {
		return -1
	}
	const longest = 12 // tokens
	office := false
	for i := first; i < min(last, first+longest); i++ {
		t := d.Tokens[i]
		switch {
		case t.Text == "," && office && i+1 < last:
			return i
		case t.Kind != model.Word || lexicon.Function(t.Lower) == "auxiliary" || lexicon.CueAt(d.Tokens, i) != nil:
			return -1
		}
		_, ok := lexicon.OfficeOf(t.Lower)
		office = office || ok
	}
	return -1
}
