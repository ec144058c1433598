package search

import (
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
