package attrib

import (
	"slices"
	"strings"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

// withSource finds the source of a statement that has none where the words around it leave no
// doubt: right behind a quotation, "'I would do it again,' she shrugged", or as the name that its
// sentence begins with, "The Lorne Museum, where the jaw lay, plans to show it".
func withSource(d *model.Document, s *model.Statement) {
	if !s.Source.IsZero() {
		return
	}
	if s.Cue.IsZero() {
		if behindQuotation(d, s); s.Source.IsZero() {
			afterSentence(d, s)
		}
		return
	}
	first, last := d.TokensIn(s.Cue)
	if passive(d, first, last) || behindContent(d, s, first) {
		return
	}
	begin := d.Sentences[d.Tokens[first].Sentence].First
	if lexicon.Function(d.Tokens[begin].Lower) == "article" {
		begin++
	}
	for _, n := range d.Names {
		if n.First == begin && n.Last <= first && first-n.Last < 25 && !cueBetween(d, n.Last, first) &&
			!inPart(s, d.Tokens[n.First]) {
			s.Source, s.FoundBy = d.SpanOf(
				d.Sentences[d.Tokens[first].Sentence].First,
				n.Last,
			), "subject of its sentence"
			return
		}
	}
}

// sureBehindContent is the confidence of a statement whose source was taken out of its content:
// what its scores told was of another one.
const sureBehindContent = 0.75

// behindContent takes the source out of a content that runs up to the cue: "Flood water will reach
// the town by Sunday, | Marta Kolbe, head of the river service, | said". It begins with a name, an
// article before it allowed, behind a comma.
func behindContent(d *model.Document, s *model.Statement, cue int) bool {
	if c := lexicon.CueAt(d.Tokens, cue); c == nil || !c.That {
		return false
	}
	k := len(s.Parts) - 1
	first, last := d.TokensIn(s.Parts[k])
	gap := cue - last
	if gap < 0 || gap > 1 || d.Tokens[last-1].Quoted || d.Tokens[last-1].Sentence != d.Tokens[cue].Sentence {
		return false
	}
	for i := max(first, d.Sentences[d.Tokens[cue].Sentence].First+1); i < last; i++ {
		if i == first && k == 0 || i != first && d.Tokens[i-1].Text != "," {
			continue // nothing would be left, or no source begins here
		}
		name := i
		if lexicon.Function(d.Tokens[i].Lower) == "article" {
			name++
		}
		for _, n := range d.Names {
			if n.First != name || n.Kind != model.PersonName && n.Kind != model.OrganizationName ||
				n.Last < last && d.Tokens[n.Last].Text != "," {
				continue
			}
			s.Source = d.SpanOf(i, last)
			if i == first {
				s.Parts = s.Parts[:k]
			} else {
				s.Parts[k] = edges(d, d.SpanOf(first, i-1))
			}
			s.Confidence, s.FoundBy = max(s.Confidence, sureBehindContent), "source behind the content"
			return true
		}
	}
	return false
}

// behindQuotation reads `"…," she shrugged.` and `"…," Ruiz shrugged,`.
func behindQuotation(d *model.Document, s *model.Statement) {
	if typ, _ := typeOf(d, s.Parts); typ != model.Direct {
		return
	}
	_, i := d.TokensIn(s.Parts[len(s.Parts)-1])
	if i+2 >= len(d.Tokens) || !strings.HasSuffix(strings.TrimRight(d.TextOf(s.Parts[len(s.Parts)-1]), "\"”'’»"), ",") {
		return
	}
	verb := i + 1
	switch d.Tokens[i].Lower {
	case "he", "she", "they":
	default:
		named := false
		for _, n := range d.Names {
			if n.First == i && n.Kind == model.PersonName {
				verb, named = n.Last, true
			}
		}
		if !named {
			inverted(d, s, i)
			return
		}
	}
	if verb+1 >= len(d.Tokens) || d.Tokens[verb].Sentence != d.Tokens[i].Sentence ||
		!strings.HasSuffix(d.Tokens[verb].Lower, "ed") ||
		d.Tokens[verb+1].Kind != model.Punct {
		return
	}
	s.Source, s.Cue, s.FoundBy = d.SpanOf(i, verb), d.Tokens[verb].Span, "verb behind the quotation"
}

// afterSentence gives a quotation without any word of who says it to the person whom the sentence
// before it in its paragraph begins with: "Ana Ruiz stood at the gate. | "They sent the letters on
// a Sunday."" The paragraph ends with it.
func afterSentence(d *model.Document, s *model.Statement) {
	first, _ := d.TokensIn(s.Parts[0])
	k := d.Tokens[first].Sentence
	p := d.Paragraphs[d.Tokens[first].Paragraph]
	if d.Tokens[first].Kind != model.OpenQ || d.Sentences[k].First != first || k == p.First {
		return
	}
	begin, end := d.Sentences[k-1].First, d.Sentences[k-1].Last
	const near = 4 // words of a title
	var subject *model.Name
	for i := range d.Names {
		n := &d.Names[i]
		if n.First < begin || n.Last > end {
			continue
		}
		if n.Kind == model.PersonName && (n.First-begin > near || subject != nil && n.Last-n.First == 1) {
			return // of two people
		}
		if n.Kind == model.PersonName {
			subject = n
		}
	}
	if subject != nil &&
		slices.ContainsFunc(
			d.Tokens[begin:subject.First],
			func(t model.Token) bool { return strings.HasSuffix(t.Lower, "ed") && t.Lower != "retired" },
		) {
		return // "Police arrested Karl Brandt."
	}
	if subject == nil || d.Tokens[begin].Quoted || slices.ContainsFunc(d.Tokens[begin:subject.First], endsTitle) {
		return
	}
	s.Source, s.FoundBy = d.SpanOf(begin, subject.Last), "subject of the sentence before"
}

// sampled gives a quotation without any word of who says it to the source of the statement before the
// sentence that announces samples: "Ruiz's letter tells of the dam. Here's a sample:", and a quotation
// in each paragraph below.
func sampled(d *model.Document, s *model.Statement, found []*model.Statement) {
	begin, _ := d.TokensIn(s.Parts[0])
	p := d.Tokens[begin].Paragraph
	if !s.Source.IsZero() || !s.Cue.IsZero() || d.Tokens[begin].Kind != model.OpenQ ||
		d.Sentences[d.Paragraphs[p].First].First != begin {
		return
	}
	for p--; p >= 0; p-- {
		x := d.Sentences[d.Paragraphs[p].Last-1]
		last := x.Last - 1
		if d.Tokens[last].Text != ":" {
			continue
		}
		if d.Tokens[x.First].Lower != "here" {
			continue // a heading: "On the dam:"
		}
		for _, other := range found {
			if k, _ := d.TokensIn(other.Source); !other.Source.IsZero() && k < x.First && d.Tokens[k].Paragraph == p {
				s.Source, s.Cue, s.FoundBy = other.Source, d.Tokens[last].Span, "announced sample"
			}
		}
		return
	}
}

// inverted reads `"…," harrumphed Lord Justice Ruiz,`: a verb in "-ed" and a person's name behind a
// quotation.
func inverted(d *model.Document, s *model.Statement, i int) {
	if t := d.Tokens[i]; t.Kind != model.Word || !strings.HasSuffix(t.Lower, "ed") || t.Quoted ||
		lexicon.IsCapital(t.Text) {
		return
	}
	const near = 4 // words of a title
	for _, n := range d.Names {
		if n.Kind != model.PersonName || n.First <= i || n.First-i > near ||
			d.Tokens[n.First].Sentence != d.Tokens[i].Sentence {
			continue
		}
		if slices.ContainsFunc(d.Tokens[i+1:n.First], endsTitle) {
			return
		}
		s.Source, s.Cue, s.FoundBy = d.SpanOf(i+1, n.Last), d.Tokens[i].Span, "verb behind the quotation"
		return
	}
}

// endsTitle: a sign but a full stop, or a preposition, stands in no title before a name.
func endsTitle(t model.Token) bool {
	return t.Kind == model.Punct && t.Text != "." || lexicon.Function(t.Lower) == "preposition"
}

// passive: "was quoted", "is called" has no source in its subject.
func passive(d *model.Document, first, last int) bool {
	for i := first; i < last; i++ {
		switch d.Tokens[i].Lower {
		case "is", "are", "was", "were", "be", "been", "being":
			return true
		}
	}
	return false
}

func cueBetween(d *model.Document, first, last int) bool {
	for i := first; i < last; i++ {
		if lexicon.CueAt(d.Tokens, i) != nil {
			return true
		}
	}
	return false
}
