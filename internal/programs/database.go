package programs

import (
	"context"
	"errors"

	"github.com/hidal-go/hidalgo/kv"
)

// Database is the store's key-value database as a program's process has it: what is read is asked
// of the parent, which has one transaction open for the whole of the program. Nothing can be
// written.
type Database struct{ wire *wire }

var _ kv.KV = Database{}

func (Database) Close() error { return nil }

func (d Database) Tx(rw bool) (kv.Tx, error) {
	if rw {
		return nil, kv.ErrReadOnly
	}
	return transaction(d), nil
}

type transaction struct{ wire *wire }

func (transaction) Commit(context.Context) error { return nil }
func (transaction) Close() error                 { return nil }
func (transaction) Put(kv.Key, kv.Value) error   { return kv.ErrReadOnly }
func (transaction) Del(kv.Key) error             { return kv.ErrReadOnly }

func (t transaction) Get(ctx context.Context, key kv.Key) (kv.Value, error) {
	values, err := t.GetBatch(ctx, []kv.Key{key})
	if err == nil && values[0] == nil {
		err = kv.ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	return values[0], nil
}

func (t transaction) GetBatch(ctx context.Context, keys []kv.Key) ([]kv.Value, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	fields := make([][]byte, len(keys))
	for i, k := range keys {
		fields[i] = join(k)
	}
	found, err := t.wire.ask(lookUp, fields...)
	if err != nil {
		return nil, err
	}
	if len(found) != len(keys) {
		return nil, errWire
	}
	values := make([]kv.Value, len(keys))
	for i, f := range found {
		if len(f) > 0 && f[0] == 1 {
			values[i] = f[1:]
		}
	}
	return values, nil
}

func (t transaction) Scan(prefix kv.Key) kv.Iterator {
	return &iterator{wire: t.wire, prefix: prefix, batch: first}
}

// Entries that are fetched at once: few at first, as most scans are short, then more and more.
const (
	first = 16
	most  = 1024
)

// iterator fetches a scan's entries from the parent.
type iterator struct {
	wire    *wire
	prefix  kv.Key
	batch   int
	id      []byte // by which the parent knows the scan; nil before it is begun
	entries [][]byte
	done    bool // the parent has no more
	key     kv.Key
	value   kv.Value
	err     error
}

func (it *iterator) Next(ctx context.Context) bool {
	if it.err = ctx.Err(); it.err != nil {
		return false
	}
	if len(it.entries) == 0 && !it.done {
		if it.err = it.fetch(); it.err != nil {
			return false
		}
	}
	if len(it.entries) < 2 {
		return false
	}
	var key [][]byte
	key, it.err = split(it.entries[0])
	it.key, it.value, it.entries = key, it.entries[1], it.entries[2:]
	return it.err == nil
}

func (it *iterator) fetch() error {
	var fields [][]byte
	var err error
	if it.id == nil {
		fields, err = it.wire.ask(scan, join(it.prefix), number(it.batch))
		if err == nil && len(fields) == 0 {
			err = errWire
		}
		if err != nil {
			return err
		}
		it.id, fields = fields[0], fields[1:]
	} else if fields, err = it.wire.ask(more, it.id, number(it.batch)); err != nil {
		return err
	}
	it.entries, it.done = fields, len(fields) < 2*it.batch
	it.batch = min(2*it.batch, most)
	return nil
}

func (it *iterator) Key() kv.Key   { return it.key }
func (it *iterator) Val() kv.Value { return it.value }
func (it *iterator) Err() error    { return it.err }

func (it *iterator) Close() error {
	if it.id == nil || it.done {
		return nil
	}
	it.done, it.entries = true, nil
	_, err := it.wire.ask(leave, it.id)
	return err
}

// asked answers a child's questions about the database out of one transaction.
type asked struct {
	tx    kv.Tx
	scans map[int]kv.Iterator
	next  int
}

// mostScans is how many scans of one program may be open at once.
const mostScans = 4096

var errScans = errors.New("the program has too many iterators open at once")

func (a *asked) lookUp(ctx context.Context, keys [][]byte) ([][]byte, error) {
	batch := make([]kv.Key, len(keys))
	for i, raw := range keys {
		parts, err := split(raw)
		if err != nil {
			return nil, err
		}
		batch[i] = parts
	}
	values, err := a.tx.GetBatch(ctx, batch)
	if err != nil {
		return nil, err
	}
	out := make([][]byte, len(values))
	for i, v := range values {
		if v == nil {
			out[i] = []byte{0}
		} else {
			out[i] = append([]byte{1}, v...)
		}
	}
	return out, nil
}

func (a *asked) scan(ctx context.Context, prefix, n []byte) ([][]byte, error) {
	key, err := split(prefix)
	if err != nil {
		return nil, err
	}
	if len(a.scans) == mostScans {
		return nil, errScans
	}
	a.next++
	a.scans[a.next] = a.tx.Scan(key)
	id := number(a.next)
	entries, err := a.more(ctx, id, n)
	return append([][]byte{id}, entries...), err
}

// more gives the next entries of a scan, key and value in turn; fewer than were asked for: it has
// ended.
func (a *asked) more(ctx context.Context, id, n []byte) ([][]byte, error) {
	number, err := numberOf(id)
	if err != nil {
		return nil, err
	}
	count, err := numberOf(n)
	if err != nil {
		return nil, err
	}
	it := a.scans[number]
	if it == nil {
		return nil, errWire
	}
	var out [][]byte
	for range min(count, most) {
		if !it.Next(ctx) {
			err := it.Err()
			return out, errors.Join(err, a.leave(id))
		}
		out = append(out, join(it.Key()), it.Val())
	}
	return out, nil
}

func (a *asked) leave(id []byte) error {
	number, err := numberOf(id)
	if err != nil {
		return err
	}
	it := a.scans[number]
	delete(a.scans, number)
	if it == nil {
		return nil
	}
	return it.Close()
}

func (a *asked) close() error {
	var errs []error
	for _, it := range a.scans {
		errs = append(errs, it.Close())
	}
	return errors.Join(append(errs, a.tx.Close())...)
}
