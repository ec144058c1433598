package agents

import (
	"slices"
	"strings"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

// sharedSurnames names those in full whose surname stands with the second of two: "Hamish | and
// Fiona Baird".
func (r *Directory) sharedSurnames() {
	for i := 1; i < len(r.doc.Names); i++ {
		a, b := &r.doc.Names[i-1], &r.doc.Names[i]
		x := r.of[a.First]
		if a.Last-a.First != 1 || b.Last-b.First != 2 || b.First != a.Last+1 || r.doc.Tokens[a.Last].Lower != "and" ||
			x == nil ||
			x.Kind != model.Person ||
			b.Kind != model.PersonName {
			continue
		}
		_, first := lexicon.GivenName(r.doc.Tokens[a.First].Text)
		_, second := lexicon.GivenName(r.doc.Tokens[b.First].Text)
		if first && second && x.Name == r.doc.TextOf(a.Span) {
			x.Rename(x.Name + " " + r.doc.Tokens[b.Last-1].Text)
			x.Local = false
		}
	}
}

// person finds or makes the person of a name. A single word is the surname (or given name) of a
// person named in full: of one gender with its title if two share it, else of the one named last
// before it, else first in the article.
func (r *Directory) person(n *model.Name, text string) *model.Agent {
	words := nameWords(text)
	var fits []*model.Agent
	for _, a := range r.agents {
		if a.Kind == model.Person && samePerson(nameWords(a.Name), words) &&
			(genderFits(a.Gender, r.genderOf(n)) || within(words, nameWords(a.Name))) {
			fits = append(fits, a)
		}
	}
	if len(fits) > 0 {
		best := fits[0]
		if len(words) == 1 {
			best = r.nearest(fits, n.First)
		}
		if len(words) > len(nameWords(best.Name)) && !whole(nameWords(best.Name), words) ||
			whole(words, nameWords(best.Name)) ||
			len(words) > 1 && initialed(best.Name) && !initialed(text) {
			best.Rename(text)
			best.Local = best.Local && len(words) < 2
		} else if text != best.Name && len(words) > 1 {
			best.AddAlias(text)
		}
		if !genderFits(best.Gender, r.genderOf(n)) {
			best.Gender = model.UnknownGender
		}
		return best
	}
	a := r.add(&model.Agent{Kind: model.Person, Name: text, Gender: r.genderOf(n)})
	a.Local = len(words) < 2
	return a
}

// initialed: "J. P. Holm", whom the article may call Jonas Holm as well.
func initialed(name string) bool {
	first, _, _ := strings.Cut(name, " ")
	return strings.HasSuffix(first, ".") && len(first) <= len("J.P.")
}

// whole reports whether a name that begins with a given name is all there is of a longer one that
// puts other words before it: "Kelli Ward" of "Challenger Kelli Ward".
func whole(name, longer []string) bool {
	n := len(longer) - len(name)
	if n <= 0 || len(name) < 2 || !slices.Equal(longer[n:], name) {
		return false
	}
	_, given := lexicon.GivenName(name[0])
	_, before := lexicon.GivenName(longer[0])
	return given && !before
}

// within reports whether a name of several words ends a longer one: the given names of "Suu Kyi"
// and "Aung San Suu Kyi" differ, the person does not.
func within(name, longer []string) bool {
	n := len(longer) - len(name)
	return n > 0 && len(name) > 1 && slices.Equal(longer[n:], name)
}

// firstSurname: "Villegas" is Ernesto Villegas Montero, whose other surname it is; "Ruth" is not
// Anna Ruth Lund.
func firstSurname(full []string, word string) bool {
	_, given := lexicon.GivenName(word)
	return len(full) == 3 && full[1] == word && !given && len(word) > 2
}

// nearest returns the one that a bare surname stands for: of those whom it is the last word of, if
// there are any, the one named last before a token, else the first one behind it. Who is named in
// full again and again, as a wife or brother is, does not go by the surname.
func (r *Directory) nearest(fits []*model.Agent, before int) *model.Agent {
	if living := slices.DeleteFunc(slices.Clone(fits), r.late); len(living) == 1 {
		return living[0]
	}
	if left := slices.DeleteFunc(slices.Clone(fits), r.inPassing); len(left) == 1 && left[0] == r.firstOf(fits) {
		return left[0]
	}
	surname := r.doc.Tokens[before].Text
	full := map[*model.Agent]int{}
	for i := range r.doc.Names {
		if n := &r.doc.Names[i]; n.Last-n.First > 1 {
			full[r.of[n.First]]++
		}
	}
	standsBehind := func(a, b *model.Agent) bool {
		x, y := slices.Index(nameWords(a.Name), surname) == 0, slices.Index(nameWords(b.Name), surname) == 0
		return x && !y || x == y && full[a] >= full[b]+2
	}
	if a := r.usual(fits, before); a != nil {
		return a
	}
	best, at := fits[0], -1
	for _, a := range fits {
		for first, b := range r.of {
			if b != a || first >= before || at >= 0 && standsBehind(a, best) {
				continue
			}
			if first > at || standsBehind(best, a) {
				best, at = a, first
			}
		}
	}
	return best
}

// firstOf is whom of some the text names in full first.
func (r *Directory) firstOf(some []*model.Agent) *model.Agent {
	for i := range r.doc.Names {
		if n := &r.doc.Names[i]; n.Last-n.First > 1 && slices.Contains(some, r.of[n.First]) {
			return r.of[n.First]
		}
	}
	return nil
}

// inPassing reports a person whom the text names in full once, and there only as whose something is:
// "during Tomás Ruiz's presidency".
func (r *Directory) inPassing(a *model.Agent) bool {
	owner := 0
	for i := range r.doc.Names {
		n := &r.doc.Names[i]
		if n.Last-n.First < 2 || r.of[n.First] != a {
			continue
		}
		if n.Last >= len(r.doc.Tokens) || r.doc.Tokens[n.Last].Lower != "'s" {
			return false
		}
		owner++
	}
	return owner == 1
}

// usual returns the one of several whom the text has called by the surname before, twice as often
// as the others, and whose namesake it tells of in other paragraphs: an article on Ana Ruiz that
// mentions her father Tomás Ruiz once. Nil if there is none.
func (r *Directory) usual(fits []*model.Agent, before int) *model.Agent {
	const again = 2
	bare := map[*model.Agent]int{}
	for i := range r.doc.Names {
		n := &r.doc.Names[i]
		if n.First >= before {
			break
		}
		a := r.of[n.First]
		if !slices.Contains(fits, a) {
			continue
		}
		if n.Last-n.First == 1 {
			bare[a]++
		}
	}
	for a, n := range bare {
		others := 0
		for _, m := range bare {
			others += m
		}
		if others -= n; n < again || n < again*others {
			continue
		}
		for i := range r.doc.Names {
			if m := &r.doc.Names[i]; m.First < before && m.Last-m.First > 1 && r.of[m.First] != a &&
				slices.Contains(fits, r.of[m.First]) &&
				r.doc.Tokens[m.First].Paragraph == r.doc.Tokens[before].Paragraph {
				return nil
			}
		}
		return a
	}
	return nil
}

// late reports whether the text calls somebody dead where it names him: "the late governor Hector
// Bascombe".
func (r *Directory) late(a *model.Agent) bool {
	const near = 4 // words
	for i := range r.doc.Names {
		n := &r.doc.Names[i]
		if r.of[n.First] != a {
			continue
		}
		for k := n.First - 1; k >= max(0, n.First-near) && r.doc.Tokens[k].Kind == model.Word &&
			lexicon.TimeKind(r.doc.Tokens[k].Lower) == ""; k-- {
			if r.doc.Tokens[k].Lower == "late" && k > 0 &&
				(r.doc.Tokens[k-1].Lower == "the" || lexicon.Function(r.doc.Tokens[k-1].Lower) == "pronoun") {
				return true
			}
		}
	}
	return false
}

// nameWords are a name's words without suffixes: "Karl Brandt Jr." → Karl, Brandt.
func nameWords(name string) []string {
	words := strings.Fields(name)
	for len(words) > 1 {
		switch strings.Trim(words[len(words)-1], ".,") {
		case "Jr", "Sr", "II", "III", "IV":
			words = words[:len(words)-1]
			continue
		}
		break
	}
	return words
}

// samePerson compares a name with a later mention: equal; first and last word equal ("Ana M. Ruiz",
// "Ana Ruiz"); an initial for the given name; or one word that is the surname or given name.
func samePerson(full, mention []string) bool {
	if slices.EqualFunc(full, mention, strings.EqualFold) {
		return true
	}
	if n := len(full) - len(mention); n > 0 && slices.EqualFunc(full[n:], mention, strings.EqualFold) {
		return true // "Bill de Blasio", later "De Blasio"
	}
	if n := len(mention) - len(full); n > 0 && len(full) > 1 && slices.EqualFunc(mention[n:], full, strings.EqualFold) {
		return true // "Suu Kyi", later "Aung San Suu Kyi"
	}
	if len(mention) == 1 {
		return strings.EqualFold(full[len(full)-1], mention[0]) || full[0] == mention[0] ||
			firstSurname(full, mention[0]) // "al-Nahar", "Al-Nahar"
	}
	if len(full) == 1 {
		return mention[len(mention)-1] == full[0]
	}
	if full[len(full)-1] != mention[len(mention)-1] {
		return false
	}
	a, b := full[0], mention[0]
	return a == b || strings.HasSuffix(a, ".") && strings.HasPrefix(b, a[:1]) ||
		strings.HasSuffix(b, ".") && strings.HasPrefix(a, b[:1])
}
