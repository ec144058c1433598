package pages

import (
	"net/http"

	"quotegraph/internal/index"
)

type overview struct {
	index.Counts
	MostQuoted []index.Found
	Latest     []index.Listed[index.Article]
	Chart      chart
	Left       int // articles that are not indexed yet
}

// overview shows what is in the graph.
func (s *Site) overview(r *http.Request) (*page, error) {
	o := overview{Left: s.Left()}
	var err error
	if o.Counts, err = s.Index.Counts(r.Context()); err != nil {
		return nil, err
	}
	if o.MostQuoted, err = s.Index.MostQuoted(r.Context(), 15); err != nil {
		return nil, err
	}
	latest, err := s.Index.Articles(r.Context(), index.Filter{Limit: 15})
	if err != nil {
		return nil, err
	}
	o.Latest = latest.Records
	o.Chart = chartOf("Statements over time", o.Months)
	return &page{Name: "overview", Title: "What is in the graph", Nav: "/", Data: o}, nil
}
