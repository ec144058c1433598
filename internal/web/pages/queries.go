package pages

import (
	"errors"
	"net/http"
	"net/url"

	"quotegraph/internal/model"
	"quotegraph/internal/query"
	"quotegraph/internal/reading"
)

// queries lists the saved queries, each with a form.
func (s *Site) queries(*http.Request) (*page, error) {
	return &page{Name: "queries", Title: "Saved queries", Nav: "/queries", Data: s.Queries}, nil
}

type answered struct {
	query.Saved
	Given   map[string]string
	Table   *query.Table
	Problem string
	CSV     string // addresses of the same answer in other forms
	JSON    string
}

// Common are the parameters that the query does not declare itself.
func (a answered) Common() []query.Param { return a.Every()[len(a.Params):] }

// saved runs a saved query with the parameters of the address.
func (s *Site) saved(r *http.Request) (*page, error) {
	q, err := query.Find(s.Queries, r.PathValue("name"))
	if err != nil {
		return nil, problem{http.StatusNotFound, "There is no saved query of that name."}
	}
	a := answered{Saved: q, Given: map[string]string{}}
	given := map[string]string{}
	for _, p := range q.Every() {
		a.Given[p.Name] = p.Default
	}
	for k, v := range r.URL.Query() {
		if v[len(v)-1] != "" || a.Given[k] == "" {
			given[k], a.Given[k] = v[len(v)-1], v[len(v)-1]
		}
	}
	p := &page{Name: "saved", Title: q.Name, Nav: "/queries"}
	params, err := q.Bind(given)
	if err == nil {
		a.Table, err = query.Run(
			r.Context(),
			query.Source{Graph: s.Reader.Store.Graph(), Index: s.Index},
			q,
			params,
			s.Limits,
		)
	}
	if err != nil {
		if r.Context().Err() != nil && !errors.Is(err, query.ErrTime) {
			return nil, r.Context().Err()
		}
		a.Problem, p.Code = err.Error(), http.StatusBadRequest
	}
	values := url.Values{}
	for k, v := range given {
		values.Set(k, v)
	}
	a.JSON = "/api/queries/" + url.PathEscape(q.Name) + "?" + values.Encode()
	values.Set("format", "csv")
	a.CSV = "/api/queries/" + url.PathEscape(q.Name) + "?" + values.Encode()
	p.Data = a
	return p, nil
}

// Cell is a value of a result, with a link where it names a node that has a page.
type Cell struct {
	Text string
	Href string
}

// Link returns the page and the identifier of the node that a value of a result names; in a column
// "article" saved queries have ids.
func Link(column string, v any) (href, iri string) {
	if iri = reading.IRI(v); iri != "" {
		return reading.Href(iri), iri
	}
	if id, ok := v.(string); ok && column == "article" && id != "" {
		iri = model.ArticleIRI(id)
		return reading.Href(iri), iri
	}
	return "", ""
}

// cell makes a result's value ready to show; articles are named by their ids in saved queries.
func cell(column string, v any) Cell {
	switch x := v.(type) {
	case nil:
		return Cell{}
	case string:
		href, _ := Link(column, x)
		if id := reading.IRI(x); id != "" {
			x = id
		}
		return Cell{x, href}
	}
	return Cell{Text: query.Text(v)}
}

// inputType is the type of a parameter's input.
func inputType(p query.Param) string {
	if p.Type == "int" || p.Type == "number" {
		return "number"
	}
	return "text"
}
