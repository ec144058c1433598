package lexicon

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Holding is a widely known person's office, which news tells without a name: "the president".
type Holding struct {
	Name   string // in full
	Office string // lower case
	Body   string // usual name of the country or body
	From   int    // first year
	To     int    // last year; 0 while it is held
}

// In reports whether the office is held in a year. Year 0 is one that nobody knows.
func (h Holding) In(year int) bool {
	return year == 0 || h.From <= year && (h.To == 0 || year <= h.To)
}

var holdings = sync.OnceValue(func() map[string][]Holding {
	m := map[string][]Holding{}
	for _, r := range rows("holders") {
		h := Holding{Name: r[0], Office: r[1], Body: r[2]}
		h.From, _ = strconv.Atoi(r[3])
		h.To, _ = strconv.Atoi(r[4])
		name := plain(h.Name)
		m[name] = append(m[name], h)
		if surname := name[strings.LastIndexByte(name, ' ')+1:]; surname != name {
			m[surname] = append(m[surname], h)
		}
	}
	return m
})

// Holdings returns the offices of widely known people with a full name or a surname. Initials
// between names count for nothing: "Ana M. Ruiz".
func Holdings(name string) []Holding {
	if h := holdings()[plain(name)]; h != nil {
		return h
	}
	words := strings.Fields(plain(name))
	if len(words) < 3 {
		return nil
	}
	inner := slices.DeleteFunc(
		slices.Clone(words[1:len(words)-1]),
		func(w string) bool { return len(strings.TrimSuffix(w, ".")) == 1 },
	)
	return holdings()[strings.Join(slices.Concat(words[:1], inner, words[len(words)-1:]), " ")]
}

// plain is a name without its accents: news writes "Nicolás Maduro" and "Nicolas Maduro".
func plain(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(name))
}
