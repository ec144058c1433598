package frames

import (
	"cmp"
	"strings"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

// findEvents finds the occasion of each statement in the words of its sentence that are no content:
// "said at a press conference here Thursday evening that". A spoken occasion goes on for the same
// source's further statements, and back to a lead that told what was said before saying where.
func (f *framer) findEvents() {
	current := map[*model.Agent]*model.Event{}
	for _, s := range f.doc.Statements {
		if s.Agent == nil || s.Nested {
			continue
		}
		if e := f.eventOf(s); e != nil {
			e = f.sameEvent(e, s.Agent)
			s.Event, current[s.Agent] = e, e
			f.carryBack(s)
			continue
		}
		if e := current[s.Agent]; e != nil && spoken(e.Type) && told(s) {
			s.Event = e
		}
	}
	f.findRemarks()
}

// told: something was said, as opposed to believed, planned, not said or only imagined.
func told(s *model.Statement) bool {
	switch s.Act {
	case model.ActBelieve, model.ActExpect, model.ActPlan:
		return false
	}
	return !s.Negated && !s.Conditional
}

// spoken: occasions at which one says more than one thing.
func spoken(kind string) bool {
	switch kind {
	case "press conference",
		"interview",
		"speech",
		"hearing",
		"briefing",
		"debate",
		"rally",
		"testimony",
		"conference",
		"meeting",
		"town hall",
		"trial":
		return true
	}
	return false
}

// carryBack gives the event to the same source's statement in the paragraph before, when it is the
// article's lead.
func (f *framer) carryBack(s *model.Statement) {
	for _, o := range f.doc.Statements {
		first, _ := f.doc.TokensIn(o.Hull())
		if o.Agent == s.Agent && o.Event == nil && !o.Nested && o.Hull().Begin < s.Hull().Begin &&
			spoken(s.Event.Type) &&
			f.tok(first).Paragraph <= 1 {
			o.Event = s.Event
		}
	}
}

// sameEvent returns the event of this type by this speaker that is known already, completed, or the
// new one.
func (f *framer) sameEvent(e *model.Event, by *model.Agent) *model.Event {
	for _, o := range f.doc.Events {
		if o.Type == e.Type && o.By == by && (o.Time == "" || e.Time == "" || o.Time == e.Time) {
			if o.Place == "" {
				o.Place = e.Place
			}
			if o.Time == "" {
				o.Time, o.Date = e.Time, e.Date
			}
			return o
		}
	}
	e.By = by
	f.doc.Events = append(f.doc.Events, e)
	return e
}

// eventOf reads the occasion told in the sentence of a statement's cue.
func (f *framer) eventOf(s *model.Statement) *model.Event {
	if s.Cue.IsZero() {
		return nil
	}
	cue, _ := f.doc.TokensIn(s.Cue)
	x := f.doc.Sentences[f.tok(cue).Sentence]
	for i := x.First; i < x.Last; i++ {
		if f.said(i) || f.tok(i).Quoted || s.Source.Contains(f.tok(i).Span) {
			continue
		}
		if kind, n := f.occasionAt(i, x.First); kind != "" {
			return f.occasionOf(kind, i, n, x)
		}
	}
	if e := f.toldBefore(s, cue); e != nil {
		return e
	}
	if w := f.tok(cue).Lower; w == "tweeted" || w == "posted" {
		e := &model.Event{Type: "post", Time: f.timeIn(x.First, x.Last), Words: s.Cue}
		e.Date = dateOf(e.Time, f.doc.Article.Date)
		return e
	}
	return nil
}

// occasionOf is the occasion of a kind whose name takes n tokens from token i on, with the place
// and time that its sentence tells.
func (f *framer) occasionOf(kind string, i, n int, x model.Sentence) *model.Event {
	e := &model.Event{Type: kind}
	end := f.placeAndTime(e, i+n, x.Last)
	if e.Time == "" {
		e.Time = f.timeIn(x.First, x.Last)
	}
	begin := i
	for begin > x.First && (lexicon.Function(f.tok(begin-1).Lower) == "article" ||
		lexicon.Function(f.tok(begin-1).Lower) == "preposition") {
		begin--
	}
	e.Words, e.Date = f.doc.SpanOf(begin, end), dateOf(e.Time, f.doc.Article.Date)
	return e
}

// toldBefore reads the occasion in the sentence before, where it begins with the same source and
// tells that it spoke: "Ruiz spoke out on Monday in an interview on Radio Nord. | "Nobody answers
// the phone," he said."
func (f *framer) toldBefore(s *model.Statement, cue int) *model.Event {
	k := f.tok(cue).Sentence
	if first, _ := f.doc.TokensIn(s.Hull()); f.tok(first).Sentence < k {
		k = f.tok(first).Sentence
	}
	if k == 0 || f.tok(f.doc.Sentences[k-1].First).Paragraph != f.tok(cue).Paragraph {
		return nil
	}
	x := f.doc.Sentences[k-1]
	const near = 4 // words of a title
	subject, spoke := false, false
	for i := x.First; i < x.Last; i++ {
		subject = subject || i-x.First <= near && f.dir.NamedAt(i) == s.Agent && s.Agent.Named()
		switch f.tok(i).Lower {
		case "spoke", "speaking", "appeared", "gave", "sat", "joined":
			spoke = true
		}
	}
	if !subject || !spoke {
		return nil
	}
	for i := x.First; i < x.Last; i++ {
		if kind, n := f.occasionAt(i, x.First); kind != "" && spoken(kind) && !f.tok(i).Quoted {
			return f.occasionOf(kind, i, n, x)
		}
	}
	return nil
}

// occasionAt returns the type of the occasion whose name begins at token i and its length, if a
// preposition introduces it ("at a news conference", "in an e-mailed statement"), or who was told
// ("told a news conference").
func (f *framer) occasionAt(i, first int) (string, int) {
	if f.monthAt(i, i+1) { // "in March" is no protest
		return "", 0
	}
	introduced := false
	for j := i - 1; j >= max(first, i-4); j-- {
		switch f.tok(j).Lower {
		case "at", "in", "during", "on", "to", "by":
			introduced = true
		case "for":
			introduced = j > first && f.tok(j-1).Lower == "down" // "sat down for an interview"
		}
		if lexicon.Function(f.tok(j).Lower) == "preposition" || f.tok(j).Kind == model.Punct {
			break
		}
	}
	if f.tok(i-1).Lower == "the" && lexicon.IsCapital(f.tok(i).Text) && !lexicon.IsCapital(f.tok(i+1).Text) &&
		strings.ToUpper(f.tok(i).Text) != f.tok(i).Text {
		return "", 0 // "the Post" is a newspaper
	}
	for n := 4; n > 0; n-- {
		kind, ok := lexicon.EventTypeOf(f.reader.Words(i, i+n))
		if ok && !f.describesNext(i+n) && (introduced || kind == "press conference" && f.toldThere(i)) {
			return kind, n
		}
	}
	return "", 0
}

// toldThere: "told | a news conference".
func (f *framer) toldThere(i int) bool {
	if lexicon.Function(f.tok(i-1).Lower) == "article" {
		i--
	}
	return f.tok(i-1).Lower == "told"
}

// describesNext: the noun at token i goes on from an occasion's name, which only describes it: "the
// email | inquiry". Participles do not: "an interview | broadcast on Friday".
func (f *framer) describesNext(i int) bool {
	t := f.tok(i)
	if t.Kind != model.Word || lexicon.IsCapital(t.Text) || lexicon.Function(t.Lower) != "" ||
		lexicon.TimeKind(t.Lower) != "" ||
		f.inCue(i) {
		return false
	}
	switch t.Lower {
	case "broadcast",
		"written",
		"given",
		"held",
		"sent",
		"made",
		"here",
		"late",
		"early",
		"earlier",
		"later",
		"last",
		"next",
		"today",
		"yesterday",
		"tomorrow":
		return false
	}
	return !strings.HasSuffix(t.Lower, "ed") && !strings.HasSuffix(t.Lower, "ing") && !strings.HasSuffix(t.Lower, "ly")
}

// inCue reports whether token i belongs to the words that report a statement.
func (f *framer) inCue(i int) bool {
	for _, s := range f.doc.Statements {
		if s.Cue.Contains(f.tok(i).Span) {
			return true
		}
	}
	return false
}

// placeAndTime reads "here Thursday evening", "at the Foreign Press Club on Tuesday afternoon"
// behind an occasion and returns where it ends.
func (f *framer) placeAndTime(e *model.Event, i, last int) int {
	begin := i
	for i < last && !f.said(i) {
		end := f.placeOrTime(e, i, last)
		if end == i {
			break
		}
		i = end
	}
	if i > begin && f.tok(i-1).Lower == "on" {
		i-- // "in a speech | on the coast": no day
	}
	return i
}

// placeOrTime reads one place or time of an occasion, "here", "Thursday evening", or a word before
// one, "on", and returns where it ends; i if none begins at token i.
func (f *framer) placeOrTime(e *model.Event, i, last int) int {
	word := f.tok(i).Lower
	if word == "here" {
		e.Place = cmp.Or(e.Place, f.doc.Dateline.Place)
		return i + 1
	}
	if begin, end := f.timeAt(i, last); end > i {
		return f.tellTime(e, begin, end)
	}
	switch word {
	case "in", "at":
		if e.Place == "" {
			return f.tellPlace(e, i, last)
		}
	case "on", "late", "early":
		return i + 1
	}
	return i
}

// timeAt returns where the time that begins at token i has its first word, behind "in" or "on", and
// its end: "last Friday", "in | March", "on | the 3rd", "3 March", "Thursday evening". Both are i if
// none begins there.
func (f *framer) timeAt(i, last int) (begin, end int) {
	t := f.tok(i)
	switch {
	case f.periodEnd(i, last) > i:
		return i, f.periodEnd(i, last)
	case t.Lower == "in" && f.monthAt(i+1, last):
		return i + 1, f.timeEnd(i+1, last)
	case t.Lower == "on" && f.ordinalEnd(i+1, last) > i+1:
		return i + 1, f.ordinalEnd(i+1, last)
	case f.dayBeforeMonth(i, last):
		return i, f.timeEnd(i+1, last)
	case lexicon.TimeKind(t.Lower) != "" && (t.Lower != "may" || lexicon.IsCapital(t.Text)):
		return i, f.timeEnd(i, last)
	}
	return i, i
}

// tellPlace gives an event the place whose name stands behind the preposition at token i, "at | the
// Foreign Press Club", and returns the name's end; i if none stands there.
func (f *framer) tellPlace(e *model.Event, i, last int) int {
	k := i + 1
	for k < last && f.tok(k).Lower == "the" {
		k++
	}
	n := f.reader.NameAt(k)
	if n == nil || n.Kind == model.PersonName {
		return i
	}
	e.Place = f.doc.TextOf(n.Span)
	return n.Last
}
