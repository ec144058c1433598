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
	Misspelt   bool     // their surnames are one letter apart: that is never sure
	Rivals     []Bearer // thirds whom the names allow as well, at most a few
	Reasons    []string
	Features   []float64 // what the confidence was made of, to measure it
}

// Candidates returns the pairs of bearers whose names allow that they are one, without looking at
// more than their names. `fresh` tells of whom pairs are wanted: those of which at least one is;
// nil: all.
func Candidates(all []Bearer, fresh func(Bearer) bool) []Proposal {
	if fresh == nil {
		fresh = func(Bearer) bool { return true }
	}
	g := newGroups(all)
	var out []Proposal
	for _, block := range g.blocks {
		out = pairs(out, block, fresh, func(a, b bearer) bool { return !a.Local || !b.Local })
	}
	for _, block := range g.given { // surnames that are one letter apart
		out = pairs(out, block, fresh, func(a, b bearer) bool {
			return lastWord(a.name.Last) != lastWord(b.name.Last) && Related(a.name, b.name) == Spelling
		})
	}
	slices.SortFunc(out, func(a, b Proposal) int {
		return cmp.Or(strings.Compare(a.To.ID, b.To.ID), strings.Compare(a.From.ID, b.From.ID))
	})
	return out
}

// pairs adds those of a block of which one is fresh, which may be compared, and whose names allow
// that they are one.
func pairs(out []Proposal, block []bearer, fresh func(Bearer) bool, may func(a, b bearer) bool) []Proposal {
	isFresh := make([]bool, len(block))
	for i, b := range block {
		isFresh[i] = fresh(b.Bearer)
	}
	for i, a := range block {
		for k, b := range block[i+1:] {
			if !(isFresh[i] || isFresh[i+1+k]) || !may(a, b) {
				continue
			}
			if p, ok := pair(a, b, block); ok {
				out = append(out, p)
			}
		}
	}
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
	p.Rivals = rivals(a, b, block)
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

// mostRivals is how many thirds are kept: more make a pair no less sure.
const mostRivals = 8

// rivals returns the third bearers who may be one with one of the two, but not with the other:
// "George Bush" may be either of two. For a surname alone that is anybody else of that surname who
// is not rare beside the one.
func rivals(a, b bearer, block []bearer) (out []Bearer) {
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
		if out = append(out, c.Bearer); len(out) == mostRivals {
			break
		}
	}
	return out
}

// rare: a namesake of whom so many times fewer articles tell.
const rare = 20

// Profiles returns what articles tell of a bearer.
type Profiles func(Bearer) (Profile, error)

// Weigh says how sure it is that a pair is one, from what articles tell of both and of those who
// come into question beside them.
func Weigh(p Proposal, of Profiles) (Proposal, error) {
	from, err := of(p.From)
	if err != nil {
		return p, err
	}
	to, err := of(p.To)
	if err != nil {
		return p, err
	}
	if p.Rivals, err = standing(p, from, to, of); err != nil {
		return p, err
	}
	f := features(p, from, to)
	p.Features = f[:]
	p.Confidence = Score(f[:])
	p.Reasons = []string{reasonOf(p.Relation)}
	if len(p.Rivals) > 0 {
		p.Reasons = append(p.Reasons, "may be "+p.Rivals[0].Name+" as well")
	}
	if f[fOffice] > 0 {
		p.Reasons = append(p.Reasons, "the same office: "+strings.Join(offices(p, from, to), ", "))
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
	return p, nil
}

// standing returns the rivals that are left where a surname has an office: those who hold it too.
// "Vice President Biden" is Joe, whoever else is called Biden.
func standing(p Proposal, from, to Profile, of Profiles) ([]Bearer, error) {
	shared := offices(p, from, to)
	if p.Relation != Surname || len(shared) == 0 {
		return p.Rivals, nil
	}
	var left []Bearer
	for _, b := range p.Rivals {
		other, err := of(b)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(shared, func(title string) bool { return other.holds(title) }) {
			left = append(left, b)
		}
	}
	return left, nil
}

// holds tells whether somebody holds an office, or one of which it is the first word: a "secretary
// of state" is a secretary.
func (p Profile) holds(title string) bool {
	for t := range p.Offices {
		if t == title || strings.HasPrefix(t, title+" of ") {
			return true
		}
	}
	return false
}

// offices returns at most two that both hold. What a surname alone is called may be the first word
// of a title: "Secretary Clinton".
func offices(p Proposal, from, to Profile) []string {
	if p.Relation != Surname {
		return common(from.Offices, to.Offices, 2)
	}
	var out []string
	for title := range from.Offices {
		if to.holds(title) {
			out = append(out, title)
		}
	}
	slices.Sort(out)
	return out[:min(len(out), 2)]
}

// IsSure tells whether a pair is made one without asking. A third who comes into question never
// leaves it sure. A middle name more is enough where anything else is common to both; a short form
// or a suffix needs an office, a body or companions in common; a surname alone an office in common
// with one of whom several articles tell, or somebody in common with one of whom a hundred do:
// "Obama". A body's name of three words is enough by itself.
func IsSure(f []float64, confidence float64) bool {
	const several = 0.3 // of fOften: four articles
	switch {
	case f[fRival] > 0:
		return false
	case f[fEqual]+f[fMiddle] > 0:
		return f[fOffice]+f[fBody]+f[fBeside]+f[fLong] > 0
	case f[fShort]+f[fSuffix] > 0:
		return f[fOffice]+f[fBody]+f[fSeldom] > 0 || f[fBeside] == 1
	case f[fSurname] > 0:
		return f[fCalled] > 0 && f[fOften] >= several || f[fOften] == 1 && f[fBeside] > 0
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
	fOften       // many articles tell of the one that stays: 0.5 is ten, 1 a hundred
	fLong        // a body's name of three words or more
	nFeatures
)

func features(p Proposal, a, b Profile) [nFeatures]float64 {
	var f [nFeatures]float64
	f[map[Relation]int{Equal: fEqual, Middle: fMiddle, ShortForm: fShort, Suffixed: fSuffix,
		Spelling: fSpelling, Surname: fSurname}[p.Relation]] = 1
	if len(offices(p, a, b)) > 0 {
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
	if len(p.Rivals) > 0 {
		f[fRival] = 1
	}
	if len(a.Years) > 0 && len(b.Years) > 0 {
		gap := max(a.Years[0]-b.Years[len(b.Years)-1], b.Years[0]-a.Years[len(a.Years)-1], 0)
		f[fYears] = min(float64(gap)/10, 3)
	}
	f[fCalled] = f[fSurname] * f[fOffice]
	f[fElse] = (f[fShort] + f[fSuffix]) * f[fOtherOffice]
	f[fSeldom] = float64(len(common(a.Seldom, b.Seldom, 2))) / 2
	if p.To.Class != "person" && strings.Count(BodyKey(p.To.Name), " ") > 1 {
		f[fLong] = 1
	}
	f[fOften] = min(math.Log10(float64(max(1, b.Bearer.Articles))), 2) / 2
	return f
}

// The weights were fitted on pairs marked by hand; see docs/RESULTS.md, "Who is one".
var (
	bias    = 3.39
	weights = [nFeatures]float64{
		2.24,
		2.0,
		-0.86,
		0.48,
		-0.83,
		0.36,
		1.61,
		-3.38,
		2.0,
		-1.2,
		-0.22,
		-2.81,
		2.78,
		-1.56,
		3.0,
		0.0,
		-0.6,
		0.43,
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
