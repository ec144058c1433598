package index

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/binary"
	"slices"

	"github.com/cayleygraph/quad"
)

// packedSketch is a sketch's values one after another, to take them out again.
func packedSketch(sketch []int64) []byte {
	out := make([]byte, 0, 8*len(sketch))
	for _, v := range sketch {
		out = binary.BigEndian.AppendUint64(out, uint64(v))
	}
	return out
}

func unpackedSketch(raw []byte) []int64 {
	var out []int64
	for ; len(raw) >= 8; raw = raw[8:] {
		out = append(out, int64(binary.BigEndian.Uint64(raw)))
	}
	return out
}

func (w *writer) sketch(sketch []int64, number int64) {
	for _, v := range sketch {
		w.sketches = append(w.sketches, v, number)
	}
}

func (w *writer) unsketch(number int64) error {
	var raw []byte
	s, err := w.prepare("select sketch from article where id = ?")
	if err != nil {
		return err
	}
	if err := s.QueryRowContext(w.ctx, number).Scan(&raw); err != nil {
		return err
	}
	for _, v := range unpackedSketch(raw) {
		if _, err := w.exec("delete from sketch where value = ? and article = ?", v, number); err != nil {
			return err
		}
	}
	return nil
}

// formula is of how many articles a value of a sketch tells nothing any more: the words are an
// agency's notice.
const formula = 50

// Alike returns the labels of the articles that have values of a sketch in common with one: at
// least so many, those with the most first. It costs a look-up a value, whatever the number of
// articles.
func (x *Index) Alike(ctx context.Context, sketch []int64, least, most int) ([]quad.IRI, error) {
	times := map[int64]int{}
	for _, v := range sketch {
		var articles []int64
		err := each(
			ctx,
			x.read,
			"select article from sketch where value = ? limit ?",
			[]any{v, formula + 1},
			func(r *sql.Rows) error {
				var n int64
				err := r.Scan(&n)
				articles = append(articles, n)
				return err
			},
		)
		if err != nil {
			return nil, err
		}
		if len(articles) > formula {
			continue
		}
		for _, n := range articles {
			times[n]++
		}
	}
	var labels []quad.IRI
	for _, n := range mostFirst(times, least, most) {
		var label string
		if err := x.read.QueryRowContext(ctx, "select iri from article where id = ?", n).Scan(&label); err != nil {
			return nil, err
		}
		labels = append(labels, quad.IRI(label))
	}
	return labels, nil
}

// mostFirst are the keys of counts that reach a least one, the largest first, at most so many.
func mostFirst(times map[int64]int, least, most int) []int64 {
	var out []int64
	for n, t := range times {
		if t >= least {
			out = append(out, n)
		}
	}
	slices.SortFunc(out, func(a, b int64) int { return cmp.Or(times[b]-times[a], cmp.Compare(a, b)) })
	return out[:min(len(out), most)]
}

// Copy is an article that is a copy of another, and the one that it is a copy of; that may be gone.
type Copy struct {
	Article
	Original Article
}

// Copies lists the articles that are copies, the newest first, and tells how many there are in all;
// of a filter it takes the page.
func (x *Index) Copies(ctx context.Context, f Filter) (out []Copy, all int, err error) {
	skip, most := f.window()
	if err := x.read.QueryRowContext(ctx, "select count(*) from copy").Scan(&all); err != nil {
		return nil, 0, err
	}
	query := `select d.json, coalesce(o.json, '{}') from copy c join data d on d.id = c.record
		left join article a on a.iri = c.original left join data o on o.id = a.record order by c.record desc limit ? offset ?`
	err = each(ctx, x.read, query, []any{most, skip}, func(r *sql.Rows) error {
		var copied, original []byte
		if err := r.Scan(&copied, &original); err != nil {
			return err
		}
		a, err := decoded[Article](copied)
		if err != nil {
			return err
		}
		of, err := decoded[Article](original)
		if err != nil {
			return err
		}
		out = append(out, Copy{*a, *of})
		return nil
	})
	return out, all, err
}
