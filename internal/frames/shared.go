package frames

import (
	"strings"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

// fellows gives the office of a title in the plural to each of the people whose names follow it:
// "Sens. Ana Ruiz (D-Ohio), Karl Brandt (R-Me.) and Dana Whitcomb of Texas".
func (f *framer) fellows() []*model.Office {
	var out []*model.Office
	for _, o := range f.doc.Offices {
		_, k := f.doc.TokensIn(o.Title)
		if !f.plural(o) {
			continue
		}
		for n := f.reader.NameAt(k); n != nil; n = f.reader.NameAt(k) {
			a := f.dir.NamedAt(n.First)
			if a == nil || a.Kind != model.Person {
				break
			}
			own, end := f.behindName(n.Last)
			if a != o.Person {
				fellow := *o
				fellow.Person, fellow.Holder = a, n.Span
				if o.Body.Begin > o.Title.Begin || !own.IsZero() { // "Sens. Ana Ruiz of Ohio and Karl Brandt": hers alone
					fellow.Organization, fellow.Body = nil, own
					if !own.IsZero() {
						fellow.Organization = f.body(&fellow)
					}
				}
				out = append(out, &fellow)
			}
			k = end
			for ; f.tok(k).Text == "," || f.tok(k).Lower == "and"; k++ {
			}
			if k == end {
				break
			}
		}
	}
	return out
}

// ofPlace gives a member of a house without a body the place behind the name, "Del. Ana Ruiz of the
// Virgin Islands", and others the body there: "Inspector Ana Ruiz, of Tarn Police".
func (f *framer) ofPlace() {
	for _, o := range f.doc.Offices {
		if o.Organization != nil || o.Holder.Begin < o.Title.End {
			continue
		}
		k := f.lastOf(o.Holder)
		own, _ := f.behindName(k)
		if n := f.reader.NameAt(k + 2); own.IsZero() && f.tok(k).Text == "," &&
			f.tok(k+1).Lower == "of" && n != nil && n.Kind == model.OrganizationName {
			own = n.Span
		} else if !f.inHouse(o) {
			continue
		}
		if !own.IsZero() {
			o.Body = own
			o.Organization = f.body(o)
		}
	}
}

// behindName is the place that somebody in a list holds the list's office for, "D-Ohio" in brackets
// or "of Texas" at token k, and the token behind it.
func (f *framer) behindName(k int) (model.Span, int) {
	name := k + 1
	if f.tok(name).Lower == "the" {
		name++
	}
	switch n := f.reader.NameAt(name); {
	case f.tok(k).Text == "(":
		end := k + 1
		for end < len(f.doc.Tokens) && f.tok(end).Text != ")" {
			end++
		}
		return f.doc.SpanOf(k+1, end), end + 1
	case f.tok(k).Lower == "of" && n != nil:
		return n.Span, n.Last
	}
	return model.Span{}, k
}

// behindPreposition reports whether a preposition stands between tokens.
func (f *framer) behindPreposition(first, last int) bool {
	for i := first; i < last; i++ {
		if lexicon.Function(f.tok(i).Lower) == "preposition" {
			return true
		}
	}
	return false
}

// alsoOf gives an office that is told of several bodies to each behind the first: "officials from
// Sweden and Finland", "a lawyer for the union and the owners".
func (f *framer) alsoOf() []*model.Office {
	var out []*model.Office
	for _, o := range f.doc.Offices {
		if o.Organization == nil || o.Body.Begin < o.Title.End ||
			!f.behindPreposition(f.titleAt(o), f.firstOf(o.Body)) {
			continue
		}
		k := f.lastOf(o.Body)
		if f.tok(k).Lower != "and" || f.tok(k).Sentence != f.tok(k-1).Sentence {
			continue
		}
		first := k + 1
		if k++; f.tok(k).Lower == "the" {
			k++
		}
		switch n := f.reader.NameAt(k); {
		case n != nil:
			k = n.Last
		case first+1 == k && lexicon.BodyKind(f.tok(k).Lower) != "":
			k++
		default:
			continue
		}
		also := *o
		also.Body = f.doc.SpanOf(first, k)
		also.Organization = f.body(&also)
		if a := also.Organization; a != nil && a != o.Organization && a != o.Person &&
			(a.Kind == model.Person) == (o.Organization.Kind == model.Person) {
			out = append(out, &also)
		}
	}
	return out
}

// singular is a title that stands before several names as each of them has it: "Sen." of "Sens.".
func singular(title string) string {
	if rest, ok := strings.CutSuffix(title, "men"); ok { // "Congressmen"
		return rest + "man"
	}
	for _, end := range []string{"s.", "s"} {
		if t, ok := strings.CutSuffix(title, end); ok {
			return t + strings.TrimPrefix(end, "s")
		}
	}
	return title
}
