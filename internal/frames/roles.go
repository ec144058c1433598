package frames

import (
	"slices"
	"strings"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
	"quotegraph/internal/phrase"
)

// findRoles reads the descriptions of persons as offices.
func (f *framer) findRoles() {
	for _, a := range slices.Clone(f.doc.Agents) {
		if a.Kind != model.Person && a.Kind != model.Unnamed {
			continue
		}
		for _, d := range a.Descriptions {
			first, last := f.doc.TokensIn(d)
			for _, x := range f.offices(first, last) {
				if x.organization == a { // "her campaign manager, Ana Ruiz"
					x.organization = nil
				}
				if x.organization == nil && a.Kind == model.Person && x.impliesBody() {
					x.organization = f.mainBody(d)
				}
				if x.organization == nil {
					x.organization = f.state(a, x)
				}
				if x.organization == nil {
					x.organization = f.country(a, x)
				}
				f.addRole(a, x)
			}
		}
	}
	for _, s := range f.doc.Statements {
		if s.Agent != nil {
			s.Role = f.roleOf(s)
		}
	}
}

// office is an office as a description tells it.
type office struct {
	lexicon.Office
	title        string
	organization *model.Agent
	former       bool
	words        model.Span
}

// offices reads the offices of a description: one, or two joined by "and" ("president and chief
// executive of Orlex").
func (f *framer) offices(first, last int) []office {
	p := f.reader.Read(first, last)
	if p.OfficeAt.Empty() {
		return nil
	}
	x := office{Office: p.Office, title: f.title(p), former: p.Former, words: f.doc.SpanOf(first, last)}
	x.organization = f.organization(p)
	f.splitTitle(p, &x)
	out := []office{x}
	if i := p.Core.Last; i < last && f.tok(i).Lower == "and" {
		for _, y := range f.offices(i+1, last) {
			if y.organization != nil && x.organization == nil {
				out[0].organization = y.organization
			} else if y.organization == nil {
				y.organization = x.organization
			}
			out = append(out, y)
		}
	}
	return out
}

// splitTitle takes a body or party out of an office that the word list holds whole: "Democratic strategist", "Foreign
// Ministry spokesman", "House Minority Leader".
func (f *framer) splitTitle(p *phrase.Phrase, x *office) {
	first, last := p.OfficeAt.First, p.OfficeAt.Last
	if last-first < 2 || strings.Contains(x.title, " of ") {
		return
	}
	t := f.tok(first)
	party, isParty := lexicon.Party(t.Text)
	switch {
	case isParty:
		if x.organization == nil && !f.onlyAdjective(first) {
			x.organization = f.dir.Body(party)
		}
		x.title = f.doc.TextOf(f.doc.SpanOf(first+1, last))
	case t.Text == "House" || t.Text == "Senate":
		if x.organization == nil {
			x.organization = f.dir.Body(t.Text)
		}
	default:
		f.splitBody(p, x)
	}
}

// onlyAdjective: a word that is a party's and an ordinary adjective has its capital from the sentence's begin: "Conservative economists".
func (f *framer) onlyAdjective(i int) bool {
	switch f.tok(i).Lower {
	case "conservative", "liberal", "green", "progressive", "independent":
		return f.doc.Sentences[f.tok(i).Sentence].First == i
	}
	return false
}

// splitBody: "FBI Director", "Oversight Committee Chairman", "Foreign Ministry spokesman": the words before the last
// office name the body.
func (f *framer) splitBody(p *phrase.Phrase, x *office) {
	first, last := p.OfficeAt.First, p.OfficeAt.Last
	k := first
	for k < last-1 && lexicon.IsCapital(f.tok(k).Text) {
		k++
	}
	for k > first && lexicon.BodyKind(f.tok(k-1).Lower) == "" && !isAcronym(f.tok(k-1).Text) {
		k-- // "Prime Minister" names no body
	}
	if k-1 > first && f.isOffice(k-1, last) {
		k-- // "White House | Press Secretary"
	}
	if k == first || !f.isOffice(k, last) {
		return
	}
	begin := first
	for begin > p.Premod.First && lexicon.IsCapital(f.tok(begin-1).Text) && !notTitle(f.tok(begin-1).Lower) {
		begin--
	}
	x.organization = f.dir.Principal(phrase.Range{First: begin, Last: k})
	x.title = f.doc.TextOf(f.doc.SpanOf(k, last))
}

func (f *framer) isOffice(first, last int) bool {
	_, ok := lexicon.OfficeOf(f.reader.Words(first, last))
	return ok
}

func isAcronym(w string) bool {
	return len(w) > 1 && len(w) < 7 && strings.ToUpper(w) == w && lexicon.IsCapital(w)
}

// country finds the country behind a minister's name: "Foreign Minister Sigrun Hallsdottir of Iceland".
func (f *framer) country(a *model.Agent, x office) *model.Agent {
	if x.Class != lexicon.Heads {
		return nil
	}
	for i := range f.doc.Names {
		n := &f.doc.Names[i]
		if f.dir.NamedAt(n.First) != a || f.tok(n.Last).Lower != "of" {
			continue
		}
		if c := f.reader.NameAt(n.Last + 1); c != nil && c.Kind == model.CountryName {
			return f.dir.NamedAt(c.First)
		}
	}
	return nil
}

// state finds the state that a politician represents behind the name: "Sen. Ruiz (D-Ohio)", "Senator Ana Ruiz of Ohio",
// "Governor Ana Ruiz, Republican of Ohio,".
func (f *framer) state(a *model.Agent, x office) *model.Agent {
	switch x.Title {
	case "senator", "representative", "governor", "congressman", "congresswoman":
	default:
		return nil
	}
	for i := range f.doc.Names {
		n := &f.doc.Names[i]
		if f.dir.NamedAt(n.First) != a {
			continue
		}
		k := n.Last
		switch {
		case f.tok(k).Text == "(":
			for k++; k < n.Last+5 && f.tok(k).Text != ")"; k++ {
				_, form, cut := strings.Cut(f.tok(k).Text, "-") // "D-Ohio"
				if !cut {
					form = f.tok(k).Text
				}
				if s, ok := lexicon.State(form); ok {
					return f.dir.Body(s)
				}
				if s, ok := lexicon.State(form + "."); ok && f.tok(k+1).Text == "." {
					return f.dir.Body(s)
				}
			}
			continue
		case f.tok(k).Text == "," && (f.tok(k+1).Text == "Republican" || f.tok(k+1).Text == "Democrat") && f.tok(k+2).Lower == "of":
			k += 3
		case f.tok(k).Lower == "of":
			k++
		default:
			continue
		}
		for words := 2; words > 0; words-- {
			if s, ok := lexicon.State(f.doc.TextOf(f.doc.SpanOf(k, min(k+words, len(f.doc.Tokens))))); ok {
				return f.dir.Body(s)
			}
		}
	}
	return nil
}

// impliesBody: "Leyla Aydin, a spokeswoman, said": the office is held in the body that the article is about.
func (x office) impliesBody() bool {
	switch x.Title {
	case "chief executive", "chief executive officer", "chief financial officer", "chief operating officer", "managing director", "chairman", "chairwoman":
		return true
	}
	return x.Class == lexicon.Speaks && strings.HasPrefix(x.Title, "spokes")
}

// mainBody returns the organisation named most often before a description, at least twice or in the lead.
func (f *framer) mainBody(d model.Span) *model.Agent {
	var best *model.Agent
	most := 0
	for _, a := range f.doc.Agents {
		if a.Kind != model.Organization || !a.Named() {
			continue
		}
		n := 0
		for _, m := range a.Mentions {
			if m.End > d.Begin {
				continue
			}
			n++
			if first, _ := f.doc.TokensIn(m); f.tok(first).Paragraph <= 1 {
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

// title returns the office as written with what narrows it: "deputy campaign manager", "professor of law".
func (f *framer) title(p *phrase.Phrase) string {
	first := p.OfficeAt.First
	for first > p.Premod.First && !lexicon.IsCapital(f.tok(p.OfficeAt.First).Text) {
		w := f.tok(first - 1)
		if w.Kind != model.Word || lexicon.IsCapital(w.Text) || notTitle(w.Lower) || lexicon.Function(w.Lower) != "" {
			break
		}
		first--
	}
	title := f.doc.TextOf(f.doc.SpanOf(first, p.OfficeAt.Last))
	if len(p.Of) > 0 && f.narrows(p, p.Of[0]) {
		title += " " + p.Of[0].Preposition + " " + f.reader.Text(p.Of[0].Range)
	}
	switch title {
	case "Sens.", "Reps.", "Govs.", "Gens.": // of several: "Sens. Ana Ruiz and Karl Brandt"
		title = strings.Replace(title, "s.", ".", 1)
	}
	return strings.Join(strings.Fields(title), " ")
}

// narrows: "professor of law", "minister of health": a bare common noun says which office, not where.
// "For" does so only in a head's title ("minister for rural affairs"): a spokesman for residents speaks for them.
func (f *framer) narrows(p *phrase.Phrase, x phrase.Complement) bool {
	if x.Preposition != "of" && (x.Preposition != "for" || p.Office.Class == lexicon.Speaks) {
		return false
	}
	for i := x.First; i < x.Last; i++ {
		if lexicon.IsCapital(f.tok(i).Text) || lexicon.Function(f.tok(i).Lower) == "article" || lexicon.BodyKind(f.tok(i).Lower) != "" {
			return false
		}
	}
	return x.Last-x.First <= 4
}

func notTitle(lower string) bool {
	switch lower {
	case "former", "longtime", "long-time", "veteran", "late", "then", "new", "newly", "current", "outgoing", "incoming", "ousted", "fellow", "one-time", "onetime", "retired",
		"elected", "embattled", "influential", "prominent", "powerful", "respected", "local", "young", "old", "own", "conservative", "liberal", "german-born":
		return true
	case "acting", "managing", "founding", "sitting", "presiding", "supervising", "consulting", "visiting", "leading", "ranking", "investigating", "attending", "marketing",
		"banking", "engineering", "housing", "nursing", "teaching", "planning", "training", "manufacturing", "shipping", "mining", "coaching", "campaigning":
		return false
	}
	return strings.HasSuffix(lower, "-year-old") || strings.HasSuffix(lower, "-winning") || strings.HasSuffix(lower, "ing") && len(lower) > 5 // "becoming chairman"
}

// organization finds where the office is held: behind of, for, at, with; before 's; in front of the
// office ("Orlex spokeswoman", "Kenyan ambassador", "Ruiz campaign manager"); or the body that "its"
// stands for.
func (f *framer) organization(p *phrase.Phrase) *model.Agent {
	for _, c := range p.Of {
		switch c.Preposition {
		case "of", "for", "at", "with", "to", "in", "from":
			if f.narrows(p, c) || c.Preposition == "in" && !f.placeOrBody(c.Range) || f.occasion(c.Range) || lexicon.TimeKind(f.tok(c.First).Lower) != "" || c.Preposition == "to" && p.Office.Title == "ambassador" {
				continue
			}
			return f.dir.Principal(f.behindField(c.Range))
		}
	}
	if !p.Owner.Empty() {
		return f.dir.Principal(p.Owner)
	}
	if a := f.premodifier(p); a != nil {
		return a
	}
	if (p.Determiner == "its" || p.Determiner == "his" || p.Determiner == "her" || p.Determiner == "their") && p.Office.Class != lexicon.AnyPerson && p.Office.Class != lexicon.Affiliated {
		if a := f.dir.Principal(phrase.Range{First: p.First, Last: p.First + 1}); a != nil && a.Named() {
			return a
		}
	}
	return nil
}

// behindField leaves out the field that an office is for, before the body: "vice president for | policy for | the Tarn Institute".
func (f *framer) behindField(x phrase.Range) phrase.Range {
	for i := x.First; i+1 < x.Last; i++ {
		t := f.tok(i)
		if lexicon.Function(t.Lower) == "preposition" && i > x.First {
			return phrase.Range{First: i + 1, Last: x.Last}
		}
		if t.Kind != model.Word || lexicon.IsCapital(t.Text) || lexicon.Function(t.Lower) != "" || lexicon.BodyKind(t.Lower) != "" {
			break
		}
	}
	return x
}

func (f *framer) occasion(x phrase.Range) bool {
	_, ok := lexicon.EventTypeOf(f.tok(x.Last - 1).Lower)
	return ok && lexicon.BodyKind(f.tok(x.Last-1).Lower) == ""
}

func (f *framer) placeOrBody(x phrase.Range) bool {
	return lexicon.IsCapital(f.reader.Text(f.reader.StripDeterminer(x)))
}

// premodifier reads the body, place, country or party in front of an office.
func (f *framer) premodifier(p *phrase.Phrase) *model.Agent {
	end := p.OfficeAt.First
	for end > p.Premod.First && !lexicon.IsCapital(f.tok(end-1).Text) && lexicon.BodyKind(f.tok(end-1).Lower) == "" {
		end-- // "Orlex chief financial officer": step over what narrows the office
	}
	for i := p.Premod.First; i < end; i++ {
		n := f.reader.NameAt(i)
		if n == nil || n.Last > p.OfficeAt.First {
			continue
		}
		body := lexicon.BodyKind(f.tok(n.Last).Lower) != "" && n.Last <= end
		if n.Last == p.OfficeAt.First && lexicon.BodyKind(f.tok(p.OfficeAt.First).Lower) != "" && p.OfficeAt.Last-p.OfficeAt.First > 1 {
			body = true // "Ruiz campaign manager": the manager of the Ruiz campaign
		}
		if body {
			return f.dir.Principal(phrase.Range{First: n.First, Last: n.Last + 1})
		}
		if n.Last == end {
			return f.dir.Principal(phrase.Range{First: n.First, Last: n.Last})
		}
	}
	for i := end - 1; i >= p.Premod.First; i-- {
		t := f.tok(i)
		if party, ok := lexicon.Party(t.Text); ok && !f.onlyAdjective(i) {
			return f.dir.Body(party)
		}
		if c, ok := lexicon.Demonym(t.Text); ok {
			if lexicon.BodyKind(f.tok(i+1).Lower) != "" && i+1 < p.OfficeAt.First {
				return f.dir.Principal(phrase.Range{First: i, Last: i + 2}) // "Kenyan government spokesman"
			}
			return f.dir.Country(c)
		}
		if lexicon.BodyKind(t.Lower) != "" && i == end-1 && end == p.OfficeAt.First {
			return f.dir.Principal(phrase.Range{First: p.Premod.First, Last: i + 1}) // "a ministry spokesman"
		}
	}
	return nil
}

// addRole adds an office to a person's roles, or completes one that is there.
func (f *framer) addRole(a *model.Agent, x office) {
	if x.Class == lexicon.AnyPerson && x.organization == nil {
		return // "a resident": no office
	}
	for _, r := range f.roles[a] {
		if strings.EqualFold(r.Title, x.title) || r.Office == x.Title {
			if r.Organization == nil || x.organization == nil || r.Organization == x.organization {
				if r.Organization == nil && x.organization != nil {
					r.Organization, r.Words = x.organization, x.words
				}
				return
			}
		}
	}
	r := &model.Role{Person: a, Title: x.title, Office: x.Title, Organization: x.organization, Former: x.former, Words: x.words}
	f.roles[a] = append(f.roles[a], r)
	f.doc.Roles = append(f.doc.Roles, r)
}

// roleOf chooses the office in which a source speaks: one by which it speaks for a body, else one with
// a body, else the first that is not a former one.
func (f *framer) roleOf(s *model.Statement) *model.Role {
	var best *model.Role
	for _, r := range f.roles[s.Agent] {
		if !r.Former && (best == nil || weight(r) > weight(best)) {
			best = r
		}
	}
	if best == nil && len(f.roles[s.Agent]) > 0 {
		return f.roles[s.Agent][0]
	}
	return best
}

func weight(r *model.Role) int {
	w := 0
	if r.Organization != nil {
		w++
	}
	o, ok := lexicon.OfficeOf(r.Office)
	switch {
	case ok && (o.Class == lexicon.Speaks || o.Class == lexicon.Heads):
		w += 2
	case ok && o.Class == lexicon.AnyPerson: // "her husband"
		w -= 2
	}
	return w
}
