package postgres

import (
	"bytes"
	"context"
	"errors"
	"slices"

	"github.com/hidal-go/hidalgo/kv"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// writing is a transaction for writing. It keeps what is put until the end, and then copies it all
// at once: `COPY` takes a hundred times as many rows a second as single statements.
type writing struct {
	database *Database
	tx       pgx.Tx
	reading
	pairs map[string]pair // to be written
	there map[string]bool // whether keys that were read were there
}

type pair struct {
	value   []byte
	deleted bool
}

// inside looks up within a transaction.
type inside struct{ tx pgx.Tx }

func (i inside) rows(ctx context.Context, sql string, args []any, each func(key, value []byte)) error {
	return rows(ctx, i.tx, sql, args, each)
}

func (d *Database) begin() (*writing, error) {
	if d.writer == nil {
		return nil, errors.New("postgres: writing is begun outside of Alone")
	}
	tx, err := d.writer.Begin(context.Background())
	if err != nil {
		return nil, err
	}
	return &writing{
		database: d,
		tx:       tx,
		reading:  reading{inside{tx}},
		pairs:    map[string]pair{},
		there:    map[string]bool{},
	}, nil
}

func (w *writing) Get(ctx context.Context, key kv.Key) (kv.Value, error) {
	found, err := w.GetBatch(ctx, []kv.Key{key})
	if err != nil {
		return nil, err
	}
	if found[0] == nil {
		return nil, kv.ErrNotFound
	}
	return found[0], nil
}

func (w *writing) GetBatch(ctx context.Context, keys []kv.Key) ([]kv.Value, error) {
	encoded := make([]string, len(keys))
	var ask [][]byte
	for i, k := range keys {
		raw := encode(k)
		encoded[i] = string(raw)
		if _, put := w.pairs[encoded[i]]; !put {
			ask = append(ask, raw)
		}
	}
	found, err := w.all(ctx, ask)
	if err != nil {
		return nil, err
	}
	out := make([]kv.Value, len(keys))
	for i, k := range encoded {
		if p, put := w.pairs[k]; put {
			if !p.deleted {
				out[i] = p.value
			}
			continue
		}
		out[i] = found[k]
		w.there[k] = found[k] != nil
	}
	return out, nil
}

func (w *writing) Put(key kv.Key, v kv.Value) error {
	if len(key[len(key)-1]) == 0 && len(v) == 0 {
		return nil // Cayley's way to make a bucket
	}
	w.pairs[string(encode(key))] = pair{value: bytes.Clone(v)}
	return nil
}

func (w *writing) Del(key kv.Key) error {
	w.pairs[string(encode(key))] = pair{deleted: true}
	return nil
}

// Scan writes what was put first.
func (w *writing) Scan(prefix kv.Key) kv.Iterator {
	if err := w.flush(context.Background()); err != nil {
		return &iterator{done: true, err: err}
	}
	return w.reading.Scan(prefix)
}

func (w *writing) Commit(ctx context.Context) error {
	if err := w.finish(ctx); err != nil {
		return errors.Join(err, w.Close())
	}
	return w.tx.Commit(ctx)
}

func (w *writing) finish(ctx context.Context) error {
	if err := w.flush(ctx); err != nil {
		return err
	}
	version := 0
	if err := w.tx.QueryRow(ctx, "update quotegraph_state set version = version + 1 returning "+
		"version").Scan(&version); err != nil {
		return err
	}
	if _, err := w.tx.Exec(ctx, "insert into quotegraph_changed select $1, unnest($2::text[])", version,
		w.database.changing); err != nil {
		return err
	}
	w.database.changing = nil
	if version%kept == 0 {
		_, err := w.tx.Exec(ctx, "delete from quotegraph_changed where version < $1", version-kept)
		return err
	}
	return nil
}

func (w *writing) Close() error {
	err := w.tx.Rollback(context.Background())
	if errors.Is(err, pgx.ErrTxClosed) {
		return nil
	}
	return err
}

// flush writes what was put. Keys that were never there are copied into the table; where that
// fails, since one of those that nobody looked for is, they go the way of those that were: beside
// it first, then over what is there.
func (w *writing) flush(ctx context.Context) error {
	var fresh, others, gone [][]any
	for k, p := range w.pairs {
		there, looked := w.there[k]
		switch {
		case p.deleted:
			gone = append(gone, []any{[]byte(k)})
		case looked && there:
			others = append(others, []any{[]byte(k), p.value})
		default:
			fresh = append(fresh, []any{[]byte(k), p.value})
		}
	}
	clear(w.pairs)
	clear(w.there)
	if len(gone) > 0 {
		keys := make([][]byte, len(gone))
		for i, g := range gone {
			keys[i] = g[0].([]byte)
		}
		if _, err := w.tx.Exec(ctx, "delete from quotegraph_pairs where key = any($1)", keys); err != nil {
			return err
		}
	}
	if len(fresh) > 0 {
		taken, err := w.copied(ctx, fresh)
		if err != nil {
			return err
		}
		if !taken {
			others = append(others, fresh...)
		}
	}
	return w.over(ctx, others)
}

// inOrder sorts rows by their keys: neighbours go to the same page.
func inOrder(rows [][]any) {
	slices.SortFunc(rows, func(a, b []any) int { return bytes.Compare(a[0].([]byte), b[0].([]byte)) })
}

// copied copies new rows into the table; false if one of them is there.
func (w *writing) copied(ctx context.Context, rows [][]any) (bool, error) {
	inOrder(rows)
	point, err := w.tx.Begin(ctx) // a savepoint
	if err != nil {
		return false, err
	}
	_, err = point.CopyFrom(ctx, pgx.Identifier{"quotegraph_pairs"}, []string{"key", "value"}, pgx.CopyFromRows(rows))
	var refused *pgconn.PgError
	switch {
	case errors.As(err, &refused) && refused.Code == "23505": // unique_violation
		return false, point.Rollback(ctx)
	case err != nil:
		return false, err
	}
	return true, point.Commit(ctx)
}

// over writes rows over what is there.
func (w *writing) over(ctx context.Context, rows [][]any) error {
	if len(rows) == 0 {
		return nil
	}
	inOrder(rows)
	if _, err := w.tx.Exec(ctx, "create temp table if not exists quotegraph_incoming (key bytea, value bytea) on "+
		"commit delete rows"); err != nil {
		return err
	}
	if _, err := w.tx.CopyFrom(ctx, pgx.Identifier{"quotegraph_incoming"}, []string{"key", "value"},
		pgx.CopyFromRows(rows)); err != nil {
		return err
	}
	if _, err := w.tx.Exec(ctx, "insert into quotegraph_pairs select key, value from quotegraph_incoming on "+
		"conflict (key) do update set value = excluded.value"); err != nil {
		return err
	}
	_, err := w.tx.Exec(ctx, "truncate quotegraph_incoming")
	return err
}

// part is a transaction within Together, which ends it.
type part struct{ *writing }

func (part) Commit(context.Context) error { return nil }
func (part) Close() error                 { return nil }
