package main

import (
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"quotegraph/internal/fetch"
)

func (a *app) fetch() *cobra.Command {
	o := fetch.Options{}
	var every time.Duration
	c := &cobra.Command{
		Use: "fetch ADDRESS…", Short: "Get feeds and pages from the net into a folder, politely", Args: cobra.MinimumNArgs(1),
		Long: `Get pages, and feeds with the pages that their items lead to, into a folder that graph ingest
reads. This is the one command that asks the net.

robots.txt is kept to. A host is asked once in --delay. What has not changed is not sent again.
Addresses that lead into the private network are refused. With --every the feeds are asked again
and again until the program is stopped.`,
		Example: "  graph fetch --to news https://news.example/feed.xml\n  graph fetch --to news --every 15m " +
			"https://news.example/feed.xml\n  graph ingest news",
		RunE: func(c *cobra.Command, args []string) error {
			o.Said = func(s string) { warn("graph: %s", s) }
			o.Agent = "quotegraph"
			f, err := fetch.New(o)
			if err != nil {
				return err
			}
			for {
				r, err := f.Get(c.Context(), args)
				if err != nil {
					return err
				}
				fmt.Fprintf(os.Stderr, "%d new, %d as before, %d failed in %s\n", r.New, r.Same, r.Failed, o.Folder)
				if every <= 0 {
					return outcome(r.Failed, r.New+r.Same)
				}
				select {
				case <-time.After(every):
				case <-c.Context().Done():
					return nil
				}
			}
		},
	}
	c.Flags().StringVar(&o.Folder, "to", "fetched", "the folder")
	c.Flags().DurationVar(&o.Delay, "delay", 2*time.Second, "between two requests to one host")
	c.Flags().DurationVar(&o.Timeout, "request-timeout", 30*time.Second, "of one request")
	c.Flags().IntVar(&o.Items, "items", 100, "pages of one feed at most")
	c.Flags().DurationVar(&every, "every", 0, "ask again after so long (0: once)")
	return c
}
