package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"quotegraph/internal/excerpt"
	"quotegraph/internal/export"
	"quotegraph/internal/query"
)

// An export may last longer than other answers, and few are written at once.
const (
	exportTime = 10 * time.Minute
	exports    = 2
	exportWait = time.Second
)

// choices are the parameters of /api/export; all others are the query's, and with a query "article"
// and "agent" too.
var choices = []string{"format", "query", "table", "simple", "align"}

// export writes the graph or a part of it, while it reads it. An answer that can't be finished
// breaks off, so that nobody takes it for a whole one.
func (v *Server) export(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	name := "nquads"
	if q.Has("format") {
		name = q.Get("format")
	}
	for _, key := range choices {
		if len(q[key]) > 1 {
			refuse(
				w,
				http.StatusBadRequest,
				fmt.Sprintf("parameter %s stands %d times in the address", key, len(q[key])),
			)
			return
		}
	}
	f, err := export.Find(name)
	if err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	o := export.Options{Table: q.Get("table")}
	for key, to := range map[string]*bool{"simple": &o.Simple, "align": &o.Align} {
		if given := q.Get(key); q.Has(key) && given != "true" && given != "false" {
			refuse(w, http.StatusBadRequest, fmt.Sprintf("%s is true or false, not %q", key, given))
			return
		} else {
			*to = given == "true"
		}
	}
	ctx, cancel := context.WithTimeout(r.Context(), exportTime)
	defer cancel()
	g, err := v.excerpt(ctx, q)
	switch {
	case errors.Is(err, excerpt.ErrNone), errors.Is(err, query.ErrUnknown):
		fail(w, http.StatusNotFound, err)
		return
	case errors.Is(err, excerpt.ErrTwo):
		fail(w, http.StatusConflict, err)
		return
	case err != nil:
		fail(w, http.StatusBadRequest, err)
		return
	}
	if v.opt.HideText {
		g = withoutTexts{g}
	}
	// a connection that knows no deadlines has none
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(exportTime))
	out := &late{w: w, head: func() {
		w.Header().Set("Content-Type", f.Media)
		w.Header().Set("Content-Disposition", `attachment; filename="graph`+f.Extension+`"`)
	}}
	if err := f.Write(ctx, out, g, o); err != nil {
		if !out.began {
			fail(w, http.StatusBadRequest, err)
			return
		}
		breakOff(r, err)
	}
	out.begin()
}

func (v *Server) excerpt(ctx context.Context, q url.Values) (export.Graph, error) {
	c := excerpt.Choice{Query: q.Get("query"), Params: map[string]string{}}
	if c.Query == "" {
		c.Articles, c.Agents = q["article"], q["agent"]
	}
	for k, x := range q {
		if !slices.Contains(choices, k) && (c.Query != "" || k != "article" && k != "agent") {
			c.Params[k] = x[len(x)-1]
		}
	}
	if c.Query != "" && c.Params["limit"] == "" {
		c.Params["limit"] = strconv.Itoa(v.opt.Rows)
	}
	g, _, err := c.Of(
		ctx,
		excerpt.Source{Store: v.store, Source: v.source(), Queries: v.opt.Queries, Limits: v.opt.limits()},
	)
	return g, err
}

// late is an answer whose head is written with its first byte: an error before that gets a code.
type late struct {
	w     http.ResponseWriter
	head  func()
	began bool
}

func (l *late) begin() {
	if !l.began {
		l.began = true
		l.head()
	}
}

func (l *late) Write(p []byte) (int, error) {
	l.begin()
	return l.w.Write(p)
}

// breakOff ends an answer that has begun, so that its reader sees that it is not whole.
func breakOff(r *http.Request, err error) {
	slog.ErrorContext(r.Context(), "an answer broke off",
		"path", r.URL.Path, "request", requestID(r.Context()), "error", err)
	panic(http.ErrAbortHandler)
}

// backup writes the store's file as it is at this moment.
func (v *Server) backup(w http.ResponseWriter, r *http.Request) {
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(exportTime))
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Content-Disposition", `attachment; filename="indexes.bolt"`)
	if _, err := v.store.Backup(w); err != nil {
		breakOff(r, err)
	}
}
