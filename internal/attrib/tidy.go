package attrib

import (
	"slices"
	"strings"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

// tidy mends the edges of what the scores gave, drops what is no statement, and adds addressees.
func tidy(d *model.Document, found []*model.Statement) []*model.Statement {
	free := func(first, last int) bool {
		x := d.SpanOf(first, last)
		return !slices.ContainsFunc(found, func(s *model.Statement) bool {
			return s.Source.Overlaps(x) || s.Cue.Overlaps(x) || slices.ContainsFunc(s.Parts, x.Overlaps)
		})
	}
	for _, s := range found {
		quotedAs(d, s)
		cueInContent(d, s)
		withoutFeeling(d, s)
		withoutWhoIsTold(d, s)
	}
	found = slices.DeleteFunc(found, func(s *model.Statement) bool { return len(s.Parts) == 0 })
	found = resumedQuotations(d, takenApart(d, found))
	for _, s := range found {
		quotationInSource(d, s)
		sourceInContent(d, s)
		withoutAddressee(d, s)
		apposition(d, s)
		toKnow(d, s)
		withoutDay(d, s)
		relativeOfSource(d, s)
		several := len(s.Parts) > 1
		s.Parts = slices.DeleteFunc(s.Parts, func(p model.Span) bool {
			first, last := d.TokensIn(p)
			return !hasWord(d, first, last, several)
		})
		for i, p := range s.Parts {
			s.Parts[i] = edges(d, p)
		}
		s.Parts = apart(s.Parts)
	}
	found = slices.DeleteFunc(found, func(s *model.Statement) bool { return noStatement(d, s) })
	for _, s := range found {
		withSource(d, s)
		sampled(d, s, found)
		s.Source = sourceEdges(d, s)
		resumed(d, s, free)
		fronted(d, s, free)
		s.Addressee = addressee(d, s)
	}
	return found
}

// noStatement reports what was taken for a statement and is none.
func noStatement(d *model.Document, s *model.Statement) bool {
	if len(s.Parts) == 0 {
		return true
	}
	for _, none := range []func(*model.Document, *model.Statement) bool{
		onlyTitle, saysNothing, unanswered, saysAsMuch, wantsNoName, nobodySays, tellsYouWhat, onlyDoes, nicknames,
	} {
		if none(d, s) {
			return true
		}
	}
	return s.Cue.IsZero() && s.Source.IsZero() &&
		(titleCase(d, s.Parts) || unquoted(d, s.Parts) || mentioned(d, s.Parts))
}

// withoutFeeling takes off whom or what somebody is glad, sad or frank about, which is nothing
// said, where it is a person or the words themselves follow in marks: "Ruiz was blunt about | the
// dam | . "It drowned the vines.""
func withoutFeeling(d *model.Document, s *model.Statement) {
	first, last := d.TokensIn(s.Cue)
	if last-first < 2 || d.Tokens[last-1].Lower != "about" || !passive(d, first, first+1) ||
		anyCue(d, first, last, ofAnyClass) {
		return
	}
	quoted := func(p model.Span) bool {
		begin, end := d.TokensIn(p)
		return slices.ContainsFunc(d.Tokens[begin:end], func(t model.Token) bool { return t.Quoted })
	}
	words := slices.ContainsFunc(s.Parts, quoted)
	s.Parts = slices.DeleteFunc(s.Parts, func(p model.Span) bool {
		_, end := d.TokensIn(p)
		return !quoted(p) && (words || nameEndingAt(d, end) != nil)
	})
}

// withoutDay takes the day off a cue's end: "said | Friday".
func withoutDay(d *model.Document, s *model.Statement) {
	first, last := d.TokensIn(s.Cue)
	if last-first > 1 && lexicon.TimeKind(d.Tokens[last-1].Lower) == "weekday" {
		s.Cue = d.SpanOf(first, last-1)
	}
}

// saysNothing reports whether a content outside marks holds nothing that could be said: a pronoun
// ("believes it", "says nothing"), or the comment that was declined.
func saysNothing(d *model.Document, s *model.Statement) bool {
	words := 0
	for _, p := range s.Parts {
		first, last := d.TokensIn(p)
		for i := first; i < last; i++ {
			t := d.Tokens[i]
			if t.Quoted {
				return false
			}
			if f := lexicon.Function(t.Lower); isWord(t) && f != "pronoun" && f != "article" && t.Lower != "to" &&
				t.Lower != "comment" &&
				t.Lower != "further" {
				return false
			}
			words++
		}
	}
	const few = 3
	return words <= few
}

// unanswered: "did not respond to | a request for comment" reports no words of anybody's.
func unanswered(d *model.Document, s *model.Statement) bool {
	const few = 6 // words: "repeated e-mails and calls seeking comment"
	first, last := d.TokensIn(s.Hull())
	if last-first < 2 || last-first > few || d.Tokens[last-1].Lower != "comment" || d.Tokens[first].Quoted {
		return false
	}
	switch d.Tokens[last-2].Lower {
	case "for", "seeking", "requesting":
		return true
	}
	return false
}

// wantsNoName: "who did not wish | to be identified" says nothing but why there is no name.
func wantsNoName(d *model.Document, s *model.Statement) bool {
	first, last := d.TokensIn(s.Hull())
	if last-first < 3 || last-first > 5 || d.Tokens[first].Quoted {
		return false
	}
	for i := first; i+1 < last; i++ {
		if d.Tokens[i].Lower == "be" {
			switch d.Tokens[i+1].Lower {
			case "identified", "named":
				return true
			}
		}
	}
	return false
}

// saysAsMuch: "told the minister as much" refers to what was told before.
func saysAsMuch(d *model.Document, s *model.Statement) bool {
	first, last := d.TokensIn(s.Hull())
	if last-first < 2 || d.Tokens[last-1].Lower != "much" || d.Tokens[last-2].Lower != "as" {
		return false
	}
	return last-first == 2 ||
		slices.ContainsFunc(d.Tokens[first:last], func(t model.Token) bool { return t.Lower == "told" })
}

// nobodySays: "Nobody | knows | who will win" is no statement of anybody's.
func nobodySays(d *model.Document, s *model.Statement) bool {
	switch strings.ToLower(d.TextOf(s.Source)) {
	case "nobody", "no one", "no-one", "none":
		begin, _ := d.TokensIn(s.Parts[0])
		return !d.Tokens[begin].Quoted
	}
	return false
}

// onlyDoes: who "has hired | counsel", "heard | the case" or "dismissed | Odd Lund as coach" says
// nothing.
func onlyDoes(d *model.Document, s *model.Statement) bool {
	const few = 3 // words: "heard that the dam had burst" tells something
	_, cue := d.TokensIn(s.Cue)
	begin, end := d.TokensIn(s.Hull())
	if s.Cue.IsZero() || d.Tokens[begin].Quoted {
		return false
	}
	switch d.Tokens[cue-1].Lower {
	case "hired", "hires", "heard", "hears":
		return end-begin <= few
	case "dismissed", "dismisses":
		return asOffice(d, begin, end)
	}
	return false
}

// asOffice: tokens [begin, end) are a name and the office that somebody loses: "Odd Lund as coach"; not
// "Odd Lund as a liar".
func asOffice(d *model.Document, begin, end int) bool {
	const longest = 6 // words of the name
	for i := begin + 1; i+1 < min(end, begin+longest); i++ {
		if _, office := lexicon.OfficeOf(d.Tokens[i+1].Lower); office && d.Tokens[i].Lower == "as" {
			return lexicon.IsCapital(d.Tokens[begin].Text)
		}
	}
	return false
}

// withoutWhoIsTold takes off the words before "has been told", whom a court or a meeting is told, which
// are nothing said: "The mill was sold for nothing, | a jury in Leith | has been told".
func withoutWhoIsTold(d *model.Document, s *model.Statement) {
	const few = 5 // words
	cue, end := d.TokensIn(s.Cue)
	if !s.Source.IsZero() || s.Cue.IsZero() || d.Tokens[end-1].Lower != "told" {
		return
	}
	s.Parts = slices.DeleteFunc(s.Parts, func(p model.Span) bool {
		begin, last := d.TokensIn(p)
		return last == cue && last-begin <= few && !d.Tokens[begin].Quoted
	})
}

// nicknames: "Karl Brandt, | known as | "the Postman"" reports no words.
func nicknames(d *model.Document, s *model.Statement) bool {
	if !s.Source.IsZero() {
		return false
	}
	switch strings.ToLower(d.TextOf(s.Cue)) {
	case "known as", "also known as", "better known as", "nicknamed", "dubbed":
		return true
	}
	return false
}

// tellsYouWhat: in "and I | 'll tell | you | what, I would do it again" within a quotation nobody else
// is told anything.
func tellsYouWhat(d *model.Document, s *model.Statement) bool {
	if s.Cue.IsZero() || s.Source.IsZero() || d.TextOf(s.Source) != "I" {
		return false
	}
	_, i := d.TokensIn(s.Cue)
	return i+2 < len(d.Tokens) && d.Tokens[i-1].Quoted && d.Tokens[i-1].Lower == "tell" &&
		d.Tokens[i].Lower == "you" && d.Tokens[i+1].Lower == "what" && d.Tokens[i+2].Text == ","
}

// apart joins parts that overlap; they are in text order.
func apart(parts []model.Span) []model.Span {
	kept := parts[:0]
	for _, p := range parts {
		if n := len(kept); n > 0 && kept[n-1].Overlaps(p) {
			kept[n-1] = model.Hull([]model.Span{kept[n-1], p})
		} else {
			kept = append(kept, p)
		}
	}
	return kept
}

// hasWord reports whether the tokens hold a word, one that is no article or pronoun where it stands
// among other parts.
func hasWord(d *model.Document, first, last int, among bool) bool {
	for i := first; i < last; i++ {
		f := lexicon.Function(d.Tokens[i].Lower)
		if isWord(d.Tokens[i]) && !(among && (f == "article" || f == "pronoun")) {
			return true
		}
	}
	return false
}

// onlyTitle reports whether a statement is only the name of a work: its content is a title, or
// holds one and its cue is no verb of saying, as in "printed an open letter under the title '…'".
func onlyTitle(d *model.Document, s *model.Statement) bool {
	cueFirst, cueLast := d.TokensIn(s.Cue)
	if cueLast > cueFirst && s.Source.IsZero() && (passive(d, cueFirst, cueLast) || d.Tokens[cueLast-1].Lower == "as") {
		word := d.Tokens[cueLast-1]
		if word.Lower == "as" && cueLast-cueFirst > 1 {
			word = d.Tokens[cueLast-2] // "billed as"
		}
		switch word.Lower {
		case "called", "named", "titled", "entitled", "subtitled", "billed": // "the march is called '…'"
			return true
		}
	}
	for _, q := range d.Quotations {
		if !q.Title || q.Depth > 0 {
			continue
		}
		for _, p := range s.Parts {
			if q.Contains(p) || p.Contains(q.Span) && !anyCue(d, cueFirst, cueLast, reports) {
				return true
			}
		}
	}
	return false
}

// fronted adds what stands before a reporting clause that interrupts a sentence near its begin: "At
// present, | she added, the roads come first".
func fronted(d *model.Document, s *model.Statement, free func(first, last int) bool) {
	if len(s.Parts) != 1 || s.Cue.IsZero() || s.Source.IsZero() {
		return
	}
	first, end := d.TokensIn(model.Hull([]model.Span{s.Cue, s.Source}))
	begin := d.Sentences[d.Tokens[first].Sentence].First
	part, _ := d.TokensIn(s.Parts[0])
	const few = 5 // words
	if end >= len(d.Tokens) || tellsOccasion(d, begin, first-1) {
		return // "In a statement, | Ruiz said"
	}
	if first-1 <= begin || first-1-begin > few || d.Tokens[first-1].Text != "," || d.Tokens[end].Text != "," ||
		part != end+1 ||
		!free(begin, first-1) ||
		d.Tokens[begin].Quoted {
		return
	}
	switch lexicon.Function(d.Tokens[begin].Lower) {
	case "preposition", "adverb":
		s.Parts = []model.Span{d.SpanOf(begin, first-1), s.Parts[0]}
	}
}

// tellsOccasion: "in a statement", "at a hearing".
func tellsOccasion(d *model.Document, first, last int) bool {
	for i := first; i < last; i++ {
		if _, ok := lexicon.EventTypeOf(d.Tokens[i].Lower); ok &&
			lexicon.TimeKind(d.Tokens[i].Lower) == "" { // not "In March"
			return true
		}
	}
	return false
}

// relativeOfSource gives the source its relative clause: "the union, | which represents 4,000 drivers".
func relativeOfSource(d *model.Document, s *model.Statement) {
	if s.Source.IsZero() || len(s.Parts) < 2 {
		return
	}
	sourceFirst, end := d.TokensIn(s.Source)
	for k, p := range s.Parts {
		first, last := d.TokensIn(p)
		if (first == end || first == end+1 && d.Tokens[end].Text == ",") &&
			(d.Tokens[first].Lower == "which" || d.Tokens[first].Lower == "who" || d.Tokens[first].Lower == "whose") {
			s.Source = d.SpanOf(sourceFirst, last)
			s.Parts = slices.Delete(s.Parts, k, k+1)
			return
		}
	}
}

// unquoted reports whether no word of the contents stands in quotation marks: with neither cue nor
// source, nothing says then that anybody said it.
func unquoted(d *model.Document, parts []model.Span) bool {
	typ, _ := typeOf(d, parts)
	return typ == model.Indirect
}

// mentioned: with words of the sentence on both sides, and neither cue nor source, words in marks are
// only named: "The question | "who pays?" | hangs over the town".
func mentioned(d *model.Document, parts []model.Span) bool {
	begin, end := d.TokensIn(parts[0])
	x := d.Sentences[d.Tokens[begin].Sentence]
	outside := func(t model.Token) bool { return isWord(t) && !t.Quoted }
	return len(parts) == 1 && end <= x.Last && slices.ContainsFunc(d.Tokens[x.First:begin], outside) &&
		slices.ContainsFunc(d.Tokens[end:x.Last], outside)
}

// titleCase reports whether contents are in title case, as the names of films and books in
// quotation marks are.
func titleCase(d *model.Document, parts []model.Span) bool {
	words := 0
	for _, p := range parts {
		first, last := d.TokensIn(p)
		for i := first; i < last; i++ {
			t := d.Tokens[i]
			if t.Kind != model.Word || len(t.Text) < 4 {
				continue
			}
			if !lexicon.IsCapital(t.Text) {
				return false
			}
			words++
		}
	}
	return words > 0
}

// resumed adds what goes on behind a reporting clause that interrupts a sentence: "Relief flights, the minister said,
// | will begin at first light".
func resumed(d *model.Document, s *model.Statement, free func(first, last int) bool) {
	if len(s.Parts) != 1 || s.Cue.IsZero() || s.Source.IsZero() {
		return
	}
	first, last := d.TokensIn(s.Parts[0])
	_, end := d.TokensIn(model.Hull([]model.Span{s.Cue, s.Source}))
	sentence := d.Sentences[d.Tokens[first].Sentence]
	if first != sentence.First || last >= sentence.Last || d.Tokens[last].Text != "," || end+2 >= sentence.Last ||
		end <= last ||
		d.Tokens[end].Text != "," ||
		lexicon.Function(d.Tokens[end+1].Lower) != "auxiliary" ||
		!free(end, sentence.Last) {
		return
	}
	s.Parts = append(s.Parts, edges(d, d.SpanOf(end+1, sentence.Last)))
}
