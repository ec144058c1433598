package identity

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"

	"quotegraph/internal/lexicon"
)

// Bearer is an agent with a name.
type Bearer struct {
	Number   int64 // of the index
	ID       string
	Class    string
	Name     string
	Local    bool // a name that only its article is known to give it
	Articles int  // that tell of it
}

// Profile is what articles tell of a bearer.
type Profile struct {
	Bearer
	Offices  map[string]bool // titles and what they mean, lower case
	Bodies   map[string]bool // by identifier
	Beside   map[string]bool // who is told of in the same articles
	Seldom   map[string]bool // those among them of whom few articles tell
	Articles map[string]bool // by label
	Years    []int
}

// Proposal is that two bearers may be one: From would become To.
type Proposal struct {
	From, To   Bearer
	Relation   Relation
	Confidence float64
	Sure       bool
	Misspelt   bool   // their surnames are one letter apart: that is never sure
	Rival      string // a third whom the names allow as well; "" if there is none
	Reasons    []string
}

// Candidates returns the pairs of bearers whose names allow that they are one, without looking at
// more than their names. `fresh` tells of whom pairs are wanted: those of which at least one is;
// nil: all.
func Candidates(all []Bearer, fresh func(Bearer) bool) []Proposal {
	g := newGroups(all)
	var out []Proposal
	for _, block := range g.blocks {
		for i, a := range block {
			for _, b := range block[i+1:] {
				if fresh != nil && !fresh(a.Bearer) && !fresh(b.Bearer) || a.Local && b.Local {
					continue
				}
				if p, ok := pair(a, b, block); ok {
					out = append(out, p)
				}
			}
		}
	}
	for _, block := range g.given {
		if fresh != nil && !slices.ContainsFunc(block, func(b bearer) bool { return fresh(b.Bearer) }) {
			continue
		}
		for i, a := range block {
			for _, b := range block[i+1:] {
				if fresh != nil && !fresh(a.Bearer) && !fresh(b.Bearer) || lastWord(a.name.Last) == lastWord(b.name.Last) ||
					Related(a.name, b.name) != Spelling {
					continue
				}
				if p, ok := pair(a, b, block); ok {
					out = append(out, p)
				}
			}
		}
	}
	slices.SortFunc(out, func(a, b Proposal) int {
		return cmp.Or(strings.Compare(a.To.ID, b.To.ID), strings.Compare(a.From.ID, b.From.ID))
	})
	return out
}

// bearer is a Bearer with its name in parts.
type bearer struct {
	Bearer
	name Name   // of a person
	key  string // of a body
}

// groups are bearers that are compared with each other: those of a surname or a body's name, and,
// of people, those of a given name whose surnames begin alike.
type groups struct{ blocks, given map[string][]bearer }

// mostInBlock is how many bearers of one surname are compared with each other: more are a name that
// tells nothing.
const mostInBlock = 400

func newGroups(all []Bearer) *groups {
	g := &groups{map[string][]bearer{}, map[string][]bearer{}}
	people := map[string]bool{} // full names, folded
	for _, b := range all {
		if b.Class == "person" && !b.Local {
			people[Fold(b.Name)] = true
		}
	}
	for _, b := range all {
		x := bearer{Bearer: b}
		key := ""
		switch {
		case b.Class == "person":
			x.name = ParseName(b.Name)
			last := strings.Fields(x.name.Last)
			if len(last) == 0 {
				continue
			}
			key = "p " + last[len(last)-1]
			if x.name.Given != "" && !b.Local {
				if k := x.name.Given + " " + string([]rune(x.name.Last)[:1]); len(g.given[k]) < mostInBlock {
					g.given[k] = append(g.given[k], x)
				}
			}
		case !b.Local:
			x.key = campaign(BodyKey(b.Name), people)
			key = b.Class + " " + x.key
		default:
			continue
		}
		if len(g.blocks[key]) < mostInBlock {
			g.blocks[key] = append(g.blocks[key], x)
		}
	}
	return g
}

// campaign brings the names of a candidate's campaign to one: "Donald Trump's presidential
// campaign", "the Trump campaign".
func campaign(key string, people map[string]bool) string {
	words := strings.Fields(key)
	if len(words) < 2 || words[len(words)-1] != "campaign" {
		return key
	}
	words = slices.DeleteFunc(words[:len(words)-1], func(w string) bool {
		return w == "presidential" || w == "entire" || w == "election" || w == "primary"
	})
	if len(words) > 1 && people[strings.Join(words, " ")] {
		words = words[len(words)-1:]
	}
	return strings.Join(words, " ") + " campaign"
}

// pair compares two bearers by name.
func pair(a, b bearer, block []bearer) (Proposal, bool) {
	p := Proposal{From: a.Bearer, To: b.Bearer}
	if keeps(a.Bearer, b.Bearer) {
		p.From, p.To = b.Bearer, a.Bearer
	}
	if a.Class != "person" {
		p.Relation = Equal
		return p, a.Class == b.Class
	}
	if !likePerson(a.Name) || !likePerson(b.Name) {
		return p, false
	}
	p.Relation = Related(a.name, b.name)
	if p.Relation == Different || p.Relation == Surname && a.Local == b.Local {
		return p, false
	}
	p.Misspelt = p.Relation == Spelling && a.name.Last != b.name.Last
	p.Rival = rival(a, b, block)
	return p, true
}

// likePerson leaves out what only looks like a person's name: "Indiana Democrat", "Civil Rights Act".
func likePerson(name string) bool {
	last := name[strings.LastIndexByte(name, ' ')+1:]
	_, party := lexicon.Party(last)
	_, nation := lexicon.Demonym(last)
	return !party && !nation && lexicon.BodyKind(strings.ToLower(last)) == "" &&
		!strings.ContainsFunc(name, unicode.IsDigit)
}

// keeps tells which of two identifiers stays: the one of more articles, never that of one article
// alone.
func keeps(a, b Bearer) bool {
	if a.Local != b.Local {
		return b.Local
	}
	return cmp.Or(
		cmp.Compare(b.Articles, a.Articles),
		cmp.Compare(len(a.Name), len(b.Name)),
		strings.Compare(a.ID, b.ID),
	) < 0
}

// rival names a third bearer who may be one with one of the two, but not with the other: "George
// Bush" may be either of two. "" if there is none. For a surname alone that is anybody else of that
// surname who is not rare beside the one.
func rival(a, b bearer, block []bearer) string {
	for _, c := range block {
		if c.ID == a.ID || c.ID == b.ID || c.Local || c.Class != "person" || !likePerson(c.Name) {
			continue
		}
		x, y := Related(a.name, c.name), Related(b.name, c.name)
		if (x == Different) == (y == Different) || x == Spelling || y == Spelling {
			continue
		}
		if x == Surname || y == Surname {
			full := a
			if a.Local {
				full = b
			}
			if c.Articles*rare < full.Articles {
				continue
			}
		}
		return c.Name
	}
	return ""
}

// rare: a namesake of whom so many times fewer articles tell.
const rare = 20

// Weigh says how sure it is that a pair is one, from what articles tell of both.
func Weigh(p Proposal, from, to Profile) Proposal {
	f := features(p, from, to)
	p.Confidence = Score(f[:])
	p.Reasons = []string{reasonOf(p.Relation)}
	if p.Rival != "" {
		p.Reasons = append(p.Reasons, "may be "+p.Rival+" as well")
	}
	if f[fOffice] > 0 {
		p.Reasons = append(p.Reasons, "the same office: "+strings.Join(common(from.Offices, to.Offices, 2), ", "))
	}
	if f[fBody] > 0 {
		p.Reasons = append(p.Reasons, "the same body: "+strings.Join(common(from.Bodies, to.Bodies, 2), ", "))
	}
	if f[fBeside] > 0 {
		p.Reasons = append(
			p.Reasons,
			fmt.Sprintf(
				"%d of those told of beside one are told of beside the other",
				len(common(from.Beside, to.Beside, 1000)),
			),
		)
	}
	if f[fTogether] > 0 {
		p.Reasons = append(p.Reasons, "one article tells of both")
	}
	if f[fOtherOffice] > 0 {
		p.Reasons = append(p.Reasons, "their offices differ")
	}
	p.Sure = IsSure(f[:], p.Confidence) && !p.Misspelt
	return p
}

// IsSure tells whether a pair is made one without asking. A third who comes into question never
// leaves it sure. A middle name more is enough where anything else is common to both; a short form
// or a suffix needs an office, a body or companions in common; a surname alone an office in common
// with one of whom many articles tell.
func IsSure(f []float64, confidence float64) bool {
	const several = 0.3 // of fOften: four articles
	switch {
	case f[fRival] > 0:
		return false
	case f[fEqual]+f[fMiddle] > 0:
		return f[fOffice]+f[fBody]+f[fBeside] > 0
	case f[fShort]+f[fSuffix] > 0:
		return f[fOffice]+f[fBody]+f[fSeldom] > 0 || f[fBeside] == 1
	case f[fSurname] > 0:
		return f[fCalled] > 0 && f[fOften] >= several
	}
	return confidence >= Sure
}

// Sure is the confidence from which on agents are made one without asking.
const Sure = 0.95

// The features of a pair, in the order of their weights.
const (
	fEqual = iota
	fMiddle
	fShort
	fSuffix
	fSpelling
	fSurname
	fOffice      // an office in common
	fOtherOffice // both have offices, none in common
	fBody        // a body in common
	fBeside      // how many are told of beside both, up to three, as a share
	fTogether    // one article tells of both
	fRival       // there is a third whom the names allow as well
	fYears       // decades between the years in which articles tell of them
	fCalled      // a surname alone, with an office that the bearer of the full name has
	fElse        // a short form or suffix, and offices that differ
	fSeldom      // somebody of whom few articles tell is told of beside both
	fOften       // many articles tell of the one that stays
	nFeatures
)

func features(p Proposal, a, b Profile) [nFeatures]float64 {
	var f [nFeatures]float64
	f[map[Relation]int{Equal: fEqual, Middle: fMiddle, ShortForm: fShort, Suffixed: fSuffix,
		Spelling: fSpelling, Surname: fSurname}[p.Relation]] = 1
	if len(common(a.Offices, b.Offices, 1)) > 0 {
		f[fOffice] = 1
	} else if len(a.Offices) > 0 && len(b.Offices) > 0 {
		f[fOtherOffice] = 1
	}
	if len(common(a.Bodies, b.Bodies, 1)) > 0 {
		f[fBody] = 1
	}
	f[fBeside] = float64(len(common(a.Beside, b.Beside, 3))) / 3
	if len(common(a.Articles, b.Articles, 1)) > 0 {
		f[fTogether] = 1
	}
	if p.Rival != "" {
		f[fRival] = 1
	}
	if len(a.Years) > 0 && len(b.Years) > 0 {
		gap := max(a.Years[0]-b.Years[len(b.Years)-1], b.Years[0]-a.Years[len(a.Years)-1], 0)
		f[fYears] = min(float64(gap)/10, 3)
	}
	f[fCalled] = f[fSurname] * f[fOffice]
	f[fElse] = (f[fShort] + f[fSuffix]) * f[fOtherOffice]
	f[fSeldom] = float64(len(common(a.Seldom, b.Seldom, 2))) / 2
	f[fOften] = min(math.Log10(float64(max(1, b.Bearer.Articles))), 2) / 2
	return f
}

// The weights were fitted on pairs marked by hand; see docs/RESULTS.md, "Who is one".
var (
	bias    = 2.09
	weights = [nFeatures]float64{
		3.13,
		1.33,
		-0.56,
		0.75,
		-0.98,
		-1.57,
		2.67,
		-0.04,
		0.53,
		-2.20,
		0.36,
		-2.87,
		1.28,
		0.47,
		1.78,
		1.29,
		1.93,
	}
)

func reasonOf(r Relation) string {
	switch r {
	case Equal:
		return "the same name but for signs"
	case Middle:
		return "the same name but for a middle one"
	case ShortForm:
		return "a short form of the given name"
	case Suffixed:
		return "the same name but for a suffix"
	case Spelling:
		return "one letter apart"
	}
	return "the same surname"
}

// common returns at most so many keys that two sets share, sorted.
func common(a, b map[string]bool, most int) []string {
	var out []string
	for k := range a {
		if b[k] {
			out = append(out, k)
		}
	}
	slices.Sort(out)
	return out[:min(len(out), most)]
}

// Features returns a pair's features as numbers, and Score what the weights make of them: to
// measure and to fit the weights.
func Features(p Proposal, from, to Profile) []float64 {
	f := features(p, from, to)
	return f[:]
}

// Score is the confidence that features come to.
func Score(f []float64) float64 {
	sum := bias
	for i, w := range weights {
		sum += w * f[i]
	}
	return 1 / (1 + math.Exp(-sum))
}

// lastWord of a surname: "Berg" of "van Berg".
func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }
