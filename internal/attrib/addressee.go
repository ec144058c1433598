package attrib

import (
	"slices"
	"strings"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

// addressee finds to whom a statement is made: in the cue or right behind it, when its verb takes one.
// "told reporters that", "warned the ministry in a letter"
func addressee(d *model.Document, s *model.Statement) model.Span {
	if s.Cue.IsZero() {
		return model.Span{}
	}
	first, last := d.TokensIn(s.Cue)
	for i := first; i < last; i++ {
		c := lexicon.CueAt(d.Tokens, i)
		if c == nil || !c.Object {
			continue
		}
		begin := i + 1
		end := begin
		for end < len(d.Tokens) && end < begin+5 && inAddressee(d, end, begin) && !inPart(s, d.Tokens[end]) &&
			!s.Source.Overlaps(d.Tokens[end].Span) {
			end++
		}
		for end > begin && lexicon.Function(d.Tokens[end-1].Lower) == "article" {
			end--
		}
		if end > begin && !pressConference(d, begin, end) {
			return d.SpanOf(begin, end)
		}
	}
	return model.Span{}
}

// pressConference: "told | a news conference": where it was said, and to nobody in particular.
func pressConference(d *model.Document, first, last int) bool {
	if lexicon.Function(d.Tokens[first].Lower) == "article" {
		first++
	}
	kind, _ := lexicon.EventTypeOf(strings.ToLower(d.TextOf(d.SpanOf(first, last))))
	return kind == "press conference"
}

// withoutAddressee takes off the contents' begin what only tells to whom: "assured | her government
// | that the rains would come", "could not tell | the court | whether".
func withoutAddressee(d *model.Document, s *model.Statement) {
	if s.Cue.IsZero() || len(s.Parts) == 0 {
		return
	}
	_, cueLast := d.TokensIn(s.Cue)
	if len(s.Parts) == 2 && onlyAddressee(d, s.Parts, cueLast) {
		s.Parts = s.Parts[1:]
		return
	}
	for k, p := range s.Parts {
		first, last := d.TokensIn(p)
		if first != cueLast || lexicon.CueAt(d.Tokens, cueLast-1) == nil || !lexicon.CueAt(d.Tokens, cueLast-1).Object {
			continue
		}
		end := first
		for end < min(last, first+5) && inAddressee(d, end, first) {
			end++
		}
		if end == first || end >= len(d.Tokens) {
			continue
		}
		switch d.Tokens[end].Lower {
		case "that", "whether", "if", "how", "why", "what":
			if s.Parts[k] = d.SpanOf(end, last); end >= last {
				s.Parts = slices.Delete(s.Parts, k, k+1)
			}
			return
		}
	}
}

// onlyAddressee: "asked | the governor of the bank, Lidia Roon, | whether the peg would hold": the
// first part tells to whom.
func onlyAddressee(d *model.Document, parts []model.Span, cueLast int) bool {
	first, last := d.TokensIn(parts[0])
	next, _ := d.TokensIn(parts[1])
	if first != cueLast || next-last > 1 || last-first > 12 || lexicon.CueAt(d.Tokens, cueLast-1) == nil ||
		!lexicon.CueAt(d.Tokens, cueLast-1).Object {
		return false
	}
	switch d.Tokens[next].Lower {
	case "that", "whether", "if":
	default:
		return false
	}
	for i := first; i < last; i++ {
		if lexicon.Function(d.Tokens[i].Lower) == "auxiliary" || d.Tokens[i].Quoted {
			return false
		}
	}
	return true
}

// toKnow gives the cue what belongs to it: "wanted | to know whether".
func toKnow(d *model.Document, s *model.Statement) {
	if s.Cue.IsZero() || len(s.Parts) == 0 {
		return
	}
	cueFirst, cueLast := d.TokensIn(s.Cue)
	first, last := d.TokensIn(s.Parts[0])
	if first != cueLast || first+2 >= last || !strings.HasPrefix(d.Tokens[cueLast-1].Lower, "want") ||
		d.Tokens[first].Lower != "to" ||
		d.Tokens[first+1].Lower != "know" {
		return
	}
	s.Cue, s.Parts[0] = d.SpanOf(cueFirst, first+2), d.SpanOf(first+2, last)
}

func inAddressee(d *model.Document, i, begin int) bool {
	t := d.Tokens[i]
	if t.Kind != model.Word || t.Sentence != d.Tokens[begin].Sentence || lexicon.TimeKind(t.Lower) != "" {
		return t.Lower == "'s" && i > begin
	}
	switch lexicon.Function(t.Lower) {
	case "":
		return t.Lower != "that" && t.Lower != "not"
	case "article", "possessive":
		return i == begin
	case "pronoun":
		return i == begin && i+1 < len(d.Tokens)
	}
	return false
}

func inPart(s *model.Statement, t model.Token) bool {
	return slices.ContainsFunc(s.Parts, func(p model.Span) bool { return p.Begin <= t.Begin && t.Begin < p.End })
}
