package model

import (
	"strings"
	"unicode/utf8"
)

// Article is one news article as it was read, before any analysis.
type Article struct {
	ID        string // doc_id, else the file's name without its folder
	Source    string // where it was read from: a path, "-", or path:line
	Title     string // headline, when the input carries one beside the text
	Date      string // as internal/date writes it: "2020-02-18", "2020-02-18T14:05:00+01:00"; "" if not known, never guessed
	DateText  string // the date as given, where it could not be read, or not its time
	URL       string
	Publisher string
	Author    string
	Text      string   // valid UTF-8; every offset in the program counts its bytes
	Warnings  []string // what of the input could not be read as meant, each with its place
}

// titleLength is how many code points of a text stand for a headline.
const titleLength = 90

// Titled returns what an article is called where it has no headline: the words that its text begins with.
func Titled(headline, text string) string {
	if headline != "" {
		return headline
	}
	words, n := "", 0
	for w := range strings.FieldsSeq(text) {
		if n += utf8.RuneCountInString(w) + 1; n > titleLength {
			return strings.TrimSpace(words) + "…"
		}
		words += " " + w
	}
	return strings.TrimSpace(words)
}
