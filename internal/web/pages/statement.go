package pages

import (
	"net/http"
	"slices"

	"quotegraph/internal/index"
	"quotegraph/internal/reading"
)

type statement struct {
	*reading.Statement
	Article  *reading.Article
	Segments []segment // the paragraphs that it stands in
	Same     []index.Listed[index.Statement]
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
		if out.Same, err = s.Index.Same(r.Context(), x.Verbatim, x.Text, a.ID, 20); err != nil {
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
	i := slices.IndexFunc(a.Events, func(e reading.Event) bool { return e.ID == iri })
	if i < 0 {
		return nil, reading.ErrNone
	}
	said := a.Those(func(x *reading.Statement) bool { return x.Event != nil && x.Event.ID == iri })
	return &page{Name: "occasion", Title: a.Events[i].Type, Data: occasion{Event: &a.Events[i], Article: a, Statements: said}}, nil
}

// document shows a signed document and what it says.
func (s *Site) document(r *http.Request) (*page, error) {
	iri := "document:" + r.PathValue("id")
	a, err := s.Reader.ArticleWith(r.Context(), iri)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(a.Documents, func(d reading.Document) bool { return d.ID == iri })
	if i < 0 {
		return nil, reading.ErrNone
	}
	said := a.Those(func(x *reading.Statement) bool { return x.Agent != nil && x.Agent.Name == a.Documents[i].Name })
	return &page{Name: "occasion", Title: a.Documents[i].Name, Data: occasion{Document: &a.Documents[i], Article: a, Statements: said}}, nil
}
