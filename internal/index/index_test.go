package index

import (
	"context"
	"testing"
)

func TestSpike(t *testing.T) {
	x := seeds(t)
	ctx := context.Background()
	for _, f := range []Filter{{}, {By: "Wekesa", Limit: 3}, {For: "Kenya"}, {Words: "pasture"}, {By: "Wekessa"}, {Article: "envoy", Limit: 2}, {Office: "judge"}, {Nested: Yes}} {
		a, err := x.Statements(ctx, f)
		if err != nil {
			t.Fatalf("%+v: %v", f, err)
		}
		t.Logf("%+v: %+v, left out %d, notes %v", f, a.Total, a.LeftOut, a.Notes)
		for _, r := range a.Records[:min(3, len(a.Records))] {
			t.Logf("    %+v %q %q %v %v", r.Record.Agent, r.Record.Said, r.Record.Text, r.Article.ID, r.Pieces)
		}
	}
	g, _, err := x.Groups(ctx, Filter{Confidence: Sure, Nested: No}, "agent")
	t.Log(g, err)
	h, err := x.Holdings(ctx, Filter{Office: "minister"})
	t.Log(h, err)
	h2, err := x.Representations(ctx, Filter{For: "Kenya"})
	t.Log(h2, err)
}
