package eval

import (
	"bytes"
	"math"
	"os"
	"strings"
	"testing"
)

// want.txt and want-nested.txt are what the reference scorers print for these two files.
func TestFiguresAreTheReferenceScorers(t *testing.T) {
	gold, framed, err := ReadFile("testdata/gold.jsonl")
	if err != nil || !framed {
		t.Fatal(framed, err)
	}
	list, _, err := ReadFile("testdata/found.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]*Article{}
	var frames Frames
	for i := range list {
		found[list[i].ID] = &list[i]
		frames.Add(FramesOf(&gold[i], &list[i]))
	}
	var all, nested bytes.Buffer
	Write(&all, Rows(gold, found, false))
	all.WriteString("\n")
	frames.Write(&all)
	Write(&nested, Rows(gold, found, true))
	for file, got := range map[string]string{"want.txt": all.String(), "want-nested.txt": nested.String()} {
		want, err := os.ReadFile("testdata/" + file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s: got\n%s\nwant\n%s", file, got, want)
		}
	}
}

func TestReadFileErrors(t *testing.T) {
	for text, want := range map[string]string{
		`{"doc_id": "a"}` + "\n" + `{"doc_id": "a"}`: "occurs twice",
		`{"doc_id": "a"`:    "article 1",
		`{"doc_id": ["a"]}`: "article 1",
	} {
		path := t.TempDir() + "/x.jsonl"
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, _, err := ReadFile(path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error is %v, want one with %q", text, err, want)
		}
	}
}

// The fit finds the coefficients that the data were made with.
func TestFit(t *testing.T) {
	var x [][]float64
	var y []bool
	for i := range 4100 {
		v := []float64{1, float64(i%41)/20 - 1}
		p := Logistic([]float64{0.5, 2}, v)
		x, y = append(x, v), append(y, float64(i/41%100)/100 < p)
	}
	w, err := Fit(x, y)
	if err != nil || math.Abs(w[0]-0.5) > 0.15 || math.Abs(w[1]-2) > 0.3 {
		t.Errorf("coefficients %v, %v", w, err)
	}
	if _, err := Fit(nil, nil); err == nil {
		t.Error("no data, no error")
	}
}

func TestCalibrationError(t *testing.T) {
	_, ece := Calibration([]float64{0.25, 0.25, 0.25, 0.25, 1, 1}, []bool{true, false, false, false, true, false})
	if want := 2.0 / 6 * 0.5; math.Abs(ece-want) > 1e-9 {
		t.Errorf("expected calibration error %v, want %v", ece, want)
	}
}
