package model

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"
)

// TestEveryTermIsDeclared: each class and predicate that vocabulary.go names is one of Terms, and
// each of Terms is named there.
func TestEveryTermIsDeclared(t *testing.T) {
	f, err := parser.ParseFile(token.NewFileSet(), "vocabulary.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{}
	ast.Inspect(f, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) != 1 ||
			strings.HasPrefix(spec.Names[0].Name, "Type") && spec.Names[0].Name != "Type" &&
				spec.Names[0].Name != "TypeOf" ||
			spec.Names[0].Name == "DecisionGraph" {
			return true
		}
		if lit, ok := spec.Values[0].(*ast.BasicLit); ok {
			iri, err := strconv.Unquote(lit.Value)
			if err != nil {
				t.Fatal(err)
			}
			named[iri] = true
			if TermOf(iri).IRI == "" {
				t.Errorf("%s (%s) is no term", spec.Names[0].Name, iri)
			}
		}
		return true
	})
	local := map[string]string{}
	for _, x := range Terms {
		if !named[x.IRI] {
			t.Errorf("%s is a term that vocabulary.go does not name", x.IRI)
		}
		if x.Label == "" || x.Comment == "" || !strings.HasSuffix(x.Comment, ".") {
			t.Errorf("%s has no label or comment that ends with a full stop", x.IRI)
		}
		if _, known := Prefixes[x.IRI[:strings.IndexByte(x.IRI, ':')]]; !known {
			t.Errorf("%s has an unknown prefix", x.IRI)
		}
		name := x.IRI[strings.IndexByte(x.IRI, ':')+1:]
		if before := local[name]; before != "" { // attributes of property graphs and keys of JSON-LD go by it
			t.Errorf("%s and %s have one local name", before, x.IRI)
		}
		local[name] = x.IRI
	}
}
