// Package store keeps the graph in Cayley, on disk.
//
// A store is a folder with a database (indexes.bolt) that stock Cayley opens too. Every quad's
// label is its article: Replace puts an article's quads in the place of those it had, Remove
// takes them away, each in one transaction, so that a store holds every article whole or not
// at all, whenever the program is stopped.
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

	"quotegraph/internal/store/bolt"
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
	path     string
	readOnly bool
	graph    *indexed
	writing  sync.Mutex
}

// Open opens the store in a folder. Errors: *LockedError when another process holds it,
// ErrNoStore (wrapped) when there is none and ReadOnly is set, else what the file system or
// database says, with the path.
func Open(path string, o Options) (*Store, error) {
	if o.LockTimeout == 0 {
		o.LockTimeout = 5 * time.Second
	}
	bolt.Register()
	setIndexes()
	opt := graph.Options{
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
	qs, err := graph.NewQuadStore(bolt.Type, path, opt)
	if err != nil {
		return nil, explain(path, o, err)
	}
	s := &Store{path: path, readOnly: o.ReadOnly, graph: &indexed{QuadStore: qs.(*kv.QuadStore)}}
	if s.graph.indexes, err = usable(context.Background(), s.graph.QuadStore); err != nil {
		return nil, errors.Join(fmt.Errorf("store %s: %w", path, err), qs.Close())
	}
	if !o.ReadOnly {
		if err := writeHolder(path, os.Args); err != nil {
			return nil, errors.Join(fmt.Errorf("store %s: %w", path, err), qs.Close())
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
	// Also over an existing file: the program may have been stopped before its first transaction ended.
	err = graph.InitQuadStore(bolt.Type, path, opt)
	if errors.Is(err, graph.ErrDatabaseExists) {
		return nil
	}
	return err
}

func explain(path string, o Options, err error) error {
	switch {
	case errors.Is(err, bolt.ErrLocked):
		return &LockedError{Path: path, Waited: o.LockTimeout, Holder: readHolder(path)}
	case errors.Is(err, ErrNoStore):
		return fmt.Errorf("store %s: %w: fill one with `graph ingest PATH`, or name another with --db", path, ErrNoStore)
	case errors.Is(err, graph.ErrNotInitialized):
		return fmt.Errorf("store %s: %w: its file holds no graph; fill it with `graph ingest PATH`", path, ErrNoStore)
	case strings.Contains(err.Error(), "invalid database"), strings.Contains(err.Error(), "checksum"), strings.Contains(err.Error(), "version mismatch"):
		return fmt.Errorf("store %s: %s is no database of ours or is damaged (%w): restore it from a copy, or remove it and ingest again", path, bolt.File, err)
	}
	return fmt.Errorf("store %s: %w", path, err)
}

// usable returns those of our indexes that a store has: stock Cayley makes none by label, and
// before 0.7.6 had others altogether. Cayley keeps them to itself, but shows them in how it plans.
func usable(ctx context.Context, qs *kv.QuadStore) ([]kv.QuadIndex, error) {
	if _, err := qs.QuadIteratorSize(ctx, quad.Subject, kv.Int64Value(0)); err != nil {
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
	if !s.readOnly {
		err = errors.Join(err, removeHolder(s.path))
	}
	return err
}

// Graph returns the store for Cayley's query languages.
func (s *Store) Graph() graph.QuadStore { return s.graph }

// Change is what an article's quads are to be. No quads: the article is to be removed.
type Change struct {
	Label quad.IRI
	Quads []quad.Quad // each with Label as its label
}

// Counts says what Apply changed.
type Counts struct {
	Added, Removed int // quads
	New, Replaced  int // articles that were not there before; that were and changed
	Same           int // articles that were there just so
	Gone           int // articles removed
}

// Apply carries out changes in one transaction: all of them or, on an error, none. Where two are
// for one label, the later one counts.
//
// A change is applied as a difference: Cayley's store loses a quad that is deleted and added in
// one batch, and miscounts the nodes of one that is added twice.
func (s *Store) Apply(ctx context.Context, changes []Change) (Counts, error) {
	s.writing.Lock()
	defer s.writing.Unlock()
	var counts Counts
	var deltas []graph.Delta
	for i, c := range changes {
		if slices.ContainsFunc(changes[i+1:], func(d Change) bool { return d.Label == c.Label }) {
			continue
		}
		d, err := s.difference(ctx, c, &counts)
		if err != nil {
			return Counts{}, fmt.Errorf("store %s: %w", s.path, err)
		}
		deltas = append(deltas, d...)
	}
	if len(deltas) == 0 {
		return counts, nil
	}
	if err := s.graph.ApplyDeltas(deltas, graph.IgnoreOpts{}); err != nil {
		return Counts{}, fmt.Errorf("store %s: writing: %w", s.path, err)
	}
	return counts, nil
}

func (s *Store) difference(ctx context.Context, c Change, counts *Counts) ([]graph.Delta, error) {
	old, err := s.Quads(ctx, c.Label)
	if err != nil {
		return nil, err
	}
	have := make(map[quad.Quad]bool, len(old))
	for _, q := range old {
		have[q] = true
	}
	want := make(map[quad.Quad]bool, len(c.Quads))
	var deltas []graph.Delta
	for _, q := range c.Quads {
		if q.Label != c.Label {
			return nil, fmt.Errorf("quad %v is not labelled %v", q, c.Label)
		}
		if !want[q] && !have[q] {
			deltas = append(deltas, graph.Delta{Quad: q, Action: graph.Add})
			counts.Added++
		}
		want[q] = true
	}
	for _, q := range old {
		if !want[q] {
			deltas = append(deltas, graph.Delta{Quad: q, Action: graph.Delete})
			counts.Removed++
		}
	}
	switch {
	case len(want) == 0 && len(old) > 0:
		counts.Gone++
	case len(want) > 0 && len(old) == 0:
		counts.New++
	case len(deltas) > 0:
		counts.Replaced++
	default:
		counts.Same++
	}
	return deltas, nil
}

// Quads returns the quads with a label, in no set order; none if there is no such label.
func (s *Store) Quads(ctx context.Context, label quad.IRI) ([]quad.Quad, error) {
	ref := s.graph.ValueOf(label)
	if ref == nil {
		return nil, nil
	}
	it := s.graph.QuadIterator(quad.Label, ref)
	defer it.Close()
	return s.collect(ctx, it)
}

func (s *Store) collect(ctx context.Context, it graph.Iterator) ([]quad.Quad, error) {
	var out []quad.Quad
	for it.Next(ctx) {
		q := s.graph.Quad(it.Result())
		if !q.IsValid() {
			return nil, errors.New("a quad can't be read: the database is damaged")
		}
		out = append(out, q)
	}
	return out, it.Err()
}

// Each calls f with every quad of the store, in no set order, until it returns an error.
func (s *Store) Each(ctx context.Context, f func(quad.Quad) error) error {
	it := s.graph.QuadsAllIterator()
	defer it.Close()
	for it.Next(ctx) {
		if err := f(s.graph.Quad(it.Result())); err != nil {
			return err
		}
	}
	return it.Err()
}

// Size returns the number of quads.
func (s *Store) Size() int64 { return s.graph.Size() }
