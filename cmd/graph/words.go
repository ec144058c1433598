package main

import (
	"unicode/utf8"

	"quotegraph/internal/encoder"
	"quotegraph/internal/model"
)

// wordsOf are a document's words for training: [begin, end, quoted, shape, first, sentence,
// paragraph]; offsets in code points.
func wordsOf(d *model.Document) [][7]int {
	words, tokens := encoder.Words(d)
	out := make([][7]int, 0, len(words))
	at, points := 0, 0
	point := func(b int) int { // tokens come in text order
		points += utf8.RuneCountInString(d.Article.Text[at:b])
		at = b
		return points
	}
	flag := map[bool]int{true: 1}
	for i, w := range words {
		t := d.Tokens[tokens[i]]
		out = append(
			out,
			[7]int{point(t.Begin), point(t.End), flag[w.Quoted], int(w.Shape), flag[w.First], w.Sentence, w.Paragraph},
		)
	}
	return out
}
