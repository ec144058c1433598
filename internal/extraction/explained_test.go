package extraction_test

import (
	"slices"
	"testing"

	"quotegraph/internal/extraction"
	"quotegraph/internal/ingest"
	"quotegraph/internal/model"
)

// TestExplained asks where each edge comes from: the network, and the rules that led it to somebody.
func TestExplained(t *testing.T) {
	text := "Harbour pilot Tove Lindahl, speaking for the Dock Union, said the quota would stand. \"It is low,\" she said.\n\nIn the view of the ministry, it is fair."
	d := ingest.Reader{MinConfidence: ingest.LeastConfidence}.Read(model.Article{ID: "a", Text: text})
	if len(d.Statements) != 3 {
		t.Fatalf("%d statements, want 3", len(d.Statements))
	}
	want := []extraction.Why{
		{Statement: "network", Source: "name", For: []string{"words: speaking for"}},
		{Statement: "network", Source: "pronoun", For: []string{"words: speaking for"}},
		{Statement: "standpoint", Source: "description"},
	}
	for i, q := range extraction.Explained(d).Quotes {
		if q.Why.Statement != want[i].Statement || q.Why.Source != want[i].Source || !slices.Equal(q.Why.For, want[i].For) {
			t.Errorf("statement %d: %+v, want %+v", i, *q.Why, want[i])
		}
	}
	if q := extraction.Of(d).Quotes[0]; q.Why != nil {
		t.Errorf("explained without being asked: %+v", *q.Why)
	}
}
