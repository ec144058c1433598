package attrib

import (
	"slices"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

const longestSource = 32 // tokens, apposition included

// subjectBefore returns the noun phrase [first, last) that ends right before token e, and whether
// there is one: the subject of a verb group that begins at e.
func subjectBefore(u unit, e, from int) (first, last int, ok bool) {
	last = e
	for last > from && u.tok(last-1).Kind == model.Word && isAdverb(u.lower(last-1)) && !lexicon.IsCapital(u.tok(last-1).Text) {
		last-- // "The ministry later said"
	}
	if last <= from {
		return 0, 0, false
	}
	if isPronoun(u.lower(last - 1)) {
		return last - 1, last, true
	}
	if u.tok(last-1).Text == "," || isDash(u.tok(last-1).Text) {
		return subjectWithAside(u, last-1, from)
	}
	first = phraseBefore(u, last, from)
	return trimSubject(u, first, last)
}

// subjectWithAside reads "Chen Xu, head of the mission," and "Ruiz, who runs the port,": close is
// the comma or dash that ends the aside. The aside belongs to the source when it is an apposition.
func subjectWithAside(u unit, close, from int) (first, last int, ok bool) {
	sign := u.tok(close).Text
	open := close - 1
	for open > from && u.tok(open).Text != sign {
		if u.tok(open).Kind == model.CloseQ && !quotationInside(u, open, close) {
			return 0, 0, false
		}
		open--
	}
	last = close
	if begin := u.lower(open + 1); begin == "who" || begin == "which" || begin == "whose" || isAdverbial(u, open+1) || isParticiple(begin) {
		last = open
	}
	for { // "Ana Ruiz, 52, head of the port, said": step over earlier asides
		if open <= from || close-open > longestSource {
			return 0, 0, false
		}
		f, l, good := trimSubject(u, phraseBefore(u, open, from), open)
		if !good {
			return 0, 0, false
		}
		if f-2 >= from && u.tok(f-1).Text == "," && lexicon.IsCapital(u.tok(f-2).Text) && !isTime(u.lower(f-2)) && appositive(u, f, l) {
			open = f - 1
			continue
		}
		return f, last, true
	}
}

func isParticiple(lower string) bool {
	return len(lower) > 5 && lower[len(lower)-3:] == "ing" && lexicon.Function(lower) == ""
}

func quotationInside(u unit, closing, before int) bool {
	for _, q := range u.doc.Quotations {
		if q.Last-1 == closing {
			return q.Last-q.First < 6
		}
	}
	return false
}

// isAdverbial: what begins here tells when, where or how, not who.
func isAdverbial(u unit, i int) bool {
	w := u.lower(i)
	if isTime(w) || isAdverb(w) {
		return true
	}
	if lexicon.Function(w) == "preposition" {
		return w != "of"
	}
	return lexicon.Function(w) == "conjunction"
}

// phraseBefore walks left from token e over what can belong to a noun phrase.
func phraseBefore(u unit, e, from int) int {
	i := e
	for i > from {
		t := u.tok(i - 1)
		if t.Quoted && t.Kind == model.CloseQ {
			// a nickname within a name: Karl "Kalle" Brandt
			if q := nicknameBefore(u, i); q > from {
				i = q
				continue
			}
			break
		}
		if t.Text == ")" {
			j := i - 1
			for j > from && u.tok(j).Text != "(" {
				j--
			}
			if j > from && i-j < 8 {
				i = j
				continue
			}
			break
		}
		if t.Kind == model.Punct && t.Text != "&" && t.Text != "/" && t.Text != "." && t.Text != "-" || t.Kind == model.OpenQ || t.Kind == model.CloseQ {
			break
		}
		if stopsPhrase(t.Lower) && !lexicon.IsCapital(t.Text) || stopsPhrase(t.Lower) && i-1 == u.first {
			break
		}
		if t.Lower == "and" && !joinsNames(u, i-1, from) {
			break
		}
		i--
	}
	return i
}

func nicknameBefore(u unit, i int) int {
	for _, q := range u.doc.Quotations {
		if q.Last == i && q.Last-q.First <= 5 && lexicon.IsCapital(u.tok(q.First-1).Text) {
			return q.First
		}
	}
	return -1
}

// stopsPhrase: words that begin a new clause to the left of a subject.
func stopsPhrase(lower string) bool {
	switch lower {
	case "that", "but", "because", "while", "when", "as", "if", "although", "though", "whether", "since", "so", "or", "yet",
		"where", "than", "until", "unless", "which", "what", "why", "how":
		return true
	}
	return false
}

// joinsNames: "Ana Ruiz and Karl Brandt said", but not "the port closed and Ruiz said".
func joinsNames(u unit, and, from int) bool {
	i := and - 1
	for ; i >= from && u.tok(i).Kind != model.Punct && u.tok(i).Kind != model.OpenQ && u.tok(i).Kind != model.CloseQ; i-- {
		w := u.lower(i)
		if isAuxiliary(w) || isPronoun(w) || stopsPhrase(w) {
			return false
		}
		if c, _ := lexicon.CueAt(func(k int) string { return u.lower(i + k) }); c != nil && i < and-1 && !lexicon.IsCapital(u.tok(i).Text) && u.lower(i-1) != "the" {
			return false
		}
		if len(w) > 4 && w[len(w)-2:] == "ed" && !lexicon.IsCapital(u.tok(i).Text) && lexicon.Function(u.lower(i-1)) != "article" {
			return false
		}
	}
	return and > from
}

// trimSubject cuts what stands before the subject: "But", "On Thursday", "In a statement the".
func trimSubject(u unit, first, last int) (int, int, bool) {
	for first < last {
		w := u.lower(first)
		switch {
		case w == "and" || w == "but" || w == "or" || w == "so" || w == "yet" || w == "nor":
			first++
			continue
		case isTime(w) && last-first > 1 || isAdverb(w) && lexicon.Function(w) == "adverb" && last-first > 1:
			first++
			continue
		case isPronoun(u.lower(last - 1)):
			return last - 1, last, true
		}
		if lexicon.Function(w) == "preposition" && w != "like" {
			next := subjectAfterPreposition(u, first, last)
			if next < 0 {
				return 0, 0, false
			}
			first = next
			continue
		}
		break
	}
	if first >= last || last-first > longestSource {
		return 0, 0, false
	}
	// A verb in the phrase: the subject stands after it, or it is a relative clause's.
	for i := last - 1; i > first; i-- {
		if isAuxiliary(u.lower(i)) && !lexicon.IsCapital(u.tok(i).Text) {
			if relativeBefore(u, i, first) {
				continue
			}
			return 0, 0, false
		}
	}
	return first, last, saysSomebody(u, first, last)
}

func relativeBefore(u unit, i, first int) bool {
	for j := i; j > first; j-- {
		if w := u.lower(j); w == "who" || w == "which" || w == "that" || w == "whose" {
			return true
		}
	}
	return false
}

// subjectAfterPreposition: in "In a statement the ministry" the subject begins where a determiner or
// name follows a noun; -1 if nowhere.
func subjectAfterPreposition(u unit, first, last int) int {
	for i := first + 2; i < last; i++ {
		p := u.lower(i - 1)
		if lexicon.Function(p) == "preposition" || lexicon.Function(p) == "article" || p == "and" {
			continue
		}
		f := lexicon.Function(u.lower(i))
		startsName := lexicon.IsCapital(u.tok(i).Text) && (!lexicon.IsCapital(u.tok(i-1).Text) || isTime(p)) && !isTime(u.lower(i))
		if f == "article" || startsName || isPronoun(u.lower(i)) {
			return i
		}
		if u.tok(i-1).Kind == model.Number && f == "" && !isTime(u.lower(i)) && lexicon.TimeKind(u.lower(i-2)) == "month" {
			return i
		}
	}
	return -1
}

// saysSomebody reports whether a phrase can be a source: a name, a pronoun, or a noun with a
// determiner or in the plural.
func saysSomebody(u unit, first, last int) bool {
	for i := first; i < last; i++ {
		t := u.tok(i)
		if t.Kind == model.Word && (lexicon.Function(t.Lower) == "" || isPronoun(t.Lower) || quantifies(t.Lower)) && !isTime(t.Lower) {
			return true
		}
	}
	return false
}

func quantifies(lower string) bool {
	switch lower {
	case "some", "many", "most", "others", "few", "several", "both", "all", "one", "another", "those", "nobody", "everyone", "none", "each":
		return true
	}
	return false
}

// subjectAfter returns the noun phrase that begins at token i, after an inverted verb: `, said Ana
// Ruiz, the head of the port.`
func subjectAfter(u unit, i int) (first, last int, ok bool) {
	t := u.tok(i)
	if t.Quoted || t.Kind != model.Word && t.Kind != model.Number {
		return 0, 0, false
	}
	f := lexicon.Function(t.Lower)
	switch {
	case isPronoun(t.Lower) && t.Lower != "who":
		return i, i + 1, true
	case isTime(t.Lower), f == "preposition", f == "conjunction", f == "auxiliary", f == "adverb", f == "question", t.Lower == "that", t.Lower == "this":
		return 0, 0, false
	}
	last = phraseAfter(u, i)
	// apposition: a comma and what describes the name, up to the next comma or the end
	for u.tok(last).Text == "," {
		end := last + 1
		for end < u.last && u.tok(end).Text != "," && !sentenceSign(u.tok(end)) && !u.tok(end).Quoted && u.tok(end).Text != ";" && !isDash(u.tok(end).Text) {
			end++
		}
		if end-i > longestSource || !appositive(u, last+1, end) {
			break
		}
		last = end
	}
	if u.tok(last-1).Text == "," {
		last--
	}
	return i, last, last > i && saysSomebody(u, i, last)
}

func sentenceSign(t model.Token) bool { return t.Text == "." || t.Text == "!" || t.Text == "?" }

// appositive reports whether the tokens [i, end) describe the name before them: "head of the port",
// "the mayor", "52", "a senior aide who left"; not "China has said so", "on Thursday".
func appositive(u unit, i, end int) bool {
	t := u.tok(i)
	if t.Kind == model.Number {
		return end-i <= 2
	}
	if t.Kind != model.Word || end <= i || isParticiple(t.Lower) || isPronoun(t.Lower) || isAdverbial(u, i) {
		return false
	}
	relative := false
	for k := i; k < end; k++ {
		w := u.lower(k)
		relative = relative || w == "who" || w == "which" || w == "that" || w == "whose"
		if !relative && (isAuxiliary(w) && w != "must" || isPronoun(w)) {
			return false
		}
	}
	f := lexicon.Function(t.Lower)
	if f == "article" || possessive(t.Lower) {
		return true
	}
	if f != "" || verbal(t.Lower) {
		return false
	}
	_, office := lexicon.OfficeOf(t.Lower)
	if !lexicon.IsCapital(t.Text) {
		return true
	}
	return office || describes(u, i, end)
}

// describes: a capitalised description still names an office: "Port Authority head", "Democrat of Maine".
func describes(u unit, i, end int) bool {
	for k := i; k < end; k++ {
		if _, ok := lexicon.OfficeOf(u.lower(k)); ok {
			return true
		}
		if lexicon.Function(u.lower(k)) == "preposition" {
			return false
		}
	}
	return false
}

// verbal: a lower-case word that ends like a past form and is no office.
func verbal(lower string) bool {
	return len(lower) > 4 && lower[len(lower)-2:] == "ed"
}

// phraseAfter walks right from token i over a noun phrase.
func phraseAfter(u unit, i int) int {
	j := i
	for j < u.last {
		t := u.tok(j)
		switch {
		case t.Quoted:
			if q, ok := quotationAt(u.doc, j); ok && q.Last-q.First <= 5 && j > i && lexicon.IsCapital(u.tok(q.Last).Text) {
				j = q.Last
				continue
			}
			return j
		case t.Text == "(":
			k := j
			for k < u.last && u.tok(k).Text != ")" {
				k++
			}
			if k-j > 6 || k == u.last {
				return j
			}
			j = k + 1
			continue
		case t.Kind == model.Punct && t.Text != "&" && t.Text != "/" && t.Text != "'":
			return j
		case j > i && isTime(t.Lower) && t.Lower != "may":
			return j
		case lexicon.Function(t.Lower) == "conjunction" && t.Lower != "and" && t.Lower != "or":
			return j
		case t.Lower == "and" && (isPronoun(u.lower(j+1)) || isAuxiliary(u.lower(j+1)) || cueFollows(u, j+1)):
			return j
		case j > i && (t.Lower == "that" || t.Lower == "who" || t.Lower == "which" || t.Lower == "here" || isAuxiliary(t.Lower) || isPronoun(t.Lower)):
			return j
		case j > i && lexicon.Function(t.Lower) == "preposition" && t.Lower != "of" && occasion(u, j):
			return j
		}
		j++
	}
	return j
}

func cueFollows(u unit, i int) bool {
	c, _ := lexicon.CueAt(func(k int) string { return u.lower(i + k) })
	return c != nil
}

// occasion reports whether the prepositional phrase at token i tells the occasion, time or place of
// saying rather than who spoke: "at a news conference", "on Thursday", "in a statement", "after the vote".
func occasion(u unit, i int) bool {
	p := u.lower(i)
	if slices.Contains([]string{"after", "before", "during", "since", "until", "via", "without", "about", "by", "as", "into", "over", "under", "through", "following"}, p) {
		return true
	}
	for j := i + 1; j < min(i+7, u.last); j++ {
		w := u.lower(j)
		if isTime(w) {
			return true
		}
		if lexicon.Function(w) == "preposition" || u.tok(j).Kind == model.Punct {
			return false
		}
		if eventAt(u, j) > 0 {
			return true
		}
	}
	return p == "in" && !lexicon.IsCapital(u.tok(i+1).Text) && lexicon.Function(u.lower(i+1)) != "article" && lexicon.Function(u.lower(i+1)) != ""
}

// eventAt returns the number of tokens of the occasion's name that begins at i ("press conference"), 0 if none.
func eventAt(u unit, i int) int {
	phrase := u.lower(i) + " " + u.lower(i+1)
	if _, ok := lexicon.EventTypeOf(phrase); ok {
		return 2
	}
	if _, ok := lexicon.EventTypeOf(u.lower(i)); ok {
		return 1
	}
	return 0
}

func isDash(s string) bool { return s == "—" || s == "–" || s == "--" || s == "-" }
