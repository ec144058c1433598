package pages

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"quotegraph/internal/index"
)

type found struct {
	Words, Type string
	Publisher   string
	Agents      []index.Found
	Statements  []index.Listed[index.Statement]
	Articles    []index.Listed[index.Article]
	Total       int
	Beyond      bool // there are more
	Less, More  string
	Left        int
}

// search finds statements, people, bodies and articles by words.
func (s *Site) search(r *http.Request) (*page, error) {
	f := found{
		Words:     strings.TrimSpace(r.URL.Query().Get("q")),
		Type:      r.URL.Query().Get("type"),
		Publisher: r.URL.Query().Get("publisher"),
		Left:      s.Left(),
	}
	p := &page{Name: "search", Title: "Search", Words: f.Words}
	if len(f.Words) > 1000 {
		return nil, problem{
			http.StatusBadRequest,
			"That is more than can be searched for at once: at most 1,000 characters.",
		}
	}
	start := from(r)
	if f.Type != "" && !slices.Contains(index.Types(), f.Type) { // no statement has it
		p.Data = f
		return p, nil
	}
	said, err := s.Index.Statements(
		r.Context(),
		index.Filter{
			Words:  f.Words,
			Type:   f.Type,
			Outlet: f.Publisher,
			Sort:   "relevance",
			Limit:  pageSize,
			Page:   start/pageSize + 1,
		},
	)
	if err != nil {
		return nil, err
	}
	f.Statements, f.Total, f.Beyond = said.Records, said.Total.N, said.Total.More
	if f.Words != "" && start == 0 {
		p.Title = "Search: " + f.Words
		if f.Agents, err = s.Index.Find(r.Context(), f.Words, 10); err != nil {
			return nil, err
		}
		articles, err := s.Index.Articles(r.Context(), index.Filter{Words: f.Words, Limit: 10})
		if err != nil {
			return nil, err
		}
		f.Articles = articles.Records
	}
	f.Less, f.More = turning(
		start,
		f.Total,
		"/search?"+url.Values{"q": {f.Words}, "type": {f.Type}, "publisher": {f.Publisher}}.Encode()+"&from=",
	)
	p.Data = f
	return p, nil
}

// Choices are the types to choose from.
func (found) Choices() []string { return index.Types() }
