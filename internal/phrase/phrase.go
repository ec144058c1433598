// Package phrase reads noun phrases that name or describe people and bodies: "Orlex spokeswoman
// Dana Pike", "a senior Kenyan diplomat", "head of the Chilean Mission to the United Nations".
package phrase

import (
	"strings"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

// Range is a half-open range of a document's tokens; First == Last: none.
type Range struct{ First, Last int }

// Empty reports whether the range has no token.
func (r Range) Empty() bool { return r.First >= r.Last }

// Complement is what a preposition adds: for the port authority.
type Complement struct {
	Preposition string
	Range       // behind the preposition
}

// Phrase is a noun phrase taken apart:
//
//	determiner  premodifiers          office      name       complements      asides
//	the         former Tarn port      director    Ana Ruiz
//	a           senior                spokesman              for the union    , 52,
type Phrase struct {
	Range
	Determiner string // lower case: the, a, his …; "'s" after a possessive name; "" if none
	Owner      Range  // possessor: "Orlex" in "Orlex's chief"
	Premod     Range  // between determiner and office, name or head
	Office     lexicon.Office
	OfficeAt   Range // zero if the core has no office
	Former     bool
	Name       *model.Name // the name that is the core's head; nil if it ends in a common noun
	Head       int         // token of the head noun or the name's last word
	Core       Range       // up to the first complement, comma or clause
	Of         []Complement
	Asides     []Range // between commas behind the core
}

// Definite reports whether the phrase refers to something known: "the minister", "his lawyer".
func (p *Phrase) Definite() bool {
	switch p.Determiner {
	case "",
		"a",
		"an",
		"one",
		"another",
		"some",
		"many",
		"several",
		"few",
		"most",
		"two",
		"three",
		"no",
		"any",
		"each",
		"all":
		return false
	}
	return true
}

// Reader reads the phrases of one document.
type Reader struct {
	Doc    *model.Document
	nameAt map[int]*model.Name // by first token
}

// NewReader returns a reader; the document's names must have been found.
func NewReader(d *model.Document) *Reader {
	r := &Reader{Doc: d, nameAt: map[int]*model.Name{}}
	for i := range d.Names {
		r.nameAt[d.Names[i].First] = &d.Names[i]
	}
	return r
}

// NameAt returns the name that begins at a token, or nil.
func (r *Reader) NameAt(i int) *model.Name { return r.nameAt[i] }

func (r *Reader) tok(i int) model.Token {
	if i < 0 || i >= len(r.Doc.Tokens) {
		return model.Token{}
	}
	return r.Doc.Tokens[i]
}

// Words returns the lower-case words of tokens [first, last), joined by spaces.
func (r *Reader) Words(first, last int) string {
	var words []string
	for i := first; i < last; i++ {
		words = append(words, r.tok(i).Lower)
	}
	return strings.Join(words, " ")
}

// Text returns the words of a range as written.
func (r *Reader) Text(x Range) string { return r.Doc.TextOf(r.Doc.SpanOf(x.First, x.Last)) }

// Read takes the tokens [first, last) apart. It never fails: a phrase it can't make sense of has
// only a range and a head.
func (r *Reader) Read(first, last int) *Phrase {
	p := &Phrase{Range: Range{first, last}}
	i := first
	for i < last && isDeterminer(r.tok(i).Lower) {
		p.Determiner = r.tok(i).Lower
		i++
	}
	p.Core = Range{i, r.coreEnd(i, last)}
	for j := p.Core.First; j < p.Core.Last; j++ { // "Orlex's chief executive", "the union's leader"
		if r.Possessive(j) && j+1 < p.Core.Last {
			p.Owner = Range{i, j}
			p.Core.First, p.Determiner = j+1, "'s"
			i = j + 1
		}
	}
	r.readCore(p)
	r.readRest(p)
	return p
}

func isDeterminer(w string) bool {
	switch w {
	case "the",
		"a",
		"an",
		"his",
		"her",
		"its",
		"their",
		"our",
		"my",
		"this",
		"that",
		"these",
		"those",
		"one",
		"another",
		"some",
		"many",
		"several",
		"few",
		"most",
		"both",
		"two",
		"three",
		"all",
		"each",
		"any",
		"no":
		return true
	}
	return false
}

// Possessive reports whether token i makes a possessor of the noun before it: "Orlex | 's", "the
// owners | '".
func (r *Reader) Possessive(i int) bool {
	t := r.tok(i)
	return t.Lower == "'s" || (t.Text == "'" || t.Text == "’") && strings.HasSuffix(r.tok(i-1).Lower, "s")
}

// coreEnd returns where the core ends: before a preposition that is in no name, a comma, a bracket,
// a relative pronoun.
func (r *Reader) coreEnd(i, last int) int {
	for i < last {
		n := r.nameAt[i]
		switch {
		case n != nil && n.Last <= last:
			i = n.Last
		case r.officeOf(i, last), r.abbreviation(i, last):
			i += 3
		case endsCore(r.tok(i)) || r.obtained(i):
			return i
		default:
			i++
		}
	}
	return last
}

// officeOf reports whether three words with an "of" amid them are an office: "Secretary of State".
func (r *Reader) officeOf(i, last int) bool {
	if r.tok(i+1).Lower != "of" || i+3 > last {
		return false
	}
	_, ok := lexicon.OfficeOf(r.Words(i, i+3))
	return ok
}

// abbreviation reports whether brackets at token i hold how the name before them is called in short,
// amid a phrase: "World Health Organization | (WHO) | representative Ana Ruiz".
func (r *Reader) abbreviation(i, last int) bool {
	return i > 0 && i+3 < last && r.tok(i).Text == "(" && r.tok(i+2).Text == ")" &&
		r.tok(i-1).Kind == model.Word && lexicon.IsCapital(r.tok(i+1).Text) &&
		r.tok(i+3).Kind == model.Word && !endsCore(r.tok(i+3))
}

// endsCore reports whether a token that is in no name or office is in no core either: "a lawyer |
// representing the owners".
func endsCore(t model.Token) bool {
	switch t.Lower {
	case "who", "which", "that", "and", "or":
		return true
	case "seen", "representing", "speaking", "heading", "leading", "running":
		return true
	}
	f := lexicon.Function(t.Lower)
	return f == "auxiliary" || f == "preposition" && t.Lower != "near" || t.Kind == model.OpenQ ||
		t.Kind == model.Punct && t.Text != "&" && t.Text != "'" && t.Text != "/"
}

// obtained reports whether token i is a participle that tells what became of the document before it:
// "a memo | obtained by the Courier".
func (r *Reader) obtained(i int) bool {
	t := r.tok(i)
	return i > 0 && strings.HasSuffix(t.Lower, "ed") && !lexicon.IsCapital(t.Text) &&
		lexicon.IsDocument(r.tok(i-1).Lower)
}

// readCore finds office, name and head in the core.
func (r *Reader) readCore(p *Phrase) {
	c := p.Core
	p.Head = max(c.Last-1, p.First) // a phrase may begin with a mark or preposition: its core is empty
	for j := c.First; j < c.Last; j++ {
		if n := r.nameAt[j]; n != nil && n.Last == c.Last {
			p.Name = n
			p.Head = n.Last - 1
		}
	}
	if p.Name != nil { // "a member of Congress" is an office, and no name
		if f, l, _, ok := r.office(c.First, c.Last); ok && l == c.Last && f < p.Name.First {
			p.Name, p.Head = nil, c.Last-1
		}
	}
	end := c.Last
	if p.Name != nil {
		end = p.Name.First
	}
	if f, l, o, ok := r.office(c.First, end); ok &&
		(p.Name == nil || l == end || p.Name.Kind != model.OrganizationName) {
		p.Office, p.OfficeAt = o, Range{f, l}
		end = f
		if p.Name == nil && l < c.Last {
			end = c.Last // "the spokesman problem": no office after all
			p.Office, p.OfficeAt = lexicon.Office{}, Range{}
		}
	}
	p.Premod = Range{c.First, end}
	for j := c.First; j < end; j++ {
		switch r.tok(j).Lower {
		case "former", "ex", "late", "ousted", "then", "outgoing", "retired", "one-time", "onetime", "fired", "sacked":
			p.Former = r.tok(j).Lower != "outgoing"
		}
	}
}

// office finds the longest office phrase that ends latest within [first, last).
func (r *Reader) office(first, last int) (f, l int, o lexicon.Office, ok bool) {
	for e := last; e > first; e-- {
		for b := max(first, e-5); b < e; b++ {
			w := r.Words(b, e)
			if off, _, found := lexicon.Honorific(w); found && off != "" {
				if known, is := lexicon.OfficeOf(off); is {
					return b, e, known, true
				}
				return b, e, lexicon.Office{Title: off, Class: lexicon.Member}, true
			}
			if o, found := lexicon.OfficeOf(w); found {
				return b, e, o, true
			}
			if o, found := lexicon.OfficeOf(strings.TrimPrefix(w, "ex-")); found {
				return b, e, o, true
			}
		}
	}
	return 0, 0, lexicon.Office{}, false
}

// readRest reads complements and asides behind the core.
func (r *Reader) readRest(p *Phrase) {
	i := p.Core.Last
	for i < p.Last {
		t := r.tok(i)
		switch {
		case t.Text == ",":
			e := i + 1
			for e < p.Last && r.tok(e).Text != "," {
				e++
			}
			if e > i+1 {
				p.Asides = append(p.Asides, Range{i + 1, e})
			}
			i = e
		case lexicon.Function(t.Lower) == "preposition" && len(p.Asides) == 0:
			e := r.ComplementEnd(i+1, p.Last)
			if e > i+1 {
				p.Of = append(p.Of, Complement{t.Lower, Range{i + 1, e}})
			}
			i = max(e, i+1)
		default:
			i++
		}
	}
}

// ComplementEnd returns where the noun phrase behind a preposition ends: "the Chilean Mission to the
// United Nations at Geneva" is one, "the union in Tarn" ends before "in".
func (r *Reader) ComplementEnd(i, last int) int {
	capital := false
	for j := i; j < last; {
		if n := r.nameAt[j]; n != nil && n.Last <= last {
			j, capital = n.Last, true
			if j >= last {
				return last
			}
			continue
		}
		t := r.tok(j)
		switch {
		case endsComplement(t):
			return j
		case t.Lower == "and":
			if r.nameAt[j+1] == nil && !(j+1 < last && !capital && lexicon.Function(r.tok(j+1).Lower) == "") {
				return j
			}
		case lexicon.Function(t.Lower) == "preposition":
			if !r.goesOn(i, j, last, capital) {
				return j
			}
		}
		j++
	}
	return last
}

// endsComplement: a mark, a relative pronoun, a verb's helper or a conjunction is in no complement.
func endsComplement(t model.Token) bool {
	switch t.Lower {
	case "who", "which", "that":
		return true
	case "&", "'", "/", "and":
		return false
	}
	f := lexicon.Function(t.Lower)
	return t.Kind == model.Punct || t.Kind == model.OpenQ || t.Kind == model.CloseQ || f == "auxiliary" ||
		f == "conjunction"
}

// goesOn reports whether a complement that begins at token i, with a capital in it or not, goes on
// with the preposition at token j: with "of" and "for", and with others before a name where it has
// a capital.
func (r *Reader) goesOn(i, j, last int, capital bool) bool {
	next := j + 1
	for next < last && (r.tok(next).Lower == "the" || r.tok(next).Lower == "a") {
		next++
	}
	switch r.tok(j).Lower {
	case "of", "for":
		return j > i
	case "to", "at", "on":
		return capital && lexicon.IsCapital(r.tok(next).Text)
	case "in":
		return capital && r.missionBefore(i, j)
	}
	return false
}

// missionBefore: missions and agencies have their seat in their names: "the Kenyan Mission to the UN
// food agencies in Rome".
func (r *Reader) missionBefore(first, last int) bool {
	for i := first; i < last; i++ {
		switch r.tok(i).Lower {
		case "mission", "embassy", "consulate", "delegation":
			return true
		}
	}
	return false
}

// StripDeterminer returns the range without its leading determiners.
func (r *Reader) StripDeterminer(x Range) Range {
	for x.First < x.Last && isDeterminer(r.tok(x.First).Lower) {
		x.First++
	}
	return x
}
