package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"reflect"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/go-viper/mapstructure/v2"
	"github.com/spf13/cobra"
	"github.com/spf13/viper"

	"quotegraph/internal/encoder"
	"quotegraph/internal/ingest/source"
	"quotegraph/internal/pipeline"
	"quotegraph/internal/query"
)

// app is what the commands share.
type app struct {
	file     string // of settings, as it was named
	settings string // the file that was read, or "none"
	config
}

func newRoot() *cobra.Command {
	a := &app{}
	root := &cobra.Command{
		Use:   "graph",
		Short: "Who said what, in which role, on whose behalf, where and when",
		Long: `graph reads news and builds a knowledge graph of who said what, in which role, on whose behalf,
where and when, each edge with the words that prove it.`,
		Example: `  graph demo                                  the sample articles and their answers
  graph ingest news/ feed.jsonl               read articles into the store
  graph query who-said-what -p speaker=Ruiz   ask it`,
		SilenceErrors: true, SilenceUsage: true, Version: versionText(),
		PersistentPreRunE: func(c *cobra.Command, _ []string) error { return a.configure(c) },
	}
	root.SetVersionTemplate("graph {{.Version}}\n")
	p := root.PersistentFlags()
	p.StringVar(
		&a.file,
		"config",
		"",
		"settings file (default ./graph.yaml or ./config.yaml, if one is there and has a key of ours)",
	)
	p.String("db", "graph.db", "the store: a folder, or postgres://USER@HOST/DATABASE")
	p.Duration("lock-timeout", 5*time.Second, "how long to wait for a store in use")
	root.AddCommand(
		a.demo(),
		a.ingest(),
		a.extract(),
		a.query(),
		a.show(),
		a.export(),
		a.imports(),
		a.load(),
		a.agents(),
		a.rm(),
		a.check(),
		a.backup(),
		a.stats(),
		a.eval(),
		a.train(),
		a.serve(),
		a.ask(),
		a.version(),
		a.licenses(),
		a.manuals(),
		a.fetch(),
	)
	return root
}

// configure reads defaults, file, environment and flags, in rising order.
func (a *app) configure(c *cobra.Command) error {
	v := viper.New()
	for _, x := range settings {
		v.SetDefault(x.key, x.def)
	}
	v.SetEnvPrefix("QUOTEGRAPH")
	v.SetEnvKeyReplacer(strings.NewReplacer(".", "_"))
	v.AutomaticEnv()
	path, err := a.settingsFile()
	if err != nil {
		return err
	}
	if err := readSettings(v, path); err != nil {
		return err
	}
	a.settings = cmp.Or(path, "none")
	for _, x := range settings {
		if f := c.Flags().Lookup(x.flag); x.flag != "" && f != nil && f.Changed {
			v.Set(x.key, f.Value.String())
		}
	}
	hook := mapstructure.ComposeDecodeHookFunc(
		mapstructure.StringToTimeDurationHookFunc(), mapstructure.StringToSliceHookFunc(","))
	keys := func(c *mapstructure.DecoderConfig) { c.TagName = "key" }
	if err := v.Unmarshal(&a.config, viper.DecodeHook(hook), keys); err != nil {
		return fmt.Errorf("settings (file: %s; QUOTEGRAPH_*, flags): %w", a.settings, err)
	}
	if err := a.checkBounds(v); err != nil {
		return err
	}
	if a.Ingest.Workers == 0 {
		a.Ingest.Workers = runtime.GOMAXPROCS(0) // what a container grants, not what the machine has
	}
	return nil
}

// readSettings reads a settings file, if there is one; an unknown key is an error.
func readSettings(v *viper.Viper, path string) error {
	if path != "" {
		v.SetConfigFile(path)
		if err := v.ReadInConfig(); err != nil {
			return fmt.Errorf("settings %s: %w", path, err)
		}
	}
	for _, key := range v.AllKeys() {
		if !isSetting(key) {
			return fmt.Errorf("settings %s: unknown key %q; the keys are: %s", path, key, strings.Join(keys(), ", "))
		}
	}
	return nil
}

// checkBounds tells whether numbers and times are not too small, and confidences from 0 to 1.
func (a *app) checkBounds(v *viper.Viper) error {
	for _, x := range settings {
		tooSmall := false
		switch x.kind.Kind() {
		case reflect.Int:
			tooSmall = v.GetInt(x.key) < x.least
		case reflect.Int64:
			tooSmall = v.GetDuration(x.key) < time.Duration(x.least)
		}
		if tooSmall {
			return fmt.Errorf("setting %s: %v is too small", x.key, v.Get(x.key))
		}
	}
	for key, c := range map[string]float64{"ingest.min_confidence": a.Ingest.MinConfidence, "query.sure": a.Query.Sure} {
		if !(c >= 0 && c <= 1) { // NaN is not either
			return fmt.Errorf("setting %s: %v is not between 0 and 1", key, c)
		}
	}
	return nil
}

// settingsFile returns the settings file to read: the one that is named, or ./graph.yaml, or a
// ./config.yaml that has a key of ours. Many programs have a config.yaml; one of another program is
// passed over.
func (a *app) settingsFile() (string, error) {
	if a.file != "" {
		return a.file, nil
	}
	if _, err := os.Stat("graph.yaml"); err == nil {
		return "graph.yaml", nil
	}
	v := viper.New()
	v.SetConfigFile("config.yaml")
	err := v.ReadInConfig()
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		raw, bad := os.ReadFile("config.yaml")
		if bad != nil || !ours.Match(raw) { // another program's
			return "", nil
		}
		return "", fmt.Errorf("settings config.yaml: %w", err)
	}
	for _, key := range v.AllKeys() {
		if isSetting(key) {
			return "config.yaml", nil
		}
	}
	return "", nil
}

// ours finds a key of the settings at the begin of a line.
var ours = regexp.MustCompile(`(?m)^(db|lock_timeout|weights|ingest|query|serve):`)

func keys() []string {
	var out []string
	for _, x := range settings {
		out = append(out, x.key)
	}
	slices.Sort(out)
	return out
}

func (a *app) limits() source.Limits {
	return source.Limits{Article: a.Ingest.MaxArticle, Line: a.Ingest.MaxLine}
}

// reader reads articles as the settings say.
func (a *app) reader() (pipeline.Reader, error) {
	r := pipeline.Reader{Workers: a.Ingest.Workers, MinConfidence: a.Ingest.MinConfidence, Time: a.Ingest.Timeout}
	if a.Weights == "" {
		return r, nil
	}
	var err error
	if r.Network, err = encoder.Open(a.Weights); err != nil {
		return r, fmt.Errorf("setting weights: %w", err)
	}
	return r, nil
}

func (a *app) queryLimits() query.Limits {
	return query.Limits{Rows: a.Query.Rows, Time: a.Query.Timeout, Sure: &a.Query.Sure}
}

func readFlags(c *cobra.Command) {
	c.Flags().Int("workers", 0, "articles read at once (0: one a processor)")
	c.Flags().String("weights", "", "a weight file of your own (see graph train)")
	c.Flags().
		Float64("min-confidence", pipeline.LeastConfidence, "leave out statements that are less sure to be right (0 "+
			"to 1)")
	c.Flags().Int("max-article", 256<<10, "longest article, bytes")
	c.Flags().Int("max-line", 2<<20, "longest line of JSON Lines, bytes")
}

func warn(format string, args ...any) { fmt.Fprintf(os.Stderr, format+"\n", args...) }
