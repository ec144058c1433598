package export

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// TestExportsPage: docs/EXPORTS.md lists every form, table and column as they are. -update writes
// its lists anew.
func TestExportsPage(t *testing.T) {
	const path = "../../docs/EXPORTS.md"
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	page := string(raw)
	for name, want := range map[string]string{"formats": listedFormats(), "tables": listedTables()} {
		begin, end := "<!-- "+name+" -->\n", "<!-- end of "+name+" -->"
		i, j := strings.Index(page, begin), strings.Index(page, end)
		if i < 0 || j < i {
			t.Fatalf("%s has no place for the %s", path, name)
		}
		if got := page[i+len(begin) : j]; got != want && !*update {
			t.Errorf("%s: the %s are not as they are; write them anew with -update", path, name)
		}
		page = page[:i+len(begin)] + want + page[j:]
	}
	if *update {
		if err := os.WriteFile(path, []byte(page), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func listedFormats() string {
	var b strings.Builder
	b.WriteString("\n| `--format` | ending | what it is | options |\n|---|---|---|---|\n")
	for _, f := range Formats {
		fmt.Fprintf(
			&b,
			"| %s | %s | %s | %s |\n",
			f.Name,
			f.Extension,
			f.Title,
			map[Kind]string{RDF: "`--align`", Property: "`--simple`", Tables: "`--table`"}[f.Kind],
		)
	}
	return b.String() + "\n"
}

func listedTables() string {
	var b strings.Builder
	for _, t := range tables {
		fmt.Fprintf(
			&b,
			"\n### %s\n\n%s.\n\n| column | type | what it holds |\n|---|---|---|\n",
			t.name,
			strings.ToUpper(t.title[:1])+t.title[1:],
		)
		for _, c := range columnsOf(t.row) {
			fmt.Fprintf(&b, "| %s | %s | %s |\n", c.Name, c.Type, c.Doc)
		}
	}
	return b.String() + "\n"
}
