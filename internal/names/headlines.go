package names

import (
	"strings"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

// heading reports whether words in capitals are the begin of a heading that runs into its
// paragraph, no name: "DOCTORS DON'T WANT TO | SPEAK OUT —". A name has none of the language's
// small words.
func (f *finder) heading(first, last int) bool {
	if f.standsAlone(first, last) {
		return true
	}
	small := false
	for i := first; i < last; i++ {
		t := f.doc.Tokens[i]
		if strings.ToUpper(t.Text) != t.Text {
			return false
		}
		switch lexicon.Function(t.Lower) {
		case "preposition", "pronoun", "auxiliary":
			small = small || t.Lower != "of" && t.Lower != "for" && t.Lower != "us" && t.Lower != "it"
		}
	}
	return small && last-first > 2
}

// standsAlone: words in capitals that are a whole sentence are a heading, unless the article has them
// within one too: "ABSTRACT. | The mayor said …".
func (f *finder) standsAlone(first, last int) bool {
	s := f.doc.Sentences[f.doc.Tokens[first].Sentence]
	words := f.doc.TextOf(f.doc.SpanOf(first, last))
	end := s.Last
	for end > last && f.doc.Tokens[end-1].Kind != model.Word && f.doc.Tokens[end-1].Kind != model.Number {
		end--
	}
	return s.First == first && end == last && len(words) > lexicon.LongestAcronym && strings.ToUpper(words) == words &&
		!f.inner[words] && f.labelled[first].kind != model.PersonName
}

// cutInHeadline ends a person's name in a headline, where every word has a capital, where the
// text's own does: "Elizabeth Ward | Hammers Bank Chief".
func (f *finder) cutInHeadline() {
	const least = 2              // words
	written := map[string]bool{} // people's names of so many words outside of headlines
	for _, n := range f.doc.Names {
		if !f.headlined(n) && n.Kind == model.PersonName {
			written[f.doc.TextOf(n.Span)] = true
		}
	}
	elsewhere := map[string]model.NameKind{} // names outside of headlines
	for _, n := range f.doc.Names {
		if !f.headlined(n) {
			elsewhere[f.doc.TextOf(n.Span)] = n.Kind
		}
	}
	for i := range f.doc.Names {
		n := &f.doc.Names[i]
		f.behindFirst(n, elsewhere)
		if n.Last-n.First <= least || !f.headlined(*n) {
			continue
		}
		if written[f.doc.TextOf(f.doc.SpanOf(n.First, n.First+least))] {
			n.Last, n.Kind = n.First+least, model.PersonName
			n.Span = f.doc.SpanOf(n.First, n.Last)
		}
	}
}

// behindFirst begins a name behind the first word of a headline, where the text has only the rest:
// "Split | Harlan Grove board votes".
func (f *finder) behindFirst(n *model.Name, elsewhere map[string]model.NameKind) {
	if n.Last-n.First < 2 || !f.headlined(*n) || !f.opens(n.First) {
		return
	}
	_, whole := elsewhere[f.doc.TextOf(n.Span)]
	kind, rest := elsewhere[f.doc.TextOf(f.doc.SpanOf(n.First+1, n.Last))]
	if _, given := lexicon.GivenName(f.text(n.First)); rest && !whole && !given {
		n.First, n.Kind = n.First+1, kind
		n.Span = f.doc.SpanOf(n.First, n.Last)
	}
}

// headlined: a name stands in the headline, or in a paragraph written as headlines are.
func (f *finder) headlined(n model.Name) bool {
	return f.doc.InHeadline(n.First) || f.shouts[f.doc.Tokens[n.First].Paragraph]
}

// shouting reports whether a paragraph is in capitals or in title case, as headlines are: "Mayor
// Says Port of Tarn Will Close".
func (f *finder) shouting(p model.Paragraph) bool {
	small, capitals, words := 0, 0, 0
	for i := f.doc.Sentences[p.First].First; i < f.doc.Sentences[p.Last-1].Last; i++ {
		t := f.doc.Tokens[i]
		if t.Kind != model.Word || len(t.Text) < 4 {
			continue
		}
		words++
		switch {
		case strings.ToUpper(t.Text) == t.Text:
			capitals++
		case !lexicon.IsCapital(t.Text):
			small++
		}
	}
	const fewWords = 25 // of a headline
	return words > 3 && (capitals*5 > words*4 || small*6 < words && words < fewWords)
}
