package quotegraph_test

import (
	"context"
	"fmt"
	"log"
	"slices"

	"quotegraph"
	"quotegraph/result"
)

const text = `TARN, March 4 - The harbour will close for a week from Friday, Halima Wekesa, the mayor of Tarn, said on Wednesday.

"We learned of it from the radio," said Colm Doss, a spokesman for Leith Ferries.`

// Who says what in an article, and for whom.
func Example() {
	reader, err := quotegraph.New(quotegraph.Options{})
	if err != nil {
		log.Fatal(err)
	}
	found, err := reader.Extract(
		context.Background(),
		quotegraph.Article{ID: "harbour", Text: text, Date: "2026-03-04"},
	)
	if err != nil {
		log.Fatal(err)
	}
	letters := []rune(found.Text) // places count code points
	for _, q := range found.Quotes {
		var principals []string
		for _, p := range q.OnBehalfOf {
			principals = append(principals, p.Name)
		}
		fmt.Printf("%s %s %q %v\n", *q.Canonical, q.Said, string(letters[q.Hull[0]:q.Hull[1]]), principals)
	}
	// Output:
	// Halima Wekesa said "The harbour will close for a week from Friday" [Tarn]
	// Colm Doss said "\"We learned of it from the radio,\"" [Leith Ferries]
}

// Places in bytes suit Go's strings.
func ExampleOptions_offsets() {
	reader, err := quotegraph.New(quotegraph.Options{Offsets: result.Bytes})
	if err != nil {
		log.Fatal(err)
	}
	found, err := reader.Extract(
		context.Background(),
		quotegraph.Article{ID: "cafe", Text: "The café is closed, Ana Ruiz said."},
	)
	if err != nil {
		log.Fatal(err)
	}
	q := found.Quotes[0]
	fmt.Println(found.Text[q.Hull[0]:q.Hull[1]])
	// Output: The café is closed
}

// Many articles, several at once, in their order. One that can't be read stops nothing.
func ExampleReader_ExtractAll() {
	reader, err := quotegraph.New(quotegraph.Options{})
	if err != nil {
		log.Fatal(err)
	}
	articles := slices.Values(
		[]quotegraph.Article{
			{ID: "a", Text: "The quay is wet, Ana Ruiz said."},
			{ID: "b"},
			{ID: "c", Text: "The ferry is late, Colm Doss said."},
		},
	)
	for found, err := range reader.ExtractAll(context.Background(), articles) {
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(found.ID, *found.Quotes[0].Canonical)
	}
	// Output:
	// a Ana Ruiz
	// quotegraph: article "b": text is empty: no text to read
	// c Colm Doss
}
