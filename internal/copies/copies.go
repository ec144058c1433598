// Package copies tells which articles are copies of others: the same text under another address, a
// wire text with small edits, cuts or another headline.
//
// A text's fingerprint, its sketch, is the least hash values of its runs of words (Broder 1997, "On
// the resemblance and containment of documents"). The index keeps who has which value, so an
// article costs a look-up of so many values, however many articles there are. Those that share some
// are then compared run by run: a copy has most of the shorter text's runs.
package copies

import (
	"cmp"
	"context"
	"hash/fnv"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/model"
	"quotegraph/internal/store"
)

const (
	run       = 5    // words
	values    = 24   // of a sketch
	shared    = 2    // values from which on two texts are compared
	compared  = 8    // texts at most that one is compared with
	contained = 0.55 // the share of the shorter text's runs that a copy has
	least     = 12   // runs: a shorter text is a notice that anybody may give twice
	short     = 30   // runs; of shorter texts nearly all must be the same
	nearlyAll = 0.9
)

// Sketch is a text's fingerprint; nil for one of a few words.
func Sketch(text string) []int64 { return sketchOf(runs(text)) }

func sketchOf(all map[int64]bool) []int64 {
	if len(all) < least {
		return nil
	}
	out := make([]int64, 0, len(all))
	for h := range all {
		out = append(out, h)
	}
	slices.Sort(out)
	return slices.Clip(out[:min(len(out), values)])
}

// runs are the hash values of all runs of words.
func runs(text string) map[int64]bool {
	words := strings.FieldsFunc(
		strings.ToLower(text),
		func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) },
	)
	out := make(map[int64]bool, len(words))
	for i := 0; i+run <= len(words); i++ {
		h := fnv.New64a()
		for _, w := range words[i : i+run] {
			h.Write([]byte(w))
			h.Write([]byte{' '})
		}
		z := h.Sum64() // FNV's high bits follow the last letters: mixed as splitmix64 does
		z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
		z = (z ^ z>>27) * 0x94d049bb133111eb
		out[int64((z^z>>31)>>1)] = true
	}
	return out
}

// Same is the share of the shorter text's runs that the other has, and whether that makes one a
// copy of the other.
func Same(a, b string) (share float64, is bool) { return same(runs(a), runs(b)) }

func same(a, b map[int64]bool) (share float64, is bool) {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 0 {
		return 0, false
	}
	n := 0
	for h := range a {
		if b[h] {
			n++
		}
	}
	share = float64(n) / float64(len(a))
	if len(a) < short {
		return share, share >= nearlyAll
	}
	return share, share >= contained
}

// Index tells which articles have values of a sketch in common with one: at least so many, those
// with the most first.
type Index interface {
	Alike(ctx context.Context, sketch []int64, least, most int) ([]quad.IRI, error)
}

// Finder finds the originals of articles that are on their way into a store. Its methods may be
// called from several goroutines.
type Finder struct {
	store *store.Store
	index Index

	mutex  sync.Mutex
	coming []*coming // that the index may not have yet, the oldest first
	of     map[int64][]*coming
}

// coming is an article that is on its way.
type coming struct {
	label, original quad.IRI
	sketch          []int64
	runs            map[int64]bool
}

// held is how many articles on their way are remembered: more than a transaction has.
const held = 512

// New returns a finder of a store's copies.
func New(s *store.Store, x Index) *Finder {
	return &Finder{store: s, index: x, of: map[int64][]*coming{}}
}

// Original returns the label of the article that another is a copy of, the first one there; "" for
// none. It remembers the article.
func (f *Finder) Original(ctx context.Context, a *model.Article) (quad.IRI, error) {
	me := &coming{label: quad.IRI(a.IRI()), runs: runs(a.Text)}
	sketch := sketchOf(me.runs)
	if sketch == nil {
		return "", nil
	}
	f.mutex.Lock()
	defer f.mutex.Unlock()
	me.original = f.amongComing(sketch, me)
	if me.original == "" {
		var err error
		if me.original, err = f.inStore(ctx, sketch, me); err != nil {
			return "", err
		}
	}
	f.remember(sketch, me)
	return me.original, nil
}

func (f *Finder) remember(sketch []int64, me *coming) {
	me.sketch = sketch
	for i, c := range f.coming {
		if c.label == me.label { // an earlier text of it
			f.drop(i)
			break
		}
	}
	if len(f.coming) == held {
		f.drop(0)
	}
	f.coming = append(f.coming, me)
	for _, h := range sketch {
		f.of[h] = append(f.of[h], me)
	}
}

func (f *Finder) drop(i int) {
	c := f.coming[i]
	f.coming = slices.Delete(f.coming, i, i+1)
	for _, h := range c.sketch {
		if f.of[h] = slices.DeleteFunc(f.of[h], func(x *coming) bool { return x == c }); len(f.of[h]) == 0 {
			delete(f.of, h)
		}
	}
}

func (f *Finder) amongComing(sketch []int64, me *coming) quad.IRI {
	times := map[*coming]int{}
	for _, h := range sketch {
		for _, c := range f.of[h] {
			times[c]++
		}
	}
	tried := 0
	for _, c := range f.coming { // the first one is the original
		if times[c] < min(shared, len(sketch)) || c.label == me.label || c.original == me.label {
			continue
		}
		if _, is := same(me.runs, c.runs); is {
			return cmp.Or(c.original, c.label)
		}
		if tried++; tried == compared {
			break
		}
	}
	return ""
}

func (f *Finder) inStore(ctx context.Context, sketch []int64, me *coming) (quad.IRI, error) {
	labels, err := f.index.Alike(ctx, sketch, min(shared, len(sketch)), compared+1)
	if err != nil {
		return "", err
	}
	for _, label := range labels {
		if label == me.label {
			continue
		}
		original, err := f.one(ctx, label, model.CopyOf)
		if err != nil {
			return "", err
		}
		if original == string(me.label) {
			continue // a copy of this one
		}
		text, err := f.one(ctx, label, model.ArticleText)
		if err != nil {
			return "", err
		}
		if _, is := same(me.runs, runs(text)); is {
			return cmp.Or(quad.IRI(original), label), nil
		}
	}
	return "", nil
}

// one is what the store has of an article under a predicate.
func (f *Finder) one(ctx context.Context, label quad.IRI, predicate string) (string, error) {
	found, err := f.store.Match(ctx, quad.Quad{Subject: label, Predicate: quad.IRI(predicate), Label: label}, 1)
	if err != nil || len(found) == 0 {
		return "", err
	}
	return store.Text(found[0].Object), nil
}
