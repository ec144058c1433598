package identity

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/model"
	"quotegraph/internal/rdf"
	"quotegraph/internal/store"
	"quotegraph/internal/store/storetest"
	"quotegraph/internal/triples"
)

func TestRelated(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want Relation
	}{
		{"Ana Ruiz", "Ana Ruíz", Equal},
		{"Jean Marie Lopes", "Jean-Marie Lopes", Different},
		{"Odd J. Lund", "Odd Lund", Middle},
		{"Odd John Lund", "Odd J. Lund", Middle},
		{"Bill Dorn", "William Dorn", ShortForm},
		{"Liz Holt", "Elizabeth M. Holt", ShortForm},
		{"Rick Dorn", "Fred Dorn", Different},
		{"Karl Moe Jr.", "Karl Moe", Suffixed},
		{"Karl Moe Jr.", "Karl Moe Sr.", Different},
		{"Karl Moe, Jr.", "Karl Moe Jr", Equal},
		{"George W. Holt", "George H. Holt", Different},
		{"George H.W. Holt", "George W. Holt", Different},
		{"Georg Holt", "George Holt", Spelling},
		{"Ana Ruiz", "Ida Ruiz", Different},
		{"Ruiz", "Ana Ruiz", Surname},
		{"Ruiz", "Holt", Different},
		{"Ursula von der Lindt", "Ursula von der Lindt", Equal},
		{"Madeline Albrecht", "Madeleine Albrecht", Spelling},
	} {
		for range 2 {
			if got := Related(ParseName(c.a), ParseName(c.b)); got != c.want {
				t.Errorf("%s and %s: %q, want %q", c.a, c.b, got, c.want)
			}
			c.a, c.b = c.b, c.a
		}
	}
}

// TestEveryShortNameCanMatch: both sides of the list are folded words, and none stands twice.
func TestEveryShortNameCanMatch(t *testing.T) {
	raw, err := files.ReadFile("data/short_names.txt")
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(raw), "\t"); n != len(shortNames()) {
		t.Errorf("%d lines, %d names: one stands twice", n, len(shortNames()))
	}
	for short, full := range shortNames() {
		for _, w := range append(full, short) {
			if Fold(w) != w || strings.Contains(w, " ") {
				t.Errorf("%q is no folded word", w)
			}
		}
	}
}

func TestBodies(t *testing.T) {
	all := []Bearer{
		{ID: "organization:dorn-campaign", Class: "organization", Name: "Dorn campaign", Articles: 9},
		{ID: "organization:dorns-campaign", Class: "organization", Name: "Dorn’s campaign", Articles: 2},
		{
			ID:       "organization:karl-dorns-presidential-campaign",
			Class:    "organization",
			Name:     "Karl Dorn's presidential campaign",
			Articles: 1,
		},
		{ID: "person:karl-dorn", Class: "person", Name: "Karl Dorn", Articles: 20},
		{ID: "organization:port-and-sons", Class: "organization", Name: "Port & Sons", Articles: 1},
		{ID: "organization:the-port-and-sons", Class: "organization", Name: "The Port and Sons", Articles: 3},
		{ID: "agent:1", Class: "organization", Name: "Dorn campaign", Local: true, Articles: 1},
	}
	var got []string
	for _, p := range Candidates(all, nil) {
		got = append(got, p.From.Name+" → "+p.To.Name)
	}
	slices.Sort(got)
	want := []string{
		"Dorn’s campaign → Dorn campaign",
		"Karl Dorn's presidential campaign → Dorn campaign",
		"Karl Dorn's presidential campaign → Dorn’s campaign",
		"Port & Sons → The Port and Sons",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func person(id, name string, articles int) Bearer {
	return Bearer{ID: "person:" + id, Class: "person", Name: name, Articles: articles}
}

func set(s ...string) map[string]bool {
	m := map[string]bool{}
	for _, x := range s {
		m[x] = true
	}
	return m
}

// profile is what articles of 2016 tell of somebody in an office.
func profile(b Bearer, office string, beside ...string) Profile {
	return Profile{
		Bearer:   b,
		Offices:  set(office),
		Bodies:   set(),
		Beside:   set(beside...),
		Articles: set(b.ID),
		Years:    []int{2016},
	}
}

// weigh weighs a pair by what is told of some; of the others nothing is.
func weigh(t *testing.T, p Proposal, told ...Profile) Proposal {
	t.Helper()
	w, err := Weigh(p, func(b Bearer) (Profile, error) {
		for _, x := range told {
			if x.ID == b.ID {
				return x, nil
			}
		}
		return Profile{Bearer: b}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// TestWhoIsSure: a middle initial with an office in common is sure; what a third may be as well,
// and a surname alone, is not.
func TestWhoIsSure(t *testing.T) {
	a, b := person("odd-j-lund", "Odd J. Lund", 2), person("odd-lund", "Odd Lund", 9)
	ps := Candidates([]Bearer{a, b}, nil)
	if len(ps) != 1 || ps[0].To.ID != b.ID {
		t.Fatalf("%+v", ps)
	}
	if w := weigh(t, ps[0], profile(a, "mayor", "x", "y", "z"), profile(b, "mayor", "x", "y", "z")); !w.Sure ||
		!strings.Contains(strings.Join(w.Reasons, "; "), "the same office: mayor") {
		t.Errorf("the same mayor: %+v", w)
	}
	if w := weigh(t, ps[0], profile(a, "surgeon", "x"), profile(b, "striker", "y")); w.Sure {
		t.Errorf("a surgeon and a striker are sure: %+v", w)
	}
	// George Holt may be George W. or George H.
	holts := []Bearer{
		person("george-holt", "George Holt", 1),
		person("george-w-holt", "George W. Holt", 50),
		person("george-h-holt", "George H. Holt", 9),
	}
	for _, p := range Candidates(holts, nil) {
		if w := weigh(t, p, profile(p.From, "president", "x", "y", "z"), profile(p.To, "president", "x", "y", "z")); w.Sure {
			t.Errorf("%s is %s for sure, though there is another", p.From.Name, p.To.Name)
		}
	}
	for _, junk := range []string{"Tarn Republican", "Iowa Democrat", "Civil Rights Council"} {
		if ps := Candidates([]Bearer{person("x", junk, 1), person("y", strings.Replace(junk, " ", " X. ", 1), 1)}, nil); len(
			ps,
		) > 0 {
			t.Errorf("%s is compared", junk)
		}
	}
}

// TestSurnamesThatAreSure: "Mayor Lund" is the one mayor of that name, and "Lund" alone the one of
// whom a hundred articles tell.
func TestSurnamesThatAreSure(t *testing.T) {
	b := person("odd-lund", "Odd Lund", 9)
	local := Bearer{ID: "agent:1", Class: "person", Name: "Lund", Local: true, Articles: 1}
	for _, p := range Candidates([]Bearer{local, b, person("ida-lund", "Ida Lund", 5)}, nil) {
		two := []Profile{profile(local, "mayor"), profile(b, "mayor"), profile(person("ida-lund", "", 5), "mayor")}
		if w := weigh(t, p, two...); w.Sure {
			t.Errorf("Lund is %s for sure, though there are two mayors", p.To.Name)
		}
		two[2].Offices = set("surgeon")
		if w := weigh(t, p, two...); w.Sure != (p.To.ID == b.ID) {
			t.Errorf("Mayor Lund is %s: sure %v, though one of the two is a surgeon", p.To.Name, w.Sure)
		}
		two[0].Offices = set()
		if w := weigh(t, p, two...); w.Sure {
			t.Errorf("Lund is %s for sure, though there are two", p.To.Name)
		}
	}
	// a surname alone, without an office: that of whom a hundred articles tell
	for articles, sure := range map[int]bool{99: false, 100: true} {
		for _, p := range Candidates([]Bearer{local, person("odd-lund", "Odd Lund", articles)}, nil) {
			w := weigh(t, p, Profile{Bearer: local, Beside: set("x")}, Profile{Bearer: p.To, Beside: set("x")})
			if w.Sure != sure {
				t.Errorf("Lund is one of whom %d articles tell: sure %v", articles, w.Sure)
			}
			if w := weigh(t, p); w.Sure {
				t.Errorf("Lund is %s for sure, though nothing is common to both", p.To.Name)
			}
		}
	}
}

// TestBodiesThatAreSure: a name of three words is a body's own.
func TestBodiesThatAreSure(t *testing.T) {
	for short, sure := range map[string]bool{"Tarn Rowing Club": true, "Rowing Club": false} {
		long := Bearer{ID: "organization:x", Class: "organization", Name: "the " + short, Articles: 2}
		for _, p := range Candidates([]Bearer{long, {ID: "organization:y", Class: "organization", Name: short}}, nil) {
			if w := weigh(t, p); w.Sure != sure {
				t.Errorf("%s: sure %v", short, w.Sure)
			}
		}
	}
}

// told is an article in which "Odd J. Lund" and "Odd Lund" speak for a club.
func told(id string) (quad.IRI, []quad.Quad) {
	text := "Odd J. Lund said yes. Odd Lund said no. Ana Ruiz agreed."
	at := func(s string) model.Span { i := strings.Index(text, s); return model.Span{Begin: i, End: i + len(s)} }
	one := &model.Agent{Kind: model.Person, Name: "Odd J. Lund", Aliases: []string{"Lund"}}
	two := &model.Agent{Kind: model.Person, Name: "Odd Lund"}
	ana := &model.Agent{Kind: model.Person, Name: "Ana Ruiz"}
	club := &model.Agent{Kind: model.Organization, Name: "Rowing Club"}
	statement := func(a *model.Agent, words string, p ...model.Principal) *model.Statement {
		return &model.Statement{
			Parts:      []model.Span{at(words)},
			Type:       model.Indirect,
			Source:     at(a.Name),
			Agent:      a,
			Confidence: 0.9,
			Inside:     -1,
			Principal:  p,
		}
	}
	return triples.Of(
		&model.Document{Article: model.Article{ID: id, Text: text}, Agents: []*model.Agent{one, two, ana, club},
			Roles: []*model.Role{
				{Person: one, Title: "Chairman", Organization: club, Words: at("Odd J. Lund")},
				{Person: two, Title: "chairman", Organization: club, Words: at("Odd Lund")},
			},
			Statements: []*model.Statement{
				statement(one, "yes", model.Principal{Agent: club, Evidence: model.ByRole, Words: at("Odd J.")}),
				statement(two, "no"),
				statement(ana, "agreed"),
			}},
	)
}

func sorted(quads []quad.Quad) []string {
	var out []string
	for _, q := range quads {
		out = append(out, rdf.Line(q))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// TestApplyAndRestore: decisions change an article's quads, and what was read comes back.
func TestApplyAndRestore(t *testing.T) {
	label, quads := told("a")
	b, err := (&Book{}).Merge("person:odd-j-lund", "person:odd-lund", "person", "", 0)
	if err != nil {
		t.Fatal(err)
	}
	after := b.Map().Apply(label, slices.Clone(quads))
	all := strings.Join(
		sorted(
			slices.DeleteFunc(
				slices.Clone(after),
				func(q quad.Quad) bool { return store.Text(q.Predicate) == model.AsRead },
			),
		),
		"\n",
	)
	if strings.Contains(all, "odd-j-lund") || strings.Count(all, "saidBy> <urn:quotegraph:person:odd-lund>") != 2 {
		t.Errorf("after the merge:\n%s", all)
	}
	if strings.Count(all, `<urn:quotegraph:person:odd-lund> <http://schema.org/name>`) != 1 ||
		!strings.Contains(all, `<urn:quotegraph:person:odd-lund> <urn:quotegraph:vocab#alias> "Odd J. Lund"`) {
		t.Errorf("names after the merge:\n%s", all)
	}
	if n := strings.Count(all, "vocab#holds>"); n != 1 { // one office, not two
		t.Errorf("%d roles held", n)
	}
	back, err := Restore(after)
	if err != nil || !slices.Equal(sorted(back), sorted(quads)) {
		t.Errorf(
			"%v; restored:\n%s\nwant\n%s",
			err,
			strings.Join(sorted(back), "\n"),
			strings.Join(sorted(quads), "\n"),
		)
	}
	if got := (&Book{}).Map().Apply(label, quads); len(got) != len(quads) {
		t.Error("nothing was decided, but quads changed")
	}
	// renamed
	after = b.Rename("person:odd-lund", "Odd the Rower").Map().Apply(label, slices.Clone(quads))
	if all := strings.Join(sorted(after), "\n"); !strings.Contains(all, `<http://schema.org/name> "Odd the Rower"`) ||
		!strings.Contains(all, `vocab#alias> "Odd Lund"`) {
		t.Errorf("after the renaming:\n%s", all)
	}
	if back, _ := Restore(after); !slices.Equal(sorted(back), sorted(quads)) {
		t.Error("the renaming can't be undone")
	}
	// forgotten: nothing of him is left, nor beside it
	if all := strings.Join(sorted((&Book{}).Forget("person:odd-j-lund", "").Map().Apply(label,
		slices.Clone(quads))), "\n"); strings.Contains(
		all,
		"odd-j-lund",
	) ||
		strings.Contains(all, "Odd J. Lund\"") ||
		!strings.Contains(all, "odd-lund") {
		t.Errorf("after forgetting:\n%s", all)
	}
	// a namesake in one article
	b, other := (&Book{}).SplitArticles("person:odd-lund", []string{string(label)}, "Odd Lund (rower)", "")
	if all := strings.Join(sorted(b.Map().Apply(label, slices.Clone(quads))), "\n"); other != "person:odd-lund-2" ||
		!strings.Contains(all, "saidBy> <urn:quotegraph:person:odd-lund-2>") ||
		!strings.Contains(all, `"Odd Lund (rower)"`) {
		t.Errorf("%s:\n%s", other, all)
	}
	label2, quads2 := told("b")
	if got := b.Map().Apply(label2, quads2); strings.Contains(strings.Join(sorted(got), ""), "odd-lund-2") {
		t.Error("the namesake is in another article too")
	}
}

// TestDecisionsAreKept: in the store, through re-reading, and as quads; what is undone leaves no
// trace but the decision not to.
func TestDecisionsAreKept(t *testing.T) {
	ctx := t.Context()
	s, err := store.Open(storetest.Place(t), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	label, quads := told("a")
	if _, err := s.Apply(ctx, []store.Change{{Label: label, Quads: quads}}); err != nil {
		t.Fatal(err)
	}
	book := &Book{}
	merged, err := book.Merge("person:odd-j-lund", "person:odd-lund", "rule", "why", 0.97)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := Save(ctx, s, book, merged); err != nil || n != 1 {
		t.Fatalf("%d %v", n, err)
	}
	again, err := Load(ctx, s)
	if err != nil || len(again.Decisions()) != 1 || again.Decisions()[0].ID() != merged.Decisions()[0].ID() ||
		again.Decisions()[0].Confidence != 0.97 {
		t.Fatalf("%+v %v", again, err)
	}
	// read again
	if n, err := s.Apply(ctx, []store.Change{{Label: label, Quads: again.Map().Apply(label, quads)}}); err != nil ||
		n.Same != 1 {
		t.Errorf("%+v %v", n, err)
	}
	split, err := again.Split("person:odd-lund", "person", "two brothers")
	if err != nil {
		t.Fatal(err)
	}
	if n, err := Save(ctx, s, again, split); err != nil || n != 1 {
		t.Fatalf("%d %v", n, err)
	}
	have, err := s.Quads(ctx, label)
	if err != nil || !slices.Equal(sorted(have), sorted(quads)) {
		t.Errorf("%v\n%s", err, strings.Join(sorted(have), "\n"))
	}
	if !split.Decided()("person:odd-lund", "person:odd-j-lund") {
		t.Error("a rule may merge again what a person took apart")
	}
}

// TestWhatCannotBeDecided: circles, different kinds, splitting what was never merged.
func TestWhatCannotBeDecided(t *testing.T) {
	b, err := (&Book{}).Merge("person:a-a", "person:b-b", "person", "", 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Merge("person:b-b", "person:a-a", "person", "", 0); !errors.Is(err, ErrAlready) {
		t.Errorf("a circle: %v", err)
	}
	if _, err := b.Merge("person:a-a", "country:norland", "person", "", 0); err == nil ||
		!strings.Contains(err.Error(), "can't be one") {
		t.Errorf("a person and a country: %v", err)
	}
	if _, err := b.Split("person:c-c", "person", ""); !errors.Is(err, ErrNever) {
		t.Errorf("never merged: %v", err)
	}
	if _, err := b.Undo("decision:none"); err == nil {
		t.Error("no such decision was undone")
	}
	for _, d := range []Decision{{Kind: "odd", From: "person:a"},
		{Kind: Same, From: "person:b-b", To: "person:a-a"}, {Kind: Same, From: "x", To: "person:a"},
		{Kind: Part, From: "person:a", To: "person:b"}, {Kind: Named, From: "person:a"}} {
		if _, err := b.Take(d); err == nil {
			t.Errorf("%+v was taken", d)
		}
	}
	circle := FromQuads(
		(&Book{[]Decision{{Kind: Same, From: "person:a", To: "person:b"},
			{Kind: Same, From: "person:b", To: "person:c"}, {Kind: Same, From: "person:c", To: "person:a"}}}).Quads(),
	)
	for _, id := range []string{"person:a", "person:b", "person:c"} {
		if got := circle.Map().Of("", id); got != "person:a" {
			t.Errorf("in a circle %s is %s", id, got)
		}
	}
}

// TestOneKeyABody: what one body is called has one key, what two are called has two.
func TestOneKeyABody(t *testing.T) {
	for _, names := range [][]string{
		{"the Tarn Institute", "Tarn Institute"},
		{"Mr. Rubio's campaign", "Rubio’s campaign", "the Rubio campaign"},
		{"China’s foreign ministry", "Chinese Foreign Ministry"},
		{"Republican Party of Wyoming", "Wyoming Republican Party"},
		{"Department of the Interior", "Interior Department"},
		{"Embassy of France", "French Embassy"},
		{"Team Lund", "Lund team"},
	} {
		for _, n := range names {
			if BodyKey(n) != BodyKey(names[0]) {
				t.Errorf("%q is %q, %q is %q", n, BodyKey(n), names[0], BodyKey(names[0]))
			}
		}
	}
	if a, b := BodyKey("University of Washington"), BodyKey("Washington University"); a == b {
		t.Errorf("two universities are %q", a)
	}
}
