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
	Versions []version
}

// version is the statement as an article reports it, beside this one.
type version struct {
	index.Listed[index.Statement]
	Words []index.Stretch // with what this one has not
	Here  bool
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
		if out.Versions, err = s.versions(r, a.ID, x); err != nil {
			return nil, err
		}
		return &page{
			Name:  "statement",
			Title: "Statement " + numbers([]*reading.Statement{x}) + " of " + a.Title,
			Data:  out,
		}, nil
	}
	return nil, reading.ErrNone
}

// versions are the statement as other articles report it, the first first: those that are nearly
// the same, and those that carry a stretch of the same words in marks.
func (s *Site) versions(r *http.Request, article string, x *reading.Statement) ([]version, error) {
	list, err := s.Index.Versions(r.Context(), article, x.ID)
	if err != nil && err != index.ErrNone {
		return nil, err
	}
	same, err := s.Index.Same(r.Context(), x.Verbatim, x.Text, article, 20)
	if err != nil {
		return nil, err
	}
	for _, l := range same {
		if !slices.ContainsFunc(
			list,
			func(v index.Listed[index.Statement]) bool { return v.Record.ID == l.Record.ID },
		) {
			list = append(list, l)
		}
	}
	var out []version
	for _, l := range list {
		out = append(out, version{l, index.Differing(l.Record.Text, x.Text), l.Record.ID == x.ID})
	}
	if len(out) == 1 && out[0].Here {
		return nil, nil
	}
	return out, nil
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
	return &page{
		Name:  "occasion",
		Title: a.Events[i].Type,
		Data:  occasion{Event: &a.Events[i], Article: a, Statements: said},
	}, nil
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
	return &page{
		Name:  "occasion",
		Title: a.Documents[i].Name,
		Data:  occasion{Document: &a.Documents[i], Article: a, Statements: said},
	}, nil
}
