package pages

import (
	"net/http"

	"quotegraph/internal/reading"
	"quotegraph/internal/search"
)

type statement struct {
	*reading.Statement
	Article  *reading.Article
	Segments []segment // the paragraphs that it stands in
	Same     []search.Statement
}

// statement shows one statement in its paragraph, and the other articles that carry the same words.
func (s *Site) statement(r *http.Request) (*page, error) {
	iri := "statement:" + r.PathValue("id")
	a, err := s.Reader.ArticleWith(r.Context(), iri)
	if err != nil {
		return nil, err
	}
	for _, x := range a.Statements {
		if x.ID != iri {
			continue
		}
		out := statement{Statement: x, Article: a, Segments: segments(a.Segments(a.Paragraphs(x.Parts)))}
		words := x.Verbatim
		if len(words) == 0 {
			words = []string{x.Text}
		}
		if out.Same, err = s.Search.Same(r.Context(), words, a.ID, 20); err != nil {
			return nil, err
		}
		return &page{Name: "statement", Title: "Statement " + numbers([]*reading.Statement{x}) + " of " + a.Title, Data: out}, nil
	}
	return nil, reading.ErrNone
}

type occasion struct {
	Event      *reading.Event
	Document   *reading.Document
	Article    *reading.Article
	Statements []*reading.Statement
}

// event shows an occasion and what was said at it.
func (s *Site) event(r *http.Request) (*page, error) {
	iri := "event:" + r.PathValue("id")
	a, err := s.Reader.ArticleWith(r.Context(), iri)
	if err != nil {
		return nil, err
	}
	for i, e := range a.Events {
		if e.ID != iri {
			continue
		}
		o := occasion{Event: &a.Events[i], Article: a}
		for _, x := range a.Statements {
			if x.Event != nil && x.Event.ID == iri {
				o.Statements = append(o.Statements, x)
			}
		}
		return &page{Name: "occasion", Title: e.Type, Data: o}, nil
	}
	return nil, reading.ErrNone
}

// document shows a signed document and what it says.
func (s *Site) document(r *http.Request) (*page, error) {
	iri := "document:" + r.PathValue("id")
	a, err := s.Reader.ArticleWith(r.Context(), iri)
	if err != nil {
		return nil, err
	}
	for i, d := range a.Documents {
		if d.ID != iri {
			continue
		}
		o := occasion{Document: &a.Documents[i], Article: a}
		for _, x := range a.Statements {
			if x.Agent != nil && x.Agent.Name == d.Name {
				o.Statements = append(o.Statements, x)
			}
		}
		return &page{Name: "occasion", Title: d.Name, Data: o}, nil
	}
	return nil, reading.ErrNone
}
