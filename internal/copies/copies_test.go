package copies_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/copies"
	"quotegraph/internal/index"
	"quotegraph/internal/model"
	"quotegraph/internal/store"
	"quotegraph/internal/store/storetest"
)

// Articles names a file of JSON Lines with articles of yours to copy, in the place of invented ones.
const Articles = "QUOTEGRAPH_ARTICLES"

// invented are texts of sentences of words as frequent as in news. All end in an agency's notice,
// and each third takes a third of its sentences from the one before, as a story that goes on does:
// no copy.
func invented(r *rand.Rand, n int) []string {
	word := func() string { return fmt.Sprintf("w%d", int(20000*r.Float64()*r.Float64()*r.Float64())) }
	sentence := func() string {
		words := make([]string, 12+r.IntN(16))
		for i := range words {
			words[i] = word()
		}
		return strings.Join(words, " ") + "."
	}
	var out []string
	var before []string
	for i := range n {
		own := make([]string, 8+r.IntN(25))
		for k := range own {
			own[k] = sentence()
		}
		if i%3 == 2 {
			for k := range min(len(own), len(before)) / 3 {
				own[len(own)-1-k] = before[k]
			}
		}
		before = own
		out = append(
			out,
			strings.Join(
				own,
				" ",
			)+" Reporting by Ana Ruiz and Karl Brandt in Tarn; editing by Ola Lund; additional reporting by Mary "+
				"Okafor in Leith and Dana Pike in Ostmark; all rights reserved by The Meridian News Agency.",
		)
	}
	return out
}

// copied is a text under another headline, with a word of twenty changed, left out or put in, and
// at times its end cut off, as far as the half.
func copied(r *rand.Rand, text string) string {
	words := strings.Fields(text)
	if r.IntN(2) == 0 {
		words = words[:len(words)-r.IntN(len(words)/2)]
	}
	out := []string{"Another", "headline", "for", "this", fmt.Sprint(r.IntN(1000))}
	for _, w := range words {
		switch r.IntN(60) {
		case 0:
		case 1:
			out = append(out, "changed")
		case 2:
			out = append(out, w, "more")
		default:
			out = append(out, w)
		}
	}
	return strings.Join(out, " ")
}

// TestCopiesAreFound: of 900 articles, 200 in short tests, each third is copied, and all go into a store
// in a mixed order.
func TestCopiesAreFound(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	n := 900
	if testing.Short() {
		n = 200
	}
	texts := invented(r, n)
	if name := os.Getenv(Articles); name != "" {
		texts = theirs(t, name)
	}
	all := withCopies(r, texts)
	s, err := store.Open(storetest.Place(t), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	x, err := index.Open(context.Background(), s, index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	f := copies.New(s, x)
	first := map[int]quad.IRI{} // of each text, the article that was taken first
	var got scored
	var batch []store.Change
	for i, a := range all {
		original, err := f.Original(context.Background(), &a.Article)
		if err != nil {
			t.Fatal(err)
		}
		got.add(original, first[a.of])
		if first[a.of] == "" {
			first[a.of] = quad.IRI(a.IRI())
		}
		batch = append(batch, change(a.Article, original))
		if len(batch) == 50 || i == len(all)-1 {
			if _, err := s.Apply(context.Background(), batch); err != nil {
				t.Fatal(err)
			}
			batch = nil
		}
	}
	p, rec := float64(got.right)/float64(got.found), float64(got.right)/float64(got.there)
	t.Logf("%d articles, %d of them copies: P %.3f R %.3f", len(all), got.there, p, rec)
	if p < .97 || rec < .97 {
		t.Errorf("P %.3f R %.3f, wanted .97", p, rec)
	}
	for _, a := range all[:20] { // read again: an original is no copy of its copy
		original, err := copies.New(s, x).Original(context.Background(), &a.Article)
		if err != nil || original != "" && original != first[a.of] ||
			first[a.of] == quad.IRI(a.IRI()) && original != "" {
			t.Errorf("read again, %s is a copy of %q (%v)", a.ID, original, err)
		}
	}
}

// scored is how many originals there are to find, how many were found, and how many of them rightly.
type scored struct{ there, found, right int }

// add counts an article: the original that was found for it, and the one that it has, "" for none.
func (s *scored) add(found, want quad.IRI) {
	if want != "" {
		s.there++
	}
	if found == "" {
		return
	}
	s.found++
	if found == want {
		s.right++
	}
}

// article is an article of a text that others may have too.
type article struct {
	model.Article
	of int // the text's number
}

// withCopies makes articles of texts, of each third another one that copies it, and mixes them.
func withCopies(r *rand.Rand, texts []string) []article {
	var all []article
	for i, text := range texts {
		all = append(all, article{model.Article{ID: fmt.Sprint("a", i), Text: text}, i})
		if i%3 == 0 {
			all = append(all, article{model.Article{ID: fmt.Sprint("copy", i), Text: copied(r, text)}, i})
		}
	}
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all
}

// change puts an article into a store, as a copy of an original unless that is "".
func change(a model.Article, original quad.IRI) store.Change {
	label := quad.IRI(a.IRI())
	quads := []quad.Quad{
		{Subject: label, Predicate: quad.IRI(model.Type), Object: quad.IRI(model.ClassArticle), Label: label},
		{Subject: label, Predicate: quad.IRI(model.ArticleID), Object: quad.String(a.ID), Label: label},
		{Subject: label, Predicate: quad.IRI(model.ArticleText), Object: quad.String(a.Text), Label: label},
	}
	if original != "" {
		quads = append(
			quads,
			quad.Quad{Subject: label, Predicate: quad.IRI(model.CopyOf), Object: original, Label: label},
		)
	}
	return store.Change{Label: label, Quads: quads}
}

func theirs(t *testing.T, name string) (texts []string) {
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<22)
	for lines.Scan() {
		var a struct{ Text string }
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		texts = append(texts, a.Text)
	}
	slices.Sort(texts)
	return slices.Compact(texts)
}

// TestShortTextsMustBeTheSame but for a word or two.
func TestShortTextsMustBeTheSame(t *testing.T) {
	a := "The harbour master of Tarn says that the pier will stay closed until the storm has passed and all lamps " +
		"are lit."
	if _, is := copies.Same(a, a+" More follows."); !is {
		t.Error("a text and itself with an end are no copies")
	}
	if _, is := copies.Same(a, strings.Replace(a, "stay closed until the storm", "open before the fair", 1)); is {
		t.Error("another statement in the same frame is a copy")
	}
	if copies.Sketch("Too short") != nil {
		t.Error("two words have a fingerprint")
	}
}

// BenchmarkSketch: what a fingerprint costs.
func BenchmarkSketch(b *testing.B) {
	text := invented(rand.New(rand.NewPCG(1, 1)), 1)[0]
	began := time.Now()
	for b.Loop() {
		copies.Sketch(text)
	}
	b.ReportMetric(float64(time.Since(began).Microseconds())/float64(b.N), "µs/article")
}
