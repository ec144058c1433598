package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"quotegraph/internal/store/storetest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

func quads(label string, n int) []quad.Quad {
	var out []quad.Quad
	for i := range n {
		out = append(
			out,
			quad.Quad{
				Subject:   quad.IRI(fmt.Sprintf("statement:%s-%d", label, i)),
				Predicate: quad.IRI("rdf:type"),
				Object:    quad.IRI("qg:Statement"),
				Label:     quad.IRI(label),
			},
		)
	}
	return out
}

func lines(q []quad.Quad) string {
	var out []string
	for _, x := range q {
		out = append(out, x.NQuad())
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}

func open(t *testing.T, path string, o Options) *Store {
	t.Helper()
	s, err := Open(path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func apply(t *testing.T, s *Store, c ...Change) Counts {
	t.Helper()
	n, err := s.Apply(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestReplacingIsADifference(t *testing.T) {
	s := open(t, storetest.Place(t), Options{})
	ctx := context.Background()
	a, b := quads("article:a", 10), quads("article:b", 5)
	if n := apply(t, s, Change{Label: "article:a", Quads: a}, Change{Label: "article:b", Quads: b}); n.New != 2 ||
		n.Added != 15 {
		t.Errorf("first: %+v", n)
	}
	if n := apply(t, s, Change{Label: "article:a", Quads: a}); n.Same != 1 || n.Added+n.Removed != 0 {
		t.Errorf("the same again: %+v", n)
	}
	if n := apply(t, s, Change{Label: "article:a", Quads: a[3:]}); n.Replaced != 1 || n.Removed != 3 {
		t.Errorf("changed: %+v", n)
	}
	if got, err := s.Quads(ctx, "article:a"); err != nil || lines(got) != lines(a[3:]) {
		t.Errorf("article:a holds\n%s (%v)", lines(got), err)
	}
	if n := apply(t, s, Change{Label: "article:a"}, Change{Label: "article:b"}); n.Gone != 2 {
		t.Errorf("removed: %+v", n)
	}
	if s.Size() != 0 {
		t.Errorf("%d quads left", s.Size())
	}
	it := s.Graph().NodesAllIterator()
	defer it.Close()
	if it.Next(ctx) {
		t.Errorf("node %v left behind", s.Graph().NameOf(it.Result()))
	}
}

// Cayley, given this in one batch, writes the new quad without its predicate and its type.
func TestFewerQuadsThanBefore(t *testing.T) {
	s := open(t, storetest.Place(t), Options{})
	a, b := quads("article:a", 5), quads("article:a", 1)
	b[0].Subject = quad.IRI("statement:new")
	apply(t, s, Change{Label: "article:a", Quads: a})
	apply(t, s, Change{Label: "article:a", Quads: b})
	if got, err := s.Quads(context.Background(), "article:a"); err != nil || lines(got) != lines(b) {
		t.Errorf("holds %q (%v), want %q", lines(got), err, lines(b))
	}
}

// Cayley, stopped in the middle of a batch, gives the nodes of the next one identifiers of nodes
// that were never written.
func TestABatchThatIsRefusedLeavesNothing(t *testing.T) {
	s := open(t, storetest.Place(t), Options{})
	a := quads("article:a", 1)
	apply(t, s, Change{Label: "article:a", Quads: a})
	fresh := quad.Quad{
		Subject:   quad.IRI("x"),
		Predicate: quad.IRI("y"),
		Object:    quad.IRI("z"),
		Label:     quad.IRI("article:b"),
	}
	add := func(q quad.Quad) graph.Delta { return graph.Delta{Quad: q, Action: graph.Add} }
	if err := s.Graph().ApplyDeltas([]graph.Delta{add(fresh), add(a[0])}, graph.IgnoreOpts{}); !graph.IsQuadExist(err) {
		t.Errorf("a quad twice: %v", err)
	}
	if err := s.Graph().ApplyDeltas([]graph.Delta{add(fresh),
		{Quad: quads("article:a", 2)[1], Action: graph.Delete}}, graph.IgnoreOpts{}); !graph.IsQuadNotExist(
		err,
	) {
		t.Errorf("a quad that is not there: %v", err)
	}
	apply(t, s, Change{Label: "article:b", Quads: []quad.Quad{fresh}})
	if got, err := s.Quads(context.Background(), "article:b"); err != nil || lines(got) != lines([]quad.Quad{fresh}) {
		t.Errorf("holds %q (%v)", lines(got), err)
	}
}

func TestTheLaterChangeOfALabelCounts(t *testing.T) {
	s := open(t, storetest.Place(t), Options{})
	q := quads("article:a", 4)
	apply(t, s, Change{Label: "article:a", Quads: q[:2]}, Change{Label: "article:a", Quads: q[2:]})
	if got, _ := s.Quads(context.Background(), "article:a"); lines(got) != lines(q[2:]) {
		t.Errorf("holds\n%s", lines(got))
	}
}

func TestTheSecondWriterSaysWhoHoldsTheLock(t *testing.T) {
	storetest.InFolder(t)
	path := storetest.Place(t)
	open(t, path, Options{})
	_, err := Open(path, Options{LockTimeout: 50 * time.Millisecond})
	var locked *LockedError
	if !errors.As(err, &locked) || locked.Holder == nil || locked.Holder.PID != os.Getpid() {
		t.Fatalf("got %v", err)
	}
	if !strings.Contains(err.Error(), fmt.Sprint(os.Getpid())) || !strings.Contains(err.Error(), path) {
		t.Errorf("the error does not name process and store: %v", err)
	}
}

func TestReadersShareAStore(t *testing.T) {
	path := storetest.Place(t)
	s := open(t, path, Options{})
	apply(t, s, Change{Label: "article:a", Quads: quads("article:a", 3)})
	s.Close()
	open(t, path, Options{ReadOnly: true})
	if r := open(t, path, Options{ReadOnly: true}); r.Size() != 3 {
		t.Errorf("%d quads", r.Size())
	}
}

func TestWhatIsNoStore(t *testing.T) {
	storetest.InFolder(t)
	dir := t.TempDir()
	if _, err := Open(filepath.Join(dir, "none"), Options{ReadOnly: true}); !errors.Is(err, ErrNoStore) {
		t.Errorf("a missing store: %v", err)
	}
	bad := filepath.Join(dir, "bad")
	os.Mkdir(bad, 0o755)
	os.WriteFile(filepath.Join(bad, "indexes.bolt"), []byte(strings.Repeat("no database ", 1000)), 0o644)
	if _, err := Open(bad, Options{}); err == nil || !strings.Contains(err.Error(), bad) {
		t.Errorf("a damaged store: %v", err)
	}
	file := filepath.Join(dir, "file")
	os.WriteFile(file, nil, 0o644)
	if _, err := Open(file, Options{}); err == nil || !strings.Contains(err.Error(), "folder") {
		t.Errorf("a file: %v", err)
	}
}

func BenchmarkApply(b *testing.B) {
	s, err := Open(storetest.Place(b), Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	var batch []Change
	n := 0
	for b.Loop() {
		label := fmt.Sprintf("article:%d", n)
		n++
		batch = append(batch, Change{Label: quad.IRI(label), Quads: quads(label, 50)})
		if len(batch) == 50 {
			if _, err := s.Apply(context.Background(), batch); err != nil {
				b.Fatal(err)
			}
			batch = nil
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "articles/s")
}

// keeper counts the changes that it is told of.
type keeper struct{ before, after atomic.Int32 }

func (k *keeper) Before(_ int, will map[quad.IRI][]quad.Quad) error {
	if len(will) == 1 && will["article:a"] != nil {
		k.before.Add(1)
	}
	return nil
}

func (k *keeper) After(_ int, now map[quad.IRI][]quad.Quad, failed error) {
	if failed == nil && len(now) == 1 && now["article:a"] != nil && k.before.Load() == k.after.Load()+1 {
		k.after.Add(1)
	}
}

func TestReadingWhileSomebodyWrites(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long")
	}
	s := open(t, storetest.Place(t), Options{})
	small, large := quads("article:a", 3), quads("article:a", 200)
	apply(t, s, Change{Label: "article:a", Quads: small})
	var told keeper
	s.Keep(&told)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for i := range 60 {
			apply(t, s, Change{Label: "article:a", Quads: [][]quad.Quad{large, small}[i%2]})
		}
	}()
	reads := 0
	for running := true; running; reads++ {
		select {
		case <-done:
			running = false
		default:
		}
		var got []quad.Quad
		err := s.Snapshot(func() (err error) {
			got, err = s.Quads(context.Background(), "article:a")
			return err
		})
		if err != nil || len(got) != len(small) && len(got) != len(large) {
			t.Fatalf("read %d quads (%v), want %d or %d", len(got), err, len(small), len(large))
		}
	}
	if told.after.Load() != 60 || reads < 10 {
		t.Errorf("told %d times of 60 changes, %d reads", told.after.Load(), reads)
	}
}

func TestMatch(t *testing.T) {
	s := open(t, storetest.Place(t), Options{})
	a := quads("article:a", 7)
	apply(t, s, Change{Label: "article:a", Quads: a}, Change{Label: "article:b", Quads: quads("article:b", 2)})
	class := quad.IRI("qg:Statement")
	for name, c := range map[string]struct {
		pattern quad.Quad
		most    int
		want    int
	}{
		"a subject":                   {quad.Quad{Subject: a[3].Subject}, -1, 1},
		"a subject and a predicate":   {quad.Quad{Subject: a[3].Subject, Predicate: quad.IRI("rdf:type")}, -1, 1},
		"an object and a predicate":   {quad.Quad{Object: class, Predicate: quad.IRI("rdf:type")}, -1, 9},
		"some of them":                {quad.Quad{Object: class, Predicate: quad.IRI("rdf:type")}, 2, 2},
		"an object, of an article":    {quad.Quad{Object: class, Label: quad.IRI("article:b")}, -1, 2},
		"a predicate, to be scanned":  {quad.Quad{Predicate: quad.IRI("rdf:type")}, -1, 9},
		"a node that is not there":    {quad.Quad{Object: quad.IRI("nobody")}, -1, 0},
		"a predicate that it has not": {quad.Quad{Subject: a[3].Subject, Predicate: class}, -1, 0},
		"everything":                  {quad.Quad{}, -1, 9},
	} {
		got, err := s.Match(context.Background(), c.pattern, c.most)
		if err != nil || len(got) != c.want {
			t.Errorf("%s: %d quads (%v), want %d", name, len(got), err, c.want)
		}
	}
}

// TestWhereAnArticleWasReadFrom is no change by itself.
func TestWhereAnArticleWasReadFrom(t *testing.T) {
	s := open(t, storetest.Place(t), Options{})
	from := func(path string) []quad.Quad {
		return append(
			quads("article:a", 3),
			quad.Quad{
				Subject:   quad.IRI("article:a"),
				Predicate: quad.IRI("qg:source"),
				Object:    quad.String(path),
				Label:     quad.IRI("article:a"),
			},
		)
	}
	apply(t, s, Change{Label: "article:a", Quads: from("one.txt"), Aside: "qg:source"})
	if n := apply(t, s, Change{Label: "article:a", Quads: from("two.txt"), Aside: "qg:source"}); n.Same != 1 ||
		n.Added+n.Removed != 0 {
		t.Errorf("%+v", n)
	}
	if n := apply(t, s, Change{Label: "article:a", Quads: append(from("two.txt"), quads("article:a", 5)...),
		Aside: "qg:source"}); n.Replaced != 1 ||
		n.Added != 3 ||
		n.Removed != 1 {
		t.Errorf("%+v", n)
	}
}

// TestLabels: the articles of a store, sorted; those that were removed are gone.
func TestLabels(t *testing.T) {
	s := open(t, storetest.Place(t), Options{})
	ctx := context.Background()
	if l, err := s.Labels(ctx); err != nil || len(l) != 0 {
		t.Errorf("an empty store: %v %v", l, err)
	}
	apply(
		t,
		s,
		Change{Label: "article:b", Quads: quads("article:b", 2)},
		Change{Label: "article:a", Quads: quads("article:a", 2)},
		Change{Label: "article:c", Quads: quads("article:c", 2)},
	)
	apply(t, s, Change{Label: "article:c"})
	l, err := s.Labels(ctx)
	if err != nil || !slices.Equal(l, []quad.Value{quad.IRI("article:a"), quad.IRI("article:b")}) {
		t.Errorf("%v %v", l, err)
	}
	bare := quad.Quad{Subject: quad.IRI("x:a"), Predicate: quad.IRI("x:b"), Object: quad.IRI("x:c")}
	if err := s.Graph().ApplyDeltas([]graph.Delta{{Quad: bare, Action: graph.Add}}, graph.IgnoreOpts{}); err != nil {
		t.Fatal(err)
	}
	var seen []string
	if err := s.EachGraph(ctx, func(label quad.Value, q []quad.Quad) error {
		seen = append(seen, fmt.Sprint(Text(label), len(q)))
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if want := []string{"article:a2", "article:b2", "1"}; !slices.Equal(seen, want) {
		t.Errorf("%q, want %q", seen, want)
	}
}
