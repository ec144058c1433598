package attrib

import (
	"slices"

	"quotegraph/internal/encoder"
	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

// Contents shorter than leastRead words are not read again, and nested ones shorter than leastNested are no statements.
const (
	leastRead   = 8
	leastNested = 3
)

// nested reads the contents of statements once more, each as a text of its own, for what others are
// reported to have said in them.
func nested(d *model.Document, n *encoder.Network, outer []*model.Statement) []*model.Statement {
	var found []*model.Statement
	for _, s := range outer {
		for _, p := range s.Parts {
			first, last := d.TokensIn(p)
			for first < last && (d.Tokens[first].Lower == "that" || isMark(d.Tokens[first])) {
				first++
			}
			for first < last && isMark(d.Tokens[last-1]) {
				last--
			}
			if last-first < leastRead || !reports(d, first, last) {
				continue
			}
			tokens := make([]int, 0, last-first)
			for i := first; i < last; i++ {
				tokens = append(tokens, i)
			}
			scores := n.Read(wordsWithin(d, tokens))
			scores.Tokens = tokens
			r := newReading(d, scores)
			for _, inner := range r.statements(n.Calibration) {
				cueFirst, cueLast := d.TokensIn(inner.Cue)
				contentFirst, contentLast := d.TokensIn(inner.Hull())
				if !inner.Cue.IsZero() && !inner.Source.IsZero() && reports(d, cueFirst, cueLast) && contentLast-contentFirst >= leastNested {
					inner.Nested = true
					found = append(found, inner)
				}
			}
		}
	}
	return found
}

// wordsWithin returns the words of a content; marks around all of it are left out, and those within count.
func wordsWithin(d *model.Document, tokens []int) []encoder.Word {
	words := encoder.WordsOf(d, tokens)
	whole := true
	for _, w := range words {
		whole = whole && w.Quoted
	}
	if !whole {
		return words
	}
	for i, t := range tokens {
		words[i].Quoted = slices.ContainsFunc(d.Quotations, func(q model.Quotation) bool { return q.Depth > 0 && q.First <= t && t < q.Last })
	}
	return words
}

// reports tells whether a verb of saying stands among the tokens.
func reports(d *model.Document, first, last int) bool {
	for i := first; i < last; i++ {
		if d.Tokens[i].Lower == "according" {
			return true
		}
		if c := cueAt(d, i); c != nil && c.That {
			switch c.Class {
			case "say", "ask", "deny", "promise":
				return true
			}
		}
	}
	return false
}

func cueAt(d *model.Document, i int) *lexicon.Cue {
	c, _ := lexicon.CueAt(func(k int) string {
		if i+k >= len(d.Tokens) {
			return ""
		}
		return d.Tokens[i+k].Lower
	})
	return c
}
