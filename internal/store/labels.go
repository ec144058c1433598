package store

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/quad"
	hidalgo "github.com/hidal-go/hidalgo/kv"
)

// Labels returns the labels of the store's quads, sorted: its articles, and what else was put there.
func (s *Store) Labels(ctx context.Context) ([]quad.Value, error) {
	var values []quad.Value
	err := s.guarded(func() error {
		nodes, err := s.labelNodes(ctx)
		if err == nil {
			values, err = s.graph.ValuesOf(ctx, nodes)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("store %s: %w", s.path, err)
	}
	values = slices.DeleteFunc(values, func(v quad.Value) bool { return v == nil })
	slices.SortFunc(values, func(a, b quad.Value) int { return strings.Compare(quad.StringOf(a), quad.StringOf(b)) })
	return values, nil
}

// labelNodes reads the keys of the index by label, and all quads where a store has none.
func (s *Store) labelNodes(ctx context.Context) ([]graph.Ref, error) {
	if len(s.graph.indexes) < len(indexes) {
		return s.scannedLabels(ctx)
	}
	var out []graph.Ref
	bucket := hidalgo.Key{{quad.Label.Prefix()}}
	err := hidalgo.View(s.database, func(tx hidalgo.Tx) error {
		it := tx.Scan(bucket)
		for it.Next(ctx) {
			key, quads := it.Key(), it.Val()
			if last := key[len(key)-1]; len(last) == 8 && len(quads) > 0 {
				if node := binary.BigEndian.Uint64(last); node != 0 {
					out = append(out, kv.Int64Value(node))
				}
			}
		}
		return errors.Join(it.Err(), it.Close())
	})
	return out, err
}

func (s *Store) scannedLabels(ctx context.Context) ([]graph.Ref, error) {
	seen := map[any]bool{}
	var out []graph.Ref
	it := s.graph.QuadsAllIterator()
	for it.Next(ctx) {
		if ref := s.graph.QuadDirection(it.Result(), quad.Label); ref != nil && !seen[ref.Key()] {
			seen[ref.Key()] = true
			out = append(out, ref)
		}
	}
	return out, errors.Join(it.Err(), it.Close())
}

// stateOf returns a label's quads in one state, where other programs may write meanwhile.
func (s *Store) stateOf(ctx context.Context, label quad.Value) (quads []quad.Quad, err error) {
	match := func() error {
		quads, err = s.Match(ctx, quad.Quad{Label: label}, -1)
		return err
	}
	if s.Shared() {
		return quads, s.Snapshot(match)
	}
	return quads, match()
}

// EachGraph calls f with the quads of each label, sorted by label, and at last with those that have
// none. f gets a slice of its own.
func (s *Store) EachGraph(ctx context.Context, f func(label quad.Value, quads []quad.Quad) error) error {
	size := s.Size() // first: others may write meanwhile
	labels, err := s.Labels(ctx)
	if err != nil {
		return err
	}
	found := int64(0)
	for _, l := range labels {
		quads, err := s.stateOf(ctx, l)
		if err != nil {
			return fmt.Errorf("store %s: %s: %w", s.path, Text(l), err)
		}
		if len(quads) == 0 {
			continue
		}
		found += int64(len(quads))
		if err := f(l, quads); err != nil {
			return err
		}
	}
	if found >= size {
		return nil
	}
	var bare []quad.Quad
	err = s.Each(ctx, func(q quad.Quad) error {
		if q.Label == nil {
			bare = append(bare, q)
		}
		return nil
	})
	if err != nil || len(bare) == 0 {
		return err
	}
	return f(nil, bare)
}
