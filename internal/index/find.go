package index

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"
)

// Found is an agent that a name may mean.
type Found struct {
	Agent
	Statements int // that it made, those reported in others aside
	Articles   int // that mention it
	number     int64
	words      []string // of all forms of its name
}

// mostCandidates is how many agents one name may mean: a surname of many articles is a source of
// its own in each.
const mostCandidates = 500

// Find returns the agents that a name means: the one with an id; else those of that very name, if
// it has more than one word; else those that have all of its words in one form of their name, the
// last perhaps only begun. Those that say most come first.
func (x *Index) Find(ctx context.Context, name string, most int) ([]Found, error) {
	if strings.Contains(name, ":") {
		id := strings.Trim(name, "<>")
		found, err := x.agents(ctx, "select id from agent where iri = ?", id)
		if err != nil || len(found) > 0 {
			return found, err
		}
	}
	plain := folded(name)
	if plain == "" {
		return nil, nil
	}
	exact, err := x.agents(
		ctx,
		"select distinct f.agent as id from form f join agent a on a.id = f.agent where f.folded = ? and a.class in "+
			"('person', 'organization', 'country', 'place') limit ?",
		plain,
		most,
	)
	if err != nil || len(exact) > 0 && strings.Contains(plain, " ") {
		return exact, err
	}
	words := strings.Fields(plain)
	for i, w := range words {
		words[i] = `"` + w + `"`
	}
	words[len(words)-1] += " *"
	parts, err := x.agents(
		ctx,
		"select distinct f.agent as id from forms s join form f on f.id = s.rowid join agent a on a.id = f.agent "+
			"where forms match ? and a.class in ('person', 'organization', 'country', 'place') limit ?",
		strings.Join(words, " "),
		most,
	)
	if err != nil {
		return nil, err
	}
	if len(parts) == 0 { // documents and joint sources have a page, but are named by their words
		return nil, nil
	}
	of := func(f Found) int {
		if slices.ContainsFunc(exact, func(e Found) bool { return e.number == f.number }) {
			return 0
		}
		return 1
	}
	// "Ruiz" is a word of a name, not the begin of one, if anybody has it as a word
	whole := slices.DeleteFunc(
		slices.Clone(parts),
		func(f Found) bool { return !slices.Contains(f.words, strings.Trim(words[len(words)-1], `" *`)) },
	)
	if len(whole) > 0 {
		parts = whole
	}
	if slices.ContainsFunc(
		exact,
		func(e Found) bool { return e.Kind == "country" },
	) { // "Norland" is the country, not each body that has it in its name
		parts = slices.DeleteFunc(parts, func(f Found) bool { return f.Kind == "organization" && of(f) > 0 })
	}
	slices.SortStableFunc(parts, func(a, b Found) int {
		return cmp.Or(
			cmp.Compare(of(a), of(b)),
			cmp.Compare(b.Statements, a.Statements),
			cmp.Compare(b.Articles, a.Articles),
			strings.Compare(a.ID, b.ID),
		)
	})
	return parts, nil
}

// agents returns the agents whose numbers a query gives, those that say most first.
func (x *Index) agents(ctx context.Context, query string, args ...any) ([]Found, error) {
	var out []Found
	err := each(
		ctx,
		x.read,
		"select a.id, a.iri, a.class, a.name, coalesce(s.sure - s.surely_copied, 0), coalesce(m.articles, 0), "+
			"coalesce((select group_concat(folded, ' ') from form where agent = a.id), '') from ("+query+") "+
			"q join agent a on a.id = q.id left join term s on s.key = ("+
			numeral(
				kindBy.key(0),
			)+" | a.id) left join term m on m.key = ("+numeral(
			kindMention.key(0),
		)+" | a.id)",
		args,
		func(r *sql.Rows) error {
			var f Found
			var words string
			err := r.Scan(&f.number, &f.ID, &f.Kind, &f.Name, &f.Statements, &f.Articles, &words)
			f.words = strings.Fields(words)
			out = append(out, f)
			return err
		},
	)
	slices.SortStableFunc(out, func(a, b Found) int {
		return cmp.Or(
			cmp.Compare(b.Statements, a.Statements),
			cmp.Compare(b.Articles, a.Articles),
			strings.Compare(a.ID, b.ID),
		)
	})
	return out, err
}

// Agent returns the agent with an identifier; ErrNone if the index has none.
func (x *Index) Agent(ctx context.Context, iri string) (Found, error) {
	found, err := x.agents(ctx, "select id from agent where iri = ?", iri)
	if err == nil && len(found) == 0 {
		err = ErrNone
	}
	if err != nil {
		return Found{}, err
	}
	return found[0], nil
}

// ErrNone says that the index has no such thing.
var ErrNone = errors.New("nothing of that name is in the index")

// Names returns the forms of an agent's name, those that most articles give first.
func (x *Index) Names(ctx context.Context, iri string) ([]Counted, error) {
	var out []Counted
	err := each(
		ctx,
		x.read,
		"select form, n from form where agent = (select id from agent where iri = ?) order by n desc, form",
		[]any{iri},
		func(r *sql.Rows) error {
			var c Counted
			err := r.Scan(&c.Value, &c.N)
			out = append(out, c)
			return err
		},
	)
	return out, err
}

// Near returns names that are spelled much like one that nobody has.
func (x *Index) Near(ctx context.Context, name string) []string {
	names, err := x.near(ctx, name)
	if err != nil {
		return nil // no names rather than no answer
	}
	return names
}

// near returns names that are spelled much like one that nobody has.
func (x *Index) near(ctx context.Context, name string) ([]string, error) {
	plain := folded(name)
	var begins []string
	for _, w := range strings.Fields(plain) {
		for _, n := range []int{3, 2} {
			if r := []rune(w); len(r) >= n {
				begins = append(begins, `"`+string(r[:n])+`" *`)
				break
			}
		}
	}
	if len(begins) == 0 {
		return nil, nil
	}
	shown := map[string]string{}
	var names []string
	err := each(
		ctx,
		x.read,
		"select distinct f.folded, a.name from forms s join form f on f.id = s.rowid join agent a on a.id = f.agent "+
			"where forms match ? and a.class in ('person', 'organization', 'country', 'place') limit 3000",
		[]any{strings.Join(begins, " OR ")},
		func(r *sql.Rows) error {
			var plain, name string
			err := r.Scan(&plain, &name)
			if shown[plain] == "" {
				names = append(names, plain)
			}
			shown[plain] = name
			return err
		},
	)
	var out []string
	for _, n := range nearest(plain, names, 5) {
		if !slices.Contains(out, shown[n]) {
			out = append(out, shown[n])
		}
	}
	return out, err
}

// nearArticles returns ids of articles that are spelled much like one that is not there.
func (x *Index) nearArticles(ctx context.Context, id string) []string {
	begin := id
	if r := []rune(id); len(r) > 2 {
		begin = string(r[:2])
	}
	return x.nearTo(
		ctx,
		id,
		begin,
		"select docid from article where docid >= ? and docid < ? order by docid limit 2000",
	)
}

// nearWords returns words of a kind that are spelled much like one that none has.
func (x *Index) nearWords(ctx context.Context, w string, k kind) []string {
	begin := string([]rune(w)[:1])
	return x.nearTo(
		ctx,
		w,
		begin,
		"select w.word from word w join term t on t.key = ("+numeral(
			k.key(0),
		)+" | w.id) where w.word >= ? and w.word < ? limit 2000",
	)
}

// nearTo returns those of a query's texts that are spelled much like one; the query is given
// between what they begin with and what follows.
func (x *Index) nearTo(ctx context.Context, like, begin, query string) []string {
	var texts []string
	_ = each(ctx, x.read, query, []any{begin, begin + "\U0010ffff"}, func(r *sql.Rows) error {
		var s string
		err := r.Scan(&s)
		texts = append(texts, s)
		return err
	}) // no names rather than no answer
	return nearest(like, texts, 5)
}

// nearest returns those of some words that are spelled most like one, at most a third of it apart.
func nearest(word string, all []string, most int) []string {
	type near struct {
		word string
		d    int
	}
	var found []near
	limit := max(1, (len([]rune(word))+1)/3)
	for _, w := range all {
		best := distance(word, w)
		for _, part := range strings.Fields(w) { // a surname stands for the name
			best = min(best, distance(word, part))
		}
		if best <= limit {
			found = append(found, near{w, best})
		}
	}
	slices.SortStableFunc(found, func(a, b near) int { return cmp.Or(a.d-b.d, strings.Compare(a.word, b.word)) })
	var out []string
	for _, n := range found[:min(len(found), most)] {
		out = append(out, n.word)
	}
	return out
}

// distance is how many letters must be put in, left out, changed or swapped with the next one
// (Damerau and Levenshtein).
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	rows := [3][]int{make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)}
	for j := range rows[1] {
		rows[1][j] = j
	}
	for i := 1; i <= len(x); i++ {
		before, last, row := rows[0], rows[1], rows[2]
		row[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(row[j-1]+1, last[j]+1, last[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		rows[0], rows[1], rows[2] = last, row, before
	}
	return rows[1][len(y)]
}
