package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"

	"github.com/cayleygraph/quad"
	"github.com/spf13/cobra"

	"quotegraph/internal/copies"
	"quotegraph/internal/index"
	"quotegraph/internal/ingest"
	"quotegraph/internal/ingest/source"
	"quotegraph/internal/model"
	"quotegraph/internal/pipeline"
	"quotegraph/internal/reconcile"
	"quotegraph/internal/store"
	"quotegraph/internal/triples"
	"quotegraph/internal/web"
)

func (a *app) serve() *cobra.Command {
	c := &cobra.Command{
		Use:   "serve",
		Short: "Open the store to browsers, and to programs that speak Cayley's HTTP API",
		Long: "Serve pages to read in (/), a console (/console), Cayley's HTTP API (/api/v1/…, /api/v2/…), the " +
			"saved queries\n" +
			"(/api/queries/NAME?…, as JSON or with format=csv), /healthz and Prometheus /metrics; /api lists all of " +
			"it. It listens on this machine only and nobody can write, unless settings\n" +
			"say so: writing needs serve.token and requests with \"Authorization: Bearer TOKEN\".",
		Example: "  graph serve\n  graph serve --addr 127.0.0.1:8080\n  QUOTEGRAPH_SERVE_TOKEN=secret graph serve\n" +
			"  curl 'http://127.0.0.1:64210/api/queries/said-by?name=Wekesa&format=csv'",
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			switch a.Serve.Log {
			case "json":
				slog.SetDefault(slog.New(slog.NewJSONHandler(os.Stderr, nil)))
			case "text":
				slog.SetDefault(slog.New(slog.NewTextHandler(os.Stderr, nil)))
			default:
				return fmt.Errorf("setting serve.log: %q is neither text nor json", a.Serve.Log)
			}
			all, err := a.savedQueries()
			if err != nil {
				return err
			}
			s, err := a.openStore(a.Serve.Token == "")
			if err != nil {
				return err
			}
			defer s.Close()
			reader, err := a.reader()
			if err != nil {
				return err
			}
			var server *web.Server
			server, err = web.New(s, web.Options{
				Version: versionText(),
				Token:   a.Serve.Token, Origins: a.Serve.Origins, Hosts: a.Serve.Hosts,
				Body: int64(a.Serve.MaxBody), Rows: a.Query.Rows, Time: a.Query.Timeout, Queries: all,
				Sure: &a.Query.Sure, MostText: a.Ingest.MaxArticle, Find: found(reader), Open: a.opened,
				Texts: reader.Workers, Programs: a.Serve.Programs, HideText: !a.Serve.Text,
				AccessLog: a.Serve.AccessLog, Ingest: a.ingested(s, reader, func() *index.Index { return server.Index() }),
			})
			if err != nil {
				return err
			}
			defer server.Close()
			return server.Serve(c.Context(), a.Serve.Addr, func(at net.Addr) {
				fmt.Fprintf(os.Stderr, "graph: serving %s at http://%s/ (stop with Ctrl-C)\n", s.Path(), at)
			})
		},
	}
	c.Flags().String("addr", "127.0.0.1:64210", "where to listen")
	c.Flags().Int("rows", 10_000, "rows at most of one answer")
	c.Flags().Duration("timeout", 0, "time at most of one answer (default 30s)")
	c.Flags().String("log", "text", "form of the log: text or json")
	c.Flags().Bool("access-log", false, "log each request")
	c.Flags().String("queries", "", "a folder with saved queries of your own")
	return c
}

// found reads a text and returns what is found in it as quads.
func found(reader pipeline.Reader) func(text string) (quad.IRI, []quad.Quad, error) {
	return func(text string) (quad.IRI, []quad.Quad, error) {
		d, err := reader.Try(model.Article{ID: "text", Source: "the text", Text: text})
		if err != nil {
			return "", nil, err
		}
		label, quads := triples.Of(d)
		return label, quads, nil
	}
}

// opened reads the text of a file's first article.
func (a *app) opened(name string, file io.Reader) (string, error) {
	article, err := source.First(name, file, source.Options{Limits: a.limits()}, a.Query.Timeout)
	return article.Text, err
}

// ingested reads articles that are sent to the server into its store; what can't be read is named
// in the report. inStep gives the index, nil while it is behind the store.
func (a *app) ingested(
	s *store.Store,
	reader pipeline.Reader,
	inStep func() *index.Index,
) func(context.Context, io.Reader) (*web.Ingested, error) {
	return func(ctx context.Context, body io.Reader) (*web.Ingested, error) {
		problems, warnings := []string{}, []string{}
		var big *http.MaxBytesError
		o := ingest.Options{Reader: reader, Batch: a.Ingest.Batch, Failed: func(err error) {
			errors.As(err, &big)
			problems = append(problems, err.Error())
		}, Warned: func(w string) { warnings = append(warnings, w) }}
		x := inStep()
		if x != nil {
			o.Copies = copies.New(s, x)
		}
		r, err := ingest.Into(ctx, s, source.Read([]string{"-"}, body, source.Options{Limits: a.limits()}), o)
		if err == nil && big != nil {
			err = big
		}
		var one reconcile.Report
		if err == nil && x != nil {
			one, err = reconcile.Sure(ctx, reconcile.Source{Store: s, Index: x}, false)
		}
		return &web.Ingested{
			Merged:     one.Merged,
			Namesakes:  one.Split,
			Articles:   r.Articles,
			New:        r.New,
			Replaced:   r.Replaced,
			Unchanged:  r.Same,
			Copies:     r.Copies,
			Statements: r.Statements,
			Added:      r.Added,
			Removed:    r.Removed,
			Failed:     r.Failed,
			Errors:     problems,
			Warnings:   warnings,
		}, err
	}
}
