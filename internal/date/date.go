// Package date reads the dates of articles as feeds, agencies and web pages write them.
//
// A day is read from
//
//	2020-02-18, 2020/02/18, 2020.02.18, 20200218     the year first
//	18.02.2020                                       with dots the day comes first
//	18/02/2020, 02/18/2020, 02/02/2020               only where the day can't be taken for the month
//	February 18, 2020; Feb. 18 2020; 2020 Feb 18     a month's name or its short form
//	18 February 2020; 18th of February, 2020; 18-Feb-2020
//	Tuesday, February 18, 2020                       the weekday must be that of the day
//
// A time of day stands behind the day, after "T", blanks, a comma, "at" or a dash, or before it:
//
//	2020-02-18T14:05:00+01:00, 2020-02-18 14:05, 20200218T140500Z, 20200218140500
//	Tue, 18 Feb 2020 14:05:00 GMT; Tue Feb 18 14:05:00 UTC 2020
//	February 18, 2020 at 2:05 p.m.; 14:05 GMT, 18 February 2020
//	1582034700, 1582034700000                        Unix time in seconds and in milliseconds
//
// An offset from UTC is kept. A time without one stays without one. A zone's name is read where it
// means one offset everywhere: "UTC", "CET"; "EST" and its like only in dates of mail, "18 Feb 2020
// 14:05 EST", whose standard gives their offsets. With another name, "ET" or "IST", the time is not
// known: the day is kept and Unread tells the name. Words in brackets behind an offset only explain
// it, "+0100 (Central European Time)". Parts of a second are dropped.
//
// Nothing is guessed. "03/04/2020", a year of two digits, a year outside 1800 to 2100, a day that
// its month has not, a weekday that is another one's, and any word beside the date make the whole
// text unreadable.
package date

import (
	"fmt"
	"time"
)

// Date is a day, or a day with its time.
type Date struct {
	at     time.Time // in UTC where the offset is not known
	known  precision
	unread string
}

type precision uint8

const (
	dayOnly precision = iota
	localTime
	offsetTime
)

// local is a day's time without its offset, as xsd:dateTime has it.
const local = "2006-01-02T15:04:05"

// Error says why a text could not be read.
type Error struct{ Text, Reason string }

func (e *Error) Error() string { return fmt.Sprintf("date %.80q can't be read: %s", e.Text, e.Reason) }

// Parse reads a date. Its errors are of type *Error.
func Parse(text string) (Date, error) {
	d, reason := read(text)
	if reason != "" {
		return Date{}, &Error{text, reason}
	}
	return d, nil
}

// Day returns the day where the date was written: "2020-02-18".
func (d Date) Day() string { return d.at.Format(time.DateOnly) }

// HasTime tells whether the time of day is known too.
func (d Date) HasTime() bool { return d.known != dayOnly }

// HasOffset tells whether the time's offset from UTC is known.
func (d Date) HasOffset() bool { return d.known == offsetTime }

// Time returns the moment; what is not known of it is midnight, and UTC.
func (d Date) Time() time.Time { return d.at }

// Unread returns the zone's name for which the time was dropped: "ET"; else nothing.
func (d Date) Unread() string { return d.unread }

// String returns the one form in which a date is stored, which Parse reads as the same date:
// "2020-02-18", or as RFC 3339 "2020-02-18T14:05:00+01:00", without the offset where it is not
// known.
func (d Date) String() string {
	switch d.known {
	case localTime:
		return d.at.Format(local)
	case offsetTime:
		return d.at.Format(time.RFC3339)
	}
	return d.Day()
}

// DayOf returns the day of a text that Parse reads, else the text.
func DayOf(text string) string {
	d, err := Parse(text)
	if err != nil {
		return text
	}
	return d.Day()
}
