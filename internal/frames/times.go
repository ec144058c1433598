package frames

import (
	"strconv"
	"strings"

	"quotegraph/internal/date"
	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

// tellTime gives an event that has no time yet the tokens [i, end) as its time, and returns end.
func (f *framer) tellTime(e *model.Event, i, end int) int {
	if e.Time == "" {
		e.Time = f.words(i, end)
	}
	return end
}

// words are those of the tokens [i, end), on one line.
func (f *framer) words(i, end int) string {
	return strings.Join(strings.Fields(f.doc.TextOf(f.doc.SpanOf(i, end))), " ")
}

// timeEnd returns the end of the time words that begin at token i: "Thursday evening", "Feb. 18,
// 2019", "Tuesday, Feb. 18".
func (f *framer) timeEnd(i, last int) int {
	i++
	for i < last {
		switch t := f.tok(i); {
		case lexicon.TimeKind(t.Lower) != "", f.monthWord(i-1) && (f.isDay(i) || f.isYear(i)):
			i++
		case t.Text == "," && i+1 < last &&
			(f.isYear(i+1) && f.monthWord(i-2) || f.monthAt(i+1, last) && lexicon.TimeKind(f.tok(i-1).Lower) == "weekday"):
			i += 2
		default:
			return i
		}
	}
	return i
}

// monthWord: a month's name or short form stands at token i.
func (f *framer) monthWord(i int) bool { return i >= 0 && lexicon.TimeKind(f.tok(i).Lower) == "month" }

// monthAt: the name of a month stands at token i, and no verb: "May", "March".
func (f *framer) monthAt(i, last int) bool {
	return i < last && f.monthWord(i) && lexicon.IsCapital(f.tok(i).Text)
}

func (f *framer) isYear(i int) bool {
	w := f.tok(i).Text
	n, err := strconv.Atoi(w)
	return err == nil && len(w) == len("2019") && 1000 <= n && n < 3000
}

// isDay: the number of a day stands at token i, or of the first of some: "4", "18th", "4-5".
func (f *framer) isDay(i int) bool {
	w, _, _ := strings.Cut(f.tok(i).Lower, "-")
	_, ok := dayNumber(w)
	return ok
}

// dayBeforeMonth: "3 March".
func (f *framer) dayBeforeMonth(i, last int) bool {
	return f.isDay(i) && f.monthAt(i+1, last)
}

// periodEnd returns the end of "last Friday", "last month", "earlier this year", "this morning" at
// token i, or i.
func (f *framer) periodEnd(i, last int) int {
	start := i
	switch f.tok(i).Lower {
	case "early", "earlier", "late", "later":
		i++
	}
	if i+1 >= last {
		return start
	}
	which, what := f.tok(i).Lower, f.tok(i+1).Lower
	if which != "last" && which != "this" && which != "next" {
		return start
	}
	switch what {
	case "week", "month", "year":
		return i + 2
	case "morning", "afternoon", "evening", "night":
		return i + 2
	}
	if _, ok := date.Weekday(what); ok && lexicon.IsCapital(f.tok(i+1).Text) {
		return f.timeEnd(i+1, last)
	}
	return start
}

// ordinalEnd returns the end of "the 3rd", "the 3rd of March" at token i, or i: "the 3rd battalion"
// is no time.
func (f *framer) ordinalEnd(i, last int) int {
	if i+1 >= last || f.tok(i).Lower != "the" || !isOrdinal(f.tok(i+1).Lower) {
		return i
	}
	if i+3 < last && f.tok(i+2).Lower == "of" && f.monthAt(i+3, last) {
		return f.timeEnd(i+3, last)
	}
	if n := f.tok(i + 2); i+2 < last && n.Kind == model.Word && lexicon.Function(n.Lower) == "" && !f.inCue(i+2) {
		return i
	}
	return i + 2
}

// timeIn returns the first time words of a stretch that are no content and tell a day.
func (f *framer) timeIn(first, last int) string {
	for i := first; i < last; i++ {
		if !f.tellsDay(i, last) {
			continue
		}
		begin := i
		if begin > first {
			switch before := f.tok(begin - 1); before.Lower {
			case "by",
				"until",
				"till",
				"before",
				"since",
				"after",
				"from",
				"through",
				"every",
				"each": // when something else begins or ends
				continue
			case "last", "this", "next":
				begin--
			default:
				if f.dayBeforeMonth(begin-1, last) {
					begin--
				}
			}
		}
		return f.words(begin, f.timeEnd(i, last))
	}
	return ""
}

// tellsDay: a weekday, a day of a month, "yesterday" or "this morning" stands at token i.
func (f *framer) tellsDay(i, last int) bool {
	if f.said(i) {
		return false
	}
	t := f.tok(i)
	switch t.Lower {
	case "yesterday", "today", "tonight":
		return true
	case "morning", "afternoon", "evening":
		return i > 0 && f.tok(i-1).Lower == "this"
	case "night":
		return i > 0 && f.tok(i-1).Lower == "last"
	}
	switch lexicon.TimeKind(t.Lower) {
	case "weekday":
		return true
	case "month":
		return i+1 < last && f.tok(i+1).Kind == model.Number || i > 0 && f.dayBeforeMonth(i-1, last)
	}
	return false
}
