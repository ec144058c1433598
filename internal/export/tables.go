package export

import (
	"cmp"
	"context"
	"io"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/model"
)

// ArticleRow is a row of the table articles. The names in `json` are those of the columns in every
// form, and are kept.
type ArticleRow struct {
	ID         string `json:"id" parquet:"id" doc:"the article's node"`
	ArticleID  string `json:"article_id" parquet:"article_id" doc:"its doc_id"`
	Title      string `json:"title" parquet:"title"`
	Date       string `json:"date" parquet:"date" doc:"a day, or a time"`
	Outlet     string `json:"outlet" parquet:"outlet"`
	Author     string `json:"author" parquet:"author"`
	Address    string `json:"address" parquet:"address" doc:"on the web"`
	Dateline   string `json:"dateline" parquet:"dateline"`
	Statements int64  `json:"statements" parquet:"statements" doc:"how many it has"`
	SHA256     string `json:"sha256" parquet:"sha256" doc:"of its text"`
}

// StatementRow is a row of the table statements.
type StatementRow struct {
	ID          string  `json:"id" parquet:"id" doc:"the statement's node"`
	Article     string  `json:"article" parquet:"article" doc:"the article's doc_id"`
	Date        string  `json:"date" parquet:"date" doc:"of the article"`
	Outlet      string  `json:"outlet" parquet:"outlet"`
	Source      string  `json:"source" parquet:"source" doc:"its name; what describes it where it has none"`
	SourceID    string  `json:"source_id" parquet:"source_id"`
	SourceKind  string  `json:"source_kind" parquet:"source_kind" doc:"person, organization, country, group, document, unnamed, joint"`
	Mention     string  `json:"mention" parquet:"mention" doc:"the source as the article words it"`
	Said        string  `json:"said" parquet:"said" doc:"the cue with what negates or conditions it"`
	Text        string  `json:"text" parquet:"text" doc:"the content"`
	Verbatim    string  `json:"verbatim" parquet:"verbatim" doc:"what stands in quotation marks, parts with | between"`
	Type        string  `json:"type" parquet:"type" doc:"direct, mixed, indirect"`
	Act         string  `json:"act" parquet:"act" doc:"kind of saying"`
	Negated     bool    `json:"negated" parquet:"negated"`
	Conditional bool    `json:"conditional" parquet:"conditional"`
	Office      string  `json:"office" parquet:"office" doc:"in which it was said"`
	Body        string  `json:"body" parquet:"body" doc:"of the office"`
	BodyID      string  `json:"body_id" parquet:"body_id"`
	For         string  `json:"for" parquet:"for" doc:"on whose behalf, the nearest first, with ; between"`
	ForID       string  `json:"for_id" parquet:"for_id" doc:"the nearest"`
	Evidence    string  `json:"evidence" parquet:"evidence" doc:"explicit, role, collective"`
	Addressee   string  `json:"addressee" parquet:"addressee"`
	Occasion    string  `json:"occasion" parquet:"occasion" doc:"its kind"`
	OccasionID  string  `json:"occasion_id" parquet:"occasion_id"`
	Place       string  `json:"place" parquet:"place" doc:"of the occasion"`
	Time        string  `json:"time" parquet:"time" doc:"of the occasion, as written"`
	Confidence  float64 `json:"confidence" parquet:"confidence"`
	Position    int64   `json:"position" parquet:"position" doc:"in the article, from 1"`
	Begin       int64   `json:"begin" parquet:"begin" doc:"byte of the article's text"`
	End         int64   `json:"end" parquet:"end" doc:"byte after it"`
	Inside      string  `json:"inside" parquet:"inside" doc:"the statement that reports it"`
}

// AgentRow is a row of the table agents.
type AgentRow struct {
	ID         string `json:"id" parquet:"id" doc:"the agent's node"`
	Name       string `json:"name" parquet:"name"`
	Kind       string `json:"kind" parquet:"kind" doc:"as source_kind"`
	Aliases    string `json:"aliases" parquet:"aliases" doc:"other forms of the name, with ; between"`
	Gender     string `json:"gender" parquet:"gender" doc:"female, male, as articles tell it"`
	Statements int64  `json:"statements" parquet:"statements" doc:"by it, without those reported by others"`
	Articles   int64  `json:"articles" parquet:"articles" doc:"that tell of it"`
	First      string `json:"first" parquet:"first" doc:"day of the first such article"`
	Last       string `json:"last" parquet:"last" doc:"day of the last"`
}

// RoleRow is a row of the table roles: an office that an article tells.
type RoleRow struct {
	ID       string `json:"id" parquet:"id" doc:"the role's node; the same in all articles that tell it"`
	Person   string `json:"person" parquet:"person"`
	PersonID string `json:"person_id" parquet:"person_id"`
	Title    string `json:"title" parquet:"title" doc:"as written"`
	Office   string `json:"office" parquet:"office" doc:"as meant"`
	Body     string `json:"body" parquet:"body"`
	BodyID   string `json:"body_id" parquet:"body_id"`
	Former   bool   `json:"former" parquet:"former"`
	Words    string `json:"words" parquet:"words" doc:"that prove it"`
	Article  string `json:"article" parquet:"article" doc:"the article's doc_id"`
	Date     string `json:"date" parquet:"date" doc:"of the article"`
}

// RepresentationRow is a row of the table representations.
type RepresentationRow struct {
	ID          string `json:"id" parquet:"id" doc:"the representation's node"`
	Agent       string `json:"agent" parquet:"agent"`
	AgentID     string `json:"agent_id" parquet:"agent_id"`
	Principal   string `json:"principal" parquet:"principal"`
	PrincipalID string `json:"principal_id" parquet:"principal_id"`
	Evidence    string `json:"evidence" parquet:"evidence" doc:"explicit, role, collective, standing"`
	Words       string `json:"words" parquet:"words" doc:"that prove it"`
	Article     string `json:"article" parquet:"article" doc:"the article's doc_id"`
	Date        string `json:"date" parquet:"date" doc:"of the article"`
}

// OccasionRow is a row of the table occasions.
type OccasionRow struct {
	ID      string `json:"id" parquet:"id" doc:"the occasion's node"`
	Type    string `json:"type" parquet:"type" doc:"press conference, interview, post, …"`
	Place   string `json:"place" parquet:"place" doc:"as written"`
	Time    string `json:"time" parquet:"time" doc:"as written"`
	Day     string `json:"day" parquet:"day" doc:"as far as it is known: a day, month or year"`
	Words   string `json:"words" parquet:"words" doc:"that prove it"`
	Article string `json:"article" parquet:"article" doc:"the article's doc_id"`
	Date    string `json:"date" parquet:"date" doc:"of the article"`
}

// table is one of the tables: the shape of its rows, how they are made, and how they are written to
// a Parquet file, whose library wants their type.
type table struct {
	name    string
	title   string
	row     any
	each    rows
	parquet func(ctx context.Context, w io.Writer, g Graph, each rows) error
}

// rows calls f with each row of a table.
type rows func(ctx context.Context, g Graph, f func(row any) error) error

func tableOf[T any](name, title string, each rows) table {
	var row T
	return table{name, title, row, each, parquetOf[T]}
}

var tables = []table{
	tableOf[StatementRow](
		"statements",
		"who said what, in which role, on whose behalf, when and where",
		perNode(model.ClassStatement, statementRow),
	),
	tableOf[ArticleRow]("articles", "articles", perNode(model.ClassArticle, articleRow)),
	tableOf[AgentRow]("agents", "people, bodies and other sources", agentRows),
	tableOf[RoleRow]("roles", "who holds which office, an article a row", perNode(model.ClassRole, roleRow)),
	tableOf[RepresentationRow](
		"representations",
		"who speaks for whom, an article a row",
		perNode(model.ClassRepresentation, representationRow),
	),
	tableOf[OccasionRow](
		"occasions",
		"press conferences, interviews and the like",
		perNode(model.ClassEvent, occasionRow),
	),
}

// TableNames are the names of the tables.
func TableNames() []string {
	out := make([]string, len(tables))
	for i, t := range tables {
		out[i] = t.name
	}
	return out
}

// chosen returns the table that options name, the first where they name none.
func chosen(o Options) table {
	for _, t := range tables {
		if t.name == o.Table {
			return t
		}
	}
	return tables[0]
}

// Column is a column of a table: its name, its Go type and what it holds.
type Column struct{ Name, Type, Doc string }

// Columns returns a table's columns.
func Columns(name string) []Column { return columnsOf(chosen(Options{Table: name}).row) }

func columnsOf(row any) []Column {
	t := reflect.TypeOf(row)
	out := make([]Column, t.NumField())
	for i := range out {
		f := t.Field(i)
		out[i] = Column{f.Tag.Get("json"), f.Type.String(), f.Tag.Get("doc")}
	}
	return out
}

// page is an article as tables are made from it.
type page struct {
	article *subject
	by      map[string]*subject
	order   []*subject
	counted int
}

func pageOf(quads []quad.Quad) *page {
	p := &page{order: subjects(quads), by: map[string]*subject{}}
	for _, s := range p.order {
		p.by[s.name()] = s
		if s.isA(model.ClassArticle) {
			p.article = s
		}
		if s.isA(model.ClassStatement) {
			p.counted++
		}
	}
	slices.SortStableFunc(p.order, func(a, b *subject) int {
		return cmp.Compare(integer(a.one(model.Position)), integer(b.one(model.Position)))
	})
	return p
}

func integer(s string) int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// of returns a node of the article; one without anything where the article has none.
func (p *page) of(id string) *subject {
	if s := p.by[id]; s != nil {
		return s
	}
	return &subject{}
}

func (p *page) named(id string) string { return p.of(id).one(model.NameOf) }

var kinds = map[string]string{
	model.ClassPerson: "person", model.ClassOrganization: "organization", model.ClassCountry: "country",
	model.ClassPlace: "place", model.ClassGroup: "group",
	model.ClassDocument: "document", model.ClassUnnamed: "unnamed", model.ClassJoint: "joint",
}

func kindOf(s *subject) string {
	for _, class := range s.all(model.Type) {
		if k := kinds[class]; k != "" {
			return k
		}
	}
	return ""
}

// perNode makes a table with a row for each node of a class in each article.
func perNode(class string, row func(*page, *subject) any) rows {
	return func(ctx context.Context, g Graph, f func(any) error) error {
		return g.EachGraph(ctx, func(_ quad.Value, quads []quad.Quad) error {
			p := pageOf(quads)
			if p.article == nil {
				return nil
			}
			for _, s := range p.order {
				if !s.isA(class) {
					continue
				}
				if err := f(row(p, s)); err != nil {
					return err
				}
			}
			return nil
		})
	}
}

func articleRow(p *page, a *subject) any {
	return ArticleRow{
		ID: a.name(), ArticleID: a.one(model.ArticleID), Title: a.one(model.Headlined),
		Date: a.one(model.DatePublished), Outlet: a.one(model.Publisher), Author: a.one(model.Author),
		Address: a.one(
			model.URL,
		), Dateline: a.one(model.DatelineOf), Statements: int64(p.counted), SHA256: a.one(model.SHA256),
	}
}

func statementRow(p *page, s *subject) any {
	source, role, event := p.of(s.one(model.SaidBy)), p.of(s.one(model.InRole)), p.of(s.one(model.At))
	confidence, _ := strconv.ParseFloat(s.one(model.Confidence), 64)
	row := StatementRow{
		ID: s.name(), Article: p.article.one(model.ArticleID), Date: p.article.one(model.DatePublished),
		Outlet: p.article.one(model.Publisher),
		Source: source.one(
			model.NameOf,
		), SourceID: s.one(model.SaidBy), SourceKind: kindOf(source), Mention: s.one(model.SourceText),
		Said: s.one(model.SaidOf), Text: s.one(model.Text),
		Verbatim: strings.Join(
			s.all(model.VerbatimOf),
			" | ",
		), Type: s.one(model.TypeOf), Act: s.one(model.ActOf), Negated: s.one(model.NegatedOf) == "true",
		Conditional: s.one(model.ConditionalOf) == "true",
		Office: role.one(
			model.RoleTitle,
		), BodyID: role.one(model.RoleOrg), Body: p.named(role.one(model.RoleOrg)),
		Evidence: localName(s.one(model.EvidenceOf)), Addressee: s.one(model.AddressedTo),
		Occasion: event.one(
			model.EventType,
		), OccasionID: s.one(model.At), Place: event.one(model.Location), Time: event.one(model.TimeText),
		Confidence: confidence, Position: integer(s.one(model.Position)), Begin: integer(s.one(model.Begin)),
		End: integer(s.one(model.End)), Inside: s.one(model.ReportedIn),
	}
	var names []string
	for i, id := range p.principals(s) {
		if i == 0 {
			row.ForID = id
		}
		names = append(names, p.named(id))
	}
	row.For = strings.Join(names, "; ")
	return row
}

// principals returns on whose behalf a statement is made, the nearest first.
func (p *page) principals(s *subject) []string {
	order := map[string]int64{}
	for _, id := range s.all(model.Behalves) {
		r := p.of(id)
		order[r.one(model.PrincipalOf)] = integer(r.one(model.Order))
	}
	out := s.all(model.OnBehalfOf)
	slices.SortStableFunc(out, func(a, b string) int { return cmp.Compare(order[a], order[b]) })
	return out
}

func roleRow(p *page, s *subject) any {
	return RoleRow{
		ID: s.name(), Person: p.named(s.one(model.RoleMember)), PersonID: s.one(model.RoleMember),
		Title: s.one(model.RoleTitle), Office: s.one(model.RoleOffice),
		Body: p.named(
			s.one(model.RoleOrg),
		), BodyID: s.one(model.RoleOrg), Former: s.one(model.RoleFormer) == "true", Words: s.one(model.Words),
		Article: p.article.one(model.ArticleID), Date: p.article.one(model.DatePublished),
	}
}

func representationRow(p *page, s *subject) any {
	return RepresentationRow{
		ID: s.name(), Agent: p.named(s.one(model.RepresentedBy)), AgentID: s.one(model.RepresentedBy),
		Principal: p.named(s.one(model.PrincipalOf)), PrincipalID: s.one(model.PrincipalOf),
		Evidence: localName(
			s.one(model.EvidenceOf),
		), Words: s.one(model.Words), Article: p.article.one(model.ArticleID), Date: p.article.one(model.DatePublished),
	}
}

func occasionRow(p *page, s *subject) any {
	return OccasionRow{
		ID: s.name(), Type: s.one(model.EventType), Place: s.one(model.Location), Time: s.one(model.TimeText),
		Day: s.one(model.StartDate), Words: s.one(model.Words),
		Article: p.article.one(model.ArticleID), Date: p.article.one(model.DatePublished),
	}
}

// agentRows keeps the agents that articles share until the end, to count what all articles tell of
// them.
func agentRows(ctx context.Context, g Graph, f func(any) error) error {
	type tally struct {
		AgentRow
		names   map[string]int
		genders map[string]bool
	}
	shared := map[string]*tally{}
	finish := func(t *tally) AgentRow {
		names := byFullness(t.names)
		if len(names) > 0 {
			t.Name, t.Aliases = names[0], strings.Join(names[1:], "; ")
		}
		t.Gender = strings.Join(slices.Sorted(maps.Keys(t.genders)), "; ")
		return t.AgentRow
	}
	err := g.EachGraph(ctx, func(_ quad.Value, quads []quad.Quad) error {
		p := pageOf(quads)
		if p.article == nil {
			return nil
		}
		date := day(p.article.one(model.DatePublished))
		said := map[string]int64{}
		for _, s := range p.order {
			if s.isA(model.ClassStatement) && s.one(model.ReportedIn) == "" {
				said[s.one(model.SaidBy)]++
			}
		}
		for _, s := range p.order {
			kind := kindOf(s)
			if kind == "" || s.isA(model.ClassDocument) && len(s.values[model.NameOf]) == 0 {
				continue
			}
			t := shared[s.name()]
			if t == nil {
				t = &tally{
					AgentRow: AgentRow{ID: s.name(), Kind: kind},
					names:    map[string]int{},
					genders:  map[string]bool{},
				}
				if !isLocal(s.name()) {
					shared[s.name()] = t
				}
			}
			for _, n := range s.all(model.NameOf) {
				t.names[n]++
			}
			for _, n := range s.all(model.Alias) {
				t.names[n] += 0
			}
			for _, x := range s.all(model.GenderOf) {
				t.genders[x] = true
			}
			t.Statements += said[s.name()]
			t.Articles++
			t.First, t.Last = earlier(t.First, date), max(t.Last, date)
			if isLocal(s.name()) {
				if err := f(finish(t)); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(shared)) {
		if err := f(finish(shared[id])); err != nil {
			return err
		}
	}
	return nil
}
