package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/go-viper/mapstructure/v2"
	"github.com/spf13/cobra"
	"github.com/spf13/viper"

	"quotegraph/internal/encoder"
	"quotegraph/internal/index"
	"quotegraph/internal/ingest/source"
	"quotegraph/internal/pipeline"
	"quotegraph/internal/query"
)

// config holds every setting; config.yaml documents them.
type config struct {
	DB          string        `mapstructure:"db"`
	LockTimeout time.Duration `mapstructure:"lock_timeout"`
	Weights     string        `mapstructure:"weights"`
	Ingest      struct {
		Workers       int           `mapstructure:"workers"`
		Batch         int           `mapstructure:"batch"`
		MinConfidence float64       `mapstructure:"min_confidence"`
		MaxArticle    int           `mapstructure:"max_article"`
		MaxLine       int           `mapstructure:"max_line"`
		Timeout       time.Duration `mapstructure:"timeout"`
	} `mapstructure:"ingest"`
	Query struct {
		Rows    int           `mapstructure:"rows"`
		Timeout time.Duration `mapstructure:"timeout"`
		Folder  string        `mapstructure:"folder"`
		Sure    float64       `mapstructure:"sure"`
	} `mapstructure:"query"`
	Serve struct {
		Addr     string   `mapstructure:"addr"`
		Token    string   `mapstructure:"token"`
		Origins  []string `mapstructure:"origins"`
		Hosts    []string `mapstructure:"hosts"`
		MaxBody  int      `mapstructure:"max_body"`
		Text     bool     `mapstructure:"text"`
		Programs int      `mapstructure:"programs"`
	} `mapstructure:"serve"`
}

var defaults = map[string]any{
	"db": "graph.db", "lock_timeout": "5s", "weights": "",
	"ingest.workers": 0, "ingest.batch": 50, "ingest.min_confidence": pipeline.LeastConfidence, "ingest.max_article": 256 << 10, "ingest.max_line": 2 << 20, "ingest.timeout": "60s",
	"query.rows": 10_000, "query.timeout": "30s", "query.folder": "", "query.sure": index.Sure,
	"serve.addr": "127.0.0.1:64210", "serve.token": "", "serve.origins": []string{}, "serve.hosts": []string{}, "serve.max_body": 1 << 20, "serve.programs": 2, "serve.text": true,
}

// flags that set a setting, by its key.
var settingFlags = map[string]string{
	"db": "db", "lock-timeout": "lock_timeout", "weights": "weights", "workers": "ingest.workers", "min-confidence": "ingest.min_confidence", "max-article": "ingest.max_article",
	"max-line": "ingest.max_line", "rows": "query.rows", "timeout": "query.timeout", "queries": "query.folder", "sure": "query.sure", "addr": "serve.addr",
}

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
	p.StringVar(&a.file, "config", "", "settings file (default ./graph.yaml or ./config.yaml, if one is there and has a key of ours)")
	p.String("db", "graph.db", "the store: a folder")
	p.Duration("lock-timeout", 5*time.Second, "how long to wait for a store in use")
	root.AddCommand(a.demo(), a.ingest(), a.extract(), a.query(), a.show(), a.export(), a.imports(), a.agents(), a.rm(), a.check(), a.backup(), a.stats(), a.eval(), a.train(), a.serve(), a.ask(), a.version(), a.licenses(), a.manuals(), a.fetch())
	return root
}

// configure reads defaults, file, environment and flags, in rising order.
func (a *app) configure(c *cobra.Command) error {
	v := viper.New()
	for k, d := range defaults {
		v.SetDefault(k, d)
	}
	v.SetEnvPrefix("QUOTEGRAPH")
	v.SetEnvKeyReplacer(strings.NewReplacer(".", "_"))
	v.AutomaticEnv()
	path, err := a.settingsFile()
	if err != nil {
		return err
	}
	if path != "" {
		v.SetConfigFile(path)
		if err := v.ReadInConfig(); err != nil {
			return fmt.Errorf("settings %s: %w", path, err)
		}
	}
	for _, key := range v.AllKeys() {
		if _, ok := defaults[key]; !ok {
			return fmt.Errorf("settings %s: unknown key %q; the keys are: %s", path, key, strings.Join(keys(), ", "))
		}
	}
	if path == "" {
		path = "none"
	}
	a.settings = path
	for flag, key := range settingFlags {
		if f := c.Flags().Lookup(flag); f != nil && f.Changed {
			v.Set(key, f.Value.String())
		}
	}
	if err := v.Unmarshal(&a.config, viper.DecodeHook(mapstructure.StringToTimeDurationHookFunc())); err != nil {
		return fmt.Errorf("settings (file: %s; QUOTEGRAPH_*, flags): %w", path, err)
	}
	for _, least := range []struct {
		key string
		n   int
	}{
		{"lock_timeout", int(a.LockTimeout - 1)}, {"ingest.workers", a.Ingest.Workers}, {"ingest.batch", a.Ingest.Batch - 1},
		{"ingest.max_article", a.Ingest.MaxArticle - 1}, {"ingest.max_line", a.Ingest.MaxLine - 1}, {"query.rows", a.Query.Rows - 1}, {"query.timeout", int(a.Query.Timeout - 1)}, {"serve.max_body", a.Serve.MaxBody - 1},
		{"ingest.timeout", int(a.Ingest.Timeout - 1)}, {"serve.programs", a.Serve.Programs - 1},
	} {
		if key, n := least.key, least.n; n < 0 {
			return fmt.Errorf("setting %s: %v is too small", key, v.Get(key))
		}
	}
	for key, c := range map[string]float64{"ingest.min_confidence": a.Ingest.MinConfidence, "query.sure": a.Query.Sure} {
		if c < 0 || c > 1 {
			return fmt.Errorf("setting %s: %v is not between 0 and 1", key, c)
		}
	}
	if a.Ingest.Workers == 0 {
		a.Ingest.Workers = runtime.GOMAXPROCS(0) // what a container grants, not what the machine has
	}
	return nil
}

// settingsFile returns the settings file to read: the one that is named, or ./graph.yaml, or a ./config.yaml that has a key of ours. Many
// programs have a config.yaml; one of another program is passed over.
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
		if _, ok := defaults[key]; ok {
			return "config.yaml", nil
		}
	}
	return "", nil
}

// ours finds a key of the settings at the begin of a line.
var ours = regexp.MustCompile(`(?m)^(db|lock_timeout|weights|ingest|query|serve):`)

func keys() []string {
	var out []string
	for k := range defaults {
		out = append(out, k)
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
	c.Flags().Float64("min-confidence", pipeline.LeastConfidence, "leave out statements that are less sure to be right (0 to 1)")
	c.Flags().Int("max-article", 256<<10, "longest article, bytes")
	c.Flags().Int("max-line", 2<<20, "longest line of JSON Lines, bytes")
}

func warn(format string, args ...any) { fmt.Fprintf(os.Stderr, format+"\n", args...) }
