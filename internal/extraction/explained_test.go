package extraction_test

import (
	"slices"
	"testing"

	"quotegraph/internal/extraction"
	"quotegraph/internal/model"
	"quotegraph/internal/pipeline"
	"quotegraph/result"
)

// TestExplained asks where each edge comes from: the network, and the rules that led it to somebody.
func TestExplained(t *testing.T) {
	text := "Harbour pilot Tove Lindahl, speaking for the Dock Union, said the quota would stand. \"It is low,\" " +
		"she said.\n\nIn the view of the ministry, it is fair."
	d := pipeline.Reader{MinConfidence: pipeline.LeastConfidence}.Read(model.Article{ID: "a", Text: text})
	if len(d.Statements) != 3 {
		t.Fatalf("%d statements, want 3", len(d.Statements))
	}
	want := []result.Why{
		{Statement: "network", Source: "name", For: []string{"words: speaking for"}},
		{Statement: "network", Source: "pronoun", For: []string{"words: speaking for"}},
		{Statement: "standpoint", Source: "description"},
	}
	for i, q := range extraction.Explained(d, result.CodePoints).Quotes {
		if q.Why.Statement != want[i].Statement || q.Why.Source != want[i].Source ||
			!slices.Equal(q.Why.For, want[i].For) {
			t.Errorf("statement %d: %+v, want %+v", i, *q.Why, want[i])
		}
	}
	if q := extraction.Of(d, result.CodePoints).Quotes[0]; q.Why != nil {
		t.Errorf("explained without being asked: %+v", *q.Why)
	}
}
