package identity

import (
	"bufio"
	"cmp"
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Telling is what one article tells of a person.
type Telling struct {
	Article string          // its label
	As      string          // the namesake's identifier that the person has there; "": its own
	Titles  []string        // of offices and trades, lower case
	Bodies  map[string]bool // by identifier
	Beside  map[string]bool // whom few articles tell of and who is told of in the same article, by identifier
}

//go:embed data/trades.txt
var tradeLines string

// trades are the fields of trades whose people hardly ever change to another of them.
var trades = func() map[string]string {
	out := map[string]string{}
	for lines := bufio.NewScanner(strings.NewReader(tradeLines)); lines.Scan(); {
		if word, field, ok := strings.Cut(lines.Text(), "\t"); ok {
			out[word] = field
		}
	}
	return out
}()

// Trade is the field of a title, "" if it tells none that keeps its people: "heart surgeon" is
// medicine.
func Trade(title string) string {
	words := strings.Fields(strings.ToLower(title))
	if i := slices.Index(words, "of"); i > 0 {
		words = words[:i]
	}
	for _, w := range slices.Backward(words) {
		if f := trades[w]; f != "" {
			return f
		}
	}
	return ""
}

// Namesake is one of several people of a name: the articles that tell of it, and a title that tells
// it from the others.
type Namesake struct {
	Articles []string
	Title    string
	As       string // the identifier that it has already; "": a new one
	trades   map[string]bool
	base     int // articles in which it has the identifier without a number
}

// Namesakes tells apart the people whom articles call by one name: a surgeon and a striker.
// Articles tell of the same person where they share a trade's field, a body or somebody of whom few
// articles tell. Who has a trade that is not the first one's, and nothing in common with it, is a
// namesake; what tells of no trade stays with the first, of whom most articles tell. It returns the
// namesakes, those of most articles first; none: all tell of one.
func Namesakes(tellings []Telling) []Namesake {
	group := make([]int, len(tellings))
	for i := range group {
		group[i] = i
	}
	var root func(int) int
	root = func(i int) int {
		if group[i] != i {
			group[i] = root(group[i])
		}
		return group[i]
	}
	by := map[string]int{} // what articles share: who has it
	for i, t := range tellings {
		for _, key := range t.keys() {
			if j, ok := by[key]; ok {
				group[root(i)] = root(j)
			} else {
				by[key] = i
			}
		}
	}
	split := slices.ContainsFunc(tellings, func(t Telling) bool { return t.As != "" })
	found := map[int]*Namesake{}
	for i, t := range tellings {
		n := found[root(i)]
		if n == nil {
			n = &Namesake{trades: map[string]bool{}}
			found[root(i)] = n
		}
		n.Articles = append(n.Articles, t.Article)
		if t.As != "" {
			n.As = t.As
		} else if split {
			n.base++
		}
		for _, title := range t.Titles {
			if f := Trade(title); f != "" {
				n.trades[f] = true
				n.Title = cmp.Or(n.Title, title)
			}
		}
	}
	all := slices.Collect(maps.Values(found))
	all = slices.DeleteFunc(all, func(n *Namesake) bool { return len(n.trades) == 0 })
	slices.SortFunc(all, func(a, b *Namesake) int {
		return cmp.Or(
			cmp.Compare(len(a.As), len(b.As)), cmp.Compare(b.base, a.base),
			cmp.Compare(len(b.Articles), len(a.Articles)),
			cmp.Compare(slices.Min(a.Articles), slices.Min(b.Articles)),
		)
	})
	var out []Namesake
	for _, n := range all[min(1, len(all)):] {
		slices.Sort(n.Articles)
		out = append(out, *n)
	}
	return out
}

// keys are what an article shares with others that tell of the same person.
func (t Telling) keys() []string {
	var out []string
	for _, title := range t.Titles {
		if f := Trade(title); f != "" {
			out = append(out, "trade "+f)
		}
	}
	for _, set := range []map[string]bool{t.Bodies, t.Beside} {
		for k := range set {
			out = append(out, "with "+k)
		}
	}
	slices.Sort(out)
	return out
}

// decidedByPerson tells whether somebody decided about a person's namesakes himself: then no rule does.
func (b *Book) decidedByPerson(id string) bool {
	return slices.ContainsFunc(b.list, func(d Decision) bool {
		about := d.From == id || d.To == id || isNamesake(d.From, id) || isNamesake(d.To, id)
		return about && d.By != "rule" && (d.Kind == Part || d.Kind == Same || d.Kind == Apart)
	})
}

// Family returns the person that one was told from, else itself, and those who were told from that person.
func (b *Book) Family(id string) (base string, namesakes []string) {
	base = id
	for _, d := range b.list {
		if d.Kind == Part && d.To == id {
			base = d.From
		}
	}
	for _, d := range b.list {
		if d.Kind == Part && d.From == base {
			namesakes = append(namesakes, d.To)
		}
	}
	return base, namesakes
}

// isNamesake: an identifier that SplitArticles or SplitNamesakes gave: "person:james-doyle-2".
func isNamesake(id, of string) bool {
	rest, ok := strings.CutPrefix(id, of+"-")
	return ok && rest != "" && strings.Trim(rest, "0123456789") == ""
}

// SplitNamesakes decides, by rule, that namesakes are others than a person: each in its articles;
// none: all are one. What was decided so before is decided anew, and those who have an identifier
// keep it; what somebody decided himself stays. It returns how many are new.
func (b *Book) SplitNamesakes(id, name string, namesakes []Namesake) (*Book, int) {
	if b.decidedByPerson(id) {
		return b, 0
	}
	out := &Book{slices.DeleteFunc(slices.Clone(b.list), func(d Decision) bool {
		return d.By == "rule" && (d.Kind == Part && d.From == id || d.Kind == Named && isNamesake(d.From, id))
	})}
	taken := map[string]bool{}
	for _, n := range namesakes {
		taken[n.As] = true
	}
	next, fresh := 2, 0
	for _, n := range namesakes {
		other := n.As
		for other == "" {
			if free := fmt.Sprintf("%s-%d", id, next); !taken[free] {
				other, taken[free] = free, true
				fresh++
			}
			next++
		}
		for _, d := range []Decision{
			{Kind: Part, From: id, To: other, Articles: n.Articles, By: "rule", Confidence: 1,
				Reason: "another trade, and nothing in common: " + n.Title},
			{Kind: Named, From: other, Name: name + " (" + n.Title + ")", By: "rule", Confidence: 1},
		} {
			if before := b.find(d.ID()); before != nil && slices.Equal(before.Articles, d.Articles) &&
				(d.Kind == Part || before.Name == d.Name) {
				d = *before // as it was, its time too
			} else {
				d.At = now()
			}
			out = out.with(d)
		}
	}
	if slices.EqualFunc(b.list, out.list, func(x, y Decision) bool {
		return x.ID() == y.ID() && x.Name == y.Name && slices.Equal(x.Articles, y.Articles)
	}) {
		return b, 0
	}
	return out, fresh
}

// find returns a decision by its node; nil if there is none.
func (b *Book) find(id string) *Decision {
	for i := range b.list {
		if b.list[i].ID() == id {
			return &b.list[i]
		}
	}
	return nil
}
