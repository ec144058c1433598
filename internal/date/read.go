package date

import (
	"fmt"
	"strconv"
	"time"
)

// Years outside are taken for mistakes.
const firstYear, lastYear = 1800, 2100

// mostOffset from UTC that xsd:dateTime allows, in seconds.
const mostOffset = 14 * 60 * 60

const noForm = "it has no form of a date that is known"

// form is what a text says, before it is known to be true.
type form struct {
	year, month, day int
	unclear          bool // which number is the month
	mail             bool // the day before the month's name, as in mail
	weekday          *time.Weekday
	timed            bool
	hour, min, sec   int
	zoned            bool   // with an offset from UTC
	offset           int    // seconds
	zone             string // one whose offset is not known
}

// read returns a date or why there is none.
func read(text string) (Date, string) {
	if len(text) > longest {
		return Date{}, noForm
	}
	tokens := split(text)
	switch len(tokens) {
	case 0:
		return Date{}, "it is empty"
	case 1, 3:
		if d, reason, ok := readDigits(tokens); ok {
			return d, reason
		}
	}
	for _, order := range []func(*parser) bool{(*parser).dayFirst, (*parser).clockFirst, (*parser).yearLast} {
		p := parser{tokens: tokens}
		if order(&p) && p.at == len(tokens) {
			return p.form.date()
		}
	}
	return Date{}, noForm
}

// readDigits reads a date of digits only: a day, a day with its time, or Unix time, whose seconds
// may have a fraction.
func readDigits(tokens []token) (d Date, reason string, ok bool) {
	digits := tokens[0].text
	if tokens[0].kind != number {
		return Date{}, "", false
	}
	if len(tokens) == 3 &&
		(len(digits) != 9 && len(digits) != 10 || tokens[1].text != "." || tokens[1].spaced ||
			tokens[2].kind != number || tokens[2].spaced) {
		return Date{}, "", false
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		return Date{}, "", false
	}
	switch len(digits) {
	case 8:
		f := form{year: int(n / 10000), month: int(n / 100 % 100), day: int(n % 100)}
		d, reason = f.date()
	case 14:
		f := form{timed: true, hour: int(n / 10000 % 100), min: int(n / 100 % 100), sec: int(n % 100)}
		f.year, f.month, f.day = int(n/1e10), int(n/1e8%100), int(n/1e6%100)
		d, reason = f.date()
	case 9, 10:
		d, reason = unix(time.Unix(n, 0))
	case 12, 13:
		d, reason = unix(time.UnixMilli(n))
		f := form{
			year:  int(n / 1e8),
			month: int(n / 1e6 % 100),
			day:   int(n / 1e4 % 100),
			timed: true,
			hour:  int(n / 100 % 100),
			min:   int(n % 100),
		}
		if _, no := f.date(); len(digits) == 12 && no == "" {
			reason = "it may be a day with its time, or Unix time in milliseconds"
		}
	default:
		return Date{}, "", false
	}
	return d, reason, true
}

func unix(t time.Time) (Date, string) {
	t = t.UTC().Truncate(time.Second)
	if y := t.Year(); y < firstYear || y > lastYear {
		return Date{}, outside(y)
	}
	return Date{at: t, known: offsetTime}, ""
}

func outside(year int) string {
	return fmt.Sprintf("the year %d is not between %d and %d", year, firstYear, lastYear)
}

// date checks what a text says, and returns the date or why there is none.
func (f *form) date() (Date, string) {
	if reason := f.clearMonth(); reason != "" {
		return Date{}, reason
	}
	day := time.Date(f.year, time.Month(f.month), f.day, 0, 0, 0, 0, time.UTC)
	if reason := f.noDay(day); reason != "" {
		return Date{}, reason
	}
	if !f.timed {
		return Date{at: day}, ""
	}
	return f.withTime(day)
}

// clearMonth puts the month and the day of the month, where it is not clear which number is which,
// in their places, or returns why that can't be told.
func (f *form) clearMonth() (reason string) {
	if !f.unclear || f.day == f.month {
		return ""
	}
	switch {
	case f.day > 12 && f.month > 12:
		return "no month has either number"
	case f.day <= 12 && f.month <= 12:
		return "the day and the month can't be told apart"
	case f.month > 12:
		f.day, f.month = f.month, f.day
	}
	return ""
}

// noDay returns why the year, month, day and weekday that a text says are none: day is what the
// calendar makes of them. It returns "" if they are one.
func (f *form) noDay(day time.Time) (reason string) {
	switch {
	case f.year < firstYear || f.year > lastYear:
		return outside(f.year)
	case f.month < 1 || f.month > 12:
		return fmt.Sprintf("there is no month %d", f.month)
	case day.Day() != f.day:
		return fmt.Sprintf("%s %d has no day %d", time.Month(f.month), f.year, f.day)
	case f.weekday != nil && day.Weekday() != *f.weekday:
		return fmt.Sprintf("%s is a %s, not a %s", day.Format(time.DateOnly), day.Weekday(), *f.weekday)
	}
	return ""
}

// withTime returns a day with the time of day that a text says, the day alone where its zone is not
// known, or why there is no such time.
func (f *form) withTime(day time.Time) (Date, string) {
	switch {
	case f.hour > 23 || f.min > 59 || f.sec > 59:
		return Date{}, "there is no such time of day"
	case f.zone != "":
		return Date{at: day, unread: f.zone}, ""
	case !f.zoned:
		return Date{at: f.in(day, time.UTC), known: localTime}, ""
	case f.offset < -mostOffset || f.offset > mostOffset:
		return Date{}, "there is no such offset from UTC"
	case f.offset == 0:
		return Date{at: f.in(day, time.UTC), known: offsetTime}, ""
	}
	return Date{at: f.in(day, time.FixedZone("", f.offset)), known: offsetTime}, ""
}

// in returns a day's time of day in a place.
func (f *form) in(day time.Time, place *time.Location) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day(), f.hour, f.min, f.sec, 0, place)
}
