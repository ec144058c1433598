package index

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/model"
	"quotegraph/internal/store"
	"quotegraph/internal/triples"
)

// reported is an article in which somebody says something.
func reported(id, date, outlet, who, words string) store.Change {
	text := who + " said: " + words
	at := model.Span{Begin: len(who) + len(" said: "), End: len(text)}
	label, quads := triples.Of(
		&model.Document{
			Article: model.Article{ID: id, Text: text, Date: date, Publisher: outlet},
			Statements: []*model.Statement{{
				Parts: []model.Span{
					at,
				}, Type: model.Direct, Source: model.Span{End: len(who)},
				Agent: &model.Agent{Kind: model.Person, Name: who}, Confidence: 0.95, Inside: -1,
			}},
		},
	)
	return store.Change{Label: label, Quads: quads}
}

const ferry = "the ferry will not sail again before the engine has been repaired and the crew has been paid in full"

// TestVersions: the same statement in several articles is one cluster, whatever small words differ;
// who else says it is apart; an article that is removed or replaced leaves it.
func TestVersions(t *testing.T) {
	s, x := open(t)
	apply(
		t,
		s,
		reported(
			"b",
			"2020-02-02",
			"Courier",
			"Ana Ruiz",
			strings.Replace(ferry, "not sail again", "never sail again", 1),
		),
		reported("a", "2020-02-01", "Herald", "Ana Ruiz", ferry),
	)
	apply(
		t,
		s,
		reported("c", "2020-02-03", "Herald", "Ana Ruiz", strings.Replace(ferry, "in full", "all of it", 1)),
		reported("other", "2020-02-04", "Herald", "Odd Lund", ferry),
		reported("short", "2020-02-05", "Herald", "Ana Ruiz", "the ferry will not sail"),
	)
	ids := func() []string {
		found, _, err := x.MostRepeated(t.Context(), Filter{Limit: 10})
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, r := range found {
			list, err := x.Versions(t.Context(), r.Article.IRI, r.Record.ID)
			if err != nil {
				t.Fatal(err)
			}
			line := fmt.Sprintf("%s-%s %d outlets %d wordings:", r.First, r.Last, r.Outlets, r.Wordings)
			for _, l := range list {
				line += " " + l.Article.ID
			}
			out = append(out, line)
		}
		return out
	}
	if got, want := ids(), []string{"2020-02-01-2020-02-03 2 outlets 3 wordings: a b c"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if second, all, err := x.MostRepeated(t.Context(), Filter{Limit: 1, Page: 2}); err != nil || all != 1 ||
		len(second) != 0 {
		t.Errorf("page 2 of 1: %v of %d, %v", second, all, err)
	}
	apply(t, s, store.Change{Label: quad.IRI(model.ArticleIRI("a"))})
	if got, want := ids(), []string{"2020-02-02-2020-02-03 2 outlets 2 wordings: b c"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	apply(
		t,
		s,
		reported(
			"b",
			"2020-02-02",
			"Courier",
			"Ana Ruiz",
			"something else that nobody has said in any other article so far",
		),
	)
	if got := ids(); len(got) > 0 {
		t.Errorf("%q is left", got)
	}
}

// TestDiffering: what another text has not.
func TestDiffering(t *testing.T) {
	show := func(pieces []Stretch) string {
		var out []string
		for _, p := range pieces {
			if p.Other {
				p.Text = "[" + p.Text + "]"
			}
			out = append(out, p.Text)
		}
		return strings.Join(out, " ")
	}
	for _, c := range [][3]string{
		{"the ferry will sail", "The ferry “will” sail", "the ferry will sail"},
		{"it will never sail again", "it will not sail", "it will [never] sail [again]"}, {"", "x", ""},
		{"a b", "", "[a b]"}, {"a c b", "a b", "a [c] b"},
	} {
		if got := show(Differing(c[0], c[1])); got != c[2] {
			t.Errorf("%q beside %q: %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

// words to invent statements from.
var vocabulary = strings.Fields(
	`harbour ferry council budget teacher winter bridge market school river engine minister vote report
	union worker price water field season doctor nurse train station road signal company office letter
	winner captain player match league summer forest farmer grain export tariff court judge appeal
	evidence witness police officer patrol border camp village storm flood repair power cable grid
	battery turbine plant mine copper steel wage strike pension housing rent tenant landlord mayor
	election ballot party leader debate promise threat border treaty island coast fleet vessel cargo`,
)

var small = strings.Fields(
	"the a of to in and that is was will not for on with as by at from it has have been would more than over under " +
		"after before",
)

// TestEditedStatements: copies with small edits are found, and different statements are kept apart:
// precision and recall of pairs at .97 and more.
func TestEditedStatements(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	s, x := open(t)
	invent := func() []string {
		out := make([]string, 14+r.IntN(26))
		for i := range out {
			out[i] = small[r.IntN(len(small))]
			if i%2 == 0 {
				out[i] = vocabulary[r.IntN(len(vocabulary))]
			}
		}
		return out
	}
	edited := func(w []string) []string { // one word of fifteen changed, left out or put in; an end cut off
		out := slices.Clone(w)
		for range 1 + len(w)/20 {
			i := r.IntN(len(out))
			switch r.IntN(3) {
			case 0:
				out[i] = vocabulary[r.IntN(len(vocabulary))]
			case 1:
				out = slices.Delete(out, i, i+1)
			default:
				out = slices.Insert(out, i, small[r.IntN(len(small))])
			}
		}
		return out
	}
	const statements, copies = 150, 4
	var changes []store.Change
	of := map[string]int{}
	for i := range statements {
		words := invent()
		for c := range copies {
			id := fmt.Sprintf("%d-%d", i, c)
			of[id] = i
			text := words
			if c > 0 {
				text = edited(words)
			}
			changes = append(
				changes,
				reported(id, fmt.Sprintf("2020-03-%02d", 1+c), "Herald", "Ana Ruiz", strings.Join(text, " ")),
			)
		}
	}
	r.Shuffle(len(changes), func(i, j int) { changes[i], changes[j] = changes[j], changes[i] })
	for some := range slices.Chunk(changes, 50) {
		apply(t, s, some...)
	}
	found, _, err := x.MostRepeated(t.Context(), Filter{Limit: 10_000})
	if err != nil {
		t.Fatal(err)
	}
	right, given := 0, 0
	for _, f := range found {
		list, err := x.Versions(t.Context(), f.Article.IRI, f.Record.ID)
		if err != nil {
			t.Fatal(err)
		}
		for i, a := range list {
			for _, b := range list[i+1:] {
				given++
				if of[a.Article.ID] == of[b.Article.ID] {
					right++
				}
			}
		}
	}
	p, recall := float64(right)/float64(given), float64(right)/float64(statements*copies*(copies-1)/2)
	t.Logf("pairs of copies: P %.3f R %.3f", p, recall)
	if p < 0.97 || recall < 0.97 {
		t.Errorf("P %.3f R %.3f", p, recall)
	}
}

// TestReusedNumbers: a statement that takes the place of another in its article is not of that one's cluster.
func TestReusedNumbers(t *testing.T) {
	s, x := open(t)
	const other = "nobody on the council had ever seen the letter that the minister sent to the bank before Christmas"
	apply(t, s, reported("a", "2020-02-01", "Herald", "Ana Ruiz", ferry))
	apply(t, s, reported("b", "2020-02-02", "Courier", "Ana Ruiz", ferry))
	apply(t, s, reported("c", "2020-02-03", "Post", "Ana Ruiz", ferry))
	apply(t, s, reported("a", "2020-02-01", "Herald", "Ana Ruiz", other))
	apply(t, s, reported("e", "2020-02-04", "Star", "Ana Ruiz", other))
	found, _, err := x.MostRepeated(t.Context(), Filter{Limit: 10})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range found {
		got = append(got, fmt.Sprintf("%s %d", r.Article.ID, r.Times))
	}
	slices.Sort(got)
	if want := []string{"a 2", "b 2"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
