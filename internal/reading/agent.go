package reading

import (
	"context"
	"errors"
	"slices"

	"quotegraph/internal/index"
)

// Held is an office that somebody held, with the time over which articles tell of it.
type Held struct {
	Role
	Person      Agent
	First, Last string // days of the articles, the earliest and the latest; empty if they have none
	Articles    int
	Article     string // the newest that proves it
}

// Link is that somebody speaks for somebody, with the words of the newest article that prove it.
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

// mostListed is how many of each kind are listed: those told last.
const mostListed = 25

// ProfileOf reads what the index tells of an agent; ErrNone if it does not know it.
func ProfileOf(ctx context.Context, x *index.Index, iri string) (*Profile, error) {
	a, err := x.Agent(ctx, iri)
	if errors.Is(err, index.ErrNone) {
		return nil, ErrNone
	}
	if err != nil {
		return nil, err
	}
	p := &Profile{Agent: Agent{ID: a.ID, Name: a.Name, Kind: a.Kind}}
	names, err := x.Names(ctx, iri)
	if err != nil {
		return nil, err
	}
	for _, n := range names {
		if n.Value != p.Name {
			p.Aliases = append(p.Aliases, n.Value)
		}
	}
	p.Aliases = p.Aliases[:min(len(p.Aliases), mostListed)]
	slices.Sort(p.Aliases)
	for f, list := range map[index.Filter]*[]Held{{By: iri, Limit: mostListed + 1}: &p.Roles,
		{Body: iri, Limit: mostListed + 1}: &p.Officers} {
		found, _, err := x.Offices(ctx, f)
		if err != nil {
			return nil, err
		}
		for _, t := range found[:p.most(len(found))] {
			*list = append(*list, heldOf(t))
		}
	}
	for f, list := range map[index.Filter]*[]Link{{By: iri, Limit: mostListed + 1}: &p.Principals,
		{For: iri, Limit: mostListed + 1}: &p.Speakers} {
		found, _, err := x.Pairs(ctx, f)
		if err != nil {
			return nil, err
		}
		for _, t := range found[:p.most(len(found))] {
			other := t.Record.Principal
			if f.For != "" {
				other = t.Record.Agent
			}
			*list = append(*list, Link{agentOf(other), t.Record.Evidence, t.Record.Words, t.Articles, t.Article.IRI})
		}
	}
	return p, nil
}

// most is how many of a list are shown; that it is cut is noted.
func (p *Profile) most(n int) int {
	p.Cut = p.Cut || n > mostListed
	return min(n, mostListed)
}

func heldOf(t index.Told[index.Holding]) Held {
	r := t.Record
	h := Held{
		Role:     Role{Title: r.Title, Former: r.Former, Words: r.Words},
		Person:   agentOf(r.Person),
		First:    t.First,
		Last:     t.Last,
		Articles: t.Articles,
		Article:  t.Article.IRI,
	}
	if r.OrganizationID != "" {
		h.Organization = &Agent{ID: r.OrganizationID, Name: r.Organization}
	}
	return h
}

func agentOf(a index.Agent) Agent { return Agent{ID: a.ID, Name: a.Name, Kind: a.Kind} }
