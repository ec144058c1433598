package query

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"

	"quotegraph/internal/index"
)

// Source is what programs read: the graph, and the index that finds in it. Without an index,
// programs have Gizmo alone.
type Source struct {
	Graph graph.QuadStore
	Index *index.Index
	Calls Calls // in the place of Index, where another process has it
}

// host gives a program the functions that read the index. docs/QUERIES.md describes them.
type host struct {
	ctx    context.Context
	source Source
	params map[string]any // of a saved query; nil for a program of the user's own
	sure   float64
	most   int // rows
	report *Report
}

// Report is what an answer's reader should know beside its rows.
type Report struct {
	Total   int          `json:"total,omitempty"` // rows in all, where they are known
	More    bool         `json:"more,omitempty"`  // there are more than Total
	Page    int          `json:"page,omitempty"`
	Shown   int          `json:"-"`
	LeftOut int          `json:"left_out,omitempty"` // statements that are not sure
	Notes   []index.Note `json:"notes,omitempty"`
	listed  bool         // the program says how long its own list is
	rest    bool         // the index has more than the pages that were read
}

// Unknown tells whether the question names somebody or something that nobody has.
func (r *Report) Unknown() bool {
	return slices.ContainsFunc(r.Notes, func(n index.Note) bool { return n.Kind == "unknown" })
}

func (h *host) install(vm *goja.Runtime) error {
	if h.source.Calls != nil {
		return forward(vm, h.source.Calls)
	}
	for name, f := range h.functions() {
		if err := vm.Set(name, f); err != nil {
			return err
		}
	}
	return nil
}

// functions by the names that programs call them by.
func (h *host) functions() map[string]any {
	return map[string]any{
		"statements":      h.statements,
		"agents":          h.agents,
		"names":           h.names,
		"row":             h.row,
		"roles":           h.roles,
		"representations": h.representations,
		"occasions":       h.occasions,
		"documents":       h.documents,
		"articles":        h.articles,
		"mentions":        h.mentions,
		"offices":         h.offices,
		"pairs":           h.pairs,
		"beside":          h.beside,
		"nameless":        h.nameless,
		"repeated":        h.repeated,
		"copies":          h.copies,
		"versions":        h.versions,
		"count":           h.count,
		"cut":             h.cut,
	}
}

// Functions, FilterFields and Columns are what the documentation describes: functions of the host,
// fields of their filters, columns of rows.
func Functions() []string    { return slices.Sorted(maps.Keys((&host{}).functions())) }
func FilterFields() []string { return slices.Clone(filterFields) }
func Columns() []string      { return slices.Clone(canonical) }

// LongestText is how long a filter's or parameter's text may be, in code points: each of its words
// is looked up.
const LongestText = 500

// fields of a filter, as programs write them.
var filterFields = []string{
	"by",
	"for",
	"body",
	"role",
	"event",
	"addressee",
	"article",
	"outlet",
	"author",
	"words",
	"from",
	"to",
	"type",
	"act",
	"nested",
	"nameless",
	"anonymous",
	"number",
	"spoken",
	"sourced",
	"unsaid",
	"min_confidence",
	"sort",
	"limit",
	"page",
	"voice",
	"counted",
}

// filter reads a program's filter. What the program leaves open is taken from the query's common
// parameters.
func (h *host) filter(given map[string]any) (index.Filter, error) {
	var f index.Filter
	if h.source.Index == nil {
		return f, fmt.Errorf("this store is read without its index: only g and graph can be used")
	}
	f.Confidence = h.sure
	all := map[string]any{}
	for _, p := range Common {
		if v, ok := h.params[p.Name]; ok && !h.own(p.Name) {
			all[p.Name] = v
		}
	}
	if v, _ := all["all"].(bool); v {
		f.Confidence = 0
	}
	delete(all, "all")
	if v, ok := all["min_confidence"].(float64); ok && v < 0 {
		delete(all, "min_confidence")
	}
	maps.Copy(all, given)
	for _, k := range slices.Sorted(maps.Keys(all)) {
		if err := set(&f, k, all[k]); err != nil {
			return f, err
		}
	}
	f.Limit = min(cmp.Or(f.Limit, defaultLimit), h.most)
	return f, nil
}

// own tells whether a saved query declares a common parameter itself, and so means something else
// by it.
func (h *host) own(name string) bool {
	_, own := h.params["own:"+name]
	return own
}

func set(f *index.Filter, field string, v any) error {
	texts := map[string]*string{
		"by":        &f.By,
		"for":       &f.For,
		"voice":     &f.Voice,
		"body":      &f.Body,
		"role":      &f.Office,
		"event":     &f.Event,
		"addressee": &f.To,
		"article":   &f.Article,
		"outlet":    &f.Outlet,
		"author":    &f.Author,
		"words":     &f.Words,
		"from":      &f.From,
		"to":        &f.Until,
		"type":      &f.Type,
		"act":       &f.Act,
		"sort":      &f.Sort,
	}
	choices := map[string]*index.Choice{
		"nested":    &f.Nested,
		"nameless":  &f.Nameless,
		"anonymous": &f.Anonymous,
		"number":    &f.Number,
		"spoken":    &f.Spoken,
		"sourced":   &f.Sourced,
		"unsaid":    &f.Unsaid,
	}
	numbers := map[string]*int{"limit": &f.Limit, "page": &f.Page}
	if v == nil {
		return nil
	}
	switch {
	case field == "counted":
		b, ok := v.(bool)
		if !ok {
			return fmt.Errorf("filter: counted is true or false, not %v", v)
		}
		f.Uncounted = !b
	case texts[field] != nil:
		s, ok := v.(string)
		if !ok {
			return fmt.Errorf("filter: %s is a text, not %v", field, v)
		}
		if n := utf8.RuneCountInString(s); n > LongestText {
			return fmt.Errorf("filter: %s has %d characters, more than %d", field, n, LongestText)
		}
		*texts[field] = s
	case choices[field] != nil:
		b, ok := v.(bool)
		if !ok {
			return fmt.Errorf("filter: %s is true or false, not %v", field, v)
		}
		*choices[field] = index.No
		if b {
			*choices[field] = index.Yes
		}
	case numbers[field] != nil:
		n, ok := whole(v)
		if !ok {
			return fmt.Errorf("filter: %s is a whole number up to %d, not %v", field, math.MaxInt32, v)
		}
		*numbers[field] = n
	case field == "min_confidence":
		n, ok := number(v)
		if !ok || n < 0 || n > 1 {
			return fmt.Errorf("filter: min_confidence is a number from 0 to 1, not %v", v)
		}
		f.Confidence = n
	default:
		return fmt.Errorf("filter: no field %q; there are: %s", field, strings.Join(filterFields, ", "))
	}
	if field == "sort" && !slices.Contains([]string{"", "newest", "oldest", "relevance"}, f.Sort) {
		return &index.BadFilter{Field: "sort", Value: f.Sort, Want: "one of newest, oldest, relevance"}
	}
	return nil
}

// whole reads a number without a sign or a fraction that any int holds.
func whole(v any) (int, bool) {
	n, ok := number(v)
	return int(n), ok && n >= 0 && n <= math.MaxInt32 && n == math.Trunc(n)
}

func number(v any) (float64, bool) {
	switch n := v.(type) {
	case int64:
		return float64(n), true
	case int:
		return float64(n), true
	case float64:
		return n, true
	}
	return 0, false
}

// mostNotes is how many notes an answer has at most: a program may ask for names without end.
const mostNotes = 100

func (h *host) note(total index.Count, f index.Filter, leftOut, shown int, notes []index.Note) {
	r := h.report
	if !f.Uncounted { // what is not to be counted is no part of the answer's list
		if !r.listed {
			r.Total += total.N
			r.More = r.More || total.More
			r.Page = max(1, f.Page)
		}
		r.rest = r.rest || total.More || total.N > shown+(max(1, f.Page)-1)*f.Limit
		r.Shown += shown
	}
	r.LeftOut += leftOut
	for _, n := range notes {
		if len(r.Notes) < mostNotes && !slices.ContainsFunc(r.Notes, func(o index.Note) bool { return o.Text == n.Text }) {
			r.Notes = append(r.Notes, n)
		}
	}
}

func (h *host) statements(given map[string]any) ([]any, error) {
	f, err := h.filter(given)
	if err != nil {
		return nil, err
	}
	a, err := h.source.Index.Statements(h.ctx, f)
	if err != nil {
		return nil, err
	}
	h.note(a.Total, f, a.LeftOut, len(a.Records), a.Notes)
	out := make([]any, len(a.Records))
	for i := range a.Records {
		out[i] = rowOf(&a.Records[i])
	}
	return out, nil
}

// rowOf is a statement as a row.
func rowOf(l *index.Listed[index.Statement]) map[string]any {
	s := &l.Record
	r := map[string]any{
		"who":          s.Source,
		"said":         s.Said,
		"statement":    s.Text,
		"type":         s.Type,
		"act":          s.Act,
		"negated":      s.Negated,
		"conditional":  s.Conditional,
		"anonymous":    s.Anonymous,
		"source":       s.Source,
		"addressee":    s.To,
		"confidence":   s.Confidence,
		"position":     s.Position,
		"begin":        s.Begin,
		"end":          s.End,
		"statement_id": s.ID,
		"role":         nil,
		"for":          []any{},
		"event":        nil,
		"reported_by":  nil,
		"agent_id":     nil,
		"kind":         nil,
		"gender":       s.Gender,
	}
	quotes := make([]any, len(s.Verbatim))
	for i, v := range s.Verbatim {
		quotes[i] = v
	}
	r["verbatim"] = quotes
	if s.Agent != nil {
		r["who"], r["agent_id"], r["kind"] = shown(s.Agent), s.Agent.ID, s.Agent.Kind
	}
	if s.Office != nil {
		r["role"] = officeOf(s.Office)
	}
	chain := make([]any, len(s.For))
	for i, p := range s.For {
		chain[i] = map[string]any{"name": p.Name, "id": p.ID, "evidence": p.Evidence, "words": p.Words}
	}
	r["for"] = chain
	if o := s.Occasion; o != nil {
		r["event"] = occasionOf(o)
	}
	if s.Inside != "" {
		by := map[string]any{"name": "", "id": nil, "said": s.Reported, "statement_id": s.Inside}
		if s.Reporter != nil {
			by["name"], by["id"] = s.Reporter.Name, s.Reporter.ID
		}
		r["reported_by"] = by
	}
	withArticle(r, &l.Article)
	return r
}

// shown is an agent's name; a joint source's are those of its members.
func shown(a *index.Agent) string {
	if len(a.Members) == 0 {
		return a.Name
	}
	names := make([]string, len(a.Members))
	for i, m := range a.Members {
		names[i] = m.Name
	}
	return strings.Join(names, " and ")
}

func officeOf(o *index.Office) map[string]any {
	return map[string]any{
		"title":           o.Title,
		"organization":    o.Organization,
		"organization_id": o.OrganizationID,
		"former":          o.Former,
		"id":              o.ID,
		"words":           o.Words,
	}
}

func occasionOf(o *index.Occasion) map[string]any {
	return map[string]any{
		"type":  o.Type,
		"place": o.Place,
		"time":  o.Time,
		"date":  o.Date,
		"id":    o.ID,
		"words": o.Words,
	}
}

func withArticle(r map[string]any, a *index.Article) {
	r["article"], r["article_id"], r["headline"], r["date"], r["outlet"], r["author"], r["address"] = a.ID,
		a.IRI, a.Title, a.Date, a.Outlet, a.Author, a.Address
}

func (h *host) agents(name string, limit int) ([]any, error) {
	f, err := h.filter(nil)
	if err != nil {
		return nil, err
	}
	if limit <= 0 {
		limit = f.Limit
	}
	found, err := h.source.Index.Find(h.ctx, name, limit)
	if err != nil {
		return nil, err
	}
	var notes []index.Note
	if len(found) == 0 {
		notes = []index.Note{
			{
				Kind: "unknown",
				Text: fmt.Sprintf("nobody has the name %q", name),
				Near: h.source.Index.Near(h.ctx, name),
			},
		}
		if name == "" {
			notes[0].Text = "no name is given"
		}
	}
	h.note(index.Count{N: len(found)}, f, 0, len(found), notes)
	out := make([]any, len(found))
	for i, a := range found {
		out[i] = map[string]any{
			"id":         a.ID,
			"name":       a.Name,
			"kind":       a.Kind,
			"statements": a.Statements,
			"articles":   a.Articles,
		}
	}
	return out, nil
}

func (h *host) names(id string) ([]any, error) {
	if _, err := h.filter(nil); err != nil {
		return nil, err
	}
	found, err := h.source.Index.Names(h.ctx, strings.Trim(id, "<>"))
	out := make([]any, len(found))
	for i, n := range found {
		out[i] = map[string]any{"name": n.Value, "articles": n.N}
	}
	return out, err
}

// row is the row of a statement's node, or null.
func (h *host) row(id string) (any, error) {
	if _, err := h.filter(nil); err != nil {
		return nil, err
	}
	id = strings.Trim(id, "<>")
	article, err := h.articleOf(id)
	if err != nil || article == "" {
		return nil, err
	}
	l, err := h.source.Index.Statement(h.ctx, article, id)
	if err == index.ErrNone {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return rowOf(l), nil
}

// articleOf is the label of the article that tells of a node, "" if none does.
func (h *host) articleOf(id string) (string, error) {
	article := ""
	node := h.source.Graph.ValueOf(quad.IRI(id))
	if node == nil {
		return "", nil
	}
	it := h.source.Graph.QuadIterator(quad.Subject, node)
	for it.Next(h.ctx) {
		if label, ok := h.source.Graph.Quad(it.Result()).Label.(quad.IRI); ok {
			article = string(label)
			break
		}
	}
	return article, it.Close()
}

// canonical is the order of the columns that rows have beside those that a query shows.
var canonical = []string{
	"who",
	"said",
	"statement",
	"role",
	"for",
	"type",
	"event",
	"reported_by",
	"article",
	"headline",
	"date",
	"outlet",
	"author",
	"address",
	"act",
	"negated",
	"conditional",
	"anonymous",
	"kind",
	"gender",
	"source",
	"addressee",
	"verbatim",
	"words",
	"confidence",
	"position",
	"begin",
	"end",
	"statement_id",
	"agent_id",
	"principal_id",
	"role_id",
	"organization_id",
	"event_id",
	"document_id",
	"article_id",
}
