// Package reconcile makes agents of a store one that surely are, and proposes those that may be.
package reconcile

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"quotegraph/internal/identity"
	"quotegraph/internal/index"
	"quotegraph/internal/store"
)

// Source is a store with its index.
type Source struct {
	Store *store.Store
	Index *index.Index
}

// Report is what Sure did.
type Report struct {
	Merged   int // agents
	Split    int // namesakes that were told from others
	Articles int // that changed
	Left     int // pairs that may be one, among those looked at
}

// atOnce is how many agents are merged in one transaction.
const atOnce = 50

// attempts is how often Sure begins again where another program decides at the same time.
const attempts = 5

// Sure makes agents one that surely are. It looks at those that came since it last did, or at all.
func Sure(ctx context.Context, s Source, all bool) (Report, error) {
	var sum Report
	for try := 1; ; try++ {
		r, err := sureOnce(ctx, s, all)
		sum.Merged, sum.Split, sum.Articles, sum.Left = sum.Merged+r.Merged, sum.Split+r.Split,
			sum.Articles+r.Articles, r.Left
		if !errors.Is(err, store.ErrChanged) || try == attempts {
			return sum, err
		}
	}
}

func sureOnce(ctx context.Context, s Source, all bool) (Report, error) {
	var r Report
	if s.Store.Shared() { // others may have written
		if err := s.Index.CatchUp(ctx); err != nil {
			return r, err
		}
	}
	book, err := identity.Load(ctx, s.Store)
	if err != nil {
		return r, err
	}
	proposals, last, err := weighed(ctx, s, book, all)
	if err != nil {
		return r, err
	}
	var sure []identity.Proposal
	for _, p := range proposals {
		if p.Sure {
			sure = append(sure, p)
		} else {
			r.Left++
		}
	}
	for some := range slices.Chunk(sure, atOnce) {
		next, merged := book.MergeAll(some)
		n, err := identity.Save(ctx, s.Store, book, next)
		if err != nil {
			return r, err
		}
		r.Merged, r.Articles, book = r.Merged+merged, r.Articles+n, next
	}
	if err := s.Index.Remember(ctx, identified, strconv.FormatInt(last, 10)); err != nil {
		return r, err
	}
	err = split(ctx, s, book, all, &r)
	return r, err
}

// split tells namesakes apart, people of one name who surely are several, or makes them one again.
func split(ctx context.Context, s Source, book *identity.Book, all bool, r *Report) error {
	people, looked, err := s.Index.Traded(ctx, all, book.Family)
	if err != nil {
		return err
	}
	for some := range slices.Chunk(people, atOnce) {
		next, fresh := book, 0
		for _, p := range some {
			var n int
			next, n = next.SplitNamesakes(p.ID, p.Name, identity.Namesakes(p.Tellings))
			fresh += n
		}
		if next == book {
			continue
		}
		n, err := identity.Save(ctx, s.Store, book, next)
		if err != nil {
			return err
		}
		r.Split, r.Articles, book = r.Split+fresh, r.Articles+n, next
	}
	return s.Index.Looked(ctx, looked)
}

// identified is under what the index remembers the last agent that was looked at.
const identified = "identified"

// Proposals returns the pairs that may be one and of which nothing is decided, the surest first.
func Proposals(ctx context.Context, s Source) ([]identity.Proposal, error) {
	book, err := identity.Load(ctx, s.Store)
	if err != nil {
		return nil, err
	}
	out, _, err := weighed(ctx, s, book, true)
	return out, err
}

// weighed returns the pairs of which nothing is decided, weighed, and the number of the last agent.
func weighed(ctx context.Context, s Source, book *identity.Book, all bool) ([]identity.Proposal, int64, error) {
	bearers, err := s.Index.Bearers(ctx)
	if err != nil {
		return nil, 0, err
	}
	remembered, err := s.Index.Remembered(ctx, identified)
	if err != nil {
		return nil, 0, err
	}
	since, _ := strconv.ParseInt(remembered, 10, 64) // nothing remembered: all
	last := since
	for _, b := range bearers {
		last = max(last, b.Number)
	}
	var fresh func(identity.Bearer) bool
	if !all {
		fresh = func(b identity.Bearer) bool { return b.Number > since }
	}
	decided := book.Decided()
	profiles := map[string]identity.Profile{}
	profile := func(b identity.Bearer) (identity.Profile, error) {
		if p, ok := profiles[b.ID]; ok {
			return p, nil
		}
		p, err := s.Index.Profile(ctx, b)
		profiles[b.ID] = p
		return p, err
	}
	var out []identity.Proposal
	for _, p := range identity.Candidates(bearers, fresh) {
		if decided(p.From.ID, p.To.ID) {
			continue
		}
		p, err := identity.Weigh(p, profile)
		if err != nil {
			return nil, 0, err
		}
		out = append(out, p)
	}
	slices.SortStableFunc(out, func(a, b identity.Proposal) int {
		return cmp.Or(
			cmp.Compare(b.Confidence, a.Confidence),
			strings.Compare(a.From.ID, b.From.ID),
			strings.Compare(a.To.ID, b.To.ID),
		)
	})
	return out, last, nil
}
