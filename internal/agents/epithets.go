package agents

import (
	"slices"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
	"quotegraph/internal/phrase"
)

// epithet is who spoke last, by name, where a phrase tells his trade for the first time: "Ana Ruiz
// claims that she was sacked. … | the surgeon | replied". Nil where the phrase tells more than a trade,
// where the article has another trade or office for him or tells of "a surgeon" since it named him,
// where he asked, or spoke more than a paragraph before.
func (r *Directory) epithet(p *phrase.Phrase) *model.Agent {
	trade, _ := lexicon.OfficeOf(r.doc.Tokens[p.Head].Lower) // a specialist is no rank here
	if p.Determiner != "the" || len(p.Of) > 0 || !p.Owner.Empty() || trade.Class != lexicon.Affiliated ||
		len(r.said) == 0 {
		return nil
	}
	last := r.said[len(r.said)-1]
	first, _ := r.doc.TokensIn(last.Source)
	a := last.Agent
	if last.Nested || a == nil || a.Kind != model.Person || first >= p.First || a == r.excluded ||
		r.doc.Tokens[p.First].Paragraph-r.doc.Tokens[first].Paragraph > 1 ||
		!genderFits(a.Gender, p.Office.Gender) || r.hasTrade(a) || r.asks(last) || r.introduced(p, r.at[a]) {
		return nil
	}
	return a
}

// asks reports a question: whoever speaks next may be another.
func (r *Directory) asks(s *model.Statement) bool {
	first, last := r.doc.TokensIn(s.Cue)
	for i := first; i < last; i++ {
		if c := lexicon.CueAt(r.doc.Tokens, i); c != nil && c.Class == "ask" {
			return true
		}
	}
	return false
}

// introduced reports whether the text tells of somebody of a phrase's trade between token after and
// the phrase: "A driver was hurt. | The driver | said".
func (r *Directory) introduced(p *phrase.Phrase, after int) bool {
	t := r.doc.Tokens
	for i := after; i < p.First; i++ {
		if t[i].Lower == t[p.Head].Lower {
			return true
		}
	}
	return false
}

// hasTrade reports whether the article tells an office or trade of somebody; whose brother he is tells
// none.
func (r *Directory) hasTrade(a *model.Agent) bool {
	return slices.ContainsFunc(a.Descriptions, func(words model.Span) bool {
		first, last := r.doc.TokensIn(words)
		p := r.reader.Read(first, last)
		return !p.OfficeAt.Empty() && p.Office.Class != lexicon.AnyPerson
	})
}
