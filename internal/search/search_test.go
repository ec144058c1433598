package search

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/model"
	"quotegraph/internal/store"
)

// article makes the quads of an article with one statement by Ana Ruiz and, for an even number, one by the port.
func article(n int, said string) store.Change {
	label := quad.IRI(fmt.Sprintf("article:%d", n))
	var quads []quad.Quad
	add := func(s, p string, o quad.Value) {
		quads = append(quads, quad.Quad{Subject: quad.IRI(s), Predicate: quad.IRI(p), Object: o, Label: label})
	}
	statement := func(id, by, text, kind string) {
		add(id, model.Type, quad.IRI(model.ClassStatement))
		add(id, model.Text, quad.String(text))
		add(id, model.TypeOf, quad.String(kind))
		add(id, model.SaidBy, quad.IRI(by))
		add(id, model.Position, quad.Int(1))
	}
	agent := func(id, class, name string) {
		add(id, model.Type, quad.IRI(class))
		add(id, model.NameOf, quad.String(name))
	}
	add(string(label), model.Type, quad.IRI(model.ClassArticle))
	add(string(label), model.Headlined, quad.String(fmt.Sprint("Ferries stop, part ", n)))
	add(string(label), model.DatePublished, quad.String(fmt.Sprintf("2031-05-%02d", n)))
	add(string(label), model.Publisher, quad.String("The Tarn Post"))
	statement(fmt.Sprintf("statement:%d-a", n), "person:ana-ruiz", said, "direct")
	agent("person:ana-ruiz", model.ClassPerson, "Ana Ruíz")
	if n%2 == 0 {
		statement(fmt.Sprintf("statement:%d-b", n), "organization:port", "that the quays were empty", "indirect")
		agent("organization:port", model.ClassOrganization, "Port of Tarn")
	}
	return store.Change{Label: label, Quads: quads}
}

func kept(t *testing.T) (*store.Store, *Index, func()) {
	t.Helper()
	s, err := store.Open(filepath.Join(t.TempDir(), "db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	x, err := Open(filepath.Join(t.TempDir(), "search"), s)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	keep(t, x)
	return s, x, func() { eventually(t, s, x) }
}

func keep(t *testing.T, x *Index) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error)
	go func() { done <- x.Keep(ctx, func(int) {}) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
}

// eventually waits until the index is made from the store as it is.
func eventually(t *testing.T, s *store.Store, x *Index) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if raw, err := x.bleve.GetInternal([]byte("version")); err == nil && number(raw) == s.Version() {
			return
		}
	}
	t.Fatal("the index does not come into step")
}

func apply(t *testing.T, s *store.Store, c ...store.Change) {
	t.Helper()
	if _, err := s.Apply(context.Background(), c); err != nil {
		t.Fatal(err)
	}
}

func TestFinding(t *testing.T) {
	s, x, inStep := kept(t)
	apply(t, s, article(1, "“The ferries are waiting for spare parts.”"), article(2, "“No ferry leaves before noon, we said.”"), article(3, "“Parts are waiting.”"))
	inStep()
	ctx := context.Background()
	for q, want := range map[string]int{"ferry": 2, "ferries waiting": 1, `"spare parts"`: 1, `"parts spare"`: 0, "“parts are waiting”": 1, "quay": 1, "": 4, "zebra": 0, `"`: 4, "* OR text:": 0} {
		found, total, err := x.Statements(ctx, q, Filter{}, 0, 10)
		if err != nil || total != want || len(found) != want {
			t.Errorf("%q: %d of %d (%v), want %d", q, len(found), total, err, want)
		}
	}
	found, total, err := x.Statements(ctx, "", Filter{Agent: "person:ana-ruiz"}, 1, 1)
	if err != nil || total != 3 || len(found) != 1 || found[0].ID != "statement:2-a" || found[0].Date != "2031-05-02" || found[0].Name != "Ana Ruíz" {
		t.Errorf("the second of Ana Ruiz's: %+v of %d (%v)", found, total, err)
	}
	found, _, _ = x.Statements(ctx, "spare", Filter{}, 0, 1)
	if p := found[0].Pieces; len(p) != 3 || p[1] != (Piece{"spare", true}) || p[0].Text+p[1].Text+p[2].Text != found[0].Text {
		t.Errorf("pieces %v", p)
	}
	for q, want := range map[string]string{"ana ruiz": "person:ana-ruiz", "RUI": "person:ana-ruiz", "tarn po": "organization:port"} {
		if a, err := x.Agents(ctx, q, 5); err != nil || len(a) != 1 || a[0].ID != want {
			t.Errorf("%q: %v (%v)", q, a, err)
		}
	}
	if a, err := x.MostQuoted(ctx, 5); err != nil || len(a) != 2 || a[0] != (Agent{"person:ana-ruiz", "Ana Ruíz", "schema:Person", 3}) {
		t.Errorf("most quoted: %v (%v)", a, err)
	}
	if a, n, err := x.Articles(ctx, "", 0, 2); err != nil || n != 3 || len(a) != 2 || a[0].ID != "article:3" {
		t.Errorf("latest: %v of %d (%v)", a, n, err)
	}
	c, err := x.Counts(ctx)
	if err != nil || c.Articles != 3 || c.Statements != 4 || c.Publishers[0] != (Count{"The Tarn Post", 3}) || len(c.Days) != 3 || c.Days[0].Value != "2031-05-01" {
		t.Errorf("counts %+v (%v)", c, err)
	}
}

func TestSameWords(t *testing.T) {
	s, x, inStep := kept(t)
	apply(t, s, article(1, "“The ferries are waiting for spare parts,” she said"), article(2, "that “the ferries are waiting for spare parts”"), article(3, "“The ferries wait.”"))
	inStep()
	same, err := x.Same(context.Background(), []string{"The ferries are waiting for spare parts"}, "article:1", 10)
	if err != nil || len(same) != 1 || same[0].Article != "article:2" {
		t.Errorf("%v (%v)", same, err)
	}
	if same, _ = x.Same(context.Background(), []string{"The ferries"}, "article:1", 10); len(same) != 0 {
		t.Errorf("two words are no quotation: %v", same)
	}
}

func TestKeptInStep(t *testing.T) {
	s, x, inStep := kept(t)
	count := func() int {
		c, err := x.Counts(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		return c.Statements
	}
	apply(t, s, article(2, "one"), article(4, "two"))
	inStep()
	if n := count(); n != 4 {
		t.Errorf("%d statements, want 4", n)
	}
	apply(t, s, store.Change{Label: "article:2"}, article(4, "three"))
	inStep()
	if n := count(); n != 2 {
		t.Errorf("%d statements after one article is gone, want 2", n)
	}
	if _, n, _ := x.Statements(context.Background(), "two", Filter{}, 0, 1); n != 0 {
		t.Error("what was replaced is still found")
	}
}

func TestAnIndexThatIsBehind(t *testing.T) {
	dir := t.TempDir()
	s, err := store.Open(filepath.Join(dir, "db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	folder := filepath.Join(dir, "search")
	session := func() int {
		x, err := Open(folder, s)
		if err != nil {
			t.Fatal(err)
		}
		defer x.Close()
		ctx, cancel := context.WithCancel(context.Background())
		done := make(chan error)
		go func() { done <- x.Keep(ctx, func(int) {}) }()
		eventually(t, s, x)
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
		c, err := x.Counts(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		return c.Articles
	}
	apply(t, s, article(1, "one"))
	if n := session(); n != 1 {
		t.Errorf("%d articles", n)
	}
	s.Watch(func([]quad.Value) {}) // as if another process wrote
	apply(t, s, store.Change{Label: "article:1"}, article(2, "two"), article(3, "three"))
	if n := session(); n != 2 {
		t.Errorf("%d articles after changes that nobody told of, want 2", n)
	}
	other, err := Open(folder, s) // another process has it: a temporary one
	if err != nil {
		t.Fatal(err)
	}
	other2, err := Open(folder, s)
	if err != nil || other2.temp == "" {
		t.Errorf("no temporary index (%v)", err)
	}
	other.Close()
	other2.Close()
}
