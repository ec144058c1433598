package frames

import (
	"strings"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

// remarks and announcements are occasions of which only the place or the time is told: "told
// supporters in Boden on Monday that", "The ministry said on Friday".
const (
	remarks      = "remarks"
	announcement = "announcement" // of a body
)

// findRemarks gives those statements an occasion that have none with a name. It goes on for the
// same source's statements in its paragraph.
func (f *framer) findRemarks() {
	var last *model.Statement
	for _, s := range f.doc.Statements {
		if s.Agent == nil || s.Nested || s.Event != nil || !told(s) {
			continue
		}
		if e := f.remarksOf(s); e != nil {
			s.Event, last = f.sameEvent(e, s.Agent), s
		} else if last != nil && last.Agent == s.Agent && f.paragraphOf(last) == f.paragraphOf(s) {
			s.Event = last.Event
		}
	}
}

// remarksOf reads where and when something was said: right behind the cue or whom it was told to,
// or at the start of the sentence before the source ("On Monday, Ruiz said").
func (f *framer) remarksOf(s *model.Statement) *model.Event {
	if s.Cue.IsZero() || s.Agent.Kind == model.Paper {
		return nil
	}
	cue, end := f.doc.TokensIn(s.Cue)
	if _, after := f.doc.TokensIn(s.Addressee); after > end && f.tok(after).Sentence == f.tok(cue).Sentence {
		end = after
	}
	x := f.doc.Sentences[f.tok(cue).Sentence]
	e := f.whereAndWhen(end, x.Last)
	if before, source := f.whereAndWhen(x.First, cue), f.firstOf(s.Source); before != nil &&
		f.doc.SpanOf(x.First, source-1).End == before.Words.End {
		switch {
		case e == nil:
			e = before
		case e.Time == "":
			e.Time = before.Time
		}
	}
	if e == nil {
		return nil
	}
	e.Type, e.Date = remarks, dateOf(e.Time, f.doc.Article.Date)
	if s.Agent.Kind == model.Organization || s.Agent.Kind == model.Country {
		e.Type = announcement
	}
	return e
}

// whereAndWhen reads a place, a time or both that begin at token i; nil if there is neither.
// "Meanwhile" is no time.
func (f *framer) whereAndWhen(i, last int) *model.Event {
	e := &model.Event{}
	end := f.placeAndTime(e, i, last)
	if e.Place == "" && (e.Time == "" || lexicon.Function(strings.ToLower(e.Time)) == "adverb") {
		return nil
	}
	e.Words = f.doc.SpanOf(i, end)
	return e
}

// firstOf is the number of a stretch's first token.
func (f *framer) firstOf(s model.Span) int {
	first, _ := f.doc.TokensIn(s)
	return first
}

// paragraphOf is the number of the paragraph in which a statement begins.
func (f *framer) paragraphOf(s *model.Statement) int { return f.tok(f.firstOf(s.Hull())).Paragraph }
