package query

import (
	"context"
	"strings"
	"testing"

	"quotegraph/internal/index"
	"quotegraph/internal/model"
	"quotegraph/internal/store"
	"quotegraph/internal/store/storetest"
	"quotegraph/internal/triples"
	"quotegraph/queries"
)

// news is an invented article, as the stages would have read it.
type news struct {
	copied                                    string // the id of the article that this is a copy of
	id, date, dateText, outlet, author, title string
	standing                                  []string // "Norland Mission > Norland"
	signed                                    []model.SignedDocument
	// of people who say nothing in them: "Eli Marsh: former minister of Ministry of Transport"
	offices    []string
	statements []says
}

// says is one statement of it.
type says struct {
	by     string // "Ada Holm", "Ada Holm + Carla Voss", "unnamed: a port official", "" without a source
	as     string // "mayor of Tarn Council", "former mayor of Tarn Council"
	behalf string // "role: Norland Mission > Norland"
	said   string
	text   string // in quotation marks: direct
	to     string
	at     string // "press conference, Tarn, Monday"
	act    model.Act
	not    bool    // refused, or not said
	may    bool    // expected, or under a condition
	sure   float64 // 0: 0.95
	inside int     // the number of the statement that reports it; 0: none does
}

// What the people and bodies of the world are.
var (
	bodies = []string{
		"Tarn Council",
		"Dockers' Union",
		"Shipowners' League",
		"Ministry of Transport",
		"Norland Mission",
		"Harbour Bank",
		"Bryn Review",
	}
	countries = []string{"Norland", "Sunmark"}
	women     = []string{"Ada Holm", "Carla Voss", "Fay Marsh", "Zoë Łask"}
	local     = []string{"Kerr"} // a bare surname: each article's is a person of its own
)

// reporter builds a document from an invented article.
type reporter struct {
	text   strings.Builder
	doc    *model.Document
	agents map[string]*model.Agent
	roles  map[string]*model.Role
	events map[string]*model.Event
}

func (r *reporter) span(s string) model.Span {
	if s == "" {
		return model.Span{}
	}
	begin := r.text.Len()
	r.text.WriteString(s + " ")
	return model.Span{Begin: begin, End: begin + len(s)}
}

func in(all []string, one string) bool {
	for _, s := range all {
		if s == one {
			return true
		}
	}
	return false
}

func (r *reporter) agent(name string) *model.Agent {
	if a := r.agents[name]; a != nil {
		return a
	}
	a := &model.Agent{Kind: model.Person, Name: name, Gender: model.Male, Local: in(local, name)}
	kind, words, described := strings.Cut(name, ": ")
	members := strings.Split(name, " + ")
	switch {
	case described:
		a = &model.Agent{Kind: model.AgentKind(kind), Words: words, Local: true}
		if kind == "anonymous" {
			a.Kind, a.Anonymous = model.Unnamed, true
		}
	case len(members) > 1:
		a = &model.Agent{Kind: model.Joint, Name: name, Local: true}
		for _, m := range members {
			a.Members = append(a.Members, r.agent(m))
		}
	case in(bodies, name):
		a.Kind, a.Gender = model.Organization, model.UnknownGender
	case in(countries, name):
		a.Kind, a.Gender = model.Country, model.UnknownGender
	case in(women, name):
		a.Gender = model.Female
	}
	r.agents[name] = a
	r.doc.Agents = append(r.doc.Agents, a)
	return a
}

func (r *reporter) role(person *model.Agent, as string) *model.Role {
	if as == "" {
		return nil
	}
	key := person.Name + ": " + as
	if r.roles[key] == nil {
		title, former := strings.CutPrefix(as, "former ")
		title, body, _ := strings.Cut(title, " of ")
		o := &model.Role{Person: person, Title: title, Office: title, Former: former, Words: r.span(as)}
		if body != "" {
			o.Organization = r.agent(body)
		}
		r.roles[key] = o
		r.doc.Roles = append(r.doc.Roles, o)
	}
	return r.roles[key]
}

func (r *reporter) event(at string) *model.Event {
	if at == "" {
		return nil
	}
	if r.events[at] == nil {
		p := append(strings.Split(at, ", "), "", "")
		e := &model.Event{Type: p[0], Place: p[1], Time: p[2], Words: r.span("at a " + at)}
		r.events[at] = e
		r.doc.Events = append(r.doc.Events, e)
	}
	return r.events[at]
}

func (r *reporter) statement(s says) *model.Statement {
	out := &model.Statement{
		Type:        model.Indirect,
		Act:         s.act,
		Negated:     s.not,
		Conditional: s.may,
		Confidence:  s.sure,
		Nested:      s.inside > 0,
		Inside:      s.inside - 1,
		Event:       r.event(s.at),
	}
	if s.sure == 0 {
		out.Confidence = 0.95
	}
	if s.by != "" {
		out.Agent = r.agent(s.by)
		out.Role = r.role(out.Agent, s.as)
		out.Source = r.span(out.Agent.Display())
	}
	if evidence, chain, ok := strings.Cut(s.behalf, ": "); ok {
		words := r.span("for " + chain)
		for name := range strings.SplitSeq(chain, " > ") {
			out.Principal = append(
				out.Principal,
				model.Principal{Agent: r.agent(name), Evidence: model.Evidence(evidence), Words: words},
			)
		}
	}
	out.Cue, out.Addressee = r.span(s.said), r.span(s.to)
	out.Said = out.Cue
	part := r.span(s.text)
	out.Parts = []model.Span{part}
	pieces := strings.Split(s.text, `"`)
	at := part.Begin
	for i, p := range pieces {
		if i%2 == 1 {
			out.Verbatim = append(out.Verbatim, model.Span{Begin: at, End: at + len(p)})
			out.Type = model.Mixed
		}
		at += len(p) + 1
	}
	if len(pieces) == 3 && pieces[0]+pieces[2] == "" {
		out.Type = model.Direct
	}
	return out
}

// copyOf is the label of the article that one is a copy of.
func (n news) copyOf() string {
	if n.copied == "" {
		return ""
	}
	return model.ArticleIRI(n.copied)
}

func document(n news) *model.Document {
	r := &reporter{
		agents: map[string]*model.Agent{},
		roles:  map[string]*model.Role{},
		events: map[string]*model.Event{},
		doc: &model.Document{Article: model.Article{
			ID: n.id, Title: n.title, Date: n.date, DateText: n.dateText, Publisher: n.outlet, Author: n.author,
			URL: "https://news.invalid/" + n.id, CopyOf: n.copyOf()}},
	}
	for _, s := range n.standing {
		body, country, _ := strings.Cut(s, " > ")
		r.doc.Representations = append(
			r.doc.Representations,
			model.Representation{
				Organization: r.agent(body),
				Principal:    r.agent(country),
				Words:        r.span("the " + body + " of " + country),
			},
		)
	}
	for _, s := range n.offices {
		person, as, _ := strings.Cut(s, ": ")
		r.role(r.agent(person), as)
	}
	for _, d := range n.signed {
		d.Publisher, d.Words = r.agent("Bryn Review"), r.span(d.Signatories+" signed "+d.Title)
		r.doc.Signed = append(r.doc.Signed, &d)
	}
	for _, s := range n.statements {
		r.doc.Statements = append(r.doc.Statements, r.statement(s))
	}
	r.doc.Article.Text = r.text.String()
	return r.doc
}

// world is a store of all invented articles, and the saved queries.
func world(t *testing.T) (Source, []Saved) {
	t.Helper()
	s, err := store.Open(storetest.Place(t), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	x, err := index.Open(context.Background(), s, index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close(); s.Close() })
	var batch []store.Change
	for _, n := range articles {
		label, quads := triples.Of(document(n))
		batch = append(batch, store.Change{Label: label, Quads: quads})
	}
	if _, err := s.Apply(context.Background(), batch); err != nil {
		t.Fatal(err)
	}
	all, err := Load(queries.Files)
	if err != nil {
		t.Fatal(err)
	}
	return Source{Graph: s.Graph(), Index: x}, all
}
