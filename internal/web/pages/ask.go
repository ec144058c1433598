package pages

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"quotegraph/internal/query"
)

type asked struct {
	Question string
	Nearest  []string
}

// ask maps a question in plain English to a saved query, and leads to its answer; one that no query
// answers gets the nearest ones.
func (s *Site) ask(r *http.Request) (*page, error) {
	text := strings.TrimSpace(r.URL.Query().Get("q"))
	if len(text) > 1000 {
		return nil, problem{http.StatusBadRequest, "That is more than can be asked at once: at most 1,000 characters."}
	}
	p := &page{Name: "ask", Title: "Ask", Nav: "/"}
	q, err := query.Understand(s.Queries, text, time.Now())
	var none *query.NotUnderstood
	switch {
	case errors.As(err, &none):
		p.Data, p.Code = asked{text, none.Nearest}, http.StatusNotFound
		return p, nil
	case err != nil:
		p.Data = asked{Question: text}
		return p, nil
	}
	values := url.Values{}
	for k, v := range q.Params {
		values.Set(k, v)
	}
	return nil, elsewhere("/queries/" + url.PathEscape(q.Query.Name) + "?" + values.Encode())
}

// elsewhere is the address of the page that answers.
type elsewhere string

func (e elsewhere) Error() string { return "the answer is at " + string(e) }
