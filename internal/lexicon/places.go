package lexicon

import (
	"strings"
	"sync"
)

var (
	countries  = table("countries")
	demonyms   = table("demonyms")
	capitals   = table("capitals")
	places     = table("places")
	bodies     = table("bodies")
	known      = sync.OnceValue(readKnown)
	states     = table("states")
	eventTypes = table("events")
)

// Body is a well-known organisation.
type Body struct{ Name, Acronym string }

func readKnown() map[string]Body {
	m := map[string]Body{}
	for _, r := range rows("bodies_known") {
		b := Body{Name: r[1]}
		if r[2] != "-" {
			b.Acronym = r[2]
		}
		m[r[0]] = b
	}
	return m
}

// Country returns the usual name of a country written in any of its forms: "U.S." → "United States".
func Country(name string) (string, bool) {
	c, ok := countries()[name]
	return c, ok
}

// Demonym returns the country of an adjective or inhabitant: "Kenyan" → "Kenya".
func Demonym(word string) (string, bool) {
	c, ok := demonyms()[word]
	return c, ok
}

// PlaceCountry returns the country of a well-known city, province or region.
func PlaceCountry(name string) (string, bool) {
	if c, ok := capitals()[name]; ok {
		return c, true
	}
	c, ok := places()[name]
	return c, ok
}

// IsPlace reports a well-known place or country.
func IsPlace(name string) bool {
	if _, ok := countries()[name]; ok {
		return true
	}
	_, ok := PlaceCountry(name)
	return ok
}

// BodyKind returns the kind of the organisation that a head noun in lower case names ("ministry" →
// "public"), and "" if it names none.
func BodyKind(noun string) string { return bodies()[noun] }

// LongestAcronym is how many letters a body's short form has at most: longer words in capitals are
// shouted.
const LongestAcronym = 5

// KnownBody returns a well-known organisation by any of its names.
func KnownBody(name string) (Body, bool) {
	b, ok := known()[name]
	return b, ok
}

// ShortBody returns what news calls a department of the United States by its usual name: "State
// Department". Other names stay.
func ShortBody(usual string) string {
	field, ok := strings.CutPrefix(usual, "United States Department of ")
	if !ok {
		return usual
	}
	short := strings.TrimPrefix(field, "the ") + " Department"
	if b, ok := KnownBody(short); ok && b.Name == usual {
		return short
	}
	return usual
}

// CountryForms returns the names of a country by its usual name: Myanmar, Burma.
func CountryForms(usual string) []string { return countryForms()[usual] }

var countryForms = sync.OnceValue(func() map[string][]string {
	m := map[string][]string{}
	for _, r := range rows("countries") {
		m[r[1]] = append(m[r[1]], r[0])
	}
	return m
})

// EventTypeOf returns the type of the occasion that a phrase in lower case names:
// "news conference" → "press conference".
func EventTypeOf(phrase string) (string, bool) {
	t, ok := eventTypes()[phrase]
	return t, ok
}

var parties = table("parties")

// Party returns the political party of an adjective: "Republican" → "Republican Party".
func Party(adjective string) (string, bool) {
	p, ok := parties()[adjective]
	return p, ok
}

// IsMembers reports whether a word names the members of parties or nations, who have no name of
// their own: "Republicans", "Tories", "Kenyans".
func IsMembers(word string) bool {
	if _, ok := Country(word); ok || !strings.HasSuffix(word, "s") || strings.HasSuffix(word, "ss") {
		return false
	}
	if i := strings.LastIndexByte(word, '-'); i >= 0 { // "African-Americans"
		return IsMembers(word[i+1:])
	}
	switch word {
	case "Tories", "Catholics", "Muslims", "Christians", "Jews", "Protestants", "Evangelicals", "Hindus", "Sikhs",
		"Buddhists", "Mormons", "Baptists", "Sunnis", "Shiites", "Latinos", "Latinas", "Hispanics":
		return true
	}
	_, party := Party(strings.TrimSuffix(word, "s"))
	_, nation := Demonym(word)
	_, one := Demonym(strings.TrimSuffix(word, "s"))
	return party || nation && one
}

var genericWords = set("generic")

// GenericWord reports a word in lower case that stands in many bodies' names and tells none by
// itself: "city", "public".
func GenericWord(lower string) bool { return genericWords()[lower] }

var (
	things   = table("things")
	ordinary = table("ordinary")
)

// Ordinary tells where a word in lower case names no body, though it may be written with a capital:
// "alone", by itself ("post", "islamic"), "many", at a name's end too ("outlets"), or "never": nor is an
// office held in it ("provincial"); "" for others.
func Ordinary(lower string) string { return ordinary()[lower] }

// Thing tells what a name that ends in a noun in lower case names if it is no body's: "paper" for what
// may say something ("treaty"), "thing" for what can't ("trophy"); "" for other nouns.
func Thing(noun string) string { return things()[noun] }

// State returns the name of a state of the United States by one of its forms: "Fla.", "FL", "Florida".
func State(form string) (string, bool) {
	s, ok := states()[form]
	return s, ok
}

// IsPartyAdjective reports whether a word only describes members of a party, and names it not:
// "Democratic".
func IsPartyAdjective(word string) bool {
	switch word {
	case "Democratic", "Democrat", "Republican", "Conservative", "Liberal":
		return true
	}
	return false
}
