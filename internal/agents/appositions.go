package agents

import (
	"strings"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
	"quotegraph/internal/phrase"
)

// describe notes the phrases around a name that say what the person is: an office before it ("Orlex
// spokeswoman Dana Pike"), an apposition behind ("Chen Xu, head of the mission,") or before it ("the
// port's director, Ana Ruiz").
func (r *Directory) describe(a *model.Agent, n *model.Name) {
	t := r.doc.Tokens
	s := t[n.First].Sentence
	begin := n.First
	if !n.Title.IsZero() {
		begin, _ = r.doc.TokensIn(n.Title)
	}
	first := begin
	for first > 0 && t[first-1].Sentence == s && r.premodifies(first-1) {
		if first--; lexicon.Function(t[first].Lower) == "article" {
			break // the phrase begins with it
		}
	}
	for first+1 < begin && r.isVerb(first) {
		first++ // "believes | Orlex chairman Ana Ruiz"
	}
	ends := begin > 0 && lexicon.Function(t[begin-1].Lower) == "preposition" // "a spokesman for | Mrs. Brandt"
	if !ends && r.hasOffice(first, n.First) {
		a.Describe(r.doc.SpanOf(first, n.First))
	}
	if n.Last+1 < len(t) && (t[n.Last].Text == "," || t[n.Last].Text == "(" || isDash(t[n.Last].Text)) {
		r.describeBehind(a, n.Last)
	}
	if begin > 1 && t[begin-1].Text == "," && t[begin-1].Sentence == s {
		r.describeBefore(a, begin-1)
	}
	r.describeByVerb(a, n)
}

// isVerb takes a lower-case word before capitals for the sentence's verb, unless it is one that
// describes people.
func (r *Directory) isVerb(i int) bool {
	t := r.doc.Tokens[i]
	if lexicon.IsCapital(t.Text) || !lexicon.IsCapital(r.doc.Tokens[i+1].Text) {
		return false
	}
	return lexicon.CueAt(r.doc.Tokens, i) != nil || strings.HasSuffix(t.Lower, "ed") && t.Lower != "retired"
}

func isDash(s string) bool { return s == "—" || s == "–" || s == "--" }

// premodifies reports whether token i can stand in a phrase before a name.
func (r *Directory) premodifies(i int) bool {
	t := r.doc.Tokens[i]
	if t.Kind == model.Number || t.Text == "&" {
		return true
	}
	if t.Kind != model.Word {
		return false
	}
	switch lexicon.Function(t.Lower) {
	case "":
		return lexicon.TimeKind(t.Lower) == "" && !isReporting(t.Lower)
	case "article":
		return r.doc.Tokens[i+1].Kind != model.Punct &&
			!(i+2 < len(r.doc.Tokens) && lexicon.Function(r.doc.Tokens[i+1].Lower) == "article")
	case "pronoun":
		return t.Lower == "his" || t.Lower == "her" || t.Lower == "its" || t.Lower == "their"
	}
	return t.Lower == "of" || t.Lower == "for" && i > 0 && r.isOffice(i-1)
}

func isReporting(lower string) bool {
	switch lower {
	case "said", "says", "told", "added", "according", "asked", "wrote", "announced":
		return true
	}
	return false
}

func (r *Directory) isOffice(i int) bool {
	_, ok := lexicon.OfficeOf(r.doc.Tokens[i].Lower)
	return ok
}

func (r *Directory) hasOffice(first, last int) bool {
	p := r.reader.Read(first, last)
	return !p.OfficeAt.Empty()
}

// describeBehind reads the appositions between the commas behind a name, an age skipped.
func (r *Directory) describeBehind(a *model.Agent, sign int) {
	t := r.doc.Tokens
	closing := t[sign].Text
	if closing == "(" {
		closing = ")"
	}
	for tries := 0; tries < 3 && sign+1 < len(t) && t[sign].Sentence == t[sign+1].Sentence; tries++ {
		end := sign + 1
		for end < len(t) && t[end].Sentence == t[sign].Sentence && t[end].Text != closing &&
			t[end].Text != "." && t[end].Kind != model.OpenQ && t[end].Kind != model.CloseQ && t[end].Text != ";" {
			end++
		}

		switch first := t[sign+1]; {
		case first.Kind == model.Number && end-sign <= 3: // an age
		case first.Lower == "whom", first.Lower == "whose":
			return
		case r.describesPerson(sign+1, end):
			a.Describe(r.doc.SpanOf(sign+1, r.descriptionEnd(sign+1, end)))
		default:
			return
		}
		if end >= len(t) || t[end].Text != "," {
			return
		}
		sign = end
	}
}

// describesPerson: the phrase's core ends in an office and holds no verb of its own.
func (r *Directory) describesPerson(first, last int) bool {
	p := r.reader.Read(first, last)
	if p.OfficeAt.Empty() || p.Name != nil && p.Name.Kind == model.PersonName {
		return false
	}
	return true
}

// descriptionEnd cuts a description before the reporting verb that follows without a comma.
func (r *Directory) descriptionEnd(first, last int) int {
	for i := first; i < last; i++ {
		if isReporting(r.doc.Tokens[i].Lower) && i > first {
			return i
		}
	}
	return last
}

// describeBefore reads "the port's director, Ana Ruiz": comma is the one before the name.
func (r *Directory) describeBefore(a *model.Agent, comma int) {
	t := r.doc.Tokens
	first := r.stretchBeforeComma(comma)
	if i := r.shortestWithOffice(first, comma); i >= 0 {
		if i == first || lexicon.Function(t[i-1].Lower) != "preposition" { // not "an aide to | the mayor, Ana Ruiz"
			a.Describe(r.doc.SpanOf(i, comma))
		}
		return
	}
	if r.reader.Read(first, comma).Owner != (phrase.Range{}) && r.describesPerson(first, comma) {
		a.Describe(r.doc.SpanOf(first, comma))
	}
}

// stretchBeforeComma returns where the words begin that may be a phrase up to a comma: behind a
// mark or a word that is in no phrase, within the sentence.
func (r *Directory) stretchBeforeComma(comma int) int {
	const longest = 14 // words
	t := r.doc.Tokens
	first := comma
	for first > 0 && comma-first < longest {
		before := t[first-1]
		if before.Sentence != t[comma].Sentence || before.Text == "," || before.Kind == model.CloseQ ||
			before.Kind == model.OpenQ || inNoPhrase(before.Lower) {
			break
		}
		first--
	}
	return first
}

// shortestWithOffice returns where the shortest phrase begins that ends the words [first, comma) and
// has a determiner and an office; -1 if none has.
func (r *Directory) shortestWithOffice(first, comma int) int {
	for i := comma - 1; i >= first; i-- {
		switch r.doc.Tokens[i].Lower {
		case "the", "a", "an", "his", "her", "its", "their":
			if p := r.reader.Read(i, comma); !p.OfficeAt.Empty() && p.Name == nil {
				return i
			}
		}
	}
	return -1
}

// describeByVerb reads "Ana Ruiz is the mayor of Tarn", "Ana Ruiz, who is the mayor of Tarn,".
func (r *Directory) describeByVerb(a *model.Agent, n *model.Name) {
	t := r.doc.Tokens
	i := n.Last
	if i+1 < len(t) && t[i+1].Lower == "who" {
		i += 2
	}
	if i+1 >= len(t) || t[i].Sentence != t[n.First].Sentence {
		return
	}
	switch t[i].Lower {
	case "is", "was", "became", "has":
	default:
		return
	}
	if w := t[i+1].Lower; w != "the" && w != "a" && w != "an" {
		return
	}
	end := i + 1
	for end < len(t) && t[end].Sentence == t[i].Sentence && t[end].Kind != model.Punct &&
		t[end].Kind != model.CloseQ && lexicon.Function(t[end].Lower) != "conjunction" && t[end].Lower != "who" {
		end++
	}
	if r.describesPerson(i+1, end) {
		a.Describe(r.doc.SpanOf(i+1, end))
	}
}
