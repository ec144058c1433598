package frames

import (
	"cmp"
	"slices"
	"strings"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

// bodyAndHolder tells an office's body and who holds it, by the words that the network links to it.
func (f *framer) bodyAndHolder(o *model.Office) {
	if a := f.dir.NamedAt(f.firstOf(o.Body)); o.Body == o.Holder && a != nil && a.Kind == model.Person &&
		!f.behindPreposition(f.titleAt(o), f.firstOf(o.Body)) {
		o.Body = model.Span{} // who holds it: "the chief executive, | Ana Ruiz"
	}
	o.Organization = f.body(o)
	if a := o.Organization; a != nil && !a.Named() &&
		lexicon.Function(strings.ToLower(a.Words)) == "pronoun" { // "its treasurer", of nobody named
		o.Organization = nil
	}
	if a := o.Organization; a != nil && a.Kind == model.Person && strings.Contains(a.Name, " ") && f.public(o) {
		o.Organization = nil
	}
	if b := f.firstOf(o.Body); o.Organization == nil && f.tok(b).Sentence != f.tok(f.titleAt(o)).Sentence {
		o.Body = model.Span{} // proves nothing
	}
	o.Person = f.holder(o)
}

// possessorBehindComma: the name at token k stands behind a comma and tells whose something is, and so
// is no apposition.
func (f *framer) possessorBehindComma(k int) bool {
	n := f.reader.NameAt(k)
	return n != nil && possessive(f.tok(n.Last).Lower) && f.tok(k-1).Text == ","
}

// holder is who an office's words say holds it: a name, a pronoun's antecedent or, where they name
// nobody, the source whose mention the title stands in.
func (f *framer) holder(o *model.Office) *model.Agent {
	if k := f.firstOf(o.Holder); o.Holder.Begin > o.Title.End && f.possessorBehindComma(k) {
		return nil // "read by his | solicitor, Joshua's father said"
	}
	for _, n := range []*model.Name{f.besideTitle(o), f.dir.Apposition(o)} {
		if n != nil {
			o.Holder = n.Span
			return f.dir.NamedAt(n.First)
		}
	}
	if !o.Holder.IsZero() && f.startsAfter(o.Title, o.Holder) {
		return nil // "… said Livia Corvino. Governor of Lagos …": another's
	}
	if _, k := f.doc.TokensIn(o.Title); possessive(f.tok(k).Lower) {
		return nil // "the nominee's daughter, Ida Bloom"
	}
	if !f.later(o) {
		first, last := f.doc.TokensIn(o.Holder)
		if o.Holder.Overlaps(o.Title) { // "the Ruiz spokesman": of the words before the title none names the spokesman
			_, first = f.doc.TokensIn(o.Title)
		}
		if o.Body.Begin >= o.Holder.Begin && o.Body.Begin < o.Holder.End { // "a lawyer for Ruiz"
			last, _ = f.doc.TokensIn(o.Body)
		}
		if a := f.dir.Holder(first, last); a != nil {
			return a
		}
	}
	for _, s := range f.doc.Statements {
		if s.Agent == nil || !s.Source.Contains(o.Title) ||
			f.behindPreposition(f.firstOf(s.Source), f.titleAt(o)) {
			continue // "a spokesman for | the mayor"
		}
		if s.Agent.Kind == model.Person || s.Agent.Kind == model.Unnamed {
			return s.Agent
		}
	}
	return nil
}

// later reports whether the words that the network links to a title as its holder's begin a later
// paragraph: "…," the chief executive said. | The committee's chairman, Ana Ruiz, asked him.
func (f *framer) later(o *model.Office) bool {
	holder, _ := f.doc.TokensIn(o.Holder)
	return f.tok(holder).Paragraph > f.tok(f.titleAt(o)).Paragraph
}

// startsAfter reports whether a title begins, without an article, a sentence behind that of its holder.
func (f *framer) startsAfter(title, holder model.Span) bool {
	first, _ := f.doc.TokensIn(title)
	other, _ := f.doc.TokensIn(holder)
	k := f.tok(first).Sentence
	return f.tok(other).Sentence < k && f.doc.Sentences[k].First == first
}

// besideTitle is the person's name that stands right behind a title, or behind its body and a comma,
// where the network links the title into another sentence or to a name before it: "the mayor of
// Leith, Colm Doss, says".
func (f *framer) besideTitle(o *model.Office) *model.Name {
	_, k := f.doc.TokensIn(o.Title)
	if h := o.Holder; !h.IsZero() {
		first, _ := f.doc.TokensIn(h)
		if f.tok(first).Sentence == f.tok(k-1).Sentence && !(f.tok(k).Text == "," && first < k && f.owned(o)) {
			return nil
		}
	}
	if f.tok(k).Lower == "of" || f.tok(k).Lower == "for" || f.tok(k).Lower == "at" {
		k = f.reader.ComplementEnd(k+1, f.doc.Sentences[f.tok(k).Sentence].Last)
	}
	if f.tok(k).Text == "," {
		k++
	}
	k = f.behindHonorific(k)
	if a := f.dir.NamedAt(k); a != nil && a.Kind == model.Person && f.tok(k).Sentence == f.tok(k-1).Sentence &&
		!f.possessorBehindComma(k) {
		return f.reader.NameAt(k)
	}
	return nil
}

// behindHonorific is the token behind a title of courtesy at token k where the name behind it ends an
// apposition: "its president, Dr | Ana Ruiz, said", not "to his successor, Mr. Ruiz leaves"; k if none
// is there.
func (f *framer) behindHonorific(k int) int {
	n := f.reader.NameAt(k + 1)
	if _, _, ok := lexicon.Honorific(f.tok(k).Text); !ok || n == nil || f.reader.NameAt(k) != nil {
		return k
	}
	if next := f.tok(n.Last); next.Text == "," || next.Text == "." || next.Lower == "and" {
		return k + 1
	}
	return k
}

// owned: a possessor stands right before a title, and no holder does: "her successor", "Tarn's
// mayor".
func (f *framer) owned(o *model.Office) bool {
	w := f.tok(f.titleAt(o) - 1).Lower
	return possessive(w) || w == "his" || w == "her" || w == "its" || w == "their"
}

// taken: somebody has got an office's holder, who is nobody told: "has hired | counsel".
func (f *framer) taken(o *model.Office) bool {
	w := f.tok(f.titleAt(o) - 1).Lower
	return o.Holder == o.Title && strings.HasSuffix(w, "ed") && lexicon.Function(w) == ""
}

// leadBack gives the offices that nobody is named for to whom the text names in the same office
// elsewhere: "the mayor", "Tarn's mayor" to "Ana Ruiz, the mayor of Tarn". Bodies must not differ;
// of several people the one named last before counts.
func (f *framer) leadBack() {
	named := slices.Clone(f.doc.Offices)
	named = slices.DeleteFunc(named, func(o *model.Office) bool { return o.Person == nil || !o.Person.Named() })
	for _, o := range f.doc.Offices {
		if o.Person != nil && o.Person.Named() || f.plural(o) || f.taken(o) {
			continue
		}
		title := officeOf(f.doc.TextOf(o.Title)).Title
		if o.Status == model.Former &&
			(o.Person == nil || o.Person.Kind != model.Person) { // "her years as secretary of state"
			o.Person = cmp.Or(f.dir.KnownHolder(title, nameOf(o.Organization), true), o.Person)
		}
		definite := f.definite(o)
		first, _ := f.doc.TokensIn(o.Title)
		if !definite && f.tok(first).Paragraph > introduced {
			continue
		}
		if o.Person == nil {
			o.Person = f.inOffice(o, named, definite)
		}
		if o.Person == nil && definite {
			o.Person = f.dir.KnownHolder(title, nameOf(o.Organization), false)
		}
	}
}

// inOffice finds who is named in an office that is told without a name: of those in the very same
// office the one named last before, else the only one in an office that news would call so.
func (f *framer) inOffice(o *model.Office, named []*model.Office, definite bool) *model.Agent {
	var best *model.Office
	var kin *model.Agent
	several := false
	speaker := f.speaker(o.Title)
	for _, n := range named {
		if !definite && (o.Organization == nil || o.Organization != n.Organization || n.Title.Begin < o.Title.Begin) {
			continue
		}
		switch f.sameOffice(o, n) {
		case sameTitle:
			himself, other := n.Person == speaker, best != nil && best.Person != speaker
			if best == nil || himself != other && n.Title.Begin < o.Title.Begin || !himself && !other {
				best = n
			}
		case likeTitle:
			if o.Organization != nil && n.Organization == nil {
				continue // "the First Minister of Wales" is no energy secretary
			}
			several = several || kin != nil && kin != n.Person
			kin = n.Person
		}
	}
	if best != nil {
		return best.Person
	}
	if several {
		return nil
	}
	return kin
}

// speaker is whose statement some words lie in, nil for nobody's: "Senator Ruiz said that the senator
// had called her" is about another, if there is one.
func (f *framer) speaker(words model.Span) *model.Agent {
	for _, s := range f.doc.Statements {
		for _, p := range s.Parts {
			if p.Contains(words) {
				return s.Agent
			}
		}
	}
	return nil
}

// nameOf is a body's usual name; "" for none.
func nameOf(body *model.Agent) string {
	if body == nil {
		return ""
	}
	return cmp.Or(body.Known, body.Name)
}

// introduced is up to which paragraph an article may tell of "a former mayor of Tarn" before it
// names him.
const introduced = 3

// plural: "mayors" are nobody in particular.
func (f *framer) plural(o *model.Office) bool {
	w := headWord(strings.ToLower(strings.Join(strings.Fields(f.doc.TextOf(o.Title)), " ")))
	if w = strings.TrimSuffix(w, "."); w == "pres" {
		return false
	}
	return strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "'s") ||
		strings.HasSuffix(w, "men")
}

// definite: "the mayor", "Tarn's mayor", "its mayor"; not "a mayor" or "mayors".
func (f *framer) definite(o *model.Office) bool {
	first, _ := f.doc.TokensIn(o.Title)
	for i := first - 1; i >= 0 && i >= first-6 && f.tok(i).Sentence == f.tok(first).Sentence; i-- {
		switch f.tok(i).Lower {
		case "the", "'s", "’s", "its", "his", "her", "their":
			return true
		case "a", "an", "one", "any", "no", "every", "each":
			return false
		}
	}
	return false
}

// How alike two offices are.
type likeness int

const (
	otherTitle likeness = iota
	likeTitle           // "the judge" is "Justice Ruiz"
	sameTitle
)

func (f *framer) sameOffice(a, b *model.Office) likeness {
	if a.Organization != nil && b.Organization != nil && a.Organization != b.Organization {
		return otherTitle
	}
	x, y := officeOf(f.doc.TextOf(a.Title)), officeOf(f.doc.TextOf(b.Title))
	v, w := lastWord(x.Title), lastWord(y.Title)
	switch {
	case x.Title == y.Title:
		return sameTitle
	case v == w, x.Title == v && (slices.Contains(lexicon.Kin(v), w) || slices.Contains(lexicon.Kin(w), v)):
		return likeTitle
	}
	return otherTitle
}
