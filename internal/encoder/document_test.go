package encoder

import (
	"testing"

	"quotegraph/internal/lang"
	"quotegraph/internal/model"
)

// The same table stands in train/test_train.py.
func TestShape(t *testing.T) {
	for word, want := range map[string]uint8{
		"port": 0, "Port": 1, "A": 1, "US": 2, "18th": 3, "3M": 3, "'s": 4, ",": 4, "iPhone": 0, "McKay": 1, "日本": 4,
	} {
		if got := Shape(word); got != want {
			t.Errorf("Shape(%q) = %d, want %d", word, got, want)
		}
	}
}

func TestFurnitureIsNotRead(t *testing.T) {
	d := lang.Analyze(model.Article{Text: "TARN, March 3 (Meridian) - The port closed.\n\nIt rained."})
	words, tokens := Words(d)
	if len(words) != len(tokens) || words[0].Text != "The" || !words[0].First || words[1].First {
		t.Errorf("the first words are %+v", words[:2])
	}
	second := words[len(words)-3]
	if second.Text != "It" || !second.First {
		t.Errorf("the second paragraph begins with %+v", second)
	}
}
