package rdf

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

const end = rune(-1)

func (p *parser) fail(format string, args ...any) error {
	return &Error{Line: p.line, Column: p.column + 1, Text: fmt.Sprintf(format, args...)}
}

// next reads a code point; end at the end of the file.
func (p *parser) next() (rune, error) {
	r, size, err := p.in.ReadRune()
	switch {
	case err == io.EOF:
		return end, nil
	case err != nil:
		return end, &stopped{err}
	case r == utf8.RuneError && size == 1:
		return end, p.fail("a byte that is no UTF-8")
	}
	p.lineBefore, p.columnBefore = p.line, p.column
	if r == '\n' {
		p.line, p.column = p.line+1, 0
	} else {
		p.column++
	}
	return r, nil
}

// plain reads the bytes before the first that is not in a set of ASCII: what needs no look at each
// of them. It reads no further than what is in memory already; "" means nothing.
func (p *parser) plain(set *[utf8.RuneSelf]bool) string {
	ahead, _ := p.in.Peek(p.in.Buffered())
	n := 0
	for n < len(ahead) && ahead[n] < utf8.RuneSelf && set[ahead[n]] {
		n++
	}
	s := string(ahead[:n])
	_, _ = p.in.Discard(n) // it is in memory
	p.column += n
	return s
}

// allBut is the set of printable ASCII without some signs.
func allBut(signs string) *[utf8.RuneSelf]bool {
	var set [utf8.RuneSelf]bool
	for b := byte(' '); b <= '~'; b++ {
		set[b] = !strings.ContainsRune(signs, rune(b))
	}
	return &set
}

// advance reads so many code points that were looked at already.
func (p *parser) advance(n int) error {
	for range n {
		if _, err := p.next(); err != nil {
			return err
		}
	}
	return nil
}

func (p *parser) back() {
	if p.in.UnreadRune() == nil {
		p.line, p.column = p.lineBefore, p.columnBefore
	}
}

// peek returns the next code points without reading them; fewer at the end.
func (p *parser) peek(bytes int) string {
	b, _ := p.in.Peek(bytes)
	return string(b)
}

// skip reads white space and comments, and returns the code point behind, not read.
func (p *parser) skip() (rune, error) {
	for {
		r, err := p.next()
		if err != nil {
			return end, err
		}
		switch r {
		case ' ', '\t', '\n', '\r', '\ufeff':
		case '#':
			for r != '\n' && r != end {
				if r, err = p.next(); err != nil {
					return end, err
				}
			}
		case end:
			return end, nil
		default:
			p.back()
			return r, nil
		}
	}
}

// expect reads white space and then one sign.
func (p *parser) expect(want rune, what string) error {
	r, err := p.skip()
	if err != nil {
		return err
	}
	if r != want {
		return p.fail("%s instead of %q %s", shown(r), want, what)
	}
	_, err = p.next()
	return err
}

func shown(r rune) string {
	if r == end {
		return "the end of the file"
	}
	return strconv.QuoteRune(r)
}

// until reads up to a sign, which is read and not returned.
func (p *parser) until(stop rune) (string, error) {
	var b strings.Builder
	for {
		r, err := p.next()
		switch {
		case err != nil:
			return "", err
		case r == stop:
			return b.String(), nil
		case r == end || unicode.IsSpace(r):
			return "", p.fail("%s instead of %q", shown(r), stop)
		}
		b.WriteRune(r)
	}
}

func (p *parser) letters() (string, error) {
	var b strings.Builder
	for {
		r, err := p.next()
		if err != nil {
			return "", err
		}
		if r == end || !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z') {
			if r != end {
				p.back()
			}
			return b.String(), nil
		}
		b.WriteRune(r)
	}
}
