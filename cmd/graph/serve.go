package main

import (
	"fmt"
	"net"
	"os"

	"github.com/spf13/cobra"

	"quotegraph/internal/web"
)

func (a *app) serve() *cobra.Command {
	c := &cobra.Command{
		Use:   "serve",
		Short: "Open the store to programs that speak Cayley's HTTP API",
		Long: "Serve Cayley's HTTP API (/api/v1/…, /api/v2/…), the saved queries (/api/queries/NAME?speaker=…, as JSON or with\n" +
			"format=csv), /healthz and Prometheus /metrics. It listens on this machine only and nobody can write, unless settings\n" +
			"say so: writing needs serve.token and requests with \"Authorization: Bearer TOKEN\".",
		Example: "  graph serve\n  graph serve --addr 127.0.0.1:8080\n  QUOTEGRAPH_SERVE_TOKEN=secret graph serve\n" +
			"  curl 'http://127.0.0.1:64210/api/queries/said-by?speaker=Wekesa&format=csv'",
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			all, err := a.savedQueries()
			if err != nil {
				return err
			}
			s, err := a.openStore(a.Serve.Token == "")
			if err != nil {
				return err
			}
			defer s.Close()
			server, err := web.New(s, web.Options{Token: a.Serve.Token, Origins: a.Serve.Origins, Body: int64(a.Serve.MaxBody), Rows: a.Query.Rows, Time: a.Query.Timeout, Queries: all})
			if err != nil {
				return err
			}
			return server.Serve(c.Context(), a.Serve.Addr, func(at net.Addr) {
				fmt.Fprintf(os.Stderr, "graph: serving %s at http://%s/ (stop with Ctrl-C)\n", a.DB, at)
			})
		},
	}
	c.Flags().String("addr", "127.0.0.1:64210", "where to listen")
	c.Flags().Int("rows", 10_000, "rows at most of one answer")
	c.Flags().Duration("timeout", 0, "time at most of one answer (default 30s)")
	c.Flags().String("queries", "", "a folder with saved queries of your own")
	return c
}
