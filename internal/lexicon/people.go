package lexicon

import (
	"strings"
	"sync"

	"quotegraph/internal/model"
)

// OfficeClass says whether the holder of an office speaks for somebody.
type OfficeClass string

const (
	Speaks     OfficeClass = "speaks"     // by function: spokesman, lawyer
	Heads      OfficeClass = "heads"      // as head or officer: minister, chief executive
	Member     OfficeClass = "member"     // one of many: senator, judge
	Affiliated OfficeClass = "affiliated" // works there: professor, analyst
	AnyPerson  OfficeClass = "person"     // no office: resident, witness
)

// Office is a kind of role.
type Office struct {
	Title  string
	Class  OfficeClass
	Gender model.Gender
}

var (
	offices    = sync.OnceValue(readOffices)
	givenNames = table("given_names")
	honorifics = sync.OnceValue(func() map[string][]string {
		m := map[string][]string{}
		for _, r := range rows("honorifics") {
			m[strings.ToLower(r[0])] = r
		}
		return m
	})
	groups    = set("groups")
	unnamed   = set("unnamed")
	documents = set("documents")
)

func readOffices() map[string]Office {
	m := map[string]Office{}
	for _, r := range rows("offices") {
		m[r[0]] = Office{Title: r[0], Class: OfficeClass(r[1]), Gender: gender(r[2])}
	}
	return m
}

func gender(s string) model.Gender {
	switch s {
	case "m":
		return model.Male
	case "f":
		return model.Female
	}
	return model.UnknownGender
}

// OfficeOf returns the office that a phrase in lower case names: "foreign minister". Hyphens count
// as spaces; "vice-chairman" is "vice chairman".
func OfficeOf(phrase string) (Office, bool) {
	o, ok := offices()[phrase]
	if !ok && strings.Contains(phrase, "-") {
		o, ok = offices()[strings.ReplaceAll(phrase, "-", " ")]
	}
	return o, ok
}

// GivenName returns the gender that a given name tells, and whether it is one.
func GivenName(name string) (model.Gender, bool) {
	g, ok := givenNames()[name]
	return gender(g), ok
}

// Honorific returns the office ("" for a mere courtesy) and gender that a title before a name
// tells, given in any case and with or without its full stop; "Lt. Gen." is one title.
func Honorific(title string) (office string, g model.Gender, ok bool) {
	r, ok := honorifics()[strings.ToLower(title)]
	if !ok {
		return "", 0, false
	}
	if r[2] != "-" {
		office = r[2]
	}
	return office, gender(r[1]), true
}

var particles = set("particles")

// IsParticle reports a small word within people's names: "van", "bin".
func IsParticle(lower string) bool { return particles()[lower] }

// IsGroup reports a plural noun for people without a name: "protesters".
func IsGroup(lower string) bool { return groups()[lower] }

// IsUnnamedNoun reports a noun for a source without a name: "source", "insider".
func IsUnnamedNoun(lower string) bool { return unnamed()[lower] }

// IsDocument reports a noun for something written that says things: "report", "poll".
func IsDocument(lower string) bool { return documents()[lower] }

var kin = sync.OnceValue(func() map[string][]string {
	m := map[string][]string{}
	for _, r := range rows("kin") {
		m[r[0]] = append(m[r[0]], r[0])
		for w := range strings.SplitSeq(r[1], ",") {
			m[w] = append(m[w], r[0])
		}
	}
	return m
})

// Kin returns the general words that may stand for an office's last word: "ambassador" → diplomat,
// envoy, official. Two offices with a word in common may be one person's.
func Kin(office string) []string { return kin()[office] }

var postnominals = set("postnominals")

// IsPostnominal reports letters behind a person's name: "KC".
func IsPostnominal(word string) bool { return postnominals()[word] }
