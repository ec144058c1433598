package index

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Filter says which statements, or other records, are wanted. Empty fields narrow nothing.
type Filter struct {
	By      string // source: an id, a name, a part of one, or words of a description
	For     string // principal, along the chain of representation
	Voice   string // a principal, or a body that the source is or holds an office in
	Body    string // whose office the source holds, or that is the source itself
	Office  string // words of the source's office
	Event   string // words of the occasion's type or place
	To      string // words of the addressee
	Article string // its id (doc_id or identifier), exact
	Outlet  string
	Author  string
	Words   string // of the statement; those in quotation marks must stand together
	From    string // day, or month, or year, of the article's date; the first that counts
	Until   string // the last that counts
	Type    string // direct, mixed, indirect
	Act     string // say, ask, deny, …

	Nested    Choice // reported within another statement
	Nameless  Choice // by a source without a name
	Anonymous Choice // by one that the article says is not to be named
	Number    Choice // with a number in it
	Spoken    Choice // quoted words that the source is reported to have spoken
	Sourced   Choice // with a source
	Unsaid    Choice // refused, not said, or merely expected

	Confidence float64 // the least; 0: any
	Sort       string  // newest, oldest, relevance; "": newest
	Uncounted  bool    // how many there are need not be known
	Limit      int     // records; 0: 50
	Page       int     // from 1; 0: 1
}

// Choice is yes, no, or either.
type Choice int8

const (
	Either Choice = iota
	Yes
	No
)

// Note is what a question's asker should know beside the answer.
type Note struct {
	Kind string   `json:"kind"` // unknown, candidates
	Text string   `json:"text"`
	Near []string `json:"near,omitempty"` // names that are near, or that it may mean
}

// BadFilter says that a filter has a value that means nothing, and which there are.
type BadFilter struct{ Field, Value, Want string }

func (e *BadFilter) Error() string { return fmt.Sprintf("%s is %s, not %q", e.Field, e.Want, e.Value) }

// clause is keys of which a record must have one.
type clause struct {
	keys    []key
	n       int  // records that have them
	article bool // the record's article must have one of them
}

// selection is a filter in the index's own terms.
type selection struct {
	clauses    []clause
	low, high  int64 // numbers [low, high) of records
	mask, want bits
	any        bits // of which a record must have one
	act        bits
	kind       bits // type
	least      bits
	words      string // a full-text query
	none       bool   // nothing can be found
	notes      []Note
	looked     int // postings, so far
}

const everything = 1<<63 - 1

// selected turns a filter into a selection among a class's records; by, body and so on are looked up.
func (x *Index) selected(ctx context.Context, f Filter, c class) (*selection, error) {
	s := &selection{high: everything}
	if err := s.bits(f); err != nil {
		return nil, err
	}
	if err := x.range_(ctx, s, f); err != nil {
		return nil, err
	}
	if f.By != "" {
		if err := x.by(ctx, s, f.By, kindBy); err != nil {
			return nil, err
		}
	}
	for _, a := range []struct {
		value string
		kind  kind
	}{{f.For, kindFor}, {f.Body, kindBody}} {
		if a.value != "" {
			if err := x.by(ctx, s, a.value, a.kind); err != nil {
				return nil, err
			}
		}
	}
	for _, w := range []struct {
		field, value string
		kind         kind
	}{{"office", f.Office, kindOffice}, {"event", f.Event, kindEvent}, {"addressee", f.To, kindTo}} {
		if w.value != "" {
			if err := x.allWords(ctx, s, w.field, w.value, w.kind); err != nil {
				return nil, err
			}
		}
	}
	for _, v := range []struct {
		field, value string
		kind         kind
	}{{"outlet", f.Outlet, kindOutlet}, {"author", f.Author, kindAuthor}} {
		if v.value != "" {
			if err := x.whole(ctx, s, v.field, v.value, v.kind); err != nil {
				return nil, err
			}
		}
	}
	if f.Act != "" {
		s.addWord(ctx, x, f.Act, kindAct)
	}
	if f.Voice != "" {
		if err := x.voice(ctx, s, f.Voice); err != nil {
			return nil, err
		}
	}
	x.flags(ctx, s, f)
	if f.Words != "" {
		if s.words = matching(f.Words); s.words == "" {
			s.none = true
		}
	}
	if len(s.clauses) == 0 && s.words == "" {
		if err := x.add(ctx, s, []key{kindClass.key(int64(c))}); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(s.clauses, func(a, b clause) int { return a.n - b.n })
	return s, nil
}

func (s *selection) bits(f Filter) error {
	for _, c := range []struct {
		choice Choice
		bit    bits
	}{{f.Nested, bitNested}, {f.Nameless, bitNameless}, {f.Anonymous, bitAnonymous}, {f.Number, bitNumber}, {f.Spoken, bitSpoken}, {f.Sourced, bitSourced}} {
		if c.choice != Either {
			s.mask |= c.bit
			if c.choice == Yes {
				s.want |= c.bit
			}
		}
	}
	switch f.Unsaid {
	case No:
		s.mask |= bitNegated | bitConditional
	case Yes:
		s.any = bitNegated | bitConditional
	}
	s.least = hundredths(f.Confidence)
	if f.Type != "" {
		i := slices.Index(types, f.Type)
		if i < 0 {
			return &BadFilter{"type", f.Type, "one of " + strings.Join(types[1:], ", ")}
		}
		s.kind = bits(i) << typeShift
	}
	if f.Act != "" {
		i := slices.Index(acts, f.Act)
		if i < 0 {
			return &BadFilter{"act", f.Act, "one of " + strings.Join(acts[1:], ", ")}
		}
		s.act = bits(i) << actShift
	}
	return nil
}

// fits tells whether a record's bits are as wanted.
func (s *selection) fits(b bits) bool {
	return b&s.mask == s.want && (s.any == 0 || b&s.any != 0) && b&confidenceMask >= s.least && (s.kind == 0 || b&typeMask == s.kind) && (s.act == 0 || b&actMask == s.act)
}

// filtered tells whether statements are left out by their bits.
func (s *selection) filtered() bool { return s.mask != 0 || s.any != 0 || s.least != 0 }

// most is how many postings are looked at to count.
func (s *selection) most() int {
	if len(s.clauses) > 1 || s.words != "" {
		return countedTogether
	}
	return countedTo
}

// range_ narrows the numbers of records by dates and by an article.
func (x *Index) range_(ctx context.Context, s *selection, f Filter) error {
	if f.From != "" {
		t, _, err := day("from", f.From)
		if err != nil {
			return err
		}
		s.low = recordID(minutes(t), mostArticle, mostPlaces)
	}
	if f.Until != "" {
		_, t, err := day("to", f.Until)
		if err != nil {
			return err
		}
		s.high = recordID(minutes(t), mostArticle, mostPlaces)
		s.low = max(s.low, recordID(1, mostArticle, mostPlaces)) // one without a date is not before it
	}
	if f.Article == "" {
		return nil
	}
	number, first, err := x.article(ctx, f.Article)
	if errors.Is(err, sql.ErrNoRows) {
		s.none = true
		s.notes = append(s.notes, Note{Kind: "unknown", Text: fmt.Sprintf("no article %q", f.Article), Near: x.nearArticles(ctx, f.Article)})
		return nil
	}
	if err != nil {
		return err
	}
	_ = number
	s.low, s.high = max(s.low, first-mostPlaces), min(s.high, first+1)
	return nil
}

// article returns the number of the article with an id, and of its record.
func (x *Index) article(ctx context.Context, id string) (number, first int64, err error) {
	err = x.read.QueryRowContext(ctx, "select id, record from article where iri = ?1 union all select id, record from article where docid = ?1 limit 1", id).Scan(&number, &first)
	return number, first, err
}

func minutes(t time.Time) int64 {
	return max(0, int64(t.Sub(time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC))/time.Minute))
}

// day reads a day, month or year: where it begins, and where the next one does.
func day(field, text string) (begin, end time.Time, err error) {
	for _, l := range []struct {
		layout              string
		years, months, days int
	}{{time.DateOnly, 0, 0, 1}, {"2006-01", 0, 1, 0}, {"2006", 1, 0, 0}} {
		if t, err := time.Parse(l.layout, text); err == nil {
			return t, t.AddDate(l.years, l.months, l.days), nil
		}
	}
	return begin, end, &BadFilter{field, text, "a day, month or year (2024-03-06, 2024-03, 2024)"}
}

// add narrows a selection to records that have one of some keys.
func (x *Index) add(ctx context.Context, s *selection, keys []key) error {
	c := clause{keys: keys}
	for _, k := range keys {
		t, err := x.tally(ctx, k)
		if err != nil {
			return err
		}
		c.n += t.n
	}
	if c.n == 0 {
		s.none = true
	}
	s.clauses = append(s.clauses, c)
	return nil
}

// tally returns how many records have a key.
func (x *Index) tally(ctx context.Context, k key) (tally, error) {
	var t tally
	err := x.read.QueryRowContext(ctx, "select n, sure, direct, offices, women, men, articles from term where key = ?", k).Scan(&t.n, &t.sure, &t.direct, &t.offices, &t.women, &t.men, &t.articles)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return t, err
}

// by narrows a selection to an agent's records: one that is found by name or, for sources, by the words that describe it.
func (x *Index) by(ctx context.Context, s *selection, name string, k kind) error {
	found, err := x.Find(ctx, name, mostCandidates)
	if err != nil {
		return err
	}
	var keys []key
	var with []Found
	for _, a := range found {
		if t, err := x.tally(ctx, k.key(a.number)); err != nil {
			return err
		} else if t.n > 0 {
			keys, with = append(keys, k.key(a.number)), append(with, a)
		}
	}
	if k == kindBy && (len(keys) == 0 || begun(name, with)) { // nobody's name, or the begin of one: an office, "mayor", or a description, "senior official"
		if ok, err := x.described(ctx, s, withoutArticle(name)); err != nil || ok {
			return err
		}
	}
	if len(keys) > 0 {
		if len(keys) > 1 {
			s.notes = append(s.notes, candidates(name, with))
		}
		return x.add(ctx, s, keys)
	}
	s.none = true
	if len(found) > 0 { // it is known, only not as this
		if found[0].ID != strings.Trim(name, "<>") { // who gives an id knows whom it means
			what := map[kind]string{kindBy: "says nothing", kindFor: "is spoken for by nobody", kindBody: "has no office whose holder speaks", kindRepPrincipal: "is spoken for by nobody", kindRepAgent: "speaks for nobody",
				kindRolePerson: "holds no office", kindRoleBody: "has no office that anybody holds"}[k]
			s.notes = append(s.notes, Note{Kind: "nothing", Text: fmt.Sprintf("%s %s", found[0].Name, cmp.Or(what, "is not among them"))})
		}
		return nil
	}
	near, err := x.near(ctx, name)
	what := map[kind]string{kindBy: "no source", kindFor: "nobody is spoken for", kindBody: "no body", kindMention: "nobody"}[k]
	if what == "" {
		what = "nobody"
	}
	s.notes = append(s.notes, Note{Kind: "unknown", Text: fmt.Sprintf("%s by the name %q", what, name), Near: near})
	return err
}

// begun tells whether a text is no more than the begin of the names that were found by it.
func begun(text string, found []Found) bool {
	words := wordsOf(text)
	return len(words) > 0 && !strings.Contains(text, ":") && !slices.ContainsFunc(found, func(f Found) bool { return slices.Contains(f.words, words[len(words)-1]) })
}

// described narrows a selection to the statements of those whom words describe, if there are any: by an office, "mayor", by an office and its
// body, "mayor of Tarn", by what a source without a name is called, "port official", or by several names, "Holm and Voss".
func (x *Index) described(ctx context.Context, s *selection, words string) (bool, error) {
	if s.none || len(wordsOf(words)) == 0 {
		return false, nil
	}
	before := len(s.clauses)
	if names := strings.Split(words, " and "); len(names) > 1 { // "Holm and Voss" said it together
		for _, n := range names {
			found, err := x.Find(ctx, withoutArticle(n), mostCandidates)
			if err != nil {
				return false, err
			}
			var keys []key
			for _, a := range found {
				keys = append(keys, kindBy.key(a.number))
			}
			if err := x.add(ctx, s, keys); err != nil {
				return false, err
			}
		}
		if !s.none {
			return true, nil
		}
		s.clauses, s.none = s.clauses[:before], false
	}
	for _, k := range []kind{kindOffice, kindSource} {
		if err := x.allWords(ctx, s, "", words, k); err != nil || !s.none {
			return err == nil, err
		}
		s.clauses, s.none = s.clauses[:before], false
	}
	for _, of := range []string{" of ", " for ", " at "} {
		office, body, ok := strings.Cut(words, of)
		if !ok || len(wordsOf(office)) == 0 {
			continue
		}
		found, err := x.Find(ctx, withoutArticle(body), mostCandidates)
		if err != nil {
			return false, err
		}
		var keys []key
		for _, b := range found {
			keys = append(keys, kindBody.key(b.number))
		}
		err = x.allWords(ctx, s, "", office, kindOffice)
		if err == nil && !s.none && len(keys) > 0 {
			if err = x.add(ctx, s, keys); err == nil && !s.none {
				return true, nil
			}
		}
		s.clauses, s.none = s.clauses[:before], false
		if err != nil {
			return false, err
		}
	}
	return false, nil
}

func withoutArticle(s string) string {
	for _, a := range []string{"the ", "a ", "an ", "The ", "A ", "An "} {
		if rest, ok := strings.CutPrefix(s, a); ok {
			return rest
		}
	}
	return s
}

func candidates(name string, found []Found) Note {
	n := Note{Kind: "candidates", Text: fmt.Sprintf("%q may be each of %d", name, len(found))}
	for _, a := range found[:min(len(found), 5)] {
		n.Near = append(n.Near, fmt.Sprintf("%s (%s)", a.Name, a.ID))
	}
	return n
}

// allWords narrows a selection to records that have all words of a text.
func (x *Index) allWords(ctx context.Context, s *selection, field, text string, k kind) error {
	for _, w := range wordsOf(text) {
		var id int64
		err := x.read.QueryRowContext(ctx, "select id from word where word = ?", w).Scan(&id)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if err == nil {
			t, err := x.tally(ctx, k.key(id))
			if err != nil {
				return err
			}
			if t.n > 0 {
				s.clauses = append(s.clauses, clause{keys: []key{k.key(id)}, n: t.n})
				continue
			}
		}
		s.none = true
		if field != "" {
			s.notes = append(s.notes, Note{Kind: "unknown", Text: fmt.Sprintf("no %s with the word %q", field, w), Near: x.nearWords(ctx, w, k)})
		}
	}
	return nil
}

// voice narrows a selection to what is said for somebody, or by it and the holders of its offices.
func (x *Index) voice(ctx context.Context, s *selection, name string) error {
	found, err := x.Find(ctx, name, mostCandidates)
	if err != nil {
		return err
	}
	var keys []key
	for _, a := range found {
		keys = append(keys, kindFor.key(a.number), kindBody.key(a.number))
	}
	if len(keys) > 0 {
		return x.add(ctx, s, keys)
	}
	s.none = true
	s.notes = append(s.notes, Note{Kind: "unknown", Text: fmt.Sprintf("nobody has the name %q", name), Near: x.Near(ctx, name)})
	return nil
}

// whole narrows a selection to an outlet's or an author's articles: those of that name, else of names of which words begin so.
func (x *Index) whole(ctx context.Context, s *selection, field, name string, k kind) error {
	all, err := x.Top(ctx, k, 10_000)
	if err != nil {
		return err
	}
	want := folded(name)
	var exact, part []key
	var names []string
	shown := map[string]string{}
	for _, o := range all {
		short := strings.TrimPrefix(folded(o.Value), "the ")
		names, shown[short] = append(names, short), o.Value
		if plain := folded(o.Value); plain == want {
			exact = append(exact, o.key)
		} else if strings.Contains(" "+plain, " "+want) {
			part = append(part, o.key)
		}
	}
	if len(exact) == 0 {
		exact = part
	}
	if len(exact) == 0 {
		s.none = true
		near := nearest(strings.TrimPrefix(want, "the "), names, 5)
		for i, n := range near {
			near[i] = shown[n]
		}
		s.notes = append(s.notes, Note{Kind: "unknown", Text: fmt.Sprintf("no %s %q", field, name), Near: near})
		return nil
	}
	return x.add(ctx, s, exact)
}

// flags narrows a selection by the postings of a rare flag, where bits alone would have to look at everything.
func (x *Index) flags(ctx context.Context, s *selection, f Filter) {
	for _, c := range []struct {
		choice Choice
		word   string
	}{{f.Nested, flag(bitNested)}, {f.Nameless, flag(bitNameless)}, {f.Anonymous, flag(bitAnonymous)}, {f.Number, flag(bitNumber)}, {f.Spoken, flag(bitSpoken)}} {
		if c.choice == Yes {
			s.addWord(ctx, x, c.word, kindFlag)
		}
	}
	if f.Unsaid == Yes {
		s.addWords(ctx, x, []string{flag(bitNegated), flag(bitConditional)}, kindFlag)
	}
	if f.Sourced == No {
		s.addWord(ctx, x, "sourceless", kindFlag)
	}
}

func (s *selection) addWord(ctx context.Context, x *Index, word string, k kind) {
	s.addWords(ctx, x, []string{word}, k)
}

// addWords narrows a selection to records that have one of some words.
func (s *selection) addWords(ctx context.Context, x *Index, words []string, k kind) {
	var keys []key
	for _, w := range words {
		var id int64
		if x.read.QueryRowContext(ctx, "select id from word where word = ?", w).Scan(&id) == nil {
			keys = append(keys, k.key(id))
		}
	}
	if len(keys) == 0 || x.add(ctx, s, keys) != nil {
		s.none = true
	}
}

func flag(b bits) string { return fmt.Sprint(int(b)) }
