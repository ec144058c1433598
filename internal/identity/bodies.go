package identity

import (
	"slices"
	"strings"

	"quotegraph/internal/lexicon"
)

// BodyKey is what a body's name comes to without what says nothing, so that one body's names have
// one key. What says nothing: "the", a possessive, signs, a title ("Mr. Rubio's campaign", "the
// Rubio campaign"). A country is one with its adjective ("the Chinese foreign ministry", "China's
// Foreign Ministry"); some names may be turned ("Republican Party of Wyoming", "Team Lund").
func BodyKey(name string) string {
	words := strings.Fields(possessives.Replace(name))
	for i, w := range words[:max(len(words)-1, 0)] {
		if country, ok := lexicon.Demonym(w); ok {
			words[i] = country
		}
	}
	words = strings.Fields(Fold(strings.Join(words, " ")))
	for len(words) > 1 && (words[0] == "the" || titles[words[0]]) {
		words = words[1:]
	}
	return strings.Join(turned(words), " ")
}

var possessives = strings.NewReplacer("’s ", " ", "'s ", " ", "s’ ", "s ", "s' ", "s ", "&", "and")

var titles = map[string]bool{"mr": true, "mrs": true, "ms": true, "dr": true}

// turnable are the heads of names that are turned without a change of what they mean. A university
// is none: there is a University of Washington and a Washington University.
var turnable = map[string]bool{
	"party": true, "department": true, "ministry": true, "embassy": true, "consulate": true,
}

// turned brings "Republican Party of Wyoming" to "Wyoming Republican Party", "Department of
// Justice" to "Justice Department", "Team Lund" to "Lund team".
func turned(words []string) []string {
	if i := slices.Index(words, "of"); i > 0 && i < len(words)-1 && turnable[words[i-1]] {
		rest := words[i+1:]
		if rest[0] == "the" && len(rest) > 1 {
			rest = rest[1:]
		}
		return slices.Concat(rest, words[:i])
	}
	if len(words) == 2 && words[0] == "team" {
		return []string{words[1], words[0]}
	}
	return words
}

// campaign brings the names of a candidate's campaign to one: "Donald Trump's presidential
// campaign", "the Trump campaign".
func campaign(key string, people map[string]bool) string {
	words := strings.Fields(key)
	if len(words) < 2 || words[len(words)-1] != "campaign" {
		return key
	}
	words = slices.DeleteFunc(words[:len(words)-1], func(w string) bool {
		return w == "presidential" || w == "entire" || w == "election" || w == "primary"
	})
	if len(words) > 1 && people[strings.Join(words, " ")] {
		words = words[len(words)-1:]
	}
	return strings.Join(words, " ") + " campaign"
}
