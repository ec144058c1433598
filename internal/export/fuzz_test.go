package export

import (
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"quotegraph/internal/rdf"
)

// FuzzEscapes: whatever a name or a text holds, each form can be read again, RDF gives the same
// quads, and no cell is a formula.
func FuzzEscapes(f *testing.F) {
	for _, s := range []string{"Ana Ruiz", `"`, "=1+1", "\u202e", "a\tb", "]]>", "<!--", "\\u0041", "{}",
		"a\u0000b", "👩‍👩‍👧", "' or 1", "\ufeff", "a|b", "&#x0;", "\u0085"} {
		f.Add(s, "Union", s)
	}
	f.Fuzz(func(t *testing.T, she, body, words string) {
		for _, s := range []string{she, body, words} {
			if !utf8.ValidString(s) || strings.TrimSpace(s) == "" || len(s) > 500 {
				t.Skip()
			}
		}
		g := graph{said("a", "2020-02-18", "Ana "+she, "B "+body, words)}
		want := lines(g[0])
		for name, s := range map[string]rdf.Syntax{"nquads": rdf.NQuads, "trig": rdf.TriG} {
			if got := lines(parsed(t, s, written(t, name, g, Options{}))); !slices.Equal(got, want) {
				t.Errorf("%s: %d quads of %d", name, len(got), len(want))
			}
		}
		parsed(t, rdf.TriG, written(t, "turtle", g, Options{}))
		for _, name := range []string{"jsonld", "cytoscape"} {
			if !json.Valid([]byte(written(t, name, g, Options{}))) {
				t.Errorf("%s is no JSON", name)
			}
		}
		for _, name := range []string{"graphml", "gexf"} {
			for d := xml.NewDecoder(strings.NewReader(written(t, name, g, Options{}))); ; {
				if _, err := d.Token(); err == io.EOF {
					break
				} else if err != nil {
					t.Fatalf("%s: %v", name, err)
				}
			}
		}
		for _, table := range TableNames() {
			rows, err := csv.NewReader(strings.NewReader(written(t, "csv", g, Options{Table: table}))).ReadAll()
			if err != nil {
				t.Fatalf("%s: %v", table, err)
			}
			for _, row := range rows {
				for _, cell := range row {
					if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
						t.Errorf("%s: a cell that is a formula: %q", table, cell)
					}
				}
			}
		}
	})
}
