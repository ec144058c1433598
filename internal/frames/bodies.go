package frames

import (
	"cmp"
	"slices"
	"strings"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
	"quotegraph/internal/phrase"
)

// completeBodies gives offices the body that another telling of the same person's office has.
func (f *framer) completeBodies() {
	for _, o := range f.doc.Offices {
		// of a party or for an office
		if o.Organization == nil && o.Person != nil && headWord(strings.ToLower(f.doc.TextOf(o.Title))) != "candidate" {
			o.Organization = f.toldElsewhere(o)
		}
	}
}

// toldElsewhere is the body of the same person's same office, told nearest before or else first.
func (f *framer) toldElsewhere(o *model.Office) *model.Agent {
	var best *model.Office
	for _, n := range f.doc.Offices {
		if n.Person != o.Person || n.Organization == nil || f.sameOffice(o, n) == otherTitle ||
			n.Organization.Kind == model.Person && f.public(o) {
			continue
		}
		if best == nil || n.Title.Begin < o.Title.Begin {
			best = n
		}
	}
	if best == nil {
		return nil
	}
	return best.Organization
}

// national is the country or body of an office that is told without it, "Defense Secretary", where
// the article names that too.
func (f *framer) national(r *model.Role) *model.Agent {
	name := lexicon.National(strings.ToLower(r.Title))
	if name == "" {
		return nil
	}
	for _, a := range f.doc.Agents {
		if a.Known == name {
			return a
		}
	}
	return nil
}

// body is the body or person that an office is of; nil if none is told, or if nobody has such an
// office of it.
func (f *framer) body(o *model.Office) *model.Agent {
	a := f.linkedBody(o)
	switch {
	case a == nil, f.anothers(o), f.elsewhere(o, a), committee(a) && f.inHouse(o):
		return nil
	case strings.HasPrefix(strings.ToLower(f.doc.TextOf(o.Title)), "campaign ") && !f.beside(o) && !f.campaigns(a):
		return f.campaignBefore(f.titleAt(o)) // not the network's, "told Fox News that the campaign manager had left"
	}
	return a
}

// handOn gives who succeeds somebody the body of that office: "the mayor of Tarn, Ana Ruiz, and her |
// successor".
func (f *framer) handOn() {
	for _, o := range f.doc.Offices {
		w := headWord(strings.ToLower(f.doc.TextOf(o.Title)))
		if w != "successor" && w != "predecessor" || o.Organization == nil || o.Organization.Kind != model.Person {
			continue
		}
		for _, n := range f.doc.Offices {
			if n.Person == o.Organization && n.Organization != nil {
				o.Organization = n.Organization
				break
			}
		}
	}
}

// anothers: the words before "and" tell the body of the office there, not of the one behind that
// has an "of" of its own: "a professor at the Tarn Institute and the editor of a magazine".
func (f *framer) anothers(o *model.Office) bool {
	_, end := f.doc.TokensIn(o.Title)
	if f.tok(end).Lower != "of" || f.firstOf(o.Body) >= f.titleAt(o) {
		return false
	}
	for i := f.lastOf(o.Body); i < f.titleAt(o); i++ {
		if f.tok(i).Lower == "and" {
			return true
		}
	}
	return false
}

// beside: nothing but "of", "for" or "at" stands between an office and the words for its body.
func (f *framer) beside(o *model.Office) bool {
	if o.Body.Begin < o.Title.Begin {
		return f.lastOf(o.Body) == f.titleAt(o) &&
			lexicon.Function(f.tok(f.firstOf(o.Body)).Lower) != "pronoun"
	}
	return f.firstOf(o.Body)-f.lastOf(o.Title) <= 2
}

// elsewhere: what somebody is "in Ohio", or a country's or town's name before a trade, tells where
// somebody is from, and no body: "a lawyer in Ohio", "the Boston doctor".
func (f *framer) elsewhere(o *model.Office, a *model.Agent) bool {
	if a.Kind != model.Country && a.Kind != model.Place && !lexicon.IsPlace(a.Name) {
		return false
	}
	office := officeOf(f.doc.TextOf(o.Title))
	if office.Class != lexicon.AnyPerson && office.Class != lexicon.Affiliated {
		return false
	}
	w := f.tok(f.firstOf(o.Body) - 1).Lower
	return o.Body.Begin < o.Title.Begin || w == "in" || w == "from" || w == "on"
}

// committee reports a body within a house that has members of its own.
func committee(a *model.Agent) bool {
	switch lastWord(strings.ToLower(a.Display())) {
	case "committee", "subcommittee", "panel", "caucus":
		return true
	}
	return false
}

// inHouse reports an office in a house, which no committee has: "Rep.", "senator".
func (f *framer) inHouse(o *model.Office) bool {
	switch headWord(officeOf(f.doc.TextOf(o.Title)).Title) {
	case "senator", "representative", "congressman", "congresswoman", "delegate":
		return true
	}
	return false
}

// campaigns reports who has a campaign: a campaign, a party, or somebody who wants an office or of
// whose campaign the article tells.
func (f *framer) campaigns(a *model.Agent) bool {
	if a.Kind != model.Person {
		return isParty(a) || strings.Contains(strings.ToLower(a.Display()), "campaign")
	}
	for _, o := range f.doc.Offices {
		if first, last := f.doc.TokensIn(o.Holder); o.Status == model.Future && f.dir.Holder(first, last) == a {
			return true
		}
	}
	for _, m := range a.Mentions {
		if f.tok(f.lastOf(m)).Lower == "campaign" ||
			possessive(f.tok(f.lastOf(m)).Lower) && f.tok(f.lastOf(m)+1).Lower == "campaign" {
			return true
		}
	}
	return false
}

// campaignBefore is whom the text names last before a token of those who have a campaign.
func (f *framer) campaignBefore(i int) *model.Agent {
	var best *model.Agent
	last := 0
	for _, a := range f.doc.Agents {
		if a.Kind != model.Person || !f.campaigns(a) {
			continue
		}
		for _, m := range a.Mentions {
			if k := f.lastOf(m); k > last && k <= i {
				best, last = a, k
			}
		}
	}
	return best
}

// linkedBody is the body or person that the network links to an office.
func (f *framer) linkedBody(o *model.Office) *model.Agent {
	x := f.bodyWords(o)
	if x.Empty() {
		return nil
	}
	if x.Last-x.First == 1 {
		if a, ok := f.oneWord(o, x.First); ok {
			return a
		}
	}
	text := f.reader.Text(f.reader.StripDeterminer(x))
	if a := f.stateOf(text); a != nil {
		return a
	}
	if party, ok := lexicon.Party(text); ok {
		if !f.ofParty(o) {
			return nil // "the Republican mayor"
		}
		return f.dir.Body(party)
	}
	if b, ok := lexicon.BodyAdjective(strings.ToLower(text)); ok {
		return f.dir.Body(b)
	}
	if c, ok := lexicon.Demonym(text); ok {
		return f.dir.Country(c)
	}
	a := f.dir.Principal(x)
	if a != nil && lastWord(text) == "party" && lastWord(strings.ToLower(a.Display())) == "campaign" {
		return nil // "a leader in his party", behind a campaign
	}
	return a
}

// oneWord is the body that a single word stands for by where it stands: "its", "my", "(D-Ohio)",
// "company". ok is false for other words.
func (f *framer) oneWord(o *model.Office, i int) (a *model.Agent, ok bool) {
	if f.tok(i).Lower == "its" {
		if a := cmp.Or(f.opening(i), f.subject(i)); a != nil { // "The union named Ana Ruiz, until now | its | treasurer"
			return a, true
		}
	}
	_, state, _ := strings.Cut(f.tok(i).Text, "-")
	if a := f.stateOf(state); a != nil {
		if !f.ofState(o) {
			return nil, true // "panel chairman Rep. Ana Ruiz (D-Ohio)"
		}
		return a, true
	}
	if a, ok := f.dir.Speaking(i); ok { // "my lawyer"
		return a, true
	}
	if f.bareBody(i) && i+1 == f.titleAt(o) {
		if a := f.bodyMeant(i); a != nil {
			return a, true // "a company spokesman", "Administration officials" of the Dorn administration
		}
	}
	return nil, false
}

// bareBody: the noun of a body stands at token i, and is no name: "company", "Company officials" where
// the sentence begins. A chamber's is one: "House Speaker".
func (f *framer) bareBody(i int) bool {
	t := f.tok(i)
	if lexicon.BodyKind(t.Lower) == "" {
		return false
	}
	_, known := lexicon.KnownBody(t.Text)
	return !lexicon.IsCapital(t.Text) || f.opensSentence(i) && !known && t.Text != "House"
}

// bodyMeant is the body told before that a bare noun before an office means, "company" in "a company
// spokesman". Nil if none is.
func (f *framer) bodyMeant(noun int) *model.Agent {
	if a := f.namedBefore(noun); a != nil {
		return a
	}
	return f.dir.Meant(noun)
}

// namedBefore is the body that a noun named together with a name before a token: "the Dorn
// administration", later "administration officials".
func (f *framer) namedBefore(noun int) *model.Agent {
	for i := noun - 1; i > 0; i-- {
		if f.tok(i).Text != f.tok(noun).Lower || f.tok(i).Sentence != f.tok(i-1).Sentence {
			continue
		}
		for _, n := range f.doc.Names {
			if n.Last == i {
				return f.dir.Body(f.reader.Text(phrase.Range{First: n.First, Last: i + 1}))
			}
		}
	}
	return nil
}

// titleAt is the first token of an office's title.
func (f *framer) titleAt(o *model.Office) int { return f.firstOf(o.Title) }

// ofParty reports an office that one holds in a party or for it, as its nominee does; mayors and
// secretaries only belong to one.
func (f *framer) ofParty(o *model.Office) bool {
	switch headWord(officeOf(f.doc.TextOf(o.Title)).Title) {
	case "senator",
		"representative",
		"congressman",
		"congresswoman",
		"governor",
		"mayor",
		"secretary",
		"lawmaker",
		"legislator",
		"councillor",
		"councilman",
		"president",
		"judge",
		"assemblyman",
		"delegate":
		return false
	}
	return true
}

// public reports an office that nobody holds for a person: a president is none of anybody's.
func (f *framer) public(o *model.Office) bool {
	title := strings.ToLower(strings.Join(strings.Fields(f.doc.TextOf(o.Title)), " "))
	switch headWord(title) {
	case "president",
		"governor",
		"senator",
		"representative",
		"mayor",
		"minister",
		"judge",
		"justice",
		"chancellor",
		"premier",
		"nominee":
		return true
	case "secretary":
		return title == "secretary" || strings.HasPrefix(title, "secretary of ")
	}
	return false
}

// ofState reports an office that one holds for a state: its members of Congress and governors.
func (f *framer) ofState(o *model.Office) bool {
	switch headWord(officeOf(f.doc.TextOf(o.Title)).Title) {
	case "chairman",
		"chairwoman",
		"chair",
		"leader",
		"head",
		"member",
		"speaker",
		"whip",
		"nominee",
		"candidate",
		"president":
		return false
	}
	return true
}

// behindTitle is where a name begins that follows a title with "of", "for" or "at"; 0 for none.
func (f *framer) behindTitle(o *model.Office) int {
	_, k := f.doc.TokensIn(o.Title)
	if w := f.tok(k).Lower; w != "of" && w != "for" && w != "at" || f.tok(k).Sentence != f.tok(k-1).Sentence {
		return 0
	}
	if k++; f.tok(k).Lower == "the" {
		k++
	}
	if f.reader.NameAt(k) == nil {
		return 0
	}
	return k
}

func (f *framer) onlyParty(first, last int) bool {
	_, ok := lexicon.Party(f.tok(first).Text)
	return ok && last-first == 1
}

// stateOf is a state by any of its forms: by its full name where the article has it, else as it is
// written.
func (f *framer) stateOf(form string) *model.Agent {
	s, ok := lexicon.State(form)
	if !ok {
		return nil
	}
	if !strings.Contains(f.doc.Article.Text, s) {
		s = form
	}
	return f.dir.Body(s)
}

func possessive(lower string) bool {
	return lower == "'s" || lower == "'"
}

// mainBody returns the body that an office without one is of: the one that its sentence speaks of
// before it, "The union named Ana Ruiz chairwoman", else the organisation that the article names
// most often, at least twice or in the lead. A court, a ministry or a place has no chief executive.
func (f *framer) mainBody(d model.Span, office lexicon.Office) *model.Agent {
	first, _ := f.doc.TokensIn(d)
	if a := f.opening(first); a != nil {
		return a
	}
	if s := f.tok(first).Sentence; s > 0 && office.Class == lexicon.Heads {
		if a := f.opening(f.doc.Sentences[s].First - 1); a != nil { // "The company lost. Its | chief executive | said"
			return a
		}
	}
	var best *model.Agent
	most := 0
	for _, a := range f.doc.Agents {
		if a.Kind != model.Organization || !a.Named() ||
			office.Class == lexicon.Heads && !strings.HasPrefix(office.Title, "chair") && noCompany(a) {
			continue
		}
		n := 0
		for _, m := range a.Mentions {
			if m.End > d.Begin {
				continue
			}
			n++
			if at, _ := f.doc.TokensIn(m); f.tok(at).Paragraph <= 1 {
				n++
			}
		}
		if n > most {
			best, most = a, n
		}
	}
	if most < 2 {
		return nil
	}
	return best
}

// impliedBody is the body of an office that the text tells without one: a chairman's is the body that
// the article is about, a mayor's the place that it is written from, a judge's the one court, a
// superintendent's the one police force or school that it names. Nil if there is no such body.
func (f *framer) impliedBody(o *model.Office) *model.Agent {
	title := f.doc.TextOf(o.Title)
	office := officeOf(title)
	short, _, _ := lexicon.Honorific(title) // "Cllr": councillor
	implied := cmp.Or(
		lexicon.ImpliedBody(strings.ToLower(title)),
		lexicon.ImpliedBody(office.Title),
		lexicon.ImpliedBody(short),
	)
	switch {
	case implied == "main":
		return f.mainBody(o.Title, office)
	case implied != "":
		return f.only(strings.Split(implied, ","))
	case office.Title == "mayor" && o.Status == model.Now:
		if place := cmp.Or(f.placeBefore(o), f.doc.Dateline.Place); place != "" {
			return f.dir.Body(place)
		}
	}
	return nil
}

// placeBefore is the place with which the sentence of an office begins: "In Tarn, Mayor Ana Ruiz said";
// empty where it begins with none.
func (f *framer) placeBefore(o *model.Office) string {
	at := f.titleAt(o)
	first := f.doc.Sentences[f.tok(at).Sentence].First
	n := f.reader.NameAt(first + 1)
	if f.tok(first).Lower != "in" || n == nil || n.Last >= at || f.tok(at-1).Text != "," {
		return ""
	}
	return f.doc.TextOf(n.Span)
}

// only is the one body that an article names whose noun, or its kind, is one of these; nil if it names
// none or several.
func (f *framer) only(nouns []string) *model.Agent {
	return f.theOne(func(a *model.Agent) bool {
		noun := lastWord(strings.ToLower(a.Name))
		return len(a.Mentions) > 0 &&
			(slices.Contains(nouns, noun) || slices.Contains(nouns, lexicon.BodyKind(noun)))
	})
}

// theOne is the one organisation with a name of which something is true; nil for none and for several.
func (f *framer) theOne(is func(*model.Agent) bool) *model.Agent {
	var found *model.Agent
	for _, a := range f.doc.Agents {
		if a.Kind != model.Organization || !a.Named() || !is(a) {
			continue
		}
		if found != nil {
			return nil
		}
		found = a
	}
	return found
}

// opening is the body that a token's sentence begins with, where that is told by its noun alone:
// "The union named | Ana Ruiz".
func (f *framer) opening(i int) *model.Agent {
	begin := f.doc.Sentences[f.tok(i).Sentence].First
	if f.tok(begin).Lower != "the" || begin+1 >= i || lexicon.BodyKind(f.tok(begin+1).Lower) == "" ||
		f.reader.NameAt(begin+1) != nil ||
		lexicon.BodyKind(f.tok(begin+2).Lower) != "" ||
		possessive(f.tok(begin+2).Lower) {
		return nil
	}
	return f.dir.Meant(begin + 1)
}

// subject is the body that "its" at token i means by where it is named: at the begin of the same
// sentence, "Corvane will fight, | its | lawyer said", or, where "its" begins the sentence, alone in
// the one before, "It is run by Corvane. | Its | director left".
func (f *framer) subject(i int) *model.Agent {
	x := f.doc.Sentences[f.tok(i).Sentence]
	if x.First == i {
		if f.tok(i).Sentence == 0 {
			return nil
		}
		x = f.doc.Sentences[f.tok(i).Sentence-1]
		return f.onlyIn(x.First, x.Last)
	}
	begin := x.First
	if f.tok(begin).Lower == "the" {
		begin++
	}
	return f.onlyIn(begin, begin+1)
}

// onlyIn is the one organisation that is named in tokens [first, last), other than as another's,
// "Kenya's central bank"; nil for none and for several.
func (f *framer) onlyIn(first, last int) *model.Agent {
	return f.theOne(func(a *model.Agent) bool {
		return slices.ContainsFunc(a.Mentions, func(m model.Span) bool {
			at := f.firstOf(m)
			n := f.reader.NameAt(at)
			return at >= first && at < last && n != nil && f.dir.BodyBehind(n) == n.Last
		})
	})
}

// noCompany reports a body that nobody runs as a company is run.
func noCompany(a *model.Agent) bool {
	switch lexicon.BodyKind(lastWord(strings.ToLower(a.Name))) {
	case "court", "public", "military", "police":
		return true
	}
	return lexicon.IsPlace(a.Name)
}
