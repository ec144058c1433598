package reading

import (
	"context"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/date"
	"quotegraph/internal/model"
	"quotegraph/internal/store"
)

// Held is an office that somebody held, with the time over which articles tell of it.
type Held struct {
	Role
	Person      Agent
	First, Last string // dates of the articles, the earliest and the latest; empty if they have none
	Articles    int
	Article     string // one that proves it
}

// Link is that somebody speaks for somebody, with the words of an article that prove it.
type Link struct {
	Agent           // the other one
	Evidence, Words string
	Articles        int
	Article         string
}

// Profile is what the graph tells of an agent, beside what it said.
type Profile struct {
	Agent
	Aliases    []string
	Roles      []Held // that it holds
	Officers   []Held // who hold a role in it
	Principals []Link // for whom it spoke
	Speakers   []Link // who spoke for it
	Cut        bool   // there is more than is shown
}

// Limits of a profile: an organisation may stand in every article.
const (
	mostLinks = 300 // quads read of each kind
	mostNames = 40
	mostDated = 20 // articles whose dates are read, of a role
)

// Profile reads what the graph tells of an agent; ErrNone if it does not know it.
func (r Reader) Profile(ctx context.Context, iri string) (p *Profile, err error) {
	err = r.Store.Snapshot(func() error {
		p, err = r.profile(ctx, iri)
		return err
	})
	return p, err
}

func (r Reader) profile(ctx context.Context, iri string) (*Profile, error) {
	p := &Profile{}
	var err error
	if p.Agent, err = r.agent(ctx, iri); err != nil {
		return nil, err
	}
	if p.Kind == "" {
		return nil, ErrNone
	}
	aliases, err := r.Store.Match(ctx, quad.Quad{Subject: quad.IRI(iri), Predicate: quad.IRI(model.Alias)}, mostNames)
	if err != nil {
		return nil, err
	}
	for _, q := range aliases {
		p.Aliases = append(p.Aliases, store.Text(q.Object))
	}
	slices.Sort(p.Aliases)
	p.Aliases = slices.Compact(p.Aliases)
	if p.Roles, err = r.held(ctx, p, iri, model.RoleMember); err != nil {
		return nil, err
	}
	if p.Officers, err = r.held(ctx, p, iri, model.RoleOrg); err != nil {
		return nil, err
	}
	if p.Principals, err = r.links(ctx, p, iri, model.RepresentedBy, model.PrincipalOf); err != nil {
		return nil, err
	}
	p.Speakers, err = r.links(ctx, p, iri, model.PrincipalOf, model.RepresentedBy)
	return p, err
}

func (r Reader) agent(ctx context.Context, iri string) (Agent, error) {
	a := Agent{ID: iri, Name: iri}
	name, err := r.value(ctx, iri, model.NameOf)
	if err != nil {
		return a, err
	}
	if name != "" {
		a.Name = name
	}
	class, err := r.value(ctx, iri, model.Type)
	a.Kind = kinds[class]
	return a, err
}

// standing groups the nodes that point at an agent by a predicate, with the articles that have them.
func (r Reader) standing(ctx context.Context, p *Profile, iri, predicate string) (map[string][]string, []string, error) {
	quads, err := r.Store.Match(ctx, quad.Quad{Object: quad.IRI(iri), Predicate: quad.IRI(predicate)}, mostLinks)
	if err != nil {
		return nil, nil, err
	}
	p.Cut = p.Cut || len(quads) == mostLinks
	labels := map[string][]string{}
	for _, q := range quads {
		labels[store.Text(q.Subject)] = append(labels[store.Text(q.Subject)], store.Text(q.Label))
	}
	ids := make([]string, 0, len(labels))
	for id := range labels {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b string) int {
		if d := len(labels[b]) - len(labels[a]); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	return labels, ids, nil
}

// mostListed is how many of each kind are listed: the ones that most articles tell of.
const mostListed = 25

func (r Reader) held(ctx context.Context, p *Profile, iri, predicate string) ([]Held, error) {
	labels, ids, err := r.standing(ctx, p, iri, predicate)
	if err != nil {
		return nil, err
	}
	if len(ids) > mostListed {
		ids, p.Cut = ids[:mostListed], true
	}
	var out []Held
	for _, id := range ids {
		h := Held{Articles: len(labels[id]), Article: labels[id][0]}
		// one article is enough to tell the role: it is the same in all
		quads, err := r.Store.Match(ctx, quad.Quad{Subject: quad.IRI(id), Label: quad.IRI(h.Article)}, -1)
		if err != nil {
			return nil, err
		}
		n := nodesOf(quads)[id]
		h.Title, h.Former, h.Words = n.one(model.RoleTitle), n.holds(model.RoleFormer), n.one(model.Words)
		if org := n.one(model.RoleOrg); org != "" && predicate != model.RoleOrg {
			a, err := r.agent(ctx, org)
			if err != nil {
				return nil, err
			}
			h.Organization = &a
		}
		if person := n.one(model.RoleMember); person != "" && predicate != model.RoleMember {
			if h.Person, err = r.agent(ctx, person); err != nil {
				return nil, err
			}
		}
		for _, label := range labels[id][:min(len(labels[id]), mostDated)] {
			published, err := r.value(ctx, label, model.DatePublished)
			if err != nil {
				return nil, err
			}
			day := date.DayOf(published)
			if day != "" && (h.First == "" || day < h.First) {
				h.First = day
			}
			h.Last = max(h.Last, day)
		}
		out = append(out, h)
	}
	slices.SortStableFunc(out, func(a, b Held) int { return strings.Compare(b.Last, a.Last) })
	return out, nil
}

func (r Reader) links(ctx context.Context, p *Profile, iri, from, to string) ([]Link, error) {
	labels, ids, err := r.standing(ctx, p, iri, from)
	if err != nil {
		return nil, err
	}
	byAgent := map[string]*Link{}
	var order []string
	for _, id := range ids {
		other, err := r.value(ctx, id, to)
		if err != nil {
			return nil, err
		}
		if other == "" || other == iri {
			continue
		}
		if l := byAgent[other]; l != nil {
			l.Articles += len(labels[id])
			continue
		}
		if len(order) == mostListed {
			p.Cut = true
			break
		}
		l := &Link{Articles: len(labels[id]), Article: labels[id][0]}
		if l.Agent, err = r.agent(ctx, other); err != nil {
			return nil, err
		}
		if l.Words, err = r.value(ctx, id, model.Words); err != nil {
			return nil, err
		}
		if l.Evidence, err = r.value(ctx, id, model.EvidenceOf); err != nil {
			return nil, err
		}
		l.Evidence = strings.TrimPrefix(l.Evidence, "qg:")
		byAgent[other] = l
		order = append(order, other)
	}
	var out []Link
	for _, id := range order {
		out = append(out, *byAgent[id])
	}
	return out, nil
}
