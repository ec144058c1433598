package frames

import (
	"slices"
	"strings"

	"quotegraph/internal/agents"
	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
	"quotegraph/internal/phrase"
)

// findBehalf tells on whose behalf sources speak: by an office whose holder speaks for somebody
// (explicit) or heads a body (role), by words that say so, and from a body on to who stands behind it.
// A professor does not speak for the university: affiliation is a role only.
func (f *framer) findBehalf() {
	for _, r := range slices.Clone(f.doc.Roles) {
		if o, _ := lexicon.OfficeOf(r.Office); !r.Former && !f.future[r] && f.served(r) != nil {
			before := len(f.behalf[r.Person])
			f.byOffice(r.Person, o, f.served(r), r.Words)
			if len(f.behalf[r.Person]) > before {
				f.spoken[[2]*model.Agent{r.Person, f.served(r)}] = r
			}
		}
	}
	for _, a := range slices.Clone(f.doc.Agents) {
		if a.Kind == model.Unnamed || a.Kind == model.Group {
			f.nameless(a)
		}
	}
	for _, s := range f.doc.Statements {
		if s.Agent != nil {
			f.byWords(s)
		}
	}
	f.counsel()
	f.standing()
	f.standingByWords()
	for _, a := range slices.Clone(f.doc.Agents) {
		f.chain(a)
	}
	for _, s := range f.doc.Statements {
		if s.Agent != nil {
			s.Principal = f.principals(s)
		}
	}
	f.listBehalf()
}

// principals are those of a statement's source without those for whom it speaks in another office
// only: the union's spokesman who is later the owners' lawyer speaks for either, each time for one.
func (f *framer) principals(s *model.Statement) []model.Principal {
	all := f.behalf[s.Agent]
	if s.Role == nil || f.spoken[[2]*model.Agent{s.Agent, f.served(s.Role)}] == nil {
		return all
	}
	return slices.DeleteFunc(slices.Clone(all), func(p model.Principal) bool {
		r := f.spoken[[2]*model.Agent{s.Agent, p.Agent}]
		return r != nil && f.served(r) != f.served(s.Role) &&
			!slices.ContainsFunc(f.doc.Representations, func(x model.Representation) bool {
				return x.Organization == f.served(s.Role) && x.Principal == p.Agent
			})
	})
}

// served is the body or country that an office serves: the one that is told, else the only one
// there is such an office of.
func (f *framer) served(r *model.Role) *model.Agent {
	if r.Organization != nil {
		return r.Organization
	}
	return f.national(r)
}

// byOffice: a spokesman speaks for whoever he is spokesman of, a head for the body.
func (f *framer) byOffice(a *model.Agent, o lexicon.Office, principal *model.Agent, words model.Span) {
	f.rule = "office: " + o.Title
	if lastWord(o.Title) == "leader" && a.Named() && isParty(principal) {
		return // a party's leader speaks for himself; "Democratic leaders" speak for it
	}
	if _, state := lexicon.State(principal.Name); state && lastWord(o.Title) == "governor" {
		return // a state's governor speaks for himself, a bank's for the bank
	}
	if lexicon.OwnVoice(lastWord(o.Title)) || strings.HasSuffix(o.Title, "majority leader") ||
		strings.HasSuffix(o.Title, "minority leader") {
		return
	}
	if principal.Kind == model.Person && staff(o) {
		f.add(a, f.campaignOf(o, principal), model.Explicit, words)
		return
	}
	switch o.Class {
	case lexicon.Speaks:
		f.add(a, principal, model.Explicit, words)
	case lexicon.Heads:
		if principal.Kind != model.Person && principal.Kind != model.Unnamed {
			f.add(a, principal, model.ByRole, words)
		} else if o.Title == "campaign manager" {
			f.add(a, principal, model.ByRole, words)
		}
	default:
		if strings.HasSuffix(o.Title, "diplomat") && principal.Kind == model.Country {
			f.add(a, principal, model.ByRole, words)
		}
	}
}

func isParty(a *model.Agent) bool {
	return a.Kind == model.Organization && strings.HasSuffix(strings.ToLower(a.Display()), "party")
}

// bare is what an agent is called without an article: "committee" of "the committee".
func bare(a *model.Agent) string { return strings.TrimPrefix(strings.ToLower(a.Display()), "the ") }

// staff reports an office of a person's own people: an aide, an adviser, whoever runs a campaign.
func staff(o lexicon.Office) bool {
	switch headWord(o.Title) {
	case "aide",
		"adviser",
		"advisor",
		"assistant",
		"staffer",
		"strategist",
		"manager",
		"director",
		"chief",
		"chairman",
		"chairwoman",
		"chair",
		"operative",
		"secretary":
		return true
	}
	return o.Class == lexicon.Speaks
}

// campaignOf is the campaign of a person where the office is one of it, as the article calls it:
// "Ruiz campaign"; else the person.
func (f *framer) campaignOf(o lexicon.Office, person *model.Agent) *model.Agent {
	if !strings.HasPrefix(o.Title, "campaign ") {
		return person
	}
	name := agents.CampaignOf(person)
	for _, a := range f.doc.Agents {
		if a.Kind == model.Organization && strings.HasSuffix(strings.ToLower(a.Name), "campaign") &&
			strings.Contains(a.Name, strings.TrimSuffix(name, " campaign")) {
			return a
		}
	}
	return f.dir.Body(name)
}

// add notes a principal once; explicit evidence outdoes a role.
func (f *framer) add(a, principal *model.Agent, e model.Evidence, words model.Span) {
	if principal == nil || principal == a {
		return
	}
	for i, p := range f.behalf[a] {
		if bare(p.Agent) == bare(principal) {
			if e == model.Explicit && p.Evidence != model.Explicit {
				f.behalf[a][i].Evidence, f.behalf[a][i].Words = e, words
			}
			return
		}
	}
	f.behalf[a] = append(f.behalf[a], model.Principal{Agent: principal, Evidence: e, Words: words, FoundBy: f.rule})
}

// nameless: "a ministry spokeswoman", "a spokesman for the union", "a senior Kenyan diplomat",
// "American officials" speak for somebody too.
func (f *framer) nameless(a *model.Agent) {
	for _, m := range a.Mentions {
		first, last := f.doc.TokensIn(m)
		p := f.reader.Read(first, last)
		if !p.OfficeAt.Empty() {
			org := f.organization(p)
			if org == nil || p.Former {
				continue
			}
			f.byOffice(a, p.Office, org, m)
			if p.Office.Class == lexicon.Member && !lexicon.OwnVoice(lastWord(p.Office.Title)) {
				f.add(a, org, model.ByRole, m)
			}
			continue
		}
		switch head := f.tok(p.Head).Lower; head {
		case "official",
			"officials",
			"diplomats",
			"diplomat",
			"aide",
			"aides",
			"source",
			"spokesmen",
			"lawyers",
			"attorneys",
			"representatives",
			"ministers",
			"advisers",
			"advisors",
			"adviser",
			"advisor",
			"staffers",
			"strategists":
			p.OfficeAt = phrase.Range{First: p.Head, Last: p.Head + 1}
			p.Premod = phrase.Range{First: p.Core.First, Last: p.Head}
			if org := f.organization(p); org != nil && servesBody(org) {
				level := model.ByRole
				if head == "lawyers" || head == "attorneys" || head == "spokesmen" {
					level = model.Explicit
				}
				f.rule = "plural office: " + head
				f.add(a, org, level, m)
			}
		}
	}
}

// servesBody: officials speak for a body or person whom the article names, not for "government" or
// "top".
func servesBody(a *model.Agent) bool {
	return a.Named() && (len(a.Mentions) > 0 || a.Known != "")
}

// byWords: "said on behalf of the group", "speaking for the residents", "who represents Ruiz".
func (f *framer) byWords(s *model.Statement) {
	anchor := s.Cue
	if anchor.IsZero() {
		anchor = s.Source
	}
	i, _ := f.doc.TokensIn(anchor)
	if i >= len(f.doc.Tokens) {
		return
	}
	sentence := f.doc.Sentences[f.tok(i).Sentence]
	for k := sentence.First; k < sentence.Last; k++ {
		ofSource := s.Source.Contains(f.tok(k).Span)
		n := f.speakingFor(k)
		if n == 0 || f.said(k) && !ofSource {
			continue
		}
		end := f.reader.ComplementEnd(k+n, sentence.Last)
		if ofSource { // "a union representing pilots | endorsed Ruiz"
			_, last := f.doc.TokensIn(s.Source)
			end = min(end, last)
		}
		if !f.standsFor(k+n, end) { // "speaking for the first time", "for more than an hour"
			continue
		}
		f.rule = "words: " + f.reader.Words(k, k+n)
		for _, a := range speakers(s.Agent) {
			f.add(a, f.dir.Principal(phrase.Range{First: k + n, Last: end}), model.Explicit, f.doc.SpanOf(k, end))
		}
	}
}

// speakingFor is how many words from token k on say that somebody speaks for whom the next words
// tell: "on | behalf of", "speaking for", "who | represents". It is 0 for other words.
func (f *framer) speakingFor(k int) int {
	word, next, who := f.tok(k).Lower, f.tok(k+1).Lower, f.tok(k-1).Lower == "who"
	if next == "behalf" && f.tok(k+2).Lower == "of" {
		return 3
	}
	switch word {
	case "speaking", "appearing", "acting":
		if next == "for" {
			return 2
		}
	case "appeared", "acts":
		if who && next == "for" {
			return 2
		}
	case "representing":
		return 1
	case "represents", "represented":
		if who {
			return 1
		}
	}
	return 0
}

// speakers are the members of several who speak together, and the agent itself behind them.
func speakers(a *model.Agent) []*model.Agent {
	if a.Kind != model.Joint {
		return []*model.Agent{a}
	}
	return append(slices.Clone(a.Members), a)
}

// standsFor reports whether the words [first, end) may be somebody, and no stretch of time.
func (f *framer) standsFor(first, end int) bool {
	switch head := f.tok(f.reader.Read(first, end).Head).Lower; head {
	case "time", "times", "hour", "hours", "minutes", "day", "days", "more", "less", "once":
		return false
	default:
		return lexicon.TimeKind(head) == ""
	}
}

// standing finds bodies that represent a country by what they are: "the Chilean Mission to the United
// Nations", "the embassy of Peru".
func (f *framer) standing() {
	for _, a := range slices.Clone(f.doc.Agents) {
		if a.Kind != model.Organization {
			continue
		}
		country := representedCountry(a.Name)
		if country == "" {
			continue
		}
		f.doc.Representations = append(
			f.doc.Representations,
			model.Representation{Organization: a, Principal: f.dir.Country(country), Words: f.wordsOf(a)},
		)
	}
}

// standingByWords reads "the Port Workers' Union, which represents the crane drivers".
func (f *framer) standingByWords() {
	for i := range f.doc.Tokens {
		if f.tok(i).Lower != "represents" || f.tok(i-1).Lower != "which" {
			continue
		}
		before := i - 1
		if f.tok(before-1).Text == "," {
			before--
		}
		for k := range f.doc.Names {
			n := &f.doc.Names[k]
			a := f.dir.NamedAt(n.First)
			if n.Last != before || a == nil || a.Kind != model.Organization {
				continue
			}
			end := f.reader.ComplementEnd(i+1, f.doc.Sentences[f.tok(i).Sentence].Last)
			if principal := f.dir.Principal(phrase.Range{First: i + 1, Last: end}); principal != nil && principal != a {
				f.doc.Representations = append(
					f.doc.Representations,
					model.Representation{Organization: a, Principal: principal, Words: f.doc.SpanOf(n.First, end)},
				)
			}
		}
	}
}

// representedCountry returns the country of a mission's name, "" for other bodies.
func representedCountry(name string) string {
	words := strings.Fields(name)
	for i, w := range words {
		switch strings.ToLower(w) {
		case "mission", "embassy", "consulate", "delegation", "legation", "representation":
		default:
			continue
		}
		for j := i - 1; j >= 0; j-- {
			if c, ok := lexicon.Demonym(words[j]); ok {
				return c
			}
			if c, ok := lexicon.Country(strings.TrimSuffix(strings.TrimSuffix(words[j], "'s"), "’s")); ok {
				return c
			}
		}
		if i+2 < len(words) && words[i+1] == "of" {
			rest := words[i+2:]
			if rest[0] == "the" {
				rest = rest[1:]
			}
			for n := len(rest); n > 0; n-- {
				if c, ok := lexicon.Country(strings.Join(rest[:n], " ")); ok {
					return c
				}
			}
		}
	}
	return ""
}

// wordsOf returns where a body's whole name stands, else its first mention.
func (f *framer) wordsOf(a *model.Agent) model.Span {
	if i := strings.Index(f.doc.Article.Text, a.Name); i >= 0 {
		return model.Span{Begin: i, End: i + len(a.Name)}
	}
	if len(a.Mentions) > 0 {
		return a.Mentions[0]
	}
	return model.Span{}
}

// chain adds behind each body that somebody speaks for the one that the body represents, and puts the
// nearest principal first.
func (f *framer) chain(a *model.Agent) {
	list := f.behalf[a]

	var nearest, behind []model.Principal
	for _, p := range list {
		if slices.ContainsFunc(f.doc.Representations, func(r model.Representation) bool {
			return r.Principal == p.Agent &&
				slices.ContainsFunc(list, func(q model.Principal) bool { return q.Agent == r.Organization })
		}) {
			behind = append(behind, p)
		} else {
			nearest = append(nearest, p)
		}
	}
	for _, p := range nearest {
		for _, r := range f.doc.Representations {
			if r.Organization == p.Agent &&
				!slices.ContainsFunc(behind, func(q model.Principal) bool { return q.Agent == r.Principal }) {
				behind = append(
					behind,
					model.Principal{Agent: r.Principal, Evidence: p.Evidence, Words: r.Words, FoundBy: "stands for it"},
				)
			}
		}
	}
	f.behalf[a] = append(nearest, behind...)
}

// listBehalf lists the pairs of the article, each once, for agents that say something.
func (f *framer) listBehalf() {
	seen := map[*model.Agent]bool{}
	for _, s := range f.doc.Statements {
		if seen[s.Agent] {
			continue
		}
		seen[s.Agent] = true
		for _, p := range s.Principal {
			f.doc.Behalf = append(
				f.doc.Behalf,
				model.Behalf{Speaker: s.Agent, Principal: p.Agent, Evidence: p.Evidence, Words: p.Words},
			)
		}
	}
}
