package index

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/model"
	"quotegraph/internal/store"
)

// What the index remembers of the store: `version`, the number of the store's last transaction that
// it covers, and `pending`, the articles that a transaction was about to change. When the program
// is stopped between the two commits, the store is at most one transaction further, and only the
// pending articles are looked at. Anything else was written by another program: then all are.

var _ store.Keeper = (*Index)(nil)

// ahead is what is done about the articles that the store is writing, while it writes them.
type ahead struct {
	articles map[quad.IRI]*read
	tx       *sql.Tx // in which the index has them already; nil: it is to get them afterwards
	err      error   // why it could not get them
}

// Before notes which articles are about to change, and begins to read them and to put them into the
// index: that is done while the store writes. It holds x.writing until After.
func (x *Index) Before(version int, will map[quad.IRI][]quad.Quad) error {
	if x.write == nil {
		return nil
	}
	if x.store.Shared() {
		return x.beforeShared(version, will)
	}
	x.writing.Lock()
	if err := x.begin(version, will); err != nil {
		x.writing.Unlock()
		return err
	}
	return nil
}

// beforeShared is Before where other programs write too: they would wait for an index that is held
// until After.
func (x *Index) beforeShared(version int, will map[quad.IRI][]quad.Quad) error {
	if x.passed = !x.writing.TryLock(); x.passed {
		// it is being made again: all programs' writers would wait for that. CatchUp takes over
		// what is written meanwhile
		return nil
	}
	defer x.writing.Unlock()
	if x.passed = !x.follows(context.Background(), version); x.passed {
		return nil
	}
	return x.begin(version, will)
}

// begin is called by who holds x.writing.
func (x *Index) begin(version int, will map[quad.IRI][]quad.Quad) error {
	ctx := context.Background()
	if x.failed != nil { // a disk that was full, say
		if x.failed = x.catchUp(ctx); x.failed != nil {
			return fmt.Errorf("the index is out of step: %w", x.failed)
		}
	}
	err := x.transaction(ctx, func(tx *sql.Tx) error {
		raw, err := json.Marshal(slices.Sorted(maps.Keys(will)))
		if err != nil {
			return err
		}
		if err := setMeta(ctx, tx, "version", strconv.Itoa(version)); err != nil {
			return err
		}
		return setMeta(ctx, tx, "pending", string(raw))
	})
	if err != nil {
		return err
	}
	x.ahead = make(chan ahead, 1)
	go func(done chan<- ahead) {
		a := ahead{articles: articlesOf(will)}
		if !x.store.Shared() && len(a.articles) == len(will) {
			a.tx, a.err = x.put(ctx, a.articles)
		}
		done <- a
	}(x.ahead)
	return nil
}

// put puts articles into the index, in a transaction that is still to be ended.
func (x *Index) put(ctx context.Context, known map[quad.IRI]*read) (*sql.Tx, error) {
	articles := make(map[string]*read, len(known))
	for label, a := range known {
		articles[string(label)] = a
	}
	tx, err := x.write.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	if err := x.replace(ctx, tx, articles, inOrder(articles)); err != nil {
		_ = tx.Rollback() // the error that led here is told
		return nil, err
	}
	return tx, nil
}

// follows brings the index of a shared store in step before a write where it is a few articles
// behind, and tells whether it is in step. Who writes holds the lock of all programs meanwhile.
func (x *Index) follows(ctx context.Context, version int) bool {
	const few = 100
	inStep, err := x.inStep(ctx, version)
	if err != nil || inStep {
		return err == nil
	}
	if labels, known, err := x.changed(ctx); err != nil || !known || len(labels) > few {
		return false
	}
	x.failed = x.catchUp(ctx)
	return x.failed == nil
}

// articlesOf reads the articles of which the quads are known.
func articlesOf(known map[quad.IRI][]quad.Quad) map[quad.IRI]*read {
	out := map[quad.IRI]*read{}
	for label, quads := range known {
		if quads != nil {
			out[label] = articleOfQuads(string(label), quads)
		}
	}
	return out
}

// After takes over what changed. An error is kept: the index heals with the next change, or when it
// is opened.
func (x *Index) After(version int, now map[quad.IRI][]quad.Quad, failed error) {
	if x.write == nil || x.passed {
		return
	}
	if x.store.Shared() {
		x.writing.Lock()
	}
	defer x.writing.Unlock()
	if x.failed = x.after(version, now, failed); x.failed != nil && (failed == nil || !x.store.Shared()) {
		slog.Warn(
			"the index is out of step with the store; it is brought in step with the next change",
			"error",
			x.failed,
		)
	}
}

func (x *Index) after(version int, now map[quad.IRI][]quad.Quad, failed error) error {
	ctx := context.Background()
	a := <-x.ahead
	switch {
	case failed != nil && x.store.Shared():
		// the connection may have gone, and others have written, or the write is kept after all
		return x.catchUp(ctx)
	case failed != nil:
		if a.tx != nil {
			if err := a.tx.Rollback(); err != nil {
				return err
			}
		}
		return x.take(ctx, version, nil, nil, nil)
	case a.err != nil:
		return a.err
	case a.tx != nil:
		if err := x.covered(ctx, a.tx, version); err != nil {
			_ = a.tx.Rollback() // the error that led here is told
			return err
		}
		return a.tx.Commit()
	}
	return x.take(ctx, version, slices.Collect(maps.Keys(now)), a.articles, nil)
}

// take puts articles into the index; those that are not known are read from the store.
func (x *Index) take(ctx context.Context, version int, labels []quad.IRI, known map[quad.IRI]*read, seen *stamp) error {
	articles := map[string]*read{}
	for _, label := range labels {
		a, ok := known[label]
		if !ok {
			quads, err := x.store.Quads(ctx, label)
			if err != nil {
				return err
			}
			a = articleOfQuads(string(label), quads)
		}
		articles[string(label)] = a
	}
	return x.transaction(ctx, func(tx *sql.Tx) error {
		if seen != nil {
			if now, err := stampOf(ctx, tx); err != nil || now != *seen {
				return cmp.Or(err, errMoved)
			}
		}
		if err := x.replace(ctx, tx, articles, inOrder(articles)); err != nil {
			return err
		}
		return x.covered(ctx, tx, version)
	})
}

// stamp is what an index tells of itself: which version of the store it covers, and what may have
// changed since.
type stamp struct{ version, pending string }

// errMoved says that another program has brought the index further meanwhile.
var errMoved = errors.New("the index is another one now")

func stampOf(ctx context.Context, q querier) (s stamp, err error) {
	if s.version, err = meta(ctx, q, "version"); err == nil {
		s.pending, err = meta(ctx, q, "pending")
	}
	return s, err
}

// inOrder is the order in which articles are numbered: by their ids.
func inOrder(articles map[string]*read) []string {
	id := func(label string) string {
		if a := articles[label]; a != nil {
			return a.ID
		}
		return ""
	}
	return slices.SortedFunc(maps.Keys(articles), func(a, b string) int {
		if x, y := id(a), id(b); x != y {
			if x < y {
				return -1
			}
			return 1
		}
		if a < b {
			return -1
		}
		return 1
	})
}

func (x *Index) covered(ctx context.Context, tx *sql.Tx, version int) error {
	if err := setMeta(ctx, tx, "version", strconv.Itoa(version)); err != nil {
		return err
	}
	return setMeta(ctx, tx, "pending", "")
}

func (x *Index) transaction(ctx context.Context, f func(tx *sql.Tx) error) error {
	tx, err := x.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := f(tx); err != nil {
		_ = tx.Rollback() // the error that led here is told
		return err
	}
	return tx.Commit()
}

// CatchUp brings the index in step with the store.
func (x *Index) CatchUp(ctx context.Context) error {
	x.writing.Lock()
	defer x.writing.Unlock()
	x.failed = x.catchUp(ctx)
	return x.failed
}

// catchUp is called by who holds x.writing. It asks for the version without waiting for a writer,
// who may be waiting for x.writing himself: what he has written and not yet told of is pending.
func (x *Index) catchUp(ctx context.Context) error {
	const tries = 10
	for try := 1; ; try++ {
		if err := x.catchUpOnce(ctx); !errors.Is(err, errMoved) || try == tries {
			return err
		}
	}
}

func (x *Index) catchUpOnce(ctx context.Context) error {
	version, err := x.store.Committed()
	if err != nil {
		return err
	}
	if inStep, err := x.inStep(ctx, version); err != nil || inStep {
		return err
	}
	if x.write == nil {
		return errReadOnly
	}
	return x.only(ctx, func() error {
		seen, err := stampOf(ctx, x.read)
		if err != nil {
			return err
		}
		var labels []quad.IRI
		var known bool
		if x.store.Shared() { // what is pending is not all that may have changed
			labels, known, err = x.changed(ctx)
		} else {
			labels, known, err = x.pending(ctx, version)
		}
		if err != nil {
			return err
		}
		if known {
			return x.take(ctx, version, labels, nil, &seen)
		}
		return x.again(ctx, version)
	})
}

// only runs f while no other program of this machine brings the index of the same shared store in step.
func (x *Index) only(ctx context.Context, f func() error) error {
	if !x.store.Shared() {
		return f()
	}
	db, err := sql.Open("sqlite", dsn(filepath.Join(x.at, "turn.sqlite"), "_pragma=busy_timeout(600000)"))
	if err != nil {
		return err
	}
	defer db.Close()
	c, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	if _, err := c.ExecContext(ctx, "begin exclusive"); err != nil {
		return err
	}
	return f()
}

// changed returns the articles that other programs have changed since the index was in step, where
// the store remembers them.
func (x *Index) changed(ctx context.Context) (labels []quad.IRI, known bool, err error) {
	have, err := meta(ctx, x.read, "version")
	if err != nil {
		return nil, false, err
	}
	version, err := strconv.Atoi(have)
	if err != nil {
		return nil, false, nil // a new index
	}
	names, known, err := x.store.Changed(version)
	for _, n := range names {
		labels = append(labels, quad.IRI(n))
	}
	return labels, known && len(labels) <= mostChanged, err
}

// mostChanged is how many articles are taken over one by one; beyond, the index is made again.
const mostChanged = 2000

func (x *Index) inStep(ctx context.Context, version int) (bool, error) {
	have, err := meta(ctx, x.read, "version")
	if err != nil {
		return false, err
	}
	pending, err := meta(ctx, x.read, "pending")
	return have == strconv.Itoa(version) && pending == "", err
}

// pending returns the articles that may have changed, if that is all that can have.
func (x *Index) pending(ctx context.Context, version int) (labels []quad.IRI, known bool, err error) {
	have, err := meta(ctx, x.read, "version")
	if err != nil {
		return nil, false, err
	}
	raw, err := meta(ctx, x.read, "pending")
	if err != nil || raw == "" {
		return nil, false, err
	}
	n, err := strconv.Atoi(have)
	if err != nil || version < n || version > n+1 {
		return nil, false, nil
	}
	err = json.Unmarshal([]byte(raw), &labels)
	return labels, err == nil, err
}

// atOnce is how many articles are written in one transaction when the index is made again.
const atOnce = 100

// again makes the index again from the store.
func (x *Index) again(ctx context.Context, version int) error {
	quads, err := x.store.Match(
		ctx,
		quad.Quad{Predicate: quad.IRI(model.Type), Object: quad.IRI(model.ClassArticle)},
		-1,
	)
	if err != nil {
		return err
	}
	var labels []quad.IRI
	for _, q := range quads {
		if label, ok := q.Label.(quad.IRI); ok {
			labels = append(labels, label)
		}
	}
	slices.Sort(labels)
	labels = slices.Compact(labels)
	if err := x.transaction(ctx, func(tx *sql.Tx) error { return x.empty(ctx, tx) }); err != nil {
		return err
	}
	if labels, err = x.byID(ctx, labels); err != nil {
		return err
	}
	for len(labels) > 0 {
		x.left(len(labels))
		n := min(len(labels), atOnce)
		articles, order := map[string]*read{}, []string{}
		for _, label := range labels[:n] {
			quads, err := x.store.Quads(ctx, label)
			if err != nil {
				return err
			}
			articles[string(label)] = articleOfQuads(string(label), quads)
			order = append(order, string(label))
		}
		if err := x.transaction(ctx, func(tx *sql.Tx) error { return x.replace(ctx, tx, articles, order) }); err != nil {
			return err
		}
		labels = labels[n:]
	}
	x.left(0)
	return x.transaction(ctx, func(tx *sql.Tx) error { return x.covered(ctx, tx, version) })
}

// byID sorts articles by their ids: the order in which a folder's files are read.
func (x *Index) byID(ctx context.Context, labels []quad.IRI) ([]quad.IRI, error) {
	ids := make(map[quad.IRI]string, len(labels))
	for _, label := range labels {
		q, err := x.store.Match(ctx, quad.Quad{Subject: label, Predicate: quad.IRI(model.ArticleID)}, 1)
		if err != nil {
			return nil, err
		}
		if len(q) > 0 {
			ids[label] = store.Text(q[0].Object)
		}
	}
	slices.SortStableFunc(labels, func(a, b quad.IRI) int {
		if ids[a] < ids[b] {
			return -1
		} else if ids[a] > ids[b] {
			return 1
		}
		return 0
	})
	return labels, nil
}

func (x *Index) empty(ctx context.Context, tx *sql.Tx) error {
	for _, name := range []string{"article", "sketch", "touched", "copy", "agent", "form", "forms", "word",
		"data", "posting", "pair", "term", "cluster", "repeated", "words", "titles", "meta"} {
		if _, err := tx.ExecContext(ctx, "drop table "+name); err != nil {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, schema); err != nil {
		return err
	}
	return setMeta(ctx, tx, "form", form)
}
