package attrib

import (
	"slices"

	"quotegraph/internal/encoder"
	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

// Contents shorter than leastRead words are not read again, and nested ones shorter than
// leastNested are no statements.
const (
	leastRead   = 8
	leastNested = 3
)

// nested finds what others are reported to have said in contents, and in those contents again, as
// deep as it goes.
func nested(d *model.Document, n *encoder.Network, outer []*model.Statement) []*model.Statement {
	var found []*model.Statement
	for len(outer) > 0 {
		outer = reported(d, n, outer) // each is shorter than the content that it stands in
		found = append(found, outer...)
	}
	return found
}

// reported reads the contents of statements once more, each as a text of its own.
func reported(d *model.Document, n *encoder.Network, outer []*model.Statement) []*model.Statement {
	var texts [][]encoder.Word
	var tokens [][]int
	for _, s := range outer {
		for _, p := range s.Parts {
			if first, last := within(d, p); last-first >= leastRead {
				t := make([]int, 0, last-first)
				for i := first; i < last; i++ {
					t = append(t, i)
				}
				texts, tokens = append(texts, wordsWithin(d, t)), append(tokens, t)
			}
		}
	}
	var found []*model.Statement
	for k, scores := range n.ReadAll(texts) {
		scores.Tokens = tokens[k]
		for _, inner := range newReading(d, scores).statements(n.Calibration) {
			if inner.Cue.IsZero() || inner.Source.IsZero() {
				continue
			}
			cueFirst, cueLast := d.TokensIn(inner.Cue)
			sourceFirst, sourceLast := d.TokensIn(inner.Source)
			if d.Tokens[cueFirst].Lower == "to" {
				continue // "to apologize": nothing was said yet
			}
			kind := reportsInside
			if sourceLast-sourceFirst == 1 && firstPerson(d.Tokens[sourceFirst].Lower) {
				kind = reports // "I think": the speaker's own words
				if all := d.SpanOf(tokens[k][0], tokens[k][len(tokens[k])-1]+1); inner.Source.Begin == all.Begin &&
					all.End-inner.Hull().End <= 1 {
					continue // "We assure you that …" is all that was said
				}
			}
			if !anyCue(d, cueFirst, cueLast, kind) {
				continue
			}
			beforeOwnClause(d, inner)
			if first, last := d.TokensIn(inner.Hull()); last-first >= leastNested {
				inner.Nested = true
				found = append(found, inner)
			}
		}
	}
	return found
}

func firstPerson(lower string) bool { return lower == "i" || lower == "we" }

// beforeOwnClause ends a content reported within a quotation where its speaker goes on in words of
// his own: "The report said | that the brakes were worn, | and nobody read it".
func beforeOwnClause(d *model.Document, s *model.Statement) {
	for k, p := range s.Parts {
		first, last := d.TokensIn(p)
		if !d.Tokens[first].Quoted {
			continue
		}
		if q := innerFrom(d, first); q != nil && q.Last < last { // "My boss said, 'Sell the lot,' | and I sold it"
			s.Parts = append(s.Parts[:k], d.SpanOf(first, q.Last))
			return
		}
		for i := first + leastNested; i+3 < last; i++ {
			if d.Tokens[i].Text == "," && joinsClauses(d.Tokens[i+1].Lower) && subject(d.Tokens[i+2].Lower) &&
				!innerQuotation(d, i) {
				s.Parts = append(s.Parts[:k], d.SpanOf(first, i))
				return
			}
		}
	}
}

// innerFrom is the quotation within another that begins at a token; nil if none does.
func innerFrom(d *model.Document, first int) *model.Quotation {
	for i := range d.Quotations {
		if q := &d.Quotations[i]; q.Depth > 0 && q.First == first && !q.Unclosed {
			return q
		}
	}
	return nil
}

func joinsClauses(lower string) bool {
	return lower == "and" || lower == "but" || lower == "so" || lower == "yet"
}

func subject(lower string) bool {
	switch lower {
	case "i", "we", "you", "he", "she", "it", "they", "nobody", "everybody", "everyone":
		return true
	}
	return false
}

// innerQuotation tells whether a token stands in a quotation within another. Quotations stand in the
// order of their begins, and those of one depth do not overlap: the last one of depth 1 that begins
// before the token decides.
func innerQuotation(d *model.Document, i int) bool {
	behind, _ := slices.BinarySearchFunc(d.Quotations, i+1, func(q model.Quotation, at int) int { return q.First - at })
	for k := behind - 1; k >= 0; k-- {
		switch q := d.Quotations[k]; {
		case q.Depth > 0 && i < q.Last:
			return true
		case q.Depth <= 1:
			return false
		}
	}
	return false
}

// within returns the tokens of a content's part without the marks around it and "that" before it.
func within(d *model.Document, p model.Span) (first, last int) {
	first, last = d.TokensIn(p)
	for first < last && (d.Tokens[first].Lower == "that" || d.Tokens[first].IsMark()) {
		first++
	}
	for first < last && d.Tokens[last-1].IsMark() {
		last--
	}
	return first, last
}

// wordsWithin returns the words of a content; marks around all of it are left out, and those within
// count.
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
		words[i].Quoted = innerQuotation(d, t)
	}
	return words
}

// reports: a verb of saying.
func reports(c *lexicon.Cue) bool {
	switch c.Class {
	case "say", "ask", "deny", "promise":
		return c.That
	}
	return false
}

// reportsInside: a verb that tells, within a content, what somebody else says or holds.
func reportsInside(c *lexicon.Cue) bool {
	switch c.Class {
	case "believe", "expect":
		return c.That
	case "accuse":
		return true
	}
	return reports(c)
}

// ofAnyClass: a verb that reports in whatever way.
func ofAnyClass(*lexicon.Cue) bool { return true }

// anyCue tells whether a verb of a kind, or "according", stands among the tokens.
func anyCue(d *model.Document, first, last int, kind func(*lexicon.Cue) bool) bool {
	for i := first; i < last; i++ {
		if c := lexicon.CueAt(d.Tokens, i); d.Tokens[i].Lower == "according" || c != nil && kind(c) {
			return true
		}
	}
	return false
}
