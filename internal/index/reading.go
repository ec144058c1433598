package index

import (
	"context"
	"database/sql"
	"slices"
	"strings"
)

// MostQuoted lists the people, bodies and countries with most statements that tables show.
func (x *Index) MostQuoted(ctx context.Context, most int) ([]Found, error) {
	found, err := x.agents(ctx, "select a.id from term t join agent a on a.id = (t.key & "+numeral(1<<keyBits-1)+") where t.kind = ? and a.class in ('person', 'organization', 'country') order by t.n desc limit ?", kindBy, 3*most)
	found = slices.DeleteFunc(found, func(f Found) bool { return f.Statements == 0 })
	return found[:min(len(found), most)], err
}

// Same returns statements of other articles that carry some words.
func (x *Index) Same(ctx context.Context, words []string, article string, most int) ([]Listed[Statement], error) {
	var phrases []string
	for _, w := range words {
		if found := wordsOf(w); len(found) >= leastSame {
			phrases = append(phrases, `"`+strings.Join(found, " ")+`"`)
		}
	}
	if len(phrases) == 0 {
		return nil, nil
	}
	number, _, err := x.article(ctx, article)
	if err != nil && err != sql.ErrNoRows {
		return nil, err
	}
	var hits []hit
	s := &selection{high: everything, words: strings.Join(phrases, " OR ")}
	err = x.walk(ctx, s, false, func(h hit) (bool, error) {
		if articleOf(h.id) != number {
			hits = append(hits, h)
		}
		return len(hits) < most, nil
	})
	if err != nil {
		return nil, err
	}
	list, err := records[Statement](ctx, x, hits)
	if err != nil {
		return nil, err
	}
	return list, x.rename(ctx, list)
}

// leastSame is how many words must be the same; fewer are a phrase that anybody may use.
const leastSame = 4

// Months counts an agent's statements by the months of their articles, in order.
func (x *Index) Months(ctx context.Context, agent string) ([]Counted, error) {
	f, err := x.Agent(ctx, agent)
	if err == ErrNone {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var out []Counted
	// a record's number begins with the minute since 1900; 2,208,988,800 seconds before Unix's first
	err = each(ctx, x.read, "select strftime('%Y-%m', (id >> ?) * 60 - 2208988800, 'unixepoch'), count(*) from posting where key = ? and id >= ? group by 1 order by 1",
		[]any{articleBits + placeBits, kindBy.key(f.number), recordID(1, mostArticle, mostPlaces)}, func(r *sql.Rows) error {
			var c Counted
			err := r.Scan(&c.Value, &c.N)
			out = append(out, c)
			return err
		})
	return out, err
}
