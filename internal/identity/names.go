// Package identity tells which agents of a store are one: it compares names and what articles tell
// of their bearers, keeps what was decided, by a rule or a person, as data in a graph of its own,
// and puts decisions into effect.
package identity

import (
	"embed"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"quotegraph/internal/lexicon"
)

//go:embed data/short_names.txt
var files embed.FS

// shortNames maps a short given name to the full ones it stands for.
var shortNames = sync.OnceValue(func() map[string][]string {
	raw, err := files.ReadFile("data/short_names.txt")
	if err != nil {
		panic(err) // it is in the program
	}
	m := map[string][]string{}
	for line := range strings.Lines(string(raw)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			short, full, _ := strings.Cut(line, "\t")
			m[short] = strings.Split(full, ",")
		}
	}
	return m
})

// Name is a person's name in its parts, folded: lower case, without accents and full stops.
type Name struct {
	Given  string
	Middle []string
	Last   string
	Suffix string // jr, sr, ii, iii, iv
}

var suffixes = map[string]bool{"jr": true, "sr": true, "ii": true, "iii": true, "iv": true}

// Fold writes a text as names are compared: lower case, without accents, full stops and
// apostrophes, hyphens as spaces.
func Fold(s string) string {
	return strings.Join(strings.FieldsFunc(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) || r == '.' || r == '\'' || r == '’' || r == ',' {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(s)), func(r rune) bool { return unicode.IsSpace(r) || r == '-' || r == '‐' }), " ")
}

// ParseName cuts a name into its parts; a name of one word has a Last alone.
func ParseName(s string) Name {
	words := strings.Fields(s)
	words = initials(words)
	for i, w := range words { // hyphens join here: Jean-Marie is one given name
		words[i] = strings.ReplaceAll(Fold(w), " ", "-")
	}
	words = slices.DeleteFunc(words, func(w string) bool { return w == "" })
	var n Name
	if k := len(words); k > 1 && suffixes[words[k-1]] {
		n.Suffix, words = words[k-1], words[:k-1]
	}
	switch len(words) {
	case 0:
		return n
	case 1:
		n.Last = words[0]
		return n
	}
	first := len(words) - 1
	for first > 1 && lexicon.IsParticle(words[first-1]) { // "Ursula von der Leyen"
		first--
	}
	n.Given, n.Middle, n.Last = words[0], words[1:first], strings.Join(words[first:], " ")
	return n
}

// initials cuts "H.W." into "H." and "W.".
func initials(words []string) []string {
	var out []string
	for _, w := range words {
		if letters := strings.Split(strings.TrimSuffix(w, "."), "."); len(letters) > 1 &&
			!slices.ContainsFunc(letters, func(l string) bool { return len([]rune(l)) != 1 }) {
			out = append(out, letters...)
		} else {
			out = append(out, w)
		}
	}
	return out
}

// Relation is how two names of people go together.
type Relation string

const (
	Different Relation = ""         // they can't be one person's
	Equal     Relation = "equal"    // but for accents and hyphens
	Middle    Relation = "middle"   // one has a middle name or initial more
	ShortForm Relation = "short"    // a short given name: Bill, William
	Suffixed  Relation = "suffix"   // one has a suffix more: Joseph Biden Jr.
	Spelling  Relation = "spelling" // one letter apart
	Surname   Relation = "surname"  // one is a surname alone
)

// Related tells how two people's names go together. Names whose middle initials differ, or whose
// suffixes do, are of two people.
func Related(a, b Name) Relation {
	switch {
	case a.Given == "" || b.Given == "":
		if a.Last == b.Last && a.Last != "" {
			return Surname
		}
		return Different
	case a.Last != b.Last:
		return misspelt(surnamesApart(a, b))
	case a.Suffix != b.Suffix && a.Suffix != "" && b.Suffix != "", !middlesFit(a.Middle, b.Middle):
		return Different
	case a.Given != b.Given && !shortFor(a.Given, b.Given):
		return misspelt(givenApart(a, b))
	case a.Suffix != b.Suffix:
		return Suffixed
	case a.Given != b.Given:
		return ShortForm
	case !slices.Equal(a.Middle, b.Middle):
		return Middle
	}
	return Equal
}

// misspelt is how names that differ go together: as two spellings, where it is so, or not at all.
func misspelt(so bool) Relation {
	if so {
		return Spelling
	}
	return Different
}

// surnamesApart tells whether two names differ by a letter of the surname, and else fit. Surnames of
// four letters and less are too short for that.
func surnamesApart(a, b Name) bool {
	return a.Given == b.Given && len(a.Last) > 4 && oneApart(a.Last, b.Last) && middlesFit(a.Middle, b.Middle) &&
		a.Suffix == b.Suffix
}

// givenApart tells whether two names of one surname differ by a letter of the given name alone.
// Given names of three letters and less are too short for that.
func givenApart(a, b Name) bool {
	return len(a.Given) > 3 && oneApart(a.Given, b.Given) && a.Suffix == b.Suffix && slices.Equal(a.Middle, b.Middle)
}

// middlesFit: no middle name, or the same ones, initials standing for names: "F." for "Fitzgerald".
func middlesFit(a, b []string) bool {
	if len(a) == 0 || len(b) == 0 {
		return true
	}
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] && !(len(a[i]) == 1 || len(b[i]) == 1) || a[i][0] != b[i][0] {
			return false
		}
	}
	return true
}

// shortFor tells whether one given name is short for the other.
func shortFor(a, b string) bool {
	return slices.Contains(shortNames()[a], b) || slices.Contains(shortNames()[b], a)
}

// oneApart tells whether two words differ by one letter, or two that changed places.
func oneApart(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(y)-len(x) > 1 || a == b {
		return false
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	if len(x) < len(y) {
		return slices.Equal(x[i:], y[i+1:])
	}
	if slices.Equal(x[i+1:], y[i+1:]) {
		return true
	}
	return i+1 < len(x) && x[i] == y[i+1] && x[i+1] == y[i] && slices.Equal(x[i+2:], y[i+2:])
}
