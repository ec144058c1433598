package rdf

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
)

// Syntax is one of the forms that Read knows.
type Syntax int

const (
	NQuads Syntax = iota + 1 // N-Triples too: it is N-Quads without graphs
	TriG                     // Turtle too: it is TriG without graphs
)

// Error is what is wrong in a file, and where.
type Error struct {
	Line, Column int // from 1; columns count code points
	Text         string
}

func (e *Error) Error() string {
	return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, e.Text)
}

// Read reads RDF 1.1 and calls f with each quad, full IRIs as they stand there; label is what quads outside of graphs get, nil for none.
// It keeps nothing but what is between two full stops. Errors: *Error, f's, or what r says.
//
// Sources of the grammars: the W3C recommendations N-Quads, N-Triples, TriG and Turtle of 25 February 2014.
func Read(r io.Reader, s Syntax, label quad.Value, f func(quad.Quad) error) error {
	p := &parser{in: bufio.NewReaderSize(r, 1<<16), line: 1, label: label, emit: f, prefixes: map[string]string{}, named: map[string]quad.BNode{}}
	err := p.file(s)
	var stop *stopped
	if errors.As(err, &stop) {
		return stop.err
	}
	return err
}

// stopped is an error that is not of the file: of the reader or of who takes the quads.
type stopped struct{ err error }

func (s *stopped) Error() string { return s.err.Error() }

// deepest is how many brackets may stand within each other.
const deepest = 200

type parser struct {
	in           *bufio.Reader
	line, column int
	lineBefore   int // of the code point that was read last
	columnBefore int
	label        quad.Value // of what stands outside of graphs
	graph        quad.Value // that the parser is in
	inGraph      bool
	emit         func(quad.Quad) error
	prefixes     map[string]string
	base         string
	named        map[string]quad.BNode
	blanks       int
	depth        int
}

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

func (p *parser) file(s Syntax) error {
	for {
		r, err := p.skip()
		if err != nil || r == end {
			return err
		}
		if s == NQuads {
			err = p.nquad()
		} else {
			err = p.statement(r)
		}
		if err != nil {
			return err
		}
	}
}

func (p *parser) nquad() error {
	var q quad.Quad
	var err error
	if q.Subject, err = p.node(); err == nil {
		if q.Predicate, err = p.node(); err == nil {
			q.Object, err = p.object()
		}
	}
	if err != nil {
		return err
	}
	q.Label = p.label
	r, err := p.skip()
	if err != nil {
		return err
	}
	if r != '.' {
		if q.Label, err = p.node(); err != nil {
			return err
		}
	}
	if err := p.expect('.', "at the end of a statement"); err != nil {
		return err
	}
	return p.give(q)
}

func (p *parser) give(q quad.Quad) error {
	if _, blank := q.Predicate.(quad.BNode); blank {
		return p.fail("a blank node as a predicate")
	}
	if err := p.emit(q); err != nil {
		return &stopped{err}
	}
	return nil
}

func (p *parser) triple(s, predicate, o quad.Value) error {
	label := p.label
	if p.inGraph {
		label = p.graph
	}
	return p.give(quad.Quad{Subject: s, Predicate: predicate, Object: o, Label: label})
}

// statement reads a directive, a graph, or triples of one subject.
func (p *parser) statement(r rune) error {
	switch {
	case r == '@':
		return p.directive()
	case p.word("PREFIX"), p.word("BASE"):
		return p.sparqlDirective()
	case r == '{' && !p.inGraph:
		return p.block(p.label)
	case p.word("GRAPH") && !p.inGraph:
		for range len("GRAPH") {
			if _, err := p.next(); err != nil {
				return err
			}
		}
		g, err := p.node()
		if err != nil {
			return err
		}
		return p.block(g)
	}
	listed := r == '[' || r == '('
	subject, err := p.subject(r)
	if err != nil {
		return err
	}
	if r, err = p.skip(); err != nil {
		return err
	}
	if r == '{' && !p.inGraph {
		return p.block(subject)
	}
	if !(listed && (r == '.' || r == '}')) {
		if err := p.predicates(subject); err != nil {
			return err
		}
	}
	if r, err = p.skip(); err != nil {
		return err
	}
	if p.inGraph && r == '}' {
		return nil
	}
	return p.expect('.', "at the end of a statement")
}

// word tells whether a keyword of SPARQL's style stands next.
func (p *parser) word(w string) bool {
	got := p.peek(len(w) + 1)
	return len(got) > len(w) && strings.EqualFold(got[:len(w)], w) && strings.ContainsRune(" \t\r\n<_[", rune(got[len(w)]))
}

// block reads what stands between braces.
func (p *parser) block(g quad.Value) error {
	if err := p.expect('{', "before the triples of a graph"); err != nil {
		return err
	}
	p.graph, p.inGraph = g, true
	defer func() { p.inGraph = false }()
	for {
		r, err := p.skip()
		if err != nil {
			return err
		}
		if r == end {
			return p.fail("the end of the file within a graph")
		}
		if r == '}' {
			_, err := p.next()
			return err
		}
		if r == '@' {
			return p.fail("a directive within a graph")
		}
		if err := p.statement(r); err != nil {
			return err
		}
	}
}

func (p *parser) directive() error {
	if _, err := p.next(); err != nil {
		return err
	}
	name, err := p.letters()
	if err != nil {
		return err
	}
	switch name {
	case "prefix":
		err = p.prefix()
	case "base":
		p.base, err = p.iriRef()
	default:
		return p.fail("no directive %q; there are @prefix and @base", "@"+name)
	}
	if err != nil {
		return err
	}
	return p.expect('.', "at the end of a directive")
}

func (p *parser) sparqlDirective() error {
	name, err := p.letters()
	if err != nil {
		return err
	}
	if strings.EqualFold(name, "prefix") {
		return p.prefix()
	}
	p.base, err = p.iriRef()
	return err
}

func (p *parser) prefix() error {
	if _, err := p.skip(); err != nil {
		return err
	}
	name, err := p.until(':')
	if err != nil {
		return err
	}
	iri, err := p.iriRef()
	p.prefixes[name] = iri
	return err
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

func (p *parser) subject(r rune) (quad.Value, error) {
	switch r {
	case '[':
		return p.brackets()
	case '(':
		return p.collection()
	}
	return p.node()
}

var (
	rdfType  = quad.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
	rdfFirst = quad.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#first")
	rdfRest  = quad.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#rest")
	rdfNil   = quad.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#nil")
)

// predicates reads "predicate object, object; predicate object".
func (p *parser) predicates(subject quad.Value) error {
	for {
		r, err := p.skip()
		if err != nil {
			return err
		}
		var predicate quad.Value
		if b := p.peek(2); r == 'a' && (len(b) < 2 || strings.ContainsRune(" \t\r\n<[(\"'", rune(b[1]))) {
			_, err = p.next()
			predicate = rdfType
		} else {
			predicate, err = p.node()
		}
		if err != nil {
			return err
		}
		for more := true; more; {
			o, err := p.object()
			if err != nil {
				return err
			}
			if err := p.triple(subject, predicate, o); err != nil {
				return err
			}
			if r, err = p.skip(); err != nil {
				return err
			}
			if more = r == ','; more {
				if _, err := p.next(); err != nil {
					return err
				}
			}
		}
		if r != ';' {
			return nil
		}
		for r == ';' { // one may stand behind the last object
			if _, err := p.next(); err != nil {
				return err
			}
			if r, err = p.skip(); err != nil {
				return err
			}
		}
		if r == '.' || r == ']' || r == '}' {
			return nil
		}
	}
}

func (p *parser) deeper() error {
	p.depth++
	if p.depth > deepest {
		return p.fail("more than %d brackets within each other", deepest)
	}
	return nil
}

// brackets reads a blank node and what is said of it.
func (p *parser) brackets() (quad.Value, error) {
	if err := p.deeper(); err != nil {
		return nil, err
	}
	defer func() { p.depth-- }()
	if err := p.expect('[', "before what is said of a blank node"); err != nil {
		return nil, err
	}
	node := p.blank()
	r, err := p.skip()
	if err != nil {
		return nil, err
	}
	if r != ']' {
		if err := p.predicates(node); err != nil {
			return nil, err
		}
	}
	return node, p.expect(']', "behind what is said of a blank node")
}

// collection reads a list between round brackets.
func (p *parser) collection() (quad.Value, error) {
	if err := p.deeper(); err != nil {
		return nil, err
	}
	defer func() { p.depth-- }()
	if err := p.expect('(', "before a list"); err != nil {
		return nil, err
	}
	var first, last quad.Value = rdfNil, nil
	for {
		r, err := p.skip()
		if err != nil {
			return nil, err
		}
		if r == ')' {
			if _, err := p.next(); err != nil {
				return nil, err
			}
			if last != nil {
				return first, p.triple(last, rdfRest, rdfNil)
			}
			return first, nil
		}
		o, err := p.object()
		if err != nil {
			return nil, err
		}
		node := p.blank()
		if last == nil {
			first = node
		} else if err := p.triple(last, rdfRest, node); err != nil {
			return nil, err
		}
		if err := p.triple(node, rdfFirst, o); err != nil {
			return nil, err
		}
		last = node
	}
}

func (p *parser) blank() quad.BNode {
	p.blanks++
	return quad.BNode(fmt.Sprintf("n%d", p.blanks))
}

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

// local reads what stands behind a prefix; a full stop ends a statement unless more of the name follows.
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

// iriRef reads an IRI between angle brackets, made whole by the base.
func (p *parser) iriRef() (string, error) {
	if err := p.expect('<', "before an IRI"); err != nil {
		return "", err
	}
	var b strings.Builder
	for {
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
		if ahead := p.peek(2); strings.HasPrefix(ahead, ".") && (len(ahead) < 2 || !strings.ContainsAny(ahead[1:], "0123456789eE")) {
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
		for range 2 {
			if _, err := p.next(); err != nil {
				return nil, err
			}
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
		for range 2 {
			if _, err := p.next(); err != nil {
				return nil, err
			}
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

// between reads a literal's text to its end.
func (p *parser) between(mark rune, long bool) (string, error) {
	var b strings.Builder
	for {
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
			for range 2 {
				if _, err := p.next(); err != nil {
					return "", err
				}
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
