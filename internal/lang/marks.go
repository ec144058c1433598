package lang

import (
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
	}
	var stack []pending
	t := d.Tokens
	for i := first; i < last; i++ {
		m := marks[t[i].Text]
		if m.family == noMark {
			continue
		}
		top := len(stack) - 1
		for top >= 0 && stack[top].family != m.family {
			top--
		}
		dir := directionOf(d, i, first, last, m.family, m.direction, top >= 0)
		switch {
		case dir == opens && (top < 0 || top != len(stack)-1):
			stack = append(stack, pending{i, m.family})
		case dir == opens && m.family == double:
			// A second opening mark: the first was never closed. `"We are late. "We tried," he said.`
			if stack[top].at == first || t[stack[top].at].Sentence != t[i].Sentence {
				found = append(found, model.Quotation{First: stack[top].at, Last: i, Unclosed: true, Depth: top})
				t[stack[top].at].Kind = model.OpenQ
			}
			stack = append(stack[:top], pending{i, m.family})
		case dir == closes && top >= 0:
			found = append(found, model.Quotation{First: stack[top].at, Last: i + 1, Depth: top})
			t[stack[top].at].Kind, t[i].Kind = model.OpenQ, model.CloseQ
			stack = stack[:top] // marks opened within and never closed are strays
		}
	}
	unclosed = -1
	if len(stack) > 0 && (stack[0].family != single || t[stack[0].at].Text == "‘" && stack[0].at == first) && opensStatement(d, stack[0].at, first) {
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

// order sorts by first token, outer before inner. Few quotations stand in a paragraph.
func order(q []model.Quotation) {
	for i := 1; i < len(q); i++ {
		for j := i; j > 0 && (q[j].First < q[j-1].First || q[j].First == q[j-1].First && q[j].Last > q[j-1].Last); j-- {
			q[j], q[j-1] = q[j-1], q[j]
		}
	}
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
func directionOf(d *model.Document, i, first, last int, f family, shape direction, isOpen bool) direction {
	t, text := d.Tokens, d.Article.Text
	spaceBefore := i == first || t[i-1].End < t[i].Begin || isOpening(t[i-1])
	spaceAfter := i == last-1 || t[i].End < t[i+1].Begin
	if f == single {
		return singleDirection(t, i, last, shape, spaceBefore, spaceAfter, isOpen)
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
func singleDirection(t []model.Token, i, last int, shape direction, spaceBefore, spaceAfter, isOpen bool) direction {
	if t[i].Text == "‘" && shape == opens && !spaceAfter && (i == 0 || t[i-1].Paragraph != t[i].Paragraph) {
		return opens // a paragraph of a quotation that goes on
	}
	if spaceBefore && !spaceAfter && shape != closes && !isOpen {
		for j := i + 1; j < last; j++ {
			if m := marks[t[j].Text]; m.family == single && t[j-1].End == t[j].Begin &&
				(j == last-1 || t[j].End < t[j+1].Begin || isClosingPunct(t[j+1].Text) || isMark(t[j+1].Text)) {
				// "the workers' pay" closes nothing unless a sign stands before it or a word that is no plural
				return opens
			}
		}
		return either
	}
	if isOpen && !spaceBefore && (spaceAfter || i+1 < last && (isClosingPunct(t[i+1].Text) || isMark(t[i+1].Text))) {
		// A plural possessive within the quotation: ‘the workers’ pay is late’.
		if t[i-1].Kind == model.Word && len(t[i-1].Text) > 1 && t[i-1].Text[len(t[i-1].Text)-1] == 's' && spaceAfter &&
			i+1 < last && t[i+1].Kind == model.Word && closesLater(t, i+1, last) {
			return either
		}
		return closes
	}
	return either
}

func closesLater(t []model.Token, i, last int) bool {
	for ; i < last; i++ {
		if marks[t[i].Text].family == single && t[i-1].End == t[i].Begin {
			return true
		}
	}
	return false
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
