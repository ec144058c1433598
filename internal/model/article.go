package model

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Article is one news article as it was read, before any analysis.
type Article struct {
	ID     string // doc_id, else the file's name without its folder
	Source string // where it was read from: a path, "-", or path:line
	Title  string // headline, when the input carries one beside the text
	// as internal/date writes it: "2020-02-18", "2020-02-18T14:05:00+01:00"; "" if not known, never
	// guessed
	Date      string
	DateText  string // the date as given, where it could not be read, or not its time
	URL       string
	Publisher string
	Author    string
	CopyOf    string   // the label of the article that this is a copy of; "" for none
	Text      string   // valid UTF-8; every offset in the program counts its bytes
	Summary   bool     // the text is only what a feed says of the article, not its own
	Warnings  []string // what of the input could not be read as meant, each with its place
}

// titleLength is how many code points of a text stand for a headline.
const titleLength = 90

// Titled returns what an article is called where it has no headline: the words that its text begins
// with.
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

// Check says why an article can't be read.
func (a *Article) Check() error {
	if a.ID == "" {
		return errors.New("an article without an ID")
	}
	if err := CheckText(a.Text); err != nil {
		return fmt.Errorf("article %q: text %w", a.ID, err)
	}
	return nil
}

// CheckText says why a text can't be an article's: it is empty, binary or no UTF-8.
func CheckText(text string) error {
	switch {
	case strings.TrimSpace(text) == "":
		return errors.New("is empty: no text to read")
	case strings.ContainsRune(text, 0):
		return errors.New("is binary, not text: byte 0 in it")
	case !utf8.ValidString(text):
		at := 0
		for at < len(text) {
			r, n := utf8.DecodeRuneInString(text[at:])
			if r == utf8.RuneError && n == 1 {
				break
			}
			at += n
		}
		return fmt.Errorf(
			"is not UTF-8: byte %#02x at offset %d: convert it first, e.g. iconv -f WINDOWS-1252 -t UTF-8",
			text[at],
			at,
		)
	}
	return nil
}
