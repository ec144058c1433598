package search

import (
	"context"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/model"
)

// TestDay: articles are counted by the day where their date was written, whatever the time.
func TestDay(t *testing.T) {
	for text, want := range map[string]string{"2020-02-18": "2020-02-18", "2020-02-18T23:30:00-05:00": "2020-02-18", "2020-02-18T14:05:00": "2020-02-18"} {
		quads := []quad.Quad{
			{Subject: quad.IRI("article:a"), Predicate: quad.IRI(model.Type), Object: quad.IRI(model.ClassArticle)},
			{Subject: quad.IRI("article:a"), Predicate: quad.IRI(model.DatePublished), Object: quad.TypedString{Value: quad.String(text), Type: model.TypeDateTime}},
		}
		if d := documents("article:a", quads)["article:a"]; d.Day != want || d.Date != text {
			t.Errorf("%s: day %q, date %q", text, d.Day, d.Date)
		}
	}
}

// TestDays: what an agent said is counted by days, also where dates have times.
func TestDays(t *testing.T) {
	s, x, inStep := kept(t)
	c := article(1, "“The ferries wait.”")
	for i, q := range c.Quads {
		if q.Predicate == quad.IRI(model.DatePublished) {
			c.Quads[i].Object = quad.TypedString{Value: "2031-05-02T23:30:00-05:00", Type: model.TypeDateTime}
		}
	}
	apply(t, s, c, article(2, "“No ferry leaves.”"))
	inStep()
	if days, err := x.Days(context.Background(), "person:ana-ruiz"); err != nil || !slices.Equal(days, []Count{{"2031-05-02", 2}}) {
		t.Errorf("%v (%v)", days, err)
	}
}
