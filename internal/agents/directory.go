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
	frozen   bool                    // agents are what they are: look-ups change none
}

// newDirectory clusters the document's names. Full names come first, so that a surname in the headline
// finds the name that stands further down.
func newDirectory(d *model.Document) *Directory {
	r := &Directory{
		doc:    d,
		reader: phrase.NewReader(d),
		of:     map[int]*model.Agent{},
		at:     map[*model.Agent]int{},
		local:  map[string]*model.Agent{},
		makers: map[string]*model.Agent{},
	}
	for _, full := range []bool{true, false} {
		for i := range d.Names {
			n := &d.Names[i]
			if (n.Kind == model.PersonName && n.Last-n.First > 1) == full || n.Kind != model.PersonName {
				if r.of[n.First] == nil {
					r.enter(n)
				}
			}
		}
	}
	r.sharedSurnames()
	r.shortForms()
	r.acronyms()
	r.missions()
	r.usualNames()
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

// describeByOffices notes the titles of the offices that the network links people's names to.
func (r *Directory) describeByOffices() {
	for _, o := range r.doc.Offices {
		_, behind := r.doc.TokensIn(o.Title)
		if o.Holder.Overlaps(o.Title) || o.Status == model.Future ||
			behind < len(r.doc.Tokens) && r.doc.Tokens[behind].Lower == "'s" { // "the mayor's wife"
			continue
		}
		if n := r.Apposition(o); n != nil {
			r.of[n.First].Describe(o.Title)
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

// Apposition is the person's name that stands with a comma before a title's phrase, where the
// network links the title into another sentence or to a name before that one: "… agreed. Ana Ruiz,
// the coordinator of a shelter, said"; "Ana Ruiz, a nurse, and Karl Brandt, a teacher". Nil otherwise.
func (r *Directory) Apposition(o *model.Office) *model.Name {
	const longest = 4 // words: "the former deputy | mayor"
	t := r.doc.Tokens
	title, _ := r.doc.TokensIn(o.Title)
	holder, _ := r.doc.TokensIn(o.Holder)
	same := !o.Holder.IsZero() && t[holder].Sentence == t[title].Sentence
	if same && (holder >= title || r.of[holder] == nil || lexicon.Function(t[title-1].Lower) != "article") {
		return nil
	}
	i := title - 1
	for ; i > max(0, title-longest) && t[i].Kind == model.Word; i-- {
		if w := lexicon.Function(t[i].Lower); w != "" && w != "article" {
			return nil
		}
	}
	if i < 0 || t[i].Text != "," || t[i].Sentence != t[title].Sentence {
		return nil
	}
	for k := range r.doc.Names {
		n := &r.doc.Names[k]
		letters := n.Last-n.First == 1 && strings.HasSuffix(t[n.First].Text, ".") // "Ana Ruiz, R.D., a dietitian"
		if a := r.of[n.First]; n.Last == i && a != nil && a.Kind == model.Person && !letters {
			return n
		}
	}
	return nil
}

func (r *Directory) enter(n *model.Name) {
	text := strings.ReplaceAll(fold(r.doc.TextOf(n.Span)), "’", "'")
	a := r.half(n)
	switch {
	case a != nil:
	case n.Kind == model.PersonName:
		a = r.person(n, text)
	case n.Kind == model.OrganizationName:
		a = r.body(text, model.Organization)
	case n.Kind == model.CountryName:
		a = r.body(text, model.Country)
	case n.Kind == model.UnknownName:
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

// body finds or makes the organisation or country with a name; well-known ones under any of their
// names.
func (r *Directory) body(text string, kind model.AgentKind) *model.Agent {
	text = strings.TrimPrefix(strings.TrimPrefix(text, "The "), "the ")
	known := knownName(text)
	for _, a := range r.agents {
		if a.Kind != model.Organization && a.Kind != model.Country {
			continue
		}
		if strings.EqualFold(straight(a.Name), straight(text)) || known != "" && a.Known == known ||
			slices.Contains(a.Aliases, text) {
			return a
		}
	}
	if a := r.fullForm(text); a != nil {
		return a
	}
	return r.add(&model.Agent{Kind: kind, Name: text, Known: known})
}

// half is the country that news calls by its side of the border once it is named: "the North" of
// North Korea. Nil for other names.
func (r *Directory) half(n *model.Name) *model.Agent {
	side := r.doc.TextOf(n.Span)
	if n.First == 0 || r.doc.Tokens[n.First-1].Lower != "the" || side != "North" && side != "South" {
		return nil
	}
	for _, a := range r.agents {
		if a.Kind == model.Country && strings.HasPrefix(a.Name, side+" ") {
			return a
		}
	}
	return nil
}

// straight makes apostrophes straight, as they are compared.
func straight(s string) string { return strings.ReplaceAll(s, "’", "'") }

// fullForm finds the one body that a first or last word is short for: "Corvane" after "Corvane
// Partners", "Courier" after "Tarn Courier".
func (r *Directory) fullForm(text string) *model.Agent {
	if strings.Contains(text, " ") || knownName(text) != "" || lexicon.BodyKind(strings.ToLower(text)) != "" ||
		lexicon.IsPlace(text) {
		return nil
	}
	if _, nation := lexicon.Demonym(text); nation {
		return nil
	}
	var found *model.Agent
	for _, a := range r.agents {
		if a.Kind == model.Organization && (strings.HasPrefix(a.Name, text+" ") || strings.HasSuffix(a.Name, " "+text)) {
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
		if a := r.fullForm(b.Name); a != nil && b.Kind == model.Organization {
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
			if b == nil || b == a || b.Kind != model.Organization || short.Last-short.First != 1 ||
				strings.ToUpper(text) != text {
				continue
			}
			bracket := short.First == long.Last+1 && r.doc.Tokens[long.Last].Text == "("
			if bracket || initials(r.doc.TextOf(long.Span)) == strings.ReplaceAll(text, ".", "") {
				r.merge(a, b)
			}
		}
	}
}

// missions gives a mission its whole name: "Kenyan Mission | to the UN food agencies in Rome".
func (r *Directory) missions() {
	t := r.doc.Tokens
	for i := range r.doc.Names {
		n := &r.doc.Names[i]
		a := r.of[n.First]
		if a == nil || a.Kind != model.Organization || n.Last >= len(t) || t[n.Last].Lower != "to" {
			continue
		}
		switch t[n.Last-1].Lower {
		case "mission", "embassy", "consulate", "delegation", "representation":
		default:
			continue
		}
		end := n.Last
		for last := r.reader.ComplementEnd(n.First, r.doc.Sentences[t[n.First].Sentence].Last); end < last; end++ {
			if lexicon.CueAt(t, end) != nil {
				break
			}
		}
		name := fold(r.doc.TextOf(r.doc.SpanOf(n.First, end)))
		if whole := r.bodyCalled(name); whole != nil && whole != a {
			r.merge(whole, a)
		} else if len(name) > len(a.Name) {
			a.Rename(name)
		}
	}
}

// bodyCalled is the organisation of just that name, small or with capitals; nil if there is none.
func (r *Directory) bodyCalled(name string) *model.Agent {
	for _, a := range r.agents {
		if a.Kind == model.Organization && strings.EqualFold(a.Name, name) {
			return a
		}
	}
	return nil
}

// usualNames calls well-known bodies by their usual names where the text has those too, "WHO", later
// "World Health Organization", and parties always, "GOP"; not "Burma", once "Myanmar".
func (r *Directory) usualNames() {
	for _, a := range r.agents {
		if a.Kind == model.Person || a.Known == "" || strings.EqualFold(a.Known, "The "+a.Name) {
			continue
		}
		_, party := lexicon.Party(a.Name)
		if a.Known != a.Name && (party || strings.Contains(r.doc.Article.Text, a.Known)) && r.calledHere(a.Known) == a.Known {
			a.Rename(a.Known)
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
		defer func(a *model.Agent) { r.excluded = a }(r.excluded)
		r.excluded = r.quoting(x.First)
		if a := r.principalByPronoun(x.First); a != nil {
			return a
		}
	}
	p := r.reader.Read(x.First, x.Last)
	bare := r.reader.StripDeterminer(x)
	if bare.Empty() {
		return nil
	}
	bare = r.withoutHonorific(bare)
	text := fold(r.reader.Text(bare))
	if lexicon.Ordinary(strings.ToLower(text)) == "never" {
		return nil // "Provincial opposition leader"
	}
	if a := r.principalByName(p, bare); a != nil {
		return a
	}
	if lexicon.IsCapital(text) && !r.lowerHead(p) {
		return r.body(text, model.Organization)
	}
	if a := r.adjectivesBefore(p, bare); a != nil {
		return a
	}
	head := r.doc.Tokens[p.Head].Lower
	switch {
	case lexicon.BodyKind(head) != "":
		return r.bodyDescribed(p)
	case lexicon.IsGroup(head), strings.HasSuffix(head, "s"):
		if bare.Last-bare.First > 1 && r.doc.Tokens[bare.First].Kind == model.Number {
			x.First = bare.First + 1 // "900 dockers"
		}
		return r.nameless(model.Group, r.reader.Text(x))
	case !p.OfficeAt.Empty():
		return r.described(p)
	}
	return r.body(text, model.Organization)
}

// principalByPronoun is the antecedent of the pronoun at token i, "its", "his"; nil for other words.
func (r *Directory) principalByPronoun(i int) *model.Agent {
	switch r.doc.Tokens[i].Lower {
	case "his", "him":
		return r.singular(i, model.Male)
	case "her":
		return r.singular(i, model.Female)
	case "its", "it":
		return r.antecedent(i, "it", func(a *model.Agent) bool {
			return a.Kind == model.Organization || a.Kind == model.Country
		})
	case "their", "them":
		return r.antecedent(i, "they", r.plural)
	case "whose":
		if a := r.relative(i); a.Words != r.doc.Tokens[i].Lower {
			return a // "the dockers, | whose | leader"
		}
	}
	return nil
}

// withoutHonorific leaves out the courtesy before a name: "Mr. | Brandt".
func (r *Directory) withoutHonorific(x phrase.Range) phrase.Range {
	if _, _, ok := lexicon.Honorific(r.doc.Tokens[x.First].Text); ok && x.Last-x.First > 1 &&
		r.reader.NameAt(x.First+1) != nil {
		x.First++
	}
	return x
}

// principalByName is the agent whose name all of a phrase's words are but its determiner, or the
// person whose name is the phrase's head: "Karl Brandt". Nil for other phrases.
func (r *Directory) principalByName(p *phrase.Phrase, bare phrase.Range) *model.Agent {
	if n := r.reader.NameAt(bare.First); n != nil && n.Last == bare.Last && r.of[n.First] != nil {
		return r.of[n.First]
	}
	if p.Name == nil || !p.Owner.Empty() {
		return nil
	}
	if a := r.of[p.Name.First]; a != nil && a.Kind == model.Person {
		return a
	}
	return nil
}

// adjectivesBefore finds the body whose name ends a phrase behind adjectives: "the libertarian Cato
// Institute". Nil if other words stand before it.
func (r *Directory) adjectivesBefore(p *phrase.Phrase, x phrase.Range) *model.Agent {
	n := p.Name
	if n == nil || n.Last != x.Last || n.Kind != model.OrganizationName {
		return nil
	}
	for i := x.First; i < n.First; i++ {
		if t := r.doc.Tokens[i]; t.Kind != model.Word || lexicon.IsCapital(t.Text) || t.Lower == "'s" {
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

// calledHere is the form of a country's usual name that the article uses most: "Burma", or
// "Britain" where it never says "United Kingdom". It is the usual name where that stands as often.
func (r *Directory) calledHere(usual string) string {
	best, most := usual, strings.Count(r.doc.Article.Text, usual)
	forms := lexicon.CountryForms(usual)
	times := map[string]int{}
	for _, t := range r.doc.Tokens {
		if strings.ToUpper(t.Text) != t.Text && slices.Contains(forms, t.Text) && !strings.Contains(usual, t.Text) &&
			!partOfCountry(t.Text) { // not "U.S.", not "Korea" of "South Korea"
			if times[t.Text]++; times[t.Text] > most {
				best, most = t.Text, times[t.Text]
			}
		}
	}
	return best
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
