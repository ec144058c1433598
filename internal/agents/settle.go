package agents

import (
	"slices"
	"strings"
	"unicode"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

// Settle is the last look at a document's agents, when the words around them have told all they
// tell: a place that stands for nothing else becomes a place, members of a party or nation and
// words that are no names become sources without a name, and what is no name of its own, "City
// Council", "the merger plan", stays in its article.
func Settle(d *model.Document) {
	s := newSettler(d)
	for _, a := range d.Agents {
		switch {
		case a.Kind == model.Person && s.nobody(a):
			a.Kind, a.Words, a.Name, a.Local = model.Unnamed, a.Name, "", true
		case a.Kind == model.Person && s.mediaName(a.Name):
			a.Kind = model.Organization
			s.body(a)
		case a.Kind != model.Organization || a.Known != "":
		case member(a.Name), lexicon.TimeKind(strings.ToLower(a.Name)) != "": // "Tuesday's results"
			a.Kind, a.Words, a.Name, a.Local = model.Unnamed, a.Name, "", true
		case strings.Contains(a.Name, " ") && len(lexicon.Holdings(a.Name)) > 0:
			a.Kind = model.Person // "Barack Obama", whatever the network says
		default:
			s.body(a)
		}
	}
}

func newSettler(d *model.Document) settler {
	s := settler{
		doc:     d,
		places:  map[string]bool{},
		bodies:  map[string]bool{},
		small:   map[string]bool{},
		persons: map[string]bool{},
	}
	for _, n := range d.Names {
		name := fold(d.TextOf(n.Span))
		s.places[name] = s.places[name] || n.Kind == model.PlaceName
		s.bodies[name] = s.bodies[name] || n.Kind == model.OrganizationName
	}
	for _, x := range d.Statements { // who speaks is a place only if the world knows it as one
		if x.Agent != nil {
			delete(s.places, x.Agent.Name)
		}
	}
	for _, t := range d.Tokens {
		if t.Kind == model.Word {
			s.small[t.Text] = true
		}
	}
	for _, a := range d.Agents {
		if a.Kind != model.Person {
			continue
		}
		s.persons[a.Name] = true
		for _, name := range a.Aliases {
			s.persons[name] = true
		}
	}
	return s
}

// nobody reports a person whose name is none.
func (s settler) nobody(a *model.Agent) bool {
	return s.shoutedSentence(a) || s.noPerson(a.Name) || onlyMember(a.Name) || s.commonWord(a.Name) && !s.addressed(a) ||
		s.onlyShouted(a)
}

// settler knows what the document's words are besides.
type settler struct {
	doc     *model.Document
	places  map[string]bool // names that the network sees as places'
	bodies  map[string]bool // names that it sees as bodies'
	small   map[string]bool // words that stand in lower case somewhere
	persons map[string]bool // names of people, all forms
}

func (s settler) body(a *model.Agent) {
	name := a.Name
	if plain := titled(name); lexicon.IsPlace(plain) {
		name = plain // "ORLANDO"
	}
	_, state := lexicon.State(name)
	if town, of, ok := strings.Cut(name, ", "); ok { // "Burlington, Vt."
		_, state = lexicon.State(of)
		state = state && lexicon.IsCapital(town)
	}
	if lexicon.Thing(lastWord(name)) == "paper" && len(strings.Fields(name)) > 1 {
		a.Kind, a.Words, a.Name, a.Local = model.Paper, a.Name, "", true
		return
	}
	if s.places[a.Name] || state || lexicon.IsPlace(name) || namesArea(name) {
		a.Kind = model.Place
		a.Known, _ = lexicon.State(a.Name) // "N.C."
		if name != a.Name {
			a.Known = name
		}
		return
	}
	a.Local = a.Local || !ownName(a.Name) || onlyKind(a.Name) || s.endsInPerson(a.Name) || onlyMember(a.Name) ||
		s.persons[a.Name] || s.commonWord(a.Name) ||
		s.inHeadline(a) ||
		s.unknown(a.Name)
}

// addressed: whom the article calls "Mr." somewhere has that name, whatever else the word means:
// "Mr. Baker".
func (s settler) addressed(a *model.Agent) bool {
	for i := range s.doc.Names {
		n := &s.doc.Names[i]
		switch strings.ToLower(strings.TrimSuffix(s.doc.TextOf(n.Title), ".")) {
		case "mr", "mrs", "ms", "miss", "dr":
			if slices.Contains(a.Mentions, n.Span) {
				return true
			}
		}
	}
	return false
}

// onlyShouted: words of a headline that nothing makes a person's name: "Joins Growing List".
func (s settler) onlyShouted(a *model.Agent) bool {
	first, _, _ := strings.Cut(a.Name, " ")
	_, given := lexicon.GivenName(first)
	return !given && s.inHeadline(a)
}

// inHeadline reports whether a name stands nowhere but in the headline.
func (s settler) inHeadline(a *model.Agent) bool {
	for _, m := range a.Mentions {
		if first, _ := s.doc.TokensIn(m); !s.doc.InHeadline(first) {
			return false
		}
	}
	return len(a.Mentions) > 0
}

// unknown: one word that the network sees as no body's name, or a given name: "Barry".
func (s settler) unknown(name string) bool {
	if strings.ContainsFunc(name, unicode.IsSpace) {
		return false
	}
	_, given := lexicon.GivenName(name)
	_, seen := s.bodies[name]
	return given || seen && !s.bodies[name]
}

// titled writes a word in capitals as a name: "ORLANDO" → "Orlando".
func titled(s string) string {
	if len(s) < 4 || strings.ToUpper(s) != s {
		return s
	}
	words := strings.Fields(strings.ToLower(s))
	for i, w := range words {
		r := []rune(w)
		words[i] = string(unicode.ToUpper(r[0])) + string(r[1:])
	}
	return strings.Join(words, " ")
}

// commonWord reports whether a name is one word that is none: a function word, a time, a given name
// of nobody, a word that the article writes small elsewhere, or one shouted: "He", "Listen",
// "Presidential", "WALLACE".
func (s settler) commonWord(name string) bool {
	if strings.ContainsFunc(name, unicode.IsSpace) {
		return false
	}
	lower := strings.ToLower(name)
	_, office := lexicon.OfficeOf(lower)
	shouted := strings.ToUpper(name) == name && len([]rune(name)) > lexicon.LongestAcronym &&
		!strings.ContainsFunc(name, unicode.IsDigit)
	return lexicon.Function(lower) != "" || lexicon.IsPostnominal(name) || office || s.small[lower] && !shouted ||
		shouted && !s.persons[name]
}

// namesArea: "Clark County", "Indiana's 4th Congressional District", "Tarn Bay".
func namesArea(name string) bool {
	words := strings.Fields(name)
	if len(words) < 2 || !lexicon.IsCapital(words[0]) {
		return false
	}
	switch words[len(words)-1] {
	case "County", "Borough", "Township", "Parish", "Bay", "Peninsula":
		return !strings.Contains(name, " of ")
	case "District":
		return words[len(words)-2] == "Congressional"
	}
	return false
}

// member: "the Wisconsin Republican" is somebody whom the article calls by name elsewhere, or nobody.
func member(name string) bool {
	words := strings.Fields(name)
	if len(words) < 2 {
		return false
	}
	last := words[len(words)-1]
	_, party := lexicon.Party(last)
	return party && !lexicon.IsMembers(last) && lexicon.IsPlace(strings.Join(words[:len(words)-1], " "))
}

// lastWord of a name, in lower case.
func lastWord(name string) string { return strings.ToLower(name[strings.LastIndexByte(name, ' ')+1:]) }

// onlyKind: words that tell where from or what kind of thing are no body's own name.
func onlyKind(name string) bool {
	return onlyWord(name) || onlyOrdinary(name) || onlyOfficeOrWork(name) || onlyKindOfBody(name)
}

// onlyOrdinary: "Post", "Islamic", "News Outlets", "the Heisman Trophy"; a name that tells of what or
// for whom, "Centre for Human Rights", is one.
func onlyOrdinary(name string) bool {
	last := lastWord(name)
	if !strings.Contains(name, " ") {
		return lexicon.Ordinary(last) != "" || lexicon.Thing(last) != ""
	}
	if strings.Contains(name, " for ") || strings.Contains(name, " of ") {
		return false
	}
	return lexicon.Ordinary(last) == "many" || lexicon.Thing(last) != "" || roman(last) > 0 &&
		lexicon.Thing(lastWord(name[:strings.LastIndexByte(name, ' ')])) != ""
}

// roman is the value of a small number in Roman digits, lower case: "World War ii"; 0 for other words.
func roman(lower string) int { return slices.Index([]string{"", "i", "ii", "iii", "iv", "v"}, lower) }

// onlyWord: "Dr.", "R", "Muslim", "Atlanta-based", "Israeli-Palestinian".
func onlyWord(name string) bool {
	_, _, title := lexicon.Honorific(name)
	if title || len([]rune(name)) == 1 {
		return true
	}
	if strings.Contains(name, " ") {
		return false
	}
	before, after, _ := strings.Cut(name, "-")
	_, one := lexicon.Demonym(before)
	_, other := lexicon.Demonym(after)
	return lexicon.IsMembers(name+"s") || after == "based" || after == "born" || after == "led" || one && other
}

// onlyOfficeOrWork: "Republican National Committeeman", a work by its subtitle or with marks within.
func onlyOfficeOrWork(name string) bool {
	if strings.Contains(name, ": ") || strings.HasSuffix(name, "''") || strings.HasSuffix(name, ",") ||
		strings.ContainsAny(name, "”“") {
		return true
	}
	words := strings.Fields(name)
	last := words[len(words)-1]
	if last == "Leader" { // "Union Leader" is a paper
		return false
	}
	office, listed := lexicon.OfficeOf(strings.ToLower(last))
	return len(words) > 1 && listed && (strings.HasSuffix(last, "man") ||
		office.Class == lexicon.Heads && lexicon.BodyKind(strings.ToLower(last)) == "")
}

// onlyKindOfBody: "Ohio company", "Republican county".
func onlyKindOfBody(name string) bool {
	words := strings.Fields(name)
	last := words[len(words)-1]
	switch kind := lexicon.BodyKind(last); {
	case lexicon.IsCapital(last):
		return false
	case last == "campaign", last == "committee": // "GOP presidential campaign"
	case kind != "company" && kind != "other" && kind != "ngo":
		return false
	}
	for _, w := range words[:len(words)-1] {
		_, nation := lexicon.Demonym(w)
		_, party := lexicon.Party(w)
		if !nation && !party && !lexicon.IsPlace(w) && lexicon.IsCapital(w) {
			return false
		}
	}
	return len(words) > 1
}

// endsInPerson: "Challenger Ana Ruiz", "Tarn-born Ana Ruiz" are no body.
func (s settler) endsInPerson(name string) bool {
	words := strings.Fields(name)
	return len(words) > 2 && s.persons[strings.Join(words[len(words)-2:], " ")]
}

// mediaName: "POLITICO Florida", "Newsmax Media" are no people: an acronym and a place, or a name that
// ends in a body's noun and begins with no given name.
func (s settler) mediaName(name string) bool {
	words := strings.Fields(name)
	if len(words) != 2 {
		return false
	}
	_, given := lexicon.GivenName(words[0])
	acronym := len(words[0]) > 2 && strings.ToUpper(words[0]) == words[0] && !strings.Contains(words[0], ".") &&
		strings.ToUpper(words[1]) != words[1]
	last := strings.ToLower(words[1])
	return !given && (acronym && lexicon.IsPlace(words[1]) || lexicon.BodyKind(last) != "" || lexicon.IsDocument(last))
}

// noPerson: words with capitals that begin with no given name and say what they are: "UMWA Director",
// "Telling Ana Ruiz", "FULL TEXT" of an article that has "full" and "text" in it.
func (s settler) noPerson(name string) bool {
	words := strings.Fields(name)
	if len(words) < 2 {
		return false
	}
	if _, given := lexicon.GivenName(words[0]); given {
		return false
	}
	switch strings.ToLower(words[len(words)-1]) {
	case "director", "manager", "president", "chairman", "chairwoman", "minister", "secretary", "candidate", "spokesman",
		"spokeswoman", "act", "poll":
		return true
	}
	if strings.HasSuffix(words[0], "ing") && len(words) > 2 && s.persons[strings.Join(words[1:], " ")] {
		return true
	}
	return strings.ToUpper(name) == name &&
		!slices.ContainsFunc(words, func(w string) bool { return !s.small[strings.ToLower(w)] })
}

// shoutedSentence: a headline in capitals, "ANA RUIZ RUNS AGAIN", is no name.
func (s settler) shoutedSentence(a *model.Agent) bool {
	const longest = 3 // words
	return len(strings.Fields(a.Name)) > longest && strings.ToUpper(a.Name) == a.Name && s.inHeadline(a)
}

// onlyMember: "New Hampshire Democrat", "Hispanics" name nobody; "Rose Green", "Jack Banks" are somebody.
func onlyMember(name string) bool {
	words := strings.Fields(name)
	if len(words) == 0 {
		return false
	}
	for i, w := range words[1:] {
		if (w == "of" || w == "for" || w == "to") && lexicon.BodyKind(strings.ToLower(words[i])) != "" {
			return false // "National Union of Teachers"
		}
	}
	last := words[len(words)-1]
	if _, given := lexicon.GivenName(words[0]); given && len(words) == 2 && !lexicon.IsMembers(last) &&
		!lexicon.IsPlace(words[0]) {
		return false
	}
	_, party := lexicon.Party(last)
	return lexicon.IsMembers(last) || lexicon.IsGroup(strings.ToLower(last)) && strings.HasSuffix(last, "s") ||
		party && len(words) > 1
}

// ownName reports whether words are a body's own name, by which other articles may call it too.
// They begin with a capital or a sign, and what is written small in them are the nouns that bodies
// are called by: "Clinton campaign", "China's foreign ministry". "City Council" and "Campaign" are
// such nouns alone.
func ownName(name string) bool {
	words := strings.FieldsFunc(name, func(r rune) bool { return unicode.IsSpace(r) })
	if len(words) == 0 {
		return false
	}
	if first := []rune(words[0])[0]; unicode.IsLower(first) &&
		!slices.ContainsFunc([]rune(words[0]), unicode.IsUpper) ||
		unicode.IsDigit(first) && len(words) > 2 {
		return false // "straight", "2004 and 2008 conventions"; "eBay", "3M" are names
	}
	proper, small := 0, 0
	for i, w := range words {
		lower := strings.ToLower(strings.Trim(w, ".,'’\"“”"))
		bare := strings.TrimSuffix(strings.TrimSuffix(lower, "'s"), "’s")
		switch {
		case lexicon.Function(lower) != "" && i == 0:
			return false // "Neither company"
		case lexicon.Function(lower) != "",
			!strings.ContainsFunc(w, unicode.IsLetter),
			i+1 < len(words) && len(w) <= 3 && lower == w: // "&", "Correio da Manhã"
		case strings.ContainsFunc(w, unicode.IsUpper):
			if lexicon.BodyKind(bare) == "" && !generic(bare) {
				proper++
			}
		default:
			small++
		}
	}
	if len(words) == 1 {
		return proper == 1
	}
	last := strings.ToLower(words[len(words)-1])
	if small > 0 && (small > 2 || lexicon.BodyKind(last) == "") {
		return false
	}
	return proper > 0
}

// generic are words that stand before a body's noun in many names and make none of their own.
func generic(lower string) bool { return lexicon.TimeKind(lower) != "" || lexicon.GenericWord(lower) }
