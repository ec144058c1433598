package agents

import (
	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

// pronoun resolves token i; ok is false if it is no pronoun.
func (r *Directory) pronoun(i int) (a *model.Agent, ok bool) {
	if r.of[i] != nil { // "US", "WHO", "IT" are names
		return nil, false
	}
	switch r.doc.Tokens[i].Lower {
	case "he", "his", "him":
		return r.singular(i, model.Male), true
	case "she", "her", "hers":
		return r.singular(i, model.Female), true
	case "they", "their", "them":
		return r.antecedent(i, "they", r.plural), true
	case "it", "its":
		return r.antecedent(i, "it", func(a *model.Agent) bool {
			return a.Kind == model.Organization || a.Kind == model.Country || a.Kind == model.Paper
		}), true
	case "who", "which", "that":
		return r.relative(i), true
	case "i", "we", "my", "our", "me", "us":
		return r.speaking(i), true
	}
	return nil, false
}

func (r *Directory) plural(a *model.Agent) bool {
	return a.Kind == model.Group || a.Kind == model.Joint || a.Kind == model.Organization
}

// singular finds the antecedent of "he" or "she": of the persons of the same or unknown gender that
// the text mentioned last, the one that spoke last, unless another opened a sentence since.
func (r *Directory) singular(i int, g model.Gender) *model.Agent {
	if a := r.lastPerson(i, g); a != nil {
		return a
	}
	return r.nameless(model.Unnamed, r.doc.Tokens[i].Lower)
}

// lastPerson is singular, but nil if the text has named nobody who fits.
func (r *Directory) lastPerson(i int, g model.Gender) *model.Agent {
	asks := r.asker(i)
	fits := func(a *model.Agent) bool {
		return a != r.excluded && a != asks && (a.Kind == model.Person || a.Kind == model.Unnamed) && genderFits(a.Gender, g)
	}
	best, at := r.lastSpeaker(i, fits)
	for k := range r.doc.Names {
		n := &r.doc.Names[k]
		if a := r.of[n.First]; at < n.First && n.First < i && a != nil && fits(a) && r.outdoes(n, best, g) {
			best, at = a, n.First
		}
	}
	if a := r.onlyOneSince(at, i, fits); a != nil {
		best = a
	}
	if best != nil && best.Gender == model.UnknownGender && !r.frozen {
		best.Gender = g
	}
	return best
}

// asker returns who asks whom the pronoun at token i stands for: "Asked by Ms Ruiz about the doors, she
// replied". Nil if nobody is told.
func (r *Directory) asker(i int) *model.Agent {
	for by := i - 1; by > 0 && r.doc.Tokens[by].Sentence == r.doc.Tokens[i].Sentence; by-- {
		if r.doc.Tokens[by].Lower != "by" {
			continue
		}
		if cue := lexicon.CueAt(r.doc.Tokens, by-1); cue == nil || cue.Class != "ask" {
			continue
		}
		for k := range r.doc.Names {
			if n := &r.doc.Names[k]; n.Span.Begin > r.doc.Tokens[by].Begin {
				if title := r.doc.Tokens[by+1].Begin; n.Title.Begin == title || n.Span.Begin == title {
					return r.of[n.First]
				}
				break
			}
		}
	}
	return nil
}

// outdoes reports whether the person of a name is a likelier antecedent than the best one so far,
// whom the text mentioned before: anybody if there is none yet, else who opens a sentence, or is of
// the pronoun's gender where the other's is not known. Names that belong to others' nouns, "Ruiz's
// plan", "a Ruiz aide", and names in quotations do not.
func (r *Directory) outdoes(n *model.Name, best *model.Agent, g model.Gender) bool {
	if best == nil {
		return true
	}
	if r.reader.Possessive(n.Last) || r.premodifier(n) || r.doc.Tokens[n.First].Quoted {
		return false
	}
	a := r.of[n.First]
	return r.opensSentence(n.First) || a != best && a.Gender == g && best.Gender == model.UnknownGender
}

// onlyOneSince returns the one person that is named in a paragraph behind that of the antecedent at
// token at, before the pronoun at token i: in the last paragraph, where the pronoun begins its own,
// else in the pronoun's. Nil where none or several are, or where there is no antecedent.
func (r *Directory) onlyOneSince(at, i int, fits func(*model.Agent) bool) *model.Agent {
	if at < 0 {
		return nil
	}
	since := r.doc.Tokens[i].Paragraph - r.doc.Tokens[at].Paragraph
	if since > 1 {
		if a := r.lastParagraphs(i, fits); a != nil {
			return a
		}
	}
	if since > 0 {
		return r.onlyPerson(i, fits)
	}
	return nil
}

// lastParagraphs returns the one person whom the paragraph before names, for a pronoun that begins
// its own paragraph.
func (r *Directory) lastParagraphs(i int, fits func(*model.Agent) bool) *model.Agent {
	p := r.doc.Tokens[i].Paragraph
	if p == 0 || r.doc.Sentences[r.doc.Paragraphs[p].First].First != i {
		return nil
	}
	before := r.doc.Paragraphs[p-1]
	last := r.doc.Sentences[before.Last-1].Last
	return r.onlyPerson(last-1, fits)
}

// onlyPerson returns the one person that the narration names in the paragraph of token i before it;
// nil if there are several.
func (r *Directory) onlyPerson(i int, fits func(*model.Agent) bool) *model.Agent {
	var only *model.Agent
	for k := range r.doc.Names {
		n := &r.doc.Names[k]
		t := r.doc.Tokens[n.First]
		if a := r.of[n.First]; n.First < i && a != nil && t.Paragraph == r.doc.Tokens[i].Paragraph && !t.Quoted &&
			fits(a) {
			if only != nil && only != a {
				return nil
			}
			only = a
		}
	}
	return only
}

// lastSpeaker returns the agent of a kind that spoke last before a token and the token at which it
// was mentioned; -1 if none did.
func (r *Directory) lastSpeaker(before int, fits func(*model.Agent) bool) (*model.Agent, int) {
	for k := len(r.said) - 1; k >= 0; k-- {
		s := r.said[k]
		if s.Nested && fits(r.outer(s)) { // "Ruiz said that Brandt agreed. He …"
			continue
		}
		if at, _ := r.doc.TokensIn(s.Source); at < before && fits(s.Agent) {
			return s.Agent, at
		}
	}
	return nil, -1
}

// opensSentence reports whether the name at token i is the subject its sentence begins with, titles and
// a description before it allowed: "Sen. Ruiz", "The mayor, Ana Ruiz,".
func (r *Directory) opensSentence(i int) bool {
	t := r.doc.Tokens
	first := r.doc.Sentences[t[i].Sentence].First
	for j := i - 1; j >= first; j-- {
		switch f := lexicon.Function(t[j].Lower); {
		case t[j].Kind == model.OpenQ || t[j].Kind == model.CloseQ:
			return false
		case lexicon.CueAt(t, j) != nil,
			f == "preposition" && t[j].Lower != "of",
			f == "auxiliary",
			f == "conjunction" && t[j].Lower != "but" && t[j].Lower != "and":
			return false
		}
		if i-j > 6 {
			return false
		}
	}
	return true
}

// antecedent finds the last agent of a kind that spoke or was named before token i, a sentence's
// subject before others; nameless stands for one that is not told.
func (r *Directory) antecedent(i int, word string, fits func(*model.Agent) bool) *model.Agent {
	best, at := r.lastSpeaker(i, fits)
	for k := range r.doc.Names {
		n := &r.doc.Names[k]
		a := r.of[n.First]
		if n.First >= i || n.First <= at || a == nil || !fits(a) || r.premodifier(n) {
			continue
		}
		if best == nil || r.opensSentence(n.First) {
			best, at = a, n.First
			if word == "it" {
				if end := r.BodyBehind(n); end > n.Last {
					best = r.described(r.reader.Read(n.First, end))
				}
			}
		}
	}
	if word == "it" {
		if a := r.lastDocument(i, at); a != nil {
			return a
		}
	}
	if best == nil {
		kind := model.Group
		if word == "it" {
			kind = model.Organization
		}
		return r.nameless(kind, word)
	}
	return best
}

// BodyBehind returns where the words for a body end that is somebody's: "Kenya's central bank |". It is
// the name's own end where none stand behind it, or where they belong to another noun: "Tarn's union
// leader".
func (r *Directory) BodyBehind(n *model.Name) int {
	const longest = 3 // words
	end := n.Last
	if !r.reader.Possessive(n.Last) {
		return end
	}
	t := r.doc.Tokens
	for i := n.Last + 1; i <= n.Last+longest && t[i].Sentence == t[n.First].Sentence && t[i].Kind == model.Word; i++ {
		if lexicon.BodyKind(t[i].Lower) != "" {
			end = i + 1
		} else if _, office := lexicon.OfficeOf(t[i].Lower); office {
			return n.Last
		} else if end > n.Last {
			break
		}
	}
	return end
}

// lastDocument returns the document that a sentence before token i, behind token after, begins
// with: "The report, found on a bus, has 90 pages. It calls …". The sentence is the last one or the
// one before.
func (r *Directory) lastDocument(i, after int) *model.Agent {
	const back = 2 // sentences
	s := r.doc.Tokens[i].Sentence
	for k := s - 1; k >= max(0, s-back); k-- {
		x := r.doc.Sentences[k]
		if x.First < after || x.First+1 >= x.Last {
			return nil
		}
		if w := r.doc.Tokens[x.First].Lower; (w == "the" || w == "a" || w == "this") &&
			lexicon.IsDocument(r.doc.Tokens[x.First+1].Lower) {
			return r.described(r.reader.Read(x.First, x.First+2))
		}
	}
	return nil
}

// premodifier reports whether a name only describes the noun behind it, and so is nobody to go back
// to: "a U.S. senator".
func (r *Directory) premodifier(n *model.Name) bool {
	next := r.doc.Tokens[n.Last]
	_, office := lexicon.OfficeOf(next.Lower)
	return next.Sentence == r.doc.Tokens[n.First].Sentence &&
		(office || lexicon.IsGroup(next.Lower) || lexicon.BodyKind(next.Lower) != "")
}

// relative resolves "who", "which" and "that" to the phrase right before them.
func (r *Directory) relative(i int) *model.Agent {
	t := r.doc.Tokens
	who := t[i].Lower == "who"
	end := i
	if end > 0 && (t[end-1].Text == "," || isDash(t[end-1].Text)) {
		end--
	}
	if begin := r.bracketBefore(end); begin > 0 {
		end = begin // "Ana Ruiz | (Ind–Tarn), who said"
	}
	if a := r.namedUpTo(end, who); a != nil {
		return a
	}
	if who {
		if a := r.beforeApposition(end); a != nil {
			return a
		}
	}
	if first := r.stretchBefore(end, t[i].Sentence); first < end {
		return r.source(r.shortestPhrase(first, end), end)
	}
	return r.nameless(model.Unnamed, t[i].Lower)
}

// bracketBefore returns where the words in brackets begin that end before token end, few and in the same
// sentence; 0 where none do.
func (r *Directory) bracketBefore(end int) int {
	const longest = 8 // tokens
	t := r.doc.Tokens
	if end == 0 || t[end-1].Text != ")" {
		return 0
	}
	for i := end - 1; i >= max(0, end-longest); i-- {
		if t[i].Text == "(" {
			return i
		}
	}
	return 0
}

// namedUpTo returns the agent whose name ends before token end, for "who" a person only; nil if
// none does.
func (r *Directory) namedUpTo(end int, who bool) *model.Agent {
	for k := len(r.doc.Names) - 1; k >= 0; k-- {
		n := &r.doc.Names[k]
		if a := r.of[n.First]; n.Last == end && a != nil && (!who || a.Kind == model.Person) {
			return a
		}
	}
	return nil
}

// stretchBefore returns where the words begin that may be a phrase up to token end, end where none
// are: behind a mark or a word that is in no phrase, within the sentence.
func (r *Directory) stretchBefore(end, sentence int) int {
	const longest = 10 // words
	first := end
	for first > 0 && end-first < longest {
		t := r.doc.Tokens[first-1]
		if t.Sentence != sentence || t.Kind == model.Punct || t.Kind == model.OpenQ || t.Kind == model.CloseQ ||
			inNoPhrase(t.Lower) {
			break
		}
		first--
	}
	return first
}

// inNoPhrase: a reporting verb, a verb's helper or a conjunction is in no phrase for somebody.
func inNoPhrase(lower string) bool {
	f := lexicon.Function(lower)
	return f == "auxiliary" || f == "conjunction" || isReporting(lower)
}

// shortestPhrase returns where the shortest phrase with a determiner that ends the words [first,
// end) begins; if none has one, what stands behind a preposition: "the mayor spoke to | dockers,
// who said". "Of" belongs to the phrase if an article stands before it.
func (r *Directory) shortestPhrase(first, end int) int {
	begin := first
	for j := end - 1; j >= first; j-- {
		switch w := r.doc.Tokens[j].Lower; lexicon.Function(w) {
		case "article":
			return j
		case "preposition":
			if begin > first || j+1 == end {
				continue
			}
			if begin = j + 1; w != "of" {
				return begin
			}
		}
	}
	return begin
}

// beforeApposition finds the person that a description up to token end stands behind: "Ana Ruiz, a
// nurse at the Tarn Clinic, who said".
func (r *Directory) beforeApposition(end int) *model.Agent {
	t := r.doc.Tokens
	for k := len(r.doc.Names) - 1; k >= 0; k-- {
		n := &r.doc.Names[k]
		if n.Last >= end || t[n.First].Sentence != t[end-1].Sentence {
			continue
		}
		if a := r.of[n.First]; a != nil && a.Kind == model.Person {
			if t[n.Last].Text == "," && lexicon.Function(t[n.Last+1].Lower) == "article" {
				return a
			}
			return nil
		}
	}
	return nil
}

// speaking resolves "I" and "we" to whoever speaks the words they stand in.
func (r *Directory) speaking(i int) *model.Agent {
	at := r.doc.Tokens[i].Begin
	for _, s := range r.doc.Statements {
		if s.Agent == nil || s.Nested {
			continue
		}
		for _, p := range s.Parts {
			if p.Begin <= at && at < p.End {
				return s.Agent
			}
		}
	}
	return r.nameless(model.Unnamed, r.doc.Tokens[i].Lower)
}

// outer returns who says the words that a statement stands in; an agent of no kind if nobody is told.
func (r *Directory) outer(s *model.Statement) *model.Agent {
	if a := r.doc.Statements[s.Inside].Agent; a != nil {
		return a
	}
	return &model.Agent{}
}
