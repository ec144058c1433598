package main

import (
	"context"
	"strings"
	"testing"

	"quotegraph/internal/index"
	"quotegraph/internal/pipeline"
	"quotegraph/internal/store"
	"quotegraph/internal/store/storetest"
)

// TestWarningsOverHTTP: who sends articles to the server is told which dates can't be read.
func TestWarningsOverHTTP(t *testing.T) {
	s, err := store.Open(storetest.Place(t), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	got, err := (&app{}).ingested(s, pipeline.Reader{}, func() *index.Index { return nil })(context.Background(), strings.NewReader(`{"doc_id": "a", "date": "03/04/2020", "text": "“We sail,” Ana Ruiz said."}`))
	report, _ := got.(map[string]any)
	warnings, _ := report["warnings"].([]string)
	if err != nil || report["articles"] != 1 || report["failed"] != 0 || len(warnings) != 1 || !strings.HasPrefix(warnings[0], `-:1: date "03/04/2020" can't be read; kept as text`) {
		t.Errorf("%v %v", got, err)
	}
}
