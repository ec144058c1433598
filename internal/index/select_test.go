package index

import (
	"math"
	"testing"
)

// A page far behind the last is empty, and none is before the first, however large its number.
func TestWindowNeverOverflows(t *testing.T) {
	for _, f := range []Filter{
		{Page: math.MaxInt, Limit: 3},
		{Page: math.MaxInt, Limit: 1 << 20},
		{Page: 2, Limit: math.MaxInt},
	} {
		if skip, _ := f.window(); skip < 0 {
			t.Errorf("page %d of %d begins at %d", f.Page, f.Limit, skip)
		}
	}
}
