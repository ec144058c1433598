package web

import (
	"errors"
	"net/http"
	"strings"

	"quotegraph/internal/reading"
)

// placed is a statement with its places in the article's text, in bytes.
type placed struct {
	*reading.Statement
	Parts    [][2]int `json:"parts"`
	SourceAt [][2]int `json:"source_at"`
	CueAt    [][2]int `json:"cue_at"`
	Inside   int      `json:"inside,omitempty"` // number of the statement that it is nested in
}

// article answers with an article's text and statements.
func (v *Server) article(w http.ResponseWriter, r *http.Request) {
	a, err := v.site.Reader.ArticleBy(r.Context(), r.PathValue("id"))
	switch {
	case errors.Is(err, reading.ErrNone):
		fail(w, http.StatusNotFound, err)
		return
	case err != nil:
		fail(w, http.StatusInternalServerError, err)
		return
	}
	statements := make([]placed, len(a.Statements))
	for i, s := range a.Statements {
		statements[i] = placed{Statement: s, Parts: pairs(s.Parts), SourceAt: pairs(s.SourceAt), CueAt: pairs(s.CueAt)}
		if s.Inside != nil {
			statements[i].Inside = s.Inside.Number
		}
	}
	answer(
		w,
		articleAnswer{
			IRI:        a.ID,
			ID:         strings.TrimPrefix(a.ID, "article:"),
			DocID:      a.Key,
			Title:      a.Title,
			Date:       a.Date,
			DateText:   a.DateText,
			Publisher:  a.Publisher,
			Text:       a.Text,
			Statements: statements,
		},
	)
}

func pairs(places []reading.Place) [][2]int {
	out := make([][2]int, len(places))
	for i, p := range places {
		out[i] = [2]int{p.Begin, p.End}
	}
	return out
}

// ingest reads the articles that are sent into the store: JSON Lines, or one text.
func (v *Server) ingest(w http.ResponseWriter, r *http.Request) {
	if v.opt.Ingest == nil {
		refuse(w, http.StatusNotImplemented, "this server reads no articles")
		return
	}
	report, err := v.opt.Ingest(r.Context(), r.Body)
	if err != nil { // what was stored before stays
		failed(w, codeOf(err, http.StatusBadRequest), failure{Error: err.Error(), Stored: report})
		return
	}
	answer(w, report)
}
