package agents

import (
	"slices"
	"strings"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
	"quotegraph/internal/phrase"
)

// howMany is how many people some words are, "the pair", "both": 0 if they don't tell.
func howMany(lower string) int {
	switch lower {
	case "pair", "couple", "duo", "both", "spouses", "twins", "newlyweds":
		return 2
	case "trio":
		return 3
	}
	return 0
}

// sentencesBack is how far before "the couple" the sentence that names them may stand.
const sentencesBack = 6

// together resolves "the couple", "the trio" and "both" to the people whom the last sentence with
// just so many persons names. Nil for other phrases, and where no sentence does.
func (r *Directory) together(first, last int) *model.Agent {
	x := r.reader.StripDeterminer(phrase.Range{First: first, Last: last})
	if last-first == 1 {
		x.First = first
	}
	n, kind := 0, model.Person
	if x.Last-x.First == 1 {
		n = howMany(r.doc.Tokens[x.First].Lower)
	}
	if last-first >= 3 && last-first <= 4 &&
		r.doc.Tokens[first].Lower == "the" { // "the two firms", "the three Tarn players"
		n = number(r.doc.Tokens[first+1].Lower)
		if lexicon.BodyKind(strings.TrimSuffix(r.doc.Tokens[last-1].Lower, "s")) != "" {
			kind = model.Organization
		}
	}
	if n == 0 {
		return nil
	}
	at := r.doc.Tokens[first].Sentence
	for s := at; s >= max(0, at-sentencesBack); s-- {
		if members := r.namedIn(s, first, kind); len(members) == n {
			return r.joint(first, last, members)
		}
	}
	return nil
}

func number(lower string) int {
	switch lower {
	case "two":
		return 2
	case "three":
		return 3
	case "four":
		return 4
	}
	return 0
}

// namedIn returns the agents of a kind that a sentence's narration names before a token, each once.
func (r *Directory) namedIn(sentence, before int, kind model.AgentKind) []*model.Agent {
	var out []*model.Agent
	for i := range r.doc.Names {
		n := &r.doc.Names[i]
		t := r.doc.Tokens[n.First]
		if a := r.of[n.First]; t.Sentence == sentence && n.First < before && a != nil && a.Kind == kind && !t.Quoted &&
			!slices.Contains(out, a) {
			out = append(out, a)
		}
	}
	return out
}

// members resolves a group that names its people behind a comma: "the two leaders, Ana Ruiz and
// Karl Brandt". Nil if it doesn't.
func (r *Directory) members(p *phrase.Phrase) *model.Agent {
	if len(p.Asides) == 0 {
		return nil
	}
	if members := r.jointMembers(p.Asides[0].First, p.Last); len(members) > 1 {
		return r.joint(p.First, p.Last, members)
	}
	return nil
}

// withAide returns the agents of a named person and somebody without a name who belongs to him or
// her: "Lena Brandt and her lawyer". Nil for other phrases.
func (r *Directory) withAide(first, last int) []*model.Agent {
	t := r.doc.Tokens
	for i := first + 1; i+2 < last; i++ {
		if t[i].Lower != "and" || r.insideName(i) {
			continue
		}
		switch t[i+1].Lower {
		case "his", "her", "their", "its":
		case "a", "an", "another":
			if len(r.reader.Read(first, i).Asides) > 0 {
				return nil // "Ana Ruiz, director of the port and a nurse"
			}
		default:
			continue
		}
		a, p := r.reader.Read(first, i), r.reader.Read(i+1, last)
		if a.Name == nil || r.of[a.Name.First] == nil || p.OfficeAt.Empty() && !lexicon.IsUnnamedNoun(t[p.Head].Lower) {
			return nil
		}
		return []*model.Agent{r.of[a.Name.First], r.described(p)}
	}
	return nil
}
