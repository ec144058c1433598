package triples

import (
	"testing"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/model"
)

func TestTypesOfDates(t *testing.T) {
	for _, c := range []struct {
		date      string
		predicate string
		want      quad.Value
	}{
		{"2020-02-18", model.DatePublished, quad.TypedString{Value: "2020-02-18", Type: "xsd:date"}},
		{"2020-02-18T14:05:00+01:00", model.DatePublished,
			quad.TypedString{Value: "2020-02-18T14:05:00+01:00", Type: "xsd:dateTime"}},
		{"2020-02-18T14:05:00", model.DatePublished, quad.TypedString{Value: "2020-02-18T14:05:00", Type: "xsd:dateTime"}},
		{"last spring", model.DateText, quad.String("last spring")}, // by a caller that did not read it first
		{"", model.DatePublished, nil},
	} {
		if got := find(document(model.Article{ID: "a", Text: "x", Date: c.date}), c.predicate); got != c.want {
			t.Errorf("%q is %v, want %v", c.date, got, c.want)
		}
	}
	if got := find(document(model.Article{ID: "a", Text: "x", DateText: "03/04/2020"}),
		model.DateText); got != quad.String(
		"03/04/2020",
	) {
		t.Errorf("text of a date that can't be read is %v", got)
	}
	for date, name := range map[string]string{"2020-02-13": "xsd:date", "2020-01": "xsd:gYearMonth", "2019": "xsd:gYear"} {
		d := document(model.Article{ID: "a", Text: "x"})
		d.Events = []*model.Event{{Type: "hearing", Date: date}}
		if got := find(d, model.StartDate); got != (quad.TypedString{Value: quad.String(date), Type: quad.IRI(name)}) {
			t.Errorf("%q is %v, want %s", date, got, name)
		}
	}
}

func document(a model.Article) *model.Document { return &model.Document{Article: a} }

// find returns the object of the only quad with a predicate, or nil.
func find(d *model.Document, predicate string) quad.Value {
	var found quad.Value
	_, quads := Of(d)
	for _, q := range quads {
		if q.Predicate == quad.IRI(predicate) {
			found = q.Object
		}
	}
	return found
}
