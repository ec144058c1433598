// Package extraction writes analysed documents in the extraction contract: JSON, one object an
// article, offsets in Unicode code points. Other programs, and the scorers, read it.
package extraction

import (
	"cmp"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

// Range is a half-open range of code points.
type Range [2]int

// Document is an article with all that was found in it.
type Document struct {
	ID         string       `json:"doc_id"`
	Title      string       `json:"title,omitempty"`
	Date       string       `json:"date,omitempty"`
	DateText   string       `json:"date_text,omitempty"` // as given, where it, or its time, could not be read
	Text       string       `json:"text"`
	Quotes     []Quote      `json:"quotes"`
	Roles      []Role       `json:"roles"`
	Offices    []Office     `json:"offices"`
	Behalf     []Behalf     `json:"behalf"`
	Represents []Represents `json:"represents"`
	Events     []Event      `json:"events"`
	Signed     []Signed     `json:"signed"`
}

// Quote is a statement.
type Quote struct {
	ID          int       `json:"id"`
	Parts       []Range   `json:"parts"`
	Hull        Range     `json:"quote"`
	Type        string    `json:"content_type"` // direct, mixed, indirect
	Cue         *Range    `json:"cue"`
	Said        string    `json:"said,omitempty"` // the cue with what negates or conditions it
	Speaker     *Range    `json:"speaker"`        // nearest mention of the source
	Canonical   *string   `json:"speaker_canonical"`
	Joint       []string  `json:"joint"`
	Anonymous   bool      `json:"anonymous"`
	Kind        string    `json:"speaker_kind,omitempty"`
	OnBehalfOf  []Behalfs `json:"on_behalf_of"`
	Role        *string   `json:"role"`
	Event       *string   `json:"event"`
	Addressee   *Range    `json:"addressee,omitempty"`
	Nested      bool      `json:"nested"`
	Inside      *int      `json:"inside"`
	Confidence  float64   `json:"confidence"`
	Act         string    `json:"speech_act,omitempty"`
	Negated     bool      `json:"negated,omitempty"`
	Conditional bool      `json:"conditional,omitempty"`
	Why         *Why      `json:"why,omitempty"` // with Explained
}

// Why names the rules and heads that a statement's edges come from.
type Why struct {
	Statement string   `json:"statement"`        // "network", or a rule of layout or words
	Source    string   `json:"source,omitempty"` // how the mention was led to somebody
	Role      string   `json:"role,omitempty"`
	For       []string `json:"for,omitempty"` // of each principal
}

// Behalfs is a principal of one statement.
type Behalfs struct {
	Name     string `json:"name"`
	Level    string `json:"level"` // explicit, role, collective
	Evidence *Range `json:"evidence"`
}

// Role is an office.
type Role struct {
	Person       string  `json:"person"`
	Role         string  `json:"role"`
	Organization *string `json:"organization"`
	Former       bool    `json:"former"`
	Evidence     *Range  `json:"evidence"`
}

// Office is a place that tells an office, of anybody.
type Office struct {
	Title  Range   `json:"title_at"`
	Holder *Range  `json:"holder_at"`
	Body   *Range  `json:"organization_at"`
	Person *string `json:"person"`
	Of     *string `json:"body"`
	Status string  `json:"status"` // now, former, acting, future
}

// Behalf says for whom a source speaks in this article.
type Behalf struct {
	Speaker   string `json:"speaker"`
	Principal string `json:"principal"`
	Level     string `json:"level"`
	Evidence  *Range `json:"evidence"`
}

// Represents is a standing representation.
type Represents struct {
	Organization string `json:"organization"`
	Principal    string `json:"principal"`
	Evidence     *Range `json:"evidence"`
}

// Event is an occasion.
type Event struct {
	ID       string  `json:"id"`
	Type     string  `json:"type"`
	By       *string `json:"by"`
	Place    *string `json:"place"`
	Time     *string `json:"time"`
	Date     *string `json:"date"`
	Evidence *Range  `json:"evidence"`
}

// Signed is a signed document.
type Signed struct {
	Document    string  `json:"document"`
	Publisher   *string `json:"publisher"`
	Signatories string  `json:"signatories"`
	Count       *int    `json:"count"`
	Time        *string `json:"time"`
}

// Explained is Of with the rules that each statement's edges come from.
func Explained(d *model.Document) Document {
	out := Of(d)
	for i, s := range d.Statements {
		w := &Why{Statement: cmp.Or(s.FoundBy, "network"), Source: s.ResolvedBy}
		if s.Role != nil {
			w.Role = s.Role.FoundBy
		}
		for _, p := range s.Principal {
			w.For = append(w.For, p.FoundBy)
		}
		out.Quotes[i].Why = w
	}
	return out
}

// Of returns the contract's view of a document.
func Of(d *model.Document) Document {
	x := &view{doc: d, points: newPoints(d.Article.Text), events: map[*model.Event]string{}}
	out := Document{ID: d.Article.ID, Title: d.Article.Title, Date: d.Article.Date, DateText: d.Article.DateText, Text: d.Article.Text,
		Quotes: []Quote{}, Roles: []Role{}, Offices: []Office{}, Behalf: []Behalf{}, Represents: []Represents{}, Events: []Event{}, Signed: []Signed{}}
	for i, e := range d.Events {
		id := "e" + strconv.Itoa(i+1)
		x.events[e] = id
		out.Events = append(out.Events, Event{ID: id, Type: e.Type, By: x.name(e.By), Place: text(e.Place), Time: text(e.Time), Date: text(e.Date), Evidence: x.maybe(e.Words)})
	}
	for i, s := range d.Statements {
		out.Quotes = append(out.Quotes, x.quote(i, s))
	}
	for _, r := range d.Roles {
		out.Roles = append(out.Roles, Role{Person: r.Person.Display(), Role: roleTitle(r), Organization: x.name(r.Organization), Former: r.Former, Evidence: x.maybe(r.Words)})
	}
	for _, o := range d.Offices {
		q := Office{Title: x.points.of(o.Title), Holder: x.maybe(o.Holder), Body: x.maybe(o.Body), Of: x.name(o.Organization), Status: string(o.Status)}
		if o.Person != nil {
			q.Person = text(o.Person.Name)
		}
		out.Offices = append(out.Offices, q)
	}
	for _, b := range d.Behalf {
		if !b.Speaker.Named() { // stands with the statement
			continue
		}
		out.Behalf = append(out.Behalf, Behalf{Speaker: b.Speaker.Display(), Principal: b.Principal.Display(), Level: string(b.Evidence), Evidence: x.maybe(b.Words)})
	}
	for _, r := range d.Representations {
		out.Represents = append(out.Represents, Represents{Organization: r.Organization.Display(), Principal: r.Principal.Display(), Evidence: x.maybe(r.Words)})
	}
	for _, s := range d.Signed {
		q := Signed{Document: s.Title, Publisher: x.name(s.Publisher), Signatories: s.Signatories, Time: text(s.Time)}
		if s.Count > 0 {
			q.Count = &s.Count
		}
		out.Signed = append(out.Signed, q)
	}
	return out
}

type view struct {
	doc    *model.Document
	points points
	events map[*model.Event]string
}

func (x *view) quote(i int, s *model.Statement) Quote {
	q := Quote{ID: i, Hull: x.points.of(s.Hull()), Type: string(s.Type), Cue: x.maybe(s.Cue), Speaker: x.maybe(s.Source), Addressee: x.maybe(s.Addressee),
		Joint: []string{}, OnBehalfOf: []Behalfs{}, Nested: s.Nested,
		Confidence: math.Round(s.Confidence*1000) / 1000, Act: string(s.Act), Negated: s.Negated, Conditional: s.Conditional}
	q.Said = s.SaidWords(x.doc)
	for _, p := range s.Parts {
		q.Parts = append(q.Parts, x.points.of(p))
	}
	if s.Nested && s.Inside >= 0 {
		q.Inside = &s.Inside
	}
	if a := s.Agent; a != nil {
		q.Kind, q.Canonical, q.Anonymous = string(a.Kind), text(a.Name), a.Anonymous
		for _, m := range a.Members {
			q.Joint = append(q.Joint, m.Display())
		}
	}
	for _, p := range s.Principal {
		q.OnBehalfOf = append(q.OnBehalfOf, Behalfs{p.Agent.Display(), string(p.Evidence), x.maybe(p.Words)})
	}
	if s.Role != nil {
		q.Role = text(roleTitle(s.Role))
	}
	if s.Event != nil {
		q.Event = text(x.events[s.Event])
	}
	return q
}

func (x *view) name(a *model.Agent) *string {
	if a == nil {
		return nil
	}
	return text(a.Display())
}

func (x *view) maybe(s model.Span) *Range {
	if s.IsZero() {
		return nil
	}
	r := x.points.of(s)
	return &r
}

func text(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// points turns byte offsets of a text into code points: points[b] is the number of code points that
// begin before byte b. Texts are articles, so that a table of them all is small.
type points []int32

func newPoints(s string) points {
	p := make(points, len(s)+1)
	n := int32(0)
	for i := range len(s) {
		p[i] = n
		if utf8.RuneStart(s[i]) {
			n++
		}
	}
	p[len(s)] = n
	return p
}

func (p points) of(s model.Span) Range { return Range{int(p[s.Begin]), int(p[s.End])} }

// roleTitle is an office as the contract wants it: one that is no longer held says so.
func roleTitle(r *model.Role) string {
	if first, _, _ := strings.Cut(r.Title, " "); r.Former && r.Title != "" && lexicon.OfficeStatus(first, false) != "former" {
		return "former " + r.Title
	}
	return r.Title
}
