package identity

import (
	"fmt"
	"testing"
)

func TestNamesakes(t *testing.T) {
	with := func(ids ...string) map[string]bool {
		m := map[string]bool{}
		for _, id := range ids {
			m[id] = true
		}
		return m
	}
	for name, c := range map[string]struct {
		tellings []Telling
		want     string
	}{
		"a surgeon and a striker": {[]Telling{{Article: "a", Titles: []string{"heart surgeon"}},
			{Article: "b", Titles: []string{"striker"}}, {Article: "c", Titles: []string{"surgeon"}}}, "[{b} striker]"},
		"one trade": {[]Telling{{Article: "a", Titles: []string{"striker"}},
			{Article: "b", Titles: []string{"winger"}}}, "[]"},
		"a trade and an office": {[]Telling{{Article: "a", Titles: []string{"nurse"}},
			{Article: "b", Titles: []string{"minister"}}}, "[]"},
		"the same body": {[]Telling{{Article: "a", Titles: []string{"surgeon"}, Bodies: with("x")},
			{Article: "b", Titles: []string{"striker"}, Bodies: with("x")}}, "[]"},
		"the same companion": {[]Telling{{Article: "a", Titles: []string{"surgeon"}, Beside: with("y")},
			{Article: "b", Titles: []string{"striker"}, Beside: with("y")}}, "[]"},
		"both in one article": {[]Telling{{Article: "a", Titles: []string{"surgeon"}},
			{Article: "b", Titles: []string{"striker"}}, {Article: "c", Titles: []string{"striker", "surgeon"}}}, "[]"},
		"three": {[]Telling{{Article: "a", Titles: []string{"poet"}},
			{Article: "b", Titles: []string{"striker"}}, {Article: "c", Titles: []string{"detective"}}},
			"[{b} striker {c} detective]"},
		"the most articles stay": {[]Telling{{Article: "a", Titles: []string{"poet"}},
			{Article: "b", Titles: []string{"striker"}}, {Article: "c", Titles: []string{"striker"}}}, "[{a} poet]"},
		"in the title of a body": {[]Telling{{Article: "a", Titles: []string{"poet"}},
			{Article: "b", Titles: []string{"head of surgeon training"}}}, "[]"},
		"nothing told": {nil, "[]"},
	} {
		var got []string
		for _, n := range Namesakes(c.tellings) {
			got = append(got, fmt.Sprintf("{%s} %s", n.Articles[0], n.Title))
		}
		if fmt.Sprint(got) != c.want {
			t.Errorf("%s: %v, want %s", name, got, c.want)
		}
	}
}

// TestSplitsAreDecidedOnce: the same evidence decides nothing anew, who has an identifier keeps it,
// what joins two makes them one again, and a split that somebody undid stays undone.
func TestSplitsAreDecidedOnce(t *testing.T) {
	const id = "person:james-doyle"
	surgeon, striker := Telling{Article: "article:a", Titles: []string{"surgeon"}},
		Telling{Article: "article:b", Titles: []string{"striker"}}
	b, n := (&Book{}).SplitNamesakes(id, "James Doyle", Namesakes([]Telling{surgeon, striker}))
	if n != 1 || b.Map().Of("article:b", id) != id+"-2" || b.Map().Of("article:a", id) != id {
		t.Fatalf("%d: %+v", n, b.list)
	}
	striker.As = id + "-2"
	again, n := b.SplitNamesakes(id, "James Doyle", Namesakes([]Telling{surgeon, striker}))
	if again != b || n != 0 {
		t.Errorf("decided anew: %d", n)
	}
	more := []Telling{surgeon, striker, {Article: "article:c", Titles: []string{"striker"}},
		{Article: "article:d", Titles: []string{"winger"}}}
	grown, n := b.SplitNamesakes(id, "James Doyle", Namesakes(more))
	if n != 0 || grown.Map().Of("article:d", id) != id+"-2" || grown.Map().Of("article:a", id) != id {
		t.Errorf("%d: %+v", n, grown.list)
	}
	joined, _ := b.SplitNamesakes(id, "James Doyle",
		Namesakes(append(more, Telling{Article: "article:e", Titles: []string{"striker", "surgeon"}})))
	if len(joined.list) != 0 {
		t.Errorf("not made one again: %+v", joined.list)
	}
	undone, err := b.Undo(b.list[0].ID())
	if b.list[0].Kind != Part {
		undone, err = b.Undo(b.list[1].ID())
	}
	if err != nil {
		t.Fatal(err)
	}
	if once, n := undone.SplitNamesakes(id, "James Doyle", Namesakes(more)); n != 0 ||
		once.Map().Of("article:b", id) != id || once.Map().Of("article:b", id+"-2") != id {
		t.Errorf("split again: %d %+v", n, once.list)
	}
}
