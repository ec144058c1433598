package agents

import (
	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
	"quotegraph/internal/phrase"
)

// maker finds who speaks through a document: whoever it is by ("a study by Ana Ruiz", "research
// conducted by the institute"), of ("Ruiz's brief", "her letter") or named after ("an Orlex
// report"); and for "the study" the maker of the study named before. Nil if the text does not tell.
func (r *Directory) maker(p *phrase.Phrase) *model.Agent {
	head := r.doc.Tokens[p.Head].Lower
	a := r.makerOf(p)
	if a == nil && p.Definite() && p.Core.Last-p.Core.First == 1 && len(p.Of) == 0 {
		if a := r.saidIn(head, p.First); a != nil {
			return a
		}
		return r.makers[head]
	}
	if a != nil {
		r.makers[head] = a
	}
	return a
}

// makerOf is maker for a document that its own phrase tells the maker of.
func (r *Directory) makerOf(p *phrase.Phrase) *model.Agent {
	if i := r.behindBy(p); i > 0 {
		return r.madeBy(i, p.Last)
	}
	if a := r.appearedIn(p); a != nil {
		return a
	}
	if !p.Owner.Empty() {
		return r.possessor(p.Owner)
	}
	switch p.Determiner {
	case "his", "her", "its", "their":
		return r.named(phrase.Range{First: p.First, Last: p.First + 1})
	}
	return r.bodyBefore(p)
}

// behindBy returns the token behind the "by" that tells who made a document, "a study by | Ana
// Ruiz", up to the first mark; 0 if there is none.
func (r *Directory) behindBy(p *phrase.Phrase) int {
	t := r.doc.Tokens
	for i := p.Head + 1; i+1 < p.Last && t[i].Kind != model.Punct; i++ {
		if t[i].Lower == "by" && !onlyReads(t[i-1].Lower) {
			return i + 1
		}
	}
	return 0
}

// madeBy is who is named behind "by", at token first, before token last.
func (r *Directory) madeBy(first, last int) *model.Agent {
	by := phrase.Range{First: first, Last: r.reader.ComplementEnd(first, last)}
	if n := r.reader.Read(by.First, by.Last).Name; n != nil && r.of[n.First] != nil {
		return r.of[n.First]
	}
	if n := r.reader.NameAt(r.reader.StripDeterminer(by).First); n != nil && r.of[n.First] != nil &&
		lexicon.BodyKind(r.doc.Tokens[n.Last-1].Lower) != "" &&
		(n.Last == by.Last || r.doc.Tokens[n.Last].Lower != "'s") {
		return r.of[n.First] // "a filing by the Harbour Safety Agency dated Monday"
	}
	return r.named(by)
}

// possessor is whose a document is: somebody with a name, "Ruiz's brief", or who is told by an
// office, "an inspector's report". Nil for others.
func (r *Directory) possessor(owner phrase.Range) *model.Agent {
	if q := r.reader.Read(owner.First, owner.Last); q.Name == nil && !q.OfficeAt.Empty() {
		return r.described(q)
	}
	return r.named(owner)
}

// bodyBefore is the body whose name stands before a document's noun: "an Orlex report". Nil if none
// does.
func (r *Directory) bodyBefore(p *phrase.Phrase) *model.Agent {
	for i := p.Core.First; i < p.Head; i++ {
		if n := r.reader.NameAt(i); n != nil && n.Last <= p.Head &&
			(n.Kind == model.OrganizationName || lexicon.BodyKind(r.doc.Tokens[n.Last-1].Lower) != "") {
			return r.of[n.First]
		}
	}
	return nil
}

// appearedIn finds the body behind "a study that appeared in", "data from": its name stands right
// behind.
func (r *Directory) appearedIn(p *phrase.Phrase) *model.Agent {
	t := r.doc.Tokens
	for i := p.Head + 1; i+1 < p.Last; i++ {
		from := t[i].Lower == "from" && i == p.Head+1
		in := t[i].Lower == "in" && (t[i-1].Lower == "appeared" || t[i-1].Lower == "published")
		if !from && !in {
			continue
		}
		k := i + 1
		for k < p.Last && (lexicon.Function(t[k].Lower) == "article" || t[k].Kind == model.Number) {
			k++
		}
		if a := r.of[k]; a != nil && a.Kind == model.Organization {
			return a
		}
	}
	return nil
}

// onlyReads: a memo seen, obtained or leaked by somebody is not by them.
func onlyReads(participle string) bool {
	switch participle {
	case "seen",
		"obtained",
		"reviewed",
		"viewed",
		"found",
		"leaked",
		"read",
		"cited",
		"quoted",
		"shared",
		"through",
		"examined",
		"received":
		return true
	}
	return false
}

// named is the agent of a phrase, if it is one with a name.
func (r *Directory) named(x phrase.Range) *model.Agent {
	if bare := r.reader.StripDeterminer(x); !bare.Empty() && r.reader.NameAt(bare.First) == nil && x.Last-x.First > 1 {
		return nil
	}
	if a := r.Principal(x); a != nil && a.Named() {
		return a
	}
	return nil
}

// saidIn finds who spoke last in a document of this kind before a token, and named no other since:
// "In a statement, the union called … The statement …".
func (r *Directory) saidIn(head string, before int) *model.Agent {
	const back = 4 // sentences
	at := r.doc.Tokens[before].Sentence
	for k := len(r.said) - 1; k >= 0; k-- {
		s := r.said[k]
		first, _ := r.doc.TokensIn(s.Source)
		if s.Agent == nil || s.Nested || first >= before {
			continue
		}
		x := r.doc.Tokens[first].Sentence
		if at-x > back {
			return nil
		}
		if r.inDocument(r.doc.Sentences[x], head) {
			return s.Agent
		}
	}
	return nil
}

// inDocument reports whether a sentence tells that its words stand in a document: "in a statement",
// "in its joint statement".
func (r *Directory) inDocument(s model.Sentence, head string) bool {
	const between = 3 // words
	t := r.doc.Tokens
	for i := s.First; i+2 < s.Last; i++ {
		if t[i].Lower != "in" || t[i].Quoted {
			continue
		}
		switch t[i+1].Lower {
		case "a", "an", "its", "his", "her", "their":
		default:
			continue
		}
		for j := i + 2; j < min(i+3+between, s.Last) && t[j].Kind == model.Word; j++ {
			if t[j].Lower == head {
				return true
			}
		}
	}
	return false
}
