package ingest

import (
	"testing"

	"quotegraph/internal/model"
	"quotegraph/internal/pipeline"
	"quotegraph/seeds"
)

// TestNationNamesNobody: a word that says where somebody is from is no name, with or without an
// article.
func TestNationNamesNobody(t *testing.T) {
	raw, err := seeds.Files.ReadFile("envoy.txt") // "The Kenyan diplomat told reporters", "the Kenyan ambassador"
	if err != nil {
		t.Fatal(err)
	}
	d := pipeline.Reader{}.Read(model.Article{ID: "envoy", Text: string(raw)})
	found := 0
	for _, n := range d.Names {
		switch text := d.TextOf(n.Span); text {
		case "Kenyan", "The Kenyan", "the Kenyan":
			t.Errorf("a name: %q", text)
		case "Halima Wekesa":
			found++
		}
	}
	if found == 0 {
		t.Error("no name")
	}
}
