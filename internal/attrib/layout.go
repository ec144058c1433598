package attrib

import (
	"slices"
	"strings"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

// withLayout adds the statements that layout tells. Some are told by their layout alone, with no
// reporting verb near: a transcript's turns and quotations signed by whoever said them. They are
// read by rule and stand in for what else was found in their place.
//
//	RUIZ: The port will close.
//	"The port will close." - Ana Ruiz
func withLayout(d *model.Document, found []*model.Statement) []*model.Statement {
	laid := turns(d)
	if len(laid) == 0 {
		laid = headed(d)
	}
	laid = slices.Concat(laid, signed(d), undersigned(d), asked(d, laid))
	kept := slices.DeleteFunc(found, func(s *model.Statement) bool {
		return slices.ContainsFunc(laid, func(l *model.Statement) bool { return overlap(l, s) })
	})
	kept = append(kept, laid...)
	return slices.DeleteFunc(kept, func(s *model.Statement) bool { return citation(d, s) || inLink(d, s) })
}

func overlap(a, b *model.Statement) bool {
	for _, p := range a.Parts {
		for _, q := range b.Parts {
			if p.Overlaps(q) {
				return true
			}
		}
	}
	return false
}

const sureLayout = 0.95 // confidence of what the layout tells

// turn is a transcript's turn: the speaker's label in tokens [first, colon) and what is said up to
// last.
type turn struct{ first, colon, last int }

// turns reads the turns of a transcript: paragraphs that begin with a name and a colon, at least
// two of them by the same name or three at all, so that a single "Correction: …" is none. Lines
// without a label go on with the turn before.
func turns(d *model.Document) []*model.Statement {
	t := transcript{doc: d, spoken: map[string]bool{}}
	for i := range d.Paragraphs {
		t.read(i)
	}
	if t.lines < 3 && !t.again {
		return nil
	}
	var out []*model.Statement
	for _, one := range t.turns {
		if s := one.statement(d); s != nil {
			out = append(out, s)
		}
	}
	return out
}

// transcript is what paragraphs tell so far that may be turns.
type transcript struct {
	doc    *model.Document
	turns  []turn
	lines  int             // with a label, whoever it is of
	spoken map[string]bool // who has a turn, by surname
	again  bool            // somebody has two
}

// read takes paragraph i.
func (t *transcript) read(i int) {
	d, p := t.doc, t.doc.Paragraphs[i]
	first, last := d.Sentences[p.First].First, d.Sentences[p.Last-1].Last
	for first < last && d.Tokens[first].IsMark() {
		first++
	}
	first = behindTime(d, first, last)
	colon := label(d, first, last)
	switch {
	case colon < 0:
		t.goOn(i, last)
	case colon+1 >= last:
	// a short first turn looks like a headline
	case d.InFurniture(d.Tokens[first].Begin) && !d.InHeadline(first):
	default:
		t.begin(turn{first, colon, last})
	}
}

// begin adds a turn, unless its label is no speaker's: "Correction:".
func (t *transcript) begin(one turn) {
	t.lines++
	d := t.doc
	if lexicon.IsLabel(strings.ToLower(d.TextOf(d.SpanOf(one.first, one.colon)))) {
		return
	}
	t.turns = append(t.turns, one)
	speaker := strings.ToLower(d.Tokens[lastWordBefore(d, one.first, one.colon)].Text)
	t.again = t.again || t.spoken[speaker]
	t.spoken[speaker] = true
}

// goOn adds paragraph i, up to token last, to the turn that the line right before it ends.
func (t *transcript) goOn(i, last int) {
	d, n := t.doc, len(t.turns)
	if n > 0 && lineAfter(d, i) && t.turns[n-1].last == d.Sentences[d.Paragraphs[i-1].Last-1].Last {
		t.turns[n-1].last = last
	}
}

// statement is what a turn says, without the full stop; nil if it says nothing.
func (t turn) statement(d *model.Document) *model.Statement {
	begin, end := t.colon+1, t.last
	for end > begin && (d.Tokens[end-1].Text == "." || d.Tokens[end-1].Text == ",") {
		end--
	}
	if begin == end {
		return nil
	}
	return &model.Statement{
		Source:     d.SpanOf(t.first, t.colon),
		Cue:        d.SpanOf(t.colon, t.colon+1),
		Parts:      []model.Span{d.SpanOf(begin, end)},
		Type:       model.Direct,
		Confidence: sureLayout,
		FoundBy:    "turn",
	}
}

// lastWordBefore is the last word of a label, what stands behind a comma or a bracket left out: the
// surname.
func lastWordBefore(d *model.Document, first, colon int) int {
	last := first
	for i := first; i < colon && d.Tokens[i].Text != "," && d.Tokens[i].Text != "("; i++ {
		last = i
	}
	return last
}

// lineAfter reports whether a paragraph is the line right behind the one before, with no empty line
// between.
func lineAfter(d *model.Document, i int) bool {
	between := d.Article.Text[d.Paragraphs[i-1].End:d.Paragraphs[i].Begin]
	return strings.Count(between, "\n") == 1
}

// behindTime returns the first token behind a time in brackets: "[00:04] | Lena Marsh:".
func behindTime(d *model.Document, first, last int) int {
	const longest = 8 // tokens
	if first >= last || d.Tokens[first].Text != "[" && d.Tokens[first].Text != "(" {
		return first
	}
	for i := first + 1; i < min(last, first+longest); i++ {
		if t := d.Tokens[i]; t.Text == "]" || t.Text == ")" {
			return i + 1
		}
	}
	return first
}

// label returns the colon behind a speaker's name that begins a paragraph, -1 if there is none:
// "RUIZ:", "Ana Ruiz:", "Q:", "MS. RUIZ (through an interpreter):", "ANA RUIZ, HOST:", "Opposition
// members:".
func label(d *model.Document, first, last int) int {
	l := labelled{doc: d, first: first, shouted: true}
	const longest = 14 // tokens
	for i := first; i < last && i < first+longest; i++ {
		switch t := d.Tokens[i]; {
		case t.Text == ":" && !l.inside:
			if !l.isName(i) || i+1 < last && t.End == d.Tokens[i+1].Begin && d.Tokens[i+1].Kind == model.Number { // "at 5:30"
				return -1
			}
			return i
		case !l.goesOn(i):
			return -1
		}
	}
	return -1
}

// labelled is what the words of a paragraph tell so far that may be a speaker's label.
type labelled struct {
	doc             *model.Document
	first           int
	words, capitals int
	inside          bool // a bracket
	shouted         bool // all words are in capitals
	aside           bool // behind a comma, what the speaker is
}

// goesOn takes token i; false if a label can't have it.
func (l *labelled) goesOn(i int) bool {
	switch t := l.doc.Tokens[i]; {
	case t.Text == "(" || t.Text == "[":
		l.inside = true
	case t.Text == ")" || t.Text == "]":
		l.inside = false
	case l.aside && lexicon.Function(t.Lower) == "auxiliary":
		return false // "OPEC, as I have said, has one aim:"
	case l.inside || l.aside || t.Text == "." || t.Text == "-":
	case t.Text == "," && l.shouted && l.words > 0:
		l.aside = true
	case t.Kind == model.Word:
		l.word(t, i == l.first)
	default:
		return false
	}
	return true
}

func (l *labelled) word(t model.Token, begins bool) {
	shouted := strings.ToUpper(t.Text) == t.Text
	l.shouted = l.shouted && shouted
	l.words++
	if lexicon.IsCapital(t.Text) && (lexicon.Function(t.Lower) == "" || shouted || t.Lower == "the" && begins) {
		l.capitals++
	}
}

// isName reports whether the words before the colon at token i name somebody: all have capitals, or
// they tell a group, "Opposition members".
func (l *labelled) isName(i int) bool {
	const longest, longestGroup = 5, 3 // words
	group := l.words > 1 && l.words <= longestGroup && lexicon.IsCapital(l.doc.Tokens[l.first].Text) &&
		lexicon.IsGroup(l.doc.Tokens[i-1].Lower)
	return l.words > 0 && l.words <= longest && (l.capitals == l.words || group)
}

// signed reads quotations that a dash and a name follow at the end of the paragraph or in one of
// its own.
func signed(d *model.Document) []*model.Statement {
	var out []*model.Statement
	for i, t := range d.Tokens {
		if !isDash(t.Text) || i == 0 || i+1 >= len(d.Tokens) {
			continue
		}
		p := d.Paragraphs[t.Paragraph]
		first, end := d.Sentences[p.First].First, d.Sentences[p.Last-1].Last
		last := signature(d, i+1, end)
		if last < 0 {
			continue
		}
		begin, stop := quotationBefore(d, i, first)
		if begin < 0 && i == first && handled(d, i+1, last) && dateIn(d, i+1, last) {
			begin, stop = paragraphBefore(d, i)
		}
		if begin < 0 {
			continue
		}
		out = append(out, &model.Statement{
			Source: d.SpanOf(
				i+1,
				last,
			), Cue: t.Span, Parts: []model.Span{d.SpanOf(begin, stop)}, Type: model.Direct,
			Confidence: sureLayout, FoundBy: "signature",
		})
	}
	return out
}

// handled: "Ana Ruiz (@aruiz) May 3, 2024" signs a post, which needs no marks; without a date it
// may be a by-line.
func handled(d *model.Document, first, last int) bool {
	return strings.Contains(d.TextOf(d.SpanOf(first, last)), "(@")
}

// dated: "Tarn Courier, August 15, 2008" tells where a headline stood, and signs nothing.
func dated(d *model.Document, first, last int) bool {
	return !handled(d, first, last) && dateIn(d, first, last)
}

// dateIn reports whether a month and a number stand among tokens.
func dateIn(d *model.Document, first, last int) bool {
	return slices.ContainsFunc(
		d.Tokens[first:last],
		func(t model.Token) bool { return lexicon.TimeKind(t.Lower) == "month" },
	) &&
		slices.ContainsFunc(d.Tokens[first:last], func(t model.Token) bool { return t.Kind == model.Number })
}

// inLink reports whether a statement stands in a line that leads to another article: "READ MORE:
// Minister says fees will rise".
func inLink(d *model.Document, s *model.Statement) bool {
	first, _ := d.TokensIn(s.Parts[0])
	p := d.Paragraphs[d.Tokens[first].Paragraph]
	begin := d.Sentences[p.First].First
	colon := label(d, begin, d.Sentences[p.Last-1].Last)
	return colon > begin && lexicon.IsLink(strings.ToLower(d.TextOf(d.SpanOf(begin, colon))))
}

// citation reports whether a statement is a headline in a list of sources: marks, a dash, where it
// stood and when.
func citation(d *model.Document, s *model.Statement) bool {
	_, i := d.TokensIn(s.Parts[0])
	if i+1 >= len(d.Tokens) || !isDash(d.Tokens[i].Text) || d.Tokens[i-1].Kind != model.CloseQ {
		return false
	}
	p := d.Paragraphs[d.Tokens[i].Paragraph]
	last := signature(d, i+1, d.Sentences[p.Last-1].Last)
	return last > 0 && dated(d, i+1, last)
}

// paragraphBefore returns the tokens of the paragraph before the one that token i begins.
func paragraphBefore(d *model.Document, i int) (begin, end int) {
	k := d.Tokens[i].Paragraph
	if k == 0 {
		return -1, -1
	}
	p := d.Paragraphs[k-1]
	return d.Sentences[p.First].First, d.Sentences[p.Last-1].Last
}

// undersigned reads quotations that a line with a person's name and office follows: "Ana Ruiz,
// chief engineer, Tarn Water".
func undersigned(d *model.Document) []*model.Statement {
	var out []*model.Statement
	const longest = 12 // tokens
	for k := 1; k < len(d.Paragraphs); k++ {
		p := d.Paragraphs[k]
		first, last := d.Sentences[p.First].First, d.Sentences[p.Last-1].Last
		begin, end := paragraphBefore(d, first)
		if last-first > longest || d.Tokens[last-1].Text == "." || !oneQuotation(d, begin, end) ||
			anyCue(d, first, last, ofAnyClass) {
			continue
		}
		for _, n := range d.Names {
			if n.First == first && n.Kind == model.PersonName && n.Last-n.First > 1 &&
				(n.Last == last || d.Tokens[n.Last].Text == ",") {
				out = append(
					out,
					&model.Statement{
						Source:     d.SpanOf(first, last),
						Parts:      []model.Span{d.SpanOf(begin, end)},
						Type:       model.Direct,
						Confidence: sureLayout,
						FoundBy:    "line that signs",
					},
				)
			}
		}
	}
	return out
}

// asked reads the answers of people in the street: "Ana Ruiz, 34, florist: "Yes.""
func asked(d *model.Document, laid []*model.Statement) []*model.Statement {
	var out []*model.Statement
	const longest = 12 // tokens before the colon
	for _, p := range d.Paragraphs {
		first, last := d.Sentences[p.First].First, d.Sentences[p.Last-1].Last
		colon := first
		for colon < last && colon-first < longest && d.Tokens[colon].Text != ":" {
			colon++
		}
		if colon+2 >= last || d.Tokens[colon].Text != ":" || !oneQuotation(d, colon+1, last) ||
			anyCue(d, first, colon, ofAnyClass) {
			continue
		}
		s := &model.Statement{
			Source:     d.SpanOf(first, colon),
			Cue:        d.Tokens[colon].Span,
			Parts:      []model.Span{d.SpanOf(colon+1, last)},
			Type:       model.Direct,
			Confidence: sureLayout,
			FoundBy:    "answer in the street",
		}
		if slices.ContainsFunc(laid, func(l *model.Statement) bool { return overlap(l, s) }) {
			continue
		}
		for _, n := range d.Names {
			if n.First == first && n.Last < colon && n.Kind == model.PersonName && n.Last-n.First > 1 &&
				d.Tokens[n.Last].Text == "," {
				out = append(out, s)
			}
		}
	}
	return out
}

// oneQuotation reports whether tokens [first, last) are one quotation with its marks.
func oneQuotation(d *model.Document, first, last int) bool {
	return slices.ContainsFunc(
		beginningAt(d, first),
		func(q model.Quotation) bool { return q.Depth == 0 && q.Last == last && !q.Unclosed },
	)
}

// sureHeadline is the confidence of what a headline reports: short words, no marks.
const sureHeadline = 0.8

// headed reads a headline that gives words to somebody whom the article names: "Ruiz: I will stay".
func headed(d *model.Document) []*model.Statement {
	for _, f := range d.Furniture {
		if f.Kind != model.Headline {
			continue
		}
		first, last := d.TokensIn(f.Span)
		colon := label(d, first, last)
		if colon < 0 || colon+2 >= last || !personElsewhere(d, d.Tokens[colon-1].Text, last) ||
			!ownWords(d, colon+1, last) {
			return nil
		}
		return []*model.Statement{
			{
				Source:     d.SpanOf(first, colon),
				Cue:        d.SpanOf(colon, colon+1),
				Parts:      []model.Span{edges(d, d.SpanOf(colon+1, last))},
				Confidence: sureHeadline,
				FoundBy:    "headline",
			},
		}
	}
	return nil
}

// ownWords: the first person or marks tell that words are somebody's own: "I will stay", not
// "Police find body in river".
func ownWords(d *model.Document, first, last int) bool {
	return slices.ContainsFunc(d.Tokens[first:last], func(t model.Token) bool {
		switch t.Lower {
		case "i", "we", "my", "our", "me", "us", "i'm", "i'll", "we'll", "we're":
			return true
		}
		return t.IsMark()
	})
}

// personElsewhere reports whether a word is the last one of a person's name behind token i.
func personElsewhere(d *model.Document, word string, i int) bool {
	return slices.ContainsFunc(d.Names, func(n model.Name) bool {
		return n.First >= i && n.Kind == model.PersonName && strings.EqualFold(d.Tokens[n.Last-1].Text, word)
	})
}

func isDash(s string) bool {
	switch s {
	case "—", "–", "―", "--", "-", "~":
		return true
	}
	return false
}

// signature returns the end of the name that begins at token i and with what follows it ("Ana Ruiz,
// teacher") fills the rest of the paragraph but for a full stop; -1 if none does.
func signature(d *model.Document, i, end int) int {
	if end-i < 2 && (end == i || len(d.Tokens[i].Text) < 3) || end-i > 14 {
		return -1
	}
	last := i
	for last < end && inSignature(d, i, last, end) {
		last++
	}
	if last == i || last < end && !endsSignature(d.Tokens[last].Text) {
		return -1
	}
	for end > last && d.Tokens[end-1].Text == "." {
		end--
	}
	return end
}

// inSignature reports whether token i goes on with the name that begins at token first: a word with
// a capital, a full stop, or a short word before a capital, "van | der | Berg".
func inSignature(d *model.Document, first, i, end int) bool {
	t := d.Tokens[i]
	switch {
	case t.Kind == model.Word && lexicon.IsCapital(t.Text):
		return true
	case i == first || i+1 >= end:
		return false
	}
	return t.Text == "." || t.Kind == model.Word && len(t.Text) <= 3 && lexicon.IsCapital(d.Tokens[i+1].Text)
}

// endsSignature reports whether a sign may stand between a name that signs and what follows it.
func endsSignature(s string) bool { return s == "," || s == "." || s == "(" }

// quotationBefore returns the tokens of the quotation that ends right before the dash at token i,
// in the same paragraph or as the whole of the one before.
func quotationBefore(d *model.Document, i, first int) (begin, end int) {
	if i == first {
		t := d.Tokens[i].Paragraph
		if t == 0 {
			return -1, -1
		}
		p := d.Paragraphs[t-1]
		first, i = d.Sentences[p.First].First, d.Sentences[p.Last-1].Last
		if !d.Tokens[first].IsMark() {
			return -1, -1
		}
	}
	if i-1 <= first || !d.Tokens[i-1].IsMark() {
		return -1, -1
	}
	for _, q := range d.Quotations {
		if q.Depth == 0 && q.Last == i && (q.First == first || q.Last-q.First > 4) {
			return q.First, i
		}
	}
	if d.Tokens[first].IsMark() { // marks that face the wrong way
		return first, i
	}
	return -1, -1
}
