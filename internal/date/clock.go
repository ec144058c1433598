package date

import "strings"

// clock reads a time of day: "14:05", "14:05:00.25", "2:05 p.m.", "2pm", and behind "T" also "1405".
func (p *parser) clock() bool {
	f := &p.form
	f.timed = true
	if p.compactClock() {
		return true
	}
	if !p.number(1, 2, &f.hour) {
		return false
	}
	full := p.inner(":") && p.number(2, 2, &f.min)
	if full && p.inner(":") && !(p.number(2, 2, &f.sec) && p.maybeFraction()) {
		return false
	}
	return p.maybeHalf() || full
}

// compactClock: "140500", "1405", right behind "T".
func (p *parser) compactClock() bool {
	var n int
	f := &p.form
	if p.at == 0 || bare(p.tokens[p.at-1].text) != "t" || !p.joined() {
		return false
	}
	switch {
	case p.number(6, 6, &n):
		f.hour, f.min, f.sec = n/10000, n/100%100, n%100
		return p.maybeFraction()
	case p.number(4, 4, &n):
		f.hour, f.min = n/100, n%100
		return true
	}
	return false
}

// maybeFraction reads parts of a second.
func (p *parser) maybeFraction() bool {
	var parts int
	return !p.inner(".") && !p.inner(",") || p.number(1, 9, &parts)
}

// maybeHalf reads "a.m." or "p.m." and tells whether it stands there.
func (p *parser) maybeHalf() bool {
	f := &p.form
	after := p.word("pm")
	if !after && !p.word("am") {
		return false
	}
	if f.hour < 1 || f.hour > 12 {
		f.hour = noHour
		return true
	}
	if f.hour %= 12; after {
		f.hour += 12
	}
	return true
}

// noHour is refused as no time of day.
const noHour = 99

// maybeZone reads an offset from UTC or a zone's name, also in brackets, and the name in brackets
// that may explain an offset: "Z", "+01:00", "GMT+0100 (Central European Standard Time)", "(ET)".
func (p *parser) maybeZone() bool {
	switch p.next() {
	case "+", "-", "−":
		return p.offset() && p.maybeComment()
	}
	if p.sign("(") {
		return p.zone() && p.maybeOffset() && p.sign(")")
	}
	if !p.zone() || !p.form.zoned {
		return true
	}
	return p.maybeOffset() && p.maybeComment()
}

// zone reads a zone's name: one whose offset is known, "GMT", in mail "EST", or in capitals one
// whose offset is not, "ET".
func (p *parser) zone() bool {
	if p.at == len(p.tokens) || p.tokens[p.at].kind != word {
		return false
	}
	f, text := &p.form, p.tokens[p.at].text
	name := bare(text)
	hours, known := zones[name]
	if mail, ok := mailZones[name]; ok && f.mail {
		hours, known = mail, true
	}
	switch {
	case known:
		f.zoned, f.offset = true, hours*60*60
	case unclearZones[name] && strings.ToUpper(text) == text:
		f.zone = text
	default:
		return false
	}
	p.at++
	return true
}

// maybeOffset reads the offset right behind the name of a zone that has none itself: "GMT+0100".
func (p *parser) maybeOffset() bool {
	signed := p.joined() && (p.next() == "+" || p.next() == "-" || p.next() == "−")
	if f := p.form; !signed || !f.zoned || f.offset != 0 {
		return true
	}
	return p.offset()
}

// offset: "+0100", "-05:00", "+1".
func (p *parser) offset() bool {
	f := &p.form
	west := !p.sign("+")
	if west {
		p.at++
	}
	if !p.joined() {
		return false
	}
	var n, minutes int
	switch {
	case p.number(4, 4, &n):
		n, minutes = n/100, n%100
	case !p.number(1, 2, &n):
		return false
	case p.inner(":"):
		if !p.number(2, 2, &minutes) {
			return false
		}
	}
	f.zoned, f.offset = true, n*60*60+minutes*60
	if minutes > 59 {
		f.offset = mostOffset + 1
	}
	if west {
		f.offset = -f.offset
	}
	return true
}

// maybeComment reads words in brackets at the end; anything else in them makes the text unreadable.
func (p *parser) maybeComment() bool {
	if !p.sign("(") {
		return true
	}
	words := 0
	for p.at < len(p.tokens) && p.tokens[p.at].kind == word {
		p.at++
		words++
	}
	return words > 0 && p.sign(")")
}
