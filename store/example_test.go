package store_test

import (
	"context"
	"fmt"
	"log"
	"os"

	"quotegraph"
	"quotegraph/store"
)

// Articles go in, questions are answered.
func Example() {
	folder, err := os.MkdirTemp("", "news")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)
	s, err := store.Open(folder, store.Options{})
	if err != nil {
		log.Fatal(err)
	}
	defer s.Close()
	ctx := context.Background()
	report, err := s.Put(
		ctx,
		quotegraph.Article{
			ID:   "harbour",
			Text: "TARN - The harbour will close on Friday, Halima Wekesa, the mayor of Tarn, said.",
		},
		quotegraph.Article{
			ID:   "ferry",
			Text: "LEITH - \"We learned of it from the radio,\" said Colm Doss, a spokesman for Leith Ferries.",
		},
	)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(report.New, "new,", report.Statements, "statements")
	rows, err := s.Ask(ctx, "said-by", map[string]string{"name": "Wekesa"})
	if err != nil {
		log.Fatal(err)
	}
	for _, r := range rows.Rows {
		fmt.Println(r["who"], r["said"], r["statement"])
	}
	gone, err := s.Remove(ctx, "ferry")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(gone, "removed")
	// Output:
	// 2 new, 2 statements
	// Halima Wekesa said The harbour will close on Friday
	// 1 removed
}
