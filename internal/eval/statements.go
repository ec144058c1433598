package eval

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// Selection says which statements of the gold count.
type Selection struct {
	Type     string // "" or one of direct, mixed, indirect
	CueClass string // "" or "speech"
	Nested   bool   // count nested statements too
}

func (s Selection) keeps(q *Quote) bool {
	return (s.Type == "" || q.Type == s.Type) && (s.CueClass == "" || q.CueClass == s.CueClass) &&
		(s.Nested || !q.Nested)
}

// split returns the words of the gold statements that count, these statements, and the words of the
// others.
func (s Selection) split(t tokens, gold *Article) (wanted []words, quotes []*Quote, others []words) {
	for i := range gold.Quotes {
		q := &gold.Quotes[i]
		if w := t.covered(q.parts()...); s.keeps(q) {
			wanted, quotes = append(wanted, w), append(quotes, q)
		} else {
			others = append(others, w)
		}
	}
	return wanted, quotes, others
}

// tally is how many were right, found and there to find.
type tally struct{ right, found, gold int }

func (t *tally) add(o tally) {
	t.right, t.found, t.gold = t.right+o.right, t.found+o.found, t.gold+o.gold
}

func (t tally) precision() float64 { return share(t.right, t.found) }
func (t tally) recall() float64    { return share(t.right, t.gold) }

// F1 in percent.
func (t tally) f1() float64 {
	p, r := t.precision()/100, t.recall()/100
	if p+r == 0 {
		return 0
	}
	return 200 * p * r / (p + r)
}

func share(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return 100 * float64(n) / float64(of)
}

// Counts are sums over articles that give every figure of the statements.
type Counts struct {
	Quotes                      int
	Exact, J80, J30, E2E        tally
	Speaker                     tally // right of found: shares of the matches
	Canonical, CanonicalE2E     tally
	Source, Cue, Content, Token tally
	hasCanonical                bool
}

// The least overlaps (Jaccard, in words) of the three ways to match.
const (
	exact = 1.0
	j80   = 0.8
	j30   = 0.3
)

// Statements counts one article.
func Statements(gold, found *Article, sel Selection) Counts {
	var c Counts
	t := tokensOf(gold.Text)
	wanted, wantedQuotes, others := sel.split(t, gold)
	ignore := t.covered(gold.Ignore...)
	ps, kept := dropped(t, found, wanted, others, ignore, sel)

	c.Quotes = len(wanted)
	sizes := tally{0, len(ps), len(wanted)}
	matched := match(wanted, ps, j30)
	c.Exact, c.J80, c.J30, c.E2E, c.CanonicalE2E = sizes, sizes, sizes, sizes, sizes
	c.Exact.right, c.J80.right, c.J30.right = len(match(wanted, ps, exact)), len(match(wanted, ps, j80)), len(matched)
	for _, m := range matched {
		g, p := wantedQuotes[m[0]], kept[m[1]]
		right := speakerRight(t, g, p)
		c.E2E.right += number(right)
		if g.Speaker != nil {
			c.Speaker.found++
			c.Speaker.right += number(right)
		}
		if g.Canonical != "" {
			same := p.Canonical != "" &&
				(fold(p.Canonical) == fold(g.Canonical) ||
					slices.ContainsFunc(g.Aliases, func(a string) bool { return fold(a) == fold(p.Canonical) }))
			c.Canonical.found++
			c.Canonical.right += number(same)
			c.CanonicalE2E.right += number(same)
		}
	}
	named := 0
	for _, q := range wantedQuotes {
		named += number(q.Canonical != "")
	}
	c.CanonicalE2E.gold, c.CanonicalE2E.found = named, 0
	if named > 0 {
		c.CanonicalE2E.found = len(ps) - (len(wanted) - named)
	}
	c.hasCanonical = c.Canonical.found > 0
	c.spans(t, gold, found, ignore)
	return c
}

// dropped returns the found statements that count. One that fits something not asked for (another type,
// nested, ignored) does not.
func dropped(t tokens, found *Article, wanted, others []words, ignore words, sel Selection) ([]words, []*Quote) {
	ps := make([]words, len(found.Quotes))
	for j := range found.Quotes {
		ps[j] = t.covered(found.Quotes[j].parts()...)
	}
	taken, drop := map[int]bool{}, map[int]bool{}
	for _, m := range match(wanted, ps, j30) {
		taken[m[1]] = true
	}
	free := slices.Clone(ps)
	for j := range free {
		if taken[j] {
			free[j] = nil
		}
	}
	for _, m := range match(others, free, j30) {
		drop[m[1]] = true
	}
	var sets []words
	var kept []*Quote
	for j := range found.Quotes {
		q := &found.Quotes[j]
		if drop[j] || !taken[j] && (len(ps[j]) == 0 || 2*shared(ps[j], ignore) > len(ps[j])) ||
			!sel.Nested && q.Nested ||
			sel.Type != "" && !taken[j] && q.Type != "" && q.Type != sel.Type {
			continue
		}
		sets, kept = append(sets, ps[j]), append(kept, q)
	}
	return sets, kept
}

func speakerRight(t tokens, g, p *Quote) bool {
	var ps words
	if p.Speaker != nil {
		ps = t.covered(*p.Speaker)
	}
	if g.Speaker == nil {
		return len(ps) == 0
	}
	return shared(t.covered(append([]Range{*g.Speaker}, g.Mentions...)...), ps) > 0
}

func number(b bool) int {
	if b {
		return 1
	}
	return 0
}

// spans counts exact spans and word labels of all outermost statements, whatever the selection.
func (c *Counts) spans(t tokens, gold, found *Article, ignore words) {
	one := func(r *Range) []Range {
		if r == nil {
			return nil
		}
		return []Range{*r}
	}
	labelsG, labelsP := map[int]int{}, map[int]int{}
	for layer, to := range []*tally{&c.Source, &c.Cue, &c.Content} {
		collect := func(quotes []Quote, labels map[int]int) map[string]bool {
			set := map[string]bool{}
			for i := range quotes {
				q := &quotes[i]
				if q.Nested {
					continue
				}
				for _, r := range [][]Range{one(q.Speaker), one(q.Cue), q.parts()}[layer] {
					w := t.covered(r)
					if len(w) == 0 || 2*shared(w, ignore) > len(w) {
						continue
					}
					set[fmt.Sprint(w)] = true
					for _, k := range w {
						if _, ok := labels[k]; !ok {
							labels[k] = layer
						}
					}
				}
			}
			return set
		}
		g, p := collect(gold.Quotes, labelsG), collect(found.Quotes, labelsP)
		*to = tally{0, len(p), len(g)}
		for s := range g {
			to.right += number(p[s])
		}
	}
	ignored := map[int]bool{}
	for _, k := range ignore {
		ignored[k] = true
	}
	for k, layer := range labelsG {
		if !ignored[k] {
			got, ok := labelsP[k]
			c.Token.gold++
			c.Token.right += number(ok && got == layer)
		}
	}
	for k := range labelsP {
		c.Token.found += number(!ignored[k])
	}
}

// Add sums counts.
func (c *Counts) Add(o Counts) {
	c.Quotes += o.Quotes
	c.hasCanonical = c.hasCanonical || o.hasCanonical
	to, from := c.all(), o.all()
	for i := range to {
		to[i].add(*from[i])
	}
}

func (c *Counts) all() []*tally {
	return []*tally{
		&c.Exact,
		&c.J80,
		&c.J30,
		&c.E2E,
		&c.Speaker,
		&c.Canonical,
		&c.CanonicalE2E,
		&c.Source,
		&c.Cue,
		&c.Content,
		&c.Token,
	}
}

// Row is one line of the table.
type Row struct {
	Name string
	Counts
}

// Rows scores articles: all statements, those with a cue of speech, and each type. found is by
// doc_id; one that is missing counts as empty.
func Rows(gold []Article, found map[string]*Article, nested bool) []Row {
	rows := []Row{{Name: "all"}, {Name: "speech"}, {Name: "direct"}, {Name: "mixed"}, {Name: "indirect"}}
	for i := range gold {
		p := found[gold[i].ID]
		if p == nil {
			p = &Article{}
		}
		for k := range rows {
			sel := Selection{Nested: nested}
			switch name := rows[k].Name; name {
			case "all":
			case "speech":
				sel.CueClass = name
			default:
				sel.Type = name
			}
			rows[k].Add(Statements(&gold[i], p, sel))
		}
	}
	return rows
}

// Write prints the table and the line of spans.
func Write(w io.Writer, rows []Row) {
	canonical := rows[0].hasCanonical
	columns := []string{"exact", "j80", "j30", "e2e", "speaker"}
	if canonical {
		columns = append(columns, "canonical", "canonical_e2e")
	}
	fmt.Fprintf(w, "%10s%7s", "", "quotes")
	for _, c := range columns {
		fmt.Fprintf(w, "%20s", c)
	}
	fmt.Fprintln(w)
	for _, r := range rows {
		cells := []string{cell(r.Exact), cell(r.J80), cell(r.J30), cell(r.E2E), ratio(r.Speaker)}
		if canonical {
			cells = append(cells, ratio(r.Canonical), cell(r.CanonicalE2E))
		}
		fmt.Fprintf(w, "%-10s%7d", r.Name, r.Quotes)
		for _, c := range cells {
			fmt.Fprintf(w, "%20s", c)
		}
		fmt.Fprintln(w)
	}
	a := rows[0]
	fmt.Fprintf(
		w,
		"spans, exact F1: source %.1f  cue %.1f  content %.1f   tokens, micro F1: %.1f\n",
		a.Source.f1(),
		a.Cue.f1(),
		a.Content.f1(),
		a.Token.f1(),
	)
}

func cell(t tally) string {
	return fmt.Sprintf("%5.1f (%.0f/%.0f)", t.f1(), t.precision(), t.recall())
}

func ratio(t tally) string {
	if t.found == 0 {
		return "nan"
	}
	return strings.TrimSpace(fmt.Sprintf("%.1f", t.precision()))
}
