package web

import (
	"net/url"
	"strings"
	"testing"

	"quotegraph/internal/model"
	"quotegraph/internal/reading"
)

// TestDates: a page shows an article's date as it is stored, or the text where it could not be
// read, and an office's days without times.
func TestDates(t *testing.T) {
	_, h := withArticle(t)
	articles := `{"doc_id": "timed", "date": "Tue, 18 Feb 2020 14:05:00 +0100", ` +
		`"text": "Mara Quill, the mayor of Tarn, said that the harbour would close."}
{"doc_id": "unclear", "date": "03/04/2020", "text": "Mara Quill, the mayor of Tarn, said that the harbour would close."}
`
	if code, body, _ := ask(t, "POST", h.URL+"/api/articles", articles, "Authorization", "Bearer "+token); code != 200 ||
		!strings.Contains(body, `"warnings":["`) {
		t.Fatalf("%d %s", code, body)
	}
	for path, want := range map[string]string{
		reading.Href(model.ArticleIRI("timed")):         "<time>2020-02-18T14:05:00&#43;01:00</time>",
		reading.Href(model.ArticleIRI("unclear")):       "<q>03/04/2020</q>",
		"/agent/" + url.PathEscape("person:mara-quill"): "2020-02-18<",
	} {
		if code, body, _ := ask(t, "GET", h.URL+path, ""); code != 200 || !strings.Contains(body, want) {
			t.Errorf("%s: %d, no %q in\n%s", path, code, want, body)
		}
	}
}
