// Package extraction writes analysed documents in the extraction contract: JSON, one object an
// article, offsets in Unicode code points. Other programs, and the scorers, read it.
package extraction

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
	"quotegraph/result"
)

// Explained is Of with the rules that each statement's edges come from.
func Explained(d *model.Document, u result.Unit) result.Document {
	out := Of(d, u)
	for i, s := range d.Statements {
		w := &result.Why{Statement: cmp.Or(s.FoundBy, "network"), Source: s.ResolvedBy}
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

// Of returns the contract's view of a document, its places in a unit.
func Of(d *model.Document, u result.Unit) result.Document {
	x := &view{doc: d, points: newPoints(d.Article.Text, u), events: map[*model.Event]string{}}
	out := result.Document{
		ID:         d.Article.ID,
		Title:      d.Article.Title,
		Date:       d.Article.Date,
		DateText:   d.Article.DateText,
		Text:       d.Article.Text,
		Quotes:     []result.Quote{},
		Roles:      []result.Role{},
		Offices:    []result.Office{},
		Behalf:     []result.Behalf{},
		Represents: []result.Represents{},
		Events:     []result.Event{},
		Signed:     []result.Signed{},
	}
	for i, e := range d.Events {
		id := "e" + strconv.Itoa(i+1)
		x.events[e] = id
		out.Events = append(
			out.Events,
			result.Event{
				ID:       id,
				Type:     e.Type,
				By:       x.name(e.By),
				Place:    text(e.Place),
				Time:     text(e.Time),
				Date:     text(e.Date),
				Evidence: x.maybe(e.Words),
			},
		)
	}
	for i, s := range d.Statements {
		out.Quotes = append(out.Quotes, x.quote(i, s))
	}
	if u != result.CodePoints {
		out.Offsets = u
	}
	for _, r := range d.Roles {
		out.Roles = append(
			out.Roles,
			result.Role{
				Person:       r.Person.Display(),
				Role:         x.roleTitle(r),
				Organization: x.name(r.Organization),
				Former:       r.Former,
				Evidence:     x.maybe(r.Words),
			},
		)
	}
	for _, o := range d.Offices {
		q := result.Office{
			Title:  x.points.of(o.Title),
			Holder: x.maybe(o.Holder),
			Body:   x.maybe(o.Body),
			Of:     x.name(o.Organization),
			Status: string(o.Status),
		}
		if o.Person != nil {
			q.Person = text(o.Person.Name)
		}
		out.Offices = append(out.Offices, q)
	}
	for _, b := range d.Behalf {
		if !b.Speaker.Named() { // stands with the statement
			continue
		}
		out.Behalf = append(
			out.Behalf,
			result.Behalf{
				Speaker:   b.Speaker.Display(),
				Principal: b.Principal.Display(),
				Level:     string(b.Evidence),
				Evidence:  x.maybe(b.Words),
			},
		)
	}
	for _, r := range d.Representations {
		out.Represents = append(
			out.Represents,
			result.Represents{
				Organization: r.Organization.Display(),
				Principal:    r.Principal.Display(),
				Evidence:     x.maybe(r.Words),
			},
		)
	}
	for _, s := range d.Signed {
		q := result.Signed{
			Document:    s.Title,
			Publisher:   x.name(s.Publisher),
			Signatories: s.Signatories,
			Time:        text(s.Time),
		}
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

func (x *view) quote(i int, s *model.Statement) result.Quote {
	q := result.Quote{
		ID:         i,
		Hull:       x.points.of(s.Hull()),
		Type:       string(s.Type),
		Cue:        x.maybe(s.Cue),
		Speaker:    x.maybe(s.Source),
		Addressee:  x.maybe(s.Addressee),
		Joint:      []string{},
		OnBehalfOf: []result.Behalfs{},
		Nested:     s.Nested,
		Confidence: math.Round(
			s.Confidence*1000,
		) / 1000,
		Act:         string(s.Act),
		Negated:     s.Negated,
		Conditional: s.Conditional,
	}
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
		q.OnBehalfOf = append(
			q.OnBehalfOf,
			result.Behalfs{Name: p.Agent.Display(), Level: string(p.Evidence), Evidence: x.maybe(p.Words)},
		)
	}
	if s.Role != nil {
		q.Role = text(x.roleTitle(s.Role))
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

func (x *view) maybe(s model.Span) *result.Range {
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

// points turns byte offsets of a text into another unit: points[b] is the number of units that
// begin before byte b. Nil stands for bytes. Texts are articles, so that a table of them all is
// small.
type points []int32

func newPoints(s string, u result.Unit) points {
	if u == result.Bytes {
		return nil
	}
	p := make(points, len(s)+1)
	n := int32(0)
	for i := range len(s) {
		p[i] = n
		if utf8.RuneStart(s[i]) {
			n++
			if u == result.UTF16 && s[i] >= 0xf0 { // beyond the first plane: two units
				n++
			}
		}
	}
	p[len(s)] = n
	return p
}

func (p points) of(s model.Span) result.Range {
	if p == nil {
		return result.Range{s.Begin, s.End}
	}
	return result.Range{int(p[s.Begin]), int(p[s.End])}
}

// roleTitle is an office as the text tells it: "former mayor" where it says "former"; who "served
// as mayor" is told apart by the role's Former.
func (x *view) roleTitle(r *model.Role) string {
	if !r.Former || r.Title == "" || former(strings.Fields(r.Title)[:1]) ||
		!former(strings.Fields(x.doc.TextOf(x.withWordsBefore(r.Words)))) {
		return r.Title
	}
	return "former " + r.Title
}

// withWordsBefore adds the words that stand right before others, in their noun phrase: "former
// party | chairman".
func (x *view) withWordsBefore(s model.Span) model.Span {
	const most = 4 // words
	first, last := x.doc.TokensIn(s)
	t := x.doc.Tokens
	for n := 0; n < most && first > 0 && t[first-1].Kind == model.Word &&
		t[first-1].Sentence == t[first].Sentence && lexicon.Function(t[first-1].Lower) == ""; n++ {
		first--
	}
	return x.doc.SpanOf(first, last)
}

// former reports whether a word of some says that an office is no longer held.
func former(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		w = strings.ToLower(w)
		return lexicon.OfficeStatus(w, false) == "former" || strings.HasPrefix(w, "ex-")
	})
}
