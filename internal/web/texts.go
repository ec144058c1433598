package web

import (
	"context"
	"slices"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/export"
	"quotegraph/internal/model"
)

// withoutTexts is a graph without articles' texts.
type withoutTexts struct{ export.Graph }

func (g withoutTexts) EachGraph(ctx context.Context, f func(label quad.Value, quads []quad.Quad) error) error {
	return g.Graph.EachGraph(ctx, func(label quad.Value, quads []quad.Quad) error {
		return f(
			label,
			slices.DeleteFunc(
				slices.Clone(quads),
				func(q quad.Quad) bool { return q.Predicate == quad.IRI(model.ArticleText) },
			),
		)
	})
}
