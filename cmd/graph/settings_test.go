package main

import (
	"os"
	"testing"

	"quotegraph/internal/index"
	"quotegraph/internal/pipeline"
)

// TestConfigFile: config.yaml is made from the settings, and defaults that packages have too are
// the same there.
func TestConfigFile(t *testing.T) {
	const path = "../../config.yaml"
	if *updateDocs {
		if err := os.WriteFile(path, []byte(configFile()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(raw) != configFile() {
		t.Errorf("%s is not what the settings say: go test ./cmd/graph -run ConfigFile -update", path)
	}
	var a app
	if err := a.configure(newRoot()); err != nil {
		t.Fatal(err)
	}
	if a.Ingest.MinConfidence != pipeline.LeastConfidence || a.Query.Sure != index.Sure {
		t.Errorf("%v, %v", a.Ingest.MinConfidence, a.Query.Sure)
	}
	for _, s := range settings {
		if s.about == "" {
			t.Errorf("%s: what it is is not told", s.key)
		}
	}
}
