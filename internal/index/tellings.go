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

// Traded returns the people whom several articles tell of with trades of more than one field, and
// those who were told from others before, with what each article tells of them: of the people of
// the articles that were written since Looked, or of all. family returns the person that one was
// told from, else itself, and all who were told from that person: what is told of them was told of
// its name. It returns the articles whose people were looked at.
func (x *Index) Traded(ctx context.Context, all bool, family func(id string) (string, []string)) (out []ToldOf,
	looked []int64, err error) {
	fresh := map[int64]bool{}
	query := "select a.id, a.entries from article a join touched t on t.article = a.id"
	if all {
		query = "select id, entries from article"
	}
	err = each(ctx, x.read, query, nil, func(r *sql.Rows) error {
		var number int64
		var raw []byte
		if err := r.Scan(&number, &raw); err != nil {
			return err
		}
		looked = append(looked, number)
		entries, _, err := unpacked(raw)
		for _, e := range entries {
			if e.class == classMention {
				fresh[e.who] = true
			}
		}
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	seen := map[string]bool{}
	for _, n := range slices.Sorted(maps.Keys(fresh)) {
		var id, name string
		err := x.read.QueryRowContext(ctx, "select iri, name from agent where id = ?1 and class = 'person' and iri "+
			"like 'person:%' and exists (select 1 from posting where key = ?2)", n, int64(kindRolePerson.key(n))).
			Scan(&id, &name)
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		if err != nil {
			return nil, nil, err
		}
		base, namesakes := family(id)
		if seen[base] {
			continue
		}
		seen[base] = true
		numbers := map[int64]string{}
		for _, of := range append([]string{base}, namesakes...) {
			var number int64
			var called string
			err := x.read.QueryRowContext(ctx, "select id, name from agent where iri = ?", of).Scan(&number, &called)
			switch {
			case err == nil && of == base:
				numbers[number], name = of, called
			case err == nil:
				numbers[number] = of
			case !errors.Is(err, sql.ErrNoRows):
				return nil, nil, err
			}
		}
		t, err := x.tellings(ctx, base, numbers)
		if err != nil {
			return nil, nil, err
		}
		if len(t) > 0 {
			out = append(out, ToldOf{base, name, t})
		}
	}
	return out, looked, nil
}

// Looked notes that the people of articles were looked at.
func (x *Index) Looked(ctx context.Context, articles []int64) error {
	if x.write == nil || len(articles) == 0 {
		return nil
	}
	x.writing.Lock()
	defer x.writing.Unlock()
	return x.transaction(ctx, func(tx *sql.Tx) error {
		for _, n := range articles {
			if _, err := tx.ExecContext(ctx, "delete from touched where article = ?", n); err != nil {
				return err
			}
		}
		return nil
	})
}

// tellings returns what articles tell of the people of a name, by their numbers, of whom one has
// the identifier without a number; nothing where they know trades of fewer than two fields, and
// nobody was told from another.
func (x *Index) tellings(ctx context.Context, base string, people map[int64]string) ([]identity.Telling, error) {
	const few, many = 200, 50_000 // offices
	_, fields, err := x.tellingsOf(ctx, base, people, few)
	if err != nil || fields < 2 && len(people) < 2 {
		return nil, err
	}
	out, _, err := x.tellingsOf(ctx, base, people, many)
	return out, err
}

// tellingsOf reads so many offices of each person at most, and tells how many fields of trades they are of.
func (x *Index) tellingsOf(ctx context.Context, base string, people map[int64]string,
	most int) (out []identity.Telling, fields int, err error) {
	byArticle := map[int64]*identity.Telling{}
	var order []int64
	trades := map[string]bool{}
	for _, number := range slices.Sorted(maps.Keys(people)) {
		query := "select p.id, d.json from posting p join data d on d.id = p.id where p.key = ? order by p.id desc limit ?"
		err := each(ctx, x.read, query, []any{int64(kindRolePerson.key(number)), most}, func(r *sql.Rows) error {
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
			t := byArticle[n]
			if t == nil {
				t = &identity.Telling{Bodies: map[string]bool{}, Beside: map[string]bool{}}
				if people[number] != base {
					t.As = people[number]
				}
				byArticle[n], order = t, append(order, n)
			}
			t.Titles = append(t.Titles, strings.ToLower(h.Title))
			if f := identity.Trade(h.Title); f != "" {
				trades[f] = true
			}
			if h.OrganizationID != "" {
				t.Bodies[h.OrganizationID] = true
			}
			return nil
		})
		if err != nil {
			return nil, 0, err
		}
	}
	if len(trades) < 2 && len(people) < 2 {
		return nil, len(trades), nil
	}
	ids := slices.Collect(maps.Values(people))
	for _, n := range order {
		p := identity.Profile{Beside: map[string]bool{}, Seldom: map[string]bool{}, Articles: map[string]bool{}}
		if err := x.beside(ctx, n, &p); err != nil {
			return nil, 0, err
		}
		t := byArticle[n]
		maps.DeleteFunc(p.Seldom, func(id string, _ bool) bool { return slices.Contains(ids, id) })
		t.Beside = p.Seldom
		for label := range p.Articles {
			t.Article = label
		}
		slices.Sort(t.Titles)
		out = append(out, *t)
	}
	return out, len(trades), nil
}
