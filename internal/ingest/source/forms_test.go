package source

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write what is read to testdata/forms.golden")

// TestForms reads one sample of each form. testdata/forms.golden shows the articles whole, and what
// is refused with its reason.
func TestForms(t *testing.T) {
	files, err := filepath.Glob("testdata/forms/*")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, file := range files {
		fmt.Fprintf(&b, "== %s\n", filepath.Base(file))
		for a, err := range Read([]string{file}, nil, Options{}) {
			if err != nil {
				fmt.Fprintf(&b, "refused: %s\n", strings.TrimPrefix(err.Error(), "testdata/forms/"))
				continue
			}
			fmt.Fprintf(&b, "id %q from %q\n", a.ID, strings.TrimPrefix(a.Source, "testdata/forms/"))
			for _, f := range [][2]string{{"title", a.Title}, {"date", a.Date}, {"date text", a.DateText},
				{"author", a.Author}, {"publisher", a.Publisher}, {"address", a.URL}} {
				if f[1] != "" {
					fmt.Fprintf(&b, "%s %q\n", f[0], f[1])
				}
			}
			for _, w := range a.Warnings {
				fmt.Fprintf(&b, "warning %s\n", strings.TrimPrefix(w, "testdata/forms/"))
			}
			for line := range strings.Lines(a.Text) {
				fmt.Fprintf(&b, "| %s\n", strings.TrimSuffix(line, "\n"))
			}
		}
	}
	const golden = "testdata/forms.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got := b.String(); got != string(want) {
		t.Errorf(
			"other articles than in %s; -update writes them, the difference is to be read:\n%s",
			golden,
			firstDifference(string(want), got),
		)
	}
}

func firstDifference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(w), len(g)) {
		if w[i] != g[i] {
			return fmt.Sprintf("line %d\n- %s\n+ %s", i+1, w[i], g[i])
		}
	}
	return fmt.Sprintf("%d lines, %d wanted", len(g), len(w))
}

// TestNotProse: a page that is called a text is refused, an article with posts pasted into it is not.
func TestNotProse(t *testing.T) {
	page := strings.Repeat("<div class=\"teaser\"><a href=\"/news/harbour\">Harbour</a><span>said</span></div>\n", 20)
	post := "<post author=\"boatyard\" time=\"1449075600\" id=\"672137288055398401\" reply=\"no\" " +
		"source=\"web\" place=\"Leith\">" +
		strings.Repeat("The ferry will not sail on Monday, and nobody has told the islands why. ", 4) + "</post>\n"
	if got := notProse(page); !strings.Contains(got, "name it .html") {
		t.Errorf("a page: %q", got)
	}
	if got := notProse(strings.Repeat(post, 6)); got != "" {
		t.Errorf("posts in an article: %q", got)
	}
	styles := strings.Repeat("The harbour will stay open all winter, said the mayor. ", 12) + "\n" +
		strings.Repeat(".share {\nwidth: 5px;\n}\n", 6)
	if got := notProse(styles); got != "" {
		t.Errorf("styles below an article: %q", got)
	}
	if got := notProse(strings.Repeat("func read(path string) error {\n\treturn nil;\n}\n",
		6)); !strings.Contains(got, "program") {
		t.Errorf("source code: %q", got)
	}
}
