package store

import (
	"context"
	"quotegraph/internal/store/storetest"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
)

// TestText: what a value says, after it was stored, is what was written.
func TestText(t *testing.T) {
	values := map[string]quad.Value{
		"2020-02-18":                quad.TypedString{Value: "2020-02-18", Type: "xsd:date"},
		"2020-02-18T14:05:00+01:00": quad.TypedString{Value: "2020-02-18T14:05:00+01:00", Type: "xsd:dateTime"},
		"2020-02-18T14:05:00-05:00": quad.TypedString{
			Value: "2020-02-18T14:05:00-05:00",
			Type:  "http://www.w3.org/2001/XMLSchema#dateTime",
		}, // Native makes it a time in UTC
		"2020-01":              quad.TypedString{Value: "2020-01", Type: "xsd:gYearMonth"},
		"2020-02-18T14:05:00Z": quad.Time(time.Date(2020, 2, 18, 14, 5, 0, 0, time.UTC)),
		"person:ana":           quad.IRI("person:ana"),
		"words":                quad.String("words"),
		"7":                    quad.Int(7),
		"true":                 quad.Bool(true),
	}
	s, err := Open(storetest.Place(t), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var quads []quad.Quad
	for _, v := range values {
		quads = append(
			quads,
			quad.Quad{Subject: quad.IRI("a"), Predicate: quad.IRI("p"), Object: v, Label: quad.IRI("l")},
		)
	}
	if _, err := s.Apply(context.Background(), []Change{{Label: "l", Quads: quads}}); err != nil {
		t.Fatal(err)
	}
	stored, err := s.Quads(context.Background(), "l")
	if err != nil || len(stored) != len(values) {
		t.Fatalf("%d of %d quads (%v)", len(stored), len(values), err)
	}
	for _, q := range stored {
		if want, ok := values[Text(q.Object)]; !ok || want.String() != q.Object.String() {
			t.Errorf("%v says %q", q.Object, Text(q.Object))
		}
	}
}
