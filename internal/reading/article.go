package reading

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/model"
)

// Agent is a person, body, country, group or document as a source or principal.
type Agent struct {
	ID      string  `json:"iri"`
	Name    string  `json:"name"`
	Kind    string  `json:"kind"` // person, organization, country, group, document, unnamed, joint
	Members []Agent `json:"members,omitempty"`
}

// Principal is whom a statement's source speaks for.
type Principal struct {
	Agent
	Evidence string `json:"evidence"` // explicit, role, collective
	Words    string `json:"words"`    // that prove it
}

// Role is the office in which somebody speaks.
type Role struct {
	Title        string `json:"title"`
	Organization *Agent `json:"organization,omitempty"`
	Former       bool   `json:"former,omitempty"`
	Words        string `json:"words"`
}

// Event is the occasion at which something was said.
type Event struct {
	ID    string `json:"iri"`
	Type  string `json:"type"`
	Place string `json:"place,omitempty"`
	Time  string `json:"time,omitempty"` // as written
	Date  string `json:"date,omitempty"`
	Words string `json:"words"`
}

// Document is a signed letter or statement.
type Document struct {
	ID        string `json:"iri"`
	Name      string `json:"name"`
	Publisher string `json:"publisher,omitempty"`
	SignedBy  string `json:"signed_by,omitempty"`
	Count     int    `json:"count,omitempty"`
	Time      string `json:"time,omitempty"`
	Words     string `json:"words"`
}

// Statement is one statement of an article.
type Statement struct {
	ID          string       `json:"iri"`
	Number      int          `json:"n"` // in the article, from 1
	Type        string       `json:"type"`
	Text        string       `json:"text"`
	Verbatim    []string     `json:"verbatim,omitempty"`
	Parts       []Place      `json:"-"`
	Source      string       `json:"source"` // the mention's words
	SourceAt    []Place      `json:"-"`
	Cue         string       `json:"cue"`
	Said        string       `json:"said"` // the cue with what negates or conditions it
	CueAt       []Place      `json:"-"`
	Agent       *Agent       `json:"agent,omitempty"`
	Role        *Role        `json:"role,omitempty"`
	Principals  []Principal  `json:"on_behalf_of,omitempty"`
	Event       *Event       `json:"event,omitempty"`
	Addressee   string       `json:"addressee,omitempty"`
	Act         string       `json:"act,omitempty"`
	Negated     bool         `json:"negated,omitempty"`
	Conditional bool         `json:"conditional,omitempty"`
	Confidence  float64      `json:"confidence" schema:"fraction"`
	Inside      *Statement   `json:"-"`
	Nested      []*Statement `json:"-"`
}

// Article is an article with what was found in it.
type Article struct {
	ID, Key, Title, Text, Date, DateText, Publisher, Author, URL, Dateline string
	// the label of the article that this is a copy of
	CopyOf     string
	Statements []*Statement // by number, nested ones too
	Events     []Event
	Documents  []Document
}

// kinds of agents by class.
var kinds = map[string]string{
	model.ClassPerson: "person", model.ClassOrganization: "organization", model.ClassCountry: "country",
	model.ClassPlace: "place", model.ClassGroup: "group",
	model.ClassDocument: "document", model.ClassUnnamed: "unnamed", model.ClassJoint: "joint",
}

// KindOf is the kind of an agent's class, nothing for another class.
func KindOf(class string) string { return kinds[class] }

// Those returns the statements that are so.
func (a *Article) Those(so func(*Statement) bool) []*Statement {
	return slices.DeleteFunc(slices.Clone(a.Statements), func(s *Statement) bool { return !so(s) })
}

// Article reads the article with an identifier, in one state of the store; ErrNone if there is none.
func (r Reader) Article(ctx context.Context, iri string) (a *Article, err error) {
	err = r.Store.Snapshot(func() error {
		quads, err := r.Store.Quads(ctx, quad.IRI(iri))
		if err == nil {
			a, err = r.of(iri, quads)
		}
		return err
	})
	return a, err
}

// ArticleBy reads an article by its identifier, with or without "article:", or by its doc_id.
func (r Reader) ArticleBy(ctx context.Context, id string) (*Article, error) {
	a, err := r.Article(ctx, "article:"+strings.TrimPrefix(id, "article:"))
	if errors.Is(err, ErrNone) {
		if by, other := r.Article(ctx, model.ArticleIRI(id)); other == nil {
			return by, nil
		}
	}
	return a, err
}

// ArticleWith reads the article that a statement, event or document stands in.
func (r Reader) ArticleWith(ctx context.Context, iri string) (a *Article, err error) {
	err = r.Store.Snapshot(func() error {
		label, err := r.labelOf(ctx, iri)
		if err != nil {
			return err
		}
		quads, err := r.Store.Quads(ctx, label)
		if err == nil {
			a, err = r.of(string(label), quads)
		}
		return err
	})
	return a, err
}

// of is ArticleOf, without the text where that is hidden.
func (r Reader) of(iri string, quads []quad.Quad) (*Article, error) {
	a, err := ArticleOf(iri, quads)
	if err == nil && r.Hide {
		a.Text = ""
	}
	return a, err
}

// ArticleOf reads an article from its quads.
func ArticleOf(iri string, quads []quad.Quad) (*Article, error) {
	g := graph(nodesOf(quads))
	n := g[iri]
	if n == nil || !n.is(model.ClassArticle) {
		return nil, ErrNone
	}
	a := &Article{
		ID:       iri,
		Key:      n.one(model.ArticleID),
		Title:    model.Titled(n.one(model.Headlined), n.one(model.ArticleText)),
		Text:     n.one(model.ArticleText),
		Date:     n.one(model.DatePublished),
		DateText: n.one(model.DateText),
		Publisher: n.one(
			model.Publisher,
		),
		Author:   n.one(model.Author),
		URL:      n.one(model.URL),
		Dateline: n.one(model.DatelineOf),
		CopyOf:   n.one(model.CopyOf),
	}
	byID := map[string]*Statement{}
	for id, n := range g {
		switch {
		case n.is(model.ClassStatement):
			byID[id] = g.statement(id, a.Text)
			a.Statements = append(a.Statements, byID[id])
		case n.is(model.ClassEvent):
			a.Events = append(a.Events, *g.event(id))
		case strings.HasPrefix(id, "document:"):
			a.Documents = append(a.Documents, g.document(id))
		}
	}
	slices.SortFunc(
		a.Statements,
		func(x, y *Statement) int { return cmp.Or(cmp.Compare(x.Number, y.Number), strings.Compare(x.ID, y.ID)) },
	)
	for i, s := range a.Statements { // as they are, unless somebody else wrote them
		s.Number = i + 1
	}
	slices.SortFunc(a.Events, func(x, y Event) int { return strings.Compare(x.ID, y.ID) })
	slices.SortFunc(a.Documents, func(x, y Document) int { return strings.Compare(x.ID, y.ID) })
	for _, s := range a.Statements {
		if outer := byID[g[s.ID].one(model.ReportedIn)]; outer != nil && !outer.within(s) {
			s.Inside = outer
			outer.Nested = append(outer.Nested, s)
		}
	}
	return a, nil
}

// graph is an article's nodes.
type graph map[string]node

func (g graph) statement(id, body string) *Statement {
	n := g[id]
	s := &Statement{
		ID:       id,
		Number:   n.number(model.Position),
		Type:     n.one(model.TypeOf),
		Text:     n.one(model.Text),
		Verbatim: n.all(model.VerbatimOf),
		Parts: n.places(
			model.PartAt,
			body,
		),
		Source:   n.one(model.SourceText),
		SourceAt: n.places(model.SourceAt, body),
		Cue:      n.one(model.CueOf),
		Said:     cmp.Or(n.one(model.SaidOf), n.one(model.CueOf)),
		CueAt: n.places(
			model.CueAt,
			body,
		),
		Addressee:   n.one(model.AddressedTo),
		Act:         n.one(model.ActOf),
		Negated:     n.holds(model.NegatedOf),
		Conditional: n.holds(model.ConditionalOf),
		Confidence:  n.fraction(model.Confidence),
	}
	slices.SortStableFunc(
		s.Verbatim,
		func(a, b string) int { return strings.Index(s.Text, a) - strings.Index(s.Text, b) },
	)
	if len(s.Parts) == 0 { // a store written before parts had places
		if p := (Place{n.number(model.Begin), n.number(model.End)}); p.isIn(body) {
			s.Parts = []Place{p}
		}
	}
	if by := n.one(model.SaidBy); by != "" {
		a := g.agent(by)
		s.Agent = &a
	}
	if id := n.one(model.InRole); id != "" {
		r := g.role(id)
		s.Role = &r
	}
	if id := n.one(model.At); id != "" {
		s.Event = g.event(id)
	}
	behalves := n.all(model.Behalves)
	slices.SortFunc(behalves, func(a, b string) int { return g[a].number(model.Order) - g[b].number(model.Order) })
	for _, id := range behalves {
		b := g[id]
		s.Principals = append(
			s.Principals,
			Principal{
				g.agent(b.one(model.PrincipalOf)),
				strings.TrimPrefix(b.one(model.EvidenceOf), "qg:"),
				b.one(model.Words),
			},
		)
	}
	return s
}

func (g graph) agent(id string) Agent {
	n := g[id]
	a := Agent{ID: id, Name: n.one(model.NameOf)}
	for _, class := range n.all(model.Type) {
		if k := kinds[class]; k != "" {
			a.Kind = k
		}
	}
	for _, m := range n.all(model.JointMember) {
		if m != id {
			a.Members = append(a.Members, Agent{ID: m, Name: g[m].one(model.NameOf), Kind: kinds[g[m].one(model.Type)]})
		}
	}
	if a.Name == "" {
		a.Name = id
	}
	return a
}

func (g graph) role(id string) Role {
	n := g[id]
	r := Role{Title: n.one(model.RoleTitle), Former: n.holds(model.RoleFormer), Words: n.one(model.Words)}
	if org := n.one(model.RoleOrg); org != "" {
		a := g.agent(org)
		r.Organization = &a
	}
	return r
}

func (g graph) event(id string) *Event {
	n := g[id]
	return &Event{
		id,
		n.one(model.EventType),
		n.one(model.Location),
		n.one(model.TimeText),
		n.one(model.StartDate),
		n.one(model.Words),
	}
}

func (g graph) document(id string) Document {
	n := g[id]
	d := Document{
		ID:       id,
		Name:     n.one(model.NameOf),
		SignedBy: n.one(model.SignedBy),
		Count:    max(0, n.number(model.SignatoryCount)),
		Time:     n.one(model.TimeText),
		Words:    n.one(model.Words),
	}
	if p := n.one(model.Publisher); p != "" {
		d.Publisher = g.agent(p).Name
	}
	return d
}
