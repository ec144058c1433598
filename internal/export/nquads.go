// Package export writes the graph for other tools.
package export

import (
	"bufio"
	"io"
	"sort"
	"strings"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/model"
)

// NQuads writes quads as N-Quads, prefixes expanded, sorted: the same graph gives the same bytes.
func NQuads(w io.Writer, quads []quad.Quad) error {
	lines := make([]string, len(quads))
	for i, q := range quads {
		lines[i] = expandQuad(q).NQuad()
	}
	sort.Strings(lines)
	out := bufio.NewWriter(w)
	for _, l := range lines {
		out.WriteString(l)
		out.WriteByte('\n')
	}
	return out.Flush()
}

func expandQuad(q quad.Quad) quad.Quad {
	return quad.Quad{Subject: expand(q.Subject), Predicate: expand(q.Predicate), Object: expand(q.Object), Label: expand(q.Label)}
}

// expand writes a short IRI in full, also the type of a literal: "qg:cue" → "urn:quotegraph:vocab#cue".
func expand(v quad.Value) quad.Value {
	switch v := v.(type) {
	case quad.IRI:
		return expandIRI(v)
	case quad.TypedString:
		return quad.TypedString{Value: v.Value, Type: expandIRI(v.Type)}
	case quad.TypedStringer: // numbers, and true and false
		return expand(v.TypedString())
	}
	return v
}

func expandIRI(iri quad.IRI) quad.IRI {
	prefix, local, found := strings.Cut(string(iri), ":")
	if ns, known := model.Prefixes[prefix]; found && known {
		return quad.IRI(ns + local)
	}
	return iri
}
