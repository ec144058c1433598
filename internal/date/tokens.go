package date

import (
	"unicode"
	"unicode/utf8"
)

type kind uint8

const (
	number kind = iota // ASCII digits
	word               // letters, and the full stops behind them: "p.m."
	sign               // one code point of another kind
)

type token struct {
	kind   kind
	text   string
	spaced bool // white space stands before it
}

// longest is how many bytes a date may have.
const longest = 100

// split cuts a text into tokens.
func split(text string) []token {
	var out []token
	spaced := false
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) {
			spaced = true
			i += n
			continue
		}
		t := token{kind: sign, spaced: spaced}
		end := i + n
		switch {
		case digit(text[i]):
			t.kind = number
			for end < len(text) && digit(text[end]) {
				end++
			}
		case letter(text[i]):
			t.kind = word
			for end < len(text) && (letter(text[end]) || text[end] == '.') {
				end++
			}
		}
		t.text, spaced = text[i:end], false
		out = append(out, t)
		i = end
	}
	return out
}

func digit(b byte) bool  { return '0' <= b && b <= '9' }
func letter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }
