package lexicon

import (
	"strings"
	"sync"

	"quotegraph/internal/model"
)

// sequences is a list whose entries are one or more tokens, by their first one; the longest entry
// is the first of its kind.
type sequences map[string][]sequence

type sequence struct {
	words []string
	value string
}

// sequencesOf reads a list whose first field is words; the second, where there is one, is what they
// mean.
func sequencesOf(name string) func() sequences {
	return sync.OnceValue(func() sequences {
		m := sequences{}
		for _, r := range rows(name) {
			s := sequence{words: strings.Fields(r[0]), value: r[0]}
			if len(r) > 1 {
				s.value = r[1]
			}
			m[s.words[0]] = append(m[s.words[0]], s)
		}
		return m
	})
}

// at returns the longest entry that begins at token i, what it means, and how many tokens it has; 0
// for none.
func (m sequences) at(tokens []model.Token, i int) (value string, n int) {
	for _, s := range m[tokens[i].Lower] {
		if len(s.words) > n && i+len(s.words) <= len(tokens) && begins(tokens[i:], s.words) {
			value, n = s.value, len(s.words)
		}
	}
	return value, n
}

func begins(tokens []model.Token, words []string) bool {
	for k, w := range words {
		if tokens[k].Lower != w {
			return false
		}
	}
	return true
}

var (
	unsaid    = sequencesOf("unsaid")
	anonymity = sequencesOf("anonymity")
)

// Unsaid returns what the words at token i do to the reporting verb behind them, and how many they
// are: "negates" for "refused", "conditions" for "expected to".
func Unsaid(tokens []model.Token, i int) (effect string, n int) { return unsaid().at(tokens, i) }

// Anonymity reports whether the words at token i say that a source is not to be named: "not
// authorised to".
func Anonymity(tokens []model.Token, i int) bool {
	_, n := anonymity().at(tokens, i)
	return n > 0
}
