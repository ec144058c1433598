package frames

import (
	"slices"
	"strings"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
	"quotegraph/internal/phrase"
)

// bodyWords are the words that tell an office's body: those that the network links to the title, cut
// and lengthened to a whole phrase. Empty where they can tell none.
func (f *framer) bodyWords(o *model.Office) phrase.Range {
	f.partyInstead(o)
	if o.Body.IsZero() {
		o.Body = f.nameBefore(o)
	}
	if o.Body.IsZero() || f.farOff(o) {
		return phrase.Range{}
	}
	first, last := f.doc.TokensIn(o.Body)
	x := f.compound(o, f.wholeName(o, phrase.Range{First: first, Last: last}))
	apart := !f.beside(o) && !possessive(f.tok(f.titleAt(o)-1).Lower) // not "the UN's coordinator for Somalia"
	if k := f.behindTitle(o); k > 0 && x.Last <= f.titleAt(o) && (apart || f.onlyParty(x.First, x.Last)) {
		x = phrase.Range{First: k, Last: f.reader.NameAt(k).Last} // "the Republican mayor of | Tarn"
	}
	x = f.upToTitle(o, x)
	if representedCountry(f.reader.Text(x)) != "" { // "the Kenyan Mission to the UN | in Rome"
		x.Last = max(x.Last, f.reader.ComplementEnd(x.First, f.doc.Sentences[f.tok(x.First).Sentence].Last))
	}
	for i := x.First + 1; i < x.Last; i++ { // "the Institute for Tides at the university": the institute
		if n := f.reader.NameAt(x.First); f.tok(i).Lower == "at" && (n == nil || n.Last <= i) {
			x.Last = i
		}
	}
	if f.noBody(x) {
		return phrase.Range{}
	}
	return x
}

// partyInstead takes the party right before a title for its body, where the network links it into a
// sentence before: "the | Conservative | candidate", behind a sentence on Labour's.
func (f *framer) partyInstead(o *model.Office) {
	before := f.titleAt(o) - 1
	_, party := lexicon.Party(f.tok(before).Text)
	if party && f.ofParty(o) && !f.onlyAdjective(before) && !o.Body.IsZero() &&
		f.tok(f.firstOf(o.Body)).Sentence < f.tok(before).Sentence {
		o.Body = f.tok(before).Span
	}
}

// nameBefore is the well-known body's name right before a spokesman's title that the network links
// to none: "a | Number 10 | spokesperson".
func (f *framer) nameBefore(o *model.Office) model.Span {
	const longest = 3 // words
	if officeOf(f.doc.TextOf(o.Title)).Class != lexicon.Speaks {
		return model.Span{}
	}
	last := f.titleAt(o)
	for first := max(0, last-longest); first < last; first++ {
		x := f.doc.SpanOf(first, last)
		if _, known := lexicon.KnownBody(f.doc.TextOf(x)); known {
			return x
		}
	}
	return model.Span{}
}

// farOff: words more than a paragraph before a title, in a sentence behind it, or behind a verb tell
// another's body.
func (f *framer) farOff(o *model.Office) bool {
	title, body := f.tok(f.titleAt(o)), f.tok(f.firstOf(o.Body))
	return body.Paragraph < title.Paragraph-1 || body.Sentence > title.Sentence ||
		isNoun(f.doc.TextOf(o.Title)) && !f.reaches(f.lastOf(o.Title), f.firstOf(o.Body))
}

// reaches: between a title and the body behind it stands a preposition, a bracket, a comma or a
// participle, "a lawyer representing Orlex", and no verb alone: not "Judge | rejects | Tarn Times
// request".
func (f *framer) reaches(title, body int) bool {
	for i := title; i < body; i++ {
		if t := f.tok(i); t.Text == "(" || t.Text == "," || lexicon.Function(t.Lower) == "preposition" ||
			strings.HasSuffix(t.Lower, "ing") {
			return true
		}
	}
	return body <= title
}

// wholeName adds the rest of a name that the words begin: "adviser to Ana | M. Ruiz", "North |
// Carolina Gov. Ana Ruiz", "High | Court spokeswoman", "South | Korean President".
func (f *framer) wholeName(o *model.Office, x phrase.Range) phrase.Range {
	n := f.reader.NameAt(x.First)
	_, given := lexicon.GivenName(f.tok(x.First).Text)
	if n != nil && (given || n.Kind == model.PlaceName && n.Last <= f.titleAt(o) || f.onlyBegins(x, n)) {
		x.Last = max(x.Last, n.Last)
	}
	if x.Last-x.First == 1 && x.Last < f.titleAt(o) {
		if _, ok := lexicon.Demonym(f.reader.Text(phrase.Range{First: x.First, Last: x.Last + 1})); ok {
			x.Last++
		}
	}
	return x
}

// onlyBegins: one word tells no body of its own, but begins a body's name: "the | High | Court's
// spokeswoman".
func (f *framer) onlyBegins(x phrase.Range, n *model.Name) bool {
	word := f.reader.Text(x)
	_, known := lexicon.KnownBody(word)
	_, party := lexicon.Party(word)
	_, nation := lexicon.Demonym(word)
	return x.Last-x.First == 1 && n.Kind == model.OrganizationName && n.First == x.First && !known && !party && !nation &&
		!lexicon.IsPlace(word) && !slices.ContainsFunc(f.doc.Agents, func(a *model.Agent) bool {
		return lastWord(a.Name) == word || strings.HasPrefix(a.Name, word) && a.Kind == model.Person
	})
}

// compound adds the noun of a body between the words and the title: "criminal | division head", "school |
// district superintendent".
func (f *framer) compound(o *model.Office, x phrase.Range) phrase.Range {
	noun := f.titleAt(o) - 1
	if w := f.tok(noun).Text; x.Last == noun && lexicon.BodyKind(w) != "" && strings.ToLower(w) == w &&
		lexicon.Function(f.tok(x.First).Lower) == "" {
		x.Last = noun + 1
	}
	return x
}

// upToTitle adds the words between the words and a possessive before the title, "the ferry | team's
// coach", and leaves the "'s" out.
func (f *framer) upToTitle(o *model.Office, x phrase.Range) phrase.Range {
	const near = 3 // words
	for k := x.Last; k < x.Last+near && f.tok(k).Kind == model.Word && f.tok(k).Begin < o.Title.Begin; k++ {
		if possessive(f.tok(k + 1).Lower) {
			x.Last = k + 1
			break
		}
	}
	for x.Last-1 > x.First && possessive(f.tok(x.Last-1).Lower) {
		x.Last--
	}
	return x
}

// counts: a word tells how many, or which ones, and no body: "mouthpiece for | 12 | of the states", "a
// teacher of | those | who cannot read".
func counts(t model.Token) bool {
	switch t.Lower {
	case "all", "those", "one", "some", "many", "others", "another", "such", "several", "most", "both", "a", "no":
		return true
	}
	return t.Kind == model.Number
}

// noBody: "your accountants", "pro-union advisers", "head of glacier research" tell none.
func (f *framer) noBody(x phrase.Range) bool {
	w := f.tok(x.First)
	if x.Last-x.First == 1 && (w.Lower == "your" ||
		strings.HasPrefix(w.Lower, "pro-") || strings.HasPrefix(w.Lower, "anti-") || counts(w)) {
		return true
	}
	return f.tok(x.First-1).Lower == "of" && w.Kind == model.Word && !lexicon.IsCapital(w.Text) &&
		lexicon.BodyKind(w.Lower) == "" && lexicon.Function(w.Lower) == ""
}
