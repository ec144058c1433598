package pages

import (
	"errors"
	"net/http"
	"strconv"

	"quotegraph/internal/identity"
	"quotegraph/internal/index"
	"quotegraph/internal/reading"
)

type agent struct {
	*reading.Profile
	Said        []index.Listed[index.Statement]
	Total       int
	Mentions    int // articles
	Chart       chart
	From        int // the first of the statements shown, from 0
	Older, Less string
}

// pageSize is how many statements a page lists.
const pageSize = 40

// agent shows a person or body: roles over time, for whom it spoke, who speaks for it, what it said.
func (s *Site) agent(r *http.Request) (*page, error) {
	iri := r.PathValue("iri")
	p, err := reading.ProfileOf(r.Context(), s.Index, iri)
	if errors.Is(err, reading.ErrNone) { // one with somebody else since the address was made
		decided, failed := identity.Load(r.Context(), s.Reader.Store)
		if failed != nil {
			return nil, failed
		}
		if one := decided.Map().Of("", iri); one != iri {
			return nil, elsewhere(reading.Href(one))
		}
	}
	if err != nil {
		return nil, err
	}
	a := agent{Profile: p, From: from(r)}
	said, err := s.Index.Statements(r.Context(), index.Filter{By: iri, Limit: pageSize, Page: a.From/pageSize + 1})
	if err != nil {
		return nil, err
	}
	a.Said, a.Total = said.Records, said.Total.N
	months, err := s.Index.Months(r.Context(), iri)
	if err != nil {
		return nil, err
	}
	a.Chart = chartOf("Statements over time", months)
	a.Less, a.Older = turning(a.From, a.Total, reading.Href(iri)+"?from=")
	return &page{Name: "agent", Title: p.Name, Data: a}, nil
}

// from reads where a list is to begin.
func from(r *http.Request) int {
	n, err := strconv.Atoi(r.URL.Query().Get("from"))
	if err != nil || n < 0 || n > 100_000 {
		return 0
	}
	return n
}

// turning returns the addresses of the pages before and after one, empty where there is none.
func turning(from, total int, address string) (less, more string) {
	if from > 0 {
		less = address + strconv.Itoa(max(0, from-pageSize))
	}
	if from+pageSize < total {
		more = address + strconv.Itoa(from+pageSize)
	}
	return less, more
}
