package identity

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/model"
	"quotegraph/internal/rdf"
	"quotegraph/internal/store"
)

// Map is what decisions come to.
type Map struct {
	same  map[string]string
	parts map[[2]string]string // article's label and agent
	names map[string]string
	gone  map[string]bool
}

// Map returns what the decisions come to.
func (b *Book) Map() *Map {
	m := &Map{
		same:  map[string]string{},
		parts: map[[2]string]string{},
		names: map[string]string{},
		gone:  map[string]bool{},
	}
	for _, d := range b.list {
		switch d.Kind {
		case Same:
			m.same[d.From] = d.To
		case Part:
			for _, a := range d.Articles {
				m.parts[[2]string{a, d.From}] = d.To
			}
		case Named:
			m.names[d.From] = d.Name
		case Forgotten:
			m.gone[d.From] = true
		}
	}
	return m
}

// of follows merges to their end; a circle, which only a file can have, ends at its least identifier.
func (m *Map) of(id string) string {
	seen := []string{id}
	for {
		to, ok := m.same[id]
		if !ok {
			return id
		}
		if slices.Contains(seen, to) {
			return slices.Min(seen[slices.Index(seen, to):])
		}
		seen, id = append(seen, to), to
	}
}

// Of returns whom an agent of an article is.
func (m *Map) Of(article, id string) string {
	for seen := map[string]bool{}; !seen[id]; {
		seen[id] = true
		if to, ok := m.parts[[2]string{article, id}]; ok { // also of whom a name was merged into
			return m.of(to)
		}
		to, ok := m.same[id]
		if !ok {
			return id
		}
		id = to
	}
	return m.of(id) // a circle
}

// Empty tells whether nothing was decided.
func (m *Map) Empty() bool { return len(m.same)+len(m.parts)+len(m.names)+len(m.gone) == 0 }

// Apply puts decisions into effect in an article's quads. What it changed stands beside them as
// qg:asRead, so that Restore gives the quads back as they were read; what is forgotten is not among
// it.
func (m *Map) Apply(label quad.IRI, quads []quad.Quad) []quad.Quad {
	if m.Empty() || label == Label {
		return quads
	}
	quads = m.forget(string(label), quads)
	a := newArticle(label, quads)
	to := a.targets(m)
	var out []quad.Quad
	changed := false
	for _, q := range quads {
		r := quad.Quad{
			Subject:   moved(to, q.Subject),
			Predicate: q.Predicate,
			Object:    moved(to, q.Object),
			Label:     q.Label,
		}
		changed = changed || r != q
		out = append(out, r)
	}
	out = a.oneName(m, to, out)
	if !changed && len(a.renamed) == 0 {
		return quads
	}
	out = sortedOnce(out)
	return append(out, asRead(label, quads, out)...)
}

func moved(to map[quad.Value]quad.Value, v quad.Value) quad.Value {
	if x, ok := to[v]; ok {
		return x
	}
	return v
}

func sortedOnce(quads []quad.Quad) []quad.Quad {
	slices.SortFunc(quads, rdf.Compare)
	return slices.Compact(quads)
}

// asRead notes which quads were taken away and which were put in their place.
func asRead(label quad.IRI, before, after []quad.Quad) []quad.Quad {
	was, is := map[quad.Quad]bool{}, map[quad.Quad]bool{}
	for _, q := range before {
		was[q] = true
	}
	for _, q := range after {
		is[q] = true
	}
	var lines []string
	for _, q := range sortedOnce(slices.Clone(before)) {
		if !is[q] {
			lines = append(lines, "-"+rdf.Line(q))
		}
	}
	for _, q := range sortedOnce(slices.Clone(after)) {
		if !was[q] {
			lines = append(lines, "+"+rdf.Line(q))
		}
	}
	if len(lines) == 0 {
		return nil
	}
	return []quad.Quad{
		{
			Subject:   label,
			Predicate: quad.IRI(model.AsRead),
			Object:    quad.String(strings.Join(lines, "\n")),
			Label:     label,
		},
	}
}

// Restore returns an article's quads as they were read.
func Restore(quads []quad.Quad) ([]quad.Quad, error) {
	i := slices.IndexFunc(quads, func(q quad.Quad) bool { return store.Text(q.Predicate) == model.AsRead })
	if i < 0 {
		return quads, nil
	}
	gone := map[quad.Quad]bool{quads[i]: true}
	var back []quad.Quad
	for line := range strings.SplitSeq(store.Text(quads[i].Object), "\n") {
		err := rdf.Read(strings.NewReader(line[1:]), rdf.NQuads, nil, func(q quad.Quad) error {
			if line[0] == '+' {
				gone[rdf.ShortQuad(q)] = true
			} else {
				back = append(back, rdf.ShortQuad(q))
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	out := slices.DeleteFunc(slices.Clone(quads), func(q quad.Quad) bool { return gone[q] })
	return sortedOnce(append(out, back...)), nil
}

// article is an article's quads by subject.
type article struct {
	label   quad.IRI
	by      map[quad.Value]map[string][]quad.Value
	id      string // doc_id
	renamed map[quad.Value]bool
}

func newArticle(label quad.IRI, quads []quad.Quad) *article {
	a := &article{label: label, by: map[quad.Value]map[string][]quad.Value{}, renamed: map[quad.Value]bool{}}
	for _, q := range quads {
		if a.by[q.Subject] == nil {
			a.by[q.Subject] = map[string][]quad.Value{}
		}
		p := store.Text(q.Predicate)
		a.by[q.Subject][p] = append(a.by[q.Subject][p], q.Object)
	}
	a.id = a.one(label, model.ArticleID)
	return a
}

func (a *article) one(subject quad.Value, predicate string) string {
	if v := a.by[subject][predicate]; len(v) > 0 {
		return store.Text(v[0])
	}
	return ""
}

// targets are the nodes that get another identifier: agents, and the roles and representations that
// are named after them.
func (a *article) targets(m *Map) map[quad.Value]quad.Value {
	to := map[quad.Value]quad.Value{}
	for s := range a.by {
		if id := store.Text(s); m.Of(string(a.label), id) != id {
			to[s] = quad.IRI(m.Of(string(a.label), id))
		}
	}
	for s, v := range a.by {
		switch {
		case slices.Contains(v[model.Type], quad.Value(quad.IRI(model.ClassRole))):
			person, org := quad.IRI(a.one(s, model.RoleMember)), quad.IRI(a.one(s, model.RoleOrg))
			if to[person] != nil || to[org] != nil {
				former := a.one(s, model.RoleFormer) == "true"
				to[s] = quad.IRI(
					model.RoleIRI(
						store.Text(moved(to, person)),
						a.one(s, model.RoleTitle),
						store.Text(moved(to, org)),
						former,
					),
				)
			}
		case slices.Contains(v[model.Type], quad.Value(quad.IRI(model.ClassRepresentation))):
			agent, principal := quad.IRI(a.one(s, model.RepresentedBy)), quad.IRI(a.one(s, model.PrincipalOf))
			if to[agent] != nil || to[principal] != nil {
				to[s] = quad.IRI(
					model.RepresentationIRI(a.id, store.Text(moved(to, agent)), store.Text(moved(to, principal))),
				)
			}
		}
	}
	return to
}

// oneName leaves each agent that was merged or renamed one name; its others become aliases.
func (a *article) oneName(m *Map, to map[quad.Value]quad.Value, quads []quad.Quad) []quad.Quad {
	own := map[quad.Value]string{} // what the article calls the agent that keeps its identifier
	names := map[quad.Value][]string{}
	for s, v := range a.by {
		if len(v[model.NameOf]) == 0 || !isAgent(store.Text(s)) {
			continue
		}
		x := moved(to, s)
		for _, n := range v[model.NameOf] {
			names[x] = append(names[x], store.Text(n))
			if x == s {
				own[x] = store.Text(n)
			}
		}
	}
	chosen := map[quad.Value]string{}
	for x, list := range names {
		slices.SortFunc(list, func(a, b string) int {
			return cmp.Or(cmp.Compare(strings.Count(b, " "), strings.Count(a, " ")), strings.Compare(a, b))
		})
		name := cmp.Or(m.names[store.Text(x)], own[x], list[0])
		if len(slices.Compact(list)) > 1 || name != list[0] {
			chosen[x] = name
			a.renamed[x] = true
		}
	}
	var out []quad.Quad
	for _, q := range quads {
		name, ok := chosen[q.Subject]
		p := store.Text(q.Predicate)
		switch {
		case ok && p == model.NameOf && store.Text(q.Object) != name:
			q.Predicate = quad.IRI(model.Alias)
		case ok && p == model.Alias && store.Text(q.Object) == name:
			continue
		}
		out = append(out, q)
	}
	for x, name := range chosen {
		out = append(
			out,
			quad.Quad{Subject: x, Predicate: quad.IRI(model.NameOf), Object: quad.String(name), Label: a.label},
		)
	}
	return out
}

func isAgent(id string) bool {
	switch kindOfID(id) {
	case "person", "organization", "country", "place", "agent":
		return true
	}
	return false
}

// forget drops an agent, what it said, and the roles and representations it has part in.
func (m *Map) forget(label string, quads []quad.Quad) []quad.Quad {
	if len(m.gone) == 0 {
		return quads
	}
	forgotten := func(v quad.Value) bool {
		id, ok := v.(quad.IRI)
		return ok && (m.gone[string(id)] || m.gone[m.Of(label, string(id))])
	}
	gone := map[quad.Value]bool{}
	for _, q := range quads {
		switch store.Text(q.Predicate) {
		case model.SaidBy, model.RoleMember, model.RoleOrg, model.RepresentedBy, model.PrincipalOf:
			if forgotten(q.Object) {
				gone[q.Subject] = true
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(quads), func(q quad.Quad) bool {
		return gone[q.Subject] || gone[q.Object] || forgotten(q.Subject) || forgotten(q.Object)
	})
}

// Save keeps a book and puts it into effect, in one transaction: in the articles that tell of
// agents about whom it decides otherwise than before. It returns how many articles changed. Where
// somebody else decided meanwhile, or read an article again, nothing is changed: store.ErrChanged.
func Save(ctx context.Context, s *store.Store, before, after *Book) (articles int, err error) {
	m := after.Map()
	was, err := s.Quads(ctx, Label)
	if err != nil {
		return 0, err
	}
	now, err := Load(ctx, s)
	if err != nil {
		return 0, err
	}
	if !sameQuads(now.Quads(), before.Quads()) {
		return 0, fmt.Errorf("decisions: %w", store.ErrChanged)
	}
	labels, err := Affected(ctx, s, before, after)
	if err != nil {
		return 0, err
	}
	changes := []store.Change{{Label: Label, Quads: after.Quads(), Was: append([]quad.Quad{}, was...)}}
	for _, l := range labels {
		quads, err := s.Quads(ctx, l)
		if err != nil {
			return 0, err
		}
		read := append([]quad.Quad{}, quads...)
		if quads, err = Restore(quads); err != nil {
			return 0, err
		}
		changes = append(changes, store.Change{Label: l, Quads: m.Apply(l, quads), Was: read})
	}
	slices.SortFunc(
		changes[1:],
		func(a, b store.Change) int { return strings.Compare(string(a.Label), string(b.Label)) },
	)
	if len(changes[0].Quads) == 0 && len(before.list) == 0 {
		changes = changes[1:]
	}
	n, err := s.Apply(ctx, changes)
	if err != nil {
		return 0, err
	}
	if len(before.list) > 0 && changes[0].Label == Label && n.Replaced > 0 { // the decisions themselves are no article
		n.Replaced--
	}
	return n.Replaced, nil
}

// sameQuads reports whether two lists hold the same quads, in whatever order.
func sameQuads(a, b []quad.Quad) bool {
	in := make(map[quad.Quad]bool, len(a))
	for _, q := range a {
		in[q] = true
	}
	for _, q := range b {
		if !in[q] {
			return false
		}
		delete(in, q)
	}
	return len(in) == 0
}

// Affected returns the labels of the articles that tell of agents about whom two books decide
// otherwise.
func Affected(ctx context.Context, s *store.Store, before, after *Book) ([]quad.IRI, error) {
	labels := map[quad.IRI]bool{}
	ids, parts := differ(before.Map(), after.Map())
	for _, l := range parts {
		labels[quad.IRI(l)] = true
	}
	for _, id := range ids {
		for _, pattern := range []quad.Quad{{Subject: quad.IRI(id)}, {Object: quad.IRI(id)}} {
			found, err := s.Match(ctx, pattern, -1)
			if err != nil {
				return nil, err
			}
			for _, q := range found {
				if l, ok := q.Label.(quad.IRI); ok && l != Label {
					labels[l] = true
				}
			}
		}
	}
	return slices.Sorted(maps.Keys(labels)), nil
}

// differ returns under which identifiers articles have the agents of which two maps tell otherwise,
// and the articles where namesakes begin or end.
func differ(a, b *Map) (ids, articles []string) {
	found, in := map[string]bool{}, map[string]bool{}
	for _, m := range []*Map{a, b} {
		for from := range m.same {
			if a.of(from) != b.of(from) {
				found[a.of(from)] = true // as it stands in the store
			}
		}
		for k := range m.parts {
			if a.parts[k] != b.parts[k] {
				in[k[0]] = true
			}
		}
		for id := range m.names {
			if a.names[id] != b.names[id] {
				found[a.of(id)] = true
			}
		}
		for id := range m.gone {
			if a.gone[id] != b.gone[id] {
				found[a.of(id)] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(found)), slices.Sorted(maps.Keys(in))
}
