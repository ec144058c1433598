package index

import (
	"testing"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/model"
	"quotegraph/internal/pipeline"
	"quotegraph/internal/store"
	"quotegraph/internal/triples"
)

// TestFullestNameEverywhere: offices and who speaks for whom show a person by the fullest name too,
// not only statements.
func TestFullestNameEverywhere(t *testing.T) {
	s, x := open(t)
	read := func(id, text string, name func(string) string) store.Change {
		label, quads := triples.Of(pipeline.Reader{}.Read(model.Article{ID: id, Text: text}))
		for i, q := range quads {
			if q.Predicate == quad.IRI(model.NameOf) {
				quads[i].Object = quad.String(name(store.Text(q.Object)))
			}
		}
		return store.Change{Label: label, Quads: quads}
	}
	same := func(n string) string { return n }
	apply(t, s, read("a", "Toby Kerr, the lawyer for the Ferry League, said the boat was late.", same),
		read("b", "Toby Kerr, the lawyer for the Ferry League, said the boat was old.", func(n string) string {
			if n == "Toby Kerr" {
				return "Tobias Edvard Kerr"
			}
			return n
		}))
	offices, _, err := x.Offices(t.Context(), Filter{})
	if err != nil || len(offices) == 0 {
		t.Fatal(offices, err)
	}
	pairs, _, err := x.Pairs(t.Context(), Filter{})
	if err != nil || len(pairs) == 0 {
		t.Fatal(pairs, err)
	}
	if a, b := offices[0].Record.Person.Name, pairs[0].Record.Agent.Name; a != "Tobias Edvard Kerr" || b != a {
		t.Errorf("the office is %q's, %q speaks", a, b)
	}
}

// TestNumbersAreNotGivenTwice: what came since something was remembered has a higher number, though
// agents have gone meanwhile.
func TestNumbersAreNotGivenTwice(t *testing.T) {
	s, x := open(t)
	most := func() (n int64) {
		all, err := x.Bearers(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range all {
			n = max(n, b.Number)
		}
		return n
	}
	first, second := change(
		t,
		"article:1",
		"Ana Ruiz said the harbour was full.",
	), change(
		t,
		"article:2",
		"Odd Lund said the harbour was empty.",
	)
	apply(t, s, first)
	before := most()
	apply(t, s, store.Change{Label: first.Label})
	apply(t, s, second)
	if most() <= before {
		t.Errorf("the new agent has number %d, not above %d", most(), before)
	}
}
