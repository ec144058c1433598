package rdf

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

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

// Read reads RDF 1.1 and calls f with each quad, full IRIs as they stand there; label is what quads
// outside of graphs get, nil for none. It keeps nothing but what is between two full stops. Errors:
// *Error, f's, or what r says.
//
// Sources of the grammars: the W3C recommendations N-Quads, N-Triples, TriG and Turtle of 25
// February 2014.
func Read(r io.Reader, s Syntax, label quad.Value, f func(quad.Quad) error) error {
	p := &parser{
		in:       bufio.NewReaderSize(r, 1<<16),
		line:     1,
		label:    label,
		emit:     f,
		prefixes: map[string]string{},
		named:    map[string]quad.BNode{},
	}
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
		return p.namedGraph()
	}
	return p.triples(r)
}

// namedGraph reads "GRAPH name { triples }".
func (p *parser) namedGraph() error {
	if err := p.advance(len("GRAPH")); err != nil {
		return err
	}
	g, err := p.node()
	if err != nil {
		return err
	}
	return p.block(g)
}

// triples reads the triples of one subject, "subject predicate object, object; predicate object .",
// or a graph, "name { triples }". What stands between brackets, "[ predicate object ] .", needs no
// more predicates.
func (p *parser) triples(r rune) error {
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
	return len(got) > len(w) && strings.EqualFold(got[:len(w)], w) &&
		strings.ContainsRune(" \t\r\n<_[", rune(got[len(w)]))
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
