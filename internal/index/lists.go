package index

import (
	"context"
	"database/sql"
	"slices"
	"strconv"
	"strings"
)

func numeral(k key) string { return strconv.FormatInt(int64(k), 10) }

// Listed is a record in a list, with its article.
type Listed[T any] struct {
	Record  T
	Article Article
	Pieces  []Piece // a statement's text, cut where the words sought are
	id      int64
}

// Answer is a page of records.
type Answer[T any] struct {
	Records []Listed[T]
	Total   Count
	LeftOut int // statements that are left out because they are not sure; not counted beyond countedTo
	Notes   []Note
}

// Statements returns the statements that a filter lets through. With a least confidence, those
// without a source count as unsure too.
func (x *Index) Statements(ctx context.Context, f Filter) (*Answer[Statement], error) {
	all := f
	all.Confidence = 0
	if f.Confidence > 0 && f.Sourced == Either {
		f.Sourced = Yes
	}
	a, err := list[Statement](ctx, x, f, classStatement)
	if err != nil {
		return nil, err
	}
	if f.Confidence > 0 && all.Sourced == Either && !a.Total.More && !f.Uncounted {
		s, err := x.selected(ctx, all, classStatement)
		if err != nil {
			return nil, err
		}
		n, err := x.total(ctx, s)
		if err != nil {
			return nil, err
		}
		if !n.More {
			a.LeftOut = n.N - a.Total.N
		}
	}
	if f.Words != "" {
		stems := stemsOf(f.Words)
		for i := range a.Records {
			a.Records[i].Pieces = pieces(a.Records[i].Record.Text, stems)
		}
	}
	return a, nil
}

// total counts a selection.
func (x *Index) total(ctx context.Context, s *selection) (Count, error) {
	n, exact, err := x.known(ctx, s)
	if err != nil || exact {
		return Count{N: n}, err
	}
	var c Count
	err = x.walk(ctx, s, false, func(hit) (bool, error) {
		c.N++
		c.More = s.looked >= s.most()
		return !c.More, nil
	})
	return c, err
}

// list returns a page of a class's records.
func list[T any](ctx context.Context, x *Index, f Filter, c class) (*Answer[T], error) {
	s, err := x.selected(ctx, f, c)
	if err != nil {
		return nil, err
	}
	return listed[T](ctx, x, s, f)
}

func listed[T any](ctx context.Context, x *Index, s *selection, f Filter) (*Answer[T], error) {
	hits, total, err := x.page(ctx, s, f)
	if err != nil {
		return nil, err
	}
	a := &Answer[T]{Total: total, Notes: s.notes}
	if a.Records, err = records[T](ctx, x, hits); err != nil {
		return nil, err
	}
	return a, nil
}

// records reads what is shown of records, and their articles.
func records[T any](ctx context.Context, x *Index, hits []hit) ([]Listed[T], error) {
	data, err := x.read.PrepareContext(ctx, "select json from data where id = ?")
	if err != nil {
		return nil, err
	}
	defer data.Close()
	articles := map[int64]*Article{}
	calls := caller{ctx: ctx, x: x, names: map[string]string{}}
	out := make([]Listed[T], 0, len(hits))
	for _, h := range hits {
		var raw []byte
		if err := data.QueryRowContext(ctx, h.id).Scan(&raw); err == sql.ErrNoRows {
			continue // taken out meanwhile
		} else if err != nil {
			return nil, err
		}
		v, err := decoded[T](raw)
		if err != nil {
			return nil, err
		}
		if v, ok := any(v).(interface{ called(call) }); ok {
			v.called(calls.fullest)
		}
		number := articleOf(h.id)
		if articles[number] == nil {
			first := h.id | mostPlaces
			if err := data.QueryRowContext(ctx, first).Scan(&raw); err == sql.ErrNoRows {
				continue
			} else if err != nil {
				return nil, err
			}
			if articles[number], err = decoded[Article](raw); err != nil {
				return nil, err
			}
		}
		out = append(out, Listed[T]{Record: *v, Article: *articles[number], id: h.id})
	}
	return out, calls.err
}

// across tells the agents whose names hold across articles.
func across(id string) bool {
	return strings.HasPrefix(id, "person:") || strings.HasPrefix(id, "organization:") ||
		strings.HasPrefix(id, "country:") ||
		strings.HasPrefix(id, "place:")
}

// Statement returns the statement with an identifier, which stands in an article.
func (x *Index) Statement(ctx context.Context, article, id string) (*Listed[Statement], error) {
	a, err := x.Statements(ctx, Filter{Article: article, Limit: mostPlaces})
	if err != nil {
		return nil, err
	}
	for i := range a.Records {
		if a.Records[i].Record.ID == id {
			return &a.Records[i], nil
		}
	}
	return nil, ErrNone
}

// Articles returns articles: those whose headline has all the words, or all.
func (x *Index) Articles(ctx context.Context, f Filter) (*Answer[Article], error) {
	words := f.Words
	s, err := x.selected(
		ctx,
		Filter{Article: f.Article, Outlet: f.Outlet, Author: f.Author, From: f.From, Until: f.Until},
		classArticle,
	)
	if err != nil {
		return nil, err
	}
	// outlets and authors are those of statements as well
	if len(s.clauses) > 0 && s.clauses[0].keys[0].kind() != kindClass {
		if err := x.add(ctx, s, []key{kindClass.key(int64(classArticle))}); err != nil {
			return nil, err
		}
	}
	if words == "" {
		return listed[Article](ctx, x, s, f)
	}
	match := matching(words)
	if match == "" {
		return &Answer[Article]{}, nil
	}
	// titles are of articles alone
	s.clauses = slices.DeleteFunc(s.clauses, func(c clause) bool { return c.keys[0].kind() == kindClass })
	skip, limit := f.window()
	var hits []hit
	total := 0
	probe, err := x.read.PrepareContext(ctx, "select 1 from posting where key = ? and id = ?")
	if err != nil {
		return nil, err
	}
	defer probe.Close()
	var found []hit
	err = each(
		ctx,
		x.read,
		"select rowid from titles where titles match ? and rowid >= ? and rowid < ? order by rowid desc limit ?",
		[]any{match, s.low, s.high, countedTo},
		func(r *sql.Rows) error {
			var h hit
			err := r.Scan(&h.id)
			found = append(found, h)
			return err
		},
	)
	if err != nil {
		return nil, badWords(err)
	}
	for _, h := range found {
		fits, err := hasAll(ctx, probe, s.clauses, h.id)
		if err != nil {
			return nil, err
		}
		if s.none || !fits {
			continue
		}
		if total++; total > skip && len(hits) < limit {
			hits = append(hits, h)
		}
	}
	a := &Answer[Article]{Total: Count{total, len(found) >= countedTo}, Notes: s.notes}
	a.Records, err = records[Article](ctx, x, hits)
	return a, err
}

// Article returns the article with an id; ErrNone if there is none.
func (x *Index) Article(ctx context.Context, id string) (*Article, error) {
	_, first, err := x.article(ctx, id)
	if err == sql.ErrNoRows {
		return nil, ErrNone
	} else if err != nil {
		return nil, err
	}
	found, err := records[Article](ctx, x, []hit{{id: first}})
	if err == nil && len(found) == 0 {
		err = ErrNone
	}
	if err != nil {
		return nil, err
	}
	return &found[0].Record, nil
}

// narrowed is a selection by agents and words of a class other than statements.
func (x *Index) narrowed(
	ctx context.Context,
	f Filter,
	c class,
	agents map[kind]string,
	text string,
	k kind,
) (*selection, error) {
	rest := Filter{Article: f.Article, From: f.From, Until: f.Until}
	s, err := x.selected(ctx, rest, c)
	if err != nil {
		return nil, err
	}
	before := len(s.clauses)
	for _, k := range []kind{kindRolePerson, kindRoleBody, kindRepAgent, kindRepPrincipal, kindMention} {
		if agents[k] != "" {
			if err := x.by(ctx, s, agents[k], k); err != nil {
				return nil, err
			}
		}
	}
	if text != "" {
		if err := x.allWords(ctx, s, map[kind]string{kindRoleOffice: "office", kindOccasion: "occasion",
			kindDocument: "document"}[k], text, k); err != nil {
			return nil, err
		}
	}
	if len(s.clauses) > before { // narrower than the class
		s.clauses = s.clauses[before:]
	}
	slices.SortStableFunc(s.clauses, func(a, b clause) int { return a.n - b.n })
	before = len(s.clauses)
	if err := x.published(ctx, s, f); err != nil {
		return nil, err
	}
	for i := range s.clauses[before:] { // these records have no such keys; their articles do
		s.clauses[before+i].article = true
	}
	return s, nil
}

func (x *Index) roles(ctx context.Context, f Filter) (*selection, error) {
	return x.narrowed(
		ctx,
		f,
		classRole,
		map[kind]string{kindRolePerson: f.By, kindRoleBody: f.Body},
		f.Office,
		kindRoleOffice,
	)
}

func (x *Index) representations(ctx context.Context, f Filter) (*selection, error) {
	return x.narrowed(ctx, f, classRepresentation, map[kind]string{kindRepAgent: f.By, kindRepPrincipal: f.For}, "", 0)
}

// Holdings returns offices held, by person, body and words of the office.
func (x *Index) Holdings(ctx context.Context, f Filter) (*Answer[Holding], error) {
	s, err := x.roles(ctx, f)
	if err != nil {
		return nil, err
	}
	return listed[Holding](ctx, x, s, f)
}

// Representations returns who speaks for whom.
func (x *Index) Representations(ctx context.Context, f Filter) (*Answer[Representation], error) {
	s, err := x.representations(ctx, f)
	if err != nil {
		return nil, err
	}
	return listed[Representation](ctx, x, s, f)
}

// Occasions returns occasions, by words of their type or place.
func (x *Index) Occasions(ctx context.Context, f Filter) (*Answer[Occasion], error) {
	s, err := x.narrowed(ctx, f, classOccasion, nil, f.Event, kindOccasion)
	if err != nil {
		return nil, err
	}
	return listed[Occasion](ctx, x, s, f)
}

// Documents returns documents with signatories, by words of their title, publisher or signatories.
func (x *Index) Documents(ctx context.Context, f Filter) (*Answer[Document], error) {
	s, err := x.narrowed(ctx, f, classDocument, nil, f.Words, kindDocument)
	if err != nil {
		return nil, err
	}
	return listed[Document](ctx, x, s, f)
}

// Mentions returns the articles that mention somebody.
func (x *Index) Mentions(ctx context.Context, f Filter) (*Answer[Mention], error) {
	s, err := x.narrowed(ctx, f, classMention, map[kind]string{kindMention: f.By}, "", 0)
	if err != nil {
		return nil, err
	}
	return listed[Mention](ctx, x, s, f)
}

// Counted is a value and how often it is there.
type Counted struct {
	Value    string
	N        int
	Sure     int // statements that tables show
	Direct   int // of them, in the source's own words
	Articles int
	key      key
}

// Top returns the words of a kind that most records have.
func (x *Index) Top(ctx context.Context, k kind, most int) ([]Counted, error) {
	var out []Counted
	err := each(
		ctx,
		x.read,
		"select t.key, coalesce(w.word, ''), t.n, t.sure, t.direct, t.articles from term t left join word w on w.id "+
			"= (t.key & ?) where t.kind = ? order by t.n desc, w.word limit ?",
		[]any{int64(1)<<keyBits - 1, k, most},
		func(r *sql.Rows) error {
			var c Counted
			err := r.Scan(&c.key, &c.Value, &c.N, &c.Sure, &c.Direct, &c.Articles)
			out = append(out, c)
			return err
		},
	)
	return out, err
}

// Piece is a stretch of a text that is, or is not, one of the words sought.
type Piece struct {
	Text string
	Hit  bool
}
