package encoder

import (
	"unicode"
	"unicode/utf8"

	"quotegraph/internal/model"
)

// Words returns a document's tokens as the network sees them, and each word's token. Furniture is not read.
func Words(d *model.Document) (words []Word, tokens []int) {
	for i, t := range d.Tokens {
		if len(d.Furniture) > 0 && d.InFurniture(t.Begin) {
			continue
		}
		words = append(words, Word{
			Text: t.Text, Quoted: t.Quoted, First: t.Begin == d.Paragraphs[t.Paragraph].Begin,
			Shape: Shape(t.Text), Sentence: t.Sentence, Paragraph: t.Paragraph,
		})
		tokens = append(tokens, i)
	}
	return words, tokens
}

// Shape is 0 for lower case, 1 capitalised, 2 capitals, 3 for what begins with a digit, 4 for a sign.
func Shape(w string) uint8 {
	r, n := utf8.DecodeRuneInString(w)
	lower := false
	for _, c := range w[n:] {
		lower = lower || unicode.IsLower(c)
	}
	switch {
	case unicode.IsDigit(r):
		return 3
	case unicode.IsUpper(r) && (lower || len(w) == n):
		return 1
	case unicode.IsUpper(r):
		return 2
	case unicode.IsLower(r):
		return 0
	}
	return 4
}
