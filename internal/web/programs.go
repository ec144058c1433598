package web

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/cayleygraph/cayley/graph"
	cquery "github.com/cayleygraph/cayley/query"
	cayleyhttp "github.com/cayleygraph/cayley/server/http"

	"quotegraph/internal/programs"
	"quotegraph/internal/query"
	"quotegraph/internal/store"
)

// Programs answers requests that carry programs of users' own, in a process of their own: Cayley's
// API, and runPath for the console.
func Programs(database programs.Database, calls query.Calls, b programs.Bounds) (http.Handler, error) {
	query.GuardLanguages()
	qs, err := store.Over(database)
	if err != nil {
		return nil, err
	}
	p := &program{source: query.Source{Graph: qs, Calls: calls}, bounds: b}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /api/v1/query/{lang}", p.v1Query)
	mux.HandleFunc("POST /api/v1/shape/{lang}", p.v1Shape)
	v2 := cayleyhttp.NewAPIv2(&graph.Handle{QuadStore: qs})
	v2.SetQueryTimeout(b.Time)
	v2.SetQueryLimit(b.Rows)
	mux.Handle("/api/v2/query", told(v2))
	mux.HandleFunc("POST "+runPath+"{lang}", p.run)
	return mux, nil
}

// told answers what the handler does not: Cayley says nothing of a result that JSON has no form for.
func told(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s := &withheld{late: late{w: w}, code: http.StatusOK}
		s.head = func() { w.WriteHeader(s.code) }
		next.ServeHTTP(s, r)
		if !s.began && s.code == http.StatusOK {
			refuse(w, http.StatusBadRequest, "the answer can't be written as JSON")
			return
		}
		s.begin()
	})
}

// withheld sends the code with the first byte of the answer.
type withheld struct {
	late
	code int
}

func (s *withheld) Header() http.Header { return s.w.Header() }

func (s *withheld) WriteHeader(code int) { s.code = code }

// runPath is where a child answers as the console's own path does, or, with "page", with what a page
// shows. No route of the server's leads there. What a program gives is made ready here, where memory is
// bounded: a few bytes of JSON may be hundreds of a value's.
const runPath = "/run/"

// mostInPage is how long a child's answer for a page may be, in bytes of JSON: the server reads it.
const mostInPage = 2 << 20

// program is what a child's handlers share.
type program struct {
	source query.Source
	bounds programs.Bounds
}

func (p *program) run(w http.ResponseWriter, r *http.Request) {
	text, err := io.ReadAll(r.Body)
	if err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	rows, _ := strconv.Atoi(r.URL.Query().Get("rows")) // ours
	a, err := query.In(
		r.Context(),
		p.source,
		r.PathValue("lang"),
		string(text),
		query.Limits{Rows: rows, Time: p.bounds.Time},
	)
	switch {
	case err != nil:
		faulty(w, err)
	case r.URL.Query().Has("page"):
		answer(w, ran{a.Columns, a.Rows, a.Cut, a.Took, a.Report})
	default:
		columns := a.Columns
		if columns == nil {
			columns = []string{}
		}
		answer(w, tableAnswer{columns, linked(a.Rows), a.Cut, a.Took.Milliseconds(), a.Raw})
	}
}

// faulty answers what is wrong with a program, and where.
func faulty(w http.ResponseWriter, err error) {
	f := query.FaultOf(err)
	failed(w, http.StatusBadRequest, failure{Error: f.Text, Line: f.Line, Column: f.Column})
}

// ran is a table for a page on its way between the processes.
type ran struct {
	Columns []string
	Rows    []map[string]any
	Cut     bool
	Took    time.Duration
	Report  query.Report
}

func (p *program) v1Query(w http.ResponseWriter, r *http.Request) {
	l := cquery.GetLanguage(r.PathValue("lang"))
	if l == nil {
		refuse(w, http.StatusBadRequest, "Unknown query language.")
		return
	}
	if l.HTTPQuery != nil { // GraphQL answers by itself
		l.HTTPQuery(r.Context(), p.source.Graph, w, r.Body)
		return
	}
	if l.HTTP == nil {
		refuse(w, http.StatusBadRequest, "HTTP interface is not supported for this query language.")
		return
	}
	limit, _ := strconv.Atoi(r.URL.Query().Get("limit"))
	if limit <= 0 {
		limit = 100
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	it, err := l.HTTP(p.source.Graph).
		Execute(r.Context(), string(body), cquery.Options{Collation: cquery.JSON, Limit: min(limit, p.bounds.Rows)})
	if err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	defer it.Close()
	var out []any
	for it.Next(r.Context()) {
		out = append(out, it.Result())
	}
	if err := it.Err(); err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	answer(w, map[string]any{"result": out})
}

func (p *program) v1Shape(w http.ResponseWriter, r *http.Request) {
	l := cquery.GetLanguage(r.PathValue("lang"))
	switch {
	case l == nil:
		refuse(w, http.StatusBadRequest, "Unknown query language.")
		return
	case l.HTTP == nil:
		refuse(w, http.StatusBadRequest, "HTTP interface is not supported for this query language.")
		return
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	shape, err := l.HTTP(p.source.Graph).ShapeOf(string(body))
	if errors.Is(err, cquery.ErrParseMore) {
		refuse(w, http.StatusBadRequest, "Incomplete data?")
		return
	}
	if err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	answer(w, shape)
}

// apart has a process of its own answer a request as it stands.
func (v *Server) apart(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	header := http.Header{}
	for _, k := range []string{"Content-Type", "Accept"} {
		header[k] = r.Header[k]
	}
	a, err := v.child(r.Context(), r.Method, r.URL.RequestURI(), header, body, v.opt.Rows)
	if err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	send(w, a)
}

// send sends a child's answer on.
func send(w http.ResponseWriter, a *programs.Answer) {
	for k, x := range a.Header {
		w.Header()[k] = x
	}
	// Cayley does not say what its JSON is
	if strings.HasPrefix(w.Header().Get("Content-Type"), "text/plain") || w.Header().Get("Content-Type") == "" {
		w.Header().Set("Content-Type", "application/json")
	}
	w.WriteHeader(a.Code)
	_, _ = w.Write(a.Body) // an error is the connection's
}

// child has a process of its own answer.
func (v *Server) child(
	ctx context.Context,
	method, address string,
	header http.Header,
	body []byte,
	rows int,
) (*programs.Answer, error) {
	calls, err := query.Caller(ctx, v.source(), query.Limits{Rows: rows, Sure: v.opt.Sure})
	if err != nil {
		return nil, err
	}
	return v.programs.Run(ctx, programs.Source{Begin: v.store.Reading, Calls: calls}, method, address, header, body)
}

// run has a process of its own run a program, with a choice of runPath's: "page", or none.
func (v *Server) run(
	ctx context.Context,
	language string,
	program []byte,
	rows int,
	choice string,
) (*programs.Answer, error) {
	address := runPath + url.PathEscape(language) + "?rows=" + strconv.Itoa(rows) + "&" + choice
	return v.child(ctx, http.MethodPost, address, http.Header{}, program, rows)
}

// inTable runs a program of a user's own in a process of its own, for a page.
func (v *Server) inTable(ctx context.Context, language, text string, rows int) (*query.Table, error) {
	a, err := v.run(ctx, language, []byte(text), rows, "page")
	if err != nil {
		return nil, err
	}
	if a.Code != http.StatusOK {
		var f failure
		if err := json.Unmarshal(a.Body, &f); err != nil {
			return nil, err
		}
		return nil, errors.New(f.Error)
	}
	if len(a.Body) > mostInPage {
		return nil, fmt.Errorf("the answer is too long for a page (%d MiB): ask for fewer rows", len(a.Body)>>20)
	}
	var x ran
	from := json.NewDecoder(bytes.NewReader(a.Body))
	from.UseNumber() // a whole number stays one
	if err := from.Decode(&x); err != nil {
		return nil, err
	}
	return &query.Table{Columns: x.Columns, Rows: x.Rows, Cut: x.Cut, Took: x.Took, Report: x.Report}, nil
}
