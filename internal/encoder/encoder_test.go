package encoder

import (
	"encoding/binary"
	"hash/crc32"
	"slices"
	"strings"
	"testing"
)

// What is wrong with a weight file is said, whatever it is.
func TestDamagedWeights(t *testing.T) {
	sealed := func(b []byte) []byte { // with a check sum that fits again
		binary.LittleEndian.PutUint32(b[len(b)-4:], crc32.ChecksumIEEE(b[:len(b)-4]))
		return b
	}
	change := func(from, to string) []byte {
		b := slices.Clone(embedded)
		i := strings.Index(string(b[:20000]), from)
		if i < 0 || len(from) != len(to) {
			t.Fatalf("the header has no %q", from)
		}
		copy(b[i:], to)
		return sealed(b)
	}
	newer, off := slices.Clone(embedded), slices.Clone(embedded)
	newer[8] = 99
	full := slices.Clone(embedded)
	for i := range 1024 { // somewhere in a layer
		full[len(full)*3/4+i] = 0xff // the highest level, twice
	}
	off[len(off)/2]++
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"empty":           {nil, "not a weight file"},
		"something else":  {[]byte(strings.Repeat("PK\x03\x04", 100)), "not a weight file"},
		"cut short":       {slices.Clone(embedded[:len(embedded)/2]), "cut short"},
		"one byte off":    {off, "damaged"},
		"another version": {sealed(newer), "version 99"},
		"full lanes":      {sealed(full), "do not fit into 16 bits"},
		"no heads":        {change(`"heads": 12`, `"heads":  0`), "out of bounds"},
		"no levels":       {change(`"levels": [-33, `, `"levels": [     `), "levels"},
		"no such label":   {change(`"O"`, `"X"`), "label sets"},
		"odd label":       {change(`"B-source"`, `"Bosource"`), "of the form"},
		"odd office":      {change(`"O", "B", "I"`, `"O", "X", "I"`), "of offices"},
		"far away":        {change(`"offset": `, `"offset":-`), "tensor"},
		"odd width":       {change(`"width": 384`, `"width": 385`), "do not fit together"},
		"more layers":     {change(`"layers": 6`, `"layers": 7`), "layer.6"},
	} {
		t.Run(name, func(t *testing.T) {
			n, err := New(c.data)
			if err == nil || n != nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error is %v, want one with %q", err, c.want)
			}
		})
	}
}

func TestOwnWeights(t *testing.T) {
	if _, err := New(embedded); err != nil {
		t.Error(err)
	}
}

func sentence(text string) []Word {
	var out []Word
	for i, w := range strings.Fields(text) {
		out = append(out, Word{Text: w, First: i == 0, Shape: Shape(w)})
	}
	return out
}

func readOne(n *Network, words []Word) *Reading { return n.ReadAll([][]Word{words})[0] }

// The same words get the same scores, whoever else reads at the same time.
func TestReadingIsTheSame(t *testing.T) {
	words := sentence("The minister said on Monday that the harbour of Tarn would stay open all winter .")
	want := readOne(Default(), words)
	done := make(chan bool)
	for range 4 {
		go func() {
			defer func() { done <- true }()
			for k := range 5 {
				readOne(Default(), sentence(strings.Repeat("Other words . ", 10*k+1)))
				got := readOne(Default(), words)
				if !slices.Equal(got.labels, want.labels) || !slices.Equal(got.names, want.names) {
					t.Error("scores differ between readings of the same words")
				}
			}
		}()
	}
	for range 4 {
		<-done
	}
}

// Nor does it matter which texts are read together.
func TestReadingTogetherIsTheSame(t *testing.T) {
	var texts [][]Word
	for i := range 9 {
		texts = append(
			texts,
			sentence(strings.Repeat("The mayor of Tarn told reporters that no ship would leave . ", 1+i*i)),
			nil,
		)
	}
	for i, got := range Default().ReadAll(texts) {
		want := readOne(Default(), texts[i])
		if !slices.Equal(got.labels, want.labels) || !slices.Equal(got.names, want.names) ||
			len(got.parts) != len(want.parts) {
			t.Fatalf("text %d has other scores among others", i)
		}
		for k, p := range got.parts {
			if !slices.Equal(p.links, want.parts[k].links) {
				t.Fatalf("text %d has other links among others", i)
			}
		}
	}
}

// Plain kernels and this machine's give the same scores.
func TestKernelsAgree(t *testing.T) {
	slow, err := with(plain, embedded)
	if err != nil {
		t.Fatal(err)
	}
	words := sentence("Ana Ruiz , who runs the port of Tarn , told reporters that no ship would leave before Friday .")
	a, b := readOne(Default(), words), readOne(slow, words)
	for i := range words {
		near(t, "labels of "+words[i].Text, probabilities(a.Labels(i)), probabilities(b.Labels(i)), 0.02)
		near(t, "title of "+words[i].Text, probabilities(a.Offices(Title, i)), probabilities(b.Offices(Title, i)), 0.02)
	}
	for link, word := range map[Link]string{SourceOf: "told", BodyOf: "runs", HolderOf: "runs"} {
		i := slices.IndexFunc(words, func(w Word) bool { return w.Text == word })
		_, x := a.Links(link, i, i)
		_, y := b.Links(link, i, i)
		near(t, "links of "+word, probabilities(x), probabilities(y), 0.02)
	}
}

func TestOffices(t *testing.T) {
	words := sentence(
		"The mayor of Sund , Piet Aalto , said on Monday that former finance minister Ana Ruiz would pay .",
	)
	r := readOne(Default(), words)
	var got []string
	for _, s := range r.OfficeSpans(Title) {
		title := []string{}
		for _, w := range words[s.First:s.Last] {
			title = append(title, w.Text)
		}
		line := strings.Join(title, " ")
		for _, link := range []Link{BodyOf, HolderOf} {
			begin, p := r.Links(link, s.First, s.First)
			to := "none"
			if k := likeliest(exponentials(p)); k < len(p)-1 {
				to = words[begin+k].Text
			}
			line += ", " + to
		}
		got = append(got, line+", "+Default().Statuses[likeliest(exponentials(r.Status(s.First)))])
	}
	want := []string{"mayor, Sund, Piet, now", "finance minister, none, Ana, former"}
	if !slices.Equal(got, want) {
		t.Errorf("offices %q, want %q", got, want)
	}
}

func TestNothingToRead(t *testing.T) {
	r := readOne(Default(), nil)
	if len(r.LabelSpans())+len(r.NameSpans())+len(r.OfficeSpans(Title)) != 0 {
		t.Error("spans in no words")
	}
}

func TestStretches(t *testing.T) {
	pieces := make([][]int32, 1000)
	for i := range pieces {
		pieces[i] = make([]int32, 1+i%3)
	}
	got := stretches(pieces, 384, 128)
	if got[0][0] != 0 || got[len(got)-1][1] != len(pieces) {
		t.Fatalf("stretches %v do not cover all words", got)
	}
	for i, s := range got {
		n := 0
		for _, p := range pieces[s[0]:s[1]] {
			n += len(p)
		}
		if n > 382 {
			t.Errorf("stretch %v has %d pieces", s, n)
		}
		if i > 0 && s[0] >= got[i-1][1] {
			t.Errorf("stretches %v and %v do not overlap", got[i-1], s)
		}
	}
}

func TestSpansAreLegal(t *testing.T) {
	for _, c := range []struct {
		labels []string
		scores [][]float32
		want   []int
	}{
		{[]string{"O", "B-x", "I-x", "E-x", "S-x"}, // I can't begin, and what begins must end
			[][]float32{{-5, -4, -0.1, -5, -4.5}, {-5, -3, -0.1, -4, -5}, {-3, -5, -0.1, -2, -5}}, []int{1, 2, 3}},
		{[]string{"O", "B", "I", "E", "S"}, // the same without kinds
			[][]float32{{-5, -4, -0.1, -5, -4.5}, {-5, -3, -0.1, -4, -5}, {-3, -5, -0.1, -2, -5}}, []int{1, 2, 3}},
		{[]string{"O", "B-x", "I-x"}, // I can't begin
			[][]float32{{-0.1, -3, -0.01}, {-1, -5, -0.1}, {-1, -5, -0.1}}, []int{0, 0, 0}},
	} {
		s := schemeOf(c.labels)
		if got := s.best(0, len(c.scores), func(i int) []float32 { return c.scores[i] }); !slices.Equal(got, c.want) {
			t.Errorf("%v: labels %v, want %v", c.labels, got, c.want)
		}
	}
}
