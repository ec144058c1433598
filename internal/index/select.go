package index

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"slices"
)

// hit is a record that was found.
type hit struct {
	id   int64
	bits bits
	who  int64
}

// chunk is how many postings are read at once.
const chunk = 256

// How far postings are looked at to count what fits once the page is full; beyond it "more than so
// many" is said. Where other keys must be looked up for each, it is less far.
const (
	countedTo       = 10_000
	countedTogether = 1_000
)

// cursor walks the postings of a key from high numbers to low ones, or back.
type cursor struct {
	x         *Index
	key       key
	low, high int64
	up        bool
	hits      []hit
	done      bool
	size      int
}

func (c *cursor) peek(ctx context.Context) (*hit, error) {
	if len(c.hits) == 0 && !c.done {
		c.size = min(chunk, max(64, 2*c.size))
		order := "desc"
		if c.up {
			order = "asc"
		}
		err := each(
			ctx,
			c.x.read,
			"select id, bits, who from posting where key = ? and id >= ? and id < ? order by id "+order+" limit ?",
			[]any{c.key, c.low, c.high, c.size},
			func(r *sql.Rows) error {
				var h hit
				c.hits = append(c.hits, h)
				p := &c.hits[len(c.hits)-1]
				return r.Scan(&p.id, &p.bits, &p.who)
			},
		)
		if err != nil {
			return nil, err
		}
		if len(c.hits) < c.size {
			c.done = true
		}
		if n := len(c.hits); n > 0 {
			if c.up {
				c.low = c.hits[n-1].id + 1
			} else {
				c.high = c.hits[n-1].id
			}
		}
	}
	if len(c.hits) == 0 {
		return nil, nil
	}
	return &c.hits[0], nil
}

// walk calls f with each record of a selection in order, until it returns false.
func (x *Index) walk(ctx context.Context, s *selection, up bool, f func(hit) (bool, error)) error {
	if s.none || s.low >= s.high {
		return nil
	}
	if len(s.clauses) == 0 || s.words != "" && s.clauses[0].n > wordsFirst { // words alone, or fewer of them
		return x.walkWords(ctx, s, up, f)
	}
	return x.walkKeys(ctx, s, up, f)
}

// walkKeys walks the postings of the rarest clause; other keys and words are looked up.
func (x *Index) walkKeys(ctx context.Context, s *selection, up bool, f func(hit) (bool, error)) error {
	cursors := make([]*cursor, len(s.clauses[0].keys))
	for i, k := range s.clauses[0].keys {
		cursors[i] = &cursor{x: x, key: k, low: s.low, high: s.high, up: up}
	}
	probe, err := x.read.PrepareContext(ctx, "select 1 from posting where key = ? and id = ?")
	if err != nil {
		return err
	}
	defer probe.Close()
	w := waiting{x: x, s: s, f: f}
	for {
		h, err := next(ctx, cursors, up)
		if err != nil {
			return err
		}
		if h == nil {
			_, err := w.flush(ctx)
			return err
		}
		s.looked++
		if ok, err := s.lets(ctx, probe, s.clauses[1:], *h); err != nil {
			return err
		} else if !ok {
			continue
		}
		if more, err := w.take(ctx, *h); err != nil || !more {
			return err
		}
	}
}

// lets tells whether a selection lets a record through by its bits, and by a key of each of some
// clauses.
func (s *selection) lets(ctx context.Context, probe *sql.Stmt, clauses []clause, h hit) (bool, error) {
	if !s.fits(h.bits) {
		return false, nil
	}
	return hasAll(ctx, probe, clauses, h.id)
}

// waiting are records that are on their way to f. Where a selection has words, they wait until
// there are enough of them to be looked up among the words together.
type waiting struct {
	x    *Index
	s    *selection
	f    func(hit) (bool, error)
	hits []hit
}

// take hands a record on, or lets it wait; false where f wants no more.
func (w *waiting) take(ctx context.Context, h hit) (bool, error) {
	if w.s.words == "" {
		return w.f(h)
	}
	if w.hits = append(w.hits, h); len(w.hits) < chunk {
		return true, nil
	}
	return w.flush(ctx)
}

// flush hands on those of the waiting records whose words match; false where f wants no more.
func (w *waiting) flush(ctx context.Context) (bool, error) {
	kept, err := w.x.amongWords(ctx, w.s, w.hits)
	w.hits = w.hits[:0]
	if err != nil {
		return false, err
	}
	for _, h := range kept {
		if more, err := w.f(h); err != nil || !more {
			return false, err
		}
	}
	return true, nil
}

// next returns the record that comes next in any of the cursors, once.
func next(ctx context.Context, cursors []*cursor, up bool) (*hit, error) {
	var best *hit
	for _, c := range cursors {
		h, err := c.peek(ctx)
		if err != nil {
			return nil, err
		}
		if h != nil && (best == nil || (h.id > best.id) != up && h.id != best.id) {
			best = h
		}
	}
	if best == nil {
		return nil, nil
	}
	out := *best
	for _, c := range cursors {
		if len(c.hits) > 0 && c.hits[0].id == out.id {
			c.hits = c.hits[1:]
		}
	}
	return &out, nil
}

// hasAll reports whether a record has a key of each of some clauses.
func hasAll(ctx context.Context, probe *sql.Stmt, clauses []clause, id int64) (bool, error) {
	for _, c := range clauses {
		if ok, err := has(ctx, probe, c, id); err != nil || !ok {
			return false, err
		}
	}
	return true, nil
}

func has(ctx context.Context, probe *sql.Stmt, c clause, id int64) (bool, error) {
	if c.article {
		id |= mostPlaces
	}
	for _, k := range c.keys {
		var one int
		switch err := probe.QueryRowContext(ctx, k, id).Scan(&one); err {
		case nil:
			return true, nil
		case sql.ErrNoRows:
		default:
			return false, err
		}
	}
	return false, nil
}

// amongWords keeps the records whose words match, in their order.
func (x *Index) amongWords(ctx context.Context, s *selection, hits []hit) ([]hit, error) {
	if len(hits) == 0 {
		return nil, nil
	}
	low, high := hits[0].id, hits[0].id
	for _, h := range hits {
		low, high = min(low, h.id), max(high, h.id)
	}
	match := map[int64]bool{}
	err := each(
		ctx,
		x.read,
		"select rowid from words where words match ? and rowid between ? and ?",
		[]any{s.words, low, high},
		func(r *sql.Rows) error {
			var id int64
			err := r.Scan(&id)
			match[id] = true
			return err
		},
	)
	if err != nil {
		return nil, badWords(err)
	}
	return slices.DeleteFunc(slices.Clone(hits), func(h hit) bool { return !match[h.id] }), nil
}

// wordsFirst is how many records a key must have for words to be walked first: few words are so
// frequent.
const wordsFirst = 20_000

// walkWords walks the records whose words match; bits come from the postings of the class, other
// keys are looked up.
func (x *Index) walkWords(ctx context.Context, s *selection, up bool, f func(hit) (bool, error)) error {
	order := "desc"
	if up {
		order = "asc"
	}
	class := kindClass.key(int64(classStatement))
	low, high := s.low, s.high
	probe, err := x.read.PrepareContext(ctx, "select 1 from posting where key = ? and id = ?")
	if err != nil {
		return err
	}
	defer probe.Close()
	for size := 64; ; size = chunk {
		var hits []hit
		err := each(
			ctx,
			x.read,
			"select w.rowid, p.bits, p.who from words w cross join posting p on p.key = ? and p.id = w.rowid where "+
				"words match ? and w.rowid >= ? and w.rowid < ? order by w.rowid "+order+" limit ?",
			[]any{class, s.words, low, high, size},
			func(r *sql.Rows) error {
				var h hit
				err := r.Scan(&h.id, &h.bits, &h.who)
				hits = append(hits, h)
				return err
			},
		)
		if err != nil {
			return badWords(err)
		}
		for _, h := range hits {
			s.looked++
			if ok, err := s.lets(ctx, probe, s.clauses, h); err != nil {
				return err
			} else if !ok {
				continue
			}
			if more, err := f(h); err != nil || !more {
				return err
			}
		}
		if len(hits) < size {
			return nil
		}
		if up {
			low = hits[len(hits)-1].id + 1
		} else {
			high = hits[len(hits)-1].id
		}
	}
}

func badWords(err error) error { return fmt.Errorf("the words can't be looked up: %w", err) }

// Count is how many records there are.
type Count struct {
	N    int
	More bool // more than N
}

// page returns the records of a page, and how many there are in all.
func (x *Index) page(ctx context.Context, s *selection, f Filter) ([]hit, Count, error) {
	if f.Sort == "relevance" && s.words != "" && !s.none {
		return x.relevant(ctx, s, f)
	}
	skip, limit := f.window()
	var out []hit
	var total Count
	known, exact, err := x.known(ctx, s)
	if err != nil {
		return nil, total, err
	}
	take := func(h hit) bool {
		total.N++
		if total.N > skip && len(out) < limit {
			out = append(out, h)
		}
		if len(out) == limit && (exact || f.Uncounted) {
			return false
		}
		if len(out) == limit && s.looked >= s.most() {
			total.More = true
			return false
		}
		return true
	}
	if f.Sort == "oldest" {
		err = x.asTheyStand(ctx, s, take)
	} else {
		err = x.walk(ctx, s, false, func(h hit) (bool, error) { return take(h), nil })
	}
	if exact {
		total = Count{N: known}
	}
	return out, total, err
}

// window is which records of a selection are shown.
func (f Filter) window() (skip, limit int) {
	limit = min(f.Limit, math.MaxInt32)
	if limit <= 0 {
		limit = 50
	}
	return min(max(1, f.Page)-1, math.MaxInt32/limit) * limit, limit // never past what an int holds
}

// known returns a count that is kept, if it is that of the selection.
func (x *Index) known(ctx context.Context, s *selection) (int, bool, error) {
	if s.none {
		return 0, true, nil
	}
	if len(s.clauses) != 1 || len(s.clauses[0].keys) != 1 || s.words != "" || s.low != 0 || s.high != everything ||
		s.kind != 0 ||
		s.any != 0 ||
		s.act != 0 && s.clauses[0].keys[0].kind() != kindAct {
		return 0, false, nil
	}
	t, err := x.tally(ctx, s.clauses[0].keys[0])
	switch {
	case err != nil:
		return 0, false, err
	case s.mask == 0 && s.least == 0:
		return t.n, true, nil
	case (s.act == 0 || s.clauses[0].keys[0].kind() == kindAct) && s.least == hundredths(Sure) &&
		s.mask == bitNested|bitSourced && s.want == bitSourced:
		return t.sure, true, nil
	}
	return 0, false, nil
}

// asTheyStand calls f with each record of a selection, the oldest article first, until it returns
// false. An article's records, of which the last one has the lowest number, are called in the order
// of the article.
func (x *Index) asTheyStand(ctx context.Context, s *selection, f func(hit) bool) error {
	var held []hit // of one article
	more := true
	give := func() bool {
		for _, h := range slices.Backward(held) {
			if more = more && f(h); !more {
				break
			}
		}
		held = held[:0]
		return more
	}
	err := x.walk(ctx, s, true, func(h hit) (bool, error) {
		if len(held) > 0 && articleOf(held[0].id) != articleOf(h.id) && !give() {
			return false, nil
		}
		held = append(held, h)
		return true, nil
	})
	if err == nil && more {
		give()
	}
	return err
}

// mostRanked is how many records are ranked; of more, the newest come first.
const mostRanked = 1_000

// relevant returns the records whose words match best.
func (x *Index) relevant(ctx context.Context, s *selection, f Filter) ([]hit, Count, error) {
	var n int
	if err := x.read.QueryRowContext(ctx,
		"select count(*) from (select 1 from words where words match ? limit ?)", s.words,
		mostRanked+1).Scan(&n); err != nil {
		return nil, Count{}, badWords(err)
	}
	if n > mostRanked {
		f.Sort = ""
		return x.page(ctx, s, f)
	}
	rank := map[int64]int{}
	err := each(
		ctx,
		x.read,
		"select rowid from words where words match ? and rowid >= ? and rowid < ? order by rank, rowid desc",
		[]any{s.words, s.low, s.high},
		func(r *sql.Rows) error {
			var id int64
			err := r.Scan(&id)
			rank[id] = len(rank)
			return err
		},
	)
	if err != nil {
		return nil, Count{}, badWords(err)
	}
	var all []hit
	if len(s.clauses) > 0 {
		all, err = x.amongRanked(ctx, s, rank)
	} else {
		err = x.walk(ctx, s, false, func(h hit) (bool, error) {
			all = append(all, h)
			return len(all) < mostRanked, nil
		})
	}
	if err != nil {
		return nil, Count{}, err
	}
	slices.SortStableFunc(all, func(a, b hit) int { return rank[a.id] - rank[b.id] })
	skip, limit := f.window()
	skip = min(skip, len(all))
	return all[skip:min(len(all), skip+limit)], Count{N: len(all)}, nil
}

// amongRanked returns those of the records whose words match that a selection lets through: each is
// looked up, however many the selection has.
func (x *Index) amongRanked(ctx context.Context, s *selection, rank map[int64]int) ([]hit, error) {
	posted, err := x.read.PrepareContext(ctx, "select bits, who from posting where key = ? and id = ?")
	if err != nil {
		return nil, err
	}
	defer posted.Close()
	probe, err := x.read.PrepareContext(ctx, "select 1 from posting where key = ? and id = ?")
	if err != nil {
		return nil, err
	}
	defer probe.Close()
	class := kindClass.key(int64(classStatement))
	var out []hit
	for id := range rank {
		h := hit{id: id}
		if err := posted.QueryRowContext(ctx, class, id).Scan(&h.bits, &h.who); err == sql.ErrNoRows {
			continue
		} else if err != nil {
			return nil, err
		}
		if ok, err := s.lets(ctx, probe, s.clauses, h); err != nil {
			return nil, err
		} else if ok {
			out = append(out, h)
		}
	}
	return out, nil
}
