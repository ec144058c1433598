package names

import (
	"cmp"
	"strings"
	"unicode"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

// kind tells what a name names: by its title, by lists, by its last word, by what follows it.
func (f *finder) kind(n model.Name, words string) model.NameKind {
	if k := f.certain(n, words); k != model.UnknownName {
		return k
	}
	t := f.doc.Tokens
	_, given := lexicon.GivenName(t[n.First].Text)
	switch l := f.labelled[n.First]; {
	case bodyHead(t, n) && !(given && f.calledSo(n)):
		return model.OrganizationName
	case lexicon.IsPlace(words) && !(given && f.saidOrTitled(n)):
		return model.PlaceName
	case given && n.Last-n.First >= 2 && n.Last-n.First <= 5, f.officeBefore(n), f.describedAsPerson(n):
		return model.PersonName
	case f.turns(n):
		return model.PersonName
	case isAcronym(words):
		return model.OrganizationName
	case n.Last-n.First <= 3 && initialInside(t, n):
		return model.PersonName
	case n.Last <= l.last && l.kind != model.OtherName:
		return l.kind
	}
	return model.UnknownName
}

// certain is the kind that a title, a list, words around a name or the network tell for sure.
func (f *finder) certain(n model.Name, words string) model.NameKind {
	t := f.doc.Tokens
	_, given := lexicon.GivenName(t[n.First].Text)
	_, country := lexicon.Country(words)
	_, known := lexicon.KnownBody(words)
	switch l := f.labelled[n.First]; {
	case !n.Title.IsZero():
		return model.PersonName
	case f.time(n):
		return model.OtherName
	case country:
		return model.CountryName
	case known, strings.Contains(words, " & "):
		return model.OrganizationName
	case f.describedAsBody(n), !given && (f.headed(n) || camelCase(words) || f.bodyBefore(n.First)):
		return model.OrganizationName
	case l.sure && l.kind != model.OtherName && (l.kind != model.PlaceName || n.Last-n.First > 1 && !bodyHead(t, n)):
		return l.kind
	}
	return model.UnknownName
}

// time: "Christmas", "Easter Sunday", "Christmas Eve", "Boxing Day"; not "Doris Day".
func (f *finder) time(n model.Name) bool {
	first, last := f.lowerAt(n.First), f.lowerAt(n.Last-1)
	switch n.Last - n.First {
	case 1:
		return lexicon.TimeKind(first) != ""
	case 2:
		_, given := lexicon.GivenName(f.text(n.First))
		dayOf := last == "eve" || lexicon.TimeKind(last) == "weekday"
		return last == "day" && !given || lexicon.TimeKind(first) == "feast" && dayOf
	}
	return false
}

// turns: a surname in capitals before a colon begins a paragraph of a transcript: "| MORALES |: We
// came in by the gate."
func (f *finder) turns(n model.Name) bool {
	const least = 4 // letters: "NATO: …" is known
	t := f.doc.Tokens
	return n.Last-n.First == 1 && n.Last < len(t) && t[n.Last].Text == ":" && len(t[n.First].Text) >= least &&
		f.doc.Sentences[f.doc.Paragraphs[t[n.First].Paragraph].First].First == n.First &&
		f.labelled[n.First].kind != model.PlaceName
}

// describedAsBody: "Acas, the conciliation service", "Mercy Horizons, a Leith-based charity": the noun
// of a body ends the apposition.
func (f *finder) describedAsBody(n model.Name) bool {
	t := f.doc.Tokens
	const longest = 6 // words
	if n.Last-n.First > 4 || n.Last+2 >= len(t) || t[n.Last].Text != "," ||
		lexicon.Function(t[n.Last+1].Lower) != "article" {
		return false
	}
	i := n.Last + 2
	for i < min(len(t), n.Last+2+longest) && t[i].Kind == model.Word && lexicon.Function(t[i].Lower) == "" {
		i++
	}
	w := t[i-1].Lower
	_, office := lexicon.OfficeOf(w)
	return i < len(t) && (t[i].Text == "," || t[i].Text == ".") && lexicon.BodyKind(w) != "" && !office && t[i-1].Text == w
}

// camelCase: a capital within a word makes it a body's name, "FactPort"; behind what surnames begin
// with it does not: "McLean", "DeSantis".
func camelCase(word string) bool {
	inner := strings.IndexFunc(word[1:], unicode.IsUpper) + 1
	if inner == 0 || strings.ContainsFunc(word, func(c rune) bool { return !unicode.IsLetter(c) }) {
		return false
	}
	switch before := strings.ToLower(word[:inner]); before {
	case "mc", "mac", "de", "des", "del", "di", "du", "da", "la", "le", "van", "von", "ter", "fitz", "al", "el", "st":
		return false
	default:
		return strings.ToLower(word[1:inner]) == word[1:inner] && len(before) > 1
	}
}

// namesPlace reports whether the network sees a place in a whole name.
func (f *finder) namesPlace(first, last int) bool {
	l := f.labelled[first]
	return l.first == first && l.last == last && l.kind == model.PlaceName
}

// headed: "Judicial Watch President Tom Fitton": an office and a person's name behind it make a
// body of the name.
func (f *finder) headed(n model.Name) bool {
	t := f.doc.Tokens
	if n.Last+1 >= len(t) || t[n.Last+1].Sentence != t[n.First].Sentence || !lexicon.IsCapital(t[n.Last+1].Text) {
		return false
	}
	o, _ := lexicon.OfficeOf(t[n.Last].Lower)
	return o.Class == lexicon.Heads || o.Class == lexicon.Speaks
}

func initialInside(t []model.Token, n model.Name) bool {
	for i := n.First; i < n.Last-1; i++ {
		if len(t[i].Text) == 2 && t[i].Text[1] == '.' {
			return true
		}
	}
	return false
}

// bodyHead reports whether the name's head is a body: its last word, or the one before "of" or "for".
func bodyHead(t []model.Token, n model.Name) bool {
	last := t[n.Last-1].Lower
	schools := lexicon.BodyKind(strings.TrimSuffix(last, "s")) == "school"
	if n.Last-n.First > 1 && (schools || lexicon.BodyKind(last) != "") {
		return true // "Tarn Court", "Clark County Schools"
	}
	for i := n.First + 1; i < n.Last; i++ {
		if w := t[i].Lower; (w == "of" || w == "for" || w == "on" || w == "at") &&
			lexicon.BodyKind(t[i-1].Lower) != "" {
			return true
		}
	}
	return n.Last-n.First == 1 && lexicon.BodyKind(t[n.First].Lower) != "" &&
		lexicon.BodyKind(t[n.First].Lower) != "company"
}

// calledSo: a given name and a body's noun that speak are somebody of that surname, as the network
// sees it too: "Paul Church said".
func (f *finder) calledSo(n model.Name) bool {
	return n.Last-n.First == 2 && f.labelled[n.First].kind == model.PersonName && f.speaks(n)
}

// officeBefore: a lower-case office stands right before the name: "spokesman Karl Brandt".
func (f *finder) officeBefore(n model.Name) bool {
	t := f.doc.Tokens
	if n.First == 0 || t[n.First-1].Sentence != t[n.First].Sentence {
		return false
	}
	_, ok := lexicon.OfficeOf(t[n.First-1].Lower)
	return ok
}

// describedAsPerson: an age or an office follows behind a comma: "Lund, 52, a nurse".
func (f *finder) describedAsPerson(n model.Name) bool {
	t := f.doc.Tokens
	if n.Last+1 >= len(t) || t[n.Last].Text != "," {
		return false
	}
	if t[n.Last+1].Kind == model.Number && n.Last+2 < len(t) && t[n.Last+2].Text == "," && len(t[n.Last+1].Text) <= 3 {
		return true
	}
	for i := n.Last + 1; i < min(n.Last+7, len(t)); i++ {
		switch lexicon.Function(t[i].Lower) {
		case "preposition", "auxiliary", "conjunction":
			return false
		}
		if t[i].Kind == model.Punct {
			return false
		}
		if _, ok := lexicon.OfficeOf(t[i].Lower); ok {
			// "Orlex, a car maker" describes a company
			return lexicon.BodyKind(t[i].Lower) == ""
		}
	}
	return t[n.Last+1].Lower == "who"
}

func (f *finder) saidOrTitled(n model.Name) bool {
	return f.officeBefore(n) || f.describedAsPerson(n) || f.subjectOfSaying(n.Last-1)
}

// fullNames takes a name of two words for a person's where its last word alone is one elsewhere:
// "Tilda Moss", later "Moss". One that ends in a body's noun, or that a list knows, is none.
func (f *finder) fullNames(parts map[string]model.NameKind) {
	alone := map[string]bool{}
	for _, n := range f.doc.Names {
		if n.Kind == model.PersonName {
			alone[f.doc.TextOf(n.Span)] = true
		}
	}
	for i := range f.doc.Names {
		n := &f.doc.Names[i]
		last := f.doc.Tokens[n.Last-1].Text
		if n.Last-n.First != 2 || n.Kind != model.OrganizationName && n.Kind != model.UnknownName || !alone[last] ||
			lexicon.BodyKind(strings.ToLower(last)) != "" {
			continue
		}
		if _, known := lexicon.KnownBody(f.doc.TextOf(n.Span)); !known &&
			lexicon.BodyKind(f.doc.Tokens[n.First].Lower) == "" {
			n.Kind = model.PersonName
			parts[last] = model.PersonName
		}
	}
}

// spread gives names of one text one kind: a single word that ends or begins a person's full name
// is that person's, one that a company's full name begins with is the company's; what is still
// unknown and says something is taken for a person when two words or more, else for a person
// unless "it" or "its" stands for it nearby.
func (f *finder) spread() {
	known := map[string]model.NameKind{} // by the whole name
	parts := map[string]model.NameKind{} // by a word that longer names begin or end with
	for _, n := range f.doc.Names {
		w := f.doc.TextOf(n.Span)
		if known[w] == model.UnknownName || n.Kind == model.PersonName {
			known[w] = n.Kind
		}
		f.notePart(n, parts)
	}
	f.shortBodies(parts)
	f.bracketed(parts)
	f.fullNames(parts)
	f.companies(parts)
	for i := range f.doc.Names {
		f.settle(&f.doc.Names[i], known, parts)
	}
}

// notePart notes the words that stand for a name of several words elsewhere: a person's last and
// first, a body's first.
func (f *finder) notePart(n model.Name, parts map[string]model.NameKind) {
	if n.Last-n.First < 2 {
		return
	}
	first, last := f.doc.Tokens[n.First].Text, f.doc.Tokens[n.Last-1].Text
	switch n.Kind {
	case model.PersonName:
		parts[last] = model.PersonName
		parts[capital(last)] = model.PersonName // "Khalid al-Nahar", later "Al-Nahar said"
		parts[first] = cmp.Or(parts[first], model.PersonName)
	case model.OrganizationName:
		if lexicon.BodyKind(strings.ToLower(first)) == "" {
			parts[first] = cmp.Or(parts[first], model.OrganizationName)
		}
	}
}

// settle gives a name the kind that the other names of the text tell, else the one that its company
// tells.
func (f *finder) settle(n *model.Name, known, parts map[string]model.NameKind) {
	w := f.doc.TextOf(n.Span)
	switch parts[w] {
	case model.OrganizationName:
		if (n.Kind == model.PersonName || n.Kind == model.UnknownName) && n.Title.IsZero() {
			n.Kind = model.OrganizationName
		}
	case model.PersonName:
		if n.Kind != model.CountryName || f.speaks(*n) {
			n.Kind = model.PersonName // also "Jordan said", after "Jim Jordan"
		}
	}
	first := f.doc.Tokens[n.First].Text
	if n.Kind == model.PlaceName && n.Last-n.First > 1 && !lexicon.IsPlace(w) &&
		known[first] == model.OrganizationName {
		n.Kind = model.OrganizationName // "Norvik Cement", later "Norvik"
	}
	n.Kind = cmp.Or(n.Kind, known[w], parts[w])
	if n.Kind == model.UnknownName {
		n.Kind = f.guess(*n)
	}
}

// speaks: a word of saying stands right behind a name, or before it.
func (f *finder) speaks(n model.Name) bool {
	return lexicon.CueAt(f.doc.Tokens, n.Last) != nil || n.First > 0 && lexicon.CueAt(f.doc.Tokens, n.First-1) != nil
}

// bracketed takes a name whose short form stands in brackets behind it, and that form, for a
// body's: "Citizens for Clean Rivers (CCR)".
func (f *finder) bracketed(parts map[string]model.NameKind) {
	for i := 1; i < len(f.doc.Names); i++ {
		long, short := &f.doc.Names[i-1], f.doc.Names[i]
		if short.First != long.Last+1 || short.Last-short.First != 1 || f.text(long.Last) != "(" ||
			!isAcronym(f.text(short.First)) {
			continue
		}
		if long.Kind == model.UnknownName {
			long.Kind = model.OrganizationName
		}
		if long.Kind == model.OrganizationName {
			parts[f.text(short.First)] = model.OrganizationName
		}
	}
}

// shortBodies takes "Westmere Water" for a body, not a place, where the text says "Westmere" alone
// too and means nobody by it.
func (f *finder) shortBodies(parts map[string]model.NameKind) {
	alone := map[string]bool{}
	for _, n := range f.doc.Names {
		if n.Title.IsZero() && n.Kind != model.PlaceName {
			alone[f.doc.TextOf(n.Span)] = true
		}
	}
	for i := range f.doc.Names {
		n := &f.doc.Names[i]
		first := f.doc.Tokens[n.First].Text
		_, given := lexicon.GivenName(first)
		if n.Kind == model.PlaceName && n.Last-n.First > 1 && alone[first] && !given &&
			parts[first] != model.PersonName &&
			!lexicon.IsPlace(f.doc.TextOf(n.Span)) {
			n.Kind, parts[first] = model.OrganizationName, model.OrganizationName
		}
	}
}

// companies takes names for bodies' that the words around one of their mentions make one: "the Orlex
// union", "car group Orlex", "Orlex says it must", "Orlex spokeswoman Dana Pike". A name that ends a
// person's full name is none, nor one of several words that the network is sure of.
func (f *finder) companies(parts map[string]model.NameKind) {
	bodies, titled := map[string]bool{}, map[string]bool{}
	for _, n := range f.doc.Names {
		titled[f.doc.TextOf(n.Span)] = titled[f.doc.TextOf(n.Span)] || !n.Title.IsZero()
		if n.Title.IsZero() &&
			(f.bodyNounBefore(n) || f.bodyNounBehind(n) || f.saysOfIt(n) || f.headed(n)) {
			bodies[f.doc.TextOf(n.Span)] = true
		}
	}
	for i := range f.doc.Names {
		n := &f.doc.Names[i]
		if w := f.doc.TextOf(n.Span); bodies[w] && !titled[w] && f.mayBeBody(*n) && parts[w] != model.PersonName {
			n.Kind = model.OrganizationName
		}
	}
}

// mayBeBody reports a name that nothing sure says is a person's or a place's.
func (f *finder) mayBeBody(n model.Name) bool {
	_, given := lexicon.GivenName(f.doc.Tokens[n.First].Text)
	l := f.labelled[n.First]
	return n.Title.IsZero() && (n.Kind == model.UnknownName || n.Kind == model.PersonName) &&
		!(given && n.Last-n.First > 1) && !(l.sure && l.kind == model.PersonName && n.Last-n.First > 1)
}

// bodyNounBefore: "car group | Orlex", "the bank | Orlex": a company's noun without a capital, which is
// no person's too.
func (f *finder) bodyNounBefore(n model.Name) bool {
	w := f.text(n.First - 1)
	switch w {
	case "contractor", "developer", "operator", "brewer", "maker", "supplier", "retailer":
		return false
	}
	return lexicon.BodyKind(w) == "company" && strings.ToLower(w) == w &&
		f.doc.Tokens[n.First-1].Sentence == f.doc.Tokens[n.First].Sentence
}

// bodyNounBehind: "the | Orlex | union", not "the Ruiz campaign".
func (f *finder) bodyNounBehind(n model.Name) bool {
	w := f.text(n.Last)
	return f.lowerAt(n.First-1) == "the" && (lexicon.BodyKind(w) == "company" || w == "union")
}

// saysOfIt: what somebody says of "it" is said of a body: "Orlex says it must", "Orlex denies that it
// closed"; "Ruiz says it is late" tells nothing.
func (f *finder) saysOfIt(n model.Name) bool {
	c := lexicon.CueAt(f.doc.Tokens, n.Last)
	if c == nil {
		return false
	}
	i := n.Last + 1
	if f.lowerAt(i) == "that" {
		i++
	}
	if f.lowerAt(i) != "it" {
		return false
	}
	switch f.lowerAt(i + 1) {
	case "must", "will", "has", "had", "plans", "expects", "needs", "and", "owns":
		return true
	}
	return strings.HasSuffix(f.lowerAt(i+1), "ed")
}

// guess decides by the company that a name keeps.
func (f *finder) guess(n model.Name) model.NameKind {
	words := n.Last - n.First
	before := f.lowerAt(n.First - 1)
	switch {
	case strings.EqualFold(f.doc.TextOf(n.Span), f.doc.Dateline.Place):
		return model.PlaceName
	case f.ownsOffice(n), before == "the", lexicon.BodyKind(f.behind(n)) != "", before == "at" && words == 1:
		return model.OrganizationName
	case before == "in", before == "near":
		return model.PlaceName
	case f.toldAsThing(n), f.itsBehind(n):
		return model.OrganizationName
	case f.subjectOfSaying(n.Last - 1), (words == 2 || words == 3) && !f.shouts[f.doc.Tokens[n.First].Paragraph]:
		return model.PersonName
	}
	return model.UnknownName
}

// behind returns the word behind a name, or behind the "'s" there.
func (f *finder) behind(n model.Name) string {
	if next := f.lowerAt(n.Last); next != "'s" {
		return next
	}
	return f.lowerAt(n.Last + 1)
}

// ownsOffice: "Orlex spokeswoman", "Orlex's chief".
func (f *finder) ownsOffice(n model.Name) bool { return f.officeFollows(n.Last - 1) }

// toldAsThing: behind a comma "which" stands for the name, or a body's noun describes it.
func (f *finder) toldAsThing(n model.Name) bool {
	if f.lowerAt(n.Last) != "," {
		return false
	}
	next := f.lowerAt(n.Last + 1)
	if next == "which" {
		return true
	}
	const longest = 4 // words
	for i := n.Last + 2; lexicon.Function(next) == "article" && i < n.Last+2+longest; i++ {
		if lexicon.BodyKind(f.lowerAt(i)) != "" {
			return true
		}
	}
	return false
}

// itsBehind reports whether "its" follows a name of several words in its sentence: "Tindra Mobility
// will take back its bicycles".
func (f *finder) itsBehind(n model.Name) bool {
	t := f.doc.Tokens
	if n.Last-n.First < 2 {
		return false
	}
	for i := n.Last; i < len(t) && t[i].Sentence == t[n.First].Sentence; i++ {
		if t[i].Lower == "its" {
			return true
		}
	}
	return false
}
