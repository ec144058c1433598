package pages

import (
	"net/http"

	"quotegraph/internal/search"
)

type overview struct {
	search.Counts
	MostQuoted []search.Agent
	Latest     []search.Article
	Chart      chart
	Left       int // articles that are not indexed yet
}

// overview shows what is in the graph.
func (s *Site) overview(r *http.Request) (*page, error) {
	o := overview{Left: s.Left()}
	var err error
	if o.Counts, err = s.Search.Counts(r.Context()); err != nil {
		return nil, err
	}
	if o.MostQuoted, err = s.Search.MostQuoted(r.Context(), 15); err != nil {
		return nil, err
	}
	if o.Latest, _, err = s.Search.Articles(r.Context(), "", 0, 15); err != nil {
		return nil, err
	}
	o.Chart = chartOf("Articles over time", o.Days)
	return &page{Name: "overview", Title: "What is in the graph", Nav: "/", Data: o}, nil
}
