package index

import (
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
	if err := x.published(ctx, s, f); err != nil {
		return nil, err
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
	}{{f.Nested, bitNested}, {f.Nameless, bitNameless}, {f.Anonymous, bitAnonymous}, {f.Number, bitNumber},
		{f.Spoken, bitSpoken}, {f.Sourced, bitSourced}} {
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
	return b&s.mask == s.want && (s.any == 0 || b&s.any != 0) && b&confidenceMask >= s.least &&
		(s.kind == 0 || b&typeMask == s.kind) &&
		(s.act == 0 || b&actMask == s.act)
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
		s.notes = append(
			s.notes,
			Note{Kind: "unknown", Text: fmt.Sprintf("no article %q", f.Article), Near: x.nearArticles(ctx, f.Article)},
		)
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
	err = x.read.QueryRowContext(ctx, "select id, record from article where iri = ?1 union all select id, record "+
		"from article where docid = ?1 limit 1", id).
		Scan(&number, &first)
	return number, first, err
}

// published narrows a selection to an outlet and an author.
func (x *Index) published(ctx context.Context, s *selection, f Filter) error {
	for _, v := range []struct {
		field, value string
		kind         kind
	}{{"outlet", f.Outlet, kindOutlet}, {"author", f.Author, kindAuthor}} {
		if v.value != "" {
			if err := x.whole(ctx, s, v.field, v.value, v.kind); err != nil {
				return err
			}
		}
	}
	return nil
}

// epoch is the first minute of a record's number.
var epoch = time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC)

// timeOf is the time of a minute since epoch.
func timeOf(minute int64) time.Time { return epoch.Add(time.Duration(minute) * time.Minute) }

// dateIn is the date in a record's number in a form of package time; "" if its article has none.
func dateIn(id int64, layout string) string {
	minute := id >> (articleBits + placeBits)
	if minute == 0 {
		return ""
	}
	return timeOf(minute).Format(layout)
}

func minutes(t time.Time) int64 {
	return max(0, int64(t.Sub(epoch)/time.Minute))
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
	err := x.read.QueryRowContext(ctx, "select n, sure, direct, offices, women, men, articles from term where key = ?", k).
		Scan(&t.n, &t.sure, &t.direct, &t.offices, &t.women, &t.men, &t.articles)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return t, err
}

// flags narrows a selection by the postings of a rare flag, where bits alone would have to look at
// everything.
func (x *Index) flags(ctx context.Context, s *selection, f Filter) {
	for _, c := range []struct {
		choice Choice
		word   string
	}{{f.Nested, flag(bitNested)}, {f.Nameless, flag(bitNameless)}, {f.Anonymous, flag(bitAnonymous)},
		{f.Number, flag(bitNumber)}, {f.Spoken, flag(bitSpoken)}} {
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
