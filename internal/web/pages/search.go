package pages

import (
	"net/http"
	"net/url"
	"strings"

	"quotegraph/internal/search"
)

type found struct {
	Words, Type string
	Publisher   string
	Agents      []search.Agent
	Statements  []search.Statement
	Articles    []search.Article
	Total       int
	Less, More  string
	Left        int
}

// search finds statements, people, bodies and articles by words.
func (s *Site) search(r *http.Request) (*page, error) {
	f := found{Words: strings.TrimSpace(r.URL.Query().Get("q")), Type: r.URL.Query().Get("type"), Publisher: r.URL.Query().Get("publisher"), Left: s.Left()}
	p := &page{Name: "search", Title: "Search", Words: f.Words}
	if len(f.Words) > 1000 {
		return nil, problem{http.StatusBadRequest, "That is more than can be searched for at once: at most 1,000 characters."}
	}
	start := from(r)
	var err error
	if f.Statements, f.Total, err = s.Search.Statements(r.Context(), f.Words, search.Filter{Type: f.Type, Publisher: f.Publisher}, start, pageSize); err != nil {
		return nil, err
	}
	if f.Words != "" && start == 0 {
		p.Title = "Search: " + f.Words
		if f.Agents, err = s.Search.Agents(r.Context(), f.Words, 10); err != nil {
			return nil, err
		}
		if f.Articles, _, err = s.Search.Articles(r.Context(), f.Words, 0, 10); err != nil {
			return nil, err
		}
	}
	f.Less, f.More = turning(start, f.Total, "/search?"+url.Values{"q": {f.Words}, "type": {f.Type}, "publisher": {f.Publisher}}.Encode()+"&from=")
	p.Data = f
	return p, nil
}

// Choices are the types to choose from.
func (found) Choices() []string { return []string{"direct", "mixed", "indirect"} }
