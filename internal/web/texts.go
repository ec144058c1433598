package web

import (
	"context"
	"slices"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/export"
	"quotegraph/internal/model"
)

// showsTexts are the routes by which anything in the store can be read, articles' texts too.
var showsTexts = map[string]bool{
	"POST /api/v1/query/{lang}": true, "POST /api/v1/shape/{lang}": true, "/api/v2/query": true, "POST /api/console/{lang}": true, "POST /console": true,
	"GET /api/v2/read": true, "GET /api/backup": true,
}

// withoutTexts is a graph without articles' texts.
type withoutTexts struct{ export.Graph }

func (g withoutTexts) EachGraph(ctx context.Context, f func(label quad.Value, quads []quad.Quad) error) error {
	return g.Graph.EachGraph(ctx, func(label quad.Value, quads []quad.Quad) error {
		return f(label, slices.DeleteFunc(slices.Clone(quads), func(q quad.Quad) bool { return q.Predicate == quad.IRI(model.ArticleText) }))
	})
}
