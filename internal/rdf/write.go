package rdf

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
)

// Line writes a quad as a line of N-Quads, or of N-Triples where it has no label, without the
// line's end.
func Line(q quad.Quad) string {
	var b strings.Builder
	q = FullQuad(q)
	for _, v := range []quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
		if v != nil {
			term(&b, v)
			b.WriteByte(' ')
		}
	}
	b.WriteByte('.')
	return b.String()
}

// Term writes a value of the store as N-Triples and Turtle write it.
func Term(v quad.Value) string {
	var b strings.Builder
	term(&b, Full(v))
	return b.String()
}

func term(b *strings.Builder, v quad.Value) {
	switch v := v.(type) {
	case quad.IRI:
		iri(b, v)
	case quad.BNode:
		b.WriteString("_:" + string(v))
	case quad.String:
		literal(b, string(v))
	case quad.LangString:
		literal(b, string(v.Value))
		b.WriteString("@" + v.Lang)
	case quad.TypedString:
		literal(b, string(v.Value))
		b.WriteString("^^")
		iri(b, v.Type)
	default:
		literal(b, quad.ToString(v))
	}
}

// iri writes an IRI. What none may hold is written as its bytes in hexadecimal, "%20" for a space:
// readers of RDF refuse the rest of a file else.
func iri(b *strings.Builder, v quad.IRI) {
	b.WriteByte('<')
	for _, r := range string(v) {
		if r <= ' ' || strings.ContainsRune("<>\"{}|^`\\", r) || r == utf8.RuneError || r == 0x7f {
			for _, c := range []byte(string(r)) {
				fmt.Fprintf(b, "%%%02X", c)
			}
			continue
		}
		b.WriteRune(r)
	}
	b.WriteByte('>')
}

// literal writes a text between quotation marks.
func literal(b *strings.Builder, s string) {
	b.WriteByte('"')
	for _, r := range s { // bytes that are no UTF-8 become U+FFFD
		switch r {
		case '"':
			b.WriteString(`\"`)
		case '\\':
			b.WriteString(`\\`)
		case '\n':
			b.WriteString(`\n`)
		case '\r':
			b.WriteString(`\r`)
		case '\t':
			b.WriteString(`\t`)
		default:
			if r < ' ' || r == 0x7f {
				fmt.Fprintf(b, `\u%04X`, r)
				continue
			}
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
}

// Name writes a value as Turtle does where it can: an IRI of a known namespace with its prefix, a
// number or true by itself.
func Name(v quad.Value) string {
	switch v := v.(type) {
	case quad.IRI:
		short := ShortIRI(FullIRI(v))
		if prefix, local, ok := strings.Cut(string(short), ":"); ok && short != FullIRI(v) && plainLocal(local) {
			return prefix + ":" + local
		}
	case quad.Int, quad.Bool:
		return string(Full(v).(quad.TypedString).Value)
	case quad.TypedString:
		var b strings.Builder
		literal(&b, string(v.Value))
		return b.String() + "^^" + Name(v.Type)
	case quad.Float:
		return Name(Full(v))
	}
	return Term(v)
}

// plainLocal tells whether a local name needs no escapes in Turtle.
func plainLocal(s string) bool {
	for i, r := range s {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '_' || r >= '0' && r <= '9'
		if !letter && (r != '-' || i == 0) {
			return false
		}
	}
	return s != ""
}

// Prefixes writes the known namespaces as the first lines of a Turtle or TriG file.
func Prefixes() string {
	var b strings.Builder
	for _, n := range namespaces {
		fmt.Fprintf(&b, "@prefix %s: <%s> .\n", n.prefix, n.full)
	}
	return b.String()
}
