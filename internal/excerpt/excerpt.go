// Package excerpt chooses what of a store is exported: articles, what tells of an agent, or what a
// saved query's rows name. The command and the server choose alike.
package excerpt

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/export"
	"quotegraph/internal/model"
	"quotegraph/internal/query"
	"quotegraph/internal/store"
)

// Choice is what is asked for. The zero value is everything.
type Choice struct {
	Articles []string // doc_ids
	Agents   []string // names or identifiers
	Query    string   // a saved query
	Params   map[string]string
}

// ErrTwo says that a part is chosen in two ways at once.
var ErrTwo = errors.New("article, agent and query exclude each other")

// ErrNone says that the store has nothing of what was chosen.
var ErrNone = errors.New("there is nothing to write")

// Source is what is chosen from.
type Source struct {
	Store *store.Store
	query.Source
	Queries []query.Saved
	Limits  query.Limits
}

// mostAgents is how many agents one name may mean.
const mostAgents = 500

// Of returns the chosen part, and notes for who chose: a name that may be several agents. Errors:
// ErrNone, wrapped; query.ErrUnknown; what goes together with nothing.
func (c Choice) Of(ctx context.Context, s Source) (export.Graph, []string, error) {
	chosen := 0
	for _, given := range []bool{len(c.Articles) > 0, len(c.Agents) > 0, c.Query != ""} {
		if given {
			chosen++
		}
	}
	switch {
	case chosen > 1:
		return nil, nil, ErrTwo
	case len(c.Params) > 0 && c.Query == "":
		return nil, nil, errors.New("parameters go with a query")
	case len(c.Articles) > 0:
		g, err := c.articles(ctx, s)
		return g, nil, err
	case len(c.Agents) > 0:
		return c.agents(ctx, s)
	case c.Query != "":
		g, err := c.rows(ctx, s)
		return g, nil, err
	}
	return s.Store, nil, nil
}

func (c Choice) articles(ctx context.Context, s Source) (export.Graph, error) {
	var labels []quad.Value
	for _, id := range c.Articles {
		label := quad.IRI(model.ArticleIRI(id))
		if strings.HasPrefix(id, "article:") {
			label = quad.IRI(id)
		}
		found, err := s.Store.Match(ctx, quad.Quad{Label: label}, 1)
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			return nil, fmt.Errorf("no article %q; the query articles lists them: %w", id, ErrNone)
		}
		labels = append(labels, label)
	}
	return export.Articles(s.Store, labels...), nil
}

func (c Choice) agents(ctx context.Context, s Source) (export.Graph, []string, error) {
	var ids []quad.Value
	var notes []string
	for _, name := range c.Agents {
		found, err := s.Index.Find(ctx, name, mostAgents)
		if err != nil {
			return nil, nil, err
		}
		if len(found) == 0 {
			near := ""
			if names := s.Index.Near(ctx, name); len(names) > 0 {
				near = "; near are: " + strings.Join(names, ", ")
			}
			return nil, nil, fmt.Errorf("nobody by the name %q%s: %w", name, near, ErrNone)
		}
		if len(found) > 1 {
			notes = append(
				notes,
				fmt.Sprintf(
					"%q may be each of %d agents, all are written; an id instead of a name chooses one: %s (%s), …",
					name,
					len(found),
					found[0].Name,
					found[0].ID,
				),
			)
		}
		for _, f := range found {
			ids = append(ids, quad.IRI(f.ID))
		}
	}
	g, err := export.Around(ctx, s.Store, ids...)
	return g, notes, err
}

func (c Choice) rows(ctx context.Context, s Source) (export.Graph, error) {
	q, err := query.Find(s.Queries, c.Query)
	if err != nil {
		return nil, err
	}
	bound, err := q.Bind(c.Params)
	if err != nil {
		return nil, err
	}
	t, err := query.Run(ctx, s.Source, q, bound, s.Limits)
	if err != nil {
		return nil, err
	}
	ids := t.Nodes()
	if len(ids) == 0 {
		return nil, fmt.Errorf("query %s names no statement, article or agent: %w", c.Query, ErrNone)
	}
	nodes := make([]quad.Value, len(ids))
	for i, id := range ids {
		nodes[i] = quad.IRI(id)
	}
	return export.Around(ctx, s.Store, nodes...)
}
