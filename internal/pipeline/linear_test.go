package pipeline

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"quotegraph/internal/encoder"
	"quotegraph/internal/lang"
	"quotegraph/internal/lang/langtest"
	"quotegraph/internal/model"
)

// TestTimeGrowsWithTheText: the stages behind the network take time that grows with the text,
// whatever it is made of: odd shapes, and news. Doubling a text may take 2.6 times as long.
// QUOTEGRAPH_LONG tries all shapes, and up to 64 KiB.
func TestTimeGrowsWithTheText(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long")
	}
	shapes := maps.Clone(langtest.Shapes)
	shapes["news"] = "The harbour will close in May, said Ana Ruiz, the mayor of Tarn. “Nobody asked us,” Odd Lund, " +
		"a spokesman for the dockers' union, told the council on Monday.\n\nShe said that he was wrong.\n\n"
	shapes["names"] = "Ana Ruiz, Odd Lund and Mara Quill of the Tarn Board. "
	shapes["offices"] = "the former mayor, the minister of transport, a spokesman for the union, "
	shapes["verbs of saying"] = "she said he said they said "
	shapes["one sentence"] = "Ana Ruiz said that Odd Lund had said that "
	names, largest := []string{
		"news",
		"names",
		"offices",
		"verbs of saying",
		"one sentence",
		"back quotes",
		"quotes over paragraphs",
	}, 32<<10
	if os.Getenv("QUOTEGRAPH_LONG") != "" {
		names, largest = slices.Sorted(maps.Keys(shapes)), 64<<10
	}
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			half := scored(shapes[name], 8<<10)
			for size := 16 << 10; size <= largest; size *= 2 {
				whole := scored(shapes[name], size)
				var before, took time.Duration
				for range 5 { // other work of the machine slows one of five, a text that grows faster slows all
					before, took = half.rules(), whole.rules()
					if before < quick || float64(took) <= 2.6*float64(before) {
						break
					}
				}
				if before >= quick && float64(took) > 2.6*float64(before) {
					t.Errorf("%d bytes took %s, half of it %s", size, took, before)
				}
				if size == largest {
					t.Logf("%d KiB took %s", largest>>10, took)
				}
				half = whole
			}
		})
	}
}

// text is an article of one shape, and what the network says of it.
type text struct {
	article model.Article
	scores  *encoder.Reading
}

// scored is a text of at most size bytes.
func scored(shape string, size int) text {
	a := model.Article{ID: "a", Text: strings.Repeat(shape, size/len(shape))}
	return text{a, encoder.Default().ReadDocuments([]*model.Document{lang.Analyze(a)})[0]}
}

// rules is how long the stages behind the network take, the quickest of three times.
func (x text) rules() time.Duration {
	took := time.Hour
	for range 3 {
		d := lang.Analyze(x.article)
		began := time.Now()
		Reader{MinConfidence: LeastConfidence}.Rules(d, x.scores)
		if took = min(took, time.Since(began)); took < quick {
			break
		}
	}
	return took
}

// TestOddTextsAreReadInTime: the whole way of the longest article that is read, 256 KiB of an odd
// shape, the network's included. QUOTEGRAPH_LONG tries all shapes, and allows three seconds.
func TestOddTextsAreReadInTime(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long")
	}
	names, most := []string{"apostrophes", "back quotes", "words"}, 20*time.Second // beside other tests
	if os.Getenv("QUOTEGRAPH_LONG") != "" {
		names, most = slices.Sorted(maps.Keys(langtest.Shapes)), 3*time.Second
	}
	const size = 256 << 10
	for _, name := range names {
		shape, ok := langtest.Shapes[name]
		if !ok {
			t.Fatalf("no shape %q", name)
		}
		t.Run(name, func(t *testing.T) {
			a := model.Article{ID: "a", Text: strings.Repeat(shape, size/len(shape))}
			began := time.Now()
			Reader{MinConfidence: LeastConfidence}.Read(a)
			took := time.Since(began)
			t.Logf("took %s", took)
			if took > most {
				t.Errorf("took %s, may take %s", took, most)
			}
		})
	}
}

// quick is what can't be measured well.
const quick = 100 * time.Millisecond
