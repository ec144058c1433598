package index

import (
	"strings"
	"unicode"

	"github.com/blevesearch/go-porterstemmer"
)

// stemsOf are the stems of the words that are sought, as the full-text index has them (Porter, 1980).
func stemsOf(text string) map[string]bool {
	out := map[string]bool{}
	for _, w := range wordsOf(text) {
		out[porterstemmer.StemString(w)] = true
	}
	return out
}

// pieces cuts a text where words with some stems are.
func pieces(text string, stems map[string]bool) []Piece {
	var out []Piece
	done := 0
	letter := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) }
	for begin := 0; begin < len(text); {
		at := strings.IndexFunc(text[begin:], letter)
		if at < 0 {
			break
		}
		begin += at
		end := strings.IndexFunc(text[begin:], func(r rune) bool { return !letter(r) })
		if end < 0 {
			end = len(text)
		} else {
			end += begin
		}
		if words := wordsOf(text[begin:end]); len(words) == 1 && stems[porterstemmer.StemString(words[0])] {
			if begin > done {
				out = append(out, Piece{text[done:begin], false})
			}
			out = append(out, Piece{text[begin:end], true})
			done = end
		}
		begin = end
	}
	if done < len(text) {
		out = append(out, Piece{text[done:], false})
	}
	return out
}

// matching turns a user's words into a full-text query: words in quotation marks as a phrase, each
// of the others by itself; "" if there is no word.
func matching(text string) string {
	text = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`).Replace(text)
	var out []string
	for i, part := range strings.Split(text, `"`) {
		words := wordsOf(part)
		if i%2 == 1 && len(words) > 0 {
			out = append(out, `"`+strings.Join(words, " ")+`"`)
			continue
		}
		for _, w := range words {
			out = append(out, `"`+w+`"`)
		}
	}
	return strings.Join(out, " AND ")
}
