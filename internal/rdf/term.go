// Package rdf writes and reads the graph in the forms of the W3C: N-Quads, N-Triples, TriG and Turtle.
//
// In the store an IRI of a known namespace is short ("qg:saidBy") and a number is a Go value;
// outside, every IRI is full and every number has a type of XML Schema. Full and Short turn one
// into the other; they are each other's inverse.
package rdf

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/model"
)

// The types of literals that are Go values in the store.
const (
	Integer  = quad.IRI("http://www.w3.org/2001/XMLSchema#integer")
	Double   = quad.IRI("http://www.w3.org/2001/XMLSchema#double")
	Boolean  = quad.IRI("http://www.w3.org/2001/XMLSchema#boolean")
	DateTime = quad.IRI("http://www.w3.org/2001/XMLSchema#dateTime")
	str      = quad.IRI("http://www.w3.org/2001/XMLSchema#string")
)

// Full returns a value of the store as the outside knows it: quad.IRI in full, quad.String,
// quad.LangString, quad.BNode, or a quad.TypedString whose type is a full IRI. Nil stays nil.
func Full(v quad.Value) quad.Value {
	switch v := v.(type) {
	case quad.IRI:
		return FullIRI(v)
	case quad.TypedString:
		return quad.TypedString{Value: v.Value, Type: FullIRI(v.Type)}
	case quad.Int:
		return quad.TypedString{Value: quad.String(strconv.FormatInt(int64(v), 10)), Type: Integer}
	case quad.Float:
		return quad.TypedString{Value: quad.String(strconv.FormatFloat(float64(v), 'g', -1, 64)), Type: Double}
	case quad.Bool:
		return quad.TypedString{Value: quad.String(strconv.FormatBool(bool(v))), Type: Boolean}
	case quad.Time:
		return quad.TypedString{Value: quad.String(time.Time(v).Format(time.RFC3339Nano)), Type: DateTime}
	}
	return v
}

// FullQuad is Full for the four parts of a quad.
func FullQuad(q quad.Quad) quad.Quad {
	return quad.Quad{
		Subject:   Full(q.Subject),
		Predicate: Full(q.Predicate),
		Object:    Full(q.Object),
		Label:     Full(q.Label),
	}
}

// Short returns a value from outside as the store keeps it.
func Short(v quad.Value) quad.Value {
	switch v := v.(type) {
	case quad.IRI:
		return ShortIRI(v)
	case quad.TypedString:
		if short, ok := native(v); ok {
			return short
		}
		return quad.TypedString{Value: v.Value, Type: ShortIRI(v.Type)}
	}
	return v
}

// ShortQuad is Short for the four parts of a quad.
func ShortQuad(q quad.Quad) quad.Quad {
	return quad.Quad{
		Subject:   Short(q.Subject),
		Predicate: Short(q.Predicate),
		Object:    Short(q.Object),
		Label:     Short(q.Label),
	}
}

// native returns the Go value of a literal. A whole number that is not written just as Full would
// write it, "007", stays a text with a type; a fraction may be written in any form, "9.3E-1", for
// processors of JSON-LD do.
func native(v quad.TypedString) (quad.Value, bool) {
	s := string(v.Value)
	var out quad.Value
	switch v.Type {
	case str:
		return v.Value, true
	case Integer:
		if n, err := strconv.ParseInt(s, 10, 64); err == nil {
			out = quad.Int(n)
		}
	case Double:
		if f, err := strconv.ParseFloat(s, 64); err == nil {
			out = quad.Float(f)
		}
	case Boolean:
		if b, err := strconv.ParseBool(s); err == nil {
			out = quad.Bool(b)
		}
	}
	return out, out != nil && (v.Type == Double || Full(out) == quad.Value(v))
}

// FullIRI writes a short IRI in full: "qg:cue" → "urn:quotegraph:vocab#cue". Others stay as they are.
func FullIRI(iri quad.IRI) quad.IRI {
	prefix, local, found := strings.Cut(string(iri), ":")
	if ns, known := model.Prefixes[prefix]; found && known {
		return quad.IRI(ns + local)
	}
	return iri
}

// ShortIRI is the inverse of FullIRI.
func ShortIRI(iri quad.IRI) quad.IRI {
	for _, n := range namespaces {
		if local, ok := strings.CutPrefix(string(iri), n.full); ok {
			return quad.IRI(n.prefix + ":" + local)
		}
	}
	return iri
}

type namespace struct{ prefix, full string }

// namespaces are the known ones, sorted by prefix.
var namespaces = func() []namespace {
	var out []namespace
	for _, p := range slices.Sorted(maps.Keys(model.Prefixes)) {
		out = append(out, namespace{p, model.Prefixes[p]})
	}
	return out
}()

// Compare orders quads by label, subject, predicate and object, as they are written.
func Compare(a, b quad.Quad) int {
	for _, d := range []quad.Direction{quad.Label, quad.Subject, quad.Predicate, quad.Object} {
		if c := cmp.Compare(quad.StringOf(a.Get(d)), quad.StringOf(b.Get(d))); c != 0 {
			return c
		}
	}
	return 0
}
