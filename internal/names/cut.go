package names

import (
	"regexp"
	"slices"
	"strings"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

// add splits the capitalised sequence [first, last) into titles and names and keeps the names.
//
//	Sen. Ana Ruiz                   title Sen., name Ana Ruiz
//	Chinese Foreign Minister Chen   name Chinese (a demonym: none), title Foreign Minister, name Chen
//	Orlex Chief Executive Dana Pike name Orlex, title Chief Executive, name Dana Pike
func (f *finder) add(first, last int) {
	for last-first > 1 && (qualifies(f.doc.Tokens[first].Lower) || describes(f.doc.Tokens[first].Text)) {
		first++ // "Retired General Ana Ruiz", "Oslo-based Orlex"
	}
	if last-first > 1 && f.firstOfTwo(last-1) {
		last--
	}
	if describes(f.doc.Tokens[last-1].Text) {
		return // "Nobel Prize-winning", "Spanish-language"
	}
	switch {
	case f.paper(first, last), strings.Contains(f.phrase(first, last), " & "):
		f.name(first, last, model.Span{})
		return
	case f.inTitle(first, last) && !f.isKnown(first, last), qualifies(f.doc.Tokens[first].Lower):
		return
	case f.partyBehindName(first, last), f.retired(first, last):
		return
	case f.bodyBefore(first):
		f.name(first, last, model.Span{}) // "the think tank Power Forward Africa"
		return
	case f.onlyOffice(first, last):
		return
	}
	if titleFirst, titleLast := f.ownTitle(first, last); titleLast > titleFirst {
		if titleFirst > first && f.lowerAt(titleFirst-1) != "of" { // "Office of | Sen. Ana Ruiz"
			f.name(first, titleFirst, model.Span{})
		}
		f.name(titleLast, last, f.doc.SpanOf(titleFirst, titleLast))
		return
	}
	if f.isKnown(first, last) || !f.unnamed(first, last) {
		f.name(f.behindOrdinary(first, last), last, model.Span{})
	}
}

// firstOfTwo: an office at token i is the first of two, and no part of the name before: "Corvane |
// President | and CEO Ana Ruiz".
func (f *finder) firstOfTwo(i int) bool {
	one, _ := lexicon.OfficeOf(f.lowerAt(i))
	two, _ := lexicon.OfficeOf(f.lowerAt(i + 2))
	return one.Class == lexicon.Heads && two.Class == lexicon.Heads && (f.text(i+1) == "and" || f.text(i+1) == "&") &&
		f.nameWordAt(i+3)
}

// partyBehindName: letters in brackets behind a person's name tell the party: "Ana Ruiz (| Ind |)".
func (f *finder) partyBehindName(first, last int) bool {
	const longest = 4 // letters
	names := f.doc.Names
	bracketed := last-first == 1 && f.text(first-1) == "(" && f.text(last) == ")"
	if !bracketed || len(f.text(first)) > longest || len(names) == 0 {
		return false
	}
	before := names[len(names)-1]
	_, known := lexicon.KnownBody(f.text(first))
	return before.Last == first-1 && before.Kind == model.PersonName && !known
}

// retired: "| Brig | (retd) Ana Ruiz": a rank, before a word in brackets and the name.
func (f *finder) retired(first, last int) bool {
	_, _, rank := lexicon.Honorific(f.text(first))
	return rank && last-first == 1 && f.text(last) == "(" && f.text(last+2) == ")" && f.nameWordAt(last+3) &&
		!lexicon.IsCapital(f.text(last+1))
}

// describes reports a word with a capital that tells of the name behind it and is no part of it:
// "Oslo-based", "Lund-supporting", "then-Sen.".
func describes(word string) bool {
	before, after, ok := strings.Cut(word, "-")
	if !ok || before == "" || after == "" {
		return false
	}
	if before == "then" || before == "ex" {
		return true
	}
	if strings.ToLower(after) != after || !lexicon.IsCapital(word) {
		return false
	}
	switch after {
	case "based", "born", "led", "era", "language", "style", "wide", "run", "only":
		return true
	}
	return strings.HasSuffix(after, "ing") || strings.HasSuffix(after, "ed")
}

// behindOrdinary returns where a person's name begins behind ordinary words that a sentence's begin or
// a title gives a capital: "Electing | Lund", "Democrats | Ana Ruiz". What stands behind is a name that
// the article has elsewhere.
func (f *finder) behindOrdinary(first, last int) int {
	t := f.doc.Tokens
	gerund := strings.HasSuffix(t[first].Lower, "ing")
	if f.tradeBefore(first, last) {
		return first + 1
	}
	if l, seen := f.labelled[first]; last-first < 2 || f.particle(first) ||
		seen && !(gerund && l.kind == model.PersonName) {
		return first
	}
	if _, given := lexicon.GivenName(t[first].Text); given {
		return first
	}
	ordinary := gerund || f.lower[t[first].Lower] || lexicon.IsMembers(t[first].Text)
	rest := f.doc.TextOf(f.doc.SpanOf(first+1, last))
	if ordinary && (f.people[rest] || last-first == 2 && f.surnames[rest]) {
		return first + 1
	}
	return first
}

// tradeBefore: a sentence begins with what somebody is, before a given name: "Widow | Clara Benn".
func (f *finder) tradeBefore(first, last int) bool {
	t := f.doc.Tokens
	_, trade := lexicon.OfficeOf(t[first].Lower)
	_, alsoName := lexicon.GivenName(t[first].Text)
	_, given := lexicon.GivenName(t[min(first+1, last-1)].Text)
	return trade && !alsoName && given && last-first >= 3 && f.doc.Sentences[t[first].Sentence].First == first
}

// ownTitle is title, but a title that is a word of the name itself is none: "Dean Osei, a caterer",
// "Ana Bishop Lund", "Mason City".
func (f *finder) ownTitle(first, last int) (int, int) {
	titleFirst, titleLast := f.title(first, last)
	if titleFirst > first && f.lowerAt(titleFirst-1) == "of" && f.lowerAt(first) != "office" &&
		lexicon.BodyKind(f.lowerAt(first)) != "" {
		return titleFirst, titleFirst // "Ministry of | Marine | Affairs", not "Office of Sen. Ana Ruiz"
	}
	if titleLast > titleFirst && f.namesPerson(first, last) || titleLast == titleFirst+1 && f.namesPlace(first, last) {
		return titleFirst, titleFirst
	}
	return titleFirst, titleLast
}

// unnamed reports whether words with capitals are an office, or end in one in a headline, and name
// nobody.
func (f *finder) unnamed(first, last int) bool {
	surname := f.surnames[f.doc.Tokens[last-1].Text]
	if f.isTitle(first, last) && !f.seenBody(first, last) && !(last-first == 1 && surname) {
		return true // "the President": an office, no name; but "Monk" after "Trey Monk"
	}
	return f.doc.InHeadline(first) && f.isTitle(last-1, last) && !surname // "Harbour Doctor Says"
}

// paper: an apposition says that words with a capital name a newspaper: "The Ambassador, a weekly
// in Tarn,".
func (f *finder) paper(first, last int) bool {
	t := f.doc.Tokens
	const near = 5 // words
	if last+2 >= len(t) || t[last].Text != "," || lexicon.Function(t[last+1].Lower) != "article" || f.opens(first) {
		return false
	}
	for i := last + 2; i < min(last+2+near, len(t)) && t[i].Kind == model.Word && lexicon.Function(t[i].Lower) == ""; i++ {
		switch t[i].Lower {
		case "weekly", "daily", "newspaper", "magazine", "tabloid", "broadsheet", "website", "paper":
			return true
		}
	}
	return false
}

// seenBody reports whether the network sees a body's name, and no office, in one word with a
// capital: "The Courier reported".
func (f *finder) seenBody(first, last int) bool {
	l := f.labelled[first]
	return l.kind == model.OrganizationName && l.last == last && last-first == 1 && !f.opens(first)
}

// namesPerson reports whether two words are a person's name of which the first is a title
// elsewhere, as the network sees them.
func (f *finder) namesPerson(first, last int) bool {
	_, given := lexicon.GivenName(f.doc.Tokens[first].Text)
	l := f.labelled[first]
	return given && l.first == first && l.last == last && l.kind == model.PersonName
}

// isKnown reports whether words with capitals are a well-known body's name, whatever else they
// mean: "the Guardian".
func (f *finder) isKnown(first, last int) bool {
	_, ok := lexicon.KnownBody(f.doc.TextOf(f.doc.SpanOf(first, last)))
	return ok && !f.opens(first)
}

// inTitle reports whether the network sees the words as an office's title: "the CEO", "the CS".
func (f *finder) inTitle(first, last int) bool {
	span := f.doc.SpanOf(first, last)
	for _, o := range f.doc.Offices {
		if o.Title.Contains(span) && !f.surnames[f.doc.Tokens[last-1].Text] {
			return true
		}
	}
	return false
}

func (f *finder) isTitle(first, last int) bool {
	_, ok := lexicon.OfficeOf(f.phrase(first, last))
	return ok
}

func (f *finder) phrase(first, last int) string {
	words := make([]string, 0, last-first)
	for i := first; i < last; i++ {
		words = append(words, f.doc.Tokens[i].Lower)
	}
	return strings.Join(words, " ")
}

// title finds the last title within [first, last) that a name follows.
func (f *finder) title(first, last int) (int, int) {
	for e := last - 1; e > first; e-- {
		for b := max(first, e-4); b < e; b++ {
			p := f.phrase(b, e)
			_, _, hon := lexicon.Honorific(p)
			hon = hon && (b == first || len(strings.TrimSuffix(p, ".")) > 1) // "Raul M. Grijalva"
			o, office := lexicon.OfficeOf(p)
			office = office && o.Class != lexicon.AnyPerson // not "Local" of "Local Government Act"
			if hon && !office && e-b == 1 && b == first || (hon || office) && !f.bodyAfter(e, last) &&
				!f.givenBehind(b, e, first) {
				for b > first { // "Lt. Gen.", "Deputy Prime Minister"
					_, _, single := lexicon.Honorific(f.doc.Tokens[b-1].Text)
					if !single {
						break
					}
					b--
				}
				return b, e
			}
		}
	}
	return first, first
}

// givenBehind: the one word before the name is a given name here, "Cr | Dean | May".
func (f *finder) givenBehind(b, e, first int) bool {
	if e-b != 1 || b == first {
		return false
	}
	_, given := lexicon.GivenName(f.doc.Tokens[b].Text)
	_, _, title := lexicon.Honorific(f.doc.Tokens[b-1].Text)
	return given && title
}

// bodyBefore: the noun of a body stands right before a name: "pump maker | Norvane".
func (f *finder) bodyBefore(first int) bool {
	if first == 0 || f.doc.Tokens[first-1].Sentence != f.doc.Tokens[first].Sentence {
		return false
	}
	w := f.doc.Tokens[first-1]
	switch w.Text {
	case "maker", "carmaker", "retailer", "charity", "airline", "lender", "insurer", "start-up", "startup", "chain":
		return true
	case "tank":
		return f.lowerAt(first-2) == "think"
	}
	return false
}

// onlyOffice: "The Local Government Secretary, | Helen Pratt": what ends in an office, before a comma
// and a name, is none.
func (f *finder) onlyOffice(first, last int) bool {
	t := f.doc.Tokens
	if last-first < 2 || last+1 >= len(t) || t[last].Text != "," || !f.nameWord(last+1) ||
		t[first].Lower != "the" && f.lowerAt(first-1) != "the" {
		return false
	}
	o, ok := lexicon.OfficeOf(t[last-1].Lower)
	_, given := lexicon.GivenName(t[last+1].Text)
	_, _, title := lexicon.Honorific(t[last+1].Text)
	return ok && o.Class != lexicon.AnyPerson && (given || title)
}

// bodyAfter: in "General Electric Company", "Attorney General's Office" no title stands before a name.
func (f *finder) bodyAfter(e, last int) bool {
	return lexicon.BodyKind(f.doc.Tokens[last-1].Lower) != "" || f.doc.Tokens[e].Lower == "of"
}

func (f *finder) name(first, last int, title model.Span) {
	t := f.doc.Tokens
	first, last = f.bareName(first, last)
	first = f.holdersOffice(first, last)
	if last <= first || title.IsZero() && f.namesNobody(first, last) || last-first == 1 && sum(t[first].Text) {
		return
	}
	if _, country := lexicon.Country(t[last-1].Text); country && last-first == 2 && t[first].Lower == "the" {
		first++ // "The U.S."
	}
	n := model.Name{Span: f.doc.SpanOf(first, last), First: first, Last: last, Title: title}
	n.Kind = f.kind(n, f.doc.TextOf(n.Span))
	f.doc.Names = append(f.doc.Names, n)
}

// sum reports one word that is an amount of money: "RM210,000", "R740m", "Sh800".
func sum(word string) bool { return sums.MatchString(word) }

var sums = regexp.MustCompile(`^\p{Lu}\p{L}{0,2}\d[\d.]*(,\d[\d,.]*|\d\d|m|mn|mil|bn|tn)$`)

// holdersOffice returns where the name of an office's own office begins: "| Chief Minister's Office".
func (f *finder) holdersOffice(first, last int) int {
	const longest = 3 // words of a title
	if last-first != 1 || f.text(first) != "Office" || f.text(first-1) != "'s" && f.text(first-1) != "’s" {
		return first
	}
	for b := max(0, first-1-longest); b < first-1; b++ {
		if f.isTitle(b, first-1) && lexicon.IsCapital(f.text(b)) {
			return b
		}
	}
	return first
}

// bareName takes off what stands before a name and behind it: "Democrat | Ana Ruiz", "Sunita Mehra |
// KC".
func (f *finder) bareName(first, last int) (int, int) {
	t := f.doc.Tokens
	_, given := lexicon.GivenName(f.text(first + 1))
	if given && last-first > 2 || last-first == 2 && f.surnames[f.text(first+1)] {
		if _, party := lexicon.Party(t[first].Text); party {
			first++
		}
	}
	for last-first > 1 && (qualifies(t[first].Lower) || f.beforeLabel(first) || f.trade(first, last) ||
		f.rank(first, last)) {
		first++
	}
	for last > first && t[last-1].Kind != model.Word && t[last-1].Kind != model.Number {
		last--
	}
	if last-first > 2 && lexicon.IsPostnominal(t[last-1].Text) {
		last--
	}
	return f.fullNameIn(first, last)
}

// fullNameIn cuts to a person's full name, which the article has elsewhere too, what has a place or an
// office around it: "Ana Ruiz | of Tarn", "Senate Ranking Democrat | Ana Ruiz".
func (f *finder) fullNameIn(first, last int) (int, int) {
	t := f.doc.Tokens
	if _, given := lexicon.GivenName(t[first].Text); given {
		for of := first + 2; of < last-1; of++ {
			if t[of].Lower == "of" && lexicon.IsPlace(f.doc.TextOf(f.doc.SpanOf(of+1, last))) {
				return first, of
			}
		}
	}
	for k := first + 2; k < last-1; k++ {
		_, party := lexicon.Party(t[k-1].Text)
		if party && f.people[f.doc.TextOf(f.doc.SpanOf(k, last))] {
			return k, last
		}
	}
	return first, last
}

// namesNobody: a letter, letters behind a name, members of a party, "Oversight Committee Republicans",
// and words that say where from, "Democratic", "The Kenyan", name nobody. "French said" does, after
// "Emma French".
func (f *finder) namesNobody(first, last int) bool {
	t := f.doc.Tokens
	word := t[last-1].Text
	if last-first == 1 && (len(word) == 1 || lexicon.IsPostnominal(word)) || lexicon.IsMembers(word) {
		return true
	}
	if last-first > 2 || last-first == 2 && t[first].Lower != "the" {
		return false
	}
	_, from := lexicon.Demonym(word)
	_, country := lexicon.Country(word)
	surname := last-first == 1 && f.surnames[word] && f.speaks(model.Name{First: first, Last: last})
	return lexicon.IsPartyAdjective(word) || from && !country && !surname
}

// qualifies: words with a capital at a sentence's begin that belong to the office behind them, not
// to the name.
func qualifies(lower string) bool {
	switch lower {
	case "former",
		"ex",
		"veteran",
		"presumptive",
		"fellow",
		"longtime",
		"long-time",
		"retired",
		"then",
		"newly",
		"outgoing",
		"late",
		"ousted",
		"responsible":
		return true
	}
	return false
}

// beforeLabel: the capital of token i is a sentence's first, and the network sees a name right
// behind it: "Carmaker Ostra said".
func (f *finder) beforeLabel(i int) bool {
	_, seen := f.labelled[i]
	next := f.labelled[i+1]
	return !seen && next.sure && f.opens(i)
}

// rank: an acronym of three letters or more before a given name and a surname is a rank: "IGP Olu
// Bankole".
func (f *finder) rank(i, last int) bool {
	t := f.doc.Tokens
	_, given := lexicon.GivenName(t[i+1].Text)
	return last-i == 3 && given && len(t[i].Text) > 2 && isAcronym(t[i].Text) && !strings.Contains(t[i].Text, ".")
}

// trade: the capital of token i is a sentence's first, and a person's name of given name and
// surname stands behind it: "Grocer Gus Tarrant".
func (f *finder) trade(i, last int) bool {
	t := f.doc.Tokens
	_, given := lexicon.GivenName(t[i].Text)
	_, next := lexicon.GivenName(t[i+1].Text)
	occupation := slices.ContainsFunc(
		[]string{"er", "or", "ist", "ian", "man"},
		func(end string) bool { return strings.HasSuffix(t[i].Lower, end) },
	)
	return last-i == 3 && f.opens(i) && !f.inner[t[i].Text] && occupation && !given && next &&
		lexicon.BodyKind(t[last-1].Lower) == ""
}
