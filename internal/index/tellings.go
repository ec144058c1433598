package index

import (
	"context"
	"database/sql"
	"errors"
	"maps"
	"slices"
	"strings"

	"quotegraph/internal/identity"
)

// ToldOf is a person with what articles tell of it, one by one.
type ToldOf struct {
	ID, Name string
	Tellings []identity.Telling
}

// Traded returns the people whom several articles tell of with trades of more than one field, with
// what each of these articles tells of them: those of whom articles above a number tell. namesakes
// are those who were told from a person before: what is told of them was told of its name. It
// returns the number of the last article too.
func (x *Index) Traded(
	ctx context.Context,
	since int64,
	namesakes func(id string) []string,
) (out []ToldOf, last int64, err error) {
	if err := x.read.QueryRowContext(ctx, "select coalesce(max(id), 0) from article").Scan(&last); err != nil {
		return nil, 0, err
	}
	fresh := map[int64]bool{}
	err = each(ctx, x.read, "select entries from article where id > ?", []any{since}, func(r *sql.Rows) error {
		var raw []byte
		if err := r.Scan(&raw); err != nil {
			return err
		}
		entries, _, err := unpacked(raw)
		for _, e := range entries {
			if e.class == classMention {
				fresh[e.who] = true
			}
		}
		return err
	})
	if err != nil {
		return nil, 0, err
	}
	type person struct {
		number    int64
		iri, name string
	}
	var people []person
	for _, n := range slices.Sorted(maps.Keys(fresh)) {
		p := person{number: n}
		err := x.read.QueryRowContext(ctx, "select iri, name from agent where id = ?1 and class = 'person' and iri "+
			"like 'person:%' and exists (select 1 from posting where key = ?2)", n, int64(kindRolePerson.key(n))).
			Scan(&p.iri, &p.name)
		if err == nil {
			people = append(people, p)
		} else if !errors.Is(err, sql.ErrNoRows) {
			return nil, 0, err
		}
	}
	for _, p := range people {
		if err != nil {
			break
		}
		numbers := map[int64]string{p.number: p.iri}
		for _, id := range namesakes(p.iri) {
			var n int64
			if err := x.read.QueryRowContext(ctx, "select id from agent where iri = ?", id).Scan(&n); err == nil {
				numbers[n] = id
			} else if !errors.Is(err, sql.ErrNoRows) {
				return nil, 0, err
			}
		}
		var t []identity.Telling
		if t, err = x.tellings(ctx, numbers); len(t) > 0 {
			out = append(out, ToldOf{p.iri, p.name, t})
		}
	}
	return out, last, err
}

// tellings returns what articles tell of the people of a name; nothing where they know trades of
// fewer than two fields.
func (x *Index) tellings(ctx context.Context, people map[int64]string) ([]identity.Telling, error) {
	const most = 200 // offices
	byArticle := map[int64]*identity.Telling{}
	var order []int64
	fields := map[string]bool{}
	of := map[int64]string{}
	told := func(id string) func(r *sql.Rows) error {
		return func(r *sql.Rows) error {
			var record int64
			var raw []byte
			if err := r.Scan(&record, &raw); err != nil {
				return err
			}
			h, err := decoded[Holding](raw)
			if err != nil {
				return err
			}
			n := articleOf(record)
			if byArticle[n] == nil {
				byArticle[n] = &identity.Telling{Bodies: map[string]bool{}, Beside: map[string]bool{}}
				order, of[n] = append(order, n), id
			}
			t := byArticle[n]
			t.Titles = append(t.Titles, strings.ToLower(h.Title))
			if f := identity.Trade(h.Title); f != "" {
				fields[f] = true
			}
			if h.OrganizationID != "" {
				t.Bodies[h.OrganizationID] = true
			}
			return nil
		}
	}
	for _, number := range slices.Sorted(maps.Keys(people)) {
		err := each(
			ctx,
			x.read,
			"select p.id, d.json from posting p join data d on d.id = p.id where p.key = ? order by p.id desc limit ?",
			[]any{int64(kindRolePerson.key(number)), most},
			told(people[number]),
		)
		if err != nil {
			return nil, err
		}
	}
	if len(fields) < 2 {
		return nil, nil
	}
	var out []identity.Telling
	for _, n := range order {
		p := identity.Profile{
			Bearer:   identity.Bearer{ID: of[n]},
			Beside:   map[string]bool{},
			Seldom:   map[string]bool{},
			Articles: map[string]bool{},
		}
		if err := x.beside(ctx, n, &p); err != nil {
			return nil, err
		}
		t := byArticle[n]
		t.Beside = p.Seldom
		for label := range p.Articles {
			t.Article = label
		}
		slices.Sort(t.Titles)
		out = append(out, *t)
	}
	return out, nil
}
