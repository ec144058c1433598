package rdf

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
)

// object reads a node or a literal.
func (p *parser) object() (quad.Value, error) {
	r, err := p.skip()
	if err != nil {
		return nil, err
	}
	switch {
	case r == '[':
		return p.brackets()
	case r == '(':
		return p.collection()
	case r == '"' || r == '\'':
		return p.literal(r)
	case r == '+' || r == '-' || r >= '0' && r <= '9' || r == '.' && p.digitBehind():
		return p.number()
	case p.keyword("true"):
		return quad.TypedString{Value: "true", Type: Boolean}, p.skipLetters()
	case p.keyword("false"):
		return quad.TypedString{Value: "false", Type: Boolean}, p.skipLetters()
	}
	return p.node()
}

func (p *parser) skipLetters() error {
	_, err := p.letters()
	return err
}

// keyword tells whether a word in lower case stands next, and no name that begins so.
func (p *parser) keyword(w string) bool {
	got := p.peek(len(w) + 1)
	if !strings.HasPrefix(got, w) {
		return false
	}
	return len(got) == len(w) || got[len(w)] < utf8.RuneSelf && !inName(rune(got[len(w)])) && got[len(w)] != ':'
}

// digitBehind tells whether a number begins with a full stop: ".5".
func (p *parser) digitBehind() bool {
	ahead := p.peek(2)
	return len(ahead) == 2 && ahead[1] >= '0' && ahead[1] <= '9'
}

func (p *parser) number() (quad.Value, error) {
	var b strings.Builder
	for {
		if ahead := p.peek(2); strings.HasPrefix(ahead, ".") &&
			(len(ahead) < 2 || !strings.ContainsAny(ahead[1:], "0123456789eE")) {
			break
		}
		r, err := p.next()
		if err != nil {
			return nil, err
		}
		if r == end || !strings.ContainsRune("+-.0123456789eE", r) {
			if r != end {
				p.back()
			}
			break
		}
		b.WriteRune(r)
	}
	s := b.String()
	kind := Integer
	switch {
	case strings.ContainsAny(s, "eE"):
		kind = Double
	case strings.Contains(s, "."):
		kind = "http://www.w3.org/2001/XMLSchema#decimal"
	}
	if _, err := strconv.ParseFloat(s, 64); err != nil {
		return nil, p.fail("%q is no number", s)
	}
	return quad.TypedString{Value: quad.String(s), Type: kind}, nil
}

// literal reads a text between marks, one or three of them, and its language or type.
func (p *parser) literal(mark rune) (quad.Value, error) {
	if _, err := p.next(); err != nil {
		return nil, err
	}
	long := p.peek(2) == strings.Repeat(string(mark), 2)
	if long {
		if err := p.advance(2); err != nil {
			return nil, err
		}
	}
	text, err := p.between(mark, long)
	if err != nil {
		return nil, err
	}
	switch after := p.peek(2); {
	case strings.HasPrefix(after, "@"):
		if _, err := p.next(); err != nil {
			return nil, err
		}
		lang, err := p.language()
		return quad.LangString{Value: quad.String(text), Lang: lang}, err
	case after == "^^":
		if err := p.advance(2); err != nil {
			return nil, err
		}
		kind, err := p.node()
		if err != nil {
			return nil, err
		}
		iri, ok := kind.(quad.IRI)
		if !ok {
			return nil, p.fail("a blank node as a type")
		}
		return quad.TypedString{Value: quad.String(text), Type: iri}, nil
	}
	return quad.String(text), nil
}

func (p *parser) language() (string, error) {
	var b strings.Builder
	for {
		r, err := p.next()
		if err != nil {
			return "", err
		}
		if r == end || !(r == '-' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9') {
			if r != end {
				p.back()
			}
			break
		}
		b.WriteRune(r)
	}
	if b.Len() == 0 {
		return "", p.fail("no language behind '@'")
	}
	return b.String(), nil
}

// inLiteral is what a literal holds just so.
var inLiteral = allBut("\"'\\")

// between reads a literal's text to its end.
func (p *parser) between(mark rune, long bool) (string, error) {
	var b strings.Builder
	for {
		b.WriteString(p.plain(inLiteral))
		r, err := p.next()
		if err != nil {
			return "", err
		}
		switch {
		case r == end:
			return "", p.fail("the end of the file within a text")
		case r == mark && !long:
			return b.String(), nil
		case r == mark && p.peek(2) == strings.Repeat(string(mark), 2):
			if err := p.advance(2); err != nil {
				return "", err
			}
			for p.peek(1) == string(mark) { // marks at the text's end: """a"""" is a"
				b.WriteRune(mark)
				if _, err := p.next(); err != nil {
					return "", err
				}
			}
			return b.String(), nil
		case r == '\n' && !long:
			p.back()
			return "", p.fail("the end of the line within a text")
		case r == '\\':
			if r, err = p.next(); err != nil {
				return "", err
			}
			if plain, ok := escapes[r]; ok {
				r = plain
			} else if r, err = p.escaped(r); err != nil {
				return "", err
			}
		}
		b.WriteRune(r)
	}
}

var escapes = map[rune]rune{'t': '\t', 'b': '\b', 'n': '\n', 'r': '\r', 'f': '\f', '"': '"', '\'': '\'', '\\': '\\'}
