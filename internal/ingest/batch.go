package ingest

import (
	"context"

	"quotegraph/internal/identity"
	"quotegraph/internal/store"
)

// batch gathers articles and puts them into a store together, as decisions about agents have them.
type batch struct {
	store   *store.Store
	most    int // articles
	decided *identity.Map
	changes []store.Change
	counts  store.Counts
}

func newBatch(ctx context.Context, s *store.Store, most int) (*batch, error) {
	b := &batch{store: s, most: max(1, most)}
	return b, b.decide(ctx)
}

func (b *batch) decide(ctx context.Context) error {
	book, err := identity.Load(ctx, b.store)
	if err == nil {
		b.decided = book.Map()
	}
	return err
}

// add takes one more, and stores all where they are enough.
func (b *batch) add(ctx context.Context, c store.Change) error {
	if b.changes = append(b.changes, c); len(b.changes) < b.most {
		return nil
	}
	return b.flush(ctx)
}

func (b *batch) flush(ctx context.Context) error {
	if len(b.changes) == 0 {
		return nil
	}
	if b.store.Shared() { // others may have decided since
		if err := b.decide(ctx); err != nil {
			return err
		}
	}
	for i, c := range b.changes {
		b.changes[i].Quads = b.decided.Apply(c.Label, c.Quads)
	}
	n, err := b.store.Apply(ctx, b.changes)
	b.changes = b.changes[:0]
	b.counts.Add(n)
	return err
}
