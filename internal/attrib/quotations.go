package attrib

import (
	"cmp"
	"slices"

	"quotegraph/internal/model"
)

// beginningAt returns the quotations whose first token is token i; they stand in the order of their
// first tokens.
func beginningAt(d *model.Document, i int) []model.Quotation {
	at, _ := slices.BinarySearchFunc(
		d.Quotations,
		i,
		func(q model.Quotation, i int) int { return cmp.Compare(q.First, i) },
	)
	end := at
	for end < len(d.Quotations) && d.Quotations[end].First == i {
		end++
	}
	return d.Quotations[at:end]
}
