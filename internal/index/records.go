package index

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/copies"
	"quotegraph/internal/model"
	"quotegraph/internal/store"
)

// term is a key before its agent or word has a number.
type term struct {
	kind kind
	word string // or an agent's identifier
	sum  int64  // or a number
}

// record is what is written of a record.
type record struct {
	class class
	same  string // what several records are the same of: a role in many articles
	data  any
	json  []byte // of data
	text  string // of a statement
	bits  bits
	who   string // a statement's source or a mention's agent
	terms []term
	pairs []pair
}

// pair is two things of which it is kept how many records have both: a source and a month, a
// principal and who spoke for it.
type pair struct {
	a     term
	other int64  // a number, or
	who   string // an agent's identifier, or
	same  string // what several records are the same of
}

// read is an article as the index takes it.
type read struct {
	Article
	minute  int64
	sum     uint64 // of its quads
	sketch  []int64
	records []record
	agents  map[string]*named
}

// named is what an article calls an agent.
type named struct {
	class   string
	name    string
	aliases []string
	forms   []spelling // the name and the aliases, each once
	speaks  bool
}

// spelling is a form of a name, as written and folded.
type spelling struct{ text, folded string }

// formsOf are the forms of an agent's name; none for joint sources, and for those that are known by
// their identifier alone.
func formsOf(iri string, n *named) []spelling {
	if n.class == "joint" || n.name == iri {
		return nil
	}
	var out []spelling
	for _, f := range slices.Compact(append([]string{n.name}, n.aliases...)) {
		if plain := folded(f); plain != "" {
			out = append(out, spelling{f, plain})
		}
	}
	return out
}

// values of a subject by predicate.
type values map[string][]string

func (v values) one(p string) string {
	if len(v[p]) == 0 {
		return ""
	}
	return slices.Min(v[p])
}

func (v values) number(p string) int {
	n, err := strconv.Atoi(v.one(p))
	if err != nil {
		return 0
	}
	return n
}

func (v values) is(p string) bool      { return v.one(p) == "true" }
func (v values) isA(class string) bool { return slices.Contains(v[model.Type], class) }
func (v values) fraction(p string) float64 {
	f, err := strconv.ParseFloat(v.one(p), 64)
	if err != nil {
		return 0
	}
	return f
}

// graph is an article's subjects.
type graph map[string]values

// articleOfQuads turns an article's quads into its records; nil if they hold no article.
func articleOfQuads(label string, quads []quad.Quad) *read {
	g := graphOf(quads)
	n := g[label]
	if n == nil || !n.isA(model.ClassArticle) {
		return nil
	}
	a := &read{
		agents: map[string]*named{},
		sum:    Sum(quads),
		sketch: copies.Sketch(n.one(model.ArticleText)),
		Article: Article{
			IRI: label, ID: n.one(model.ArticleID),
			Title: model.Titled(n.one(model.Headlined), n.one(model.ArticleText)),
			Date:  n.one(model.DatePublished), DateText: n.one(model.DateText),
			Outlet: n.one(
				model.Publisher,
			), Author: n.one(model.Author), Address: n.one(model.URL), Dateline: n.one(model.DatelineOf),
			CopyOf: n.one(model.CopyOf)},
	}
	a.minute = minuteOf(a.Date)
	ids := g.ids()
	statements := g.statements(ids)
	a.Statements = len(statements)
	a.records = append(a.records, record{class: classArticle, data: &a.Article})
	counts := map[string]int{} // statements by source
	for _, id := range statements {
		r := g.statement(a, id)
		counts[r.who]++
		a.records = append(a.records, r)
	}
	for _, id := range ids {
		if r, ok := g.further(a, id); ok {
			a.records = append(a.records, r)
		}
	}
	g.noteAgents(a, ids)
	a.records = append(a.records, g.mentions(a, counts)...)
	for iri, n := range a.agents {
		n.forms = formsOf(iri, n)
	}
	for i := range a.records {
		a.complete(&a.records[i])
	}
	return a
}

// graphOf sorts quads by their subjects and predicates.
func graphOf(quads []quad.Quad) graph {
	g := graph{}
	for _, q := range quads {
		s, p := store.Text(q.Subject), store.Text(q.Predicate)
		if g[s] == nil {
			g[s] = values{}
		}
		g[s][p] = append(g[s][p], store.Text(q.Object))
	}
	return g
}

// ids are a graph's subjects in the order of the alphabet.
func (g graph) ids() []string {
	ids := make([]string, 0, len(g))
	for id := range g {
		if id != "" { // a stranger's quad
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// statements are those of some subjects that are statements, as they stand in the article.
func (g graph) statements(ids []string) []string {
	out := slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return !g[id].isA(model.ClassStatement) })
	slices.SortStableFunc(out, func(x, y string) int {
		return cmp.Compare(g[x].number(model.Position), g[y].number(model.Position))
	})
	return out
}

// further is the record of what an article tells of beside its statements: an office held, who speaks
// for whom, an occasion, a document.
func (g graph) further(a *read, id string) (record, bool) {
	switch n := g[id]; {
	case n.isA(model.ClassRole):
		return g.role(a, id), true
	case n.isA(model.ClassRepresentation):
		return g.representation(a, id), true
	case n.isA(model.ClassEvent):
		o := g.occasion(id)
		return record{class: classOccasion, data: o, terms: words(kindOccasion, o.Type, o.Place)}, true
	case n.isA(model.ClassDocument) && strings.HasPrefix(id, "document:"):
		d := g.document(id)
		terms := words(kindDocument, d.Name, d.Publisher, d.Signatories)
		return record{class: classDocument, data: d, terms: terms}, true
	}
	return record{}, false
}

// noteAgents notes the agents among some subjects: also those whom an article names and of whom it
// tells no more.
func (g graph) noteAgents(a *read, ids []string) {
	isAgent := func(class string) bool { return class != model.ClassDocument && kindOf[class] != "" }
	for _, id := range ids {
		if slices.ContainsFunc(g[id][model.Type], isAgent) {
			g.agent(a, id)
		}
	}
}

// mentions are the records of an article's agents, each with how many statements it made.
func (g graph) mentions(a *read, counts map[string]int) []record {
	mentioned := make([]string, 0, len(a.agents))
	for id := range a.agents {
		mentioned = append(mentioned, id)
	}
	slices.Sort(mentioned)
	var out []record
	for _, id := range mentioned {
		out = append(out, record{
			class: classMention,
			who:   id,
			data:  &Mention{g.agent(a, id), counts[id]},
			terms: []term{{kind: kindMention, word: id}},
		})
	}
	return out
}

// complete gives a record the terms that it has from its class and its article, and its JSON.
func (a *read) complete(r *record) {
	r.terms = append(r.terms, term{kind: kindClass})
	if r.class == classArticle || r.class == classStatement {
		if a.Outlet != "" {
			r.terms = append(r.terms, term{kind: kindOutlet, word: oneLine(a.Outlet)})
		}
		if a.Author != "" {
			r.terms = append(r.terms, term{kind: kindAuthor, word: oneLine(a.Author)})
		}
	}
	r.terms = uniqueTerms(r.terms)
	r.json = encoded(r.data)
}

func uniqueTerms(terms []term) []term {
	slices.SortFunc(terms, func(x, y term) int {
		return cmp.Or(cmp.Compare(x.kind, y.kind), strings.Compare(x.word, y.word), cmp.Compare(x.sum, y.sum))
	})
	return slices.Compact(terms)
}

// words are the terms of the words of texts.
func words(k kind, texts ...string) []term {
	var out []term
	for _, t := range texts {
		for _, w := range wordsOf(t) {
			out = append(out, term{kind: k, word: w})
		}
	}
	return out
}

// minuteOf is the minute since 1900 of an article's date, 0 if it has none that can be read.
func minuteOf(date string) int64 {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", time.DateOnly} {
		if t, err := time.Parse(layout, date); err == nil { // the day is that of the place where it was written
			return minutes(time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), 0, 0, time.UTC))
		}
	}
	return 0
}

// agent is an agent as the article has it; it is noted as one of the article's.
func (g graph) agent(a *read, id string) Agent {
	n := g[id]
	x := Agent{ID: id, Name: n.one(model.NameOf)}
	if x.Name == "" {
		x.Name = id
	}
	for _, c := range n[model.Type] {
		if k := kindOf[c]; k != "" {
			x.Kind = k
		}
	}
	if a.agents[id] == nil {
		a.agents[id] = &named{class: x.Kind, name: x.Name, aliases: n[model.Alias]}
		for _, m := range n[model.JointMember] {
			if m != id {
				g.agent(a, m)
			}
		}
	}
	for _, m := range n[model.JointMember] {
		if m != id {
			x.Members = append(
				x.Members,
				Agent{ID: m, Name: cmp.Or(g[m].one(model.NameOf), m), Kind: a.agents[m].class},
			)
		}
	}
	return x
}

// kindOf is the kind of an agent's class.
var kindOf = map[string]string{
	model.ClassPerson: "person", model.ClassOrganization: "organization", model.ClassCountry: "country",
	model.ClassPlace: "place", model.ClassGroup: "group",
	model.ClassDocument: "document", model.ClassUnnamed: "unnamed", model.ClassJoint: "joint",
}

func (g graph) office(a *read, id string) *Office {
	n := g[id]
	o := &Office{ID: id, Title: n.one(model.RoleTitle), Former: n.is(model.RoleFormer), Words: n.one(model.Words)}
	if org := n.one(model.RoleOrg); org != "" {
		o.OrganizationID, o.Organization = org, g.agent(a, org).Name
	}
	return o
}

func (g graph) occasion(id string) *Occasion {
	n := g[id]
	return &Occasion{
		id,
		n.one(model.EventType),
		n.one(model.Location),
		n.one(model.TimeText),
		n.one(model.StartDate),
		n.one(model.Words),
	}
}

func (g graph) document(id string) *Document {
	n := g[id]
	d := &Document{
		ID:          id,
		Name:        n.one(model.NameOf),
		Signatories: n.one(model.SignedBy),
		Count:       n.number(model.SignatoryCount),
		Time:        n.one(model.TimeText),
		Words:       n.one(model.Words),
	}
	if p := n.one(model.Publisher); p != "" {
		d.Publisher = cmp.Or(g[p].one(model.NameOf), p)
	}
	return d
}

func (g graph) role(a *read, id string) record {
	n := g[id]
	h := &Holding{g.agent(a, n.one(model.RoleMember)), *g.office(a, id)}
	r := record{
		class: classRole,
		data:  h,
		same:  id,
		terms: append(
			words(kindRoleOffice, h.Title, n.one(model.RoleOffice)),
			term{kind: kindRolePerson, word: h.Person.ID},
		),
	}
	if h.OrganizationID != "" {
		r.terms = append(r.terms, term{kind: kindRoleBody, word: h.OrganizationID})
		r.pairs = append(r.pairs, pair{a: term{kind: kindRoleBody, word: h.OrganizationID}, same: r.same})
	}
	r.pairs = append(r.pairs, pair{a: term{kind: kindRolePerson, word: h.Person.ID}, same: r.same})
	return r
}

func (g graph) representation(a *read, id string) record {
	n := g[id]
	p := &Representation{
		ID:        id,
		Agent:     g.agent(a, n.one(model.RepresentedBy)),
		Principal: g.agent(a, n.one(model.PrincipalOf)),
		Evidence:  evidence(n),
		Words:     n.one(model.Words),
	}
	same := p.Agent.ID + " " + p.Principal.ID
	return record{
		class: classRepresentation,
		data:  p,
		same:  same,
		pairs: []pair{
			{a: term{kind: kindRepAgent, word: p.Agent.ID}, same: same},
			{a: term{kind: kindRepPrincipal, word: p.Principal.ID}, same: same},
		},
		terms: []term{{kind: kindRepAgent, word: p.Agent.ID}, {kind: kindRepPrincipal, word: p.Principal.ID}},
	}
}

func evidence(n values) string { return strings.TrimPrefix(n.one(model.EvidenceOf), "qg:") }

func (g graph) statement(a *read, id string) record {
	n := g[id]
	s := &Statement{
		ID:       id,
		Source:   n.one(model.SourceText),
		Said:     cmp.Or(n.one(model.SaidOf), n.one(model.CueOf)),
		Text:     n.one(model.Text),
		Verbatim: n[model.VerbatimOf],
		Type: n.one(
			model.TypeOf,
		),
		Act:         n.one(model.ActOf),
		Negated:     n.is(model.NegatedOf),
		Conditional: n.is(model.ConditionalOf),
		To:          n.one(model.AddressedTo),
		Confidence: n.fraction(
			model.Confidence,
		),
		Position: n.number(model.Position),
		Begin:    n.number(model.Begin),
		End:      n.number(model.End),
		Inside:   n.one(model.ReportedIn),
	}
	slices.SortStableFunc(
		s.Verbatim,
		func(x, y string) int { return cmp.Compare(strings.Index(s.Text, x), strings.Index(s.Text, y)) },
	)
	r := record{class: classStatement, data: s, text: s.Text}
	add := func(k kind, word string) { r.terms = append(r.terms, term{kind: k, word: word}) }
	if by := n.one(model.SaidBy); by != "" {
		x := g.agent(a, by)
		s.Agent, r.who = &x, by
		a.agents[by].speaks = true
		add(kindBy, by)
		for _, m := range x.Members {
			add(kindBy, m.ID)
			a.agents[m.ID].speaks = true
		}
		s.Gender, s.Anonymous = g[by].one(model.GenderOf), g[by].is(model.Anonymous)
		switch x.Kind {
		case "organization", "country", "place":
			add(kindBody, by)
		case "unnamed", "group", "document":
			r.terms = append(r.terms, words(kindSource, x.Name, s.Source)...)
		}
	}
	if id := n.one(model.InRole); id != "" {
		s.Office = g.office(a, id)
		r.terms = append(r.terms, words(kindOffice, s.Office.Title, g[id].one(model.RoleOffice))...)
		if s.Office.OrganizationID != "" {
			add(kindBody, s.Office.OrganizationID)
		}
	}
	behalves := slices.Clone(n[model.Behalves])
	slices.SortFunc(behalves, func(x, y string) int {
		return cmp.Or(cmp.Compare(g[x].number(model.Order), g[y].number(model.Order)), strings.Compare(x, y))
	})
	for _, b := range behalves {
		p := g.agent(a, g[b].one(model.PrincipalOf))
		s.For = append(s.For, Principal{p.ID, p.Name, evidence(g[b]), g[b].one(model.Words)})
		add(kindFor, p.ID)
	}
	if id := n.one(model.At); id != "" {
		s.Occasion = g.occasion(id)
		r.terms = append(r.terms, words(kindEvent, s.Occasion.Type, s.Occasion.Place)...)
	}
	r.terms = append(r.terms, words(kindTo, s.To)...)
	if outer := g[s.Inside]; outer != nil {
		if by := outer.one(model.SaidBy); by != "" {
			x := g.agent(a, by)
			s.Reporter = &x
		}
		s.Reported = cmp.Or(outer.one(model.SaidOf), outer.one(model.CueOf))
	}
	r.bits = bitsOf(s, n.isA(model.ClassQuotation))
	for _, f := range []bits{bitNested, bitNameless, bitAnonymous, bitNumber, bitNegated, bitConditional, bitSpoken} {
		if r.bits&f != 0 {
			add(kindFlag, strconv.Itoa(int(f)))
		}
	}
	if r.bits&bitSourced == 0 {
		add(kindFlag, "sourceless")
	}
	if len(a.Date) >= 7 && a.minute > 0 {
		add(kindMonth, a.Date[:7])
	}
	add(kindAct, s.Act)
	add(kindType, s.Type)
	for _, sum := range sumsOf(s.Verbatim, s.Text) {
		r.terms = append(r.terms, term{kind: kindSame, sum: sum})
	}
	if clustered(r.bits) {
		for _, band := range bandsOf(wordsOf(s.Text)) {
			r.terms = append(r.terms, term{kind: kindNear, sum: band})
		}
	}
	r.pairs = pairsOf(a, r, s)
	return r
}

// pairsOf are the pairs that a statement counts for.
func pairsOf(a *read, r record, s *Statement) []pair {
	var out []pair
	outlet := term{kind: kindOutletNameless, word: oneLine(a.Outlet)}
	if a.Outlet != "" && r.bits&bitNameless != 0 {
		out = append(out, pair{a: outlet, other: 1})
		if r.bits&bitAnonymous != 0 {
			out = append(out, pair{a: outlet, other: 2})
		}
	}
	if r.who == "" {
		return out
	}
	if a.Outlet != "" {
		out = append(out, pair{a: term{kind: kindOutletBy, word: oneLine(a.Outlet)}, who: r.who})
	}
	for _, t := range r.terms {
		switch t.kind {
		case kindBy:
			if a.minute > 0 {
				out = append(out, pair{a: t, other: monthOf(a.minute)})
			}
			out = append(out, pair{a: term{kind: kindActs, word: t.word}, other: int64(r.bits & actMask >> actShift)})
		case kindFor:
			out = append(out, pair{a: t, who: r.who})
		}
	}
	return out
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// monthOf counts months since 1900.
func monthOf(minute int64) int64 {
	t := timeOf(minute)
	return int64(t.Year()-1900)*12 + int64(t.Month()) - 1
}

func bitsOf(s *Statement, quotation bool) bits {
	b := bits(
		max(0, min(100, int(s.Confidence*100+0.5))),
	) | bits(
		max(0, slices.Index(types, s.Type)),
	)<<typeShift | bits(
		max(0, slices.Index(acts, s.Act)),
	)<<actShift
	set := func(f bits, so bool) {
		if so {
			b |= f
		}
	}
	set(bitNegated, s.Negated)
	set(bitConditional, s.Conditional)
	set(bitNested, s.Inside != "")
	set(bitSourced, s.Agent != nil)
	set(bitNameless, s.Agent != nil && (s.Agent.Kind == "unnamed" || s.Agent.Kind == "group"))
	set(bitAnonymous, s.Anonymous)
	set(bitFemale, s.Gender == "female")
	set(bitMale, s.Gender == "male")
	set(bitOffice, s.Office != nil)
	set(bitNumber, strings.IndexFunc(s.Text, unicode.IsDigit) >= 0)
	set(bitSpoken, quotation)
	return b
}

func encoded(v any) []byte {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err) // the types are ours
	}
	return raw
}
