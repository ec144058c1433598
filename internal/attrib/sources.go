package attrib

import (
	"strings"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

// withSource finds the source of a statement that has none where the words around it leave no doubt: right behind
// a quotation, "'I would do it again,' she shrugged", or as the name that its sentence begins with, "The Lorne Museum,
// where the jaw lay, plans to show it".
func withSource(d *model.Document, s *model.Statement) {
	if !s.Source.IsZero() {
		return
	}
	if s.Cue.IsZero() {
		behindQuotation(d, s)
		return
	}
	first, last := d.TokensIn(s.Cue)
	if passive(d, first, last) {
		return
	}
	begin := d.Sentences[d.Tokens[first].Sentence].First
	if lexicon.Function(d.Tokens[begin].Lower) == "article" {
		begin++
	}
	for _, n := range d.Names {
		if n.First == begin && n.Last <= first && first-n.Last < 25 && !cueBetween(d, n.Last, first) && !inPart(s, d.Tokens[n.First]) {
			s.Source = d.SpanOf(d.Sentences[d.Tokens[first].Sentence].First, n.Last)
			return
		}
	}
}

// behindQuotation reads `"…," she shrugged.` and `"…," Ruiz shrugged,`.
func behindQuotation(d *model.Document, s *model.Statement) {
	if typ, _ := typeOf(d, s.Parts); typ != model.Direct {
		return
	}
	_, i := d.TokensIn(s.Parts[len(s.Parts)-1])
	if i+2 >= len(d.Tokens) || !strings.HasSuffix(strings.TrimRight(d.TextOf(s.Parts[len(s.Parts)-1]), "\"”'’»"), ",") {
		return
	}
	verb := i + 1
	switch d.Tokens[i].Lower {
	case "he", "she", "they":
	default:
		named := false
		for _, n := range d.Names {
			if n.First == i && n.Kind == model.PersonName {
				verb, named = n.Last, true
			}
		}
		if !named {
			return
		}
	}
	if verb+1 >= len(d.Tokens) || d.Tokens[verb].Sentence != d.Tokens[i].Sentence || !strings.HasSuffix(d.Tokens[verb].Lower, "ed") || d.Tokens[verb+1].Kind != model.Punct {
		return
	}
	s.Source, s.Cue = d.SpanOf(i, verb), d.Tokens[verb].Span
}

// passive: "was quoted", "is called" has no source in its subject.
func passive(d *model.Document, first, last int) bool {
	for i := first; i < last; i++ {
		switch d.Tokens[i].Lower {
		case "is", "are", "was", "were", "be", "been", "being":
			return true
		}
	}
	return false
}

func cueBetween(d *model.Document, first, last int) bool {
	for i := first; i < last; i++ {
		if lexicon.CueAt(d.Tokens, i) != nil {
			return true
		}
	}
	return false
}
