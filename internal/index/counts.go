package index

import (
	"context"
	"database/sql"
	"slices"
	"strings"
)

// Counts are what is in the store, at a glance: all of them are kept, none is made by looking at
// what is counted.
type Counts struct {
	Articles, Statements, Roles, Representations, Occasions, Documents int
	Agents                                                             []Counted // by kind, the most first
	// statements that are direct, mixed, indirect
	Types   []Counted
	Acts    []Counted
	Outlets []Counted // articles of each, the most first
	Months  []Counted // statements of each, in order
}

// Counts returns what is in the index.
func (x *Index) Counts(ctx context.Context) (Counts, error) {
	var c Counts
	for class, n := range map[class]*int{classArticle: &c.Articles, classStatement: &c.Statements,
		classRole: &c.Roles, classRepresentation: &c.Representations, classOccasion: &c.Occasions,
		classDocument: &c.Documents} {
		t, err := x.tally(ctx, kindClass.key(int64(class)))
		if err != nil {
			return c, err
		}
		*n = t.n
	}
	for kind, list := range map[kind]*[]Counted{kindType: &c.Types, kindAct: &c.Acts, kindOutlet: &c.Outlets,
		kindMonth: &c.Months} {
		var err error
		if *list, err = x.Top(ctx, kind, 10_000); err != nil {
			return c, err
		}
		*list = slices.DeleteFunc(*list, func(c Counted) bool { return c.Value == "" })
	}
	err := each(
		ctx,
		x.read,
		"select class, count(*) from agent group by class order by 2 desc",
		nil,
		func(r *sql.Rows) error {
			var k Counted
			err := r.Scan(&k.Value, &k.N)
			c.Agents = append(c.Agents, k)
			return err
		},
	)
	if err != nil {
		return c, err
	}
	slices.SortFunc(c.Months, func(a, b Counted) int { return strings.Compare(a.Value, b.Value) })
	return c, nil
}

// Listed returns the counts as a list.
func (c Counts) Listed() []Counted {
	out := []Counted{{Value: "articles", N: c.Articles}, {Value: "statements", N: c.Statements}}
	for _, t := range c.Types {
		out = append(out, Counted{Value: "  " + t.Value, N: t.N})
	}
	for _, a := range c.Agents {
		out = append(out, Counted{Value: plural[a.Value], N: a.N})
	}
	return append(
		out,
		Counted{Value: "roles", N: c.Roles},
		Counted{Value: "representations", N: c.Representations},
		Counted{Value: "occasions", N: c.Occasions},
		Counted{Value: "documents", N: c.Documents},
	)
}

// plural is what counts of agents are called.
var plural = map[string]string{
	"person":       "persons",
	"organization": "organizations",
	"country":      "countries",
	"place":        "places",
	"group":        "groups",
	"document":     "documents that speak",
	"unnamed":      "unnamed sources",
	"joint":        "joint sources",
}
