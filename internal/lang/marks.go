package lang

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"quotegraph/internal/model"
)

// A mark's family: marks of one family open and close each other.
type family uint8

const (
	noMark  family = iota
	double         // " “ ” „ '' ``
	single         // ' ‘ ’
	guillem        // « »
	guilsin        // ‹ ›
)

// A mark's direction as its shape tells.
type direction uint8

const (
	either direction = iota
	opens
	closes
)

var marks = map[string]struct {
	family
	direction
}{
	`"`: {double, either}, "''": {double, either}, "``": {double, opens}, "＂": {double, either},
	"“": {double, opens}, "”": {double, closes}, "„": {double, opens}, "‟": {double, opens},
	"'": {single, either}, "‘": {single, opens}, "’": {single, closes}, "`": {single, opens}, "‚": {single, opens},
	"«": {guillem, opens}, "»": {guillem, closes}, "‹": {guilsin, opens}, "›": {guilsin, closes},
	"「": {guillem, opens}, "」": {guillem, closes},
}

// isMark reports whether a token's text is a quotation mark (or an apostrophe apart).
func isMark(s string) bool { return marks[s].family != noMark }

// quotations pairs the marks of each paragraph, sets the marks' token kinds, and returns the
// quotations in text order. What news does to marks:
//
//   - straight and doubled marks have no direction: it is read off the spaces around them, else
//     they alternate: ”We are late,” typed with two apostrophes on both sides;
//   - in a quotation of several paragraphs each begins with a mark and only the last one ends
//     with one; each paragraph becomes a quotation that Continues the one before;
//   - a mark that nothing closes ends with its paragraph when it opens one ("We are late, he
//     said); elsewhere it is a stray sign, such as the inch in 6' 2";
//   - an apostrophe is no mark: "the workers' pay", "rock 'n' roll", "the '90s".
func quotations(d *model.Document) []model.Quotation {
	var out []model.Quotation
	open := -1 // quotation left open by the previous paragraph
	for pi := range d.Paragraphs {
		p := d.Paragraphs[pi]
		first, last := d.Sentences[p.First].First, d.Sentences[p.Last-1].Last
		found, unclosed := pair(d, first, last)
		for i := range found {
			q := &found[i]
			q.Span = d.SpanOf(q.First, q.Last)
			q.Title = namesWork(d, q.First)
			if i == 0 && open >= 0 && q.First == first && q.Depth == 0 {
				q.Continues = true
			}
		}
		base := len(out)
		out = append(out, found...)
		open = -1
		if unclosed >= 0 {
			open = base + unclosed
		}
	}
	return out
}

// namesWork reports whether the quotation that begins at a token is the name of a work or document.
func namesWork(d *model.Document, first int) bool {
	i := first - 1
	if i > 0 && (d.Tokens[i].Text == "," || d.Tokens[i].Text == ":") {
		i--
	}
	if i < 0 {
		return false
	}
	switch d.Tokens[i].Lower {
	case "entitled", "titled", "headlined", "headline", "title", "subtitled":
		return true
	}
	return false
}

// pair finds the quotations of tokens [first, last). unclosed is the index of the outermost one
// that runs to the paragraph's end without a closing mark, or -1.
func pair(d *model.Document, first, last int) (found []model.Quotation, unclosed int) {
	p := pairing{
		doc: d, first: first, last: last,
		lowest: [...]int{noMark: -1, double: -1, single: -1, guillem: -1, guilsin: -1},
	}
	later := closersOf(d.Tokens, first, last)
	for i := first; i < last; i++ {
		m := marks[d.Tokens[i].Text]
		if m.family == noMark {
			continue
		}
		switch directionOf(d, i, first, last, m.family, m.direction, p.lowest[m.family] >= 0, later) {
		case opens:
			p.open(i, m.family)
		case closes:
			p.close(i, m.family)
		}
	}
	p.runOn()
	order(p.found)
	unclosed = -1
	for i, q := range p.found {
		if q.Unclosed && q.Last == last && q.Depth == 0 {
			unclosed = i
		}
	}
	return p.found, unclosed
}

// pairing is what the marks of tokens [first, last) tell so far.
type pairing struct {
	doc         *model.Document
	first, last int
	stack       []pending        // marks that opened and are not closed yet, outer before inner
	lowest      [guilsin + 1]int // place in the stack of each family's last one; -1: none
	found       []model.Quotation
}

// pending is a mark that waits for the one that closes it.
type pending struct {
	at int
	family
	before int // place in the stack of the next lower one of its family; -1: none
}

func (p *pairing) push(at int, f family) {
	p.stack = append(p.stack, pending{at, f, p.lowest[f]})
	p.lowest[f] = len(p.stack) - 1
}

func (p *pairing) cut(to int) {
	for _, m := range slices.Backward(p.stack[to:]) {
		p.lowest[m.family] = m.before
	}
	p.stack = p.stack[:to]
}

// open takes the mark at token i as one that opens. A second opening mark, with nothing open but
// its own family since the first, is one only where it is double: the first was never closed.
// `"We are late. "We tried," he said.`
func (p *pairing) open(i int, f family) {
	top := p.lowest[f]
	if top >= 0 && top == len(p.stack)-1 {
		if f != double {
			return
		}
		p.endAtSecond(top, i)
		p.cut(top)
	}
	p.push(i, f)
}

// endAtSecond ends the quotation of a first opening mark, by its place in the stack, before the
// second one at token i. Amid a paragraph and in the second's sentence the first is a stray.
func (p *pairing) endAtSecond(top, i int) {
	t, at := p.doc.Tokens, p.stack[top].at
	if at == p.first || t[at].Sentence != t[i].Sentence {
		p.found = append(p.found, model.Quotation{First: at, Last: i, Unclosed: true, Depth: top})
		t[at].Kind = model.OpenQ
	}
}

// close takes the mark at token i as the one that closes the last open one of its family, if there
// is one. Marks opened within and never closed are strays.
func (p *pairing) close(i int, f family) {
	top := p.lowest[f]
	if top < 0 {
		return
	}
	t, at := p.doc.Tokens, p.stack[top].at
	p.found = append(p.found, model.Quotation{First: at, Last: i + 1, Depth: top})
	t[at].Kind, t[i].Kind = model.OpenQ, model.CloseQ
	p.cut(top)
}

// runOn lets the quotation of the outermost mark that nothing closes run to the paragraph's end, if
// it is worth one. The quotations behind the mark are within it then.
func (p *pairing) runOn() {
	if len(p.stack) == 0 || !p.worthQuotation(p.stack[0]) {
		return
	}
	at := p.stack[0].at
	for i := range p.found {
		if q := &p.found[i]; q.First > at {
			q.Depth = max(q.Depth, 1)
		}
	}
	p.found = append(p.found, model.Quotation{First: at, Last: p.last, Unclosed: true})
	p.doc.Tokens[at].Kind = model.OpenQ
}

// worthQuotation reports whether a mark that nothing closes begins a quotation. A single mark may be
// an apostrophe: it must be a curly one that begins the paragraph.
func (p *pairing) worthQuotation(m pending) bool {
	if m.family == single && (p.doc.Tokens[m.at].Text != "‘" || m.at != p.first) {
		return false
	}
	return opensStatement(p.doc, m.at, p.first)
}

// order sorts by first token, outer before inner.
func order(q []model.Quotation) {
	slices.SortStableFunc(q, func(a, b model.Quotation) int {
		return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(b.Last, a.Last))
	})
}

// closers tell of each token of a paragraph, counted from its first, whether a single mark that may
// close stands there or further on: one that hangs on a word before it, and one that a space or
// sign follows as well.
type closers struct {
	first       int
	hangs, ends []bool
}

func closersOf(t []model.Token, first, last int) closers {
	c := closers{first, make([]bool, last-first+2), make([]bool, last-first+2)}
	for j := last - 1; j > first; j-- {
		hangs := marks[t[j].Text].family == single && t[j-1].End == t[j].Begin
		ends := hangs && (j == last-1 || t[j].End < t[j+1].Begin || isClosingPunct(t[j+1].Text) || isMark(t[j+1].Text))
		c.hangs[j-first], c.ends[j-first] = hangs || c.hangs[j-first+1], ends || c.ends[j-first+1]
	}
	return c
}

// opensStatement reports whether an unclosed mark is worth a quotation: it begins the paragraph,
// or follows a comma, colon or sentence end.
func opensStatement(d *model.Document, at, first int) bool {
	if at == first {
		return true
	}
	switch d.Tokens[at-1].Text {
	case ",", ":", ".", "?", "!":
		return true
	}
	return false
}

// directionOf decides whether the mark at token i opens or closes.
func directionOf(
	d *model.Document,
	i, first, last int,
	f family,
	shape direction,
	isOpen bool,
	later closers,
) direction {
	t := d.Tokens
	m := place{
		tokens: t, i: i, first: first, last: last, shape: shape, isOpen: isOpen,
		spaceBefore: i == first || t[i-1].End < t[i].Begin || isOpening(t[i-1]),
		spaceAfter:  i == last-1 || t[i].End < t[i+1].Begin,
		beforeSign:  i+1 < last && isClosingPunct(t[i+1].Text),
	}
	if f == single {
		return m.singleDirection(later)
	}
	switch {
	case shape == opens && !(isOpen && m.endsWord()):
		return opens
	case shape == closes && !(!isOpen && m.beginsWord()):
		return closes
	}
	return m.bySpaces(d.Article.Text)
}

// place is a mark with what stands around it.
type place struct {
	tokens         []model.Token
	i, first, last int // the mark's token, and those of its paragraph
	shape          direction
	isOpen         bool // a mark of its family is open before it
	spaceBefore    bool // or the paragraph's begin, or a sign that opens
	spaceAfter     bool // or the paragraph's end
	beforeSign     bool // a sign that closes follows: „We are late“, he said
}

// beginsWord reports whether the mark hangs on the word behind it alone.
func (m place) beginsWord() bool { return m.spaceBefore && !m.spaceAfter }

// endsWord reports whether the mark hangs on the word before it, and no word behind it.
func (m place) endsWord() bool { return !m.spaceBefore && (m.spaceAfter || m.beforeSign) }

// bySpaces reads a direction off the spaces around the mark; where they tell nothing, it closes
// what is open and else opens.
func (m place) bySpaces(text string) direction {
	switch {
	case m.beginsWord():
		// `he said " We are late ."`, or a closing mark after a stray space: `late . "`
		if m.isOpen && m.beforeSign {
			return closes
		}
		return opens
	case m.spaceAfter && !m.spaceBefore:
		return closes
	case !m.spaceBefore:
		return m.betweenWords(text)
	}
	return m.alternate()
}

// betweenWords is the direction of a mark without a space on either side.
func (m place) betweenWords(text string) direction {
	r, _ := utf8.DecodeLastRuneInString(text[:m.tokens[m.i].Begin])
	if unicode.IsDigit(r) && !m.isOpen {
		return either // 6' 2"
	}
	return m.alternate()
}

// alternate closes what is open, and opens else.
func (m place) alternate() direction {
	if m.isOpen {
		return closes
	}
	return opens
}

// singleDirection tells single marks from apostrophes. They open after a space and before a letter
// when a closing one follows in the paragraph, and close after a letter or sign and before a space.
func (m place) singleDirection(later closers) direction {
	switch {
	case m.i == m.first && !m.spaceAfter && m.tokens[m.i].Text == "‘":
		return opens // a paragraph of a quotation that goes on
	case m.beginsWord() && m.shape != closes && !m.isOpen:
		// "the workers' pay" closes nothing unless a sign stands before it or a word that is no plural
		if later.ends[m.i+1-later.first] {
			return opens
		}
	case m.isOpen && (m.endsWord() || !m.spaceBefore && m.beforeMark()):
		if !m.possessive(later) {
			return closes
		}
	}
	return either
}

// beforeMark reports whether another mark is the next token.
func (m place) beforeMark() bool { return m.i+1 < m.last && isMark(m.tokens[m.i+1].Text) }

// possessive reports whether the mark, behind a word, is the apostrophe of a plural possessive within
// the quotation: ‘the workers’ pay is late’.
func (m place) possessive(later closers) bool {
	t, i := m.tokens, m.i
	plural := t[i-1].Kind == model.Word && len(t[i-1].Text) > 1 && strings.HasSuffix(t[i-1].Text, "s")
	return plural && m.spaceAfter && i+1 < m.last && t[i+1].Kind == model.Word && later.hangs[i+1-later.first]
}

func isOpening(t model.Token) bool {
	switch t.Text {
	case "(", "[", "—", "–", "--":
		return true
	}
	return marks[t.Text].family != noMark && (marks[t.Text].direction == opens || t.Kind == model.OpenQ)
}

func isClosingPunct(s string) bool {
	switch s {
	case ".", ",", ";", ":", "?", "!", ")", "]":
		return true
	}
	return false
}
