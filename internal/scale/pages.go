package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"time"

	"quotegraph/internal/index"
	"quotegraph/internal/query"
	"quotegraph/internal/reading"
	"quotegraph/internal/store"
	"quotegraph/internal/web"
)

// visits is how many pages of a kind one reader looks at.
const visits = 100

// visit prints how long pages take for one reader.
func visit(ctx context.Context, s *store.Store, x *index.Index, saved []query.Saved) error {
	v, err := web.New(s, web.Options{Rows: 10_000, Time: 30 * time.Second, Body: 1 << 20, Queries: saved})
	if err != nil {
		return err
	}
	defer v.Close()
	h := httptest.NewServer(v.Handler())
	defer h.Close()
	addresses := map[string][]string{"overview": {"/"}}
	statements, err := x.Statements(ctx, index.Filter{Limit: 3000})
	if err != nil {
		return err
	}
	for i, l := range statements.Records {
		if i%30 == 0 {
			addresses["article"] = append(addresses["article"], reading.Href(l.Article.IRI))
			addresses["statement"] = append(addresses["statement"], reading.Href(l.Record.ID))
			if a := l.Record.Agent; a != nil && reading.Href(a.ID) != "" {
				addresses["agent"] = append(addresses["agent"], reading.Href(a.ID))
			}
			addresses["search"] = append(addresses["search"], "/search?q="+url.QueryEscape(firstWord(l.Record.Text)))
		}
	}
	fmt.Println("\n| page | median, ms | p95, ms |\n|---|---|---|")
	for _, kind := range []string{"overview", "article", "statement", "agent", "search"} {
		var took []float64
		for i := range visits {
			began := time.Now()
			r, err := http.Get(h.URL + addresses[kind][i%len(addresses[kind])])
			if err != nil {
				return err
			}
			if _, err := io.Copy(io.Discard, r.Body); err != nil {
				return err
			}
			r.Body.Close()
			if r.StatusCode != http.StatusOK {
				return fmt.Errorf("%s: %s", r.Request.URL, r.Status)
			}
			took = append(took, milliseconds(time.Since(began)))
		}
		slices.Sort(took)
		fmt.Printf("| %s | %.1f | %.1f |\n", kind, took[len(took)/2], took[len(took)*95/100])
	}
	return nil
}
