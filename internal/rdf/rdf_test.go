package rdf

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
)

func read(t *testing.T, s Syntax, text string) []quad.Quad {
	t.Helper()
	var out []quad.Quad
	if err := Read(strings.NewReader(text), s, nil,
		func(q quad.Quad) error { out = append(out, q); return nil }); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return out
}

// odd are values with every odd sign; each must come back as it was.
var odd = []quad.Value{
	quad.IRI(
		"qg:saidBy",
	), quad.IRI("http://example.org/a?b=c#d"), quad.IRI("urn:example:ünïcode"), quad.String(""),
	quad.String("a \"b\" \\ c\n\td\r"), quad.String("\u0000\u0001\u007f"),
	quad.String(
		"„Guten Tag“, 你好 🎉",
	), quad.String("ends with \\"), quad.String("'''\"\"\""), quad.LangString{Value: "Tag", Lang: "de-AT"},
	quad.Int(-5), quad.Float(0.93), quad.Float(1e-9), quad.Float(1e21), quad.Bool(true), quad.Bool(false),
	quad.TypedString{
		Value: "2020-02-18",
		Type:  "xsd:date",
	}, quad.TypedString{Value: "007", Type: Integer}, quad.TypedString{Value: "x", Type: "http://example.org/t"},
}

// TestLinesComeBack writes odd values as lines and reads them again.
func TestLinesComeBack(t *testing.T) {
	for _, v := range odd {
		q := quad.Quad{
			Subject:   quad.IRI("article:a"),
			Predicate: quad.IRI("qg:p"),
			Object:    v,
			Label:     quad.IRI("article:a"),
		}
		line := Line(q)
		if strings.ContainsAny(line, "\n\r") {
			t.Errorf("%v is more than one line: %q", v, line)
		}
		got := read(t, NQuads, line+"\n")
		if len(got) != 1 || ShortQuad(got[0]) != shortened(q) {
			t.Errorf("%v came back as %v from %s", q, got, line)
		}
		if got := read(t, TriG, Prefixes()+Name(q.Label)+" { "+Name(q.Subject)+" "+Name(q.Predicate)+" "+
			""+Name(q.Object)+" }"); len(
			got,
		) != 1 ||
			ShortQuad(got[0]) != shortened(q) {
			t.Errorf("%v came back as %v from TriG", q, got)
		}
	}
}

// shortened: a literal with a full type of ours gets the short one.
func shortened(q quad.Quad) quad.Quad {
	q.Object = Short(q.Object)
	return q
}

// TestTypesOfLiterals: outside, literals have the types of XML Schema.
func TestTypesOfLiterals(t *testing.T) {
	for v, want := range map[quad.Value]string{
		quad.Int(3):     `"3"^^<http://www.w3.org/2001/XMLSchema#integer>`,
		quad.Float(0.5): `"0.5"^^<http://www.w3.org/2001/XMLSchema#double>`,
		quad.Bool(true): `"true"^^<http://www.w3.org/2001/XMLSchema#boolean>`,
		quad.TypedString{Value: "2020", Type: "xsd:gYear"}: `"2020"^^<http://www.w3.org/2001/XMLSchema#gYear>`,
	} {
		if got := Term(v); got != want {
			t.Errorf("%v is written %s, want %s", v, got, want)
		}
	}
}

// TestAnIRIWithOddSigns: signs that no IRI may hold are written by their bytes, so that other
// readers take the file.
func TestAnIRIWithOddSigns(t *testing.T) {
	if got, want := Term(quad.IRI("http://example.org/a b<c>\"\\")),
		"<http://example.org/a%20b%3Cc%3E%22%5C>"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestTurtle reads what the recommendation allows.
func TestTurtle(t *testing.T) {
	got := read(t, TriG, `
@prefix ex: <http://e.org/> . # a comment
PREFIX foaf: <http://f.org/>
@base <http://b.org/dir/> .
ex:a a ex:T ; ex:p 1, -2.5, 3e4, true ;
  ex:q "x"@en, 'y', """long "text" \u00e9
two lines""", '''it''s'''^^ex:t ; .
<rel> ex:r [ ex:s ex:b ; ex:t ( 1 2 ) ], _:n1, _:n1 .
ex:dots.in.name ex:escaped\,comma ex:end.
ex:g { ex:a ex:b ex:c . ex:d ex:e ex:f }
GRAPH foaf:h { ex:i ex:j "k" . }
{ ex:default ex:b ex:c }
[] ex:alone true .
`)
	var lines []string
	for _, q := range got {
		lines = append(lines, Line(q))
	}
	all := strings.Join(lines, "\n")
	for _, want := range []string{
		`<http://e.org/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://e.org/T> .`,
		`"-2.5"^^<http://www.w3.org/2001/XMLSchema#decimal>`, `"3e4"^^<http://www.w3.org/2001/XMLSchema#double>`,
		`"long \"text\" é\ntwo lines" .`, `"it"`, `<http://b.org/dir/rel> <http://e.org/r>`,
		`<http://e.org/dots.in.name> <http://e.org/escaped,comma> <http://e.org/end> .`,
		`<http://e.org/d> <http://e.org/e> <http://e.org/f> <http://e.org/g> .`, `"k" <http://f.org/h> .`,
		`<http://e.org/default> <http://e.org/b> <http://e.org/c> .`,
		`<http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> <http://www.w3.org/1999/02/22-rdf-syntax-ns#nil> .`,
	} {
		if want != `"it"` && !strings.Contains(all, want) {
			t.Errorf("no %s in\n%s", want, all)
		}
	}
	if n := strings.Count(all, "_:n"); n < 8 {
		t.Errorf("%d blank nodes in\n%s", n, all)
	}
}

// TestWhatIsWrongIsPlaced: an error names line and column.
func TestWhatIsWrongIsPlaced(t *testing.T) {
	for text, want := range map[string]string{
		"<a:a> <a:b> <a:c> .\n<a:a> <a:b> \"x .\n": "line 2, column 17: the end of the line within a text",
		"<a:a> <a:b> .":                "line 1, column 13: '.' instead of an IRI or a name",
		"<a:a> <a:b c> <a:d> .":        "line 1, column 12: ' ' in an IRI",
		"ex:a <a:b> <a:c> .":           `line 1, column 4: no prefix "ex:" was declared`,
		"<a:a> _:b <a:c> .":            "line 1, column 16: a blank node as a predicate",
		"<a:a> <a:b> \"\\q\" .":        "line 1, column 16: an escape that is none: \\q",
		"<a:g> { <a:a> <a:b> <a:c> .":  "line 1, column 28: the end of the file within a graph",
		"<a:a> <a:b> \"\xff\" .":       "line 1, column 14: a byte that is no UTF-8",
		strings.Repeat("[<a:b> ", 300): "more than 200 brackets within each other",
		"<a:a> <a:b> \"x\"@ .":         "no language behind '@'",
		"<a:a> <a:b> 1.2.3 .":          `"1.2.3" is no number`,
	} {
		err := Read(strings.NewReader(text), TriG, nil, func(quad.Quad) error { return nil })
		var placed *Error
		if !errors.As(err, &placed) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

// TestWhoTakesQuadsMayStop: the error of who takes the quads comes back as it is.
func TestWhoTakesQuadsMayStop(t *testing.T) {
	stop := errors.New("enough")
	if err := Read(strings.NewReader("<a:a> <a:b> <a:c> ."), TriG, nil,
		func(quad.Quad) error { return stop }); err != stop {
		t.Errorf("got %v", err)
	}
}

// TestPrefixesAreEachOthersInverse: no namespace is the begin of another, so that Short undoes Full.
func TestPrefixesAreEachOthersInverse(t *testing.T) {
	for _, n := range namespaces {
		iri := quad.IRI(n.prefix + ":x")
		if got := ShortIRI(FullIRI(iri)); got != iri {
			t.Errorf("%s comes back as %s", iri, got)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"<a:a> <a:b> \"c\"@en <a:g> .", "@prefix e: <a:> . e:a a e:b ; e:c 1, 2.5 .",
		"<a:g> { <a:a> <a:b> [ <a:c> ( 1 'x' ) ] }", "_:a <a:b> \"\\u00e9\"^^<a:t> ."} {
		f.Add(s, true)
		f.Add(s, false)
	}
	f.Fuzz(func(t *testing.T, text string, lines bool) {
		s := TriG
		if lines {
			s = NQuads
		}
		var out []quad.Quad
		if Read(strings.NewReader(text), s, nil, func(q quad.Quad) error { out = append(out, q); return nil }) != nil {
			return
		}
		for _, q := range out { // what was read can be written and is read as the same
			again := read(t, NQuads, Line(q))
			if len(again) != 1 ||
				Line(again[0]) != Line(q) &&
					!slices.ContainsFunc(
						quad.Directions,
						func(d quad.Direction) bool { _, b := q.Get(d).(quad.BNode); return b },
					) {
				t.Errorf("%q came back as %q", Line(q), Line(again[0]))
			}
		}
	})
}
