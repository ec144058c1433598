package postgres

import (
	"bytes"
	"context"

	"github.com/hidal-go/hidalgo/kv"
	"github.com/jackc/pgx/v5"
)

// source gives keys and values.
type source interface {
	rows(ctx context.Context, sql string, args []any, each func(key, value []byte)) error
}

// rows calls each with the rows of a query.
func rows(ctx context.Context, from interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
}, sql string, args []any, each func(key, value []byte)) error {
	found, err := from.Query(ctx, sql, args...)
	if err != nil {
		return err
	}
	var k, v []byte
	_, err = pgx.ForEachRow(found, []any{&k, &v}, func() error {
		each(k, v)
		k, v = nil, nil
		return nil
	})
	return err
}

// reading reads what is committed. It holds no connection: Cayley's iterators begin one transaction
// within another, as deep as a question is.
type reading struct{ from source }

func (r reading) Get(ctx context.Context, key kv.Key) (kv.Value, error) {
	found, err := r.all(ctx, [][]byte{encode(key)})
	if err != nil {
		return nil, err
	}
	for _, v := range found {
		return v, nil
	}
	return nil, kv.ErrNotFound
}

func (r reading) GetBatch(ctx context.Context, keys []kv.Key) ([]kv.Value, error) {
	encoded := make([][]byte, len(keys))
	for i, k := range keys {
		encoded[i] = encode(k)
	}
	found, err := r.all(ctx, encoded)
	if err != nil {
		return nil, err
	}
	out := make([]kv.Value, len(keys))
	for i, k := range encoded {
		out[i] = found[string(k)]
	}
	return out, nil
}

// atOnce is how many keys are asked for in one query.
const atOnce = 10_000

// all returns the values of those keys that are there.
func (r reading) all(ctx context.Context, keys [][]byte) (map[string][]byte, error) {
	out := make(map[string][]byte, len(keys))
	for len(keys) > 0 {
		n := min(len(keys), atOnce)
		err := r.from.rows(
			ctx,
			"select key, value from quotegraph_pairs where key = any($1)",
			[]any{keys[:n]},
			func(k, v []byte) { out[string(k)] = v },
		)
		if err != nil {
			return nil, err
		}
		keys = keys[n:]
	}
	return out, nil
}

func (reading) Put(kv.Key, kv.Value) error   { return kv.ErrReadOnly }
func (reading) Del(kv.Key) error             { return kv.ErrReadOnly }
func (reading) Commit(context.Context) error { return nil }
func (reading) Close() error                 { return nil }

func (r reading) Scan(prefix kv.Key) kv.Iterator {
	from := encode(prefix)
	return &iterator{from: r.from, next: from, until: behind(from), page: firstPage}
}

// Rows that an iterator asks for at once: few at first, for who looks at the first only.
const (
	firstPage = 64
	mostPage  = 4096
)

// iterator reads keys in order, page by page.
type iterator struct {
	from        source
	next, until []byte // the keys still to be read: [next, until)
	page        int
	pairs       [][2][]byte
	at          int
	done        bool
	err         error
}

func (it *iterator) Next(ctx context.Context) bool {
	if it.err != nil {
		return false
	}
	if it.at++; it.at < len(it.pairs) {
		return true
	}
	if it.done {
		return false
	}
	var page [][2][]byte
	it.err = it.from.rows(
		ctx,
		"select key, value from quotegraph_pairs where key >= $1 and ($2::bytea is null or key < $2) order by key "+
			"limit $3",
		[]any{it.next, it.until, it.page},
		func(k, v []byte) { page = append(page, [2][]byte{k, v}) },
	)
	if it.pairs = page; it.err != nil || len(page) == 0 {
		it.done = true
		return false
	}
	it.done = len(it.pairs) < it.page
	it.at, it.page = 0, min(mostPage, it.page*4)
	it.next = append(bytes.Clone(it.pairs[len(it.pairs)-1][0]), zero)
	return true
}

func (it *iterator) Key() kv.Key   { return decode(it.pairs[it.at][0]) }
func (it *iterator) Val() kv.Value { return it.pairs[it.at][1] }
func (it *iterator) Err() error    { return it.err }
func (it *iterator) Close() error {
	it.pairs, it.done = nil, true
	return nil
}
