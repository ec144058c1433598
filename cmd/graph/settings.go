package main

import (
	"fmt"
	"reflect"
	"strings"
	"time"
)

// config holds every setting. Each has its key, its default, what it is, and the flag that sets it
// too; defaults, environment, flags and config.yaml come from here (go test ./cmd/graph -run
// ConfigFile -update).
type config struct {
	DB          string        `key:"db" default:"graph.db" flag:"db" about:"The store: a folder, or a PostgreSQL database: postgres://USER:PASSWORD@HOST/DATABASE."`
	LockTimeout time.Duration `key:"lock_timeout" default:"5s" flag:"lock-timeout" about:"How long to wait for a store that another process is writing to."`
	Weights     string        `key:"weights" default:"" flag:"weights" about:"A weight file of your own, from graph train; empty: the program's own."`
	Ingest      struct {
		Workers       int           `key:"workers" default:"0" flag:"workers" about:"articles read at once; 0: one a processor"`
		Batch         int           `key:"batch" default:"50" least:"1" about:"articles written in one transaction"`
		MinConfidence float64       `key:"min_confidence" default:"0.15" flag:"min-confidence" about:"leave out statements that are less sure to be right (0 to 1)"`
		MaxArticle    int           `key:"max_article" default:"262144" least:"1" flag:"max-article" about:"bytes of one article's text"`
		MaxLine       int           `key:"max_line" default:"2097152" least:"1" flag:"max-line" about:"bytes of a line of JSON Lines"`
		Timeout       time.Duration `key:"timeout" default:"60s" about:"time at most for one article"`
	} `key:"ingest"`
	Query struct {
		Rows    int           `key:"rows" default:"10000" least:"1" flag:"rows" about:"rows at most"`
		Timeout time.Duration `key:"timeout" default:"30s" flag:"timeout" about:"time at most"`
		Folder  string        `key:"folder" default:"" flag:"queries" about:"a folder with saved queries (*.js) of your own"`
		Sure    float64       `key:"sure" default:"0.7" flag:"sure" about:"least confidence of statements that answers show unless asked for all (0 to 1)"`
	} `key:"query"`
	Serve struct {
		Addr      string   `key:"addr" default:"127.0.0.1:64210" flag:"addr" about:"this machine only"`
		Token     string   `key:"token" default:"" about:"who sends it may write; empty: nobody may"`
		Origins   []string `key:"origins" default:"" about:"pages from elsewhere that may call the API, such as https://news.example"`
		Hosts     []string `key:"hosts" default:"" about:"names that the server goes by, beside localhost and addresses, such as graph.example"`
		MaxBody   int      `key:"max_body" default:"1048576" least:"1" about:"bytes of one request"`
		Programs  int      `key:"programs" default:"2" least:"1" about:"programs of users' own that run at once, each in a process of its own"`
		Log       string   `key:"log" default:"text" flag:"log" about:"form of the log: text or json"`
		AccessLog bool     `key:"access_log" default:"false" flag:"access-log" about:"true: each request is logged"`
		Text      bool     `key:"text" default:"true" about:"false: articles' texts are shown nowhere, only statements; programs and quads are refused"`
	} `key:"serve"`
}

// setting is one of config's.
type setting struct {
	group, key  string // "ingest", "ingest.workers"
	def         string
	flag, about string
	kind        reflect.Type
	least       int // of a number
}

// settings are all, in config's order.
var settings = settingsIn(reflect.TypeFor[config](), "")

func settingsIn(t reflect.Type, group string) []setting {
	var out []setting
	for i := range t.NumField() {
		f := t.Field(i)
		key := f.Tag.Get("key")
		if f.Type.Kind() == reflect.Struct {
			out = append(out, settingsIn(f.Type, key)...)
			continue
		}
		if group != "" {
			key = group + "." + key
		}
		s := setting{
			group: group,
			key:   key,
			def:   f.Tag.Get("default"),
			flag:  f.Tag.Get("flag"),
			about: f.Tag.Get("about"),
			kind:  f.Type,
		}
		fmt.Sscan(f.Tag.Get("least"), &s.least) // none: 0
		if f.Type == reflect.TypeFor[time.Duration]() {
			s.least = 1
		}
		out = append(out, s)
	}
	return out
}

func isSetting(key string) bool {
	for _, s := range settings {
		if s.key == key {
			return true
		}
	}
	return false
}

// configFile is config.yaml: each setting with its default.
func configFile() string {
	var b strings.Builder
	b.WriteString(
		"# Settings of graph, each with its default. Read from ./config.yaml or the file named by --config;\n# " +
			"QUOTEGRAPH_* in the environment (QUOTEGRAPH_QUERY_ROWS=50) and flags override it.\n",
	)
	group, width := "", 0
	for _, s := range settings {
		value := s.def
		switch {
		case s.kind.Kind() == reflect.Slice:
			value = "[]"
		case value == "":
			value = `""`
		}
		if s.group == "" {
			fmt.Fprintf(&b, "\n# %s\n%s: %s\n", s.about, s.key, value)
			continue
		}
		if s.group != group {
			group, width = s.group, 0
			fmt.Fprintf(&b, "\n%s:\n", group)
			for _, o := range settings {
				if o.group == group {
					width = max(width, len(o.key)-len(group)-1+len(o.def)+2)
				}
			}
		}
		fmt.Fprintf(&b, "  %-*s # %s\n", width+1, strings.TrimPrefix(s.key, group+".")+": "+value, s.about)
	}
	return b.String()
}
