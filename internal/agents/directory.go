package agents

import (
	"slices"
	"strings"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
	"quotegraph/internal/phrase"
)

// Directory knows the agents of one document: by their names, and by phrases that stand for them.
type Directory struct {
	doc      *model.Document
	reader   *phrase.Reader
	agents   []*model.Agent
	of       map[int]*model.Agent    // by a name's first token
	at       map[*model.Agent]int    // first token of the first mention
	local    map[string]*model.Agent // agents without a name, by kind and words
	makers   map[string]*model.Agent // of the document last named with a head noun: "study", "report"
	said     []*model.Statement      // those whose source is resolved, in the order of their sources
	excluded *model.Agent            // who is nobody's antecedent for the moment
	rule     string                  // that told who the last source is
}

// newDirectory clusters the document's names. Full names come first, so that a surname in the headline
// finds the name that stands further down.
func newDirectory(d *model.Document) *Directory {
	r := &Directory{doc: d, reader: phrase.NewReader(d), of: map[int]*model.Agent{}, at: map[*model.Agent]int{}, local: map[string]*model.Agent{}, makers: map[string]*model.Agent{}}
	for _, full := range []bool{true, false} {
		for i := range d.Names {
			n := &d.Names[i]
			if (n.Kind == model.PersonName && n.Last-n.First > 1) == full || n.Kind != model.PersonName && full {
				if r.of[n.First] == nil {
					r.enter(n)
				}
			}
		}
	}
	r.sharedSurnames()
	r.shortForms()
	r.acronyms()
	for i := range d.Names {
		if a := r.of[d.Names[i].First]; a != nil {
			a.Mentions = append(a.Mentions, d.Names[i].Span)
		}
	}
	for i := range d.Names {
		n := &d.Names[i]
		if a := r.of[n.First]; a != nil && a.Kind == model.Person {
			r.describe(a, n)
		}
	}
	r.describeByOffices()
	r.gendersOfPronouns()
	return r
}

// sharedSurnames names those in full whose surname stands with the second of two: "Hamish | and Fiona Baird".
func (r *Directory) sharedSurnames() {
	for i := 1; i < len(r.doc.Names); i++ {
		a, b := &r.doc.Names[i-1], &r.doc.Names[i]
		x := r.of[a.First]
		if a.Last-a.First != 1 || b.Last-b.First != 2 || b.First != a.Last+1 || r.doc.Tokens[a.Last].Lower != "and" || x == nil || x.Kind != model.Person || b.Kind != model.PersonName {
			continue
		}
		_, first := lexicon.GivenName(r.doc.Tokens[a.First].Text)
		_, second := lexicon.GivenName(r.doc.Tokens[b.First].Text)
		if first && second && x.Name == r.doc.TextOf(a.Span) {
			x.AddAlias(x.Name)
			x.Name += " " + r.doc.Tokens[b.Last-1].Text
			x.Local = false
		}
	}
}

// several reports whether a name's sentence names another person beside it. Names are in text order: those of a sentence lie together.
func (r *Directory) several(i int) bool {
	names := r.doc.Names
	sentence := r.doc.Tokens[names[i].First].Sentence
	other := func(k int) bool {
		a := r.of[names[k].First]
		return a != nil && a.Kind == model.Person && a != r.of[names[i].First]
	}
	for k := i - 1; k >= 0 && r.doc.Tokens[names[k].First].Sentence == sentence; k-- {
		if other(k) {
			return true
		}
	}
	for k := i + 1; k < len(names) && r.doc.Tokens[names[k].First].Sentence == sentence; k++ {
		if other(k) {
			return true
		}
	}
	return false
}

// describeByOffices notes the titles of the offices that the network links people's names to.
func (r *Directory) describeByOffices() {
	for _, o := range r.doc.Offices {
		if o.Holder.IsZero() || o.Holder.Overlaps(o.Title) || o.Status == model.Future {
			continue
		}
		first, last := r.doc.TokensIn(o.Holder)
		for i := first; i < last; i++ {
			if a := r.of[i]; a != nil && a.Kind == model.Person {
				a.Describe(o.Title)
				break
			}
		}
	}
}

// gendersOfPronouns gives a person of unknown gender the one of the pronouns behind the name, in sentences that begin with it and name nobody
// else: "Ivy improved, but she soon grew weak".
func (r *Directory) gendersOfPronouns() {
	votes := map[*model.Agent][3]int{}
	for i := range r.doc.Names {
		n := &r.doc.Names[i]
		a := r.of[n.First]
		s := r.doc.Sentences[r.doc.Tokens[n.First].Sentence]
		if a == nil || a.Kind != model.Person || a.Gender != model.UnknownGender || r.doc.Tokens[n.First].Quoted || !r.opensSentence(n.First) || r.several(i) {
			continue
		}
		v := votes[a]
		for k := n.Last; k < s.Last && lexicon.CueAt(r.doc.Tokens, k) == nil; k++ { // in "Ruiz said she" it may be another
			if t := r.doc.Tokens[k]; !t.Quoted {
				switch t.Lower {
				case "he", "his", "him", "himself":
					v[model.Male]++
				case "she", "her", "hers", "herself":
					v[model.Female]++
				}
			}
		}
		votes[a] = v
	}
	for a, v := range votes {
		switch {
		case v[model.Male] > 0 && v[model.Female] == 0:
			a.Gender = model.Male
		case v[model.Female] > 0 && v[model.Male] == 0:
			a.Gender = model.Female
		}
	}
}

func (r *Directory) enter(n *model.Name) {
	text := strings.ReplaceAll(fold(r.doc.TextOf(n.Span)), "’", "'")
	var a *model.Agent
	switch n.Kind {
	case model.PersonName:
		a = r.person(n, text)
	case model.OrganizationName:
		a = r.body(text, model.Organization)
	case model.CountryName:
		a = r.body(text, model.Country)
	case model.UnknownName:
		a = r.body(text, model.Organization)
		for _, p := range r.agents { // "Solvang" found nowhere else but in a person's name
			if p.Kind == model.Person && slices.Contains(strings.Fields(p.Name), text) {
				a = p
			}
		}
	default:
		return
	}
	a.AddAlias(text)
	r.of[n.First] = a
	if _, ok := r.at[a]; !ok {
		r.at[a] = n.First
	}
	if g := r.genderOf(n); a.Kind == model.Person && a.Gender == model.UnknownGender {
		a.Gender = g
	}
}

// fold makes one line of a name that is broken over two.
func fold(s string) string { return strings.Join(strings.Fields(s), " ") }

func (r *Directory) add(a *model.Agent) *model.Agent {
	r.agents = append(r.agents, a)
	r.doc.Agents = r.agents
	return a
}

// person finds or makes the person of a name. A single word is the surname (or given name) of a
// person named in full: of one gender with its title if two share it, else of the one named last
// before it, else first in the article.
func (r *Directory) person(n *model.Name, text string) *model.Agent {
	words := nameWords(text)
	var fits []*model.Agent
	for _, a := range r.agents {
		if a.Kind == model.Person && samePerson(nameWords(a.Name), words) && genderFits(a.Gender, r.genderOf(n)) {
			fits = append(fits, a)
		}
	}
	if len(fits) > 0 {
		best := fits[0]
		if len(words) == 1 {
			best = r.nearest(fits, n.First)
		}
		if len(words) > len(nameWords(best.Name)) && !whole(nameWords(best.Name), words) || whole(words, nameWords(best.Name)) {
			best.AddAlias(best.Name)
			best.Name = text
		}
		return best
	}
	a := r.add(&model.Agent{Kind: model.Person, Name: text, Gender: r.genderOf(n)})
	a.Local = len(words) < 2
	return a
}

// whole reports whether a name that begins with a given name is all there is of a longer one that puts other words before it: "Kelli Ward" of
// "Challenger Kelli Ward".
func whole(name, longer []string) bool {
	n := len(longer) - len(name)
	if n <= 0 || len(name) < 2 || !slices.Equal(longer[n:], name) {
		return false
	}
	_, given := lexicon.GivenName(name[0])
	_, before := lexicon.GivenName(longer[0])
	return given && !before
}

// firstSurname: "Villegas" is Ernesto Villegas Montero, whose other surname it is; "Ruth" is not Anna Ruth Lund.
func firstSurname(full []string, word string) bool {
	_, given := lexicon.GivenName(word)
	return len(full) == 3 && full[1] == word && !given && len(word) > 2
}

func genderFits(a, b model.Gender) bool {
	return a == b || a == model.UnknownGender || b == model.UnknownGender
}

// nearest returns the one that a bare surname stands for: of those whom it is the last word of, if there are any, the one named last before a
// token, else the first one behind it. Who is named in full again and again, as a wife or brother is, does not go by the surname.
func (r *Directory) nearest(fits []*model.Agent, before int) *model.Agent {
	if len(fits) == 1 {
		return fits[0]
	}
	if living := slices.DeleteFunc(slices.Clone(fits), r.late); len(living) == 1 {
		return living[0]
	}
	surname := r.doc.Tokens[before].Text
	full := map[*model.Agent]int{}
	for i := range r.doc.Names {
		if n := &r.doc.Names[i]; n.Last-n.First > 1 {
			full[r.of[n.First]]++
		}
	}
	const again = 3
	standsBehind := func(a, b *model.Agent) bool {
		x, y := slices.Index(nameWords(a.Name), surname) == 0, slices.Index(nameWords(b.Name), surname) == 0
		return x && !y || x == y && full[a] >= again && full[a] >= full[b]+2
	}
	best, at := fits[0], -1
	for _, a := range fits {
		for first, b := range r.of {
			if b != a || first >= before || at >= 0 && standsBehind(a, best) {
				continue
			}
			if at < 0 || first > at || standsBehind(best, a) {
				best, at = a, first
			}
		}
	}
	return best
}

// late reports whether the text calls somebody dead where it names him: "the late governor Hector Bascombe".
func (r *Directory) late(a *model.Agent) bool {
	const near = 4 // words
	for i := range r.doc.Names {
		n := &r.doc.Names[i]
		if r.of[n.First] != a {
			continue
		}
		for k := n.First - 1; k >= max(0, n.First-near) && r.doc.Tokens[k].Kind == model.Word && lexicon.TimeKind(r.doc.Tokens[k].Lower) == ""; k-- {
			if r.doc.Tokens[k].Lower == "late" && k > 0 && (r.doc.Tokens[k-1].Lower == "the" || lexicon.Function(r.doc.Tokens[k-1].Lower) == "pronoun") {
				return true
			}
		}
	}
	return false
}

// nameWords are a name's words without suffixes: "Karl Brandt Jr." → Karl, Brandt.
func nameWords(name string) []string {
	words := strings.Fields(name)
	for len(words) > 1 {
		switch strings.Trim(words[len(words)-1], ".,") {
		case "Jr", "Sr", "II", "III", "IV":
			words = words[:len(words)-1]
			continue
		}
		break
	}
	return words
}

// samePerson compares a name with a later mention: equal; first and last word equal ("Ana M. Ruiz",
// "Ana Ruiz"); an initial for the given name; or one word that is the surname or given name.
func samePerson(full, mention []string) bool {
	if slices.EqualFunc(full, mention, strings.EqualFold) {
		return true
	}
	if n := len(full) - len(mention); n > 0 && len(mention) > 1 && slices.EqualFunc(full[n:], mention, strings.EqualFold) {
		return true // "Bill de Blasio", later "De Blasio"
	}
	if n := len(mention) - len(full); n > 0 && len(full) > 1 && slices.EqualFunc(mention[n:], full, strings.EqualFold) {
		return true // "Suu Kyi", later "Aung San Suu Kyi"
	}
	if len(mention) == 1 {
		return len(full) > 1 && (strings.EqualFold(full[len(full)-1], mention[0]) || full[0] == mention[0] || firstSurname(full, mention[0])) // "al-Nahar", "Al-Nahar"
	}
	if len(full) == 1 {
		return mention[len(mention)-1] == full[0]
	}
	if full[len(full)-1] != mention[len(mention)-1] {
		// "Marta de la Cruz", later "de la Cruz"
		return len(full) > len(mention) && slices.Equal(full[len(full)-len(mention):], mention) && strings.ToLower(mention[0][:1]) == mention[0][:1]
	}
	a, b := full[0], mention[0]
	return a == b || strings.HasSuffix(a, ".") && strings.HasPrefix(b, a[:1]) || strings.HasSuffix(b, ".") && strings.HasPrefix(a, b[:1])
}

// genderOf tells a person's gender by title, then by given name.
func (r *Directory) genderOf(n *model.Name) model.Gender {
	if !n.Title.IsZero() {
		if _, g, ok := lexicon.Honorific(r.doc.TextOf(n.Title)); ok && g != model.UnknownGender {
			return g
		}
	}
	if n.First > 0 {
		if o, ok := lexicon.OfficeOf(r.doc.Tokens[n.First-1].Lower); ok && o.Gender != model.UnknownGender {
			return o.Gender
		}
	}
	if n.Last-n.First > 1 {
		g, _ := lexicon.GivenName(r.doc.Tokens[n.First].Text)
		return g
	}
	if !n.Title.IsZero() { // "President Obama" is the "Mr. Obama" of the text, not his wife
		return r.called(r.doc.TextOf(n.Span))
	}
	return model.UnknownGender
}

// called is the gender of the only honorific that the text uses with a surname: "Mr." or "Mrs."; unknown if both or none.
func (r *Directory) called(surname string) model.Gender {
	found := model.UnknownGender
	for i := range r.doc.Names {
		n := &r.doc.Names[i]
		if n.Title.IsZero() || n.Last-n.First != 1 || r.doc.TextOf(n.Span) != surname {
			continue
		}
		if _, g, ok := lexicon.Honorific(r.doc.TextOf(n.Title)); ok && g != model.UnknownGender {
			if found != model.UnknownGender && found != g {
				return model.UnknownGender
			}
			found = g
		}
	}
	return found
}

// body finds or makes the organisation or country with a name; well-known ones under any of their names.
func (r *Directory) body(text string, kind model.AgentKind) *model.Agent {
	text = strings.TrimPrefix(strings.TrimPrefix(text, "The "), "the ")
	known := knownName(text)
	for _, a := range r.agents {
		if a.Kind != model.Organization && a.Kind != model.Country {
			continue
		}
		if strings.EqualFold(a.Name, text) || known != "" && a.Known == known || slices.Contains(a.Aliases, text) {
			if a.Known != "" && strings.EqualFold(text, a.Known) && text != a.Name { // "WHO", later "World Health Organization"
				a.AddAlias(a.Name)
				a.Name = text
			}
			return a
		}
	}
	if a := r.fullForm(text); a != nil && kind == model.Organization {
		return a
	}
	return r.add(&model.Agent{Kind: kind, Name: text, Known: known})
}

// fullForm finds the one body that a first word is short for: "Corvane" after "Corvane Partners".
func (r *Directory) fullForm(text string) *model.Agent {
	if strings.Contains(text, " ") || knownName(text) != "" || lexicon.BodyKind(strings.ToLower(text)) != "" || lexicon.IsPlace(text) {
		return nil
	}
	if _, nation := lexicon.Demonym(text); nation {
		return nil
	}
	var found *model.Agent
	for _, a := range r.agents {
		if a.Kind == model.Organization && strings.HasPrefix(a.Name, text+" ") {
			if found != nil {
				return nil
			}
			found = a
		}
	}
	return found
}

// knownName returns the usual name of a well-known body or country.
func knownName(text string) string {
	if c, ok := lexicon.Country(text); ok {
		return c
	}
	if b, ok := lexicon.KnownBody(text); ok {
		return b.Name
	}
	return ""
}

// shortForms joins a body named by its first word only before its full name stands.
func (r *Directory) shortForms() {
	for _, b := range slices.Clone(r.agents) {
		if a := r.fullForm(b.Name); a != nil && a != b && b.Kind == model.Organization && b.Known == "" {
			r.merge(a, b)
		}
	}
}

// acronyms joins a body and its short form: "World Data Office (WDO)", or the initials of a name.
func (r *Directory) acronyms() {
	for i := range r.doc.Names {
		long := &r.doc.Names[i]
		a := r.of[long.First]
		if a == nil || a.Kind != model.Organization || long.Last-long.First < 2 {
			continue
		}
		for j := range r.doc.Names {
			short := &r.doc.Names[j]
			b := r.of[short.First]
			text := r.doc.TextOf(short.Span)
			if b == nil || b == a || b.Kind != model.Organization || short.Last-short.First != 1 || len(text) < 2 || strings.ToUpper(text) != text {
				continue
			}
			bracket := short.First == long.Last+1 && r.doc.Tokens[long.Last].Text == "("
			if bracket || initials(r.doc.TextOf(long.Span)) == strings.ReplaceAll(text, ".", "") {
				r.merge(a, b)
			}
		}
	}
}

func initials(name string) string {
	var b strings.Builder
	for _, w := range strings.FieldsFunc(name, func(c rune) bool { return c == ' ' || c == '-' }) {
		if lexicon.IsCapital(w) {
			b.WriteString(string([]rune(w)[0]))
		}
	}
	return b.String()
}

// merge makes b's names a's.
func (r *Directory) merge(a, b *model.Agent) {
	a.AddAlias(b.Name)
	for _, x := range b.Aliases {
		a.AddAlias(x)
	}
	for k, v := range r.of {
		if v == b {
			r.of[k] = a
		}
	}
	r.agents = slices.DeleteFunc(r.agents, func(x *model.Agent) bool { return x == b })
	r.doc.Agents = r.agents
}

// Reader returns the reader of the document's phrases.
func (r *Directory) Reader() *phrase.Reader { return r.reader }

// NamedAt returns the agent whose name begins at a token, or nil.
func (r *Directory) NamedAt(i int) *model.Agent { return r.of[i] }

// Principal returns the agent that a phrase stands for which tells whom somebody belongs to or speaks
// for: a body ("the Chilean Mission to the United Nations", "the union", "Orlex"), a person ("Karl
// Brandt"), a country, or a pronoun's antecedent ("its", "his"). Nil if it stands for nobody.
func (r *Directory) Principal(x phrase.Range) *model.Agent {
	if x.Last-x.First == 1 {
		switch r.doc.Tokens[x.First].Lower {
		case "his", "him":
			return r.singular(x.First, model.Male)
		case "her":
			return r.singular(x.First, model.Female)
		case "its", "it":
			return r.antecedent(x.First, "it", func(a *model.Agent) bool { return a.Kind == model.Organization || a.Kind == model.Country })
		case "their", "them":
			return r.antecedent(x.First, "they", r.plural)
		}
	}
	p := r.reader.Read(x.First, x.Last)
	bare := r.reader.StripDeterminer(x)
	if bare.Empty() {
		return nil
	}
	if _, _, ok := lexicon.Honorific(r.doc.Tokens[bare.First].Text); ok && bare.Last-bare.First > 1 && r.reader.NameAt(bare.First+1) != nil {
		bare.First++ // "Mr. Brandt"
	}
	if n := r.reader.NameAt(bare.First); n != nil && n.Last == bare.Last && r.of[n.First] != nil {
		return r.of[n.First]
	}
	if n := p.Name; n != nil && r.of[n.First] != nil && r.of[n.First].Kind == model.Person && p.Owner.Empty() {
		return r.of[n.First]
	}
	text := fold(r.reader.Text(bare))
	if lexicon.IsCapital(text) && !r.lowerHead(p) {
		a := r.body(text, model.Organization)
		if n := r.reader.NameAt(bare.First); n != nil && r.of[n.First] != a && r.of[n.First] != nil && r.of[n.First].Kind == model.Organization && n.Last < bare.Last {
			if r.doc.TextOf(n.Span) != "" && lexicon.BodyKind(r.doc.Tokens[n.Last-1].Lower) != "" {
				r.merge(a, r.of[n.First]) // "Chinese Mission" is the mission to the UN
			}
		}
		return a
	}
	if a := r.adjectivesBefore(p, bare); a != nil {
		return a
	}
	if lexicon.BodyKind(r.doc.Tokens[p.Head].Lower) != "" {
		return r.bodyDescribed(p)
	}
	if lexicon.IsGroup(r.doc.Tokens[p.Head].Lower) || strings.HasSuffix(r.doc.Tokens[p.Head].Lower, "s") {
		if bare.Last-bare.First > 1 && r.doc.Tokens[bare.First].Kind == model.Number {
			x = phrase.Range{First: bare.First + 1, Last: x.Last} // "900 dockers"
		}
		return r.nameless(model.Group, r.reader.Text(x))
	}
	if !p.OfficeAt.Empty() {
		return r.described(p)
	}
	return r.body(text, model.Organization)
}

// adjectivesBefore finds the body whose name ends a phrase behind adjectives: "the libertarian Cato Institute". Nil if other words stand before it.
func (r *Directory) adjectivesBefore(p *phrase.Phrase, x phrase.Range) *model.Agent {
	n := p.Name
	if n == nil || n.Last != x.Last || n.Kind != model.OrganizationName || n.First == x.First {
		return nil
	}
	for i := x.First; i < n.First; i++ {
		if t := r.doc.Tokens[i]; t.Kind != model.Word || lexicon.IsCapital(t.Text) || lexicon.Function(t.Lower) != "" || t.Lower == "'s" || lexicon.BodyKind(t.Lower) != "" {
			return nil
		}
	}
	return r.of[n.First]
}

// Country returns the agent of a country by its usual name, as the article writes it where it does.
func (r *Directory) Country(name string) *model.Agent {
	for _, a := range r.agents {
		if a.Known == name {
			return a
		}
	}
	return r.add(&model.Agent{Kind: model.Country, Name: r.calledHere(name), Known: name})
}

// calledHere is the form of a country's usual name that the article uses as a word: "Burma", or "Britain" where it never says "United Kingdom".
func (r *Directory) calledHere(usual string) string {
	forms := lexicon.CountryForms(usual)
	for _, t := range r.doc.Tokens {
		if t.Text != usual && slices.Contains(forms, t.Text) && !partOfCountry(t.Text) && !strings.Contains(r.doc.Article.Text, usual) {
			return t.Text
		}
	}
	return usual
}

// partOfCountry: Scotland is not what an article calls the United Kingdom.
func partOfCountry(name string) bool {
	switch name {
	case "Scotland", "Wales", "England", "Northern Ireland", "Great Britain", "America":
		return true
	}
	return false
}

// lowerHead: "Ruiz campaign", "Tarn city council": the head is a common noun.
func (r *Directory) lowerHead(p *phrase.Phrase) bool {
	return p.Name == nil && lexicon.BodyKind(r.doc.Tokens[p.Head].Lower) == ""
}

// Body returns the organisation with a name.
func (r *Directory) Body(name string) *model.Agent {
	return r.body(name, model.Organization)
}
