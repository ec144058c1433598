package rdf

import (
	"net/url"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
)

// node reads an IRI, a name with a prefix or a blank node.
func (p *parser) node() (quad.Value, error) {
	r, err := p.skip()
	if err != nil {
		return nil, err
	}
	switch {
	case r == '<':
		s, err := p.iriRef()
		return quad.IRI(s), err
	case r == '_':
		return p.blankLabel()
	case r == ':' || unicode.IsLetter(r):
		s, err := p.prefixed()
		return quad.IRI(s), err
	}
	return nil, p.fail("%s instead of an IRI or a name", shown(r))
}

// blankLabel reads a blank node's label: "_:b1". The same label is the same node in a file.
func (p *parser) blankLabel() (quad.Value, error) {
	if err := p.expect('_', "of a blank node"); err != nil {
		return nil, err
	}
	if r, err := p.next(); err != nil || r != ':' {
		return nil, p.fail("%s instead of ':' in a blank node", shown(r))
	}
	name, err := p.local(false)
	if err != nil {
		return nil, err
	}
	if name == "" {
		return nil, p.fail("a blank node without a label")
	}
	if _, known := p.named[name]; !known {
		p.named[name] = p.blank()
	}
	return p.named[name], nil
}

func (p *parser) prefixed() (string, error) {
	prefix, err := p.until(':')
	if err != nil {
		return "", err
	}
	ns, ok := p.prefixes[prefix]
	if !ok {
		return "", p.fail("no prefix %q was declared", prefix+":")
	}
	local, err := p.local(true)
	return ns + local, err
}

// local reads what stands behind a prefix; a full stop ends a statement unless more of the name
// follows.
func (p *parser) local(escapes bool) (string, error) {
	var b strings.Builder
	for {
		if p.dotEnds(escapes) {
			return b.String(), nil
		}
		r, err := p.next()
		if err != nil {
			return "", err
		}
		switch {
		case r == '\\' && escapes:
			if r, err = p.next(); err != nil {
				return "", err
			}
			if !strings.ContainsRune("_~.-!$&'()*+,;=/?#@%", r) {
				return "", p.fail("an escape that is none in a name: \\%c", r)
			}
		case r == '.', r == '%' && escapes, r == ':' && escapes, inName(r):
		default:
			if r != end {
				p.back()
			}
			return b.String(), nil
		}
		b.WriteRune(r)
	}
}

// dotEnds tells whether a full stop stands next that ends a statement: no more of a name follows it.
func (p *parser) dotEnds(escapes bool) bool {
	ahead, _ := p.in.Peek(1 + utf8.UTFMax)
	if len(ahead) == 0 || ahead[0] != '.' {
		return false
	}
	after, _ := utf8.DecodeRune(ahead[1:])
	return !inName(after) && after != '.' && !(escapes && (after == ':' || after == '%' || after == '\\'))
}

func inName(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || r == '_' || r == '-' || r == '·'
}

// inIRI is what an IRI holds just so.
var inIRI = allBut(" <>\"{}|^`\\")

// iriRef reads an IRI between angle brackets, made whole by the base.
func (p *parser) iriRef() (string, error) {
	if err := p.expect('<', "before an IRI"); err != nil {
		return "", err
	}
	var b strings.Builder
	for {
		b.WriteString(p.plain(inIRI))
		r, err := p.next()
		if err != nil {
			return "", err
		}
		switch {
		case r == '>':
			return p.resolved(b.String())
		case r == '\\':
			if r, err = p.unicodeEscape(); err != nil {
				return "", err
			}
		case r == end || r <= ' ' || strings.ContainsRune("<\"{}|^`", r):
			return "", p.fail("%s in an IRI", shown(r))
		}
		b.WriteRune(r)
	}
}

func (p *parser) unicodeEscape() (rune, error) {
	r, err := p.next()
	if err != nil {
		return 0, err
	}
	return p.escaped(r)
}

// escaped reads the digits of \u or \U.
func (p *parser) escaped(kind rune) (rune, error) {
	digits := map[rune]int{'u': 4, 'U': 8}[kind]
	if digits == 0 {
		return 0, p.fail("an escape that is none: \\%c", kind)
	}
	n := rune(0)
	for range digits {
		r, err := p.next()
		if err != nil {
			return 0, err
		}
		d, err := strconv.ParseUint(string(r), 16, 8)
		if err != nil {
			return 0, p.fail("%s in an escape of %d hexadecimal digits", shown(r), digits)
		}
		n = n<<4 | rune(d)
	}
	if !utf8.ValidRune(n) {
		return 0, p.fail("no code point U+%X", n)
	}
	return n, nil
}

// resolved makes an IRI whole that is relative to the base; RFC 3986.
func (p *parser) resolved(s string) (string, error) {
	if p.base == "" || strings.Contains(s, ":") && !strings.ContainsAny(s[:strings.Index(s, ":")], "/?#") {
		return s, nil
	}
	base, err := url.Parse(p.base)
	if err != nil {
		return "", p.fail("the base %q is no IRI", p.base)
	}
	u, err := base.Parse(s)
	if err != nil {
		return "", p.fail("%q is no IRI", s)
	}
	return u.String(), nil
}
