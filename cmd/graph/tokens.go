package main

import (
	"bufio"
	"encoding/json"
	"os"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"quotegraph/internal/ingest/source"
	"quotegraph/internal/lang"
	"quotegraph/internal/model"
)

// tokens prints the words that training reads, so that training and use cut text alike. A word is
// [begin, end, quoted, shape, first, sentence, paragraph]; offsets in code points.
func (a *app) tokens() *cobra.Command {
	return &cobra.Command{
		Use: "tokens PATH…|-", Short: "Print the words of articles, for training", Hidden: true, Args: cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			out := bufio.NewWriter(os.Stdout)
			enc := json.NewEncoder(out)
			for article, err := range source.Read(args, os.Stdin, a.limits()) {
				if err != nil {
					return err
				}
				if err := enc.Encode(map[string]any{"doc_id": article.ID, "words": wordsOf(lang.Analyze(article))}); err != nil {
					return err
				}
			}
			return out.Flush()
		},
	}
}

func wordsOf(d *model.Document) [][7]int {
	out := make([][7]int, 0, len(d.Tokens))
	at, points := 0, 0
	point := func(b int) int { // tokens come in text order
		points += utf8.RuneCountInString(d.Article.Text[at:b])
		at = b
		return points
	}
	for _, t := range d.Tokens {
		w := [7]int{point(t.Begin), point(t.End), 0, shape(t.Text), 0, t.Sentence, t.Paragraph}
		if t.Quoted {
			w[2] = 1
		}
		if t.Begin == d.Paragraphs[t.Paragraph].Begin {
			w[4] = 1
		}
		out = append(out, w)
	}
	return out
}

// shape: 0 lower case, 1 capitalised, 2 capitals, 3 begins with a digit, 4 a sign.
func shape(w string) int {
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
