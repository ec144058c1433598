// Package names finds the proper names of a document by the network's name labels and by their capital
// letters, and tells what they name by the labels, by word lists and by what stands around them.
package names

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"quotegraph/internal/encoder"
	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

// Find fills in the document's names.
func Find(d *model.Document, scores *encoder.Reading) {
	f := &finder{
		doc:      d,
		lower:    map[string]bool{},
		inner:    map[string]bool{},
		labelled: map[int]labelled{},
		surnames: map[string]bool{},
		people:   map[string]bool{},
		shouts:   map[int]bool{},
	}
	for _, l := range append(labels(d, scores), held(d)...) {
		if longer := f.labelled[l.first]; longer.first == l.first && longer.last > l.last {
			continue // "Ana M. | Ruiz"
		}
		for i := l.first; i < l.last; i++ {
			f.labelled[i] = l
		}
	}
	f.survey()
	f.findSurnames()
	for i := 0; i < len(d.Tokens); {
		if d.InFurniture(d.Tokens[i].Begin) && !f.doc.InHeadline(i) {
			i++
			continue
		}
		last := f.sequence(i)
		if last == i {
			i++
			continue
		}
		if !f.heading(i, last) {
			f.add(i, last)
		}
		i = last
	}
	f.cutInHeadline()
	f.spread()
}

// findSurnames notes the last words of persons' names: those that the network sees, and those
// behind a given name.
func (f *finder) findSurnames() {
	t := f.doc.Tokens
	for _, l := range f.labelled {
		if l.kind == model.PersonName && l.last-l.first > 1 && !f.endsTitle(l) {
			f.surnames[t[l.last-1].Text], f.surnames[capital(t[l.last-1].Text)] = true, true
			f.people[f.doc.TextOf(f.doc.SpanOf(l.first, l.last))] = true
		}
	}
	for i := range t {
		_, given := lexicon.GivenName(t[i].Text)
		if given && f.followedByName(i) && !f.followedByName(i+1) && !f.doc.InHeadline(i) {
			f.surnames[t[i+1].Text] = true
		}
	}
}

type finder struct {
	doc      *model.Document
	labelled map[int]labelled // by token
	surnames map[string]bool  // last words of the persons that the network sees
	people   map[string]bool  // their names of several words

	shouts map[int]bool    // paragraphs whose capitals tell nothing: all in capitals, or in title case
	lower  map[string]bool // words that the text also writes in lower case
	inner  map[string]bool // words written with a capital where no sentence begins
}

// survey notes how the text writes its words.
func (f *finder) survey() {
	for i, t := range f.doc.Tokens {
		if !lexicon.IsCapital(t.Text) {
			f.lower[t.Lower] = true
		} else if !f.opens(i) && !f.doc.InHeadline(i) {
			f.inner[t.Text] = true
		}
	}
	for p := range f.doc.Paragraphs {
		f.shouts[p] = f.shouting(f.doc.Paragraphs[p])
	}
}

// opens reports whether token i begins a sentence, or stands behind a mark or colon where a capital
// tells nothing.
func (f *finder) opens(i int) bool {
	t := f.doc.Tokens
	for i > 0 && (t[i-1].Kind == model.OpenQ || t[i-1].Kind == model.StrayQ) {
		i--
	}
	if i == 0 || t[i-1].Sentence != t[i].Sentence || t[i-1].Kind == model.CloseQ || t[i].Kind == model.OpenQ {
		return true
	}
	if f.doc.InFurniture(t[i-1].Begin) != f.doc.InFurniture(t[i].Begin) {
		return true
	}
	return t[i-1].Text == ":" || t[i-1].Text == "." || t[i-1].Text == "•"
}

// sequence returns the end of the name that begins at token i; i if none does.
func (f *finder) sequence(i int) int {
	end := f.words(i)
	if holder := f.holderWithin(i, end); holder > i {
		return holder
	}
	for k := i + 1; k+1 < end; k++ { // "President | of Peru | Ana Ruiz"
		if h := f.holderWithin(k+1, end); h > k+1 && !f.isTitle(k-1, h) { // not "Secretary of State | Ana Ruiz"
			return k
		}
	}
	return end
}

// holderWithin returns where in the tokens [i, end) behind "OFFICE of" the name of a country, a
// place, a body or a minister's field ends and that of who holds the office begins: "Prime Minister
// of Finland | Aino Salo", "Minister for Transport | Odd Lund"; i if it does not.
func (f *finder) holderWithin(i, end int) int {
	t := f.doc.Tokens
	of := i - 1
	if f.lowerAt(of) == "the" { // "Speaker of the House | Ana Ruiz"
		of--
	}
	for of > 2 && t[of].Lower == "and" && lexicon.IsCapital(t[of-1].Text) { // "Further and Higher Education | Ana Ruiz"
		of -= 2
	}
	if of < 1 {
		return i
	}
	_, office := lexicon.OfficeOf(f.lowerAt(of - 1))
	field := hasField(f.lowerAt(of-1)) && (t[of].Lower == "for" || t[of].Lower == "of")
	if !field && (!office || t[of].Lower != "of") {
		return i
	}
	for j := i + 1; j+1 < end; j++ {
		_, given := lexicon.GivenName(t[j].Text)
		where := f.doc.TextOf(f.doc.SpanOf(i, j))
		_, country := lexicon.Country(where)
		if given && (field || country || lexicon.IsPlace(where) || lexicon.BodyKind(t[j-1].Lower) != "") {
			return j
		}
	}
	return i
}

// hasField: whoever holds such an office holds it for a field: "Minister for Health and Sport".
func hasField(lower string) bool {
	return lower == "minister" || lower == "undersecretary" || lower == "commissioner"
}

// words is sequence, without a look at what stands before.
func (f *finder) words(i int) int {
	if end := f.nickname(i); end > i && f.nameWord(i) {
		return end
	}
	if end := f.sureName(i); end > i {
		return end
	}
	if end := f.knownWithNumber(i); end > i {
		return end
	}
	if !f.nameWord(i) {
		return i
	}
	if end := f.spelledOut(i); end > i {
		return end
	}
	j := i + 1
	for {
		next := f.goesOn(i, j)
		if next == j {
			return j
		}
		j = next
	}
}

// sureName returns the end of the name of several words that the network is sure to see begin at
// token i; i if there is none.
func (f *finder) sureName(i int) int {
	l := f.labelled[i]
	if l.sure && l.first == i && l.last-l.first > 1 && f.labelled[l.last-1] == l && !f.partnersFollow(l.last) {
		return l.last
	}
	return i
}

// goesOn returns the token behind the words at token j with which the name that began at token i
// goes on; j if it ends there.
func (f *finder) goesOn(i, j int) int {
	t := f.doc.Tokens
	switch {
	case j >= len(t) || t[j].Sentence != t[i].Sentence || f.leavesMarks(i, j):
		return j
	case f.fullNameAt(j) && f.ownPhrase(i, j):
		return j // "CEO of the Harbour Trust | Owen Pellow"
	case f.nameWord(j):
		return j + 1
	case t[j].Lower == "of" && f.officeOf(j):
		return j + 2 // "Secretary of State Jon Husted"
	case f.owners(j):
		return j + 2 // "Property Owners' League"
	case f.particle(j) && f.nameWordAt(j+1):
		return j + 2
	}
	if k := f.joins(i, j); k >= 0 {
		return k + 1
	}
	return j
}

// leavesMarks reports whether token j is the mark at which the quotation ends that token i is in, or
// at which one begins behind token i.
func (f *finder) leavesMarks(i, j int) bool {
	t := f.doc.Tokens
	return t[j].Quoted != t[i].Quoted && (t[j].Kind == model.OpenQ || t[j].Kind == model.CloseQ)
}

// knownWithNumber returns the end of a well-known body's name that begins at token i and has a
// number in it: "Number 10"; i if none does.
func (f *finder) knownWithNumber(i int) int {
	t := f.doc.Tokens
	const longest = 3 // words
	for end := min(i+longest, len(t)); end > i+1; end-- {
		if t[i].Kind != model.Number && t[end-1].Kind != model.Number {
			continue
		}
		if _, ok := lexicon.KnownBody(f.doc.TextOf(f.doc.SpanOf(i, end))); ok {
			return end
		}
	}
	return i
}

// spelledOut returns the end of the name at token i whose short form stands in brackets behind it,
// by its initials: "Citizens to Reclaim Our Rivers (CROR)"; i if there is none. The method is that
// of Schwartz and Hearst, "A Simple Algorithm for Identifying Abbreviation Definitions in
// Biomedical Text" (2003), with whole words only.
func (f *finder) spelledOut(i int) int {
	t := f.doc.Tokens
	const longest = 10 // words
	initials := ""
	for j := i; j+2 < len(t) && j < i+longest && t[j].Sentence == t[i].Sentence; j++ {
		switch {
		case t[j].Text == "(":
			short := strings.ReplaceAll(t[j+1].Text, ".", "")
			if utf8.RuneCountInString(short) > 2 && short == initials && t[j+2].Text == ")" {
				return j
			}
			return i
		case lexicon.IsCapital(t[j].Text):
			r, _ := utf8.DecodeRuneInString(t[j].Text)
			initials += string(r)
		case lexicon.Function(t[j].Lower) == "":
			return i
		}
	}
	return i
}

// fullNameAt reports whether the network sees a person's name of several words begin at a token.
func (f *finder) fullNameAt(i int) bool {
	l := f.labelled[i]
	return l.sure && l.first == i && l.last-l.first > 1 && l.kind == model.PersonName
}

// ownPhrase reports whether the words before a person's name are a body or an office with its body,
// not a title that goes with the name.
func (f *finder) ownPhrase(i, j int) bool {
	if f.inTitle(i, j) {
		return true
	}
	for k := i; k < j; k++ {
		if f.isTitle(k, j) {
			return false // "Tarn Supreme Court Justice | Ana Ruiz"
		}
	}
	return f.bodyWord(i, j) || strings.Contains(f.phrase(i, j), " of ")
}

// partnersFollow: "Baker Holm | & Quill" is one firm.
func (f *finder) partnersFollow(i int) bool {
	return i+1 < len(f.doc.Tokens) && f.doc.Tokens[i].Text == "&" && f.nameWord(i+1)
}

// nickname returns the end of a name with a nickname in marks between the given name at token i and
// the surname: 'Leon "Lefty" Okafor'; i if none begins there.
func (f *finder) nickname(i int) int {
	t := f.doc.Tokens
	if i+4 >= len(t) || !t[i+1].IsMark() || !t[i+3].IsMark() || !lexicon.IsCapital(t[i+2].Text) || !f.nameWord(i+4) ||
		t[i+4].Sentence != t[i].Sentence {
		return i
	}
	if _, given := lexicon.GivenName(t[i].Text); !given {
		return i
	}
	return i + 5
}

// officeOf reports whether the "of" at token j stands within an office that a name follows.
func (f *finder) officeOf(j int) bool {
	if j+2 >= len(f.doc.Tokens) || !f.nameWord(j+1) || !f.nameWord(j+2) {
		return false
	}
	_, ok := lexicon.OfficeOf(f.phrase(j-1, j+2))
	return ok
}

// nameWord reports whether token i can be a word of a name.
func (f *finder) nameWord(i int) bool {
	t := f.doc.Tokens[i]
	if !lexicon.IsCapital(t.Text) || partyAndState(t.Text) {
		return false
	}
	if l := f.labelled[i]; l.kind == model.PersonName && (l.sure || i > l.first) {
		return true
	}
	if f.shouts[t.Paragraph] {
		_, ok := f.labelled[i]
		return ok
	}
	switch lexicon.TimeKind(t.Lower) {
	case "weekday":
		return false
	case "month":
		return f.namesMonth(i)
	}
	shouted := len(t.Text) > 1 && strings.ToUpper(t.Text) == t.Text
	switch function := lexicon.Function(t.Lower) != ""; {
	case t.Text == "I" || strings.HasPrefix(t.Text, "I'"):
		return false
	case !f.opens(i):
		return !function || shouted
	case function:
		_, known := lexicon.KnownBody(t.Text)
		return shouted && (f.inner[t.Text] || known)
	}
	return f.inner[t.Text] || f.opensWithName(i)
}

// opensWithName: at a sentence's begin the capital tells nothing: the rest of the text, or a list,
// must.
func (f *finder) opensWithName(i int) bool {
	t := f.doc.Tokens[i]
	if f.lower[t.Lower] && !f.surnames[t.Text] || lexicon.IsGroup(t.Lower) || lexicon.IsDocument(t.Lower) ||
		lexicon.IsDocument(strings.TrimSuffix(t.Lower, "s")) {
		return false
	}
	if _, _, title := lexicon.Honorific(t.Text); title {
		return true
	}
	if _, office := lexicon.OfficeOf(t.Lower); office {
		return f.followedByName(i)
	}
	_, given := lexicon.GivenName(t.Text)
	_, body := lexicon.KnownBody(t.Text)
	_, nation := lexicon.Demonym(t.Text)
	_, seen := f.labelled[i]
	return given || body || nation || seen || lexicon.IsPlace(t.Text) || isAcronym(t.Text) || f.officeFollows(i)
}

// partyAndState: "R-S.D." in brackets behind a name.
func partyAndState(word string) bool {
	party, state, _ := strings.Cut(word, "-")
	_, ok := lexicon.State(state)
	return ok && len(party) == 1
}

// namesMonth: "May" and "March" as names, not months.
func (f *finder) namesMonth(i int) bool {
	t := f.doc.Tokens
	if f.surnames[t[i].Text] && f.subjectOfSaying(i) && lexicon.Function(f.lowerAt(i-1)) != "preposition" {
		return true // "May told the House", after "Theresa May"
	}
	if t[i].Lower != "june" && t[i].Lower != "april" && t[i].Lower != "august" {
		return false
	}
	next := i+1 < len(t) && t[i+1].Kind == model.Number
	_, _, title := lexicon.Honorific(f.text(i - 1))
	_, given := lexicon.GivenName(f.text(i - 1))
	return !next && (title || given)
}

// officeFollows: "Orlex spokeswoman Dana Pike", "Orlex's chief executive".
func (f *finder) officeFollows(i int) bool {
	i++
	if f.lowerAt(i) == "'s" {
		i++
	}
	_, one := lexicon.OfficeOf(f.lowerAt(i))
	_, two := lexicon.OfficeOf(f.lowerAt(i) + " " + f.lowerAt(i+1))
	return one || two
}

func (f *finder) lowerAt(i int) string {
	if i < 0 || i >= len(f.doc.Tokens) {
		return ""
	}
	return f.doc.Tokens[i].Lower
}

func (f *finder) text(i int) string {
	if i < 0 || i >= len(f.doc.Tokens) {
		return ""
	}
	return f.doc.Tokens[i].Text
}

func (f *finder) followedByName(i int) bool {
	t := f.doc.Tokens
	return i+1 < len(t) && t[i+1].Sentence == t[i].Sentence && lexicon.IsCapital(t[i+1].Text) &&
		lexicon.Function(t[i+1].Lower) == "" &&
		lexicon.TimeKind(t[i+1].Lower) == ""
}

// subjectOfSaying: "Orlex said", "Moran has denied".
func (f *finder) subjectOfSaying(i int) bool {
	if i++; i >= len(f.doc.Tokens) {
		return false
	}
	w := f.doc.Tokens[i].Lower
	return lexicon.CueAt(f.doc.Tokens, i) != nil || lexicon.Function(w) == "auxiliary" || w == "'s"
}

// owners: the mark behind a plural within a body's name: "Port Workers | ' | Union".
func (f *finder) owners(j int) bool {
	t := f.doc.Tokens
	if t[j].Text != "'" && t[j].Text != "’" || !strings.HasSuffix(t[j-1].Lower, "s") || j+1 >= len(t) ||
		!f.nameWord(j+1) {
		return false
	}
	return lexicon.BodyKind(f.lowerAt(j+1)) != "" || f.nameWordAt(j+2) && lexicon.BodyKind(f.lowerAt(j+2)) != ""
}

func (f *finder) nameWordAt(i int) bool { return i < len(f.doc.Tokens) && f.nameWord(i) }

// particle: lower-case parts of personal names: "van der Berg", "bin Salman", "al-Assad".
func (f *finder) particle(i int) bool { return particle(f.doc.Tokens[i]) }

func particle(t model.Token) bool { return t.Kind == model.Word && lexicon.IsParticle(t.Lower) }

// joins returns the token behind the words that join the name which began at i to it: "Ministry of
// Health", "Department of Health and Human Services", "Centre for the Study of Law", "Marks &
// Hale"; -1 if token j joins nothing.
func (f *finder) joins(i, j int) int {
	t := f.doc.Tokens
	k := j + 1
	for k < len(t) && (t[k].Lower == "the" || t[k].Lower == "a" && t[j].Lower == "for") {
		k++
	}
	if k >= len(t) || t[k].Sentence != t[i].Sentence || !f.nameWord(k) || !f.joined(i, j, k) {
		return -1
	}
	return k
}

func (f *finder) joined(i, j, k int) bool {
	t := f.doc.Tokens
	switch t[j].Lower {
	case "&":
		return true
	case "of":
		return f.bodyWord(i, j) || ofNames(t[j-1].Lower)
	case "for", "on", "against", "in":
		return f.bodyWord(i, j) &&
			(t[j].Lower != "in" && t[j].Lower != "on" || k == j+1 && !lexicon.IsPlace(t[k].Text)) &&
			lexicon.TimeKind(t[k].Lower) == ""
	case "and":
		// within a body's name only, behind "of" or "for": "Ministry of Health and Welfare"
		_, given := lexicon.GivenName(t[k].Text)
		_, _, title := lexicon.Honorific(t[k].Text)
		if k == j+1 && f.endsInBody(i, j, k) { // "House Oversight and Government Reform Committee"
			return true
		}
		return f.bodyOf(i, j) && !given && !title && lexicon.BodyKind(t[k].Lower) == ""
	}
	return false
}

// ofNames: words that make names with "of" without being bodies.
func ofNames(lower string) bool {
	switch lower {
	case "republic",
		"states",
		"kingdom",
		"house",
		"gulf",
		"strait",
		"cape",
		"bay",
		"city",
		"state",
		"university",
		"duke",
		"isle",
		"federation",
		"emirates":
		return true
	}
	return false
}

// bodyWord reports whether one of the words [i, j) is a body's: "Ministry", "Institute".
func (f *finder) bodyWord(i, j int) bool {
	for k := i; k < j; k++ {
		if lexicon.BodyKind(f.doc.Tokens[k].Lower) != "" {
			return true
		}
	}
	return false
}

// endsInBody reports whether the capitalised words from k on end in a body's noun that words [i, j)
// before the "and" lack.
func (f *finder) endsInBody(i, j, k int) bool {
	t := f.doc.Tokens
	end := k
	for end < len(t) && end < k+5 && f.nameWord(end) && lexicon.BodyKind(t[end-1].Lower) == "" {
		end++
	}
	_, given := lexicon.GivenName(t[i].Text)
	return end-k > 1 && lexicon.BodyKind(t[end-1].Lower) != "" && lexicon.BodyKind(t[end-1].Lower) != "company" &&
		!f.bodyWord(i, j) &&
		!given
}

func (f *finder) bodyOf(i, j int) bool {
	for k := i; k < j; k++ {
		if w := f.doc.Tokens[k].Lower; w == "of" || w == "for" {
			return f.bodyWord(i, k)
		}
	}
	return false
}

func isAcronym(w string) bool {
	n := 0
	for _, r := range w {
		if r >= 'A' && r <= 'Z' {
			n++
		} else if r != '.' && r != '-' && r != '&' {
			return false
		}
	}
	return n >= 2
}

// capital is a word with its first letter as a capital.
func capital(w string) string {
	r, n := utf8.DecodeRuneInString(w)
	return string(unicode.ToUpper(r)) + w[n:]
}
