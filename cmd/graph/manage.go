package main

import (
	"cmp"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"quotegraph/internal/model"
	"quotegraph/internal/query"
	"quotegraph/internal/store"
)

func (a *app) rm() *cobra.Command {
	return &cobra.Command{
		Use: "rm ARTICLE…", Short: "Remove articles and all that they told", Example: "  graph rm envoy",
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			s, err := a.open(c.Context(), false)
			if err != nil {
				return err
			}
			defer s.Close()
			failed := 0
			for _, id := range args {
				n, err := s.Apply(c.Context(), []store.Change{{Label: quad.IRI(model.ArticleIRI(id))}})
				if err != nil {
					return err
				}
				if n.Gone == 0 {
					warn("graph: no article %q in %s; `graph query articles` lists them", id, s.Path())
					failed++
				}
			}
			return outcome(failed, len(args)-failed)
		},
	}
}

func (a *app) stats() *cobra.Command {
	var format string
	c := &cobra.Command{
		Use: "stats", Short: "Count what is in the store", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			s, err := a.open(c.Context(), true)
			if err != nil {
				return err
			}
			defer s.Close()
			t := &query.Table{Columns: []string{"what", "count"}}
			counts, err := s.Index.Counts(c.Context())
			if err != nil {
				return err
			}
			for _, x := range counts.Listed() {
				t.Rows = append(t.Rows, map[string]any{"what": x.Value, "count": x.N})
			}
			t.Rows = append(t.Rows, map[string]any{"what": "quads", "count": s.Size()})
			return print(os.Stdout, t, format)
		},
	}
	c.Flags().StringVarP(&format, "output", "o", "table", formats)
	return c
}

func (a *app) version() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Print the version", Args: cobra.NoArgs,
		Run: func(*cobra.Command, []string) {
			fmt.Println("graph", versionText())
			fmt.Println("settings:", a.settings)
		},
	}
}

// version is set by releases: -ldflags "-X main.version=v1.2.3".
var version string

// versionText is the version, the commit and its day, and what the program was built with.
func versionText() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return cmp.Or(version, "(unknown)")
	}
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	text := cmp.Or(version, info.Main.Version)
	if commit := settings["vcs.revision"]; len(commit) >= 12 {
		changed := ""
		if settings["vcs.modified"] == "true" {
			changed = ", changed"
		}
		day, _, _ := strings.Cut(settings["vcs.time"], "T")
		text += fmt.Sprintf(" (commit %s of %s%s)", commit[:12], day, changed)
	}
	return text + " " + info.GoVersion + " " + runtime.GOOS + "/" + runtime.GOARCH
}

//go:embed NOTICE
var notice string

//go:embed THIRD_PARTY.txt
var thirdParty string

func (a *app) licenses() *cobra.Command {
	all := false
	c := &cobra.Command{
		Use: "licenses", Short: "Print whose work is in this program, and its licences", Args: cobra.NoArgs,
		Long: "Print the notice of this program and its network, and what it is built of; --all prints each " +
			"licence whole.",
		Example: "  graph licenses\n  graph licenses --all | less",
		Run: func(*cobra.Command, []string) {
			fmt.Println(strings.TrimSpace(notice))
			fmt.Println()
			if all {
				fmt.Print(thirdParty)
				return
			}
			for line := range strings.Lines(thirdParty) {
				if m, ok := strings.CutPrefix(line, "== "); ok {
					fmt.Print(m)
				}
			}
		},
	}
	c.Flags().BoolVar(&all, "all", false, "each licence whole")
	return c
}

// manuals writes the manual pages and the completions of shells into a folder, for packages.
func (a *app) manuals() *cobra.Command {
	return &cobra.Command{
		Use: "manuals FOLDER", Short: "Write manual pages and completions of shells", Args: cobra.ExactArgs(1), Hidden: true,
		RunE: func(c *cobra.Command, args []string) error {
			root := c.Root()
			root.DisableAutoGenTag = true
			for _, sub := range []string{"man", "completions"} {
				if err := os.MkdirAll(filepath.Join(args[0], sub), 0o755); err != nil {
					return err
				}
			}
			if err := doc.GenManTree(root, &doc.GenManHeader{Title: "GRAPH", Section: "1", Source: "graph"},
				filepath.Join(args[0], "man")); err != nil {
				return err
			}
			at := func(name string) string { return filepath.Join(args[0], "completions", name) }
			return errors.Join(
				root.GenBashCompletionFileV2(at("graph.bash"), true),
				root.GenZshCompletionFile(at("_graph")),
				root.GenFishCompletionFile(at("graph.fish"), true),
				root.GenPowerShellCompletionFileWithDesc(at("graph.ps1")),
			)
		},
	}
}
