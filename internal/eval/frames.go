package eval

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// Frames are sums over articles of who speaks, in which role and for whom.
type Frames struct {
	Behalf, StatementBehalf, Roles, RoleOrg, Represents, Unnamed, Canonical tally
}

func bag(name string) map[string]bool {
	name = strings.NewReplacer("’s", "", "'s", "").Replace(strings.ToLower(name))
	set := map[string]bool{}
	for _, w := range word.FindAllString(name, -1) {
		if w != "the" && w != "a" && w != "an" {
			set[w] = true
		}
	}
	return set
}

// agree reports whether two names name the same: equal but for case, articles and punctuation,
// listed as aliases, or with six tenths of their words shared.
func agree(gold, found string, aliases Set) bool {
	if gold == "" || found == "" {
		return gold == found
	}
	for _, n := range append([]string{gold}, aliases...) {
		if fold(n) == fold(found) {
			return true
		}
		a, b := bag(n), bag(found)
		both := 0
		for w := range a {
			both += number(b[w])
		}
		if union := len(a) + len(b) - both; union > 0 && float64(both)/float64(union) >= 0.6 {
			return true
		}
	}
	return false
}

// pairs matches one to one; found ones that are optional, or name again what is counted, are dropped.
func pairs[T comparable](gold, found []T, same func(g, p T) bool, optional []T) tally {
	left := slices.Clone(gold)
	t := tally{0, len(found), len(gold)}
	for _, p := range found {
		if i := slices.IndexFunc(left, func(g T) bool { return same(g, p) }); i >= 0 {
			left = slices.Delete(left, i, i+1)
			t.right++
		} else if hit := func(g T) bool { return same(g, p) }; slices.ContainsFunc(optional, hit) ||
			slices.ContainsFunc(gold, hit) {
			t.found--
		}
	}
	return t
}

// FramesOf counts one article.
func FramesOf(gold, found *Article) Frames {
	var f Frames
	names := func(a, b string) bool { return agree(a, b, gold.Aliases[a]) }
	notSelf := func(in []Pair) []Pair {
		return slices.DeleteFunc(slices.Clone(in), func(p Pair) bool { return names(p.Speaker, p.Principal) })
	}
	f.Behalf = pairs(
		gold.Behalf,
		notSelf(found.Behalf),
		func(g, p Pair) bool { return names(g.Speaker, p.Speaker) && names(g.Principal, p.Principal) },
		gold.Optional,
	)

	known := slices.DeleteFunc(slices.Clone(found.Roles), func(r Role) bool {
		for n := range gold.Aliases {
			if names(n, r.Person) {
				return false
			}
		}
		return !slices.ContainsFunc(gold.Roles, func(g Role) bool { return names(g.Person, r.Person) })
	})
	f.Roles = pairs(gold.Roles, known, func(g, p Role) bool {
		return names(g.Person, p.Person) && names(g.Role, p.Role) && names(g.Organization, p.Organization)
	}, nil)
	f.RoleOrg = pairs(
		gold.Roles,
		known,
		func(g, p Role) bool { return names(g.Person, p.Person) && names(g.Organization, p.Organization) },
		nil,
	)
	var optional []Represents
	for _, o := range gold.Optional {
		optional = append(optional, Represents{o.Speaker, o.Principal})
	}
	f.Represents = pairs(gold.Represents, found.Represents, func(g, p Represents) bool {
		return names(g.Organization, p.Organization) && names(g.Principal, p.Principal)
	}, optional)
	f.sources(gold, found, names)
	return f
}

// sources counts names and principals statement by statement.
func (f *Frames) sources(gold, found *Article, names func(a, b string) bool) {
	t := tokensOf(gold.Text)
	var quotes []*Quote
	var gs, ps []words
	for i := range gold.Quotes {
		if q := &gold.Quotes[i]; !q.Nested {
			quotes, gs = append(quotes, q), append(gs, t.covered(q.parts()...))
			f.StatementBehalf.gold += len(q.Behalf)
			f.Canonical.gold += number(q.Canonical != "")
		}
	}
	for i := range found.Quotes {
		ps = append(ps, t.covered(found.Quotes[i].parts()...))
	}
	for _, m := range match(gs, ps, j30) {
		q, r := quotes[m[0]], &found.Quotes[m[1]]
		nameless := q.Kind == "person" || q.Kind == "group" || q.Kind == "document"
		if q.Canonical != "" || nameless {
			f.Canonical.found += number(r.Canonical != "")
		}
		if q.Canonical != "" {
			with := q.Aliases
			f.Canonical.right += number(agree(q.Canonical, r.Canonical, with))
		} else if nameless {
			f.Unnamed.found, f.Unnamed.gold = f.Unnamed.found+1, f.Unnamed.gold+1
			f.Unnamed.right += number(r.Canonical == "")
		}
		pairsOf := func(in []Named) []Pair {
			var out []Pair
			for _, n := range in {
				out = append(out, Pair{q.Canonical, n.Name})
			}
			return out
		}
		var optional []Pair
		for _, o := range gold.Optional {
			if names(o.Speaker, q.Canonical) {
				optional = append(optional, o)
			}
		}
		said := slices.DeleteFunc(pairsOf(r.Behalf), func(p Pair) bool { return names(p.Speaker, p.Principal) })
		b := pairs(pairsOf(q.Behalf), said, func(g, p Pair) bool { return names(g.Principal, p.Principal) }, optional)
		f.StatementBehalf.right += b.right
		f.StatementBehalf.found += b.found
	}
}

// Add sums counts.
func (f *Frames) Add(o Frames) {
	to, from := f.all(), o.all()
	for i := range to {
		to[i].add(*from[i])
	}
}

func (f *Frames) all() []*tally {
	return []*tally{&f.Behalf, &f.StatementBehalf, &f.Roles, &f.RoleOrg, &f.Represents, &f.Unnamed, &f.Canonical}
}

// Write prints a line a figure.
func (f *Frames) Write(w io.Writer) {
	legend := [][2]string{
		{"behalf", "for whom a source speaks, per article"}, {"statement_behalf", "for whom, per statement"},
		{"roles", "who holds which office where"},
		{"role_org", "who belongs where"},
		{"represents", "standing representation"},
		{"unnamed", "sources without a name left without one (share of the statements found)"},
		{"canonical", "resolved name of the source (P: of the names given to statements found; R: of all)"},
	}
	for i, t := range f.all() {
		fmt.Fprintf(
			w,
			"%-18sF1 %5.1f  P %5.1f  R %5.1f  gold %4d   %s\n",
			legend[i][0],
			t.f1(),
			t.precision(),
			t.recall(),
			t.gold,
			legend[i][1],
		)
	}
}
