package triples

import (
	"time"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/model"
)

// typesOfDates are the types of dates by their form; offsets from UTC may be missing.
var typesOfDates = []struct{ form, name string }{
	{time.DateOnly, model.TypeDay},
	{time.RFC3339, model.TypeDateTime},
	{"2006-01-02T15:04:05", model.TypeDateTime},
	{"2006-01", model.TypeMonth},
	{"2006", model.TypeYear},
}

// date writes a date with the type that its form has; a text of no such form is written as the text
// it is.
func (w *writer) date(subject, predicate, text string) {
	for _, t := range typesOfDates {
		if _, err := time.Parse(t.form, text); err == nil {
			w.add(subject, predicate, quad.TypedString{Value: quad.String(text), Type: quad.IRI(t.name)})
			return
		}
	}
	w.text(subject, model.DateText, text)
}
