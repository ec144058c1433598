package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"quotegraph/internal/query"
	"quotegraph/internal/store"
	"quotegraph/queries"
)

// FuzzRequests: whatever is asked for, the answer is no fault of the server's.
func FuzzRequests(f *testing.F) {
	for _, s := range [][2]string{{"/", ""}, {"/search", "q=%22a"},
		{"/api/queries/said-by", "name=Ruiz&from=2024"}, {"/agent/person:ana-ruiz", "page=2"},
		{"/statement/statement:1", ""}, {"/api/export", "format=csv&table=agents"}, {"/ask", "q=who+said+x"},
		{"/article/article:a", ""}, {"/api/v2/read", "format=nquads"}, {"/picture", "agent=x"},
		{"/queries/sources", "limit=-1"}, {"/api/articles/a", ""}} {
		f.Add(s[0], s[1])
	}
	s, err := store.Open(f.TempDir(), store.Options{})
	if err != nil {
		f.Fatal(err)
	}
	defer s.Close()
	all, err := query.Load(queries.Files)
	if err != nil {
		f.Fatal(err)
	}
	v, err := New(s, Options{Queries: all, Rows: 100, Body: 1 << 16, Time: 5e9})
	if err != nil {
		f.Fatal(err)
	}
	defer v.Close()
	f.Fuzz(func(t *testing.T, path, parameters string) {
		if len(path)+len(parameters) > 500 {
			t.Skip()
		}
		r := httptest.NewRequest(http.MethodGet, "http://localhost/", nil)
		r.URL = &url.URL{
			Scheme:   "http",
			Host:     "localhost",
			Path:     "/" + strings.TrimPrefix(path, "/"),
			RawQuery: parameters,
		}
		r.RequestURI = r.URL.RequestURI()
		w := httptest.NewRecorder()
		v.Handler().ServeHTTP(w, r)
		if w.Code >= 500 {
			t.Errorf("%s: %d %.300s", r.URL, w.Code, w.Body)
		}
		if strings.Contains(w.Body.String(), "goroutine ") {
			t.Errorf("%s: a stack trace", r.URL)
		}
	})
}
