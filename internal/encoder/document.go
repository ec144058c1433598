package encoder

import (
	"unicode"
	"unicode/utf8"

	"quotegraph/internal/model"
)

// ReadDocuments reads documents' tokens; furniture is left out.
func (n *Network) ReadDocuments(ds []*model.Document) []*Reading {
	texts, tokens := make([][]Word, len(ds)), make([][]int, len(ds))
	for i, d := range ds {
		texts[i], tokens[i] = Words(d)
	}
	read := n.ReadAll(texts)
	for i, r := range read {
		r.Tokens = tokens[i]
	}
	return read
}

// Words returns the tokens of a document that are read, furniture left out, as the network sees
// them, and each word's token.
func Words(d *model.Document) (words []Word, tokens []int) {
	paragraph := -1
	for i, t := range d.Tokens {
		if len(d.Furniture) > 0 && d.InFurniture(t.Begin) {
			continue
		}
		w := wordOf(t)
		w.First = t.Paragraph != paragraph
		paragraph = t.Paragraph
		words, tokens = append(words, w), append(tokens, i)
	}
	return words, tokens
}

// WordsOf returns some of a document's tokens, a text of its own, as the network sees them.
func WordsOf(d *model.Document, tokens []int) []Word {
	words := make([]Word, 0, len(tokens))
	for k, i := range tokens {
		w := wordOf(d.Tokens[i])
		w.First = k == 0
		words = append(words, w)
	}
	return words
}

func wordOf(t model.Token) Word {
	return Word{Text: t.Text, Quoted: t.Quoted, Shape: Shape(t.Text), Sentence: t.Sentence, Paragraph: t.Paragraph}
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
