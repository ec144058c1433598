package date

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestParse(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"RFC 3339", "2020-02-18T14:05:00Z", "2020-02-18T14:05:00Z"},
		{"RFC 3339, lower case", "2020-02-18t14:05:00z", "2020-02-18T14:05:00Z"},
		{"RFC 3339, offset kept", "2020-02-18T14:05:00+01:00", "2020-02-18T14:05:00+01:00"},
		{"RFC 3339, west", "2020-02-18T23:05:00-05:00", "2020-02-18T23:05:00-05:00"},
		{"RFC 3339, parts of a second", "2020-02-18T14:05:00.123456789Z", "2020-02-18T14:05:00Z"},
		{"RFC 3339, unknown local offset", "2020-02-18T14:05:00-00:00", "2020-02-18T14:05:00Z"},
		{"offset without colon", "2020-02-18T14:05:00+0100", "2020-02-18T14:05:00+01:00"},
		{"offset of hours", "2020-02-18T14:05:00+01", "2020-02-18T14:05:00+01:00"},
		{"offset of half an hour", "2020-02-18T14:05:00+05:30", "2020-02-18T14:05:00+05:30"},
		{"no offset", "2020-02-18T14:05:00", "2020-02-18T14:05:00"},
		{"no seconds", "2020-02-18 14:05", "2020-02-18T14:05:00"},
		{"blank and offset", "2020-02-18 14:05:00 +0100", "2020-02-18T14:05:00+01:00"},
		{"blank and zone", "2020-02-18 14:05:00 UTC", "2020-02-18T14:05:00Z"},
		{"database, parts of a second", "2020-02-18 14:05:00.000000", "2020-02-18T14:05:00"},
		{"day", "2020-02-18", "2020-02-18"},
		{"day, one digit", "2020-2-8", "2020-02-08"},
		{"day, slashes", "2020/02/18", "2020-02-18"},
		{"day, slashes and time", "2020/02/18 14:05", "2020-02-18T14:05:00"},
		{"day, dots, year first", "2020.02.18", "2020-02-18"},
		{"day, digits", "20200218", "2020-02-18"},
		{"digits and time", "20200218T140500Z", "2020-02-18T14:05:00Z"},
		{"digits and short time", "20200218T1405", "2020-02-18T14:05:00"},
		{"digits and offset", "20200218T140500+0100", "2020-02-18T14:05:00+01:00"},
		{"digits, time without T", "20200218140500", "2020-02-18T14:05:00"},
		{"RFC 1123", "Tue, 18 Feb 2020 14:05:00 GMT", "2020-02-18T14:05:00Z"},
		{"RFC 1123, offset", "Tue, 18 Feb 2020 14:05:00 +0000", "2020-02-18T14:05:00Z"},
		{"RFC 1123, offset west", "Tue, 18 Feb 2020 14:05:00 -0500", "2020-02-18T14:05:00-05:00"},
		{"RFC 822, no weekday, no seconds", "18 Feb 2020 14:05 GMT", "2020-02-18T14:05:00Z"},
		{"RFC 822, one digit", "Sat, 8 Feb 2020 04:05:00 GMT", "2020-02-08T04:05:00Z"},
		{"mail, American zone", "Tue, 18 Feb 2020 14:05:00 EST", "2020-02-18T14:05:00-05:00"},
		{"mail, comment", "Tue, 18 Feb 2020 14:05:00 +0000 (UTC)", "2020-02-18T14:05:00Z"},
		{"RFC 850 with four digits", "Tuesday, 18-Feb-2020 14:05:00 GMT", "2020-02-18T14:05:00Z"},
		{"Unix date", "Tue Feb 18 14:05:00 UTC 2020", "2020-02-18T14:05:00Z"},
		{"ANSI C", "Sat Feb  8 14:05:00 2020", "2020-02-08T14:05:00"},
		{"a minus sign behind a zone", "18 Feb 2020 14:05 GMT−0100", "2020-02-18T14:05:00-01:00"},
		{"JavaScript", "Tue Feb 18 2020 14:05:00 GMT+0100 (Central European Standard Time)", "2020-02-18T14:05:00+01:00"},
		{"European zone", "18 Feb 2020 14:05 CEST", "2020-02-18T14:05:00+02:00"},
		{"agency", "Feb. 18, 2020", "2020-02-18"},
		{"agency, September", "Sept. 8, 2020", "2020-09-08"},
		{"American", "February 18, 2020", "2020-02-18"},
		{"American, no comma", "Feb 18 2020", "2020-02-18"},
		{"American, weekday", "Tuesday, February 18, 2020", "2020-02-18"},
		{"American, ordinal", "February 18th, 2020", "2020-02-18"},
		{"American, time", "February 18, 2020 at 2:05 PM", "2020-02-18T14:05:00"},
		{"American, hour", "Feb. 18, 2020, 2 p.m.", "2020-02-18T14:00:00"},
		{"midnight", "Feb 18, 2020 12:05 a.m.", "2020-02-18T00:05:00"},
		{"noon", "Feb 18, 2020 12:05 p.m.", "2020-02-18T12:05:00"},
		{"zone unclear: the day", "Feb 18 2020 2:05 p.m. ET", "2020-02-18"},
		{"zone unclear outside mail", "Feb 18 2020 2:05 p.m. EST", "2020-02-18"},
		{"zone unclear, brackets", "18 Feb 2020 14:05 (IST)", "2020-02-18"},
		{"British", "18 February 2020", "2020-02-18"},
		{"British, time", "18 Feb 2020, 14:05", "2020-02-18T14:05:00"},
		{"British, dash and time", "18 Feb 2020 - 14:05", "2020-02-18T14:05:00"},
		{"British, ordinal", "18th February, 2020", "2020-02-18"},
		{"British, of", "3rd of March 2020", "2020-03-03"},
		{"British, weekday without comma", "Tuesday 18 February 2020", "2020-02-18"},
		{"time first", "14:05 GMT, Tuesday 18 February 2020", "2020-02-18T14:05:00Z"},
		{"time first, unclear zone", "2:05 PM ET, Tue February 18, 2020", "2020-02-18"},
		{"year, month's name, day", "2020 Feb 18", "2020-02-18"},
		{"capitals", "18 FEBRUARY 2020", "2020-02-18"},
		{"dots", "18.02.2020", "2020-02-18"},
		{"dots, day below 13", "03.04.2020", "2020-04-03"},
		{"dots and time", "18.02.2020 14:05", "2020-02-18T14:05:00"},
		{"slashes, day first", "18/02/2020", "2020-02-18"},
		{"slashes, month first", "02/18/2020", "2020-02-18"},
		{"slashes, both the same", "02/02/2020", "2020-02-02"},
		{"hyphens, day first", "18-02-2020", "2020-02-18"},
		{"Unix seconds", "1582034700", "2020-02-18T14:05:00Z"},
		{"Unix seconds before 2001", "946684800", "2000-01-01T00:00:00Z"},
		{"Unix seconds, fraction", "1582034700.25", "2020-02-18T14:05:00Z"},
		{"Unix milliseconds", "1582034700123", "2020-02-18T14:05:00Z"},
		{"white space", "\t18\u00a0February\u202f2020 \n", "2020-02-18"},
		{"leap day", "29 February 2020", "2020-02-29"},
		{"first year", "1800-01-01", "1800-01-01"},
		{"last year", "2100-12-31", "2100-12-31"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := Parse(c.text)
			if err != nil || d.String() != c.want {
				t.Fatalf("Parse(%q) = %q, %v; want %q", c.text, d, err, c.want)
			}
			if timed := strings.Contains(c.want, "T"); d.HasTime() != timed || d.Day() != c.want[:10] {
				t.Errorf("Parse(%q): HasTime %v, Day %q", c.text, d.HasTime(), d.Day())
			}
		})
	}
}

func TestNotRead(t *testing.T) {
	for _, c := range []struct{ name, text, reason string }{
		{"empty", "", "empty"},
		{"blank", " \n", "empty"},
		{"words", "last spring", "no form"},
		{"month and day swapped or not", "03/04/2020", "can't be told apart"},
		{"the same with hyphens", "03-04-2020", "can't be told apart"},
		{"the same with a time", "03/04/2020 14:05", "can't be told apart"},
		{"two numbers above 12", "13/14/2020", "no month"},
		{"31 February", "2020-02-31", "February 2020 has no day 31"},
		{"31 February, words", "31 February 2020", "has no day 31"},
		{"no leap year", "Feb. 29, 2019", "has no day 29"},
		{"day 0", "2020-02-00", "has no day 0"},
		{"month 13", "2020-13-01", "no month 13"},
		{"month 13 in digits", "20201301", "no month 13"},
		{"dots, month first", "02.18.2020", "no month 18"},
		{"before 1800", "1799-12-31", "1799"},
		{"after 2100", "2101-01-01", "2101"},
		{"Unix time after 2100", "9999999999", "2286"},
		{"year 0", "0000-01-01", "the year 0"},
		{"two-digit year", "18 Feb 20", "no form"},
		{"two-digit year, slashes", "18/02/20", "no form"},
		{"year alone", "2020", "no form"},
		{"month alone", "February 2020", "no form"},
		{"no year", "18 February", "no form"},
		{"trailing junk", "2020-02-18 junk", "no form"},
		{"trailing junk at the zone", "2020-02-18T14:05:00Zfoo", "no form"},
		{"trailing sign", "2020-02-18-", "no form"},
		{"trailing colon", "2020-02-18 14:05:", "no form"},
		{"leading words", "Published: 18 February 2020", "no form"},
		{"two dates", "2020-02-18 2020-02-19", "no form"},
		{"range", "18-19 February 2020", "no form"},
		{"wrong ordinal", "18rd February 2020", "no form"},
		{"another weekday", "Wednesday, 18 February 2020", "is a Tuesday, not a Wednesday"},
		{"hour 25", "2020-02-18 25:05", "time of day"},
		{"minute 60", "2020-02-18 14:60", "time of day"},
		{"14 p.m.", "Feb 18 2020 14:05 p.m.", "time of day"},
		{"0 a.m.", "Feb 18 2020 0:05 a.m.", "time of day"},
		{"hour without its half", "Feb 18 2020 2", "no form"},
		{"offset too large", "2020-02-18T14:05:00+15:00", "offset"},
		{"offset of 60 minutes", "2020-02-18T14:05:00+01:60", "offset"},
		{"offset at a day", "2020-02-18 -05:00", "no form"},
		{"zone that is a word", "18 Feb 2020 14:05 eat", "no form"},
		{"open bracket", "18 Feb 2020 14:05 (GMT", "no form"},
		{"mixed signs", "2020-02/18", "no form"},
		{"day with its time or milliseconds", "202002181405", "milliseconds"},
		{"few digits", "158203", "no form"},
		{"many digits", "15820347001231231231231", "no form"},
		{"other digits", "٢٠٢٠-٠٢-١٨", "no form"},
		{"long", strings.Repeat("2020-02-18 ", 100), "no form"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := Parse(c.text)
			var e *Error
			if !errors.As(err, &e) || !strings.Contains(e.Reason, c.reason) || e.Text != c.text {
				t.Fatalf("Parse(%q) = %q, %v; want an error with %q", c.text, d, err, c.reason)
			}
		})
	}
}

func TestUnread(t *testing.T) {
	for text, want := range map[string]string{"Feb 18 2020 2:05 p.m. ET": "ET",
		"18 Feb 2020 14:05 (IST)": "IST", "18 Feb 2020 14:05 EST": "", "2020-02-18": ""} {
		if d, err := Parse(text); err != nil || d.Unread() != want {
			t.Errorf("Parse(%q): Unread %q, %v; want %q", text, d.Unread(), err, want)
		}
	}
}

func TestTime(t *testing.T) {
	for text, want := range map[string]string{
		"2020-02-18T23:05:00-05:00": "2020-02-19T04:05:00Z", "2020-02-18T14:05": "2020-02-18T14:05:00Z",
		"2020-02-18": "2020-02-18T00:00:00Z",
	} {
		if d, err := Parse(text); err != nil || d.Time().UTC().Format(time.RFC3339) != want {
			t.Errorf("Parse(%q): Time %v, %v; want %s", text, d.Time(), err, want)
		}
	}
	for text, want := range map[string]bool{"2020-02-18T14:05:00Z": true, "2020-02-18T14:05": false, "2020-02-18": false} {
		if d, _ := Parse(text); d.HasOffset() != want {
			t.Errorf("Parse(%q): HasOffset is not %v", text, want)
		}
	}
}

func TestDayOf(t *testing.T) {
	for text, want := range map[string]string{"2020-02-18T23:05:00-05:00": "2020-02-18",
		"Feb. 18, 2020": "2020-02-18", "in spring": "in spring", "": ""} {
		if got := DayOf(text); got != want {
			t.Errorf("DayOf(%q) = %q, want %q", text, got, want)
		}
	}
}

func ExampleParse() {
	for _, text := range []string{"Tue, 18 Feb 2020 14:05:00 +0100", "18th February, 2020", "2020-02-18 14:05",
		"03/04/2020"} {
		d, err := Parse(text)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(d)
	}
	// Output:
	// 2020-02-18T14:05:00+01:00
	// 2020-02-18
	// 2020-02-18T14:05:00
	// date "03/04/2020" can't be read: the day and the month can't be told apart
}

// FuzzParse: Parse never panics, and what it gives parses again to the same.
func FuzzParse(f *testing.F) {
	for _, text := range []string{
		"2020-02-18T14:05:00+01:00", "20200218T140500Z", "Tue, 18 Feb 2020 14:05:00 GMT",
		"Feb 18 2020 2:05 p.m. ET", "18th of February, 2020", "1582034700.5",
		"202002181405", "03/04/2020", "Tue Feb 18 2020 14:05:00 GMT+0100 (Central European Standard Time)",
		"2:05 PM ET, Tue February 18, 2020", "18.02.2020 14:05 +1", "T", "", "\xff",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := Parse(text)
		if err != nil {
			if d != (Date{}) {
				t.Errorf("Parse(%q) gives %v beside an error", text, d)
			}
			return
		}
		again, err := Parse(d.String())
		if err != nil || again.String() != d.String() || !again.Time().Equal(d.Time()) ||
			again.HasTime() != d.HasTime() ||
			again.HasOffset() != d.HasOffset() {
			t.Errorf("Parse(%q) = %q, which parses to %q, %v", text, d, again, err)
		}
		if y := d.at.Year(); y < firstYear || y > lastYear {
			t.Errorf("Parse(%q) has year %d", text, y)
		}
	})
}
