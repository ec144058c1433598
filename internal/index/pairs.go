package index

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
)

// paired is how many records have two things together, and the newest and the oldest of them.
type paired struct {
	n, sure, direct, articles int
	// of them, in copies: where the pair counts words, they are not in direct and articles
	copied, surelyCopied int
	newest, oldest       int64
	gone                 bool // some were taken out: which are the newest and the oldest must be looked up
}

// pair counts a record for a pair.
func (w *writer) pair(k [2]int64, e entry, id int64, sign int, seen map[[2]int64]bool) {
	p := w.paired[k]
	if p == nil {
		p = &paired{newest: id, oldest: id}
		w.paired[k] = p
	}
	p.n += sign
	sure := e.class != classStatement || isSure(e.bits, hundredths(Sure))
	if sure {
		p.sure += sign
	}
	if e.bits&bitCopied != 0 && key(k[0]).kind().countsWords() {
		p.copied += sign
		if sure {
			p.surelyCopied += sign
		}
	} else {
		if v := e.bits & typeMask >> typeShift; sure && (v == 1 || v == 2) {
			p.direct += sign
		}
		if !seen[k] {
			seen[k] = true
			p.articles += sign
		}
	}
	if sign < 0 {
		p.gone = true
		return
	}
	p.newest, p.oldest = max(p.newest, id), min(p.oldest, id)
}

// writePairs writes what has been counted.
func (w *writer) writePairs() error {
	keys := make([][2]int64, 0, len(w.paired))
	for k := range w.paired {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b [2]int64) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	for _, k := range keys {
		p := w.paired[k]
		_, err := w.exec(
			"insert into pair values(?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict(key, other) do update set n = n + "+
				"excluded.n, sure = sure + excluded.sure, direct = direct + excluded.direct, articles = articles + "+
				"excluded.articles, newest = max(newest, excluded.newest), oldest = min(oldest, excluded.oldest), "+
				"copied = copied + excluded.copied, surely_copied = surely_copied + excluded.surely_copied",
			k[0],
			k[1],
			p.n,
			p.sure,
			p.direct,
			p.articles,
			p.newest,
			p.oldest,
			p.copied,
			p.surelyCopied,
		)
		if err != nil {
			return err
		}
		if !p.gone {
			continue
		}
		if _, err := w.exec("delete from pair where key = ? and other = ? and n <= 0", k[0], k[1]); err != nil {
			return err
		}
		switch key(k[0]).kind() {
		case kindRolePerson, kindRoleBody, kindRepAgent, kindRepPrincipal: // the others have no use for the newest
			if _, err := w.exec("update pair set newest = coalesce((select max(id) from posting where key = ?1 and "+
				"who = ?2), newest), oldest = coalesce((select min(id) from posting where key = ?1 and who = ?2), "+
				"oldest) where key = ?1 and other = ?2", k[0], k[1]); err != nil {
				return err
			}
		}
	}
	return nil
}

// withOther is what a key has together with something else.
type withOther struct {
	other int64
	paired
}

// others returns what keys have together with something else, those with most first; most < 0: all.
func (x *Index) others(ctx context.Context, keys []key, order string, most int) ([]withOther, error) {
	var out []withOther
	for _, k := range keys {
		err := each(
			ctx,
			x.read,
			"select other, n, sure, direct, articles, newest, oldest, copied, surely_copied from pair where key = ? "+
				"order by "+order+" limit ?",
			[]any{int64(k), most},
			func(r *sql.Rows) error {
				var o withOther
				err := r.Scan(
					&o.other,
					&o.n,
					&o.sure,
					&o.direct,
					&o.articles,
					&o.newest,
					&o.oldest,
					&o.copied,
					&o.surelyCopied,
				)
				out = append(out, o)
				return err
			},
		)
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}
