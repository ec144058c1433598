package web

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"quotegraph/internal/query"
)

// listSaved answers with the saved queries.
func (v *Server) listSaved(w http.ResponseWriter, _ *http.Request) { answer(w, v.opt.Queries) }

// single gives the parameters of an address, each of which may stand there once.
func single(given url.Values) (map[string]string, error) {
	out := map[string]string{}
	for k, x := range given {
		if len(x) > 1 {
			return nil, fmt.Errorf("parameter %s stands %d times in the address", k, len(x))
		}
		out[k] = x[0]
	}
	return out, nil
}

// runSaved answers a saved query, its parameters taken from the address: as JSON or, with
// format=csv or Accept: text/csv, as CSV.
func (v *Server) runSaved(w http.ResponseWriter, r *http.Request) {
	given, err := single(r.URL.Query())
	if err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	format, named := given["format"]
	delete(given, "format")
	if named && format != "json" && format != "csv" {
		refuse(w, http.StatusBadRequest, fmt.Sprintf("format is json or csv, not %q", format))
		return
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
	if format != "csv" && !strings.HasPrefix(r.Header.Get("Accept"), "text/csv") {
		rows := t.Rows
		if strings.HasPrefix(r.URL.Path, "/api/console/") {
			rows = linked(rows)
		}
		every := t.Every()
		shown := (&query.Table{Rows: rows}).Ordered(every)
		answer(w, rowsAnswer{t.Columns, every, shown, t.Cut, t.Took.Milliseconds(), t.Report})
		return
	}
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", "attachment; filename=\""+r.PathValue("name")+".csv\"")
	_ = t.WriteCSV(w, t.Every()) // an error is the connection's
}
