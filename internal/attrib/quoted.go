package attrib

import (
	"slices"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

// quotedAs gives words to whom another quotes: "Ana Ruiz was quoted by the Courier as saying that
// the port would close" is hers, not the Courier's. The source is what stands before the cue, and
// the content what stands behind "saying".
func quotedAs(d *model.Document, s *model.Statement) {
	if s.Cue.IsZero() {
		return
	}
	first, last := d.TokensIn(s.Cue)
	sentence := d.Sentences[d.Tokens[first].Sentence]
	quoted := slices.IndexFunc(d.Tokens[first:last], func(t model.Token) bool { return t.Lower == "quoted" })
	if quoted < 0 || !passive(d, first, first+quoted) {
		return
	}
	saying := first + quoted + 1
	for saying+1 < sentence.Last && !(d.Tokens[saying].Lower == "as" && d.Tokens[saying+1].Lower == "saying") {
		saying++
	}
	if saying += 2; saying > sentence.Last || first == sentence.First {
		return
	}
	var said []model.Span
	for _, p := range s.Parts {
		begin, end := d.TokensIn(p)
		if begin = max(begin, saying); begin < end {
			if d.Tokens[begin].Lower == "that" {
				begin++
			}
			said = append(said, d.SpanOf(begin, end))
		}
	}
	if len(said) == 0 {
		return
	}
	s.Source, s.Cue, s.Parts = d.SpanOf(sentence.First, first), d.SpanOf(first, saying), said
	s.FoundBy = "quoted as saying"
}

// cueInContent takes a reporting clause out of a content that runs over it, where the scores show
// no cue: `"We counted twice", | said the returning officer Ana Ruiz`. It begins behind the closing
// mark with a verb of saying and ends in a person's name.
func cueInContent(d *model.Document, s *model.Statement) {
	if !s.Cue.IsZero() || !s.Source.IsZero() || len(s.Parts) != 1 {
		return
	}
	first, last := d.TokensIn(s.Parts[0])
	for last > first && d.Tokens[last-1].Text == "." {
		last--
	}
	for i := first + 2; i+2 < last; i++ {
		if d.Tokens[i-1].Kind != model.CloseQ && !(d.Tokens[i-1].Text == "," && d.Tokens[i-2].Kind == model.CloseQ) {
			continue
		}
		if c := lexicon.CueAt(d.Tokens, i); c == nil || !reports(c) || d.Tokens[i].Quoted {
			continue
		}
		if n := nameEndingAt(d, last); n == nil || n.First <= i {
			continue
		}
		s.Parts[0], s.Cue, s.Source = d.SpanOf(first, i), d.Tokens[i].Span, d.SpanOf(i+1, last)
		s.Confidence, s.FoundBy = max(s.Confidence, sureBehindContent), "clause in the content"
		return
	}
}

func nameEndingAt(d *model.Document, last int) *model.Name {
	for i := range d.Names {
		if n := &d.Names[i]; n.Last == last && (n.Kind == model.PersonName || isKnown(d, n)) {
			return n
		}
	}
	return nil
}

// isKnown: a well-known body's name, which may end in a time: "USA Today".
func isKnown(d *model.Document, n *model.Name) bool {
	_, ok := lexicon.KnownBody(d.TextOf(n.Span))
	return ok
}
