package export

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/model"
	"quotegraph/internal/rdf"
	"quotegraph/internal/store"
)

// alternateName is what a merged graph calls an agent beside its name.
const alternateName = quad.IRI("schema:alternateName")

// merged calls f with the triples of each subject, each triple once and without a label: nodes of
// one article as they come, those that articles share at the end. An agent has one schema:name;
// what articles call it else is schema:alternateName.
func merged(ctx context.Context, g Graph, f func([]quad.Quad) error) error {
	m := merger{triples: map[quad.Value]map[quad.Quad]bool{}, names: map[quad.Value]map[string]int{}}
	err := g.EachGraph(ctx, func(_ quad.Value, quads []quad.Quad) error {
		for i := range quads {
			quads[i].Label = nil
		}
		// a note for this store alone
		quads = slices.DeleteFunc(quads, func(q quad.Quad) bool { return store.Text(q.Predicate) == model.AsRead })
		for _, s := range subjects(quads) {
			if isLocal(s.name()) {
				if err := f(renamed(s.quads)); err != nil {
					return err
				}
				continue
			}
			m.add(s)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, id := range slices.SortedFunc(maps.Keys(m.triples),
		func(a, b quad.Value) int { return strings.Compare(store.Text(a), store.Text(b)) }) {
		if err := f(m.of(id)); err != nil {
			return err
		}
	}
	return nil
}

// renamed gives a local agent's aliases the standard's name.
func renamed(quads []quad.Quad) []quad.Quad {
	for i, q := range quads {
		if store.Text(q.Predicate) == model.Alias {
			quads[i].Predicate = alternateName
		}
	}
	return quads
}

type merger struct {
	triples map[quad.Value]map[quad.Quad]bool
	names   map[quad.Value]map[string]int // in how many articles
}

func (m *merger) add(s *subject) {
	if m.triples[s.id] == nil {
		m.triples[s.id], m.names[s.id] = map[quad.Quad]bool{}, map[string]int{}
	}
	for _, q := range s.quads {
		switch store.Text(q.Predicate) {
		case model.NameOf:
			m.names[s.id][store.Text(q.Object)]++
		case model.Alias:
			m.names[s.id][store.Text(q.Object)] += 0
		default:
			m.triples[s.id][q] = true
		}
	}
}

// of returns a subject's triples, sorted.
func (m *merger) of(id quad.Value) []quad.Quad {
	out := slices.Collect(maps.Keys(m.triples[id]))
	for i, name := range byFullness(m.names[id]) {
		p := alternateName
		if i == 0 {
			p = model.NameOf
		}
		out = append(out, quad.Quad{Subject: id, Predicate: p, Object: quad.String(name)})
	}
	slices.SortFunc(out, rdf.Compare)
	return out
}

// byFullness sorts names: those that an article calls the agent by before mere aliases, then the
// fullest, then what most articles have.
func byFullness(names map[string]int) []string {
	return slices.SortedFunc(maps.Keys(names), func(a, b string) int {
		return cmp.Or(
			cmp.Compare(min(names[b], 1), min(names[a], 1)),
			cmp.Compare(strings.Count(b, " "), strings.Count(a, " ")),
			cmp.Compare(names[b], names[a]),
			cmp.Compare(len(a), len(b)),
			cmp.Compare(a, b),
		)
	})
}
