package attrib

import (
	"strings"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

// act reads reporting words: the speech act of their verb, or "say" for one that no list knows;
// whether it is negated; whether it only might be.
func act(d *model.Document, words model.Span) (act model.Act, negated, conditional bool) {
	if words.IsZero() {
		return "", false, false
	}
	act = model.ActSay
	first, last := d.TokensIn(words)
	known := false
	for i := first; i < last; i++ {
		effect, n := lexicon.Unsaid(d.Tokens[:last], i)
		switch effect {
		case "negates":
			negated = true
		case "conditions":
			conditional = true
		}
		if n > 0 {
			i += n - 1
			continue
		}
		if c := lexicon.CueAt(d.Tokens, i); c != nil && (!known || i == last-1) {
			act, known = model.Act(c.Class), true
		}
	}
	return act, negated, conditional
}

// said returns the reporting words with what stands to their left and negates or conditions them,
// and the "if" before the source: the cue of "Brandt repeatedly refused to say" may be "say" alone.
func said(d *model.Document, s *model.Statement) (words model.Span, condition string) {
	if s.Cue.IsZero() {
		return model.Span{}, ""
	}
	first, last := d.TokensIn(s.Cue)
	least := d.Sentences[d.Tokens[first].Sentence].First
	for _, x := range append([]model.Span{s.Source}, s.Parts...) {
		if x.IsZero() || x.Begin > s.Cue.Begin {
			continue
		}
		_, end := d.TokensIn(x)
		least = max(least, min(end, first))
	}
	for i := first - 1; i >= least; i-- {
		if k := unsaidEnding(d, least, i); k >= 0 {
			first, i = k, k
		} else if !goesOn(d.Tokens[i]) {
			break
		} else if lexicon.Function(d.Tokens[i].Lower) == "auxiliary" {
			first = i
		}
	}
	if w := d.Tokens[first].Lower; last-first > 1 && w == "'s" {
		first++ // "Brandt's called for new fares": the source owns it, or has done it
	}
	if s.Source.IsZero() {
		return d.SpanOf(first, last), ""
	}
	if at, _ := d.TokensIn(s.Source); at > 0 && d.Tokens[at-1].Sentence == d.Tokens[at].Sentence {
		switch w := d.Tokens[at-1]; w.Lower {
		case "if", "unless":
			condition = w.Lower
		}
	}
	return d.SpanOf(first, last), condition
}

// unsaidEnding returns where words that end at token i, and negate or condition, begin; -1 for none.
func unsaidEnding(d *model.Document, least, i int) int {
	for k := max(least, i-2); k <= i; k++ {
		if _, n := lexicon.Unsaid(d.Tokens, k); n > 0 && k+n == i+1 {
			return k
		}
	}
	return -1
}

// goesOn reports whether a word may stand between what negates a verb and the verb: "has not yet
// publicly said", "refused to say".
func goesOn(t model.Token) bool {
	switch lexicon.Function(t.Lower) {
	case "auxiliary", "adverb":
		return true
	}
	return t.Lower == "to" || t.Lower == "yet" || strings.HasSuffix(t.Lower, "ly")
}

// asks reports whether the last quoted words are a question, whatever the verb: `"Why?" he demanded`.
func asks(s *model.Statement, d *model.Document) bool {
	n := len(s.Verbatim)
	return n > 0 && strings.HasSuffix(strings.TrimRight(d.TextOf(s.Verbatim[n-1]), " "), "?")
}
