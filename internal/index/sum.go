package index

import (
	"context"
	"database/sql"

	"github.com/cayleygraph/quad"
	"github.com/cespare/xxhash/v2"
)

// Sum is a checksum of an article's quads, in whatever order they come: the sum of their hashes.
func Sum(quads []quad.Quad) uint64 {
	var sum uint64
	var raw []byte
	for _, q := range quads {
		raw = raw[:0]
		for _, d := range quad.Directions {
			raw = append(append(raw, quad.StringOf(q.Get(d))...), 0)
		}
		sum += xxhash.Sum64(raw)
	}
	return sum
}

// InStep reports whether the index has what the store has, without bringing it in step.
func (x *Index) InStep(ctx context.Context) (bool, error) {
	version, err := x.store.Committed()
	if err != nil {
		return false, err
	}
	return x.inStep(ctx, version)
}

// Sums returns the checksums of the articles as they were when they were written, by their labels.
// An index that was made again has those of the store as it was then.
func (x *Index) Sums(ctx context.Context) (map[string]uint64, error) {
	out := map[string]uint64{}
	return out, each(ctx, x.read, "select iri, sum from article", nil, func(r *sql.Rows) error {
		var label string
		var sum int64
		err := r.Scan(&label, &sum)
		out[label] = uint64(sum)
		return err
	})
}
