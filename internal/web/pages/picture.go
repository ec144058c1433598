package pages

import (
	"html/template"
	"net/http"

	"quotegraph/internal/reading"
)

type picture struct {
	ID, Href string
	SVG      template.HTML
	Nodes    int
	Left     int
}

// picture shows the neighbourhood of an article or another node.
func (s *Site) picture(r *http.Request) (*page, error) {
	iri := r.URL.Query().Get("of")
	g, err := s.Reader.Picture(r.Context(), iri)
	if err != nil {
		return nil, err
	}
	svg, err := g.SVG(r.Context())
	if err != nil {
		return nil, err
	}
	return &page{
		Name:  "picture",
		Title: "Picture",
		Data:  picture{iri, reading.Href(iri), template.HTML(svg), len(g.Nodes), g.Left},
	}, nil
}
