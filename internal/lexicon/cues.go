package lexicon

import (
	"slices"
	"strings"
	"sync"
)

// Cue is a reporting verb.
type Cue struct {
	Base                          string // "point out"
	Class                         string // say, ask, deny, promise, order, accuse, praise, criticize, think, show
	that, quote, to, object, noun bool
}

// That reports whether the verb takes a that-clause: "said that the port would close".
func (c *Cue) That() bool { return c.that }

// Quote reports whether the verb may stand beside a direct quotation: `"No," she said`.
func (c *Cue) Quote() bool { return c.quote }

// To reports whether the verb takes an infinitive as its content: "promised to return".
func (c *Cue) To() bool { return c.to }

// Object reports whether an addressee may follow the verb: "told reporters".
func (c *Cue) Object() bool { return c.object }

// Noun reports whether the content may be a noun phrase: "denied the charge".
func (c *Cue) Noun() bool { return c.noun }

// cueForm is one inflected form of a verb, in words.
type cueForm struct {
	words []string
	cue   *Cue
}

var cues = sync.OnceValue(func() map[string][]cueForm {
	m := map[string][]cueForm{}
	for _, r := range rows("cues") {
		frames := strings.Split(r[3], ",")
		has := func(f string) bool { return slices.Contains(frames, f) }
		c := &Cue{Base: r[0], Class: r[2], that: has("that"), quote: has("quote"), to: has("to"), object: has("obj"), noun: has("np")}
		for form := range strings.SplitSeq(r[1], ",") {
			words := strings.Fields(form)
			m[words[0]] = append(m[words[0]], cueForm{words, c})
		}
	}
	for _, forms := range m { // longest first, so that "called on" wins over "called"
		slices.SortStableFunc(forms, func(a, b cueForm) int { return len(b.words) - len(a.words) })
	}
	return m
})

// CueAt returns the reporting verb that begins with the first of the given lower-case words and
// the number of words it takes: ("pointed", "out", …) is (point out, 2). Nil if there is none.
func CueAt(words func(i int) string) (*Cue, int) {
next:
	for _, f := range cues()[words(0)] {
		for i, w := range f.words {
			if words(i) != w {
				continue next
			}
		}
		return f.cue, len(f.words)
	}
	return nil, 0
}
