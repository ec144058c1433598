// Package pages is the reading view: what is in the graph, as pages that work without script. What
// a page shows is in the file of its name, beside its template; reading and search give what it
// shows. The package knows nothing of language.
package pages

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"html/template"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"unicode"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/index"
	"quotegraph/internal/pipeline"
	"quotegraph/internal/query"
	"quotegraph/internal/reading"
	"quotegraph/internal/store"
)

//go:embed *.html
var files embed.FS

// Site is what pages are made from.
type Site struct {
	Reader  reading.Reader
	Index   *index.Index
	Left    func() int // articles that the index has still to look at
	Queries []query.Saved
	Limits  query.Limits
	// Find reads a text and returns the quads of what is found in it, and their label; nothing is
	// stored.
	Find func(text string) (quad.IRI, []quad.Quad, error)
	// Open reads the text of the first article of a file, whatever form it has.
	Open func(name string, file io.Reader) (string, error)
	// Run runs a program of a user's own and answers with so many rows at most.
	Run  func(ctx context.Context, language, program string, rows int) (*query.Table, error)
	Most int     // bytes of a text to be read at once
	API  []Route // what the API's page lists
}

// Routes adds the pages to a multiplexer.
func (s *Site) Routes(mux *http.ServeMux) {
	for pattern, page := range map[string]func(*http.Request) (*page, error){
		"GET /{$}":            s.overview,
		"GET /article/{id}":   s.article,
		"GET /agent/{iri}":    s.agent,
		"GET /statement/{id}": s.statement,
		"GET /event/{id}":     s.event,
		"GET /document/{id}":  s.document,
		"GET /search":         s.search,
		"GET /try":            s.try,
		"POST /try":           s.try,
		"GET /queries":        s.queries,
		"GET /queries/{name}": s.saved,
		"GET /ask":            s.ask,
		"GET /console":        s.console,
		"POST /console":       s.console,
		"GET /picture":        s.picture,
		"GET /api":            s.api,
		"GET /api/{$}":        s.api,
	} {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) { show(w, r, page) })
	}
}

// page is what a template gets.
type page struct {
	Name  string // of the template and of the body's class
	Title string
	Nav   string // the address of the navigation's link that leads here
	Words string // in the search box
	Code  int
	Data  any
}

// problem is an error that a reader is told, with its code.
type problem struct {
	code int
	text string
}

func (p problem) Error() string { return p.text }

// Problem answers with the page of an error.
func (s *Site) Problem(w http.ResponseWriter, r *http.Request, code int, text string) {
	show(w, r, func(*http.Request) (*page, error) { return nil, problem{code, text} })
}

// Nothing answers for an address that no page has.
func (s *Site) Nothing(w http.ResponseWriter, r *http.Request) {
	s.Problem(w, r, http.StatusNotFound, "There is no such page.")
}

var templates = template.Must(template.New("").Funcs(template.FuncMap{
	"href": reading.Href, "visible": visible, "kind": reading.KindOf, "percent": percent, "dict": dict, "cell": cell,
	"inputType": inputType, "exports": exportsOf, "web": web, "language": func(l string) string { return query.Named[l] },
}).ParseFS(files, "*.html"))

// show answers with a page, or with the page of an error. It is written to memory first, so that an
// error is never in its middle.
func show(w http.ResponseWriter, r *http.Request, make func(*http.Request) (*page, error)) {
	p, err := make(r)
	if to := elsewhere(""); errors.As(err, &to) {
		http.Redirect(w, r, string(to), http.StatusSeeOther)
		return
	}
	if err != nil {
		p = failed(r, err)
	}
	if p.Code == 0 {
		p.Code = http.StatusOK
	}
	var out bytes.Buffer
	if err := templates.ExecuteTemplate(&out, p.Name+".html", p); err != nil {
		slog.ErrorContext(r.Context(), "a page can't be shown", "path", r.URL.Path, "error", err)
		p, out = failed(r, err), bytes.Buffer{}
		if err := templates.ExecuteTemplate(&out, "error.html", p); err != nil {
			http.Error(w, "the page can't be shown", http.StatusInternalServerError)
			return
		}
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-cache")
	w.WriteHeader(p.Code)
	_, _ = out.WriteTo(w) // an error is the connection's
}

func failed(r *http.Request, err error) *page {
	p := &page{
		Name:  "error",
		Title: "Error",
		Code:  http.StatusInternalServerError,
		Data:  "Something went wrong in the server; its log says what.",
	}
	var told problem
	switch {
	case errors.As(err, &told):
		p.Code, p.Data = told.code, told.text
	case errors.Is(err, reading.ErrNone):
		p.Code, p.Data = http.StatusNotFound, "The graph holds nothing of that name. It may have been replaced when "+
			"its article was read again; the search may find what you are after."
	case errors.Is(err, store.ErrDamaged):
		p.Code, p.Data = http.StatusServiceUnavailable, "The store is damaged: graph check finds where, graph check "+
			"--repair keeps the articles that are whole."
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, pipeline.ErrTime):
		p.Code, p.Data = http.StatusGatewayTimeout, "The page took longer than the server allows."
	case errors.Is(err, context.Canceled):
		p.Code, p.Data = 499, "The request was given up."
	default:
		slog.ErrorContext(r.Context(), "a page can't be shown", "path", r.URL.Path, "error", err)
	}
	if p.Code == http.StatusNotFound {
		p.Title = "Not found"
	}
	return p
}

// dict makes a map for a template's call of another.
func dict(pairs ...any) map[string]any {
	out := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		out[pairs[i].(string)] = pairs[i+1]
	}
	return out
}

// visible shows control characters, and the marks that turn the direction of writing, as signs:
// they must not act on the page.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\r':
			return '\u240D'
		case r < ' ':
			return '\u2400' + r
		case r == 0x7f:
			return '\u2421'
		case unicode.IsControl(r), '\u202A' <= r && r <= '\u202E', '\u2066' <= r && r <= '\u2069':
			return '\uFFFD'
		}
		return r
	}, s)
}

// web is an address in the web as it stands, and nothing for any other: an article may bring
// anything along.
func web(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}

func percent(f float64) int { return int(f*100 + 0.5) }
