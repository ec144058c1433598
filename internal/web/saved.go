package web

import (
	"errors"
	"net/http"
	"strings"

	"quotegraph/internal/query"
)

// saved serves the saved queries as an API.
func (v *Server) saved(mux *http.ServeMux) {
	mux.HandleFunc("GET /api/queries", func(w http.ResponseWriter, _ *http.Request) { answer(w, v.opt.Queries) })
	mux.HandleFunc("GET /api/queries/{name}", v.runSaved)
	mux.HandleFunc("GET /api/console/saved/{name}", v.runSaved) // the same with links, for the console
}

// runSaved answers a saved query, its parameters taken from the address: as JSON or, with format=csv or Accept:
// text/csv, as CSV.
func (v *Server) runSaved(w http.ResponseWriter, r *http.Request) {
	given := map[string]string{}
	for k, x := range r.URL.Query() {
		if k != "format" {
			given[k] = x[len(x)-1]
		}
	}
	t, err := query.Answer(r.Context(), v.source(), v.opt.Queries, r.PathValue("name"), given, v.opt.limits())
	switch {
	case errors.Is(err, query.ErrUnknown):
		fail(w, http.StatusNotFound, err)
		return
	case err != nil:
		fail(w, http.StatusBadRequest, err)
		return
	}
	if r.URL.Query().Get("format") != "csv" && !strings.HasPrefix(r.Header.Get("Accept"), "text/csv") {
		rows := t.Rows
		if strings.HasPrefix(r.URL.Path, "/api/console/") {
			rows = linked(rows)
		}
		every := t.Every()
		shown := (&query.Table{Rows: rows}).Ordered(every)
		answer(w, struct {
			Columns []string        `json:"columns"` // that a table shows
			Every   []string        `json:"every"`   // that rows have
			Rows    []query.Ordered `json:"rows"`
			Cut     bool            `json:"cut"`
			Took    int64           `json:"milliseconds"`
			query.Report
		}{t.Columns, every, shown, t.Cut, t.Took.Milliseconds(), t.Report})
		return
	}
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", "attachment; filename=\""+r.PathValue("name")+".csv\"")
	_ = t.WriteCSV(w, t.Every()) // an error is the connection's
}
