package index

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"hash/fnv"
	"math"
	"slices"
	"strings"
)

// The same statement in many articles is a cluster: statements whose words are nearly the same, of
// one source or of sources that may be one. It is found while articles are written. Of a
// statement's pairs of words twelve least hash values are taken, two of which make a band (Broder
// 1997; Indyk and Motwani 1998); statements that share a band are compared word by word. So the
// cost of a statement does not grow with the store.

const (
	bands       = 6
	rowsOfBand  = 2
	leastNear   = 6   // words: fewer are a phrase that anybody may use
	mostNear    = 160 // words that are compared
	likeness    = 0.8 // of words in the same order, from which on two statements are one
	shortLike   = 0.9 // and of short ones, of which one word may turn the sense
	short       = 14  // words
	mostOfABand = 8   // statements that are compared with a new one: more of a band are a formula
)

// clustered tells which statements may be in a cluster: those that tables may show, sure or not.
func clustered(b bits) bool { return b&bitSourced != 0 && b&bitNested == 0 }

// bandsOf are the bands of a statement's words; none for short ones.
func bandsOf(words []string) []int64 {
	if len(words) < leastNear {
		return nil
	}
	var least [bands * rowsOfBand]uint64
	for i := range least {
		least[i] = math.MaxUint64
	}
	words = words[:min(len(words), mostNear)]
	for i, w := range words[1:] { // pairs of words: single ones, "the", are in too many
		h := fnv.New64a()
		h.Write([]byte(words[i]))
		h.Write([]byte{' '})
		h.Write([]byte(w))
		x := h.Sum64()
		for i := range least {
			x += 0x9e3779b97f4a7c15 // splitmix64
			z := (x ^ x>>30) * 0xbf58476d1ce4e5b9
			z = (z ^ z>>27) * 0x94d049bb133111eb
			least[i] = min(least[i], z^z>>31)
		}
	}
	out := make([]int64, bands)
	for b := range out {
		h := fnv.New64a()
		for r := range rowsOfBand {
			fmt.Fprint(h, b, least[b*rowsOfBand+r], " ")
		}
		out[b] = int64(h.Sum64() >> (64 - keyBits))
	}
	return out
}

// alike is the share of words that two statements have in the same order.
func alike(a, b []string) float64 {
	a, b = a[:min(len(a), mostNear)], b[:min(len(b), mostNear)]
	if len(a) == 0 || len(b) == 0 || 2*min(len(a), len(b)) < int(likeness*float64(len(a)+len(b))) {
		return 0
	}
	last, row := make([]int, len(b)+1), make([]int, len(b)+1)
	for _, w := range a {
		for j, v := range b {
			if w == v {
				row[j+1] = last[j] + 1
			} else {
				row[j+1] = max(row[j], last[j+1])
			}
		}
		last, row = row, last
	}
	return 2 * float64(last[len(b)]) / float64(len(a)+len(b))
}

func needed(words []string) float64 {
	if len(words) < short {
		return shortLike
	}
	return likeness
}

// near is a statement that may be the same as one that comes later in its batch.
type near struct {
	id, cluster, who int64
	words            []string
}

// cluster finds the statement that a new one repeats, and notes the new one's cluster.
func (w *writer) cluster(id, who int64, text string) error {
	words := wordsOf(text)
	keys := bandsOf(words)
	if keys == nil {
		return nil
	}
	best, found, like := 0.0, int64(0), int64(0) // the cluster, and the statement that is in it
	take := func(n near) error {
		if articleOf(n.id) == articleOf(id) {
			return nil
		}
		share := alike(words, n.words)
		if share < needed(words) || share <= best {
			return nil
		}
		ok, err := w.maybeOne(who, n.who)
		if ok {
			best, found, like = share, n.cluster, n.id
		}
		return err
	}
	seen := map[int64]bool{}
	for _, k := range keys {
		for _, n := range w.near[k] {
			if !seen[n.id] {
				seen[n.id] = true
				if err := take(n); err != nil {
					return err
				}
			}
		}
	}
	stored, err := w.stored(keys, seen)
	if err != nil {
		return err
	}
	for _, n := range stored {
		if err := take(n); err != nil {
			return err
		}
	}
	if found == 0 {
		found = id
	} else { // a statement that stands alone has no row
		w.touched[found] = true
		w.clusters = append(w.clusters, id, found, like, found)
	}
	n := near{id, found, who, words}
	for _, k := range keys {
		if len(w.near[k]) < mostOfABand {
			w.near[k] = append(w.near[k], n)
		}
	}
	return nil
}

// stored reads the statements of bands that the index has. Most bands are of one statement alone:
// what they say is looked up only where there are some.
func (w *writer) stored(keys []int64, seen map[int64]bool) ([]near, error) {
	s, err := w.prepare(
		"select id, who from posting where key in (?" + strings.Repeat(
			", ?",
			bands-1,
		) + ") limit " + numeral(
			bands*mostOfABand,
		),
	)
	if err != nil {
		return nil, err
	}
	args := make([]any, bands)
	for i, k := range keys {
		args[i] = int64(kindNear.key(k))
	}
	rows, err := s.QueryContext(w.ctx, args...)
	if err != nil {
		return nil, err
	}
	var out []near
	for rows.Next() {
		var n near
		if err := errors.Join(rows.Scan(&n.id, &n.who)); err != nil {
			return nil, errors.Join(err, rows.Close())
		}
		if !seen[n.id] {
			seen[n.id] = true
			out = append(out, n)
		}
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil || len(out) == 0 {
		return nil, err
	}
	said, err := w.prepare(
		"select coalesce(c.cluster, d.id), d.text from data d left join cluster c on c.id = d.id where d.id = ?",
	)
	if err != nil {
		return nil, err
	}
	there := out[:0]
	for _, n := range out {
		var text string
		err := said.QueryRowContext(w.ctx, n.id).Scan(&n.cluster, &text)
		if errors.Is(err, sql.ErrNoRows) { // of an article that this batch has removed
			continue
		}
		if err != nil {
			return nil, err
		}
		n.words = wordsOf(text)
		there = append(there, n)
	}
	return there, nil
}

// maybeOne tells whether two sources may be one: the same, or one of them is none, or has no name
// that holds across articles.
func (w *writer) maybeOne(a, b int64) (bool, error) {
	if a == b || a == 0 || b == 0 {
		return true, nil
	}
	for _, n := range []int64{a, b} {
		s, err := w.prepare("select iri from agent where id = ?")
		if err != nil {
			return false, err
		}
		var iri string
		if err := s.QueryRowContext(w.ctx, n).Scan(&iri); err != nil && !errors.Is(err, sql.ErrNoRows) {
			return false, err
		}
		if strings.HasPrefix(iri, "agent:") {
			return true, nil
		}
	}
	return false, nil
}

// leave takes a statement out of its cluster.
func (w *writer) leave(id int64) error {
	s, err := w.prepare("delete from cluster where id = ? returning cluster")
	if err != nil {
		return err
	}
	var c int64
	err = s.QueryRowContext(w.ctx, id).Scan(&c)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	w.touched[c] = true
	if err != nil || c != id {
		return err
	}
	return w.renumber(c)
}

// renumber gives a cluster another number when the statement whose number it has leaves: another
// statement may get that.
func (w *writer) renumber(c int64) error {
	var next sql.NullInt64
	if err := w.tx.QueryRowContext(w.ctx, "select min(id) from cluster where cluster = ?",
		c).Scan(&next); err != nil || !next.Valid {
		return err
	}
	if _, err := w.exec("update cluster set cluster = ? where cluster = ?", next.Int64, c); err != nil {
		return err
	}
	w.touched[next.Int64] = true
	for i := 1; i < len(w.clusters); i += 2 {
		if w.clusters[i] == c {
			w.clusters[i] = next.Int64
		}
	}
	for _, list := range w.near {
		for i := range list {
			if list[i].cluster == c {
				list[i].cluster = next.Int64
			}
		}
	}
	return nil
}

// writeClusters writes what was found, and counts the clusters anew that grew or shrank.
func (w *writer) writeClusters() error {
	if err := w.many("insert or ignore into cluster", 2, w.clusters); err != nil {
		return err
	}
	for c := range w.touched {
		var n int
		if err := w.tx.QueryRowContext(w.ctx, "select count(*) from cluster where cluster = ?", c).Scan(&n); err != nil {
			return err
		}
		var err error
		if n > 1 {
			_, err = w.exec(
				"insert into repeated(cluster, n) values(?, ?) on conflict(cluster) do update set n = excluded.n",
				c,
				n,
			)
		} else {
			_, err = w.exec("delete from repeated where cluster = ?", c)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// Repeated is a statement that several articles report.
type Repeated struct {
	Listed[Statement]     // as it appeared first
	Times             int // how many articles report it
	Outlets           int
	First, Last       string // days
	Wordings          int    // different ones
}

// MostRepeated returns the statements that most articles report, the page of a filter, and how many
// there are in all.
func (x *Index) MostRepeated(ctx context.Context, f Filter) (out []Repeated, all int, err error) {
	skip, most := f.window()
	if err := x.read.QueryRowContext(ctx, "select count(*) from repeated").Scan(&all); err != nil {
		return nil, 0, err
	}
	var clusters []int64
	err = each(
		ctx,
		x.read,
		"select cluster from repeated order by n desc, cluster desc limit ? offset ?",
		[]any{most, skip},
		func(r *sql.Rows) error {
			var c int64
			err := r.Scan(&c)
			clusters = append(clusters, c)
			return err
		},
	)
	if err != nil {
		return nil, 0, err
	}
	for _, c := range clusters {
		list, err := x.versions(ctx, c)
		if err != nil {
			return nil, 0, err
		}
		if len(list) == 0 {
			continue
		}
		r := Repeated{Listed: list[0]}
		outlets, wordings, articles := map[string]bool{}, map[string]bool{}, map[string]bool{}
		for _, l := range list {
			outlets[l.Article.Outlet], wordings[folded(l.Record.Text)], articles[l.Article.IRI] = true, true, true
			if d := l.Article.Date; d != "" {
				d = d[:min(len(d), 10)]
				if r.First == "" || d < r.First {
					r.First = d
				}
				r.Last = max(r.Last, d)
			}
		}
		delete(outlets, "")
		r.Times, r.Outlets, r.Wordings = len(articles), len(outlets), len(wordings)
		out = append(out, r)
	}
	return out, all, nil
}

// Versions returns the statements that are the same as one, itself among them, the first that
// appeared first; none if it stands alone.
func (x *Index) Versions(ctx context.Context, article, id string) ([]Listed[Statement], error) {
	l, err := x.Statement(ctx, article, id)
	if err != nil {
		return nil, err
	}
	var c int64
	err = x.read.QueryRowContext(ctx, "select cluster from cluster where id = ?", l.id).Scan(&c)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	list, err := x.versions(ctx, c)
	if len(list) < 2 {
		return nil, err
	}
	return list, err
}

// mostVersions is how many statements of a cluster are read.
const mostVersions = 200

func (x *Index) versions(ctx context.Context, cluster int64) ([]Listed[Statement], error) {
	var hits []hit
	err := each(
		ctx,
		x.read,
		"select id from cluster where cluster = ? order by id limit ?",
		[]any{cluster, mostVersions},
		func(r *sql.Rows) error {
			var h hit
			err := r.Scan(&h.id)
			hits = append(hits, h)
			return err
		},
	)
	if err != nil {
		return nil, err
	}
	list, err := records[Statement](ctx, x, hits)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(list, func(a, b Listed[Statement]) int {
		return cmp.Or(strings.Compare(a.Article.Date, b.Article.Date), strings.Compare(a.Article.ID, b.Article.ID))
	})
	return list, nil
}

// Stretch is a stretch of a text; Other says that the text it was compared with has other words there.
type Stretch struct {
	Text  string
	Other bool
}

// Differing cuts a text into what another has as well, in the same order, and what it has not.
func Differing(text, other string) []Stretch {
	a, b := strings.Fields(text), strings.Fields(other)
	if len(a) > 4*mostNear || len(b) > 4*mostNear {
		return []Stretch{{text, true}}
	}
	plain := func(words []string) []string {
		out := make([]string, len(words))
		for i, w := range words {
			out[i] = cmp.Or(folded(w), w)
		}
		return out
	}
	x, y := plain(a), plain(b)
	long := make([][]int, len(x)+1) // of the longest common words from here on
	for i := range long {
		long[i] = make([]int, len(y)+1)
	}
	for i := len(x) - 1; i >= 0; i-- {
		for j := len(y) - 1; j >= 0; j-- {
			if x[i] == y[j] {
				long[i][j] = long[i+1][j+1] + 1
			} else {
				long[i][j] = max(long[i+1][j], long[i][j+1])
			}
		}
	}
	var out []Stretch
	add := func(w string, differs bool) {
		if n := len(out); n > 0 && out[n-1].Other == differs {
			out[n-1].Text += " " + w
			return
		}
		out = append(out, Stretch{w, differs})
	}
	for i, j := 0, 0; i < len(x); {
		switch {
		case j < len(y) && x[i] == y[j]:
			add(a[i], false)
			i, j = i+1, j+1
		case j < len(y) && long[i][j+1] >= long[i+1][j]:
			j++
		default:
			add(a[i], true)
			i++
		}
	}
	return out
}
