package index

import (
	"context"
	"database/sql"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
)

// MostQuoted lists the people, bodies and countries with most statements that tables show.
func (x *Index) MostQuoted(ctx context.Context, most int) ([]Found, error) {
	found, err := x.agents(
		ctx,
		"select a.id from term t join agent a on a.id = (t.key & "+numeral(
			1<<keyBits-1,
		)+") where t.kind = ? and a.class in ('person', 'organization', 'country', 'place') order by t.n desc limit ?",
		kindBy,
		3*most,
	)
	found = slices.DeleteFunc(found, func(f Found) bool { return f.Statements == 0 })
	return found[:min(len(found), most)], err
}

// Same returns statements of other articles that carry the same words, or a stretch of the same
// words in marks.
func (x *Index) Same(
	ctx context.Context,
	verbatim []string,
	text, article string,
	most int,
) ([]Listed[Statement], error) {
	number, _, err := x.article(ctx, article)
	if err != nil && err != sql.ErrNoRows {
		return nil, err
	}
	c := clause{}
	for _, sum := range sumsOf(verbatim, text) {
		c.keys = append(c.keys, kindSame.key(sum))
	}
	if len(c.keys) == 0 {
		return nil, nil
	}
	var hits []hit
	err = x.walk(ctx, &selection{high: everything, clauses: []clause{c}}, false, func(h hit) (bool, error) {
		if articleOf(h.id) != number {
			hits = append(hits, h)
		}
		return len(hits) < most, nil
	})
	if err != nil {
		return nil, err
	}
	return records[Statement](ctx, x, hits)
}

// sumsOf are sums of the stretches in marks or, where there are none, of the whole text: of their
// words, whatever the case and the signs. Fewer than leastSame words are a phrase that anybody may
// use.
func sumsOf(verbatim []string, text string) []int64 {
	if len(verbatim) == 0 {
		verbatim = []string{text}
	}
	var out []int64
	for _, v := range verbatim {
		if words := wordsOf(v); len(words) >= leastSame {
			h := fnv.New64a()
			h.Write([]byte(strings.Join(words, " ")))
			out = append(out, int64(h.Sum64()>>(64-keyBits)))
		}
	}
	return out
}

// leastSame is how many words must be the same.
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
	months, err := x.others(ctx, []key{kindBy.key(f.number)}, "other", -1)
	out := make([]Counted, 0, len(months))
	for _, m := range months {
		out = append(out, Counted{Value: fmt.Sprintf("%04d-%02d", 1900+m.other/12, m.other%12+1), N: m.n})
	}
	return out, err
}
