package reading

import (
	"errors"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/model"
)

const body = "Ana é said “we sail, he said no” at 🚢 noon."

// stored makes an article's quads out of lines "subject predicate object"; an object that is no IRI
// begins with a quotation mark.
func stored(lines ...string) []quad.Quad {
	out := []quad.Quad{
		{Subject: quad.IRI("article:a"), Predicate: quad.IRI(model.Type), Object: quad.IRI(model.ClassArticle)},
		{Subject: quad.IRI("article:a"), Predicate: quad.IRI(model.ArticleText), Object: quad.String(body)},
	}
	for _, l := range lines {
		f := strings.SplitN(l, " ", 3)
		var object quad.Value = quad.IRI(f[2])
		if s, ok := strings.CutPrefix(f[2], `"`); ok {
			object = quad.String(s)
		}
		out = append(out, quad.Quad{Subject: quad.IRI(f[0]), Predicate: quad.IRI(f[1]), Object: object})
	}
	return out
}

func TestSegments(t *testing.T) {
	outer, inner := strings.Index(body, "“"), strings.Index(body, "no”")
	a, err := ArticleOf("article:a", stored(
		"s:1 rdf:type qg:Statement",
		`s:1 qg:partAt "12-37`,
		`s:1 qg:quoteType "direct`,
		`s:1 qg:sourceAt "0-6`,
		`s:1 qg:cueAt "7-11`,
		"s:2 rdf:type qg:Statement",
		`s:2 qg:partAt "32-34`,
		"s:2 qg:reportedIn s:1",
	))
	if err != nil || len(a.Statements) != 2 || outer != 12 || inner != 32 {
		t.Fatalf("%v %+v (%d, %d)", err, a, outer, inner)
	}
	text, ofFirst, ofSecond := "", "", ""
	for _, g := range a.Segments(a.Whole()) {
		text += g.Text
		for _, s := range g.Of {
			switch s.ID {
			case "s:1":
				ofFirst += g.Text
			case "s:2":
				ofSecond += g.Text
				if g.Of[0].ID != "s:1" {
					t.Error("the outer statement is not the first")
				}
			}
		}
	}
	if text != body || ofFirst != "“we sail, he said no”" || ofSecond != "no" {
		t.Errorf("%q, %q, %q", text, ofFirst, ofSecond)
	}
}

// What strangers write through the API is shown as far as it can be.
func TestOddArticles(t *testing.T) {
	if _, err := ArticleOf("article:b", stored()); !errors.Is(err, ErrNone) {
		t.Errorf("an article that is not there: %v", err)
	}
	a, err := ArticleOf("article:a", stored(
		"s:1 rdf:type qg:Statement",
		"s:1 qg:reportedIn s:2",
		`s:1 qg:position "7`,
		`s:1 qg:partAt "4-5`, // cuts é
		"s:2 rdf:type qg:Statement",
		"s:2 qg:reportedIn s:3",
		`s:2 qg:partAt "40-9999`,
		`s:2 qg:partAt "-4-2`,
		`s:2 qg:partAt "nonsense`,
		"s:3 rdf:type qg:Statement",
		"s:3 qg:reportedIn s:1",
		"s:3 qg:saidBy nobody:known",
		"s:3 qg:at event:lost",
		"s:3 qg:behalf representation:lost",
		"s:4 rdf:type qg:Statement",
		"s:4 qg:reportedIn s:4",
	))
	if err != nil || len(a.Statements) != 4 {
		t.Fatalf("%v: %+v", err, a)
	}
	top, seen := 0, map[int]bool{}
	for _, s := range a.Statements {
		if s.Inside == nil {
			top++
		}
		if len(s.Parts) != 0 || seen[s.Number] {
			t.Errorf("%s: parts %v, number %d", s.ID, s.Parts, s.Number)
		}
		seen[s.Number] = true
	}
	if top != 2 { // the circle is opened, and s:4 is by itself
		t.Errorf("%d statements at the top", top)
	}
	if g := a.Segments(a.Whole()); len(g) != 1 || g[0].Text != body {
		t.Errorf("%+v", g)
	}
}

func TestHref(t *testing.T) {
	for iri, want := range map[string]string{
		"person:ana-ruiz": "/agent/person:ana-ruiz", "article:1": "/article/1", "statement:1": "/statement/1",
		"role:1": "", "qg:Statement": "", "person:": "",
		"person:a/b?c": "/agent/person:a%2Fb%3Fc", "javascript:alert(1)": "",
	} {
		if got := Href(iri); got != want {
			t.Errorf("%s: %q, want %q", iri, got, want)
		}
	}
}
