package attrib

import (
	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

// Rules finds statements by the order of reporting verb, subject and content, in five steps a unit:
//
//	`"We are late," said Ana Ruiz.`          trailing: the content stands before source and cue
//	`"We," Ruiz said, "are late."`           … and goes on behind
//	`According to Ruiz, the ship is late.`   according
//	`Ruiz said that the ship was late.`      leading
//	`…, adding that the crew was well.`      elided: the source is the clause's before
//
// A unit that is all quotation continues the statement before it. Confidences are those of the
// steps, measured on the training articles (docs/RESULTS.md).
type Rules struct{}

// Shares of predictions of each step that were right on the training articles.
const (
	sureTrailing  = 0.85
	sureAccording = 0.80
	sureLeading   = 0.65
	sureElided    = 0.60
	sureFloating  = 0.50
	sureNested    = 0.50
)

// Find implements Finder.
func (Rules) Find(d *model.Document) []*model.Statement {
	f := &finding{doc: d}
	for _, u := range units(d) {
		f.unit(u)
	}
	return f.found
}

// finding is the state of one pass over a document.
type finding struct {
	doc   *model.Document
	found []*model.Statement

	last     *model.Statement // the newest statement that is not nested
	lastUnit unit             // where it stands
	open     *model.Statement // "Ruiz said:" at a unit's end, waiting for its content
}

// here is what has been found in the unit at hand.
type here struct {
	unit
	cues  []cue
	taken []region // tokens of contents and the cues they belong to
	prev  *model.Statement
}

type region struct{ first, last int }

func (f *finding) unit(u unit) {
	if u.pureQuotation() {
		f.floating(u)
		return
	}
	f.open = nil
	h := &here{unit: u, cues: cuesOf(u)}
	used := make([]bool, len(h.cues))
	for i, c := range h.cues {
		if !used[i] && !h.covered(c.first) {
			used[i] = c.according && f.according(h, c) || !c.according && f.trailing(h, i)
		}
	}
	for i, c := range h.cues {
		if !used[i] && !c.according && !h.covered(c.first) {
			used[i] = f.leading(h, i)
		}
	}
	f.nested(h)
}

func (h *here) covered(i int) bool {
	for _, r := range h.taken {
		if r.first <= i && i < r.last {
			return true
		}
	}
	return false
}

// contentStart is where a content that ends before token e may begin: the unit's begin, or behind
// the last content before.
func (h *here) contentStart(e int) int {
	start := h.first
	for _, r := range h.taken {
		if r.last <= e {
			start = max(start, r.last)
		}
	}
	for start < e && (h.tok(start).Text == "," || h.tok(start).Text == ";" || h.tok(start).Text == "." || start > h.first && (h.lower(start) == "and" || h.lower(start) == "but")) {
		start++
	}
	return start
}

// add makes a statement of the contents' token ranges and takes them.
func (f *finding) add(h *here, source model.Span, c cue, sure float64, contents ...region) *model.Statement {
	s := &model.Statement{Source: source, Confidence: sure}
	if c.last > c.first {
		s.Cue = f.doc.SpanOf(c.first, c.last)
	}
	for _, r := range contents {
		s.Parts = append(s.Parts, f.doc.SpanOf(r.first, r.last))
		h.taken = append(h.taken, r)
	}
	f.found = append(f.found, s)
	f.last, f.lastUnit, h.prev = s, h.unit, s
	return s
}

// trailing reads contents that stand before the cue, with the subject on either side of it.
func (f *finding) trailing(h *here, i int) bool {
	c := h.cues[i]
	if !c.That() && !c.Quote() || c.participle && c.first == c.verb {
		return false
	}
	sep, after := -1, c.last // sep: the sign that ends the content
	var source, addressee model.Span
	if c.Object() && !isClauseMark(h.tok(after)) && h.tok(after).Kind != model.Punct { // `…," she told reporters.`
		if e := addresseeEnd(h.unit, after, h.end()); e > after {
			addressee, after = f.doc.SpanOf(after, e), e
		}
	}
	if first, last, ok := subjectBefore(h.unit, c.first, h.first); ok && endsContent(h.unit, first-1) {
		sep, source = first-1, f.doc.SpanOf(first, last)
		if leads(h.unit, c) || !c.Object() && takesObject(h.unit, c) {
			return false
		}
	} else if c.first == c.verb && endsContent(h.unit, c.first-1) {
		first, last, ok := subjectAfter(h.unit, c.last)
		if !ok || !c.Quote() || c.Object() || h.tok(c.first-1).Text == "," && !endsClause(h.unit, last) {
			return false
		}
		sep, source, after = c.first-1, f.doc.SpanOf(first, last), last
	} else {
		return false
	}
	end := sep
	if h.tok(sep).Kind == model.CloseQ {
		end++
	}
	start := h.contentStart(end)
	if q, ok := fullQuotation(h.unit, end); ok && quoteStandsAlone(h.unit, start, q) {
		start = q.First // `Ruiz shook her head: "We are late," she said.`
	}
	if !hasWords(h.unit, start, end) || h.tok(end-1).Kind != model.CloseQ && !(c.That() && c.Class == "say") {
		return false
	}
	contents := []region{{start, end}}
	if r, ok := h.goesOn(after, h.tok(end-1).Kind == model.CloseQ, hasVerb(h.unit, start, end)); ok {
		contents = append(contents, r)
	}
	f.add(h, source, c, sureTrailing, contents...).Addressee = addressee
	h.taken = append(h.taken, region{sep, max(after, c.last)})
	return true
}

// endsContent reports whether token i can end a content before a reporting clause: a comma, a dash,
// or a closing mark with a sign before it.
func endsContent(u unit, i int) bool {
	t := u.tok(i)
	if t.Kind == model.CloseQ {
		switch u.tok(i - 1).Text {
		case ",", ".", "?", "!", "…", "...", "—", "-":
			return true
		}
		return false
	}
	return (t.Text == "," || isDash(t.Text)) && i > u.first
}

// takesObject: in "…, he called the plan a mistake" the plan follows the verb, not what stands before it.
func takesObject(u unit, c cue) bool {
	j := skipAdverbials(u, c.last, u.end())
	return j < u.end() && nounBegins(u, j) && u.tok(j).Kind != model.OpenQ
}

// endsClause reports whether nothing but time, place or a further clause follows an inverted subject; in
// "Ruiz, a lawyer, said the ship was late" the ship is no subject of "said".
func endsClause(u unit, i int) bool {
	j := skipAdverbials(u, i, u.end())
	return j >= u.end() || u.tok(j).Kind == model.Punct || lexicon.Function(u.lower(j)) == "preposition" || lexicon.Function(u.lower(j)) == "conjunction" || u.lower(j) == "who"
}

// leads reports whether content follows the cue, so that what stands before it is no content: "On
// Friday, Ruiz said that …", "Asked about it, Ruiz said the ship was late".
func leads(u unit, c cue) bool {
	end := u.end()
	j := skipAdverbials(u, c.last, end)
	if j >= end {
		return false
	}
	begin, _, ok := contentAfter(u, c, end)
	if !ok {
		return false
	}
	t := u.tok(begin)
	before := u.tok(begin - 1).Text
	if t.Kind == model.OpenQ && (before == "," || before == ":") {
		// `"We," he said, "are late."` goes on; `On Friday, he said: "We are late."` leads
		return u.tok(c.first-2).Kind != model.CloseQ && u.tok(c.first-3).Kind != model.CloseQ && before == ":" || !quotedBefore(u, c.first)
	}
	return true
}

func quotedBefore(u unit, i int) bool {
	for j := u.first; j < i; j++ {
		if u.tok(j).Quoted {
			return true
		}
	}
	return false
}

// fullQuotation returns the quotation that ends right before token e.
func fullQuotation(u unit, e int) (model.Quotation, bool) {
	for _, q := range u.doc.Quotations {
		if q.Last == e && q.Depth == 0 {
			return q, true
		}
	}
	return model.Quotation{}, false
}

// quoteStandsAlone reports whether the words before a quotation belong to another clause: they end with a
// full stop or colon.
func quoteStandsAlone(u unit, start int, q model.Quotation) bool {
	if q.First <= start {
		return false
	}
	switch u.tok(q.First - 1).Text {
	case ".", ":", "?", "!", ";":
		return true
	}
	return false
}

func hasVerb(u unit, first, last int) bool {
	for i := first; i < last; i++ {
		if w := u.lower(i); u.tok(i).Quoted || isAuxiliary(w) || w[0] == '\'' || verbal(w) || verbs[w] || isPronoun(w) {
			return true
		}
	}
	return false
}

func hasWords(u unit, first, last int) bool {
	for i := first; i < last; i++ {
		if isWord(u.tok(i)) {
			return true
		}
	}
	return false
}

// goesOn finds the rest of a content behind its reporting clause: `…, he said, "are late."`, "At
// present, he added, the ship is late."
//
// A content so far that has no verb must go on, whatever comes.
func (h *here) goesOn(after int, quoted, whole bool) (region, bool) {
	end := h.end()
	j := skipAdverbials(h.unit, after, end)
	if t := h.tok(j); t.Text != "," && t.Text != ":" && !isDash(t.Text) && t.Kind != model.OpenQ && !(sentenceSign(t) && h.tok(j+1).Kind == model.OpenQ) {
		return region{}, false
	}
	if h.tok(j).Kind != model.OpenQ {
		j++
	}
	if h.tok(j).Kind == model.OpenQ {
		if q, ok := quotationAt(h.doc, j); ok && (quoted || q.Last >= end-1) {
			return region{j, h.contentEnd(j, end)}, true
		}
	}
	if quoted || j >= end || h.tok(j).Kind == model.OpenQ {
		return region{}, false
	}
	w := h.lower(j)
	if !whole {
		return region{j, h.contentEnd(j, end)}, true
	}
	if isParticiple(w) || w == "while" || w == "who" || w == "which" || w == "whose" || w == "as" || w == "although" || w == "though" || w == "with" || w == "citing" || w == "but" || h.siblingAt(j) {
		return region{}, false
	}
	return region{j, h.contentEnd(j, end)}, true
}

// siblingAt reports whether a reporting clause of its own begins within a few tokens of j: ", and
// Brandt said …".
func (h *here) siblingAt(j int) bool {
	for _, c := range h.cues {
		if c.first >= j && c.first <= j+6 {
			if first, _, ok := subjectBefore(h.unit, c.first, j); ok && first <= j+1 {
				return true
			}
			if c.first == j || c.first == j+1 && h.lower(j) == "and" {
				return true
			}
		}
	}
	return false
}

// contentEnd returns where a content that begins at token j ends: at the unit's end, or before a
// clause that reports for itself (", adding that", "and said that", ", according to", ", Ruiz said").
func (h *here) contentEnd(j, end int) int {
	for _, c := range h.cues {
		if c.first <= j || c.first >= end || h.inQuotation(c.first) {
			continue
		}
		comma := h.tok(c.first-1).Text == ","
		switch {
		case c.according && comma, c.participle && comma && (c.That() || c.Quote()) && c.Class == "say" && c.Base != "include":
			return c.first - 1
		case (h.lower(c.first-1) == "and" || h.lower(c.first-1) == "but") && (h.lower(c.last) == "that" || c.Class == "say" && h.elides(c)):
			e := c.first - 1
			if h.tok(e-1).Text == "," {
				e--
			}
			return e
		}
		if first, _, ok := subjectBefore(h.unit, c.first, j); ok && first > j+1 {
			conj := h.lower(first - 1)
			if (conj == "and" || conj == "but" || conj == "while") && h.tok(first-2).Text == "," && leads(h.unit, c) {
				return first - 2
			}
		}
	}
	return end
}

// elides reports whether a cue after "and" has a content of its own.
func (h *here) elides(c cue) bool {
	_, _, ok := contentAfter(h.unit, c, h.end())
	return ok
}

func (h *here) inQuotation(i int) bool { return h.tok(i).Quoted }

// according reads "According to Ruiz, the ship is late." and "The ship is late, according to Ruiz."
func (f *finding) according(h *here, c cue) bool {
	first, last, ok := subjectAfter(h.unit, c.last)
	if !ok {
		return false
	}
	source, end := f.doc.SpanOf(first, last), h.end()
	opening := c.first == h.first || c.first == h.first+1 && (h.lower(h.first) == "but" || h.lower(h.first) == "and")
	if opening { // "According to a filing by the agency dated Monday, …"
		for k := last; k < min(last+12, end) && h.tok(last).Text != ","; k++ {
			if h.tok(k).Text == "," {
				last = k
			}
		}
	}
	if opening && h.tok(last).Text == "," && last+1 < end {
		f.add(h, source, c, sureAccording, region{last + 1, h.contentEnd(last+1, end)})
		h.taken = append(h.taken, region{c.first, last})
		return true
	}
	e := c.first
	if h.tok(e-1).Text == "," {
		e--
	}
	start := h.contentStart(e)
	if !hasWords(h.unit, start, e) {
		return false
	}
	contents := []region{{start, e}}
	if h.tok(last).Text == "," && last+1 < end {
		if r, ok := h.goesOn(last, h.tok(e-1).Kind == model.CloseQ, hasVerb(h.unit, start, e)); ok {
			contents = append(contents, r)
		}
	}
	f.add(h, source, c, sureAccording, contents...)
	h.taken = append(h.taken, region{c.first, last})
	return true
}

// leading reads contents that follow the cue; the source is the subject, or that of the clause
// before when it is left out.
func (f *finding) leading(h *here, i int) bool {
	c, end := h.cues[i], h.end()
	begin, addressee, ok := contentAfter(h.unit, c, end)
	if !ok {
		if h.tok(c.last).Text == ":" && c.last+1 >= h.last { // "Ruiz said:" and the words in the next paragraph
			return f.opens(h, c)
		}
		return false
	}
	source, sure, ok := f.subject(h, c)
	if !ok {
		return false
	}
	stop := h.contentEnd(begin, end)
	if h.tok(begin).Kind == model.OpenQ {
		if q, ok := quotationAt(f.doc, begin); ok && (h.tok(begin-1).Text == ":" || h.tok(begin-1).Text == ",") && q.Last < stop && endsContent(h.unit, q.Last-1) {
			stop = q.Last
		}
	}
	if !hasWords(h.unit, begin, stop) {
		return false
	}
	s := f.add(h, source, c, sure, region{begin, stop})
	s.Addressee = addressee
	h.taken = append(h.taken, region{c.first, begin})
	return true
}

// subject returns the source of a cue whose content follows.
func (f *finding) subject(h *here, c cue) (model.Span, float64, bool) {
	before := h.lower(c.first - 1)
	elided := before == "and" || before == "but" || before == "," && c.participle || before == "or"
	if elided && h.prev != nil && (c.Class == "say" || c.Class == "ask" || c.Class == "deny" || c.Class == "order" || c.Class == "promise" || h.lower(c.last) == "that") {
		return h.prev.Source, sureElided, true
	}
	if c.participle && c.first == c.verb {
		if before != "," || c.Class != "say" {
			return model.Span{}, 0, false
		}
		// ", saying that …" with no statement before: the unit's subject
		if first, last, ok := unitSubject(h.unit, c.first); ok {
			return f.doc.SpanOf(first, last), sureElided, true
		}
		return model.Span{}, 0, false
	}
	if elided {
		if first, last, ok := unitSubject(h.unit, c.first); ok && (h.lower(c.last) == "that" || c.Base == "say") {
			return f.doc.SpanOf(first, last), sureElided, true
		}
		return model.Span{}, 0, false
	}
	first, last, ok := subjectBefore(h.unit, c.first, h.first)
	if !ok || h.covered(first) {
		return model.Span{}, 0, false
	}
	if c.Class != "say" && !believable(h.unit, first, last, c) {
		return model.Span{}, 0, false
	}
	return f.doc.SpanOf(first, last), sureLeading, true
}

// believable: outside plain saying, a verb reports only when its subject is one that speaks or thinks.
func believable(u unit, first, last int, c cue) bool {
	for i := first; i < last; i++ {
		t := u.tok(i)
		if isPronoun(t.Lower) && t.Lower != "it" && t.Lower != "i" || lexicon.IsGroup(t.Lower) || lexicon.IsCapital(t.Text) && i > u.first ||
			c.Class == "show" && lexicon.IsDocument(t.Lower) {
			return true
		}
		if _, ok := lexicon.OfficeOf(t.Lower); ok {
			return true
		}
		if lexicon.BodyKind(t.Lower) != "" || lexicon.IsCapital(t.Text) && lexicon.Function(t.Lower) == "" {
			return true
		}
	}
	return false
}

// unitSubject returns the noun phrase that the unit begins with, up to its first verb.
func unitSubject(u unit, before int) (first, last int, ok bool) {
	for i := u.first + 1; i < before; i++ {
		w := u.lower(i)
		if isAuxiliary(w) || verbal(w) || verbs[w] || cueFollows(u, i) && !lexicon.IsCapital(u.tok(i).Text) {
			return subjectBefore(u, i, u.first)
		}
	}
	return 0, 0, false
}
