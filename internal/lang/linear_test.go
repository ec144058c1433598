package lang

import (
	"math"
	"os"
	"strings"
	"testing"
	"time"

	"quotegraph/internal/lang/langtest"
	"quotegraph/internal/model"
)

// slow is how many times slower the test runs than the program.
var slow = 1

// TestTimeGrowsWithTheText doubles odd texts from 16 KiB to 256 KiB. Doubling a text may take 2.6
// times as long, and the longest one a second; what is too quick to be measured counts as right.
func TestTimeGrowsWithTheText(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long")
	}
	const first = 16 << 10
	last := 64 << 10
	if os.Getenv("QUOTEGRAPH_LONG") != "" {
		last = 256 << 10
	}
	for name, unit := range langtest.Shapes {
		t.Run(name, func(t *testing.T) {
			before := time.Duration(0)
			for size := first; size <= last; size *= 2 {
				text := strings.Repeat(unit, size/len(unit))
				took := time.Duration(math.MaxInt64)
				// the quickest of three: other work of the machine slows one, and a text that grows
				// faster slows all
				for range 3 {
					began := time.Now()
					Analyze(model.Article{ID: "a", Text: text})
					took = min(took, time.Since(began))
					if took < time.Duration(slow)*100*time.Millisecond {
						break
					}
				}
				if took > time.Duration(slow)*time.Second {
					t.Fatalf("%d bytes took %s, half of it %s", size, took, before)
				}
				if before > time.Duration(slow)*100*time.Millisecond && float64(took) > 2.6*float64(before) {
					t.Errorf("%d bytes took %s, half of it %s", size, took, before)
				}
				before = took
			}
		})
	}
}
