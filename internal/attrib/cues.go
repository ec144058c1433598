package attrib

import (
	"strings"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

// cue is a group of reporting words: tokens [first, last), the verb at [verb, last).
type cue struct {
	first, verb, last int
	*lexicon.Cue
	participle bool // "adding", "saying"
	according  bool // "according to"
}

// cuesOf returns the groups of reporting words of a unit that stand outside quotation marks.
func cuesOf(u unit) []cue {
	var out []cue
	for i := u.first; i < u.last; i++ {
		t := u.tok(i)
		if t.Quoted || t.Kind != model.Word || lexicon.IsCapital(t.Text) && t.Lower != "according" {
			continue // "the United States", "the Clean Power Plan"
		}
		if t.Lower == "according" && u.lower(i+1) == "to" {
			out = append(out, cue{first: i, verb: i, last: i + 2, Cue: accordingTo, according: true})
			i++
			continue
		}
		c, n := lexicon.CueAt(func(k int) string { return u.lower(i + k) })
		if c == nil {
			continue
		}
		g := cue{first: i, verb: i, last: i + n, Cue: c}
		g.participle = len(t.Lower) > 4 && t.Lower[len(t.Lower)-3:] == "ing"
		if !g.extend(u) {
			continue
		}
		out = append(out, g)
		i += n - 1
	}
	return out
}

var accordingTo = &lexicon.Cue{Base: "according to", Class: "say"}

// extend takes in auxiliaries and negation before the verb ("did not say", "has also warned") and
// reports whether the group can report at all.
func (c *cue) extend(u unit) bool {
	i := c.verb - 1
	for i >= u.first && !u.tok(i).Quoted && (isAuxiliary(u.lower(i)) || isNegation(u.lower(i)) || isAdverb(u.lower(i)) && u.tok(i).Kind == model.Word && !isTime(u.lower(i))) {
		i--
	}
	c.first = i + 1
	for c.first < c.verb && isAdverb(u.lower(c.first)) && !isNegation(u.lower(c.first)) {
		c.first++ // "also has said": the adverb before the first auxiliary is no part of the cue
	}
	verb := u.lower(c.verb)
	before := u.lower(c.first - 1)
	if c.first < c.verb {
		switch last := u.lower(c.verb - 1); last {
		case "is", "are", "was", "were", "been", "being", "be", "'s", "'re":
			// "is said to", "was told": nobody speaks here; "is saying" does
			return c.participle
		}
	}
	switch {
	case before == "to" || before == "of" || before == "for" || before == "by" && !c.participle:
		return false // "to say that", "the claims of"
	case lexicon.Function(before) == "article", before == "'s", (before == "'" || before == "’") && u.tok(c.first-1).Kind != model.CloseQ, lexicon.Function(before) == "preposition" && before != "" && !c.participle:
		return false // "the report", "Ruiz's claim", "in reports"
	case before == "his", before == "her", before == "their", before == "its", before == "our", before == "my", before == "no", before == "any", before == "some", before == "these", before == "those", before == "such":
		return false
	}
	return verb != "" && (c.first < c.verb || agrees(c, verb, before, lexicon.IsCapital(u.tok(c.first-1).Text)))
}

// agrees tells verbs from nouns of the same form by their number: "officials report", "the official
// reports", but not "the official report", "he owns shares"; a name may end in s.
func agrees(c *cue, verb, before string, name bool) bool {
	plural := before == "they" || before == "we" || before == "i" || before == "you" || before == "who" || before == "people" ||
		before == "police" || before == "others" || before == "some" || before == "many" || lexicon.IsGroup(before) || before == "," || before == ")" || isAdverb(before) ||
		len(before) > 2 && before[len(before)-1] == 's' && before[len(before)-2] != 's'
	base := c.Base
	if i := strings.IndexByte(base, ' '); i > 0 {
		base = base[:i]
	}
	switch verb {
	case base:
		return plural || strings.HasSuffix(base, "ed") || base == "put" || base == "read"
	case base + "s", base + "es":
		return !plural || before == "," || before == "who" || before == ")" || name || lexicon.Function(before) != ""
	}
	return true
}
