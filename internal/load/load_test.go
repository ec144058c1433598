package load

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/export"
	"quotegraph/internal/rdf"
	"quotegraph/internal/store"
	"quotegraph/internal/store/storetest"
)

func opened(t *testing.T) *store.Store {
	t.Helper()
	s, err := store.Open(storetest.Place(t), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// article is a graph that is an article's, with every kind of value.
func article(id string) []quad.Quad {
	label := quad.IRI("article:" + id)
	var out []quad.Quad
	for _, q := range []quad.Quad{
		{Subject: label, Predicate: quad.IRI("rdf:type"), Object: quad.IRI("schema:NewsArticle")},
		{Subject: label, Predicate: quad.IRI("schema:articleBody"), Object: quad.String("“Ünïcode”,\nlines and " +
			"\"marks\" \\ 🎉")},
		{Subject: label, Predicate: quad.IRI("schema:datePublished"),
			Object: quad.TypedString{Value: "2020-02-18", Type: "xsd:date"}},
		{Subject: quad.IRI("statement:" + id), Predicate: quad.IRI("qg:confidence"), Object: quad.Float(0.8866282151282714)},
		{Subject: quad.IRI("statement:" + id), Predicate: quad.IRI("qg:position"), Object: quad.Int(1)},
		{Subject: quad.IRI("statement:" + id), Predicate: quad.IRI("qg:negated"), Object: quad.Bool(true)},
		{Subject: quad.IRI("statement:" + id), Predicate: quad.IRI("qg:saidBy"), Object: quad.IRI("person:ana-ruiz")},
		{Subject: quad.IRI("statement:" + id), Predicate: quad.IRI("qg:evidence"), Object: quad.IRI("qg:role")},
	} {
		q.Label = label
		out = append(out, q)
	}
	return out
}

func put(t *testing.T, s *store.Store, ids ...string) {
	t.Helper()
	for _, id := range ids {
		if _, err := s.Apply(context.Background(),
			[]store.Change{{Label: quad.IRI("article:" + id), Quads: article(id)}}); err != nil {
			t.Fatal(err)
		}
	}
}

func quads(t *testing.T, s *store.Store) []string {
	t.Helper()
	var out []string
	if err := s.Each(context.Background(),
		func(q quad.Quad) error { out = append(out, fmt.Sprintf("%#v", q)); return nil }); err != nil {
		t.Fatal(err)
	}
	slices.Sort(out)
	return out
}

func saved(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestExportsComeBack: the same store, quad by quad, from each form that holds graphs.
func TestExportsComeBack(t *testing.T) {
	s := opened(t)
	put(t, s, "a", "b", "c")
	for _, name := range []string{"nquads", "trig", "jsonld"} {
		f, err := export.Find(name)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		if err := f.Write(context.Background(), &b, s, export.Options{}); err != nil {
			t.Fatal(err)
		}
		again := opened(t)
		r, err := Into(context.Background(), again, saved(t, "graph"+f.Extension, b.String()), Options{Batch: 5})
		if err != nil {
			t.Fatal(err)
		}
		if got, want := quads(t, again), quads(t, s); !slices.Equal(got, want) {
			t.Errorf("%s: %d quads of %d", name, len(got), len(want))
		}
		if r.Articles != 3 || r.Graphs != 3 || r.New != 3 || len(r.Others) > 0 {
			t.Errorf("%s: %+v", name, r)
		}
		if r, err = Into(context.Background(), again, saved(t, "graph"+f.Extension, b.String()), Options{}); err != nil ||
			r.Same != 3 {
			t.Errorf("%s a second time: %+v, %v", name, r, err)
		}
	}
}

// TestGraphsThatDoNotStandTogether are stored whole, whatever the batch.
func TestGraphsThatDoNotStandTogether(t *testing.T) {
	s := opened(t)
	var lines []string
	for i := range article("a") {
		lines = append(lines, rdf.Line(article("a")[i]), rdf.Line(article("b")[i]))
	}
	if r, err := Into(context.Background(), s, saved(t, "mixed.nq", strings.Join(lines, "\n")),
		Options{Batch: 1}); err != nil ||
		r.New != 2 ||
		r.Quads != len(lines) {
		t.Errorf("%+v, %v", r, err)
	}
}

// TestWhatIsWrongStopsAFile: the place is named, and nothing is half stored.
func TestWhatIsWrongStopsAFile(t *testing.T) {
	good := rdf.Line(article("a")[0]) + "\n"
	for name, c := range map[string]struct{ text, want string }{
		"bad.nq":     {good + "<a:a> <a:b> \"no end\n", "bad.nq: line 2, column 20: the end of the line within a text"},
		"bad.ttl":    {"<a:a> <a:b> <a:c> ;\n", "line 2, column 1: the end of the file"},
		"bad.jsonld": {"{\n  \"@id\": }", "line 2, column 10: invalid character '}'"},
		"far.jsonld": {`{"@context": "https://example.org/context", "name": "x"}`, "nothing is fetched"},
		"empty.nq":   {"# nothing\n", "no statement of RDF"},
		"graph.txt":  {good, "name one with --format"},
		"blank.nq":   {"<a:a> <a:b> <a:c> _:g .", "has no IRI"},
	} {
		s := opened(t)
		_, err := Into(context.Background(), s, saved(t, name, c.text), Options{Batch: 1})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
		if got := quads(t, s); len(got) > 0 {
			t.Errorf("%s: %d quads were stored", name, len(got))
		}
	}
	var placed *rdf.Error
	if _, err := Into(context.Background(), opened(t), saved(t, "bad.nq", "x"), Options{}); !errors.As(err, &placed) {
		t.Errorf("%v has no place", err)
	}
}

// TestWhatStandsOutsideOfGraphs goes into a graph that is named, and counts as no article.
func TestWhatStandsOutsideOfGraphs(t *testing.T) {
	s := opened(t)
	r, err := Into(context.Background(), s, saved(t, "facts.ttl", "<a:a> <http://schema.org/name> \"x\" ."), Options{})
	if err != nil || r.Articles != 0 || len(r.Others) != 1 || r.Others[0] != "urn:quotegraph:import:facts.ttl" {
		t.Errorf("%+v, %v", r, err)
	}
	found, err := s.Match(context.Background(), quad.Quad{Label: quad.IRI("urn:quotegraph:import:facts.ttl")}, -1)
	if err != nil || len(found) != 1 || found[0].Predicate != quad.IRI("schema:name") {
		t.Errorf("%v, %v", found, err)
	}
	if _, err := Into(context.Background(), s, saved(t, "facts.ttl", "<a:a> <a:b> 7 ."),
		Options{Graph: quad.IRI("http://e.org/g")}); err != nil {
		t.Fatal(err)
	}
	if found, err = s.Match(context.Background(), quad.Quad{Label: quad.IRI("http://e.org/g")}, -1); err != nil ||
		len(found) != 1 ||
		found[0].Object != quad.Int(7) {
		t.Errorf("%v, %v", found, err)
	}
}

// TestCompressed files are known by their first bytes.
func TestCompressed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.nq.gz")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	z := gzip.NewWriter(f)
	fmt.Fprintln(z, rdf.Line(article("a")[0]))
	if err := errors.Join(z.Close(), f.Close()); err != nil {
		t.Fatal(err)
	}
	if r, err := Into(context.Background(), opened(t), path, Options{}); err != nil || r.Quads != 1 {
		t.Errorf("%+v, %v", r, err)
	}
}
