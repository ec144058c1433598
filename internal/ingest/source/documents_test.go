package source

import "testing"

// TestOnlyLineOfAPageIsNoRunningTitle: what stands at the top or foot of most pages is their running
// title; the only line of one page is counted once.
func TestOnlyLineOfAPageIsNoRunningTitle(t *testing.T) {
	line := func(s string) row { return row{text: s} }
	ends := endsOf([][]row{
		{line("The Tarn Post, page 1"), line("The ferry came.")},
		{line("The Tarn Post, page 2"), line("It left.")},
		{line("It was late.")},
		{},
	})
	if ends["It was late."] != 1 || ends[withoutDigits("The Tarn Post, page 1")] != 2 {
		t.Errorf("lines at the ends of pages: %v", ends)
	}
}
