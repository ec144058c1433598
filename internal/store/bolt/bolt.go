// Package bolt is a key-value backend for Cayley over go.etcd.io/bbolt, the maintained
// successor of the library that Cayley's own bolt backend is built on.
//
// It keeps that backend's file name and format (indexes.bolt in a folder), so that stock
// Cayley (`cayley http -d bolt -a FOLDER`) opens what is written here, and adds what it lacks:
// a time-out on a locked file, opening for reading only, which many processes may do at once,
// and a clean run under the race detector.
package bolt

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"syscall"
	"time"

	"github.com/cayleygraph/cayley/graph"
	cayleykv "github.com/cayleygraph/cayley/graph/kv"
	"github.com/hidal-go/hidalgo/kv"
	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

const (
	// Type is the name under which Register makes the backend known to Cayley.
	Type = "bbolt"
	// File is the database's name in its folder.
	File = "indexes.bolt"

	OptTimeout  = "timeout"   // how long to wait for the file's lock, in milliseconds; default 5000
	OptReadOnly = "read_only" // share the lock with other readers, refuse to write
	OptOpened   = "opened"    // a func(*Database), called with what was opened: Cayley keeps it to itself
)

// mapped is how much address space a database that is written to gets at once, in bytes. Where it
// must get more, the writer waits for all readers and new readers wait for the writer: one that
// begins a second transaction inside its first, as Cayley's iterators do, waits for ever.
var mapped int64 = 64 << 30

// ErrLocked is what Open returns (wrapped) when another process kept the lock for the whole time-out.
var ErrLocked = berrors.ErrTimeout

// Register makes the backend known to Cayley under Type; further calls do nothing.
var Register = sync.OnceFunc(func() {
	cayleykv.Register(Type, cayleykv.Registration{NewFunc: Open, InitFunc: Create, IsPersistent: true})
})

// Create opens the database in a folder, making both where they are missing.
func Create(folder string, opt graph.Options) (kv.KV, error) {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, err
	}
	return open(folder, opt)
}

// Open opens the database in a folder; a missing one is an error that wraps fs.ErrNotExist.
func Open(folder string, opt graph.Options) (kv.KV, error) {
	if _, err := os.Stat(filepath.Join(folder, File)); err != nil {
		return nil, err
	}
	return open(folder, opt)
}

func open(folder string, opt graph.Options) (kv.KV, error) {
	ms, err := opt.IntKey(OptTimeout, 5000)
	if err != nil {
		return nil, err
	}
	readOnly, err := opt.BoolKey(OptReadOnly, false)
	if err != nil {
		return nil, err
	}
	path := filepath.Join(folder, File)
	if err := whole(path); err != nil {
		return nil, err
	}
	o := &bbolt.Options{
		Timeout:      time.Duration(ms) * time.Millisecond,
		ReadOnly:     readOnly,
		FreelistType: bbolt.FreelistMapType,
	}
	if !readOnly && runtime.GOOS != "windows" && strconv.IntSize == 64 { // elsewhere the file would become as large
		o.InitialMmapSize = int(mapped)
	}
	db, err := bbolt.Open(path, 0o644, o)
	if errors.Is(err, syscall.ENOMEM) && o.InitialMmapSize > 0 { // a limit on address space
		o.InitialMmapSize = 0
		db, err = bbolt.Open(path, 0o644, o)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	opened := &Database{DB: db}
	if tell, ok := opt[OptOpened].(func(*Database)); ok {
		tell(opened)
	}
	return opened, nil
}

// ErrCut says that a file ends before its last page.
var ErrCut = errors.New("the file is cut")

// whole refuses a file that is shorter than its newest meta page says: the end of it would be
// mapped, and reading there is a fault that no program can catch. Where things stand in a meta
// page: bbolt's internal/common/meta.go.
func whole(path string) error {
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || info.Size() == 0 {
		return err
	}
	const header, length, magic = 16, 64, 0xED0CDAED
	newest, need := uint64(0), uint64(0)
	size := int64(4096)
	for page := range int64(2) {
		raw := make([]byte, header+length)
		if _, err := f.ReadAt(raw, page*size); err != nil {
			continue // bbolt says what it is
		}
		meta := raw[header:]
		if binary.LittleEndian.Uint32(meta) != magic {
			continue
		}
		size = int64(binary.LittleEndian.Uint32(meta[8:]))
		if tx := binary.LittleEndian.Uint64(meta[48:]); tx >= newest {
			newest, need = tx, binary.LittleEndian.Uint64(meta[40:])*uint64(size)
		}
	}
	if need > uint64(info.Size()) {
		return fmt.Errorf("%s: %w: it has %d bytes and needs %d", path, ErrCut, info.Size(), need)
	}
	return nil
}

// Database is an open database.
type Database struct {
	*bbolt.DB
	together *bbolt.Tx // while Together runs

	gate   sync.Mutex
	open   int           // transactions under way
	closed bool          // none begins any more
	idle   chan struct{} // closed when the last one has ended; made by Close
}

// ErrClosed says that the database is closed, or about to be.
var ErrClosed = berrors.ErrDatabaseNotOpen

// closeWait is how long Close waits for transactions under way.
const closeWait = 5 * time.Second

// Close closes the database when the transactions under way have ended; none begins any more. A
// program that reads begins one transaction inside another, and bbolt's own Close, which waits for
// the first, makes the second wait for Close: both wait for ever.
func (d *Database) Close() error {
	d.gate.Lock()
	d.closed = true
	if d.open > 0 && d.idle == nil {
		d.idle = make(chan struct{})
	}
	idle := d.idle
	d.gate.Unlock()
	if idle != nil {
		select {
		case <-idle:
		case <-time.After(closeWait):
			return fmt.Errorf(
				"%s: something still reads it after %s; it stays open until the program ends",
				d.Path(),
				closeWait,
			)
		}
	}
	return d.DB.Close()
}

// begin begins a transaction that Close waits for; end is called when it has ended.
func (d *Database) begin(rw bool) (*bbolt.Tx, error) {
	d.gate.Lock()
	if d.closed {
		d.gate.Unlock()
		return nil, ErrClosed
	}
	d.open++
	d.gate.Unlock()
	tx, err := d.Begin(rw)
	if err != nil {
		d.end()
	}
	return tx, err
}

func (d *Database) end() {
	d.gate.Lock()
	defer d.gate.Unlock()
	d.open--
	if d.open == 0 && d.idle != nil {
		close(d.idle)
		d.idle = nil
	}
}

// Together runs f, in which several transactions for writing, one after another, become one: all of
// them or none. While it runs, nobody else may begin one.
func (d *Database) Together(f func() error) error {
	return d.Update(func(tx *bbolt.Tx) error {
		d.together = tx
		defer func() { d.together = nil }()
		return f()
	})
}

// Alone runs f. The lock of the database's file keeps other programs out.
func (d *Database) Alone(f func() error) error { return f() }

// Changing does nothing: nobody else follows what is written.
func (d *Database) Changing([]string) {}

// Changed knows nothing of what other programs changed.
func (d *Database) Changed(int) ([]string, bool, error) { return nil, false, nil }

// part is a transaction within Together, which ends it.
type part struct{ *transaction }

func (p part) Commit(context.Context) error { return p.flush() }
func (part) Close() error                   { return nil }

// Committed returns the number of the last transaction that ended: two equal ones, and what was
// read between is one state.
func (d *Database) Committed() (int, error) {
	tx, err := d.begin(false)
	if err != nil {
		return 0, err
	}
	defer d.end()
	id := tx.ID()
	return id, tx.Rollback()
}

func (d *Database) Tx(rw bool) (kv.Tx, error) {
	if rw && d.together != nil {
		return part{&transaction{tx: d.together}}, nil
	}
	tx, err := d.begin(rw)
	if err != nil {
		return nil, err
	}
	return &transaction{tx: tx, ended: sync.OnceFunc(d.end)}, nil
}

// transaction maps hierarchical keys to nested buckets: all parts but the last name a bucket.
type transaction struct {
	tx     *bbolt.Tx
	ended  func() // tells the database
	name   []byte // of the top bucket that was looked up last, and the bucket
	latest *bbolt.Bucket
	puts   map[string]map[string]pair // by bucket and key: what is to be written
}

// pair is a value to be written, or that there is to be none.
type pair struct {
	value   []byte
	deleted bool
}

// top returns a bucket at the top, nil if there is none. Reads ask for the same one again and again.
func (t *transaction) top(name []byte) *bbolt.Bucket {
	if t.latest == nil || !bytes.Equal(t.name, name) {
		t.name, t.latest = bytes.Clone(name), t.tx.Bucket(name)
	}
	return t.latest
}

func (t *transaction) root() *bbolt.Bucket { return t.tx.Cursor().Bucket() }

// bucket returns the bucket that holds the key's last part, and what of the key is left: one part
// when the bucket exists.
func (t *transaction) bucket(key kv.Key) (*bbolt.Bucket, kv.Key) {
	if len(key) <= 1 {
		return t.root(), key
	}
	b := t.top(key[0])
	for key = key[1:]; b != nil && len(key) > 1; key = key[1:] {
		b = b.Bucket(key[0])
	}
	return b, key
}

func (t *transaction) Get(_ context.Context, key kv.Key) (kv.Value, error) {
	if len(key) == 2 {
		if p, ok := t.puts[string(key[0])][string(key[1])]; ok {
			if p.deleted {
				return nil, kv.ErrNotFound
			}
			return p.value, nil
		}
	}
	if b, k := t.bucket(key); b != nil && len(k) == 1 {
		if v := b.Get(k[0]); v != nil {
			return v, nil
		}
	}
	return nil, kv.ErrNotFound
}

func (t *transaction) GetBatch(ctx context.Context, keys []kv.Key) ([]kv.Value, error) {
	return kv.GetBatch(ctx, t, keys)
}

// Put keeps what is put in a bucket until the transaction ends: then it is written in the order of
// the keys. bbolt keeps the keys of a page in a sorted slice, so that keys in any order move all
// that lie behind them; Cayley makes tens of thousands of buckets, by hash values.
func (t *transaction) Put(key kv.Key, v kv.Value) error {
	if len(key) == 2 && len(key[1]) > 0 {
		t.keep(key, pair{value: bytes.Clone(v)})
		return nil
	}
	return t.put(key, v)
}

func (t *transaction) keep(key kv.Key, p pair) {
	if t.puts == nil {
		t.puts = map[string]map[string]pair{}
	}
	in := t.puts[string(key[0])]
	if in == nil {
		in = map[string]pair{}
		t.puts[string(key[0])] = in
	}
	in[string(key[1])] = p
}

// flush writes what is kept.
func (t *transaction) flush() error {
	t.latest, t.name = nil, nil
	for _, name := range slices.Sorted(maps.Keys(t.puts)) {
		in := t.puts[name]
		b := t.tx.Bucket([]byte(name))
		for _, k := range slices.Sorted(maps.Keys(in)) {
			p := in[k]
			var err error
			switch {
			case p.deleted && b != nil:
				err = b.Delete([]byte(k))
			case p.deleted:
			case b == nil:
				if b, err = t.tx.CreateBucket([]byte(name)); err == nil {
					err = b.Put([]byte(k), p.value)
				}
			default:
				err = b.Put([]byte(k), p.value)
			}
			if err != nil {
				return err
			}
		}
	}
	t.puts = nil
	return nil
}

func (t *transaction) put(key kv.Key, v kv.Value) error {
	if len(key) == 1 {
		return t.root().Put(key[0], v)
	}
	b, err := t.tx.CreateBucketIfNotExists(key[0])
	for key = key[1:]; err == nil && len(key) > 1; key = key[1:] {
		b, err = b.CreateBucketIfNotExists(key[0])
	}
	if err != nil {
		return err
	}
	if len(key[0]) == 0 && len(v) == 0 {
		return nil // Cayley's way to make a bucket
	}
	return b.Put(key[0], v)
}

func (t *transaction) Del(key kv.Key) error {
	if len(key) == 2 {
		t.keep(key, pair{deleted: true})
		return nil
	}
	if b, k := t.bucket(key); b != nil && len(k) == 1 {
		return b.Delete(k[0])
	}
	return nil
}

func (t *transaction) Commit(context.Context) error {
	defer t.ended()
	if err := t.flush(); err != nil {
		return errors.Join(err, t.tx.Rollback())
	}
	return t.tx.Commit()
}

func (t *transaction) Close() error {
	defer t.ended()
	return t.tx.Rollback()
}

func (t *transaction) Scan(prefix kv.Key) kv.Iterator {
	if len(t.puts) > 0 {
		if err := t.flush(); err != nil {
			return &iterator{err: err}
		}
	}
	b, rest := t.bucket(prefix)
	if b == nil || len(rest) > 1 {
		return &iterator{}
	}
	it := &iterator{path: prefix[:len(prefix)-len(rest)].Clone()}
	var start []byte
	if len(rest) == 1 {
		start = rest[0]
	}
	it.levels = []level{{bucket: b, prefix: start}}
	return it
}

// level is a bucket that the iterator is in.
type level struct {
	bucket *bbolt.Bucket
	cursor *bbolt.Cursor
	prefix []byte // keys must begin with it; only the first level has one
}

// iterator walks a bucket's keys and, depth first, those of the buckets in it.
type iterator struct {
	levels []level
	path   kv.Key // names of the buckets above the current key
	k, v   []byte
	err    error
}

func (it *iterator) Next(ctx context.Context) bool {
	if it.err == nil {
		it.err = ctx.Err()
	}
	if it.err != nil {
		return false
	}
	for len(it.levels) > 0 {
		l := &it.levels[len(it.levels)-1]
		if l.cursor == nil {
			l.cursor = l.bucket.Cursor()
			it.k, it.v = l.cursor.Seek(l.prefix)
		} else {
			it.k, it.v = l.cursor.Next()
		}
		switch {
		case it.k == nil || !bytes.HasPrefix(it.k, l.prefix):
			it.levels = it.levels[:len(it.levels)-1]
			if len(it.path) > 0 {
				it.path = it.path[:len(it.path)-1]
			}
		case it.v == nil: // a bucket
			it.path = append(it.path, bytes.Clone(it.k))
			it.levels = append(it.levels, level{bucket: l.bucket.Bucket(it.k)})
		default:
			return true
		}
	}
	return false
}

func (it *iterator) Key() kv.Key   { return append(it.path.Clone(), bytes.Clone(it.k)) }
func (it *iterator) Val() kv.Value { return it.v }
func (it *iterator) Err() error    { return it.err }
func (it *iterator) Close() error {
	*it = iterator{}
	return nil
}
