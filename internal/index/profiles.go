package index

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"quotegraph/internal/identity"
	"quotegraph/internal/lexicon"
)

// Bearers returns the people and bodies of the index whose identity may be asked about, with how
// many articles tell of them.
func (x *Index) Bearers(ctx context.Context) ([]identity.Bearer, error) {
	var out []identity.Bearer
	err := each(
		ctx,
		x.read,
		"select a.id, a.iri, a.class, a.name, coalesce(m.articles, 0) from agent a left join term m on m.key = ("+numeral(
			kindMention.key(0),
		)+" | a.id) where a.class in ('person', 'organization', 'country', 'place')",
		nil,
		func(r *sql.Rows) error {
			var b identity.Bearer
			err := r.Scan(&b.Number, &b.ID, &b.Class, &b.Name, &b.Articles)
			b.Local = strings.HasPrefix(b.ID, "agent:")
			out = append(out, b)
			return err
		},
	)
	return out, err
}

// seldom: so many articles tell of somebody at most who, beside two bearers, tells much of them.
const seldom = 12

// Of a bearer so many articles and offices are looked at.
const profiled = 12

// Profile returns what articles tell of a bearer.
func (x *Index) Profile(ctx context.Context, b identity.Bearer) (identity.Profile, error) {
	p := identity.Profile{
		Bearer:   b,
		Offices:  map[string]bool{},
		Bodies:   map[string]bool{},
		Beside:   map[string]bool{},
		Seldom:   map[string]bool{},
		Articles: map[string]bool{},
	}
	err := each(
		ctx,
		x.read,
		"select d.json from posting p join data d on d.id = p.id where p.key = ? order by p.id desc limit ?",
		[]any{int64(kindRolePerson.key(b.Number)), profiled},
		func(r *sql.Rows) error {
			var raw []byte
			if err := r.Scan(&raw); err != nil {
				return err
			}
			h, err := decoded[Holding](raw)
			if err == nil {
				title := strings.ToLower(h.Title)
				p.Offices[title] = true
				if o, ok := lexicon.OfficeOf(title[strings.LastIndexByte(title, ' ')+1:]); ok {
					p.Offices[o.Title] = true
				}
				if office, _, ok := lexicon.Honorific(title); ok && office != "" {
					p.Offices[office] = true
				}
				if h.OrganizationID != "" {
					p.Bodies[h.OrganizationID] = true
				}
			}
			return err
		},
	)
	if err != nil {
		return p, err
	}
	var articles []int64
	err = each(
		ctx,
		x.read,
		"select id from posting where key = ? order by id desc limit ?",
		[]any{int64(kindMention.key(b.Number)), profiled},
		func(r *sql.Rows) error {
			var id int64
			err := r.Scan(&id)
			articles = append(articles, articleOf(id))
			if t := timeOf(id >> (articleBits + placeBits)); id>>(articleBits+placeBits) > 0 {
				p.Years = append(p.Years, t.Year())
			}
			return err
		},
	)
	if err != nil {
		return p, err
	}
	slices.Sort(p.Years)
	for _, n := range articles {
		if err := x.beside(ctx, n, &p); err != nil {
			return p, err
		}
	}
	return p, nil
}

// beside notes whom an article tells of beside a bearer.
func (x *Index) beside(ctx context.Context, article int64, p *identity.Profile) error {
	var first int64
	var iri string
	var raw []byte
	err := x.read.QueryRowContext(ctx, "select record, iri, entries from article where id = ?", article).
		Scan(&first, &iri, &raw)
	if err != nil {
		return err
	}
	p.Articles[iri] = true
	entries, _, err := unpacked(raw)
	if err != nil {
		return err
	}
	for place, e := range entries {
		if e.class != classMention {
			continue
		}
		var text []byte
		if err := x.read.QueryRowContext(ctx, "select json from data where id = ?",
			first-int64(place)).Scan(&text); err != nil {
			return err
		}
		var m Mention
		if err := json.Unmarshal(text, &m); err != nil {
			return err
		}
		if m.Agent.ID != p.ID && !strings.HasPrefix(m.Agent.ID, "agent:") {
			p.Beside[m.Agent.ID] = true
			var n int
			err := x.read.QueryRowContext(ctx,
				"select t.articles from agent a join term t on t.key = ("+numeral(kindMention.key(0))+" | "+
					"a.id) where a.iri = ?", m.Agent.ID).
				Scan(&n)
			if err != nil && !errors.Is(err, sql.ErrNoRows) {
				return err
			}
			if err == nil && n <= seldom {
				p.Seldom[m.Agent.ID] = true
			}
		}
	}
	return nil
}
