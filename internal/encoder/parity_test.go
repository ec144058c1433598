package encoder

import (
	_ "embed"
	"encoding/json"
	"math"
	"testing"
)

// reference.json holds float32 scores from PyTorch (train/reference.py) of short texts of the
// project's own.
//
//go:embed testdata/reference.json
var reference []byte

// How far 8 bits may move a word's probabilities: half the sum of the differences, on average and
// for one word.
const (
	labelsApart  = 0.02
	namesApart   = 0.03
	officesApart = 0.02
	mostApart    = 0.5
)

func TestParity(t *testing.T) {
	var texts [][]struct {
		Word    Word
		Labels  []float64
		Names   []float64
		Titles  []float64
		Bodies  []float64
		Holders []float64
		Status  []float64
		Links   [len(links)]struct {
			To int
			P  float64
		}
	}
	if err := json.Unmarshal(reference, &texts); err != nil {
		t.Fatal(err)
	}
	var labels, names, offices apart
	words, same, linked, sure := 0, 0, 0, 0
	for _, text := range texts {
		var in []Word
		for _, w := range text {
			in = append(in, w.Word)
		}
		r := readOne(Default(), in)
		for i, w := range text {
			words++
			labels.add(t, w.Word.Text, r.Labels(i), w.Labels)
			names.add(t, w.Word.Text, r.Names(i), w.Names)
			for part, want := range [][]float64{w.Titles, w.Bodies, w.Holders} {
				offices.add(t, w.Word.Text, r.Offices(Part(part), i), want)
			}
			isTitle := w.Titles[0] < 0.5
			if isTitle {
				offices.add(t, w.Word.Text, r.Status(i), w.Status)
			}
			if likeliest(exponentials(r.Labels(i))) == likeliest(w.Labels) {
				same++
			}
			for link, want := range w.Links {
				if want.P < 0.9 || Link(link) >= BodyOf && !isTitle {
					continue
				}
				sure++
				begin, p := r.Links(Link(link), i, i)
				k := likeliest(exponentials(p))
				to := begin + k
				if k == len(p)-1 {
					to = -1
				}
				if to == want.To {
					linked++
				}
			}
		}
	}
	t.Logf(
		"%d words: labels %.4f apart, names %.4f, offices %.4f, %d labels the same, %d of %d sure links",
		words,
		labels.mean(),
		names.mean(),
		offices.mean(),
		same,
		linked,
		sure,
	)
	if labels.mean() > labelsApart || names.mean() > namesApart || offices.mean() > officesApart {
		t.Errorf(
			"labels are %.4f apart, names %.4f, offices %.4f, more than %v, %v and %v",
			labels.mean(),
			names.mean(),
			offices.mean(),
			labelsApart,
			namesApart,
			officesApart,
		)
	}
	if same < words*98/100 || linked < sure*97/100 {
		t.Errorf("%d of %d likeliest labels and %d of %d sure links are PyTorch's", same, words, linked, sure)
	}
}

// apart sums distances of probabilities.
type apart struct {
	sum float64
	n   int
}

func (a *apart) mean() float64 { return a.sum / float64(a.n) }

func (a *apart) add(t *testing.T, word string, got []float32, want []float64) {
	t.Helper()
	d := 0.0
	for i, p := range exponentials(got) {
		d += math.Abs(p-want[i]) / 2
	}
	if d > mostApart {
		t.Errorf("%q: probabilities %v, want %v", word, exponentials(got), want)
	}
	a.sum += d
	a.n++
}

func exponentials(x []float32) []float64 {
	out := make([]float64, len(x))
	for i, v := range x {
		out[i] = math.Exp(float64(v))
	}
	return out
}

func likeliest(p []float64) int {
	best := 0
	for i, v := range p {
		if v > p[best] {
			best = i
		}
	}
	return best
}
