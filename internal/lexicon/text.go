package lexicon

import (
	"strings"
	"sync"
	"unicode"
)

var (
	abbreviations = table("abbreviations")
	functionWords = table("function_words")
	agencies      = set("agencies")
	times         = table("times")
)

// IsAbbreviation reports whether a word with its full stop is an abbreviation: "Sen.", "U.S.".
func IsAbbreviation(word string) bool {
	_, ok := abbreviations()[word]
	return ok
}

// NeverEnds reports whether an abbreviation always has a follower: "Sen." has, "Inc." has not.
func NeverEnds(word string) bool { return abbreviations()[word] == "before" }

// OpensSentence reports whether a word in lower case often begins a sentence and is seldom part
// of a name: "the", "he", "but". It decides whether "U.S." ended the sentence before it.
func OpensSentence(lower string) bool {
	_, ok := functionWords()[lower]
	return ok
}

// Function returns the class of a function word (article, pronoun, preposition, conjunction,
// auxiliary, adverb, question), and "" for any other word.
func Function(lower string) string { return functionWords()[lower] }

// IsAgency reports whether a text is the name of a news agency.
func IsAgency(name string) bool { return agencies()[name] }

// TimeKind returns month, weekday, part or relative for a time word in lower case, else "".
func TimeKind(lower string) string { return timesLower()[lower] }

// timesLower folds the names of months and weekdays to lower case.
var timesLower = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for word, kind := range times() {
		m[strings.ToLower(word)] = kind
	}
	return m
})

// IsCapital reports whether a word begins with a capital letter.
func IsCapital(word string) bool {
	for _, r := range word {
		return unicode.IsUpper(r)
	}
	return false
}

var lineLabels = set("labels")

// IsLabel reports whether words in lower case before a colon are no speaker's: "note", "correction".
func IsLabel(lower string) bool { return lineLabels()[lower] }

var views = set("standpoints")

// IsStandpoint reports the words before a source whose view a sentence tells: "in the view of".
func IsStandpoint(lower string) bool { return views()[lower] }

var links = set("links")

// IsLink reports words in lower case before a colon that lead to another article: "read more".
func IsLink(lower string) bool { return links()[lower] }
