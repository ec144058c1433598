package frames

import (
	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
	"quotegraph/internal/phrase"
)

// narrows: "professor of law", "minister of health": a bare common noun says which office, not
// where. "For" does so only in a head's title ("minister for rural affairs"): a spokesman for
// residents speaks for them.
func (f *framer) narrows(p *phrase.Phrase, x phrase.Complement) bool {
	if x.Preposition != "of" && (x.Preposition != "for" || p.Office.Class == lexicon.Speaks) {
		return false
	}
	for i := x.First; i < x.Last; i++ {
		if lexicon.IsCapital(f.tok(i).Text) || lexicon.Function(f.tok(i).Lower) == "article" ||
			lexicon.BodyKind(f.tok(i).Lower) != "" {
			return false
		}
	}
	return x.Last-x.First <= 4
}

// organization finds where the office is held: behind of, for, at, with; before 's; in front of the
// office ("Orlex spokeswoman", "Kenyan ambassador", "Ruiz campaign manager"); or the body that "its"
// stands for.
func (f *framer) organization(p *phrase.Phrase) *model.Agent {
	for _, c := range p.Of {
		switch c.Preposition {
		case "of", "for", "at", "with", "to", "in", "from":
			if f.narrows(p, c) || c.Preposition == "in" && !f.placeOrBody(c.Range) || f.occasion(c.Range) ||
				lexicon.TimeKind(f.tok(c.First).Lower) != "" ||
				c.Preposition == "to" && p.Office.Title == "ambassador" {
				continue
			}
			return f.dir.Principal(f.behindField(c.Range))
		}
	}
	if !p.Owner.Empty() {
		return f.dir.Principal(p.Owner)
	}
	if a := f.premodifier(p); a != nil {
		return a
	}
	if (p.Determiner == "its" || p.Determiner == "his" || p.Determiner == "her" || p.Determiner == "their") &&
		p.Office.Class != lexicon.AnyPerson &&
		p.Office.Class != lexicon.Affiliated {
		if a := f.dir.Principal(phrase.Range{First: p.First, Last: p.First + 1}); a != nil && a.Named() {
			return a
		}
	}
	return nil
}

// behindField leaves out the field that an office is for, before the body: "vice president for |
// policy for | the Tarn Institute".
func (f *framer) behindField(x phrase.Range) phrase.Range {
	for i := x.First; i+1 < x.Last; i++ {
		t := f.tok(i)
		if lexicon.Function(t.Lower) == "preposition" && i > x.First {
			return phrase.Range{First: i + 1, Last: x.Last}
		}
		if t.Kind != model.Word || lexicon.IsCapital(t.Text) || lexicon.Function(t.Lower) != "" ||
			lexicon.BodyKind(t.Lower) != "" {
			break
		}
	}
	return x
}

func (f *framer) occasion(x phrase.Range) bool {
	_, ok := lexicon.EventTypeOf(f.tok(x.Last - 1).Lower)
	return ok && lexicon.BodyKind(f.tok(x.Last-1).Lower) == ""
}

func (f *framer) placeOrBody(x phrase.Range) bool {
	return lexicon.IsCapital(f.reader.Text(f.reader.StripDeterminer(x)))
}

// premodifier reads the body, place, country or party in front of an office.
func (f *framer) premodifier(p *phrase.Phrase) *model.Agent {
	end := p.OfficeAt.First
	for end > p.Premod.First && !lexicon.IsCapital(f.tok(end-1).Text) && lexicon.BodyKind(f.tok(end-1).Lower) == "" {
		end-- // "Orlex chief financial officer": step over what narrows the office
	}
	if i := p.Premod.First; end-i == 1 && f.bareBody(i) {
		if a := f.bodyMeant(i); a != nil {
			return a // "Ministry officials" of the Health Ministry
		}
	}
	if x := f.nameInFront(p, end); !x.Empty() {
		return f.dir.Principal(x)
	}
	for i := end - 1; i >= p.Premod.First; i-- {
		if a := f.wordInFront(p, i, end); a != nil {
			return a
		}
	}
	return nil
}

// nameInFront is the name in front of an office, up to token end, together with the noun of a body
// behind it: "Orlex", "Ruiz campaign". It is empty if none stands there.
func (f *framer) nameInFront(p *phrase.Phrase, end int) phrase.Range {
	for i := p.Premod.First; i < end; i++ {
		n := f.reader.NameAt(i)
		if n == nil || n.Last > p.OfficeAt.First {
			continue
		}
		// "Ruiz campaign manager": the manager of the Ruiz campaign
		inTitle := n.Last == p.OfficeAt.First && p.OfficeAt.Last-n.Last > 1
		if lexicon.BodyKind(f.tok(n.Last).Lower) != "" && (n.Last < end || inTitle) {
			return phrase.Range{First: n.First, Last: n.Last + 1}
		}
		if n.Last == end {
			return phrase.Range{First: n.First, Last: n.Last}
		}
	}
	return phrase.Range{}
}

// wordInFront is the party, country or body that the word at token i in front of an office tells:
// "Democratic", "Kenyan", "ministry". Nil if it tells none.
func (f *framer) wordInFront(p *phrase.Phrase, i, end int) *model.Agent {
	t := f.tok(i)
	if party, ok := lexicon.Party(t.Text); ok && !f.onlyAdjective(i) {
		return f.dir.Body(party)
	}
	if c, ok := lexicon.Demonym(t.Text); ok {
		if lexicon.BodyKind(f.tok(i+1).Lower) != "" && i+1 < p.OfficeAt.Last-1 {
			return f.dir.Principal(phrase.Range{First: i, Last: i + 2}) // "Kenyan army spokesman"
		}
		return f.dir.Country(c)
	}
	if lexicon.BodyKind(t.Lower) != "" && i == end-1 && end == p.OfficeAt.First {
		return f.dir.Principal(phrase.Range{First: p.Premod.First, Last: i + 1}) // "a ministry spokesman"
	}
	return nil
}

// onlyAdjective: a word that is a party's and an ordinary adjective has its capital from the
// sentence's begin: "Conservative economists".
func (f *framer) onlyAdjective(i int) bool {
	switch f.tok(i).Lower {
	case "conservative", "liberal", "green", "progressive", "independent":
		return f.opensSentence(i)
	}
	return false
}
