package lang

import (
	"cmp"
	"slices"
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
	type pending struct {
		at int
		family
		before int // place in the stack of the next lower one of its family; -1: none
	}
	var stack []pending
	lowest := [...]int{
		noMark:  -1,
		double:  -1,
		single:  -1,
		guillem: -1,
		guilsin: -1,
	} // place in the stack of each family's last one
	push := func(at int, f family) {
		stack = append(stack, pending{at, f, lowest[f]})
		lowest[f] = len(stack) - 1
	}
	cut := func(to int) {
		for _, p := range slices.Backward(stack[to:]) {
			lowest[p.family] = p.before
		}
		stack = stack[:to]
	}
	t := d.Tokens
	later := closersOf(t, first, last)
	for i := first; i < last; i++ {
		m := marks[t[i].Text]
		if m.family == noMark {
			continue
		}
		top := lowest[m.family]
		dir := directionOf(d, i, first, last, m.family, m.direction, top >= 0, later)
		switch {
		case dir == opens && (top < 0 || top != len(stack)-1):
			push(i, m.family)
		case dir == opens && m.family == double:
			// A second opening mark: the first was never closed. `"We are late. "We tried," he said.`
			if stack[top].at == first || t[stack[top].at].Sentence != t[i].Sentence {
				found = append(found, model.Quotation{First: stack[top].at, Last: i, Unclosed: true, Depth: top})
				t[stack[top].at].Kind = model.OpenQ
			}
			cut(top)
			push(i, m.family)
		case dir == closes && top >= 0:
			found = append(found, model.Quotation{First: stack[top].at, Last: i + 1, Depth: top})
			t[stack[top].at].Kind, t[i].Kind = model.OpenQ, model.CloseQ
			cut(top) // marks opened within and never closed are strays
		}
	}
	unclosed = -1
	if len(stack) > 0 && (stack[0].family != single || t[stack[0].at].Text == "‘" && stack[0].at == first) &&
		opensStatement(d, stack[0].at, first) {
		kept := found[:0]
		for _, q := range found {
			if q.First > stack[0].at {
				q.Depth = max(q.Depth, 1)
			}
			kept = append(kept, q)
		}
		found = append(kept, model.Quotation{First: stack[0].at, Last: last, Unclosed: true})
		t[stack[0].at].Kind = model.OpenQ
		unclosed = len(found) - 1
	}
	order(found)
	for i, q := range found {
		if q.Unclosed && q.Last == last && q.Depth == 0 {
			unclosed = i
		}
	}
	return found, unclosed
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
	t, text := d.Tokens, d.Article.Text
	spaceBefore := i == first || t[i-1].End < t[i].Begin || isOpening(t[i-1])
	spaceAfter := i == last-1 || t[i].End < t[i+1].Begin
	if f == single {
		return singleDirection(t, i, last, shape, spaceBefore, spaceAfter, isOpen, later)
	}
	beforeSign := i+1 < last && isClosingPunct(t[i+1].Text) // „We are late“, he said
	if shape == opens && !((spaceAfter || beforeSign) && !spaceBefore && isOpen) {
		return opens
	}
	if shape == closes && !(spaceBefore && !spaceAfter && !isOpen) {
		return closes
	}
	switch {
	case spaceBefore && !spaceAfter:
		// `he said " We are late ."`, or a closing mark after a stray space: `late . "`
		if isOpen && i+1 < last && isClosingPunct(t[i+1].Text) {
			return closes
		}
		return opens
	case spaceAfter && !spaceBefore:
		return closes
	case !spaceBefore && !spaceAfter:
		r, _ := utf8.DecodeLastRuneInString(text[:t[i].Begin])
		if isOpen && (unicode.IsPunct(r) || i+1 < last && isClosingPunct(t[i+1].Text)) {
			return closes
		}
		if unicode.IsDigit(r) && !isOpen {
			return either // 6' 2"
		}
	}
	if isOpen {
		return closes
	}
	return opens
}

// singleDirection tells single marks from apostrophes. They open after a space and before a letter
// when a closing one follows in the paragraph, and close after a letter or sign and before a space.
func singleDirection(
	t []model.Token,
	i, last int,
	shape direction,
	spaceBefore, spaceAfter, isOpen bool,
	later closers,
) direction {
	if t[i].Text == "‘" && shape == opens && !spaceAfter && (i == 0 || t[i-1].Paragraph != t[i].Paragraph) {
		return opens // a paragraph of a quotation that goes on
	}
	if spaceBefore && !spaceAfter && shape != closes && !isOpen {
		if later.ends[i+1-later.first] {
			// "the workers' pay" closes nothing unless a sign stands before it or a word that is no plural
			return opens
		}
		return either
	}
	if isOpen && !spaceBefore && (spaceAfter || i+1 < last && (isClosingPunct(t[i+1].Text) || isMark(t[i+1].Text))) {
		// A plural possessive within the quotation: ‘the workers’ pay is late’.
		if t[i-1].Kind == model.Word && len(t[i-1].Text) > 1 && t[i-1].Text[len(t[i-1].Text)-1] == 's' && spaceAfter &&
			i+1 < last && t[i+1].Kind == model.Word && later.hangs[i+1-later.first] {
			return either
		}
		return closes
	}
	return either
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
