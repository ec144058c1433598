// Package triples turns an analysed document into quads: a pure function. The label of every quad
// is the article; the vocabulary is model's. The package knows nothing of the store.
package triples

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sort"
	"strings"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/model"
)

// Of returns a document's quads, sorted and each once, and their label. An agent is written where
// something is told of it: it says something, is spoken for, holds an office or is a body that has
// one. A name that an article only mentions stays in the text.
func Of(d *model.Document) (label quad.IRI, quads []quad.Quad) {
	w := &writer{doc: d, article: d.Article.ID, label: quad.IRI(d.Article.IRI())}
	w.writeArticle()
	for _, r := range d.Roles {
		w.role(r)
	}
	for _, r := range d.Representations {
		org, principal := w.agent(r.Organization), w.agent(r.Principal)
		w.add(org, model.Represents, quad.IRI(principal))
		w.representation(org, principal, "standing", r.Words, -1)
	}
	for _, e := range d.Events {
		w.event(e)
	}
	for _, s := range d.Signed {
		w.signed(s)
	}
	w.statements()
	return w.label, w.sorted()
}

type writer struct {
	doc     *model.Document
	article string
	label   quad.IRI
	quads   []quad.Quad
	written map[string]bool // agents
}

// add writes one quad; an empty string is no value and writes nothing.
func (w *writer) add(subject, predicate string, object quad.Value) {
	if s, ok := object.(quad.String); ok && s == "" {
		return
	}
	w.quads = append(
		w.quads,
		quad.Quad{Subject: quad.IRI(subject), Predicate: quad.IRI(predicate), Object: object, Label: w.label},
	)
}

func (w *writer) text(subject, predicate, object string) {
	w.add(subject, predicate, quad.String(object))
}
func (w *writer) link(subject, predicate, object string) { w.add(subject, predicate, quad.IRI(object)) }

func (w *writer) sorted() []quad.Quad {
	keys := make(map[quad.Quad]string, len(w.quads))
	for _, q := range w.quads {
		keys[q] = q.NQuad()
	}
	out := make([]quad.Quad, 0, len(keys))
	for q := range keys {
		out = append(out, q)
	}
	sort.Slice(out, func(i, j int) bool { return keys[out[i]] < keys[out[j]] })
	return out
}

func (w *writer) writeArticle() {
	a, id := &w.doc.Article, string(w.label)
	w.link(id, model.Type, model.ClassArticle)
	w.text(id, model.ArticleID, a.ID)
	w.text(id, model.Headlined, headline(w.doc))
	w.date(id, model.DatePublished, a.Date)
	w.text(id, model.DateText, a.DateText)
	w.text(id, model.Publisher, a.Publisher)
	w.text(id, model.Author, a.Author)
	w.text(id, model.URL, a.URL)
	w.text(id, model.SourceOf, a.Source)
	if a.CopyOf != "" {
		w.link(id, model.CopyOf, a.CopyOf)
	}
	w.text(id, model.DatelineOf, w.doc.Dateline.Place)
	w.text(id, model.ArticleText, a.Text)
	sum := sha256.Sum256([]byte(a.Text))
	w.text(id, model.SHA256, hex.EncodeToString(sum[:]))
}

// headline is the title that came with the article, else the one that its text begins with.
func headline(d *model.Document) string {
	if d.Article.Title != "" {
		return d.Article.Title
	}
	for _, f := range d.Furniture {
		if f.Kind == model.Headline {
			above, _, _ := strings.Cut(f.Text, "\nBy ") // a by-line in the same paragraph
			return oneLine(above)
		}
	}
	return ""
}

var classes = map[model.AgentKind]string{
	model.Person: model.ClassPerson, model.Organization: model.ClassOrganization,
	model.Country: model.ClassCountry, model.Place: model.ClassPlace,
	model.Group: model.ClassGroup, model.Paper: model.ClassDocument, model.Unnamed: model.ClassUnnamed,
	model.Joint: model.ClassJoint,
}

var genders = map[model.Gender]string{model.Female: "female", model.Male: "male"}

// agent writes an agent once and returns its identifier.
func (w *writer) agent(a *model.Agent) string {
	id := a.IRI(w.article)
	if w.written[id] {
		return id
	}
	if w.written == nil {
		w.written = map[string]bool{}
	}
	w.written[id] = true
	w.link(id, model.Type, classes[a.Kind])
	w.text(id, model.NameOf, a.Display())
	for _, alias := range a.Aliases {
		if alias != a.Display() {
			w.text(id, model.Alias, alias)
		}
	}
	if a.Anonymous {
		w.add(id, model.Anonymous, quad.Bool(true))
	}
	if g := genders[a.Gender]; a.Kind == model.Person {
		w.text(id, model.GenderOf, g)
	}
	for _, m := range a.Members {
		w.link(id, model.JointMember, w.agent(m))
	}
	return id
}

func (w *writer) role(r *model.Role) string {
	id, person := r.IRI(w.article), w.agent(r.Person)
	w.link(id, model.Type, model.ClassRole)
	w.link(id, model.RoleMember, person)
	w.link(person, model.Holds, id)
	w.text(id, model.RoleTitle, r.Title)
	w.text(id, model.RoleOffice, r.Office)
	if r.Organization != nil {
		w.link(id, model.RoleOrg, w.agent(r.Organization))
	}
	if r.Former {
		w.add(id, model.RoleFormer, quad.Bool(true))
	}
	w.words(id, r.Words)
	return id
}

func (w *writer) words(id string, s model.Span) {
	if !s.IsZero() {
		w.text(id, model.Words, oneLine(w.doc.TextOf(s)))
		w.place(id, model.WordsAt, s)
	}
}

// place writes where a span stands in the article's text, in bytes.
func (w *writer) place(id, predicate string, s model.Span) {
	if !s.IsZero() {
		w.text(id, predicate, fmt.Sprintf("%d-%d", s.Begin, s.End))
	}
}

func (w *writer) representation(agent, principal, evidence string, words model.Span, order int) string {
	id := model.RepresentationIRI(w.article, agent, principal)
	w.link(id, model.Type, model.ClassRepresentation)
	w.link(id, model.RepresentedBy, agent)
	w.link(id, model.PrincipalOf, principal)
	w.link(id, model.EvidenceOf, "qg:"+evidence)
	if order >= 0 {
		w.add(id, model.Order, quad.Int(order))
	}
	w.words(id, words)
	return id
}

func (w *writer) event(e *model.Event) string {
	id := e.IRI(w.article)
	w.link(id, model.Type, model.ClassEvent)
	w.text(id, model.EventType, e.Type)
	w.text(id, model.Location, e.Place)
	if e.Where != nil {
		w.link(id, model.Where, w.agent(e.Where))
	}
	w.text(id, model.TimeText, e.Time)
	w.date(id, model.StartDate, e.Date)
	w.words(id, e.Words)
	return id
}

func (w *writer) signed(s *model.SignedDocument) {
	id := s.IRI(w.article)
	w.link(id, model.Type, model.ClassDocument)
	w.text(id, model.NameOf, s.Title)
	if s.Publisher != nil {
		w.link(id, model.Publisher, w.agent(s.Publisher))
	}
	w.text(id, model.SignedBy, s.Signatories)
	for _, a := range s.Signers {
		w.link(id, model.Signatory, w.agent(a))
	}
	if s.Count > 0 {
		w.add(id, model.SignatoryCount, quad.Int(s.Count))
	}
	w.text(id, model.TimeText, s.Time)
	w.words(id, s.Words)
}

func (w *writer) statements() {
	ids := make([]string, len(w.doc.Statements))
	seen := map[string]int{}
	for i, s := range w.doc.Statements {
		text, source := w.contents(s), w.source(s)
		n := seen[text+"\x00"+source]
		seen[text+"\x00"+source]++
		ids[i] = model.StatementIRI(w.article, text, source, n)
	}
	for i, s := range w.doc.Statements {
		w.statement(ids, i, s)
	}
}

func (w *writer) source(s *model.Statement) string {
	if s.Source.IsZero() {
		return ""
	}
	return w.doc.TextOf(s.Source)
}

// contents joins a statement's parts to one text, with "…" for what stood between them.
func (w *writer) contents(s *model.Statement) string {
	parts := make([]string, len(s.Parts))
	for i, p := range s.Parts {
		parts[i] = oneLine(w.doc.TextOf(p))
	}
	return strings.Join(parts, " … ")
}

// oneLine folds white space, so that a text broken over lines is one.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func (w *writer) statement(ids []string, i int, s *model.Statement) {
	id, article := ids[i], string(w.label)
	w.link(id, model.Type, model.ClassStatement)
	if s.Type == model.Indirect || !s.Spoken() {
		w.link(id, model.Type, model.ClassClaim)
	} else {
		w.link(id, model.Type, model.ClassQuotation)
	}
	w.text(id, model.Text, w.contents(s))
	w.text(id, model.TypeOf, string(s.Type))
	for _, v := range s.Verbatim {
		w.text(id, model.VerbatimOf, oneLine(w.doc.TextOf(v)))
	}
	w.link(id, model.IsPartOf, article)
	w.text(id, model.SourceText, oneLine(w.source(s)))
	if !s.Cue.IsZero() {
		w.text(id, model.CueOf, oneLine(w.doc.TextOf(s.Cue)))
		w.text(id, model.SaidOf, s.SaidWords(w.doc))
	}
	if !s.Addressee.IsZero() {
		w.text(id, model.AddressedTo, oneLine(w.doc.TextOf(s.Addressee)))
	}
	if s.To != nil {
		w.link(id, model.ToldTo, w.agent(s.To))
	}
	for _, p := range s.Parts {
		w.place(id, model.PartAt, p)
	}
	w.place(id, model.CueAt, s.Cue)
	w.place(id, model.SourceAt, s.Source)
	hull := s.Hull()
	w.add(id, model.Begin, quad.Int(hull.Begin))
	w.add(id, model.End, quad.Int(hull.End))
	w.add(id, model.Position, quad.Int(i+1))
	w.add(id, model.Confidence, quad.Float(s.Confidence))
	w.text(id, model.ActOf, string(s.Act))
	if s.Negated {
		w.add(id, model.NegatedOf, quad.Bool(true))
	}
	if s.Conditional {
		w.add(id, model.ConditionalOf, quad.Bool(true))
	}
	if s.Nested && s.Inside >= 0 {
		w.link(id, model.ReportedIn, ids[s.Inside])
	}
	if s.Event != nil {
		w.link(id, model.At, w.event(s.Event))
	}
	if s.Agent == nil {
		return
	}
	speaker := w.agent(s.Agent)
	w.link(id, model.SaidBy, speaker)
	if s.Role != nil {
		w.link(id, model.InRole, w.role(s.Role))
	}
	for order, p := range s.Principal {
		principal := w.agent(p.Agent)
		w.link(id, model.OnBehalfOf, principal)
		w.link(speaker, model.Represents, principal)
		w.link(id, model.Behalves, w.representation(speaker, principal, string(p.Evidence), p.Words, order))
		if order == 0 {
			w.link(id, model.EvidenceOf, "qg:"+string(p.Evidence))
		}
	}
}
