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
			for size := 2 * first; size <= last; size *= 2 {
				half, whole := strings.Repeat(unit, size/2/len(unit)), strings.Repeat(unit, size/len(unit))
				var before, took time.Duration
				grows := func() bool { return before > quick() && float64(took) > 2.6*float64(before) }
				for range 5 { // other work of the machine slows one of five, a text that grows faster slows all
					if before, took = analysed(half), analysed(whole); !grows() && took <= 10*quick() {
						break
					}
				}
				if grows() || took > 10*quick() {
					t.Fatalf("%d bytes took %s, half of it %s", size, took, before)
				}
			}
		})
	}
}

// quick is what can't be measured well.
func quick() time.Duration { return time.Duration(slow) * 100 * time.Millisecond }

// analysed is how long a text takes, the quickest of three times.
func analysed(text string) time.Duration {
	took := time.Duration(math.MaxInt64)
	for range 3 {
		began := time.Now()
		Analyze(model.Article{ID: "a", Text: text})
		if took = min(took, time.Since(began)); took < quick() {
			break
		}
	}
	return took
}
