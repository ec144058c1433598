package search

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2"
	bsearch "github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
)

// Statement is a statement in a list.
type Statement struct {
	ID, Article, Text, Type, Agent, Name, Date, Publisher string
	Pieces                                                []Piece // the text, cut where the words sought are
}

// Piece is a stretch of a text that is, or is not, one of the words sought.
type Piece struct {
	Text string
	Hit  bool
}

// Article is an article in a list.
type Article struct{ ID, Title, Date, Publisher string }

// Agent is a person, body or country in a list.
type Agent struct {
	ID, Name, Class string
	Count           int // articles that mention it, or statements, as the list says
}

// Filter narrows statements; empty fields do not.
type Filter struct{ Agent, Type, Publisher string }

// Statements finds statements with all the words of a text; words in quotation marks must stand together. The best come first; without
// words, the latest do. total counts also those that are not returned.
func (x *Index) Statements(ctx context.Context, text string, f Filter, from, size int) (out []Statement, total int, err error) {
	must := []query.Query{term("kind", kindStatement)}
	for field, v := range map[string]string{"agent": f.Agent, "type": f.Type, "publisher": f.Publisher} {
		if v != "" {
			must = append(must, term(field, v))
		}
	}
	must = append(must, sought("text", text)...)
	r := bleve.NewSearchRequestOptions(bleve.NewConjunctionQuery(must...), size, from, false)
	r.Fields = []string{"*"}
	r.IncludeLocations = text != ""
	if strings.TrimSpace(text) == "" {
		r.SortBy([]string{"-date", "label", "position"})
	} else {
		r.SortBy([]string{"-_score", "-date", "label", "position"})
	}
	found, err := x.bleve.SearchInContext(ctx, r)
	if err != nil {
		return nil, 0, fmt.Errorf("search: %w", err)
	}
	for _, h := range found.Hits {
		d := fields(h.Fields)
		s := Statement{ID: h.ID, Article: d.Label, Text: d.Text, Type: d.Type, Agent: d.Agent, Name: d.Name, Date: d.Date, Publisher: d.Publisher}
		s.Pieces = pieces(s.Text, h.Locations["text"])
		out = append(out, s)
	}
	return out, int(found.Total), nil
}

// Same finds statements of other articles that carry some words.
func (x *Index) Same(ctx context.Context, words []string, article string, size int) ([]Statement, error) {
	var any []query.Query
	for _, w := range words {
		if len(strings.Fields(w)) >= leastSame {
			p := bleve.NewMatchPhraseQuery(w)
			p.SetField("text")
			any = append(any, p)
		}
	}
	if len(any) == 0 {
		return nil, nil
	}
	b := bleve.NewBooleanQuery()
	b.AddMust(term("kind", kindStatement), bleve.NewDisjunctionQuery(any...))
	b.AddMustNot(term("label", article))
	r := bleve.NewSearchRequestOptions(b, size, 0, false)
	r.Fields = []string{"*"}
	r.SortBy([]string{"-date", "label", "position"})
	found, err := x.bleve.SearchInContext(ctx, r)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	var out []Statement
	for _, h := range found.Hits {
		d := fields(h.Fields)
		out = append(out, Statement{ID: h.ID, Article: d.Label, Text: d.Text, Type: d.Type, Agent: d.Agent, Name: d.Name, Date: d.Date, Publisher: d.Publisher})
	}
	return out, nil
}

// leastSame is how many words must be the same; fewer are a phrase that anybody may use.
const leastSame = 4

// Agents finds people, bodies and countries by the words of their names, the last of which may be only begun; those that most articles
// mention come first.
func (x *Index) Agents(ctx context.Context, text string, size int) ([]Agent, error) {
	must := append([]query.Query{term("kind", kindMention)}, named(text)...)
	return x.counted(ctx, bleve.NewConjunctionQuery(must...), size)
}

// MostQuoted lists the people, bodies and countries with most statements.
func (x *Index) MostQuoted(ctx context.Context, size int) ([]Agent, error) {
	return x.counted(ctx, term("kind", kindStatement), size)
}

// counted counts agents among documents; names are those of one document each.
func (x *Index) counted(ctx context.Context, q query.Query, size int) ([]Agent, error) {
	r := bleve.NewSearchRequestOptions(q, 0, 0, false)
	r.AddFacet("agents", bleve.NewFacetRequest("agent", 20*size))
	found, err := x.bleve.SearchInContext(ctx, r)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	var out []Agent
	for _, t := range found.Facets["agents"].Terms.Terms() {
		if isAgent(t.Term) && len(out) < size {
			out = append(out, Agent{ID: t.Term, Count: t.Count})
		}
	}
	return out, x.nameThem(ctx, out)
}

// nameThem looks up names and classes.
func (x *Index) nameThem(ctx context.Context, agents []Agent) error {
	for i := range agents {
		r := bleve.NewSearchRequestOptions(bleve.NewConjunctionQuery(term("kind", kindMention), term("agent", agents[i].ID)), 1, 0, false)
		r.Fields = []string{"name", "class"}
		found, err := x.bleve.SearchInContext(ctx, r)
		if err != nil {
			return fmt.Errorf("search: %w", err)
		}
		agents[i].Name = agents[i].ID
		for _, h := range found.Hits {
			d := fields(h.Fields)
			agents[i].Name, agents[i].Class = d.Name, d.Class
		}
	}
	return nil
}

// Articles lists articles: those whose headline has all the words, or all, the latest first.
func (x *Index) Articles(ctx context.Context, text string, from, size int) (out []Article, total int, err error) {
	must := append([]query.Query{term("kind", kindArticle)}, sought("title", text)...)
	r := bleve.NewSearchRequestOptions(bleve.NewConjunctionQuery(must...), size, from, false)
	r.Fields = []string{"title", "date", "publisher"}
	r.SortBy([]string{"-date", "label"})
	found, err := x.bleve.SearchInContext(ctx, r)
	if err != nil {
		return nil, 0, fmt.Errorf("search: %w", err)
	}
	for _, h := range found.Hits {
		d := fields(h.Fields)
		out = append(out, Article{ID: h.ID, Title: d.Title, Date: d.Date, Publisher: d.Publisher})
	}
	return out, int(found.Total), nil
}

// Count is a value and how many there are of it.
type Count struct {
	Value string
	Count int
}

// Counts are what is in the store, at a glance.
type Counts struct {
	Articles, Statements int
	Agents               int // that are mentioned, counted once an article
	Types                []Count
	Publishers           []Count // articles of each, the most first
	Days                 []Count // articles of each day, in order
}

// Counts counts what is in the index.
func (x *Index) Counts(ctx context.Context) (Counts, error) {
	r := bleve.NewSearchRequestOptions(bleve.NewMatchAllQuery(), 0, 0, false)
	r.AddFacet("kind", bleve.NewFacetRequest("kind", 5))
	found, err := x.bleve.SearchInContext(ctx, r)
	if err != nil {
		return Counts{}, fmt.Errorf("search: %w", err)
	}
	var c Counts
	for _, t := range found.Facets["kind"].Terms.Terms() {
		switch t.Term {
		case kindArticle:
			c.Articles = t.Count
		case kindStatement:
			c.Statements = t.Count
		case kindMention:
			c.Agents = t.Count
		}
	}
	if c.Types, err = x.facet(ctx, kindStatement, "type", 5); err != nil {
		return Counts{}, err
	}
	if c.Publishers, err = x.facet(ctx, kindArticle, "publisher", 20); err != nil {
		return Counts{}, err
	}
	if c.Days, err = x.facet(ctx, kindArticle, "day", 10_000); err != nil {
		return Counts{}, err
	}
	slices.SortFunc(c.Days, byValue)
	return c, nil
}

func (x *Index) facet(ctx context.Context, kind, field string, size int) ([]Count, error) {
	r := bleve.NewSearchRequestOptions(term("kind", kind), 0, 0, false)
	r.AddFacet(field, bleve.NewFacetRequest(field, size))
	found, err := x.bleve.SearchInContext(ctx, r)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	return countsOf(found.Facets[field]), nil
}

func term(field, value string) query.Query {
	q := bleve.NewTermQuery(value)
	q.SetField(field)
	return q
}

// sought turns a user's words into queries of a field: words in quotation marks as a phrase, the others each by itself.
func sought(field, text string) []query.Query {
	var out []query.Query
	text = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`).Replace(text)
	for i, part := range strings.Split(text, `"`) {
		if strings.TrimSpace(part) == "" {
			continue
		}
		if i%2 == 1 {
			q := bleve.NewMatchPhraseQuery(part)
			q.SetField(field)
			out = append(out, q)
			continue
		}
		q := bleve.NewMatchQuery(part)
		q.SetField(field)
		q.SetOperator(query.MatchQueryOperatorAnd)
		out = append(out, q)
	}
	return out
}

func named(text string) []query.Query {
	words := strings.Fields(text)
	var out []query.Query
	for i, w := range words {
		q := bleve.NewMatchQuery(w)
		q.SetField("names")
		q.SetOperator(query.MatchQueryOperatorAnd)
		if i < len(words)-1 {
			out = append(out, q)
			continue
		}
		begun := bleve.NewPrefixQuery(strings.ToLower(w))
		begun.SetField("names")
		out = append(out, bleve.NewDisjunctionQuery(q, begun))
	}
	return out
}

// pieces cuts a text at the places of words.
func pieces(text string, at bsearch.TermLocationMap) []Piece {
	var spans [][2]int
	for _, places := range at {
		for _, l := range places {
			spans = append(spans, [2]int{int(l.Start), int(l.End)})
		}
	}
	slices.SortFunc(spans, func(a, b [2]int) int { return a[0] - b[0] })
	var out []Piece
	done := 0
	for _, s := range spans {
		if s[0] < done || s[1] > len(text) {
			continue
		}
		if s[0] > done {
			out = append(out, Piece{text[done:s[0]], false})
		}
		out = append(out, Piece{text[s[0]:s[1]], true})
		done = s[1]
	}
	if done < len(text) {
		out = append(out, Piece{text[done:], false})
	}
	return out
}

// Days counts an agent's statements by the days of their articles, in order.
func (x *Index) Days(ctx context.Context, agent string) ([]Count, error) {
	r := bleve.NewSearchRequestOptions(bleve.NewConjunctionQuery(term("kind", kindStatement), term("agent", agent)), 0, 0, false)
	r.AddFacet("day", bleve.NewFacetRequest("day", 10_000))
	found, err := x.bleve.SearchInContext(ctx, r)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	out := countsOf(found.Facets["day"])
	slices.SortFunc(out, byValue)
	return out, nil
}

func byValue(a, b Count) int { return strings.Compare(a.Value, b.Value) }

// countsOf returns what a facet counted, the most first; documents without the field are left out.
func countsOf(f *bsearch.FacetResult) []Count {
	var out []Count
	for _, t := range f.Terms.Terms() {
		if t.Term != "" {
			out = append(out, Count{t.Term, t.Count})
		}
	}
	return out
}
