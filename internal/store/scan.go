package store

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
	hidalgo "github.com/hidal-go/hidalgo/kv"
)

// indexed is Cayley's key-value store with an optimiser that also uses an index of which only the
// first directions are given. The stock one wants all of them, so that a reverse step (object
// and predicate known, {object, predicate, subject} indexed) becomes a scan of everything.
type indexed struct {
	*kv.QuadStore
	writer     *kv.QuadStore  // that writes: Cayley keeps identifiers of nodes between its writes
	shared     bool           // other programs write too
	written    int            // the version that the writer has seen, of a shared store
	indexes    []kv.QuadIndex // as written in this store
	database   hidalgo.KV
	versions   database   // of a store that is written to
	writing    sync.Mutex // held from what a writer reads first to what it writes last
	committing sync.Mutex
	keeper     Keeper
}

var _ shape.Optimizer = (*indexed)(nil)

// Over returns the graph in a key-value database that is only read, such as one that another
// process has open.
func Over(database hidalgo.KV) (graph.QuadStore, error) {
	setIndexes()
	qs, err := kv.New(database, graph.Options{kv.OptNoBloom: true})
	if err != nil {
		return nil, err
	}
	s := &indexed{QuadStore: qs.(*kv.QuadStore), database: database}
	s.indexes, err = usable(context.Background(), s.QuadStore)
	return s, err
}

// ApplyDeltas writes in one transaction and tells of it. Deletions go first, apart from additions:
// in one batch Cayley writes an added quad without those of its nodes that the batch as a whole
// takes more quads from than it gives (kv.applyAddDeltas looks its nodes up among the increased
// ones only).
func (s *indexed) ApplyDeltas(deltas []graph.Delta, o graph.IgnoreOpts) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	return s.versions.Alone(func() error { return s.apply(deltas, o, nil) })
}

// apply is ApplyDeltas for who writes alone; now: all the quads of the labels that change, where
// they are known.
func (s *indexed) apply(deltas []graph.Delta, o graph.IgnoreOpts, now map[quad.IRI][]quad.Quad) error {
	var gone, added []graph.Delta
	for _, d := range deltas {
		if d.Action == graph.Delete {
			gone = append(gone, d)
		} else {
			added = append(added, d)
		}
	}
	if err := s.refused(gone, added, o); err != nil {
		return err
	}
	if s.shared {
		s.versions.Changing(labelsOf(deltas))
	}
	s.committing.Lock() // until it is told: a version that is read covers only what is
	defer s.committing.Unlock()
	if s.keeper == nil {
		return s.write(gone, added, o)
	}
	if now == nil {
		now = map[quad.IRI][]quad.Quad{}
		for _, d := range deltas {
			if label, ok := d.Quad.Label.(quad.IRI); ok {
				now[label] = nil
			}
		}
	}
	before, err := s.versions.Committed()
	if err != nil {
		return err
	}
	if err := s.keeper.Before(before, now); err != nil {
		return err
	}
	after, failed := before, errStopped
	defer func() { s.keeper.After(after, now, failed) }() // also where a damaged file ends the write
	if failed = s.write(gone, added, o); failed != nil {
		return failed
	}
	after, failed = s.versions.Committed()
	return failed
}

// errStopped is what a keeper is told where the database panicked: its file is damaged.
var errStopped = errors.New("writing was stopped")

// refused returns the error of a batch that Cayley would stop in its middle: then its cache keeps
// identifiers of nodes that were never written, and later quads get them.
func (s *indexed) refused(gone, added []graph.Delta, o graph.IgnoreOpts) error {
	for _, x := range []struct {
		deltas  []graph.Delta
		ignored bool
		there   bool
		err     error
	}{{gone, o.IgnoreMissing, false, graph.ErrQuadNotExist}, {added, o.IgnoreDup, true, graph.ErrQuadExists}} {
		if x.ignored {
			continue
		}
		for _, d := range x.deltas {
			if there, err := s.holds(d.Quad); err != nil {
				return err
			} else if there == x.there {
				return &graph.DeltaError{Delta: d, Err: x.err}
			}
		}
	}
	return nil
}

// holds tells whether a quad is in the store.
func (s *indexed) holds(q quad.Quad) (bool, error) {
	it := s.matching(q)
	defer it.Close()
	for it.Next(context.Background()) {
		if q.Label != nil || s.QuadDirection(it.Result(), quad.Label) == nil {
			return true, nil
		}
	}
	return false, it.Err()
}

// matching iterates over the quads that have what a pattern has; what is nil in the pattern may be
// anything.
func (s *indexed) matching(pattern quad.Quad) graph.Iterator {
	fixed := map[quad.Direction]graph.Ref{}
	var filter shape.Quads
	for _, d := range quad.Directions {
		if v := pattern.Get(d); v != nil {
			ref := s.ValueOf(v)
			if ref == nil {
				return iterator.NewNull()
			}
			fixed[d] = ref
			filter = append(filter, shape.QuadFilter{Dir: d, Values: shape.Fixed{ref}})
		}
	}
	if quads, ok := s.scan(fixed); ok {
		return quads.BuildIterator(s)
	}
	return filter.BuildIterator(s)
}

// ValueOf returns a value's node, or nil. It looks past Cayley's cache, which is for writers alone:
// a reader that began before a node was deleted would put the node back into it, and later quads
// would get a node that is no more.
func (s *indexed) ValueOf(v quad.Value) graph.Ref {
	refs, err := s.RefsOf(context.Background(), []quad.Value{v})
	if err != nil || refs[0] == kv.Int64Value(0) {
		return nil
	}
	return refs[0]
}

// RefsOf returns values' nodes, 0 where there is none.
func (s *indexed) RefsOf(ctx context.Context, values []quad.Value) ([]graph.Ref, error) {
	keys := make([]hidalgo.Key, len(values))
	for i, v := range values {
		h := graph.HashOf(v)
		keys[i] = hidalgo.Key{{'v', h[0], h[1]}, h[:]} // as kv.bucketForVal has it
	}
	refs := make([]graph.Ref, len(values))
	return refs, hidalgo.View(s.database, func(tx hidalgo.Tx) error {
		found, err := tx.GetBatch(ctx, keys)
		if err != nil {
			return err
		}
		for i, raw := range found {
			id, _ := binary.Uvarint(raw)
			refs[i] = kv.Int64Value(id)
		}
		return nil
	})
}

func (s *indexed) write(gone, added []graph.Delta, o graph.IgnoreOpts) error {
	if err := s.refresh(); err != nil {
		return err
	}
	var err error
	if len(gone) == 0 || len(added) == 0 {
		err = s.writer.ApplyDeltas(append(gone, added...), o)
	} else {
		err = s.versions.Together(func() error {
			if err := s.writer.ApplyDeltas(gone, o); err != nil {
				return err
			}
			return s.writer.ApplyDeltas(added, o)
		})
	}
	s.written++
	if err != nil {
		s.written = -1
	}
	return err
}

// refresh makes the writer anew where another program has written since it did, or it failed: what
// it keeps of nodes may be no more.
func (s *indexed) refresh() error {
	if !s.shared {
		return nil
	}
	version, err := s.versions.Committed()
	if err != nil || version == s.written {
		return err
	}
	qs, err := kv.New(s.database, graph.Options{kv.OptNoBloom: true})
	if err != nil {
		return err
	}
	s.writer, s.written = qs.(*kv.QuadStore), version
	return nil
}

// labelsOf returns the labels of what changes, each once.
func labelsOf(deltas []graph.Delta) []string {
	seen := map[string]bool{}
	for _, d := range deltas {
		if label, ok := d.Quad.Label.(quad.IRI); ok {
			seen[string(label)] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// OptimizeShape turns a set of quads with some directions fixed into a prefix scan of the index
// that has most of them in front; what the index does not decide is filtered.
func (s *indexed) OptimizeShape(sh shape.Shape) (shape.Shape, bool) {
	a, ok := sh.(shape.QuadsAction)
	if !ok || len(a.Filter) == 0 {
		return sh, false
	}
	quads, ok := s.scan(a.Filter)
	if !ok {
		return sh, false
	}
	return a.SimplifyFrom(quads), true
}

// scan returns the shape of the quads with some directions fixed; false if no index begins with one
// of them.
func (s *indexed) scan(fixed map[quad.Direction]graph.Ref) (shape.Shape, bool) {
	var best kv.QuadIndex
	most := 0
	for _, ind := range s.indexes {
		n := 0
		for n < len(ind.Dirs) && fixed[ind.Dirs[n]] != nil {
			n++
		}
		if n > most {
			best, most = ind, n
		}
	}
	if most == 0 {
		return nil, false
	}
	scan := prefixScan{index: best}
	rest := shape.Quads{}
	for d, v := range fixed {
		if !slices.Contains(best.Dirs[:most], d) {
			rest = append(rest, shape.QuadFilter{Dir: d, Values: shape.Fixed{v}})
		}
	}
	for _, d := range best.Dirs[:most] {
		v, ok := fixed[d].(kv.Int64Value)
		if !ok {
			return nil, false
		}
		scan.values = append(scan.values, uint64(v))
	}
	if len(rest) == 0 {
		return scan, true
	}
	return shape.Intersect{scan, rest}, true
}

// prefixScan is the shape of the quads whose first directions in an index have the given values.
type prefixScan struct {
	index  kv.QuadIndex
	values []uint64
}

func (s prefixScan) BuildIterator(qs graph.QuadStore) graph.Iterator {
	store, ok := qs.(*indexed)
	if !ok {
		return iterator.NewError(fmt.Errorf("store: a plan of this store was run on a %T", qs))
	}
	inner := kv.NewQuadIterator(store.QuadStore, s.index, s.values)
	return graph.AsLegacy(&sized{IteratorShape: inner.AsShape(), total: store.Size()})
}

func (s prefixScan) Optimize(shape.Optimizer) (shape.Shape, bool) { return s, false }

// countUpTo is how many quads are counted to tell the planner a set's size.
const countUpTo = 128

// sized gives a prefix scan its true size, so that the planner does not take every set for
// half the store (the stock estimate) and scan where it could look up.
type sized struct {
	graph.IteratorShape
	total int64
	costs *graph.IteratorCosts
}

func (it *sized) Stats(ctx context.Context) (graph.IteratorCosts, error) {
	if it.costs != nil {
		return *it.costs, nil
	}
	size := graph.Size{Exact: true}
	scan := it.Iterate()
	defer scan.Close()
	for size.Size < countUpTo && scan.Next(ctx) {
		size.Size++
	}
	if err := scan.Err(); err != nil {
		return graph.IteratorCosts{}, err
	}
	if size.Size == countUpTo {
		size = graph.Size{Size: countUpTo + it.total/50}
	}
	it.costs = &graph.IteratorCosts{ContainsCost: 1, NextCost: 2, Size: size}
	return *it.costs, nil
}

func (it *sized) Optimize(context.Context) (graph.IteratorShape, bool) { return it, false }
