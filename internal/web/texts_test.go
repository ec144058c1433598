package web

import (
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/model"
	"quotegraph/internal/store"
)

// TestNoTexts: with serve.text false no address gives a text that stands in no statement.
func TestNoTexts(t *testing.T) {
	label := quad.IRI("article:a")
	var quads []quad.Quad
	for _, q := range [][3]string{
		{"article:a", model.Type, model.ClassArticle}, {"article:a", model.ArticleID, "=a"},
		{"article:a", model.Headlined, "=The port"},
		{"article:a", model.ArticleText, "=Between the lines. The port is closed, Ana Ruiz said."},
		{"statement:1", model.Type, model.ClassStatement}, {"statement:1", model.Text, "=The port is closed"},
		{"statement:1", model.IsPartOf, "article:a"}, {"statement:1", model.SaidBy, "person:ana-ruiz"},
		{"statement:1", model.PartAt, "=19-37"}, {"person:ana-ruiz", model.Type, model.ClassPerson},
		{"person:ana-ruiz", model.NameOf, "=Ana Ruiz"},
	} {
		var o quad.Value = quad.IRI(q[2])
		if text, ok := strings.CutPrefix(q[2], "="); ok {
			o = quad.String(text)
		}
		quads = append(quads, quad.Quad{Subject: quad.IRI(q[0]), Predicate: quad.IRI(q[1]), Object: o, Label: label})
	}
	_, h := served(t, Options{HideText: true, Token: token}, store.Change{Label: label, Quads: quads})
	for _, c := range []struct {
		method, path, body string
		code               int
	}{
		{"GET", "/article/a", "", 200}, {"GET", "/statement/1", "", 200}, {"GET", "/api/articles/a", "", 200},
		{"GET", "/api/articles/article:a", "", 200}, {"GET", "/api/export", "", 200},
		{"GET", "/api/export?format=jsonld", "", 200},
		{"GET", "/api/export?format=ttl", "", 200}, {"GET", "/search?q=lines", "", 200},
		{"GET", "/api/queries/who-said-what?all=true", "", 200}, {"GET", "/api/v2/read?format=nquads", "", 403},
		{"POST", "/api/v1/query/gizmo", "g.V().Out().All()", 403},
		{"POST", "/api/v2/query?lang=gizmo", "g.V().Out().All()", 403},
		{"POST", "/api/console/gizmo", "g.V().Out().All()", 403}, {"POST", "/console", "lang=gizmo", 403},
	} {
		code, body, _ := ask(t, c.method, h.URL+c.path, c.body, "Authorization", "Bearer "+token)
		if code != c.code && !strings.Contains(c.path, "ttl") || strings.Contains(body, "Between the lines") {
			t.Errorf("%s: %d, want %d: %.300s", c.path, code, c.code, body)
		}
		if code == 200 && strings.Contains(c.path, "a") && strings.HasPrefix(c.path, "/article") &&
			!strings.Contains(body, "The port is closed") {
			t.Errorf("%s shows no statement: %.300s", c.path, body)
		}
	}
	if code, _, _ := ask(t, "GET", h.URL+"/api/backup", ""); code != 401 { // who has the token has the store
		t.Errorf("a backup without the token: %d", code)
	}
}
