package query

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

const (
	months   = "january|february|march|april|may|june|july|august|september|october|november|december"
	weekdays = "sunday|monday|tuesday|wednesday|thursday|friday|saturday"
	isoDate  = `(\d{4}(?:-\d\d(?:-\d\d)?)?)` // a year, a month or a day
)

// times are the forms of time that a question may end with.
var times = []struct {
	words *regexp.Regexp
	read  func(m []string, today time.Time) (from, to string)
}{
	{
		regexp.MustCompile(`(?i) (?:between|from) ` + isoDate + ` (?:and|to|until) ` + isoDate + `$`),
		func(m []string, _ time.Time) (string, string) { return m[1], m[2] },
	},
	{
		regexp.MustCompile(
			`(?i) (?:between|from) (` + months + `)(?: (\d{4}))? (?:and|to|until) (` + months + `)(?:,? (\d{4}))?$`,
		),
		func(m []string, today time.Time) (string, string) {
			to := monthOf(m[3], m[4], today)
			from := monthOf(m[1], cmp.Or(m[2], to[:4]), today)
			if from > to && m[2] == "" { // "between November and January"
				year, _ := strconv.Atoi(to[:4]) // four digits
				from = monthOf(m[1], fmt.Sprint(year-1), today)
			}
			return from, to
		},
	},
	{
		regexp.MustCompile(`(?i) (since|after|before|until|in|during|on|from) (?:the year )?` + isoDate + `$`),
		func(m []string, _ time.Time) (string, string) { return period(m[1], m[2]) },
	},
	{
		regexp.MustCompile(
			`(?i) (since|after|before|until|in|during|from) (?:last )?(` + months + `)(?:,? (?:of )?(\d{4}))?$`,
		),
		func(m []string, today time.Time) (string, string) {
			return period(m[1], monthOf(m[2], m[3], today))
		},
	},
	{regexp.MustCompile(`(?i) ()last (` + months + `)$`), func(m []string, today time.Time) (string, string) {
		return period("in", monthOf(m[2], "", today))
	}},
	{
		regexp.MustCompile(
			`(?i) (since|after|before|until|on) (?:the )?(\d{1,2})(?:st|nd|rd|th)? (?:of )?(` + months + `)(?:,? (\d{4}))?$`,
		),
		func(m []string, today time.Time) (string, string) {
			return period(m[1], dayOf(m[2], m[3], m[4], today))
		},
	},
	{
		regexp.MustCompile(
			`(?i) (since|after|before|until|on) (` + months + `) (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?$`,
		),
		func(m []string, today time.Time) (string, string) {
			return period(m[1], dayOf(m[3], m[2], m[4], today))
		},
	},
	{
		regexp.MustCompile(`(?i) (?:(since|after|before|until) |on )?(?:last )?(` + weekdays + `)$`),
		func(m []string, today time.Time) (string, string) {
			back := (int(today.Weekday()) - slices.Index(strings.Split(weekdays, "|"), strings.ToLower(m[2])) + 6) % 7
			return period(m[1], today.AddDate(0, 0, -1-back).Format(time.DateOnly))
		},
	},
	{
		regexp.MustCompile(`(?i)(?: in| over| during)? (?:the )?(?:last|past) (\d{1,4}) (day|week|month|year)s?$`),
		func(m []string, today time.Time) (string, string) {
			n, _ := strconv.Atoi(m[1]) // digits
			return back(n, m[2], today), today.Format(time.DateOnly)
		},
	},
	{
		regexp.MustCompile(`(?i) (?:in|over|during) the (?:last|past) (week|month|year)$`),
		func(m []string, today time.Time) (string, string) {
			return back(1, m[1], today), today.Format(time.DateOnly)
		},
	},
	{
		regexp.MustCompile(`(?i)(?: (since))? (this|last) (week|month|year)$`),
		func(m []string, today time.Time) (string, string) {
			from, to := current(strings.ToLower(m[3]), strings.EqualFold(m[2], "last"), today)
			if m[1] != "" {
				to = ""
			}
			return from, to
		},
	},
	{regexp.MustCompile(`(?i)(?: (since))? (today|yesterday)$`), func(m []string, today time.Time) (string, string) {
		if strings.EqualFold(m[2], "yesterday") {
			today = today.AddDate(0, 0, -1)
		}
		return period(m[1], today.Format(time.DateOnly))
	}},
}

// timed takes the time off a question, as the common parameters from and to: at its end, before
// "about …", or at its begin, with a comma.
func timed(question string, today time.Time) (string, map[string]string) {
	if plain, when := endTime(question, today); when != nil {
		return plain, when
	}
	for _, about := range []string{" about ", " on ", " regarding "} {
		if i := strings.Index(question, about); i > 0 {
			if plain, when := endTime(question[:i], today); when != nil {
				return plain + question[i:], when
			}
		}
	}
	for i := range len(question) {
		if question[i] != ',' {
			continue
		}
		if plain, when := endTime(" "+question[:i], today); when != nil && plain == "" {
			return cleaned(question[i+1:]), when
		}
	}
	return question, map[string]string{}
}

func endTime(question string, today time.Time) (string, map[string]string) {
	for _, t := range times {
		m := t.words.FindStringSubmatch(question)
		if m == nil {
			continue
		}
		out := map[string]string{}
		from, to := t.read(m, today)
		if from != "" {
			out["from"] = from
		}
		if to != "" {
			out["to"] = to
		}
		return strings.TrimSuffix(question, m[0]), out
	}
	return question, nil
}

// period is a day, month or year with the word before it: from and to count themselves, "after" and
// "before" do not.
func period(word, date string) (from, to string) {
	switch strings.ToLower(word) {
	case "since", "from":
		return date, ""
	case "until":
		return "", date
	case "after":
		return beside(date, 1), ""
	case "before":
		return "", beside(date, -1)
	}
	return date, date
}

// beside is the day, month or year after or before another.
func beside(date string, n int) string {
	for _, f := range []struct {
		layout              string
		years, months, days int
	}{{time.DateOnly, 0, 0, n}, {"2006-01", 0, n, 0}, {"2006", n, 0, 0}} {
		if t, err := time.Parse(f.layout, date); err == nil {
			return t.AddDate(f.years, f.months, f.days).Format(f.layout)
		}
	}
	return date // the query refuses it
}

// current is this week, month or year, or the one before it. A week begins on Monday.
func current(what string, before bool, today time.Time) (from, to string) {
	n := 0
	if before {
		n = -1
	}
	switch what {
	case "week":
		monday := today.AddDate(0, 0, -(int(today.Weekday())+6)%7+7*n)
		return monday.Format(time.DateOnly), monday.AddDate(0, 0, 6).Format(time.DateOnly)
	case "month":
		m := beside(today.Format("2006-01"), n)
		return m, m
	}
	y := beside(today.Format("2006"), n)
	return y, y
}

// back is the first of so many days, weeks, months or years that end today.
func back(n int, what string, today time.Time) string {
	switch strings.ToLower(what) {
	case "week":
		n *= 7
	case "month":
		return today.AddDate(0, -n, 1).Format(time.DateOnly)
	case "year":
		return today.AddDate(-n, 0, 1).Format(time.DateOnly)
	}
	return today.AddDate(0, 0, 1-n).Format(time.DateOnly)
}

// monthOf is a month of a year or, without one, the last such month that has begun.
func monthOf(name, year string, today time.Time) string {
	n := slices.IndexFunc(strings.Split(months, "|"), func(m string) bool { return strings.EqualFold(m, name) }) + 1
	if year == "" {
		y := today.Year()
		if n > int(today.Month()) {
			y--
		}
		year = fmt.Sprint(y)
	}
	return fmt.Sprintf("%s-%02d", year, n)
}

// dayOf is a day of a month of a year or, without one, the last such day that has begun.
func dayOf(day, month, year string, today time.Time) string {
	d := monthOf(month, year, today) + "-" + fmt.Sprintf("%02s", day)
	if year == "" && d > today.Format(time.DateOnly) {
		d = monthOf(month, fmt.Sprint(today.Year()-1), today) + "-" + fmt.Sprintf("%02s", day)
	}
	return d
}
