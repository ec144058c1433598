package export

import (
	"context"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/model"
	"quotegraph/internal/rdf"
	"quotegraph/internal/store"
)

// Store is a graph in which quads can be looked up.
type Store interface {
	Graph
	Match(ctx context.Context, pattern quad.Quad, most int) ([]quad.Quad, error)
}

// Articles is the part of a store that has these labels.
func Articles(s Store, labels ...quad.Value) Graph { return part{s: s, labels: sortedLabels(labels)} }

// Around is the part of a store that tells of some nodes. Of an article that is all; of a
// statement, its source, role, principals and occasion; of an agent, that of all statements by it
// and for it, its roles and whom it represents.
func Around(ctx context.Context, s Store, ids ...quad.Value) (Graph, error) {
	p := part{s: s, seeds: map[quad.Value]bool{}}
	labels := map[quad.Value]bool{}
	for _, id := range ids {
		p.seeds[id] = true
		for _, pattern := range []quad.Quad{{Subject: id}, {Object: id}} {
			found, err := s.Match(ctx, pattern, -1)
			if err != nil {
				return nil, err
			}
			for _, q := range found {
				if q.Label != nil {
					labels[q.Label] = true
				}
			}
		}
	}
	for l := range labels {
		p.labels = append(p.labels, l)
	}
	p.labels = sortedLabels(p.labels)
	return p, nil
}

func sortedLabels(labels []quad.Value) []quad.Value {
	slices.SortFunc(labels, func(a, b quad.Value) int { return strings.Compare(quad.StringOf(a), quad.StringOf(b)) })
	return slices.Compact(labels)
}

// part is the quads of some labels, or what they tell of some nodes.
type part struct {
	s      Store
	labels []quad.Value
	seeds  map[quad.Value]bool // nil: everything
}

// EachGraph calls f with the part's quads of each label.
func (p part) EachGraph(ctx context.Context, f func(quad.Value, []quad.Quad) error) error {
	for _, l := range p.labels {
		quads, err := p.s.Match(ctx, quad.Quad{Label: l}, -1)
		if err != nil {
			return err
		}
		if p.seeds != nil {
			quads = around(quads, p.seeds)
		}
		if len(quads) > 0 {
			if err := f(l, quads); err != nil {
				return err
			}
		}
	}
	return nil
}

// reach is how many steps a part goes from a statement: to its role, and to the role's body.
const reach = 3

// around returns the quads of an article that tell of the seeds.
func around(quads []quad.Quad, seeds map[quad.Value]bool) []quad.Quad {
	all := subjects(slices.Clone(quads))
	by := map[quad.Value]*subject{}
	near := map[quad.Value]bool{}
	for _, s := range all {
		by[s.id] = s
		if seeds[s.id] {
			near[s.id] = true
		}
		if s.isA(model.ClassArticle) {
			if seeds[s.id] {
				return quads
			}
			continue
		}
		for _, q := range s.quads { // statements by an agent, roles in a body
			if seeds[q.Object] && !strings.HasPrefix(store.Text(q.Object), "statement:") {
				near[s.id] = true
			}
		}
	}
	for range reach {
		for _, s := range all {
			if !near[s.id] {
				continue
			}
			for _, q := range s.quads {
				if to := by[q.Object]; to != nil && store.Text(q.Predicate) != model.ReportedIn {
					near[to.id] = true
				}
			}
		}
	}
	var out []quad.Quad
	for _, s := range all {
		if near[s.id] {
			out = append(out, s.quads...)
		}
	}
	slices.SortFunc(out, rdf.Compare)
	return out
}
