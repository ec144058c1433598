package index

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"
	"time"
)

// Group is an agent, an outlet or a month with what it has of a selection of statements.
type Group struct {
	Value      string // an agent's identifier, an outlet, a month
	Name       string // as it is shown
	Kind       string // of an agent
	Statements int
	Direct     int // in the source's own words, all or some
	Offices    int // made in an office
	Women, Men int // whose source the article calls she, or he
	Articles   int
	who        int64 // the agent's number, until named puts the identifier into Value
}

// countsOnce tells whether groups are about words, so that what stands in a copy of an article is
// not counted. An outlet, an author and an article have what stands in them, copied or not.
func countsOnce(f Filter, by string) bool {
	return f.Outlet == "" && f.Author == "" && f.Article == "" &&
		!slices.Contains([]string{"outlet", "author", "article"}, by)
}

// mostGrouped is how many postings are looked at to group a selection that no counts are kept of.
const mostGrouped = 500_000

// Groupings are what statements can be grouped by.
var Groupings = []string{"agent", "outlet", "author", "article", "day", "month", "year", "act", "type"}

// Groups counts a selection of statements by one of Groupings; the largest groups come first. Over
// everything it reads the counts that are kept; one key's postings are grouped by the database;
// others are walked.
func (x *Index) Groups(ctx context.Context, f Filter, by string) ([]Group, []Note, error) {
	if !slices.Contains(Groupings, by) {
		return nil, nil, &BadFilter{"by", by, "one of " + strings.Join(Groupings, ", ")}
	}
	if f.Confidence > 0 && f.Sourced == Either {
		f.Sourced = Yes
	}
	s, err := x.selected(ctx, f, classStatement)
	if err != nil {
		return nil, nil, err
	}
	if s.none {
		return nil, s.notes, nil
	}
	_, limit := f.window()
	groups, err := x.kept(ctx, s, by, limit)
	if err == nil && groups == nil {
		groups, err = x.together(ctx, s, by, limit)
	}
	if err == nil && groups == nil {
		if countsOnce(f, by) {
			s.mask |= bitCopied
		}
		if len(s.clauses) == 1 && len(s.clauses[0].keys) == 1 && s.words == "" && s.any == 0 && groupedBy[by] != "" {
			groups, err = x.inDatabase(ctx, s, by, limit)
		} else {
			groups, err = x.walked(ctx, s, by)
		}
	}
	if err != nil {
		return nil, s.notes, err
	}
	slices.SortStableFunc(groups, func(a, b Group) int {
		return cmp.Or(
			cmp.Compare(b.Statements, a.Statements),
			cmp.Compare(a.who, b.who),
			strings.Compare(a.Value, b.Value),
		)
	})
	groups = groups[:min(len(groups), limit)]
	if by == "agent" {
		err = x.named(ctx, groups)
	}
	return groups, s.notes, err
}

// keptBy are the kinds of which counts over everything are kept.
var keptBy = map[string]kind{
	"agent":  kindBy,
	"outlet": kindOutlet,
	"author": kindAuthor,
	"month":  kindMonth,
	"act":    kindAct,
	"type":   kindType,
}

// kept groups everything by the counts that are kept; nil where there are none of the selection.
func (x *Index) kept(ctx context.Context, s *selection, by string, limit int) ([]Group, error) {
	k, ok := keptBy[by]
	if !ok || len(s.clauses) == 0 || s.clauses[0].keys[0].kind() != kindClass {
		return nil, nil
	}
	if _, exact, err := x.known(ctx, s); err != nil || !exact {
		return nil, err
	}
	out := []Group{}
	err := each(
		ctx,
		x.read,
		"select t.key, coalesce(w.word, ''), t.n, t.sure, t.direct, t.offices, t.women, t.men, t.articles, "+
			"t.copied, t.surely_copied from term t left join word w on w.id = (t.key & ?) where t.kind = ? order by t.n "+
			"desc limit ?",
		[]any{int64(1)<<keyBits - 1, int64(k), 3*limit + 100},
		func(r *sql.Rows) error {
			var g Group
			var key key
			var all, copied, surelyCopied int
			err := r.Scan(
				&key,
				&g.Value,
				&all,
				&g.Statements,
				&g.Direct,
				&g.Offices,
				&g.Women,
				&g.Men,
				&g.Articles,
				&copied,
				&surelyCopied,
			)
			g.Statements -= surelyCopied
			if !s.filtered() {
				g.Statements = all - copied
			}
			g.Name = g.Value
			if by == "agent" {
				g.who = key.number()
			}
			g.Articles = min(g.Articles, g.Statements) // articles are counted with what is not sure
			if g.Statements > 0 {
				out = append(out, g)
			}
			return err
		},
	)
	return out, err
}

// togetherBy are the pairs of which counts are kept: of a key of the first kind, grouped so, what
// the pair's own kind is.
var togetherBy = map[kind]map[string]kind{
	kindBy:     {"month": kindBy, "act": kindActs},
	kindFor:    {"agent": kindFor},
	kindOutlet: {"agent": kindOutletBy},
}

// together groups one key's statements by the counts that are kept of pairs; nil where there are
// none of the selection.
func (x *Index) together(ctx context.Context, s *selection, by string, limit int) ([]Group, error) {
	keys, ok := pairKeys(s, by)
	if !ok {
		return nil, nil
	}
	found, err := x.others(ctx, keys, "n desc", 3*limit+100)
	if err != nil {
		return nil, err
	}
	groups := map[int64]*Group{}
	for _, o := range found {
		g := groups[o.other]
		if g == nil {
			g = groupOf(by, o.other)
			groups[o.other] = g
		}
		g.addPair(o, s.filtered())
	}
	out := []Group{}
	for _, g := range groups {
		g.Articles = min(g.Articles, g.Statements)
		if g.Statements > 0 {
			out = append(out, *g)
		}
	}
	return out, nil
}

// pairKeys are the keys of the pairs whose counts tell how a selection is grouped, if there are
// such: it has the keys of one clause alone, and leaves out nothing or what is not sure.
func pairKeys(s *selection, by string) (keys []key, ok bool) {
	if len(s.clauses) != 1 || s.words != "" || s.low != 0 || s.high != everything || s.kind != 0 || s.act != 0 ||
		len(s.clauses[0].keys) > 50 {
		return nil, false
	}
	sure := s.least == hundredths(Sure) && s.mask == bitNested|bitSourced && s.want == bitSourced && s.any == 0
	if s.filtered() && !sure {
		return nil, false
	}
	for _, k := range s.clauses[0].keys {
		p, ok := togetherBy[k.kind()][by]
		if !ok {
			return nil, false
		}
		keys = append(keys, p.key(k.number()))
	}
	return keys, true
}

// groupOf is the group, still empty, of an agent's number, an act's or a month's.
func groupOf(by string, n int64) *Group {
	g := &Group{}
	switch by {
	case "agent":
		g.who = n
	case "act":
		g.Value = acts[n]
	case "month":
		g.Value = epoch.AddDate(0, int(n), 0).Format("2006-01")
	}
	g.Name = g.Value
	return g
}

// addPair adds the statements of a pair: all of them or the sure ones, without those that are
// copied.
func (g *Group) addPair(o withOther, sure bool) {
	n := o.n - o.copied
	if sure {
		n = o.sure - o.surelyCopied
	}
	g.Statements += n
	g.Direct += o.direct
	g.Articles += o.articles
}

// The minute since 1900 as a time: 2,208,988,800 seconds are between then and Unix's first.
const moment = "(id >> 36) * 60 - 2208988800, 'unixepoch'"

// groupedBy is what the database groups postings by.
var groupedBy = map[string]string{
	"agent": "who",
	"day":   "strftime('%Y-%m-%d', " + moment + ")",
	"month": "strftime('%Y-%m', " + moment + ")",
	"year":  "strftime('%Y', " + moment + ")",
	"act":   "bits >> 9 & 15",
	"type":  "bits >> 7 & 3",
}

// inDatabase groups the postings of one key.
func (x *Index) inDatabase(ctx context.Context, s *selection, by string, limit int) ([]Group, error) {
	query := "select " + groupedBy[by] + `, count(*), sum((bits >> 7 & 3) in (1, 2)),
		sum(bits & ? != 0), sum(bits & ? != 0), sum(bits & ? != 0), count(distinct id >> 14) from posting
		where key = ? and id >= ? and id < ? and bits & ? = ? and bits & 127 >= ?`
	args := []any{
		int64(bitOffice),
		int64(bitFemale),
		int64(bitMale),
		int64(s.clauses[0].keys[0]),
		s.low,
		s.high,
		int64(s.mask),
		int64(s.want),
		int64(s.least),
	}
	for _, v := range []struct{ mask, want bits }{{typeMask, s.kind}, {actMask, s.act}} {
		if v.want != 0 {
			query, args = query+" and bits & ? = ?", append(args, int64(v.mask), int64(v.want))
		}
	}
	switch by {
	case "agent":
		query += " and who != 0"
	case "day", "month", "year":
		query, args = query+" and id >= ?", append(args, recordID(1, mostArticle, mostPlaces))
	}
	out := []Group{}
	err := each(ctx, x.read, query+" group by 1 order by 2 desc limit ?", append(args, limit), func(r *sql.Rows) error {
		var g Group
		var v any
		err := r.Scan(&v, &g.Statements, &g.Direct, &g.Offices, &g.Women, &g.Men, &g.Articles)
		n, _ := v.(int64)
		switch by {
		case "agent":
			g.who = n
		case "act":
			g.Value = acts[n]
		case "type":
			g.Value = types[n]
		default:
			g.Value, _ = v.(string)
		}
		g.Name = g.Value
		out = append(out, g)
		return err
	})
	return out, err
}

// walked groups the records of a selection one by one.
func (x *Index) walked(ctx context.Context, s *selection, by string) ([]Group, error) {
	type group struct {
		who   int64
		value string
	}
	groups := map[group]*Group{}
	seen := map[group]map[int64]bool{}
	articles := map[int64]*Article{}
	err := x.walk(ctx, s, false, func(h hit) (bool, error) {
		var v string
		number := articleOf(h.id)
		switch by {
		case "agent":
			if h.who == 0 {
				return true, nil
			}
		case "act":
			v = acts[h.bits&actMask>>actShift]
		case "type":
			v = types[h.bits&typeMask>>typeShift]
		case "day", "month", "year":
			v = dateIn(h.id, map[string]string{"day": time.DateOnly, "month": "2006-01", "year": "2006"}[by])
		default:
			if articles[number] == nil {
				found, err := records[Article](ctx, x, []hit{{id: h.id | mostPlaces}})
				if err != nil {
					return false, err
				}
				if len(found) == 0 {
					return true, nil
				}
				articles[number] = &found[0].Record
			}
			a := articles[number]
			v = map[string]string{"outlet": a.Outlet, "author": a.Author, "article": a.ID}[by]
		}
		k := group{value: v}
		if by == "agent" {
			k.who = h.who
		}
		g := groups[k]
		if g == nil {
			g = &Group{Value: v, Name: v, who: k.who}
			groups[k], seen[k] = g, map[int64]bool{}
		}
		g.add(h.bits)
		if !seen[k][number] {
			seen[k][number] = true
			g.Articles++
		}
		return s.looked < mostGrouped, nil
	})
	out := make([]Group, 0, len(groups))
	for _, g := range groups {
		out = append(out, *g)
	}
	return out, err
}

func (g *Group) add(b bits) {
	g.Statements++
	if v := b & typeMask >> typeShift; v == 1 || v == 2 {
		g.Direct++
	}
	for _, c := range []struct {
		n   *int
		bit bits
	}{{&g.Offices, bitOffice}, {&g.Women, bitFemale}, {&g.Men, bitMale}} {
		if b&c.bit != 0 {
			*c.n++
		}
	}
}

// named gives agents' groups their identifiers, names and kinds.
func (x *Index) named(ctx context.Context, groups []Group) error {
	for i := range groups {
		err := x.read.QueryRowContext(ctx, "select iri, name, class from agent where id = ?", groups[i].who).
			Scan(&groups[i].Value, &groups[i].Name, &groups[i].Kind)
		if err != nil {
			return err
		}
	}
	return nil
}

// Beside groups by their source the statements of the articles in which somebody speaks: so many of
// them, the newest first. Those whom the name means are left out.
func (x *Index) Beside(ctx context.Context, f Filter, most int) ([]Group, []Note, error) {
	s, err := x.selected(ctx, f, classStatement)
	if err != nil || s.none {
		return nil, notesOf(s), err
	}
	own := map[int64]bool{}
	var articles []int64
	err = x.walk(ctx, s, false, func(h hit) (bool, error) {
		own[h.who] = true
		if h.bits&bitCopied != 0 {
			return true, nil
		}
		if n := h.id | mostPlaces; len(articles) == 0 || articles[len(articles)-1] != n {
			articles = append(articles, n)
		}
		return len(articles) <= most, nil
	})
	if err != nil {
		return nil, s.notes, err
	}
	scan, err := x.read.PrepareContext(
		ctx,
		"select who, count(*) from posting where key = ? and id between ? and ? and who != 0 and bits & 127 >= ? "+
			"group by who",
	)
	if err != nil {
		return nil, s.notes, err
	}
	defer scan.Close()
	groups := map[int64]*Group{}
	for _, first := range articles[:min(len(articles), max(0, most))] {
		rows, err := scan.QueryContext(
			ctx,
			int64(kindClass.key(int64(classStatement))),
			first-mostPlaces,
			first,
			int64(s.least),
		)
		if err != nil {
			return nil, s.notes, err
		}
		for rows.Next() {
			var who int64
			var n int
			if err := rows.Scan(&who, &n); err != nil {
				rows.Close()
				return nil, s.notes, err
			}
			if own[who] {
				continue
			}
			if groups[who] == nil {
				groups[who] = &Group{who: who}
			}
			groups[who].Articles++
			groups[who].Statements += n
		}
		if err := rows.Close(); err != nil {
			return nil, s.notes, err
		}
	}
	out := make([]Group, 0, len(groups))
	for _, g := range groups {
		out = append(out, *g)
	}
	slices.SortFunc(out, func(a, b Group) int {
		return cmp.Or(
			cmp.Compare(b.Articles, a.Articles),
			cmp.Compare(b.Statements, a.Statements),
			cmp.Compare(a.who, b.who),
		)
	})
	_, limit := f.window()
	out = out[:min(len(out), 4*limit)]
	if err := x.named(ctx, out); err != nil {
		return nil, s.notes, err
	}
	out = slices.DeleteFunc(out, func(g Group) bool { return !across(g.Value) })
	return out[:min(len(out), limit)], s.notes, nil
}

func notesOf(s *selection) []Note {
	if s == nil {
		return nil
	}
	return s.notes
}

// Told is an office or a representation that several articles tell of: the newest record, and when
// it was told first and last.
type Told[T any] struct {
	Listed[T]
	First, Last string // days
	Articles    int
}

// told groups the records of a selection that are the same; those told last come first.
func told[T any](ctx context.Context, x *Index, s *selection, f Filter) ([]Told[T], error) {
	if s.none {
		return nil, nil
	}
	if len(s.clauses) == 1 && s.low == 0 && s.high == everything {
		switch s.clauses[0].keys[0].kind() {
		case kindRolePerson, kindRoleBody, kindRepAgent, kindRepPrincipal:
			_, limit := f.window()
			list, err := x.others(ctx, s.clauses[0].keys, "newest desc", limit)
			if err != nil {
				return nil, err
			}
			slices.SortStableFunc(list, func(a, b withOther) int { return cmp.Compare(b.newest, a.newest) })
			return toldOf[T](ctx, x, list, f)
		}
	}
	groups := map[int64]*paired{}
	var order []int64
	var list []withOther
	err := x.walk(ctx, s, false, func(h hit) (bool, error) {
		g := groups[h.who]
		if g == nil {
			g = &paired{newest: h.id}
			groups[h.who] = g
			order = append(order, h.who)
		}
		g.oldest = h.id
		g.articles++
		return s.looked < mostTold, nil
	})
	if err != nil {
		return nil, err
	}
	for _, same := range order {
		list = append(list, withOther{other: same, paired: *groups[same]})
	}
	return toldOf[T](ctx, x, list, f)
}

func toldOf[T any](ctx context.Context, x *Index, list []withOther, f Filter) ([]Told[T], error) {
	_, limit := f.window()
	var out []Told[T]
	for _, g := range list[:min(len(list), limit)] {
		found, err := records[T](ctx, x, []hit{{id: g.newest}})
		if err != nil {
			return nil, err
		}
		if len(found) > 0 {
			out = append(
				out,
				Told[T]{found[0], dateIn(g.oldest, time.DateOnly), dateIn(g.newest, time.DateOnly), g.articles},
			)
		}
	}
	return out, nil
}

// mostTold is how many records are looked at to group them, the newest first.
const mostTold = 20_000

// Offices returns offices held, by person, body and words of the office, each once.
func (x *Index) Offices(ctx context.Context, f Filter) ([]Told[Holding], []Note, error) {
	s, err := x.roles(ctx, f)
	if err != nil {
		return nil, nil, err
	}
	out, err := told[Holding](ctx, x, s, f)
	return out, s.notes, err
}

// Pairs returns who speaks for whom, each pair once.
func (x *Index) Pairs(ctx context.Context, f Filter) ([]Told[Representation], []Note, error) {
	s, err := x.representations(ctx, f)
	if err != nil {
		return nil, nil, err
	}
	out, err := told[Representation](ctx, x, s, f)
	return out, s.notes, err
}

// Nameless counts outlets' statements by sources without a name: all of them, and those that the
// article says are not to be named.
func (x *Index) Nameless(ctx context.Context, outlet string) (nameless, anonymous int, err error) {
	var id int64
	err = x.read.QueryRowContext(ctx, "select id from word where word = ?", oneLine(outlet)).Scan(&id)
	if err == sql.ErrNoRows {
		return 0, 0, nil
	}
	if err != nil {
		return 0, 0, err
	}
	found, err := x.others(ctx, []key{kindOutletNameless.key(id)}, "other", -1)
	for _, o := range found {
		if o.other == 1 {
			nameless = o.sure
		} else {
			anonymous = o.sure
		}
	}
	return nameless, anonymous, err
}
