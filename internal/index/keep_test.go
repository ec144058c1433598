package index

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/store"
	"quotegraph/internal/store/storetest"
)

// dump writes all that an index holds in words instead of numbers: two indexes of one store are the
// same.
func dump(t *testing.T, x *Index) string {
	t.Helper()
	var out []string
	ctx := context.Background()
	names := map[int64]string{}
	words := map[int64]string{}
	data := map[int64]string{}
	read := func(query string, f func(*sql.Rows) error) {
		if err := each(ctx, x.read, query, nil, f); err != nil {
			t.Fatal(err)
		}
	}
	pairs := func(m map[int64]string) func(*sql.Rows) error {
		return func(r *sql.Rows) error {
			var id int64
			var s string
			err := r.Scan(&id, &s)
			m[id] = s
			return err
		}
	}
	read("select id, iri from agent", pairs(names))
	read("select id, word from word", pairs(words))
	read("select id, cast(json as text) from data", pairs(data))
	resolved := func(k key) string {
		switch k.kind() {
		case kindClass:
			return fmt.Sprint(k.kind(), k.number())
		case kindBy,
			kindFor,
			kindBody,
			kindRolePerson,
			kindRoleBody,
			kindRepAgent,
			kindRepPrincipal,
			kindMention,
			kindActs:
			return fmt.Sprint(k.kind(), names[k.number()])
		}
		return fmt.Sprint(k.kind(), words[k.number()])
	}
	who := func(k key, n int64) string {
		switch k.kind() {
		case kindRolePerson, kindRoleBody, kindRepAgent, kindRepPrincipal, kindRoleOffice:
			return words[n]
		}
		return names[n]
	}
	read("select key, id, bits, who from posting", func(r *sql.Rows) error {
		var k key
		var id, b, w int64
		err := r.Scan(&k, &id, &b, &w)
		line := fmt.Sprint("posting ", resolved(k), " ", data[id], " ", b)
		switch k.kind() {
		case kindBy, kindFor, kindBody: // of others it may be a number of the index's own
			line += " " + names[w]
		}
		out = append(out, line)
		return err
	})
	read(
		"select key, n, sure, direct, offices, women, men, articles, copied, surely_copied from term",
		func(r *sql.Rows) error {
			var k key
			var v [9]int
			err := r.Scan(&k, &v[0], &v[1], &v[2], &v[3], &v[4], &v[5], &v[6], &v[7], &v[8])
			out = append(out, fmt.Sprint("term ", resolved(k), v))
			return err
		},
	)
	read(
		"select key, other, n, sure, direct, articles, newest, oldest, copied, surely_copied from pair",
		func(r *sql.Rows) error {
			var k key
			var other, newest, oldest int64
			var v [6]int
			err := r.Scan(&k, &other, &v[0], &v[1], &v[2], &v[3], &newest, &oldest, &v[4], &v[5])
			line := fmt.Sprint("pair ", resolved(k), v)
			switch k.kind() {
			case kindRolePerson, kindRoleBody, kindRepAgent, kindRepPrincipal:
				line += who(k, other) + " " + data[newest] + " " + data[oldest]
			case kindFor, kindOutletBy:
				line += names[other]
			default:
				line += fmt.Sprint(other)
			}
			out = append(out, line)
			return err
		},
	)
	read(
		"select a.iri || ' ' || a.class || ' ' || a.name || ' ' || f.form || ' ' || f.name || ' ' || f.n from form "+
			"f join agent a on a.id = f.agent",
		func(r *sql.Rows) error {
			var s string
			err := r.Scan(&s)
			out = append(out, "form "+s)
			return err
		},
	)
	read(
		"select d.json from words w join data d on d.id = w.rowid where words match 'the OR harbour OR water OR tide'",
		func(r *sql.Rows) error {
			var s string
			err := r.Scan(&s)
			out = append(out, "words "+s)
			return err
		},
	)
	slices.Sort(out)
	return strings.Join(out, "\n")
}

// same tells where two dumps differ.
func same(t *testing.T, what, got, want string) {
	t.Helper()
	if got == want {
		return
	}
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	n := 0
	for _, l := range g {
		if !slices.Contains(w, l) && n < 5 {
			n++
			t.Errorf("%s: beyond: %.200s", what, l)
		}
	}
	for _, l := range w {
		if !slices.Contains(g, l) && n < 10 {
			n++
			t.Errorf("%s: missing: %.200s", what, l)
		}
	}
	t.Errorf("%s: the index is another one", what)
}

// fresh is the index of a store as it would be made now.
func fresh(t *testing.T, s *store.Store) string {
	t.Helper()
	x := &Index{store: s, folder: t.TempDir(), left: func(int) {}}
	if err := x.open(context.Background(), x.folder); err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	if err := x.CatchUp(context.Background()); err != nil {
		t.Fatal(err)
	}
	return dump(t, x)
}

func apply(t *testing.T, s *store.Store, changes ...store.Change) {
	t.Helper()
	if _, err := s.Apply(context.Background(), changes); err != nil {
		t.Fatal(err)
	}
}

func TestAddedReplacedAndRemovedArticlesLeaveWhatANewIndexHas(t *testing.T) {
	s, x := open(t)
	all := samples(t)
	apply(t, s, all...)
	same(t, "added", dump(t, x), fresh(t, s))
	other := change(t, all[0].Label, "TARN - Ana Ruiz, the mayor of Tarn, denied that the harbour was full.")
	apply(t, s, other, store.Change{Label: all[1].Label})
	same(t, "replaced and removed", dump(t, x), fresh(t, s))
	apply(t, s, all[0], all[1])
	same(t, "as before", dump(t, x), fresh(t, s))
	for _, c := range all {
		apply(t, s, store.Change{Label: c.Label})
	}
	if d := dump(t, x); d != "" {
		t.Errorf("an empty store's index holds\n%.500s", d)
	}
}

// Quads that another program writes by Cayley's interface come in too.
func TestQuadsOfOthersComeIn(t *testing.T) {
	s, x := open(t)
	all := samples(t)
	apply(t, s, all[:2]...)
	w, err := writerOf(s)
	if err != nil {
		t.Fatal(err)
	}
	quads := all[2].Quads
	if testing.Short() {
		quads = quads[:60]
	}
	for _, q := range quads {
		if err := w.AddQuad(q); err != nil {
			t.Fatal(err)
		}
	}
	same(t, "by quads", dump(t, x), fresh(t, s))
}

// stopped is a keeper that the program's end cuts off: before the store's commit, or between it and
// the index's.
type stopped struct {
	*Index
	before bool
}

func (c stopped) Before(version int, will map[quad.IRI][]quad.Quad) error {
	if err := c.Index.Before(version, will); err != nil || !c.before {
		return err
	}
	c.rollBack()
	return fmt.Errorf("stopped")
}

func (c stopped) After(int, map[quad.IRI][]quad.Quad, error) { c.rollBack() }

// rollBack does what a program's end does: what was not committed is gone.
func (c stopped) rollBack() {
	if a := <-c.ahead; a.tx != nil {
		_ = a.tx.Rollback()
	}
}

func TestStoppedBetweenStoreAndIndex(t *testing.T) {
	for _, before := range []bool{true, false} {
		t.Run(fmt.Sprint("before the store's commit: ", before), func(t *testing.T) {
			path := storetest.Place(t)
			s, err := store.Open(path, store.Options{})
			if err != nil {
				t.Fatal(err)
			}
			x, err := Open(context.Background(), s, Options{})
			if err != nil {
				t.Fatal(err)
			}
			all := samples(t)
			apply(t, s, all[:3]...)
			s.Keep(stopped{x, before})
			_, err = s.Apply(context.Background(), []store.Change{all[3], {Label: all[0].Label}})
			if (err != nil) != before {
				t.Fatal(err)
			}
			x.Close()
			s.Close()
			if s, err = store.Open(path, store.Options{ReadOnly: true}); err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			looked := false
			if x, err = Open(context.Background(), s,
				Options{Progress: func(left int) { looked = looked || left > 0 }}); err != nil {
				t.Fatal(err)
			}
			defer x.Close()
			if looked {
				t.Error("all articles were read again; two had changed")
			}
			same(t, "after", dump(t, x), fresh(t, s))
		})
	}
}

// An index that is missing, damaged, of another form, or of another state of the store is made again.
func TestBrokenIndexes(t *testing.T) {
	for name, spoil := range map[string]func(t *testing.T, file string){
		"missing": func(t *testing.T, file string) { os.RemoveAll(filepath.Dir(file)) },
		"no database": func(t *testing.T, file string) {
			os.WriteFile(file, []byte(strings.Repeat("no database ", 1000)), 0o644)
		},
		"cut short":  func(t *testing.T, file string) { os.Truncate(file, 5000) },
		"older form": func(t *testing.T, file string) { inMeta(t, file, "form", "0") },
		"newer form": func(t *testing.T, file string) { inMeta(t, file, "form", "99") },
		"older than the store": func(t *testing.T, file string) {
			inMeta(t, file, "version", "1")
		},
		"newer than the store": func(t *testing.T, file string) { inMeta(t, file, "version", "9999") },
		"left while it was made": func(t *testing.T, file string) {
			inMeta(t, file, "version", "")
		},
	} {
		t.Run(name, func(t *testing.T) {
			_, s, want := filled(t)
			spoil(t, filepath.Join(s.Folder(), Folder, File))
			made := false
			x, err := Open(context.Background(), s, Options{Progress: func(left int) { made = made || left > 0 }})
			if err != nil {
				t.Fatal(err)
			}
			defer x.Close()
			if !made && !(s.Shared() && name == "older than the store") { // there it is told what changed
				t.Error("it was not made again")
			}
			same(t, name, dump(t, x), want)
		})
	}
}

func inMeta(t *testing.T, file, key, value string) {
	db, err := sql.Open("sqlite", dsn(file))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := setMeta(context.Background(), db, key, value); err != nil {
		t.Fatal(err)
	}
}

// A store on a disk that can't be written is read with its index or, where that is out of step,
// with one in a temporary folder.
func TestReadOnlyDisk(t *testing.T) {
	_, s, want := filled(t)
	defer func(f func(string) bool) { writable = f }(writable)
	writable = func(folder string) bool { return !strings.HasPrefix(folder, s.Folder()) }
	for _, c := range []struct {
		name  string
		spoil func()
		temp  bool
	}{{"in step", func() {}, false}, {"out of step",
		func() { inMeta(t, filepath.Join(s.Folder(), Folder, File), "version", "1") }, true},
		{"missing", func() { os.RemoveAll(filepath.Join(s.Folder(), Folder)) }, true}} {
		c.spoil()
		x, err := Open(context.Background(), s, Options{})
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if (x.temp != "") != c.temp {
			t.Errorf("%s: in a temporary folder: %v", c.name, x.temp)
		}
		same(t, c.name, dump(t, x), want)
		temp := x.temp
		x.Close()
		if _, err := os.Stat(temp); temp != "" && err == nil {
			t.Errorf("%s: the temporary folder stays", c.name)
		}
	}
}

// TestFollowsOtherPrograms: what another program writes to a store in a server is taken over
// article by article, before a read and before a write.
func TestFollowsOtherPrograms(t *testing.T) {
	path := storetest.InServer(t)
	all := samples(t)
	ctx := context.Background()
	other, err := store.Open(path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	s, err := store.Open(path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	made := 0
	x, err := Open(ctx, s, Options{Progress: func(left int) { made = max(made, left) }})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	articles := func(want int) {
		t.Helper()
		if n, err := x.Counts(ctx); err != nil || n.Articles != want {
			t.Errorf("%d articles in the index (%v), want %d", n.Articles, err, want)
		}
	}
	apply(t, other, all[:2]...)
	if err := x.CatchUp(ctx); err != nil {
		t.Fatal(err)
	}
	articles(2)
	apply(t, other, all[2])
	apply(t, s, all[3]) // the index is told of its own, and takes over the other's first
	articles(4)
	apply(t, other, store.Change{Label: all[0].Label})
	if err := x.CatchUp(ctx); err != nil {
		t.Fatal(err)
	}
	articles(3)
	if made > 0 {
		t.Errorf("the index was made again, of %d articles", made)
	}
}
