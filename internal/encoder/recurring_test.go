package encoder

import (
	"slices"
	"testing"
)

// TestRecurringWindowsAreReadOnce: a text that repeats itself has the scores that its windows have
// when each is read by itself, and most of them are not read.
func TestRecurringWindowsAreReadOnce(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long")
	}
	n := Default()
	var words []Word
	for i := range 4000 {
		words = append(words, Word{Text: []string{"Ruiz", "said", ",", "no", "'"}[i%5], First: i == 0, Sentence: i / 50})
	}
	got := n.ReadAll([][]Word{words})[0]
	want := n.newReading(words)
	all := n.windows(want)
	again := recurring(all)
	s := n.spaces.Get().(*space)
	defer n.spaces.Put(s)
	for _, w := range all {
		n.readBatch(s, []window{w}, nil)
	}
	if !slices.Equal(got.labels, want.labels) || !slices.Equal(got.names, want.names) {
		t.Error("what comes again has other scores")
	}
	for i := range words {
		a, x := got.Links(SourceOf, i, i)
		b, y := want.Links(SourceOf, i, i)
		if a != b || !slices.Equal(x, y) {
			t.Fatalf("word %d has other links", i)
		}
	}
	kinds := map[*given]bool{}
	for _, g := range again {
		kinds[g] = true
	}
	if read := len(all) - len(again) + len(kinds); read > 8 {
		t.Errorf("of %d windows %d are read", len(all), read)
	}
}

// TestWindowsThatDifferAreRead: one word more, or a mark of quotation, makes another window; no more
// kinds are kept than a bound.
func TestWindowsThatDifferAreRead(t *testing.T) {
	a, b, c := window{in: []input{{id: 7}}}, window{in: []input{{id: 7, quoted: true}}}, window{in: []input{{id: 8}}}
	if again := recurring([]window{a, b, c}); len(again) > 0 {
		t.Errorf("%d windows that differ come again", len(again))
	}
	if again := recurring([]window{a, b, a}); len(again) != 2 || again[0] != again[2] || again[0].first != 0 {
		t.Errorf("a window that comes again: %v", again)
	}
	var many []window
	for i := range 3 * mostRecurring {
		w := window{in: []input{{id: int32(i)}}}
		many = append(many, w, w)
	}
	if again := recurring(many); len(again) != 2*mostRecurring {
		t.Errorf("%d windows are kept", len(again))
	}
}
