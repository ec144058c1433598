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
	got, err := (&app{}).ingested(
		s,
		pipeline.Reader{},
		func() *index.Index { return nil },
	)(
		context.Background(),
		strings.NewReader(`{"doc_id": "a", "date": "03/04/2020", "text": "“We sail,” Ana Ruiz said."}`),
	)
	if err != nil || got.Articles != 1 || got.Failed != 0 || len(got.Warnings) != 1 ||
		!strings.HasPrefix(got.Warnings[0], `-:1: date "03/04/2020" can't be read; kept as text`) {
		t.Errorf("%v %v", got, err)
	}
}
