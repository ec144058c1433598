package identity

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/model"
	"quotegraph/internal/store"
)

// Kind of a decision.
type Kind string

const (
	Same      Kind = "same"      // From is To
	Apart     Kind = "apart"     // From and To are two, whatever rules say
	Part      Kind = "part"      // in some articles From is somebody else, To
	Named     Kind = "name"      // From is called Name
	Forgotten Kind = "forgotten" // nothing is kept of From
	Elsewhere Kind = "elsewhere" // From is what another graph calls To
)

// Decision is that agents are one or two, or what one is called. It is kept as a node of its own in
// the graph of Label.
type Decision struct {
	Kind       Kind
	From, To   string   // short IRIs
	Name       string   // of Named
	Articles   []string // labels, of Part
	By         string   // "rule" or "person"
	Reason     string
	Confidence float64 // of rules
	At         string  // RFC 3339
}

// Label is the graph that decisions stand in.
const Label = quad.IRI(model.DecisionGraph)

// ID returns the decision's node: the same decision has the same one.
func (d Decision) ID() string { return model.DecisionIRI(string(d.Kind), d.From, d.To) }

// Book is what was decided.
type Book struct{ list []Decision }

// Decisions returns them, sorted by what they are about.
func (b *Book) Decisions() []Decision { return slices.Clone(b.list) }

// with returns the book with one decision more, in the place of one of the same node.
func (b *Book) with(d Decision) *Book {
	out := b.without(d.ID())
	out.list = append(out.list, d)
	out.sort()
	return out
}

func (b *Book) without(id string) *Book {
	return &Book{slices.DeleteFunc(slices.Clone(b.list), func(d Decision) bool { return d.ID() == id })}
}

// Load reads the decisions of a store.
func Load(ctx context.Context, s *store.Store) (*Book, error) {
	quads, err := s.Quads(ctx, Label)
	if err != nil {
		return nil, err
	}
	return FromQuads(quads), nil
}

// FromQuads reads decisions; what is none is passed over.
func FromQuads(quads []quad.Quad) *Book {
	by := map[string]map[string][]string{}
	for _, q := range quads {
		s, p := store.Text(q.Subject), store.Text(q.Predicate)
		if by[s] == nil {
			by[s] = map[string][]string{}
		}
		by[s][p] = append(by[s][p], store.Text(q.Object))
	}
	b := &Book{}
	for _, v := range by {
		one := func(p string) string {
			if len(v[p]) == 0 {
				return ""
			}
			return v[p][0]
		}
		if !slices.Contains(v[model.Type], model.ClassDecision) {
			continue
		}
		confidence, _ := strconv.ParseFloat(one(model.Confidence), 64)
		slices.Sort(v[model.DecidedIn])
		b.list = append(
			b.list,
			Decision{
				Kind(one(model.Decides)),
				one(model.DecidedFrom),
				one(model.DecidedTo),
				one(model.DecidedName),
				v[model.DecidedIn],
				one(model.DecidedBy),
				one(model.DecidedReason),
				confidence,
				one(model.DecidedAt),
			},
		)
	}
	b.sort()
	return b
}

// Quads writes the decisions; agents that are one are owl:sameAs each other too.
func (b *Book) Quads() []quad.Quad {
	var out []quad.Quad
	for _, d := range b.list {
		id := d.ID()
		add := func(subject, predicate string, object quad.Value) {
			if object != quad.Value(quad.String("")) && object != quad.Value(quad.IRI("")) {
				out = append(
					out,
					quad.Quad{Subject: quad.IRI(subject), Predicate: quad.IRI(predicate), Object: object, Label: Label},
				)
			}
		}
		add(id, model.Type, quad.IRI(model.ClassDecision))
		add(id, model.Decides, quad.String(d.Kind))
		add(id, model.DecidedFrom, quad.IRI(d.From))
		add(id, model.DecidedTo, quad.IRI(d.To))
		add(id, model.DecidedName, quad.String(d.Name))
		add(id, model.DecidedBy, quad.String(d.By))
		add(id, model.DecidedReason, quad.String(d.Reason))
		if d.At != "" {
			add(id, model.DecidedAt, quad.TypedString{Value: quad.String(d.At), Type: model.TypeDateTime})
		}
		if d.By == "rule" {
			add(id, model.Confidence, quad.Float(d.Confidence))
		}
		for _, a := range d.Articles {
			add(id, model.DecidedIn, quad.IRI(a))
		}
		if d.Kind == Same || d.Kind == Elsewhere {
			add(d.From, model.SameAs, quad.IRI(d.To))
		}
	}
	return out
}

// What a person decides may not be possible.
var (
	ErrAlready = errors.New("they are one already")
	ErrNever   = errors.New("nothing was merged into it")
)

// now is the time that decisions are made at.
var now = func() string { return time.Now().UTC().Format(time.RFC3339) }

// Merge decides that one agent is another. Errors: ErrAlready; kinds that don't go together.
func (b *Book) Merge(from, to, by, reason string, confidence float64) (*Book, error) {
	m := b.Map()
	if m.of(from) == m.of(to) {
		return nil, fmt.Errorf("%s and %s: %w", from, to, ErrAlready)
	}
	if k, l := kindOfID(from), kindOfID(to); k != l && k != "agent" && l != "agent" {
		return nil, fmt.Errorf("%s is of kind %s and %s of kind %s: they can't be one", from, k, to, l)
	}
	if by != "rule" { // a person overrules
		b = b.without(Decision{Kind: Apart, From: from, To: to}.ID()).
			without(Decision{Kind: Apart, From: to, To: from}.ID())
	}
	return b.with(
		Decision{Kind: Same, From: m.of(from), To: m.of(to), By: by, Reason: reason, Confidence: confidence, At: now()},
	), nil
}

func kindOfID(id string) string {
	k, _, _ := strings.Cut(id, ":")
	return k
}

// Split takes apart what was merged into an agent, and keeps rules from merging it again. Error:
// ErrNever.
func (b *Book) Split(id, by, reason string) (*Book, error) {
	m := b.Map()
	out := b
	for _, d := range b.list {
		if d.Kind == Same && (d.To == id || d.From == id || m.of(d.From) == id) {
			out = out.without(d.ID()).
				with(Decision{Kind: Apart, From: d.From, To: d.To, By: by, Reason: reason, At: now()})
		}
	}
	if out == b {
		return nil, fmt.Errorf("%s: %w", id, ErrNever)
	}
	return out, nil
}

// SplitArticles decides that in some articles, given by label, an agent is somebody else: a
// namesake. It returns the namesake's identifier.
func (b *Book) SplitArticles(id string, articles []string, name, reason string) (*Book, string) {
	n := 2
	for slices.ContainsFunc(b.list, func(d Decision) bool { return d.To == fmt.Sprintf("%s-%d", id, n) }) {
		n++
	}
	other := fmt.Sprintf("%s-%d", id, n)
	slices.Sort(articles)
	b = b.with(Decision{Kind: Part, From: id, To: other, Articles: articles, By: "person", Reason: reason, At: now()})
	if name != "" {
		b = b.with(Decision{Kind: Named, From: other, Name: name, By: "person", At: now()})
	}
	return b, other
}

// Rename decides what an agent is called; "" undoes it.
func (b *Book) Rename(id, name string) *Book {
	d := Decision{Kind: Named, From: id, Name: name, By: "person", At: now()}
	if name == "" {
		return b.without(d.ID())
	}
	return b.with(d)
}

// Forget decides that nothing is kept of an agent.
func (b *Book) Forget(id, reason string) *Book {
	return b.with(Decision{Kind: Forgotten, From: id, By: "person", Reason: reason, At: now()})
}

// KnownAs decides what an authority file calls an agent: an IRI of another graph.
func (b *Book) KnownAs(id, iri string) *Book {
	return b.with(Decision{Kind: Elsewhere, From: id, To: iri, By: "person", At: now()})
}

// Undo takes a decision back, by its node.
func (b *Book) Undo(id string) (*Book, error) {
	out := b.without(id)
	if len(out.list) == len(b.list) {
		return nil, fmt.Errorf("no decision %s; `graph agents decisions` lists them", id)
	}
	// a namesake that a rule told from another: they are one, and no rule tells them apart again
	for _, d := range b.list {
		if d.ID() == id && d.Kind == Part && d.By == "rule" {
			out = out.without(Decision{Kind: Named, From: d.To}.ID())
			out = out.with(Decision{Kind: Same, From: d.To, To: d.From, By: "person", At: now()})
		}
	}
	return out, nil
}

// Decided returns what tells whether it was decided that two agents are one, or two.
func (b *Book) Decided() func(x, y string) bool {
	m, apart := b.Map(), map[[2]string]bool{}
	for _, d := range b.list {
		if d.Kind == Apart {
			apart[[2]string{d.From, d.To}], apart[[2]string{d.To, d.From}] = true, true
		}
	}
	return func(x, y string) bool { return m.of(x) == m.of(y) || apart[[2]string{x, y}] }
}

// MergeAll decides that pairs are one, by rule, those aside that are one already. It returns how
// many were merged.
func (b *Book) MergeAll(sure []Proposal) (*Book, int) {
	m := b.Map()
	out := &Book{slices.Clone(b.list)}
	n := 0
	for _, p := range sure {
		from, to := m.of(p.From.ID), m.of(p.To.ID)
		if from == to {
			continue
		}
		m.same[from] = to
		n++
		out.list = append(
			out.list,
			Decision{
				Kind:       Same,
				From:       from,
				To:         to,
				By:         "rule",
				Reason:     strings.Join(p.Reasons, "; "),
				Confidence: p.Confidence,
				At:         now(),
			},
		)
	}
	out.sort()
	return out, n
}

func (b *Book) sort() {
	slices.SortFunc(b.list, func(x, y Decision) int {
		return cmp.Or(
			strings.Compare(x.From, y.From),
			strings.Compare(string(x.Kind), string(y.Kind)),
			strings.Compare(x.To, y.To),
		)
	})
}

// Take takes a decision as it is, from a file. Errors: what no decision can be.
func (b *Book) Take(d Decision) (*Book, error) {
	switch {
	case !isAgent(d.From):
		return nil, fmt.Errorf("%q is no agent's id", d.From)
	case slices.Contains([]Kind{Same, Apart, Part}, d.Kind) && !isAgent(d.To):
		return nil, fmt.Errorf("%q is no agent's id", d.To)
	case d.Kind == Named && d.Name == "":
		return nil, errors.New("a name without a name")
	case d.Kind == Part && len(d.Articles) == 0:
		return nil, errors.New("a namesake in no article")
	case !slices.Contains([]Kind{Same, Apart, Part, Named, Forgotten, Elsewhere}, d.Kind):
		return nil, fmt.Errorf("no decision %q; there are: same, apart, part, name, forgotten, elsewhere", d.Kind)
	case d.Kind == Same && b.Map().of(d.To) == d.From:
		return nil, fmt.Errorf("%s and %s: %w", d.From, d.To, ErrAlready)
	case d.Kind == Same && kindOfID(d.From) != kindOfID(d.To) && kindOfID(d.From) != "agent" && kindOfID(d.To) != "agent":
		return nil, fmt.Errorf("%s and %s are of different kinds: they can't be one", d.From, d.To)
	}
	if d.By == "" {
		d.By = "person"
	}
	if d.At == "" {
		d.At = now()
	}
	return b.with(d), nil
}
