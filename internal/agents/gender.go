package agents

import (
	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

// several reports whether a name's sentence names another person beside it. Names are in text
// order: those of a sentence lie together.
func (r *Directory) several(i int) bool {
	names := r.doc.Names
	sentence := r.doc.Tokens[names[i].First].Sentence
	other := func(k int) bool {
		a := r.of[names[k].First]
		return a != nil && a.Kind == model.Person && a != r.of[names[i].First]
	}
	for k := i - 1; k >= 0 && r.doc.Tokens[names[k].First].Sentence == sentence; k-- {
		if other(k) {
			return true
		}
	}
	for k := i + 1; k < len(names) && r.doc.Tokens[names[k].First].Sentence == sentence; k++ {
		if other(k) {
			return true
		}
	}
	return false
}

// gendersOfPronouns gives a person of unknown gender the one of the pronouns behind the name, in
// sentences that begin with it and name nobody else: "Ivy improved, but she soon grew weak".
func (r *Directory) gendersOfPronouns() {
	votes := map[*model.Agent][3]int{}
	for i := range r.doc.Names {
		n := &r.doc.Names[i]
		a := r.of[n.First]
		s := r.doc.Sentences[r.doc.Tokens[n.First].Sentence]
		if a == nil || a.Kind != model.Person || a.Gender != model.UnknownGender || r.doc.Tokens[n.First].Quoted ||
			!r.opensSentence(n.First) ||
			r.several(i) {
			continue
		}
		v := votes[a]
		for k := n.Last; k < s.Last && lexicon.CueAt(r.doc.Tokens, k) == nil; k++ { // in "Ruiz said she" it may be another
			if t := r.doc.Tokens[k]; !t.Quoted {
				switch t.Lower {
				case "he", "his", "him", "himself":
					v[model.Male]++
				case "she", "her", "hers", "herself":
					v[model.Female]++
				}
			}
		}
		votes[a] = v
	}
	for a, v := range votes {
		switch {
		case v[model.Male] > 0 && v[model.Female] == 0:
			a.Gender = model.Male
		case v[model.Female] > 0 && v[model.Male] == 0:
			a.Gender = model.Female
		}
	}
}

func genderFits(a, b model.Gender) bool {
	return a == b || a == model.UnknownGender || b == model.UnknownGender
}

// genderOf tells a person's gender by title, then by given name.
func (r *Directory) genderOf(n *model.Name) model.Gender {
	if !n.Title.IsZero() {
		if _, g, _ := lexicon.Honorific(r.doc.TextOf(n.Title)); g != model.UnknownGender {
			return g
		}
	}
	if n.First > 0 {
		if o, _ := lexicon.OfficeOf(r.doc.Tokens[n.First-1].Lower); o.Gender != model.UnknownGender {
			return o.Gender
		}
	}
	if n.Last-n.First > 1 {
		g, _ := lexicon.GivenName(r.doc.Tokens[n.First].Text)
		return g
	}
	if !n.Title.IsZero() { // "President Obama" is the "Mr. Obama" of the text, not his wife
		return r.called(r.doc.TextOf(n.Span))
	}
	return model.UnknownGender
}

// called is the gender of the only honorific that the text uses with a surname: "Mr." or "Mrs.";
// unknown if both or none.
func (r *Directory) called(surname string) model.Gender {
	found := model.UnknownGender
	for i := range r.doc.Names {
		n := &r.doc.Names[i]
		if r.doc.TextOf(n.Span) != surname {
			continue
		}
		if _, g, _ := lexicon.Honorific(r.doc.TextOf(n.Title)); g != model.UnknownGender {
			if found != model.UnknownGender && found != g {
				return model.UnknownGender
			}
			found = g
		}
	}
	return found
}
