// Package eval scores statements, sources and principals against articles that people have marked:
// articles in the extraction contract, offsets in code points.
package eval

import (
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"sort"
	"strings"
	"unicode/utf8"
)

// Range is a half-open range of code points.
type Range [2]int

// Article is an article with its statements, as marked by people or as found.
type Article struct {
	ID         string         `json:"doc_id"`
	Text       string         `json:"text"`
	Quotes     []Quote        `json:"quotes"`
	Ignore     []Range        `json:"ignore"`
	Roles      []Role         `json:"roles"`
	Behalf     []Pair         `json:"behalf"`
	Optional   []Pair         `json:"optional"`
	Represents []Represents   `json:"represents"`
	Aliases    map[string]Set `json:"aliases"`
}

// Set is a list of names.
type Set []string

// Quote is a statement.
type Quote struct {
	Parts     []Range `json:"parts"`
	Hull      *Range  `json:"quote"`
	Type      string  `json:"content_type"`
	Cue       *Range  `json:"cue"`
	CueClass  string  `json:"cue_class"`
	Speaker   *Range  `json:"speaker"`
	Mentions  []Range `json:"speaker_mentions"`
	Canonical string  `json:"speaker_canonical"`
	Aliases   Set     `json:"speaker_aliases"`
	Kind      string  `json:"source_kind"`
	Behalf    []Named `json:"on_behalf_of"`
	Nested    bool    `json:"nested"`
}

// Named is a principal of one statement.
type Named struct {
	Name string `json:"name"`
}

// Role is who holds which office where.
type Role struct {
	Person       string `json:"person"`
	Role         string `json:"role"`
	Organization string `json:"organization"`
}

// Pair is a source and for whom it speaks.
type Pair struct {
	Speaker   string `json:"speaker"`
	Principal string `json:"principal"`
}

// Represents is a standing representation.
type Represents struct {
	Organization string `json:"organization"`
	Principal    string `json:"principal"`
}

// ReadFile reads articles, one a line, also gzipped ones. framed tells whether they say for whom
// sources speak.
func ReadFile(path string) (articles []Article, framed bool, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, false, err
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return nil, false, fmt.Errorf("%s: %w", path, err)
		}
	}
	dec := json.NewDecoder(r)
	seen := map[string]bool{}
	for {
		var raw json.RawMessage
		if err := dec.Decode(&raw); errors.Is(err, io.EOF) {
			return articles, framed, nil
		} else if err != nil {
			return nil, false, fmt.Errorf("%s, article %d: %w", path, len(articles)+1, err)
		}
		var a Article
		var keys struct{ Behalf *json.RawMessage }
		if err := errors.Join(json.Unmarshal(raw, &a), json.Unmarshal(raw, &keys)); err != nil {
			return nil, false, fmt.Errorf("%s, article %d: %w", path, len(articles)+1, err)
		}
		if seen[a.ID] {
			return nil, false, fmt.Errorf("%s: the doc_id %q occurs twice", path, a.ID)
		}
		seen[a.ID] = true
		framed = framed || keys.Behalf != nil
		articles = append(articles, a)
	}
}

// parts are a statement's contents; the hull may stand in for them.
func (q *Quote) parts() []Range {
	if len(q.Parts) == 0 && q.Hull != nil {
		return []Range{*q.Hull}
	}
	return q.Parts
}

var word = regexp.MustCompile(`[\p{L}\p{N}_]+(?:['’.\-][\p{L}\p{N}_]+)*`)

// tokens are the word tokens of a text: begins and ends in code points.
type tokens struct{ begin, end []int }

func tokensOf(text string) tokens {
	var t tokens
	at, points := 0, 0
	point := func(b int) int {
		points += utf8.RuneCountInString(text[at:b])
		at = b
		return points
	}
	for _, m := range word.FindAllStringIndex(text, -1) {
		t.begin, t.end = append(t.begin, point(m[0])), append(t.end, point(m[1]))
	}
	return t
}

// words is a set of word tokens, ascending.
type words []int

// covered returns the word tokens that overlap any of the ranges.
func (t tokens) covered(ranges ...Range) words {
	var out words
	for _, r := range ranges {
		first := sort.Search(len(t.end), func(i int) bool { return t.end[i] > r[0] })
		for i := first; i < len(t.begin) && t.begin[i] < r[1]; i++ {
			out = append(out, i)
		}
	}
	sort.Ints(out)
	kept := out[:0]
	for i, w := range out {
		if i == 0 || w != out[i-1] {
			kept = append(kept, w)
		}
	}
	return kept
}

func shared(a, b words) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}

func jaccard(a, b words) float64 {
	n := shared(a, b)
	if union := len(a) + len(b) - n; union > 0 {
		return float64(n) / float64(union)
	}
	return 0
}

// match pairs gold and found one to one, best overlap first.
func match(gold, found []words, least float64) [][2]int {
	type pair struct {
		j    float64
		g, p int
	}
	var pairs []pair
	for g, a := range gold {
		for p, b := range found {
			if j := jaccard(a, b); j > 0 && j >= least {
				pairs = append(pairs, pair{j, g, p})
			}
		}
	}
	sort.SliceStable(pairs, func(i, k int) bool { return pairs[i].j > pairs[k].j }) // g, then p ascending as they came
	usedG, usedP := map[int]bool{}, map[int]bool{}
	var out [][2]int
	for _, p := range pairs {
		if !usedG[p.g] && !usedP[p.p] {
			usedG[p.g], usedP[p.p] = true, true
			out = append(out, [2]int{p.g, p.p})
		}
	}
	return out
}

// fold leaves of a name what counts: its words in lower case.
func fold(name string) string {
	return strings.Join(word.FindAllString(strings.ToLower(name), -1), " ")
}
