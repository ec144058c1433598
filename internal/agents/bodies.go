package agents

import (
	"slices"
	"strings"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
	"quotegraph/internal/phrase"
)

// bodyDescribed resolves "the ministry", "the Ruiz campaign", "the union": a body named before
// whose name has the same head, else one known by these words only.
func (r *Directory) bodyDescribed(p *phrase.Phrase) *model.Agent {
	head, text := r.doc.Tokens[p.Head].Lower, r.bodyWords(p)
	bare := p.Core.Last-p.Core.First == 1 && p.Owner.Empty() && len(p.Of) == 0
	small := strings.ToLower(text) == text
	if a := r.bodyToldBefore(p, head, text, bare); a != nil {
		return a
	}
	switch p.Determiner {
	case "a", "an", "one", "another":
		return r.nameless(model.Organization, r.reader.Text(p.Range))
	}
	if bare && (small || !p.Definite()) {
		return r.nameless(model.Organization, r.reader.Text(p.Range)) // "the panel"
	}
	return r.add(&model.Agent{Kind: model.Organization, Name: text, Local: small})
}

// bodyWords is what a described body is called: "the union's board", "the ministry of health", and
// of "her campaign" the candidate's, by whose name news calls it.
func (r *Directory) bodyWords(p *phrase.Phrase) string {
	x := phrase.Range{First: p.Core.First, Last: p.Core.Last}
	switch {
	case !p.Owner.Empty():
		x.First = r.nameIn(p.Owner)
	case len(p.Of) > 0 && (p.Of[0].Preposition == "of" || p.Of[0].Preposition == "for"):
		x.Last = p.Of[0].Last
	}
	if r.doc.Tokens[p.Head].Lower == "campaign" && (p.Determiner == "his" || p.Determiner == "her") {
		if owner := r.owner(p); owner != nil {
			return CampaignOf(owner)
		}
	}
	return fold(r.reader.Text(x))
}

// nameIn returns where the name of a person begins that a stretch ends in, behind titles and other
// words: "Rival | Ana Ruiz's", "Tarn Sen. | Ana Ruiz's", "Mr. | Ruiz's"; else where the stretch begins.
func (r *Directory) nameIn(x phrase.Range) int {
	for i := x.First + 1; i < x.Last; i++ {
		if n := r.reader.NameAt(i); n != nil && n.Kind == model.PersonName && n.First == i {
			return i
		}
	}
	return x.First
}

// bodyToldBefore finds the body that a description means of those that the text has told: "the
// company", "the Swedish company", "the weather service". Nil if none is.
func (r *Directory) bodyToldBefore(p *phrase.Phrase, head, text string, bare bool) *model.Agent {
	if !p.Definite() {
		if !bare {
			if a := r.bodyCalled(text); a != nil {
				return a
			}
		}
		return r.introducedBody(p, head)
	}
	if bare || r.onlyDemonym(p) {
		if a := r.bodyWithHead(head, p.First); a != nil {
			return a
		}
		if a := r.bodyWithHead("committee", p.First); head == "panel" && a != nil {
			return a
		}
	}
	if len(p.Of) == 0 && p.Owner.Empty() && strings.ToLower(text) == text {
		if a := r.onlyBody(head, p.First); a != nil {
			return a
		}
	}
	return r.bodyCalled(text)
}

// introducedBody finds the body that an article tells of before it names it, in its headline or
// lead: "A federal court ruled … the Court of Appeals for the Sixth Circuit". It is the only one
// with that head, and is named within the next paragraphs.
func (r *Directory) introducedBody(p *phrase.Phrase, head string) *model.Agent {
	const leads, near = 1, 4 // paragraphs
	lead := r.doc.Tokens[p.First].Paragraph
	if lead > leads || p.Name != nil {
		return nil
	}
	if _, nation := lexicon.Demonym(r.doc.Tokens[p.Core.First].Text); nation { // "a French bank"
		return nil
	}
	var only *model.Agent
	for _, a := range r.agents {
		if a.Kind != model.Organization ||
			!hasHead(a, head) && !(head == "panel" && hasHead(a, "committee")) && !r.sharesWords(p, a) {
			continue
		}
		at, named := r.at[a]
		if !named || only != nil {
			return nil
		}
		if d := r.doc.Tokens[at].Paragraph - lead; at < p.First || d > near {
			return nil
		}
		only = a
	}
	return only
}

// sharesWords reports whether a body's name has the words that describe it, and is of the same
// kind: "a union representing dock workers", later "the Association of Dock Workers".
func (r *Directory) sharesWords(p *phrase.Phrase, a *model.Agent) bool {
	const enough = 2 // words
	if kind := lexicon.BodyKind(r.doc.Tokens[p.Head].Lower); kind != kindOf(a) {
		return false
	}
	name := strings.Fields(strings.ToLower(a.Name))
	n := 0
	for i := p.First; i < p.Last; i++ {
		if w := r.doc.Tokens[i].Lower; i != p.Head && lexicon.Function(w) == "" && slices.Contains(name, w) {
			n++
		}
	}
	return n >= enough
}

// CampaignOf is what news calls a candidate's campaign: "Ruiz campaign".
func CampaignOf(person *model.Agent) string {
	words := nameWords(person.Name)
	return words[len(words)-1] + " campaign"
}

// Meant finds the body that a bare noun before an office means, "company" in "a company spokesman":
// the one named last, or the only one, with that head or of that kind. Nil if none is.
func (r *Directory) Meant(i int) *model.Agent {
	head := r.doc.Tokens[i].Lower
	if a := r.bodyWithHead(head, i); a != nil {
		return a
	}
	return r.onlyBody(head, i)
}

// bodyIn returns the body that is named first within some tokens.
func (r *Directory) bodyIn(first, last int) *model.Agent {
	for i := first; i < last; i++ {
		if a := r.of[i]; a != nil && a.Kind == model.Organization {
			return a
		}
	}
	return nil
}

// onlyDemonym: nothing but where it is from stands before the head: "the Swedish company".
func (r *Directory) onlyDemonym(p *phrase.Phrase) bool {
	_, ok := lexicon.Demonym(r.doc.Tokens[p.Core.First].Text)
	return ok && p.Core.Last-p.Core.First == 2 && p.Owner.Empty() && len(p.Of) == 0 &&
		lexicon.BodyKind(r.doc.Tokens[p.Head].Lower) == "company"
}

// bodyWithHead finds the organisation mentioned last before a token whose name has a head noun, or, for
// "the company" and the like, whose kind it is.
func (r *Directory) bodyWithHead(head string, before int) *model.Agent {
	var best, generic *model.Agent
	at, genericAt := -1, -1
	for first, a := range r.of {
		if first >= before || a.Kind != model.Organization {
			continue
		}
		if hasHead(a, head) && first > at {
			best, at = a, first
		}
		if lexicon.BodyKind(head) == "company" && first > genericAt && !hasOtherHead(a) {
			generic, genericAt = a, first
		}
	}
	if best == nil {
		for _, a := range r.agents {
			if a.Kind == model.Organization && hasHead(a, head) && len(a.Mentions) > 0 &&
				a.Mentions[0].Begin < r.doc.Tokens[before].Begin {
				return a
			}
		}
		return generic
	}
	return best
}

// onlyBody finds the one organisation named before a token whose name has a head noun, or else is
// of its kind: "the union" for the "Federation of Rail Signal Workers". Nil if there are two.
func (r *Directory) onlyBody(head string, before int) *model.Agent {
	kind := lexicon.BodyKind(head)
	for _, fits := range []func(*model.Agent) bool{
		func(a *model.Agent) bool { return hasHead(a, head) },
		func(a *model.Agent) bool {
			return kind != "other" && kind != "company" && kindOf(a) == kind && (kind != "public" || anyPublicBody(head))
		},
	} {
		var only *model.Agent
		several := false
		for _, a := range r.agents {
			if a.Kind == model.Organization && r.at[a] < before && fits(a) {
				several = several || only != nil
				only = a
			}
		}
		if only != nil && !several {
			return only
		}
	}
	return nil
}

// anyPublicBody: what news calls a public body of whatever name. A ministry is no committee.
func anyPublicBody(head string) bool {
	switch head {
	case "agency", "authority", "board", "bureau", "commission", "inspectorate", "office", "panel", "regulator",
		"service", "watchdog":
		return true
	}
	return false
}

// kindOf is the kind of body that a name's head tells: the last word, or the one before "of" or "for".
func kindOf(a *model.Agent) string {
	words := strings.Fields(strings.ToLower(a.Name))
	for i, w := range words {
		if i == len(words)-1 || words[i+1] == "of" || words[i+1] == "for" {
			return lexicon.BodyKind(w)
		}
	}
	return ""
}

// hasOtherHead: a ministry is no company.
func hasOtherHead(a *model.Agent) bool {
	for _, w := range strings.Fields(strings.ToLower(a.Name)) {
		if k := lexicon.BodyKind(w); k != "" && k != "company" && k != "other" {
			return true
		}
	}
	return false
}

// hasHead reports whether a body's name (or usual name) has a head noun: the last word, or the one
// before "of".
func hasHead(a *model.Agent, head string) bool {
	for _, name := range []string{a.Name, a.Known} {
		words := strings.Fields(strings.ToLower(name))
		for i, w := range words {
			if w == head &&
				(i == len(words)-1 || words[i+1] == "of" || words[i+1] == "for" || words[i+1] == "on" ||
					words[i+1] == "to" || words[i+1] == "at") {
				return true
			}
		}
	}
	return false
}
