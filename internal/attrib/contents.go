package attrib

import (
	"slices"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

// contentAfter finds where the content begins that follows a cue: after the addressee ("told
// reporters"), the time, place and occasion ("here Thursday evening", "at a press conference")
// and a comma or colon. ok is false if nothing follows that the cue could report.
func contentAfter(u unit, c cue, limit int) (begin int, addressee model.Span, ok bool) {
	j := c.last
	if c.Object() && !isClauseMark(u.tok(j)) && u.tok(j).Kind != model.Punct {
		if e := addresseeEnd(u, j, limit); e > j {
			if c.Base == "tell" || c.Base == "inform" || c.Base == "remind" || c.Base == "assure" || u.lower(e) == "that" {
				addressee = u.doc.SpanOf(j, e)
				j = e
			}
		}
	}
	if c.Base == "speak" || c.Base == "talk" {
		return 0, addressee, false
	}
	start := j
	j = skipAdverbials(u, j, limit)
	t := u.tok(j)
	switch {
	case j >= limit:
		return 0, addressee, false
	case t.Lower == "that" && j+1 < limit:
		return j, addressee, c.That() || c.Quote()
	case t.Text == ":" || t.Text == "," || isDash(t.Text):
		next := u.tok(j + 1)
		if next.Kind == model.OpenQ || t.Text == ":" && j+1 < limit {
			return j + 1, addressee, c.Quote() || c.That() || t.Text == ":"
		}
		if t.Text == "," && next.Lower == "that" { // "said, however, that"
			return j + 1, addressee, c.That()
		}
		return 0, addressee, false
	case t.Kind == model.OpenQ:
		return j, addressee, c.Quote() || c.That() || c.Noun()
	case isWhether(t.Lower) && (c.That() || c.Class == "ask"):
		return j, addressee, true
	case t.Lower == "to":
		return j, addressee, c.To()
	case c.That() && clauseBegins(u, j, limit):
		return j, addressee, true
	case c.Noun() && j == start && nounBegins(u, j):
		return c.last, addressee, c.Class != "say" && c.Class != "think" && c.Class != "show" || c.Base == "announce" || quotesLater(u, j, limit)
	case c.To() && c.Object() && nounBegins(u, c.last) && hasTo(u, c.last, limit): // "urged members to reject"
		return c.last, model.Span{}, true
	}
	return 0, addressee, false
}

func isClauseMark(t model.Token) bool {
	return t.Lower == "that" || t.Kind == model.OpenQ || isWhether(t.Lower) || t.Lower == "to"
}

func isWhether(lower string) bool {
	switch lower {
	case "whether", "if", "what", "how", "why", "who", "when", "where":
		return true
	}
	return false
}

// addresseeEnd returns the end of the noun phrase at token i to which something is said.
func addresseeEnd(u unit, i, limit int) int {
	switch u.lower(i) {
	case "him", "them", "me", "us", "you", "it", "everyone", "anyone", "people":
		return i + 1
	case "her": // "told her the", but "assured her government that"
		if t := u.tok(i + 1); t.Kind != model.Word || lexicon.Function(t.Lower) != "" {
			return i + 1
		}
	}
	f := lexicon.Function(u.lower(i))
	if f == "preposition" || f == "adverb" || f == "conjunction" || f == "auxiliary" || isTime(u.lower(i)) {
		return i
	}
	j := i
	for j < limit {
		t := u.tok(j)
		f := lexicon.Function(t.Lower)
		if t.Quoted || t.Kind == model.Punct && t.Text != "&" || t.Lower == "that" || isWhether(t.Lower) || t.Lower == "to" ||
			f == "auxiliary" || isTime(t.Lower) || j > i && (isPronoun(t.Lower) || t.Lower == "there") {
			return j
		}
		if j > i && (f == "article" || possessive(t.Lower)) && lexicon.Function(u.lower(j-1)) != "preposition" && u.lower(j-1) != "and" {
			return j // "told reporters the port": a second noun phrase begins the content
		}
		if j > i && f == "preposition" && t.Lower != "of" && (occasion(u, j) || u.tok(j-1).Kind == model.Word && t.Lower != "from" && t.Lower != "with" && t.Lower != "for" && t.Lower != "at") {
			return j
		}
		if j > i && lexicon.IsCapital(t.Text) && !lexicon.IsCapital(u.tok(j-1).Text) && f == "" && lexicon.Function(u.lower(j-1)) == "" && lexicon.IsGroup(u.lower(j-1)) {
			return j // "told reporters Ruiz would resign"
		}
		j++
	}
	return j
}

func possessive(lower string) bool {
	switch lower {
	case "his", "her", "its", "their", "our", "my", "your":
		return true
	}
	return false
}

// skipAdverbials steps over what tells when, where and on what occasion something was said.
func skipAdverbials(u unit, j, limit int) int {
	for j < limit {
		t := u.tok(j)
		switch {
		case t.Quoted:
			return j
		case isTime(t.Lower), t.Lower == "here", t.Lower == "there" && u.lower(j+1) == "on", t.Lower == "later", t.Lower == "earlier", t.Lower == "again", t.Lower == "also":
			if t.Lower == "may" && !lexicon.IsCapital(t.Text) {
				return j
			}
			j++
		case (t.Lower == "late" || t.Lower == "early" || t.Lower == "last" || t.Lower == "this") && (isTime(u.lower(j+1)) || u.lower(j+1) == "on"):
			j++
		case t.Kind == model.Number && j > 0 && lexicon.TimeKind(u.lower(j-1)) == "month":
			j++
		case lexicon.Function(t.Lower) == "adverb" && lexicon.Function(u.lower(j+1)) != "adverb" && isAdverb(t.Lower) && t.Lower != "there" && t.Lower != "no" && t.Lower != "yes" && t.Lower != "only" && t.Lower != "even" &&
			(u.lower(j+1) == "that" || u.tok(j+1).Text == "," || u.tok(j+1).Text == ":"):
			j++
		case t.Text == "," && closesAside(u, j, limit) > 0:
			j = closesAside(u, j, limit)
		case lexicon.Function(t.Lower) == "preposition":
			e := adverbialEnd(u, j, limit)
			if e == j {
				return j
			}
			j = e
		default:
			return j
		}
	}
	return j
}

// closesAside steps over ", however," and ", speaking on television,".
func closesAside(u unit, j, limit int) int {
	for k := j + 1; k < min(j+12, limit); k++ {
		if u.tok(k).Quoted {
			return 0
		}
		if u.tok(k).Text == "," {
			if u.lower(k+1) == "that" || u.tok(k+1).Text == ":" {
				return k + 1
			}
			return 0
		}
	}
	return 0
}

// adverbialEnd returns the end of the prepositional phrase at token j if it tells time, place or
// occasion: "in a statement", "on Thursday", "at a press conference with Ruiz", "of the plan" before
// a colon; j if it does not.
func adverbialEnd(u unit, j, limit int) int {
	for k := j + 1; k < min(j+16, limit+1); k++ {
		t := u.tok(k)
		stop := k >= limit || t.Lower == "that" || t.Text == ":" || t.Text == "," || t.Kind == model.OpenQ
		if stop {
			if k < limit && (t.Lower == "that" || t.Text == ":" || t.Kind == model.OpenQ || t.Text == "," && (u.tok(k+1).Kind == model.OpenQ || u.lower(k+1) == "that")) {
				return k // whatever stands between the verb and "that" is no content
			}
			break
		}
	}
	// Without "that" or a mark: only a known occasion, place or time ends where the clause begins.
	k := j + 1
	for k < limit && (lexicon.Function(u.lower(k)) == "article" || possessive(u.lower(k)) || isTime(u.lower(k)) || u.lower(k) == "late" || u.lower(k) == "early") {
		k++
	}
	if k > j+1 && isTime(u.lower(k-1)) {
		return k
	}
	for m := k; m < min(k+5, limit); m++ {
		if n := eventAt(u, m); n > 0 && !(m+n < limit && lexicon.IsCapital(u.tok(m).Text)) {
			return m + n
		}
		if lexicon.Function(u.lower(m)) != "" || u.tok(m).Kind == model.Punct {
			break
		}
	}
	if u.lower(j) == "in" || u.lower(j) == "at" || u.lower(j) == "from" {
		m := k
		for m < limit && lexicon.IsCapital(u.tok(m).Text) {
			m++
		}
		if m > k && lexicon.IsPlace(u.doc.TextOf(u.doc.SpanOf(k, m))) {
			return m
		}
	}
	return j
}

// clauseBegins reports whether a clause begins at token j: a subject, and a verb later on.
func clauseBegins(u unit, j, limit int) bool {
	t := u.tok(j)
	f := lexicon.Function(t.Lower)
	if t.Kind == model.Punct || f == "auxiliary" || f == "conjunction" && t.Lower != "while" && t.Lower != "if" && t.Lower != "although" && t.Lower != "because" || limit-j < 2 {
		return false
	}
	if f == "preposition" && !slices.Contains([]string{"in", "on", "at", "with", "after", "under", "by", "for", "during", "despite"}, t.Lower) {
		return false
	}
	for k := j + 1; k < limit; k++ {
		w := u.lower(k)
		if isAuxiliary(w) || w == "'s" || w == "'re" || w == "'ll" || w == "'d" || w == "'ve" || w == "'m" {
			return true
		}
		if u.tok(k).Kind == model.Word && !lexicon.IsCapital(u.tok(k).Text) && (verbal(w) || verbs[w]) {
			return true
		}
		if c, _ := lexicon.CueAt(func(i int) string { return u.lower(k + i) }); c != nil && !lexicon.IsCapital(u.tok(k).Text) {
			return true
		}
		if k > j && len(w) > 3 && w[len(w)-1] == 's' && w[len(w)-2] != 's' && lexicon.Function(w) == "" && !lexicon.IsCapital(u.tok(k).Text) {
			return true
		}
	}
	return false
}

// verbs are frequent past forms that do not end in -ed.
var verbs = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range []string{"made", "took", "went", "came", "saw", "got", "gave", "found", "left", "kept", "held", "won", "lost", "met", "paid", "sent",
		"led", "ran", "fell", "rose", "grew", "broke", "began", "became", "brought", "built", "spent", "put", "cut", "hit", "let", "set", "need", "want", "remain",
		"make", "take", "go", "come", "see", "get", "give", "find", "keep", "hold", "win", "lose", "pay", "work", "believe", "think", "know", "feel"} {
		m[w] = true
	}
	return m
}()

// quotesLater: `called the sale "a mistake"`.
func quotesLater(u unit, j, limit int) bool {
	for k := j; k < limit; k++ {
		if u.tok(k).Kind == model.OpenQ {
			return true
		}
	}
	return false
}

func nounBegins(u unit, j int) bool {
	t := u.tok(j)
	f := lexicon.Function(t.Lower)
	return isWord(t) && (f == "" || f == "article" || f == "pronoun") && !isTime(t.Lower) || t.Kind == model.OpenQ
}

func hasTo(u unit, j, limit int) bool {
	for k := j + 1; k < min(j+12, limit); k++ {
		if u.lower(k) == "to" {
			return true
		}
		if u.tok(k).Kind == model.Punct {
			return false
		}
	}
	return false
}
