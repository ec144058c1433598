package web

import (
	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"quotegraph/internal/rdf"
)

// shortening writes quads as the store keeps them: IRIs of known namespaces short, numbers as
// numbers. What a program writes in full is then found by the store's own terms.
type shortening struct{ graph.QuadWriter }

func (s shortening) AddQuad(q quad.Quad) error { return s.QuadWriter.AddQuad(rdf.ShortQuad(q)) }

func (s shortening) AddQuadSet(quads []quad.Quad) error {
	short := make([]quad.Quad, len(quads))
	for i, q := range quads {
		short[i] = rdf.ShortQuad(q)
	}
	return s.QuadWriter.AddQuadSet(short)
}

func (s shortening) RemoveQuad(q quad.Quad) error { return s.QuadWriter.RemoveQuad(rdf.ShortQuad(q)) }

func (s shortening) RemoveNode(v quad.Value) error { return s.QuadWriter.RemoveNode(rdf.Short(v)) }

func (s shortening) ApplyTransaction(t *graph.Transaction) error {
	short := graph.NewTransaction()
	for _, d := range t.Deltas {
		if d.Action == graph.Add {
			short.AddQuad(rdf.ShortQuad(d.Quad))
		} else {
			short.RemoveQuad(rdf.ShortQuad(d.Quad))
		}
	}
	return s.QuadWriter.ApplyTransaction(short)
}
