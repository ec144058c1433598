package date

import (
	"strconv"
	"strings"
)

// parser reads tokens from left to right. Its methods tell whether what they read stands there;
// those that say "maybe" go on without it.
type parser struct {
	tokens []token
	at     int
	form   form
}

// dayFirst: "Tue, 18 Feb 2020 14:05:00 GMT".
func (p *parser) dayFirst() bool {
	p.maybeWeekday()
	if !p.day() {
		return false
	}
	if p.at == len(p.tokens) {
		return true
	}
	return p.between() && p.clock() && p.maybeZone()
}

// clockFirst: "2:05 PM ET, Tue February 18, 2020".
func (p *parser) clockFirst() bool {
	if !p.clock() || !p.maybeZone() {
		return false
	}
	_ = p.sign(",") || p.word("on")
	p.maybeWeekday()
	return p.day()
}

// yearLast: "Tue Feb 18 14:05:00 UTC 2020".
func (p *parser) yearLast() bool {
	p.maybeWeekday()
	return p.month() && p.number(1, 2, &p.form.day) && p.clock() && p.maybeZone() && p.number(4, 4, &p.form.year)
}

// day reads a day of the year.
func (p *parser) day() bool {
	start, f := p.at, p.form
	for _, form := range []func() bool{p.yearMonthDay, p.compactDay, p.dayMonthYear, p.monthDayYear, p.numbers} {
		if form() {
			return true
		}
		p.at, p.form = start, f
	}
	return false
}

// yearMonthDay: "2020-02-18", "2020 Feb 18".
func (p *parser) yearMonthDay() bool {
	if !p.number(4, 4, &p.form.year) {
		return false
	}
	if s := p.separator(); s != "" && p.number(1, 2, &p.form.month) {
		return p.inner(s) && p.number(1, 2, &p.form.day)
	}
	return p.month() && p.maybeSeparator() && p.number(1, 2, &p.form.day)
}

// compactDay: "20200218", before a time.
func (p *parser) compactDay() bool {
	var n int
	if !p.number(8, 8, &n) {
		return false
	}
	p.form.year, p.form.month, p.form.day = n/10000, n/100%100, n%100
	return true
}

// dayMonthYear: "18th of February, 2020", "18-Feb-2020".
func (p *parser) dayMonthYear() bool {
	if !p.number(1, 2, &p.form.day) || !p.maybeOrdinal() || !p.maybeSeparator() {
		return false
	}
	_ = p.word("of")
	p.form.mail = true
	return p.month() && p.maybeSeparator() && p.number(4, 4, &p.form.year)
}

// monthDayYear: "Feb. 18, 2020".
func (p *parser) monthDayYear() bool {
	return p.month() && p.maybeSeparator() && p.number(1, 2, &p.form.day) && p.maybeOrdinal() && p.maybeSeparator() &&
		p.number(4, 4, &p.form.year)
}

// numbers: "18.02.2020", "18/02/2020".
func (p *parser) numbers() bool {
	if !p.number(1, 2, &p.form.day) {
		return false
	}
	s := p.separator()
	p.form.unclear = s != "."
	return s != "" && p.number(1, 2, &p.form.month) && p.inner(s) && p.number(4, 4, &p.form.year)
}

// separator reads the sign between numbers of a day, without blanks.
func (p *parser) separator() string {
	for _, s := range []string{"-", "/", "."} {
		if p.inner(s) {
			return s
		}
	}
	return ""
}

// maybeSeparator reads what may stand beside a month's name.
func (p *parser) maybeSeparator() bool {
	_ = p.sign(",") || p.sign("-") || p.sign("/") || p.sign(".")
	return true
}

func (p *parser) maybeWeekday() {
	if p.at < len(p.tokens) && p.tokens[p.at].kind == word {
		if d, ok := Weekday(p.tokens[p.at].text); ok {
			p.form.weekday = &d
			p.at++
			p.sign(",")
		}
	}
}

func (p *parser) month() bool {
	if p.at == len(p.tokens) || p.tokens[p.at].kind != word {
		return false
	}
	m, ok := Month(p.tokens[p.at].text)
	if ok {
		p.form.month = int(m)
		p.at++
	}
	return ok
}

// maybeOrdinal reads the letters behind a day's number; wrong ones are no ordinal: "18rd".
func (p *parser) maybeOrdinal() bool {
	if !p.joined() {
		return true
	}
	want := "th"
	if n := p.form.day; n/10 != 1 && n%10 >= 1 && n%10 <= 3 {
		want = []string{"st", "nd", "rd"}[n%10-1]
	}
	_ = p.word(want)
	return true
}

// between reads what stands between a day and its time.
func (p *parser) between() bool {
	spaced := !p.joined()
	switch {
	case !spaced && p.word("t"):
		return true
	case p.sign(","):
		_ = p.word("at")
		return true
	case spaced && (p.sign("-") || p.sign("–") || p.sign("—") || p.sign("|")):
		return !p.joined()
	}
	_ = p.word("at")
	return spaced
}

// joined: no blank stands before the next token, and there is one.
func (p *parser) joined() bool { return p.at < len(p.tokens) && !p.tokens[p.at].spaced }

// word reads a word in any case.
func (p *parser) word(text string) bool {
	if p.at < len(p.tokens) && p.tokens[p.at].kind == word && bare(p.tokens[p.at].text) == text {
		p.at++
		return true
	}
	return false
}

func (p *parser) sign(text string) bool {
	if p.at < len(p.tokens) && p.tokens[p.at].kind == sign && p.tokens[p.at].text == text {
		p.at++
		return true
	}
	return false
}

// inner reads a sign without a blank before or behind it.
func (p *parser) inner(text string) bool {
	return p.at+1 < len(p.tokens) && p.joined() && !p.tokens[p.at+1].spaced && p.sign(text)
}

// number reads a number of so many digits.
func (p *parser) number(least, most int, into *int) bool {
	if p.at == len(p.tokens) || p.tokens[p.at].kind != number {
		return false
	}
	digits := p.tokens[p.at].text
	n, err := strconv.Atoi(digits)
	if err != nil || len(digits) < least || len(digits) > most {
		return false
	}
	*into = n
	p.at++
	return true
}

// next returns the next token in lower case, "" at the end.
func (p *parser) next() string {
	if p.at == len(p.tokens) {
		return ""
	}
	return strings.ToLower(p.tokens[p.at].text)
}
