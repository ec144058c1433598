package lexicon

import (
	"slices"
	"strings"
	"sync"

	"quotegraph/internal/model"
)

// Cue is a reporting verb.
type Cue struct {
	Class  string // say, ask, deny, promise, order, accuse, praise, criticize, believe, expect, plan, show
	Object bool   // an addressee may follow the verb: "told reporters"
	That   bool   // a that-clause may: "said that the port would close"
}

// cueForm is one inflected form of a verb, in words.
type cueForm struct {
	words []string
	cue   *Cue
}

var cues = sync.OnceValue(func() map[string][]cueForm {
	m := map[string][]cueForm{}
	for _, r := range rows("cues") {
		frames := strings.Split(r[3], ",")
		c := &Cue{Class: r[2], Object: slices.Contains(frames, "obj"), That: slices.Contains(frames, "that")}
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

// CueAt returns the reporting verb that begins at token i, or nil: "point out" at "pointed out".
func CueAt(tokens []model.Token, i int) *Cue {
	if i >= len(tokens) {
		return nil
	}
next:
	for _, f := range cues()[tokens[i].Lower] {
		for k, w := range f.words {
			if i+k >= len(tokens) || tokens[i+k].Lower != w {
				continue next
			}
		}
		return f.cue
	}
	return nil
}
