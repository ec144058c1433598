package index

import (
	"context"
	"testing"

	"quotegraph/internal/model"
	"quotegraph/internal/pipeline"
	"quotegraph/internal/store"
	"quotegraph/internal/triples"
)

// TestCopiesCountOnce: what stands in a copy of an article is no more words of its source, as long
// as the original is there; it is what its outlet printed.
func TestCopiesCountOnce(t *testing.T) {
	ctx := context.Background()
	article := func(id, outlet, of string) store.Change {
		label, quads := triples.Of(
			pipeline.Reader{}.Read(model.Article{ID: id, Publisher: outlet, Date: "2025-03-01", CopyOf: of,
				Text: "Mayor Ada Holm said the bridge was safe on Monday. \"We looked at each bolt,\" Ada Holm told " +
					"the council.\n\nAda Holm said that the work would cost two million crowns.\n\nThe engineer Bo " +
					"Lind said the bolts were new."}),
		)
		return store.Change{Label: label, Quads: quads}
	}
	original := article("first", "Norland Wire", "")
	copied := article("second", "Tarn Post", string(original.Label))
	s, x := open(t)
	const words = 4
	filters := map[string]Filter{
		"sure, by counts that are kept": {Confidence: Sure, Nested: No},
		"all, by counts that are kept":  {},
		"by the database":               {Act: "say"},
		"walked":                        {By: "Ada Holm", Words: "bridge"},
		"a source":                      {By: "Ada Holm", Confidence: Sure, Nested: No},
	}
	each := map[string]int{
		"sure, by counts that are kept": words,
		"all, by counts that are kept":  words,
		"by the database":               words,
		"walked":                        1,
		"a source":                      3,
	}
	check := func(when string, want int) {
		t.Helper()
		for name, f := range filters {
			for _, by := range []string{"agent", "month", "act", "type"} {
				groups, _, err := x.Groups(ctx, f, by)
				if err != nil {
					t.Fatal(err)
				}
				n, articles := 0, 0
				for _, g := range groups {
					n += g.Statements
					articles = max(articles, g.Articles)
				}
				if n != each[name]*want {
					t.Errorf("%s: %s by %s: %d statements for %d articles: %+v", when, name, by, n, want, groups)
				}
				if articles != want {
					t.Errorf("%s: %s by %s: %d articles, not %d", when, name, by, articles, want)
				}
			}
		}
		for _, outlet := range []string{"Norland Wire", "Tarn Post"} {
			groups, _, err := x.Groups(ctx, Filter{Outlet: outlet, Confidence: Sure, Nested: No}, "agent")
			if err != nil {
				t.Fatal(err)
			}
			if outlet == "Tarn Post" && (len(groups) != 2 || groups[0].Statements != 3) {
				t.Errorf("%s: %s quotes %+v", when, outlet, groups)
			}
		}
	}
	apply(t, s, original, copied)
	check("both", 1)
	made := dump(t, x)
	apply(t, s, store.Change{Label: original.Label})
	check("the original is gone", 1)
	other := article("third", "Leith Sun", string(original.Label))
	apply(t, s, other)
	check("two copies of what is gone", 1)
	apply(t, s, store.Change{Label: other.Label})
	apply(t, s, original)
	check("the original is there again", 1)
	same(t, "the original came back", dump(t, x), made)
	apply(t, s, original, copied)
	check("both read again", 1)
	apply(t, s, change(t, original.Label, "The ferry will sail again in May, Odd Lund said. Nobody knows who pays."))
	groups, _, err := x.Groups(ctx, Filter{By: "Ada Holm"}, "agent")
	if err != nil || len(groups) != 1 || groups[0].Statements != 3 {
		t.Errorf("the original has another text: %+v, %v", groups, err)
	}
	apply(t, s, original)
	check("and the old one again", 1)
	if _, err := x.write.Exec("update meta set value = 'old' where key = 'version'"); err != nil {
		t.Fatal(err)
	}
	if err := x.CatchUp(ctx); err != nil {
		t.Fatal(err)
	}
	same(t, "made anew", dump(t, x), made)
	beside, _, err := x.Beside(ctx, Filter{By: "Ada Holm", Confidence: Sure, Limit: 10}, 10)
	if err != nil || len(beside) != 1 || beside[0].Articles != 1 {
		t.Errorf("beside: %+v, %v", beside, err)
	}
}
