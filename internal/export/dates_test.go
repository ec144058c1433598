package export

import (
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"
)

// TestTypedLiterals: N-Quads have the types of literals in full and are read as they were; GraphML has what they say.
func TestTypedLiterals(t *testing.T) {
	of := func(v quad.Value) quad.Quad {
		return quad.Quad{Subject: quad.IRI("article:a"), Predicate: quad.IRI("schema:datePublished"), Object: v, Label: quad.IRI("article:a")}
	}
	quads := []quad.Quad{of(quad.TypedString{Value: "2020-02-18", Type: "xsd:date"}), of(quad.TypedString{Value: "2020-02-18T14:05:00+01:00", Type: "xsd:dateTime"}), of(quad.Int(3))}
	var out strings.Builder
	if err := NQuads(&out, quads); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`<http://schema.org/datePublished> "2020-02-18"^^<http://www.w3.org/2001/XMLSchema#date> <urn:quotegraph:article:a> .`,
		`"2020-02-18T14:05:00+01:00"^^<http://www.w3.org/2001/XMLSchema#dateTime> `,
		`"3"^^<http://schema.org/Integer> `,
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %s in\n%s", want, out.String())
		}
	}
	r := nquads.NewReader(strings.NewReader(out.String()), true)
	for range quads {
		if _, err := r.ReadQuad(); err != nil {
			t.Errorf("what was written can't be read: %v", err)
		}
	}
	out.Reset()
	if err := GraphML(&out, quads); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), `>2020-02-18; 2020-02-18T14:05:00+01:00; 3<`) {
		t.Errorf("GraphML has other values:\n%s", out.String())
	}
}
