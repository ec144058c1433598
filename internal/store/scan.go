package store

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
)

// indexed is Cayley's key-value store with an optimiser that also uses an index of which only the
// first directions are given. The stock one wants all of them, so that a reverse step (object
// and predicate known, {object, predicate, subject} indexed) becomes a scan of everything.
type indexed struct {
	*kv.QuadStore
	indexes    []kv.QuadIndex // as written in this store
	committing sync.Mutex
	changed    func(labels []quad.Value)
}

// ApplyDeltas writes in one transaction and tells of it.
func (s *indexed) ApplyDeltas(deltas []graph.Delta, o graph.IgnoreOpts) error {
	s.committing.Lock()
	err := s.QuadStore.ApplyDeltas(deltas, o)
	s.committing.Unlock()
	if err != nil || s.changed == nil {
		return err
	}
	labels := map[quad.Value]bool{}
	for _, d := range deltas {
		labels[d.Quad.Label] = true
	}
	s.changed(slices.Collect(maps.Keys(labels)))
	return nil
}

var _ shape.Optimizer = (*indexed)(nil)

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

// scan returns the shape of the quads with some directions fixed; false if no index begins with one of them.
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
