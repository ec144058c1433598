package lang

import (
	"math"
	"strings"
	"testing"
	"time"

	"quotegraph/internal/model"
)

// shapes are odd texts whose time once grew faster than they did.
var shapes = map[string]string{
	"apostrophes": "a'b'", "back quotes": "`a` ", "marks and spaces": "\" ", "marks after dots": ".\" ", "open single marks": " ‘a", "brackets": "(a [b {c ", "closing": ")]} ", "guillemets": "« a ", "nested guillemets": "«“‹", "curly": "“ ", "curly both": "“a” ",
	"dots": ". ", "dots alone": ".", "capitals": "A. B. ", "new lines": "\n", "paragraphs": "a\n\n", "quotes over paragraphs": "\"a\n\n", "single over paragraphs": "'a\n\n", "dashes": "a—", "dashes 2": "-- ", "commas": "a, ", "colons": "a: ", "spaces": "  ", "tabs": "\t",
	"zero width": "\u200b", "accents": "e\u0301", "emoji": "👩‍👩‍👧 ", "digits": "1,", "words": "word ", "one word": "x", "closed apostrophes": "'tis ", "ends": "s' ", "ellipses": "… ", "bullets": "• a\n", "numbers": "1. a\n", "by-lines": "By Ana Ruiz\n\n", "datelines": "TARN, May 3 (AP) — a\n\n",
	"urls": "http://a.b/c ", "tags": "<p>a</p>", "entities": "&amp;", "low": "„a“ ", "nested": "“a ‘b ", "double single": "''a'' ", "two back quotes": "``a'' ", "semicolons": "a; ", "questions": "?! ", "initials": "J.R.R. ",
}

// slow is how many times slower the test runs than the program.
var slow = 1

// TestTimeGrowsWithTheText doubles odd texts from 16 KiB to 256 KiB. Doubling a text may take 2.6 times as long, and the longest one a second; what is
// too quick to be measured counts as right.
func TestTimeGrowsWithTheText(t *testing.T) {
	const first, last = 16 << 10, 256 << 10
	for name, unit := range shapes {
		t.Run(name, func(t *testing.T) {
			before := time.Duration(0)
			for size := first; size <= last; size *= 2 {
				text := strings.Repeat(unit, size/len(unit))
				took := time.Duration(math.MaxInt64)
				for range 3 { // the quickest of three: other work of the machine slows one, and a text that grows faster slows all
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
