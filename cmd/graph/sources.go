package main

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"quotegraph/internal/ingest/source"
)

// whatIsRead tells the forms that articles come in, for help.
const whatIsRead = `Every input is told by its bytes, then by its name: texts, HTML pages and MHTML, RSS, Atom and
WordPress exports, JSON Feed, ninjs and schema.org's JSON-LD, JSON and JSON Lines of other tools,
CSV and Parquet, NITF, NewsML-G2 and IPTC 7901, WARC and WET, Word, e-mail and mailboxes, PDF,
Markdown, subtitles; packed by gzip, zstd, zip or tar. What is no prose, or in another language than
English, is named and left out.`

func sourceFlags(c *cobra.Command) {
	c.Flags().
		StringToString("map", nil, "keys of JSON or columns of tables that hold a field: --map text=story,doc_id=nr "+
			"(fields: "+strings.Join(source.Fields(), ", ")+")")
	c.Flags().
		Bool("any-language", false, "read articles of other languages than English too; the program understands "+
			"English alone")
}

// sources are the options of reading inputs.
func (a *app) sources(c *cobra.Command) (source.Options, error) {
	o := source.Options{
		Limits: a.limits(),
		Map:    map[string]string{},
		Passed: func(place, what string) { warn("graph: passed over %s: %s", place, what) },
	}
	given, err := c.Flags().GetStringToString("map")
	if err != nil {
		return o, err
	}
	for field, name := range given {
		if !slices.Contains(source.Fields(), field) {
			return o, fmt.Errorf(
				"--map %s=%s: no field %q; there are: %s",
				field,
				name,
				field,
				strings.Join(source.Fields(), ", "),
			)
		}
		o.Map[name] = field
	}
	o.AnyTongue, err = c.Flags().GetBool("any-language")
	return o, err
}

// listed prints what stands where, and reads nothing.
func listed(args []string, o source.Options) error {
	failed, done := 0, 0
	o.List = func(place, what string) {
		done++
		fmt.Printf("%s\t%s\n", place, what)
	}
	for _, err := range source.Read(args, os.Stdin, o) {
		if err != nil {
			warn("graph: %v", err)
			failed++
		}
	}
	return outcome(failed, done)
}
