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
		"a surgeon and a striker": {[]Telling{{Article: "a", Titles: []string{"heart surgeon"}}, {Article: "b", Titles: []string{"striker"}}, {Article: "c", Titles: []string{"surgeon"}}}, "[{b} striker]"},
		"one trade":               {[]Telling{{Article: "a", Titles: []string{"striker"}}, {Article: "b", Titles: []string{"winger"}}}, "[]"},
		"a trade and an office":   {[]Telling{{Article: "a", Titles: []string{"nurse"}}, {Article: "b", Titles: []string{"minister"}}}, "[]"},
		"the same body":           {[]Telling{{Article: "a", Titles: []string{"surgeon"}, Bodies: with("x")}, {Article: "b", Titles: []string{"striker"}, Bodies: with("x")}}, "[]"},
		"the same companion":      {[]Telling{{Article: "a", Titles: []string{"surgeon"}, Beside: with("y")}, {Article: "b", Titles: []string{"striker"}, Beside: with("y")}}, "[]"},
		"both in one article":     {[]Telling{{Article: "a", Titles: []string{"surgeon"}}, {Article: "b", Titles: []string{"striker"}}, {Article: "c", Titles: []string{"striker", "surgeon"}}}, "[]"},
		"three":                   {[]Telling{{Article: "a", Titles: []string{"poet"}}, {Article: "b", Titles: []string{"striker"}}, {Article: "c", Titles: []string{"detective"}}}, "[{b} striker {c} detective]"},
		"the most articles stay":  {[]Telling{{Article: "a", Titles: []string{"poet"}}, {Article: "b", Titles: []string{"striker"}}, {Article: "c", Titles: []string{"striker"}}}, "[{a} poet]"},
		"in the title of a body":  {[]Telling{{Article: "a", Titles: []string{"poet"}}, {Article: "b", Titles: []string{"head of surgeon training"}}}, "[]"},
		"nothing told":            {nil, "[]"},
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
