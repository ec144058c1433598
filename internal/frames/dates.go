package frames

import (
	"strconv"
	"strings"
	"time"

	"quotegraph/internal/date"
)

// dateOf returns what the time words of an occasion mean in an article of a known date: a day
// "2020-02-18", a month "2020-01" or a year "2019". Words that leave a choice mean nothing, and so
// do all but whole dates where the article's own date is not known.
//
//	Thursday, on Monday evening             the last such day not after the article
//	last Friday, next Tuesday               the nearest one, where it lies in another week: on a
//	                                        Saturday "last Friday" may be yesterday
//	this Wednesday                          the one of the article's week, where it is not after the article
//	yesterday, today, tonight, tomorrow, this morning, last night
//	last month, earlier this month, next year   a month, a year; a week is no day
//	March 3, 3 March, Tuesday, March 3      the last one, where it is nearer than the coming one
//	March 3, 2019; March 2019               as they are
//	on the 3rd                              of the article's month, where it is not after the article
//	in February                             the last February not after the article's month
func dateOf(words, article string) string {
	w := timeWords(words)
	if d := wholeDate(w); d != "" {
		return d
	}
	parsed, err := date.Parse(article)
	if err != nil {
		return ""
	}
	y, m, d := parsed.Time().Date()
	today := day(time.Date(y, m, d, 0, 0, 0, 0, time.UTC))
	switch len(w) {
	case 1:
		return today.word(w[0])
	case 2:
		if d := today.pair(w[0], w[1]); d != "" {
			return d
		}
		return today.dayOfMonth(w[0], w[1])
	case 3:
		if weekday, ok := date.Weekday(w[0]); ok {
			if d := today.dayOfMonth(w[1], w[2]); falls(d, weekday) {
				return d
			}
		}
	}
	return ""
}

// falls tells whether a day is of a weekday.
func falls(d string, weekday time.Weekday) bool {
	t, err := time.Parse(time.DateOnly, d)
	return err == nil && t.Weekday() == weekday
}

// timeWords are the words that tell the day, in lower case: "late on Monday evening" is Monday.
func timeWords(words string) []string {
	var out []string
	for _, w := range strings.Fields(strings.ToLower(strings.ReplaceAll(words, ",", " "))) {
		w = strings.TrimSuffix(w, ".")
		switch w {
		case "on", "in", "at", "of", "the", "early", "earlier", "late", "later":
			continue
		case "morning", "afternoon", "evening", "night", "noon", "midday", "midnight", "dawn":
			if len(out) == 1 && (out[0] == "this" || out[0] == "last") {
				break
			}
			if len(out) > 0 {
				continue
			}
		}
		out = append(out, w)
	}
	return out
}

// wholeDate: "march 3 2019", "tuesday 3 march 2019", "march 2019".
func wholeDate(w []string) string {
	if len(w) >= 3 {
		if d, err := date.Parse(strings.Join(w, " ")); err == nil && !d.HasTime() {
			return d.Day()
		}
	}
	if len(w) == 2 && len(w[1]) == len("2019") {
		if m, ok := date.Month(w[0]); ok {
			if d, err := date.Parse(w[1] + "-01-01"); err == nil {
				return monthOf(d.Time().AddDate(0, int(m)-1, 0))
			}
		}
	}
	return ""
}

// day is an article's.
type day time.Time

func (d day) plus(days int) time.Time { return time.Time(d).AddDate(0, 0, days) }

func dayOf(t time.Time) string   { return t.Format(time.DateOnly) }
func monthOf(t time.Time) string { return t.Format("2006-01") }

// word reads "thursday", "yesterday", "february", "3rd".
func (d day) word(w string) string {
	switch w {
	case "yesterday":
		return dayOf(d.plus(-1))
	case "today", "tonight":
		return dayOf(d.plus(0))
	case "tomorrow":
		return dayOf(d.plus(1))
	}
	if weekday, ok := date.Weekday(w); ok {
		return dayOf(d.plus(-d.since(weekday)))
	}
	if month, ok := date.Month(w); ok {
		t := time.Time(d)
		back := (int(t.Month()) - int(month) + 12) % 12
		return monthOf(time.Date(t.Year(), t.Month()-time.Month(back), 1, 0, 0, 0, 0, time.UTC))
	}
	if n, ok := dayNumber(w); ok && isOrdinal(w) && n <= time.Time(d).Day() {
		return dayOf(d.plus(n - time.Time(d).Day()))
	}
	return ""
}

// since is how many days ago the last such weekday was; 0 when it is the article's.
func (d day) since(weekday time.Weekday) int {
	return (int(time.Time(d).Weekday()) - int(weekday) + 7) % 7
}

// inWeek is the number of a weekday in a week that begins on Monday.
func inWeek(weekday time.Weekday) int { return (int(weekday) + 6) % 7 }

// pair reads "last friday", "this morning", "next year".
func (d day) pair(which, what string) string {
	if weekday, ok := date.Weekday(what); ok {
		return d.weekdayOf(which, weekday)
	}
	step := map[string]int{"last": -1, "this": 0, "next": 1}
	n, ok := step[which]
	if !ok {
		return ""
	}
	t := time.Time(d)
	switch what {
	case "month":
		return monthOf(time.Date(t.Year(), t.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC))
	case "year":
		return strconv.Itoa(t.Year() + n)
	case "morning", "afternoon", "evening":
		if n == 0 {
			return dayOf(t)
		}
	case "night":
		if n <= 0 {
			return dayOf(d.plus(n))
		}
	}
	return ""
}

// weekdayOf reads a weekday with "last", "this" or "next" before it.
func (d day) weekdayOf(which string, weekday time.Weekday) string {
	here, there := inWeek(time.Time(d).Weekday()), inWeek(weekday)
	switch {
	case which == "last" && there >= here: // the nearest one lies in the week before
		return dayOf(d.plus(there - here - 7))
	case which == "next" && there <= here: // in the week after
		return dayOf(d.plus(there - here + 7))
	case which == "this" && there <= here:
		return dayOf(d.plus(there - here))
	}
	return ""
}

// dayOfMonth reads a day without its year: "march 3", "3rd march".
func (d day) dayOfMonth(a, b string) string {
	if _, ok := date.Month(a); !ok {
		a, b = b, a
	}
	month, ok := date.Month(a)
	n, numbered := dayNumber(b)
	if !ok || !numbered {
		return ""
	}
	t := time.Time(d)
	var before, after time.Time
	for year := t.Year() - 8; year <= t.Year()+8; year++ { // there may be eight years between two 29ths of February
		found := time.Date(year, month, n, 0, 0, 0, 0, time.UTC)
		switch {
		case found.Month() != month: // no such day that year
		case !found.After(t):
			before = found
		case after.IsZero():
			after = found
		}
	}
	if before.IsZero() || t.Sub(before) >= after.Sub(t) {
		return ""
	}
	return dayOf(before)
}

// isOrdinal: "3rd", not "3".
func isOrdinal(w string) bool {
	for _, end := range []string{"st", "nd", "rd", "th"} {
		if before, ok := strings.CutSuffix(w, end); ok && before != "" && strings.Trim(before, "0123456789") == "" {
			return true
		}
	}
	return false
}

// dayNumber reads the number of a day in its month: "3", "3rd".
func dayNumber(w string) (int, bool) {
	if isOrdinal(w) {
		w = w[:len(w)-2]
	}
	n, err := strconv.Atoi(w)
	return n, err == nil && 1 <= n && n <= 31
}
