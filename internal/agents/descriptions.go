package agents

import (
	"slices"
	"strings"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
	"quotegraph/internal/phrase"
)

// described resolves a phrase whose head is a common noun: "the Kenyan diplomat", "the ministry",
// "a spokesman for the union", "protesters", "the report".
func (r *Directory) described(p *phrase.Phrase) *model.Agent {
	words := r.reader.Text(p.Range)
	head := r.doc.Tokens[p.Head].Lower
	if unnamedPlural(head, p) {
		return r.nameless(model.Group, words)
	}
	if !p.OfficeAt.Empty() && p.OfficeAt.Last == p.Core.Last || lexicon.IsUnnamedNoun(head) {
		if a := r.personDescribed(p); a != nil {
			return a
		}
		a := r.nameless(model.Unnamed, words)
		if !r.frozen {
			a.Gender = p.Office.Gender
			a.Describe(r.doc.SpanOf(p.First, p.Last))
		}
		return a
	}
	if lexicon.BodyKind(head) != "" {
		return r.bodyDescribed(p)
	}
	if lexicon.IsDocument(head) || lexicon.IsDocument(strings.TrimSuffix(head, "s")) {
		if a := r.maker(p); a != nil {
			return a
		}
		return r.nameless(model.Paper, words)
	}
	if p.Name != nil { // a place, a work: "Washington said"
		return r.body(fold(r.doc.TextOf(p.Name.Span)), model.Organization)
	}
	if _, ok := lexicon.Demonym(r.doc.Tokens[p.Head].Text); ok {
		switch p.Determiner {
		case "a", "an", "this", "another": // "a Belgian"
			return r.nameless(model.Unnamed, words)
		}
		return r.nameless(model.Group, words)
	}
	if strings.HasSuffix(head, "s") && !strings.HasSuffix(head, "ss") {
		return r.nameless(model.Group, words)
	}
	switch head {
	case "some",
		"many",
		"others",
		"most",
		"several",
		"few",
		"those",
		"people",
		"police",
		"men",
		"women",
		"children",
		"all",
		"both",
		"everyone",
		"nobody":
		return r.nameless(model.Group, words)
	}
	if p.Definite() {
		if a := r.personDescribed(p); a != nil {
			return a
		}
	}
	return r.nameless(model.Unnamed, words)
}

func unnamedPlural(head string, p *phrase.Phrase) bool {
	if at := p.OfficeAt; at.Last-at.First > 1 && at.First <= p.Head && p.Head < at.Last {
		return false // "chief of staff"
	}
	return lexicon.IsGroup(head) && lexicon.BodyKind(head) == "" ||
		head == "police" && p.Name == nil && p.Premod.Empty()
}

// personDescribed finds the named person that a description stands for. A definite one refers to
// somebody described so before (or, in a headline's place, after); an indefinite one only in the
// article's first sentences to somebody introduced by name soon after: "a senior diplomat said …
// Chen Xu, head of the mission, said".
func (r *Directory) personDescribed(p *phrase.Phrase) *model.Agent {
	if !p.Definite() && saysAnonymous(r.doc, r.doc.Tokens[p.First].Sentence) {
		return nil // "an official, who asked not to be named"
	}
	if a := r.unnamedBefore(p); a != nil {
		return a
	}
	best := r.likest(p)
	if best == nil && !p.Definite() {
		best = r.introducedByBody(p)
	}
	if best == nil {
		best = r.knownHolder(p)
	}
	if best == nil {
		return r.epithet(p)
	}
	if !r.frozen {
		best.Describe(r.doc.SpanOf(p.First, p.Last))
	}
	return best
}

// likest is the agent whose descriptions fit a phrase best, of several the one named last before it.
func (r *Directory) likest(p *phrase.Phrase) *model.Agent {
	want := r.features(p)
	owner := r.owner(p) // "her secretary" is not she
	var best *model.Agent
	bestScore, bestAt := 0, -1
	for _, a := range r.agents {
		known := a.Kind == model.Unnamed && p.Definite() &&
			len(a.Mentions) > 0 // "a spokeswoman …", later "the spokeswoman"
		if a.Kind != model.Person && !known || !genderFits(a.Gender, p.Office.Gender) || a == owner {
			continue
		}
		score, at := r.likeness(want, a), r.lastMention(a, p.First)
		if score == 0 || score < sameTitle && len(p.Of) > 0 && p.Of[0].Preposition == "of" {
			continue // "the First Minister of Wales" is no energy secretary
		}
		if at >= 0 && !p.Definite() || at < 0 && !r.comesLater(p, a, want, score) {
			continue
		}
		if score > bestScore || score == bestScore && at > bestAt {
			best, bestScore, bestAt = a, score, at
		}
	}
	return best
}

// comesLater reports whether a phrase may mean somebody who is named further down only: the same
// office, not one that is like it, behind the first paragraph; "his attorney", whose name comes
// later.
func (r *Directory) comesLater(p *phrase.Phrase, a *model.Agent, want features, score int) bool {
	like := score < sameOfficeEnd && p.Definite() && r.doc.Tokens[p.First].Paragraph > 0
	return !like && r.introduces(p, a) || want.owner != nil && score >= sameTitle
}

// unnamedBefore is who spoke last and wants no name, where "the official", "the source" speaks next in
// the same paragraph or the next one: "Ruiz's chief of staff, speaking on condition of anonymity, said …
// the official said". Nil otherwise.
func (r *Directory) unnamedBefore(p *phrase.Phrase) *model.Agent {
	t := r.doc.Tokens
	if p.Determiner != "the" || p.Last-p.First != 2 || len(r.said) == 0 {
		return nil
	}
	switch t[p.Head].Lower {
	case "official", "source", "person", "aide", "diplomat", "officer", "insider":
	default:
		return nil
	}
	last := r.said[len(r.said)-1]
	at, _ := r.doc.TokensIn(last.Source)
	if last.Agent == nil || last.Agent.Kind != model.Unnamed || at >= p.First || t[p.First].Paragraph-t[at].Paragraph > 1 {
		return nil
	}
	return last.Agent
}

// How well a description fits at least by its office.
const (
	kindredOffice = 2 // "the diplomat" for an ambassador
	sameOfficeEnd = 3 // "minister" for a foreign minister
	sameTitle     = 4 // the very title
)

// likeness is how well the best of an agent's descriptions fits; 0 where one contradicts: China's
// envoy is not who is told as the Kenyan envoy.
func (r *Directory) likeness(want features, a *model.Agent) int {
	score := 0
	for _, d := range a.Descriptions {
		f, l := r.doc.TokensIn(d)
		is := r.features(r.reader.Read(f, l))
		if want.contradicts(is) {
			return 0
		}
		score = max(score, want.fits(is))
	}
	return score
}

// introducedByBody finds whom an article's lead describes by an office of a body, and names in the
// next paragraph where it tells of him and the same body: "A former Tarn Rowing Club chairman wants
// … | said Ole Lund, who led the club from 1995". He is the next one to speak.
func (r *Directory) introducedByBody(p *phrase.Phrase) *model.Agent {
	const leads = 1 // paragraphs
	lead := r.doc.Tokens[p.First].Paragraph
	body := r.bodyIn(p.First, p.Head)
	if body == nil {
		return nil
	}
	for i := range r.doc.Names {
		n := &r.doc.Names[i]
		a := r.of[n.First]
		if a == nil || a.Kind != model.Person || r.doc.Tokens[n.First].Paragraph <= lead || !r.saysSomething(n.First) {
			continue
		}
		x := r.doc.Sentences[r.doc.Tokens[n.First].Sentence]
		if r.at[a] != n.First || r.doc.Tokens[n.First].Paragraph > leads+1 || r.bodyIn(n.Last, x.Last) != body ||
			r.doc.Tokens[n.Last].Text != "," ||
			!genderFits(a.Gender, p.Office.Gender) {
			return nil
		}
		return a
	}
	return nil
}

// introduces: an article may describe its main source before naming it, in the lead only: the name
// stands within the next two paragraphs and speaks there.
func (r *Directory) introduces(p *phrase.Phrase, a *model.Agent) bool {
	lead := r.doc.Tokens[p.First].Paragraph
	if lead > 2 {
		return false
	}
	at := r.at[a]
	return r.doc.Tokens[at].Paragraph-lead <= 2 && at > p.First && r.saysSomething(at)
}

// saysSomething reports whether the name at token i is in a statement's source.
func (r *Directory) saysSomething(i int) bool {
	for _, s := range r.doc.Statements {
		if !s.Nested && s.Source.Contains(r.doc.Tokens[i].Span) {
			return true
		}
	}
	return false
}

// lastMention returns the last token before another at which the agent was named; -1 if nowhere.
func (r *Directory) lastMention(a *model.Agent, before int) int {
	last := -1
	for _, m := range a.Mentions {
		if first, _ := r.doc.TokensIn(m); first < before && first > last {
			last = first
		}
	}
	return last
}

// features are what a description says that another must not contradict.
type features struct {
	office   string // last word of the office: "minister" of "foreign minister"
	title    string // all of it
	country  string
	party    string
	name     string       // body or person in front: "Orlex"
	body     *model.Agent // the body of that name
	owner    *model.Agent // the person whose lawyer, aide or wife it is
	kin      []string
	definite bool
	words    []string // all, in lower case
}

func (r *Directory) features(p *phrase.Phrase) features {
	f := features{title: p.Office.Title}
	if p.OfficeAt.Empty() {
		f.title = r.doc.Tokens[p.Head].Lower
	}
	f.office = f.title[strings.LastIndexByte(f.title, ' ')+1:]
	for i := p.First; i < p.Last; i++ {
		t := r.doc.Tokens[i]
		f.words = append(f.words, t.Lower)
		if party, ok := lexicon.Party(t.Text); ok {
			f.party = party
		}
		if i > p.First && r.doc.Tokens[i-1].Lower == "to" {
			continue // "the Kenyan ambassador to Germany"
		}
		if c, ok := lexicon.Demonym(t.Text); ok && f.country == "" {
			f.country = c
		} else if f.country == "" {
			f.country, _ = lexicon.Country(t.Text)
		}
	}
	last := max(p.Premod.Last, p.OfficeAt.Last)
	for i := p.First; i < last; i++ { // also "The United Nations" at a sentence's begin, a name with its article
		n := r.reader.NameAt(i)
		if n == nil || n.Last > last || f.name != "" {
			continue
		}
		f.name = strings.TrimPrefix(r.doc.TextOf(n.Span), "The ")
		if a := r.of[n.First]; a != nil && a.Kind == model.Organization {
			f.body = a
		}
	}
	if f.name == "" {
		f.name = r.reader.Text(p.Owner)
	}
	f.owner = r.owner(p)
	f.kin, f.definite = lexicon.Kin(f.office), p.Definite()
	return f
}

// owner returns the person whom a description belongs to: "Ruiz's lawyer", "a lawyer for Ruiz",
// "his lawyer"; nil if it names none.
func (r *Directory) owner(p *phrase.Phrase) *model.Agent {
	var a *model.Agent
	switch {
	case !p.Owner.Empty():
		if n := r.reader.NameAt(p.Owner.First); n != nil {
			a = r.of[n.First]
		}
	case len(p.Of) > 0 && (p.Of[0].Preposition == "for" || p.Of[0].Preposition == "of"):
		for i := p.Of[0].First; i < p.Of[0].Last && a == nil; i++ {
			if n := r.reader.NameAt(i); n != nil {
				a = r.of[n.First]
			}
		}
	case p.Determiner == "his":
		a = r.lastPerson(p.First, model.Male)
	case p.Determiner == "her":
		a = r.lastPerson(p.First, model.Female)
	}
	if a == nil || a.Kind != model.Person {
		return nil
	}
	return a
}

// contradicts: another country or party.
func (w features) contradicts(d features) bool {
	return w.country != "" && d.country != "" && w.country != d.country ||
		w.party != "" && d.party != "" && w.party != d.party
}

// fits scores how well a description d of a person agrees with the wanted one: 0 if it contradicts.
func (w features) fits(d features) int {
	if w.contradicts(d) || w.ofOtherBody(d) || w.ofOtherOwner(d) {
		return 0
	}
	score := w.fitsOffice(d)
	if score == 0 || score == kindredOffice && w.definite && w.body != nil && d.body == nil {
		return 0 // "the FBI director" is no television boss
	}
	if w.country != "" && w.country == d.country {
		score += 2
	}
	if w.name != "" && w.name == d.name {
		score++
	}
	return score
}

// fitsOffice scores how well the office of a description agrees with the wanted one's: 0 if it is
// another.
func (w features) fitsOffice(d features) int {
	switch {
	case w.title == d.title:
		return sameTitle
	case w.definite && below(d.title) && !below(w.title) && overDeputies(w.office) && !slices.Contains(w.words, "acting"):
		return 0 // "the agency's chief" is not its deputy chairman, "the acting president" the vice president
	case w.office == d.office:
		return sameOfficeEnd
	case slices.Contains(w.kin, d.office) && d.office != "official", slices.Contains(d.kin, w.office):
		return kindredOffice // but "the President" is not who was told as an official
	case w.office == "banker" && slices.Contains(d.words, "bank"):
		return kindredOffice // who is told as chief of the central bank
	}
	return 0
}

// below reports the title of who stands in for another: "deputy chairman".
func below(title string) bool {
	first, _, _ := strings.Cut(title, " ")
	return first == "deputy" || first == "vice" || strings.HasPrefix(title, "vice-")
}

// overDeputies: nobody calls a deputy by the mere name of the office.
func overDeputies(office string) bool {
	switch office {
	case "chairman", "chairwoman", "chairperson", "chief", "governor", "head", "president":
		return true
	}
	return false
}

// ofOtherBody: the office is of another body.
func (w features) ofOtherBody(d features) bool {
	return w.body != nil && d.body != nil && w.body != d.body
}

// ofOtherOwner: somebody else's lawyer, aide or wife; a title alone tells nobody's lawyer.
func (w features) ofOtherOwner(d features) bool {
	return w.owner != nil && w.owner != d.owner && (d.owner != nil || len(d.words) == 1)
}
