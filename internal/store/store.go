// Package store keeps the graph in Cayley, on disk or in a PostgreSQL server.
//
// A store is a folder with a database (indexes.bolt) that stock Cayley opens too, or the address of
// a server's database. Every quad's label is its article: Replace puts an article's quads in the
// place of those it had, Remove takes them away, each in one transaction, so that a store holds
// every article whole or not at all, whenever the program is stopped.
//
// The package knows nothing of language or of what the predicates mean.
package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/quad"
	hidalgo "github.com/hidal-go/hidalgo/kv"

	"quotegraph/internal/store/bolt"
	"quotegraph/internal/store/postgres"
)

// Options of Open. The zero value opens for writing and creates what is missing.
type Options struct {
	ReadOnly    bool
	LockTimeout time.Duration // how long to wait for another process; 0: 5 s
}

// ErrNoStore says that there is no store at a path that was to be read.
var ErrNoStore = errors.New("no store here")

// indexes of a new store. {S,P} serves forward steps, {O,P,S} reverse ones and whole quads,
// {L} an article's quads. Measured against the alternatives in docs/RESULTS.md.
var indexes = []kv.QuadIndex{
	{Dirs: []quad.Direction{quad.Subject, quad.Predicate}},
	{Dirs: []quad.Direction{quad.Object, quad.Predicate, quad.Subject}},
	{Dirs: []quad.Direction{quad.Label}},
}

var setIndexes = sync.OnceFunc(func() { kv.DefaultQuadIndexes = indexes })

// Store is an open store. Its methods may be called from several goroutines; writers take turns.
type Store struct {
	path     string // of the folder, or the server's address without its password
	folder   string // for what is kept beside the store on this machine
	readOnly bool
	graph    *indexed
	database database
	file     *bolt.Database // of a store in a folder
}

// database is what a store is kept in.
type database interface {
	hidalgo.KV
	// Committed returns the number of the last transaction that ended: two equal ones, and what was
	// read between is one state.
	Committed() (int, error)
	// Alone runs f while no other program writes.
	Alone(f func() error) error
	// Together runs f, in which several transactions for writing, one after another, become one.
	Together(f func() error) error
	// Changing tells which labels the next transaction for writing changes.
	Changing(labels []string)
	// Changed returns the labels that were changed after a version, where that is known.
	Changed(version int) (labels []string, known bool, err error)
}

// Open opens the store in a folder, or in the PostgreSQL database of an address:
// postgres://USER:PASSWORD@HOST/DATABASE. Errors: *LockedError when another process holds it,
// ErrNoStore (wrapped) when there is none and ReadOnly is set, else what the file system or
// database says, with the path.
func Open(path string, o Options) (*Store, error) {
	if o.LockTimeout == 0 {
		o.LockTimeout = 5 * time.Second
	}
	if postgres.Is(path) {
		return openServer(path, o)
	}
	bolt.Register()
	setIndexes()
	s := &Store{path: path, folder: path, readOnly: o.ReadOnly}
	opt := graph.Options{
		bolt.OptOpened:   func(d *bolt.Database) { s.file, s.database = d, d },
		bolt.OptTimeout:  int(o.LockTimeout / time.Millisecond),
		bolt.OptReadOnly: o.ReadOnly,
		kv.OptNoBloom:    true, // 22 MB of heap instead of 479 MB at 500,000 quads, and faster loading
	}
	if info, err := os.Stat(path); err == nil && !info.IsDir() {
		return nil, fmt.Errorf("store %s: is a file; a store is a folder that holds %s", path, bolt.File)
	}
	if err := prepare(path, o, opt); err != nil {
		return nil, explain(path, o, err)
	}
	err := s.guarded(func() error {
		qs, err := graph.NewQuadStore(bolt.Type, path, opt)
		if err != nil {
			return explain(path, o, err)
		}
		s.graph = &indexed{
			QuadStore: qs.(*kv.QuadStore),
			writer:    qs.(*kv.QuadStore),
			database:  s.database,
			versions:  s.database,
		}
		if s.graph.indexes, err = usable(context.Background(), s.graph.QuadStore); err != nil {
			return errors.Join(fmt.Errorf("store %s: %w", path, err), qs.Close())
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if !o.ReadOnly {
		if err := writeHolder(path, os.Args); err != nil {
			return nil, errors.Join(fmt.Errorf("store %s: %w", path, err), s.graph.Close())
		}
	}
	return s, nil
}

// prepare creates the database where there is none, unless it is only to be read.
func prepare(path string, o Options, opt graph.Options) error {
	_, err := os.Stat(filepath.Join(path, bolt.File))
	switch {
	case err == nil && o.ReadOnly:
		return nil
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return err
	case err != nil && o.ReadOnly:
		return ErrNoStore
	}
	// also over an existing file: an earlier program may have been stopped before its first
	// transaction ended
	if err == nil {
		err = graph.InitQuadStore(bolt.Type, path, opt)
		if errors.Is(err, graph.ErrDatabaseExists) {
			return nil
		}
		return err
	}
	return create(path, opt)
}

// create makes a new database aside and puts it in its place whole: a disk that is full leaves
// nothing half-made.
func create(path string, opt graph.Options) error {
	if err := os.MkdirAll(path, 0o755); err != nil {
		return err
	}
	aside, err := os.MkdirTemp(path, ".new-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(aside)
	if err := graph.InitQuadStore(bolt.Type, aside, opt); err != nil {
		return err
	}
	// not over one that another process has made meanwhile
	err = os.Link(filepath.Join(aside, bolt.File), filepath.Join(path, bolt.File))
	if err == nil || errors.Is(err, fs.ErrExist) {
		return nil
	}
	return os.Rename(filepath.Join(aside, bolt.File), filepath.Join(path, bolt.File)) // a file system without links
}

func explain(path string, o Options, err error) error {
	switch {
	case errors.Is(err, bolt.ErrLocked):
		return &LockedError{Path: path, Waited: o.LockTimeout, Holder: readHolder(path)}
	case errors.Is(err, ErrNoStore):
		return fmt.Errorf(
			"store %s: %w: fill one with `graph ingest PATH`, or name another with --db",
			path,
			ErrNoStore,
		)
	case errors.Is(err, graph.ErrNotInitialized):
		return fmt.Errorf("store %s: %w: its file holds no graph; fill it with `graph ingest PATH`", path, ErrNoStore)
	case errors.Is(err, bolt.ErrCut),
		strings.Contains(err.Error(), "invalid database"),
		strings.Contains(err.Error(), "checksum"),
		strings.Contains(err.Error(), "version mismatch"):
		return fmt.Errorf(
			"store %s: %s is no database of ours or is damaged (%w): restore it from a copy, or remove it and "+
				"ingest again",
			path,
			bolt.File,
			err,
		)
	}
	return fmt.Errorf("store %s: %w", path, err)
}

// usable returns those of our indexes that a store has: stock Cayley makes none by label, and
// before 0.7.6 had others altogether. Cayley keeps them to itself, but shows them in how it plans.
func usable(ctx context.Context, qs *kv.QuadStore) ([]kv.QuadIndex, error) {
	// no bucket: nothing in it yet
	if _, err := qs.QuadIteratorSize(ctx, quad.Subject, kv.Int64Value(0)); err != nil &&
		!errors.Is(err, kv.ErrNoBucket) {
		return nil, nil // {S} is looked up: an old store, to be scanned
	}
	it := qs.QuadIterator(quad.Label, kv.Int64Value(1))
	defer it.Close()
	if _, ok := it.(*kv.QuadIterator); ok {
		return indexes, nil
	}
	return indexes[:2], it.Err()
}

// Close closes the store. It must not be used afterwards.
func (s *Store) Close() error {
	err := s.graph.Close()
	if !s.readOnly && s.file != nil {
		err = errors.Join(err, removeHolder(s.path))
	}
	return err
}

// Reading begins a transaction for reading, for who hands its database on to another process.
func (s *Store) Reading() (hidalgo.Tx, error) { return s.database.Tx(false) }

// Graph returns the store for Cayley's query languages.
func (s *Store) Graph() graph.QuadStore { return s.graph }

// Change is what an article's quads are to be. No quads: the article is to be removed.
type Change struct {
	Label quad.IRI
	Quads []quad.Quad // each with Label as its label
	Aside quad.IRI    // a predicate that is no change by itself: where an article was read from; empty: none
	// what the quads were made of; not nil: the label must have just these still, or nothing is
	// changed (ErrChanged)
	Was []quad.Quad
}

// ErrChanged says that somebody else changed what a change was made of.
var ErrChanged = errors.New("another program changed it meanwhile: try again")

// Counts says what Apply changed.
type Counts struct {
	Added, Removed int // quads
	New, Replaced  int // articles that were not there before; that were and changed
	Same           int // articles that were there just so
	Gone           int // articles removed
}

// Add adds what another transaction changed.
func (c *Counts) Add(d Counts) {
	c.Added, c.Removed, c.New = c.Added+d.Added, c.Removed+d.Removed, c.New+d.New
	c.Replaced, c.Same, c.Gone = c.Replaced+d.Replaced, c.Same+d.Same, c.Gone+d.Gone
}

// Apply carries out changes in one transaction: all of them or, on an error, none. Where two are
// for one label, the later one counts.
//
// A change is applied as a difference: Cayley's store loses a quad that is deleted and added in
// one batch, and miscounts the nodes of one that is added twice.
func (s *Store) Apply(ctx context.Context, changes []Change) (counts Counts, err error) {
	s.graph.writing.Lock()
	defer s.graph.writing.Unlock()
	err = s.guarded(func() error {
		return s.database.Alone(func() error {
			counts, err = s.apply(ctx, changes)
			return err
		})
	})
	return counts, s.locked(err)
}

// apply is called by who writes alone.
func (s *Store) apply(ctx context.Context, changes []Change) (Counts, error) {
	var counts Counts
	var deltas []graph.Delta
	now := map[quad.IRI][]quad.Quad{}
	for i, c := range changes {
		if slices.ContainsFunc(changes[i+1:], func(d Change) bool { return d.Label == c.Label }) {
			continue
		}
		d, err := s.difference(ctx, c, &counts)
		if err != nil {
			return Counts{}, fmt.Errorf("store %s: %w", s.path, err)
		}
		if len(d) > 0 {
			now[c.Label] = append([]quad.Quad{}, c.Quads...)
		}
		deltas = append(deltas, d...)
	}
	if len(deltas) == 0 {
		return counts, nil
	}
	if err := s.graph.apply(deltas, graph.IgnoreOpts{IgnoreDup: true, IgnoreMissing: true}, now); err != nil {
		return Counts{}, fmt.Errorf("store %s: writing: %w", s.path, err)
	}
	return counts, nil
}

// difference is what must be added and deleted for a change, which it counts.
func (s *Store) difference(ctx context.Context, c Change, counts *Counts) ([]graph.Delta, error) {
	old, err := s.Quads(ctx, c.Label)
	if err != nil {
		return nil, err
	}
	have := setOf(old)
	if c.Was != nil &&
		(len(c.Was) != len(old) || slices.ContainsFunc(c.Was, func(q quad.Quad) bool { return !have[q] })) {
		return nil, fmt.Errorf("%s: %w", Text(c.Label), ErrChanged)
	}
	for _, q := range c.Quads {
		if q.Label != c.Label {
			return nil, fmt.Errorf("quad %v is not labelled %v", q, c.Label)
		}
	}
	deltas := deltasOf(old, have, c.Quads)
	if len(c.Quads) > 0 && len(old) > 0 && c.onlyAside(deltas) {
		deltas = nil
	}
	counts.Added += added(deltas)
	counts.Removed += len(deltas) - added(deltas)
	switch {
	case len(c.Quads) == 0 && len(old) > 0:
		counts.Gone++
	case len(c.Quads) > 0 && len(old) == 0:
		counts.New++
	case len(deltas) > 0:
		counts.Replaced++
	default:
		counts.Same++
	}
	return deltas, nil
}

func setOf(quads []quad.Quad) map[quad.Quad]bool {
	set := make(map[quad.Quad]bool, len(quads))
	for _, q := range quads {
		set[q] = true
	}
	return set
}

// deltasOf are what makes old quads, which are also given as a set, the wanted ones: each of those
// that are new is added once, then those are deleted that are not wanted.
func deltasOf(old []quad.Quad, have map[quad.Quad]bool, wanted []quad.Quad) []graph.Delta {
	want := make(map[quad.Quad]bool, len(wanted))
	var deltas []graph.Delta
	for _, q := range wanted {
		if !want[q] && !have[q] {
			deltas = append(deltas, graph.Delta{Quad: q, Action: graph.Add})
		}
		want[q] = true
	}
	for _, q := range old {
		if !want[q] {
			deltas = append(deltas, graph.Delta{Quad: q, Action: graph.Delete})
		}
	}
	return deltas
}

// onlyAside tells whether nothing differs but quads of the predicate that is to be left aside.
func (c *Change) onlyAside(deltas []graph.Delta) bool {
	return c.Aside != "" &&
		!slices.ContainsFunc(deltas, func(d graph.Delta) bool { return d.Quad.Predicate != quad.Value(c.Aside) })
}

func added(deltas []graph.Delta) int {
	n := 0
	for _, d := range deltas {
		if d.Action == graph.Add {
			n++
		}
	}
	return n
}

// Quads returns the quads with a label, in no set order; none if there is no such label.
func (s *Store) Quads(ctx context.Context, label quad.IRI) ([]quad.Quad, error) {
	return s.Match(ctx, quad.Quad{Label: label}, -1)
}

// Match returns the quads that have what a pattern has, at most so many (-1: all), in no set order;
// what is nil in the pattern may be anything. A pattern with a subject, an object or a label is
// looked up, others are scanned for.
func (s *Store) Match(ctx context.Context, pattern quad.Quad, most int) (found []quad.Quad, err error) {
	err = s.guarded(func() error {
		found, err = s.collect(ctx, s.graph.matching(pattern), most)
		return err
	})
	return found, err
}

// collect reads an iterator's quads, at most so many (-1: all), and closes it. Their nodes are
// looked up together, each once.
func (s *Store) collect(ctx context.Context, it graph.Iterator, most int) ([]quad.Quad, error) {
	var refs []graph.Ref
	at := map[any]int{} // of a node in refs
	var places [][4]int
	for len(places) != most && it.Next(ctx) {
		var place [4]int
		for i, d := range quad.Directions {
			ref := s.graph.QuadDirection(it.Result(), d)
			place[i] = -1
			if ref == nil {
				continue
			}
			key := ref.Key()
			if _, known := at[key]; !known {
				at[key] = len(refs)
				refs = append(refs, ref)
			}
			place[i] = at[key]
		}
		places = append(places, place)
	}
	// closed before the next transaction begins: see bolt.mapped
	if err := errors.Join(it.Err(), it.Close()); err != nil {
		return nil, err
	}
	values, err := s.graph.ValuesOf(ctx, refs)
	if err != nil {
		return nil, err
	}
	out := make([]quad.Quad, len(places))
	for i, place := range places {
		for k, d := range quad.Directions {
			if place[k] >= 0 {
				out[i].Set(d, values[place[k]])
			}
		}
		if !out[i].IsValid() {
			return nil, errUnreadable
		}
	}
	return out, nil
}

// errUnreadable: a node of a quad is not there. While somebody writes, it may be gone since the
// quad was found.
var errUnreadable = errors.New("a quad can't be read: the database is damaged")

// Each calls f with every quad of the store, in no set order, until it returns an error.
func (s *Store) Each(ctx context.Context, f func(quad.Quad) error) error {
	return s.guarded(func() error {
		it := s.graph.QuadsAllIterator()
		defer it.Close()
		for it.Next(ctx) {
			q := s.graph.Quad(it.Result())
			if !q.IsValid() && s.Shared() {
				continue // gone since it was found
			}
			if err := f(q); err != nil {
				return err
			}
		}
		return it.Err()
	})
}

// attempts at reading one state before writers are made to wait.
const attempts = 4

// Snapshot runs f, which reads the store, so that it sees one state of it: again when somebody
// wrote meanwhile, and at last while writers wait. f must not write.
func (s *Store) Snapshot(f func() error) error {
	for range attempts {
		before, err := s.database.Committed()
		if err != nil {
			return fmt.Errorf("store %s: %w", s.path, err)
		}
		found := f()
		if after, err := s.database.Committed(); err == nil && after == before {
			return found
		}
	}
	return s.database.Alone(func() error {
		s.graph.committing.Lock()
		defer s.graph.committing.Unlock()
		return f()
	})
}

// Version returns a number that every change of the store raises.
func (s *Store) Version() int {
	s.graph.committing.Lock()
	defer s.graph.committing.Unlock()
	n, err := s.database.Committed()
	if err != nil {
		return -1
	}
	return n
}

// Committed is Version for a Keeper: it does not wait for a change that is written and not yet told of.
func (s *Store) Committed() (int, error) { return s.database.Committed() }

// Keeper keeps something in step with the store.
type Keeper interface {
	// Before is told, before they are written, of which articles the quads are about to change,
	// what they will be, and the store's version until then; nil instead of quads: they are to be
	// read afterwards. An error stops the write.
	Before(version int, will map[quad.IRI][]quad.Quad) error
	// After is told that they are so now, and the store's version. failed: nothing was written.
	After(version int, now map[quad.IRI][]quad.Quad, failed error)
}

// Keep has a keeper told of each change, whoever writes through this Store or its Graph. To be
// called before the store is used.
func (s *Store) Keep(k Keeper) { s.graph.keeper = k }

// Changed returns the labels that were changed after a version, by whatever program; known is false
// where the store does not remember.
func (s *Store) Changed(version int) (labels []string, known bool, err error) {
	return s.database.Changed(version)
}

// Shared reports whether other programs may write to the store while it is open.
func (s *Store) Shared() bool { return s.file == nil }

// Path returns the store's folder, or its server's address without the password.
func (s *Store) Path() string { return s.path }

// Folder returns the folder on this machine for what is kept beside the store, such as the index.
func (s *Store) Folder() string { return s.folder }

// Size returns the number of quads.
func (s *Store) Size() int64 { return s.graph.Size() }
