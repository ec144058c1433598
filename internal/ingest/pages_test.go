package ingest

import (
	"fmt"
	"html"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"quotegraph/internal/ingest/source"
	"quotegraph/internal/model"
	"quotegraph/internal/pipeline"
	"quotegraph/internal/store"
	"quotegraph/internal/store/storetest"
)

// TestPagesGiveTheSameStatements wraps the sample articles as pages with menus, a notice on
// cookies, captions, related links, sharing buttons and comments: they give the statements of the
// plain texts. At most two of a hundred may differ.
func TestPagesGiveTheSameStatements(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long")
	}
	files, err := filepath.Glob("../../seeds/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	total, other := 0, 0
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		title, text, _ := strings.Cut(strings.TrimSpace(string(raw)), "\n\n")
		path := filepath.Join(t.TempDir(), "page.html")
		if err := os.WriteFile(path, []byte(pageOf(title, text)), 0o600); err != nil {
			t.Fatal(err)
		}
		want := said(pipeline.Reader{}.Read(model.Article{ID: "a", Title: title, Text: text}))
		for a, err := range source.Read([]string{path}, nil, source.Options{}) {
			if err != nil {
				t.Fatal(err)
			}
			got := said(pipeline.Reader{}.Read(a))
			total += len(want)
			for _, s := range want {
				if !slices.Contains(got, s) {
					other++
					t.Logf("%s: missing %s", filepath.Base(file), s)
				}
			}
			for _, s := range got {
				if !slices.Contains(want, s) {
					other++
					t.Logf("%s: beyond %s", filepath.Base(file), s)
				}
			}
		}
	}
	t.Logf("%d statements, %d differences", total, other)
	if total == 0 || other*50 > total {
		t.Errorf("%d of %d statements differ", other, total)
	}
}

func said(d *model.Document) []string {
	var out []string
	for _, s := range d.Statements {
		who := ""
		if s.Agent != nil {
			who = s.Agent.Display()
		}
		var words []string
		for _, p := range s.Parts {
			words = append(words, strings.Fields(d.TextOf(p))...)
		}
		out = append(out, who+": "+strings.Join(words, " "))
	}
	return out
}

func pageOf(title, text string) string {
	var body strings.Builder
	for i, p := range strings.Split(text, "\n\n") {
		fmt.Fprintf(&body, "<p>%s</p>\n", html.EscapeString(p))
		switch i {
		case 0:
			body.WriteString(
				`<figure><img src="a.jpg" alt=""><figcaption>The quay on Tuesday. "It was quiet," said Karl Brandt, who took the picture.</figcaption></figure>`,
			)
		case 2:
			body.WriteString(`<div class="read-more"><a href="/x">Read more: Minister says prices will fall</a></div>`)
		}
	}
	return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>` + html.EscapeString(
		title,
	) + ` | The Courier</title></head><body>
<div class="cookie-notice">
<p>We and our partners say that cookies improve your visit. <button>Accept all</button></p></div>
<header><nav>
<ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
<main><article><h1>` + html.EscapeString(
		title,
	) + `</h1><div class="byline">By Ida Bloom, Courier staff</div>
<div class="share"><a href="#">Share</a> <a href="#">Post</a></div>
<div class="article-body">` + body.String() + `</div></article>
<aside class="related"><h3>More on this</h3>
<ul><li><a href="/1">Mayor says quay is safe</a></li><li><a href="/2">"We will not pay," ferry company says</a></li></ul></aside></main>
<section id="comments"><h3>Comments</h3>
<div class="comment"><p>Gull42 said: They told us the same last year.</p></div></section>
<footer><p>The Courier says: all rights reserved.</p></footer></body></html>`
}

// TestSameIDTwice: of two articles with one id in a run the later one is kept, also where the store
// has it just so.
func TestSameIDTwice(t *testing.T) {
	s, err := store.Open(storetest.Place(t), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	a, b := model.Article{
		ID:   "x",
		Text: "The quay is wet, Ana Ruiz said.",
	}, model.Article{
		ID:   "x",
		Text: "The ferry is late, Colm Doss said.",
	}
	put := func(articles ...model.Article) Report {
		r, err := Into(t.Context(), s, func(yield func(model.Article, error) bool) {
			for _, x := range articles {
				if !yield(x, nil) {
					return
				}
			}
		}, Options{Batch: 50})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	put(b)
	for range 3 {
		put(a, b)
		if !isKnown(t.Context(), s, &b) {
			t.Error("the earlier one was kept")
		}
	}
	if r := put(b); r.Known != 1 || r.Same != 1 {
		t.Errorf("%+v", r)
	}
}
