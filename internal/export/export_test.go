package export

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"

	"quotegraph/internal/model"
	"quotegraph/internal/rdf"
	"quotegraph/internal/triples"
)

// graph is a graph in memory, an article after the other.
type graph [][]quad.Quad

func (g graph) EachGraph(_ context.Context, f func(quad.Value, []quad.Quad) error) error {
	for _, quads := range g {
		if err := f(quads[0].Label, slices.Clone(quads)); err != nil {
			return err
		}
	}
	return nil
}

// Match looks quads up by label, subject and object.
func (g graph) Match(_ context.Context, p quad.Quad, most int) ([]quad.Quad, error) {
	var out []quad.Quad
	for _, quads := range g {
		for _, q := range quads {
			if (p.Label == nil || p.Label == q.Label) && (p.Subject == nil || p.Subject == q.Subject) &&
				(p.Object == nil || p.Object == q.Object) &&
				len(out) != most {
				out = append(out, q)
			}
		}
	}
	return out, nil
}

// said makes an article in which a spokeswoman speaks for a body, and a man beside her.
func said(id, date, she, body, words string) []quad.Quad {
	text := she + " of the " + body + " said “" + words + "”. Odd Lund agreed."
	at := func(s string) model.Span { i := strings.Index(text, s); return model.Span{Begin: i, End: i + len(s)} }
	ana := &model.Agent{Kind: model.Person, Name: she, Aliases: []string{"Ruiz"}, Gender: model.Female}
	union := &model.Agent{Kind: model.Organization, Name: body}
	lund := &model.Agent{Kind: model.Person, Name: "Odd Lund"}
	role := &model.Role{Person: ana, Title: "spokeswoman", Office: "spokeswoman", Organization: union, Words: at(she)}
	d := &model.Document{
		Article: model.Article{ID: id, Title: "=1+1", Text: text, Date: date, Publisher: "The Courier"},
		Agents:  []*model.Agent{ana, union, lund}, Roles: []*model.Role{role},
		Statements: []*model.Statement{
			{
				Parts:      []model.Span{at("“" + words + "”")},
				Type:       model.Direct,
				Source:     at(she),
				Cue:        at("said"),
				Said:       at("said"),
				Agent:      ana,
				Role:       role,
				Confidence: 0.93,
				Act:        model.ActSay,
				Inside:     -1,
				Principal:  []model.Principal{{Agent: union, Evidence: model.ByRole, Words: at(body)}},
			},
			{
				Parts:      []model.Span{at("Odd Lund agreed")},
				Type:       model.Indirect,
				Source:     at("Odd Lund"),
				Agent:      lund,
				Confidence: 0.5,
				Inside:     -1,
			},
		},
	}
	_, quads := triples.Of(d)
	return quads
}

func two() graph {
	return graph{
		said("a", "2020-02-18", "Ana Ruiz", "Tarn & <Sons> Union", "We \"won’t\" pay\n5 %, 你好"),
		said("b", "2021-03-01", "Ana Ruiz", "Tarn & <Sons> Union", "+cmd"),
	}
}

func written(t *testing.T, name string, g Graph, o Options) string {
	t.Helper()
	f, err := Find(name)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := f.Write(context.Background(), &out, g, o); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return out.String()
}

func lines(quads []quad.Quad) []string {
	var out []string
	for _, q := range quads {
		out = append(out, rdf.Line(q))
	}
	slices.Sort(out)
	return out
}

func parsed(t *testing.T, s rdf.Syntax, text string) []quad.Quad {
	t.Helper()
	var out []quad.Quad
	if err := rdf.Read(strings.NewReader(text), s, nil,
		func(q quad.Quad) error { out = append(out, q); return nil }); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return out
}

// TestGraphsComeBack: N-Quads and TriG hold every quad.
func TestGraphsComeBack(t *testing.T) {
	g := two()
	want := lines(slices.Concat(g...))
	for name, s := range map[string]rdf.Syntax{"nquads": rdf.NQuads, "trig": rdf.TriG} {
		if got := lines(parsed(t, s, written(t, name, g, Options{}))); !slices.Equal(got, want) {
			t.Errorf("%s: %d quads of %d", name, len(got), len(want))
		}
	}
}

// TestTheSameGraphGivesTheSameBytes, whatever the order of its quads.
func TestTheSameGraphGivesTheSameBytes(t *testing.T) {
	for _, f := range Formats {
		if f.Name == "xlsx" || f.Name == "svg" { // a workbook holds the time; a picture is slow
			continue
		}
		g, turned := two(), two()
		for _, quads := range turned {
			slices.Reverse(quads)
		}
		if written(t, f.Name, g, Options{}) != written(t, f.Name, turned, Options{}) {
			t.Errorf("%s depends on the order of quads", f.Name)
		}
	}
}

// TestMerged: without graphs each triple stands once, an agent has one name, and what else it is
// called is schema:alternateName.
func TestMerged(t *testing.T) {
	g := graph{said("a", "2020-02-18", "Ana Ruiz", "Union", "x"), said("b", "2020-02-19", "Ana Ruiz", "Union", "y")}
	for i, q := range g[1] { // another article calls her otherwise
		if q.Subject == quad.IRI("person:ana-ruiz") && q.Predicate == quad.IRI(model.NameOf) {
			g[1][i].Object = quad.String("Ana M. Ruiz")
		}
	}
	for name := range map[string]bool{"turtle": true, "ntriples": true} {
		quads := parsed(t, rdf.TriG, written(t, name, g, Options{}))
		all := lines(quads)
		if len(slices.Compact(slices.Clone(all))) != len(all) {
			t.Errorf("%s has a triple twice", name)
		}
		var names, others []string
		for _, q := range quads {
			if q.Subject == quad.IRI("urn:quotegraph:person:ana-ruiz") {
				switch q.Predicate {
				case quad.IRI("http://schema.org/name"):
					names = append(names, quad.ToString(q.Object))
				case quad.IRI("http://schema.org/alternateName"):
					others = append(others, quad.ToString(q.Object))
				}
			}
			if q.Label != nil {
				t.Errorf("%s has a graph: %v", name, q)
			}
		}
		slices.Sort(others)
		if !slices.Equal(names, []string{"Ana M. Ruiz"}) || !slices.Equal(others, []string{"Ana Ruiz", "Ruiz"}) {
			t.Errorf("%s: names %q, others %q", name, names, others)
		}
	}
}

// TestAligned: other vocabularies stand beside ours, places counted in code points.
func TestAligned(t *testing.T) {
	all := strings.Join(lines(parsed(t, rdf.NQuads, written(t, "nquads", two(), Options{Align: true}))), "\n")
	for _, want := range []string{
		"<http://www.w3.org/ns/prov#wasAttributedTo> <urn:quotegraph:person:ana-ruiz>",
		"<urn:quotegraph:person:ana-ruiz> <http://www.w3.org/ns/prov#actedOnBehalfOf> " +
			"<urn:quotegraph:organization:tarn-sons-union>",
		"<urn:quotegraph:person:ana-ruiz> <http://www.w3.org/ns/prov#qualifiedDelegation> " +
			"<urn:quotegraph:representation:", "<http://www.w3.org/ns/prov#Delegation>",
		`<http://www.w3.org/ns/oa#start> "41"^^<http://www.w3.org/2001/XMLSchema#integer>`,
		`<http://www.w3.org/ns/oa#exact> "“+cmd”"`, `<http://www.w3.org/ns/oa#end> "47"^^`,
		"<http://schema.org/spokenByCharacter>", "<http://www.w3.org/ns/org#hasMembership>",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("no %s", want)
		}
	}
}

// copies are the two articles of two, each a copy of the other.
func copies() graph {
	g := two()
	for i, quads := range g {
		other := g[1-i][0].Label
		g[i] = append(quads, quad.Quad{Subject: quads[0].Label, Predicate: quad.IRI(model.CopyOf), Object: other,
			Label: quads[0].Label})
	}
	return g
}

// TestPropertyGraphsAreWellFormed: XML and JSON can be read, edges lead to nodes that are there,
// numbers have their types.
func TestPropertyGraphsAreWellFormed(t *testing.T) {
	for _, simple := range []bool{false, true} {
		o := Options{Simple: simple}
		g := copies()
		if simple { // leaves copies out
			g = two()
		}
		for _, name := range []string{"graphml", "gexf"} {
			checkXMLGraph(t, name, written(t, name, g, o))
		}
		var c struct {
			Elements struct {
				Nodes, Edges []struct{ Data map[string]any }
			}
		}
		if err := json.Unmarshal([]byte(written(t, "cytoscape", two(), o)), &c); err != nil ||
			len(c.Elements.Nodes) < 3 {
			t.Errorf("cytoscape: %v, %d nodes", err, len(c.Elements.Nodes))
		}
	}
	text := written(t, "graphml", two(), Options{})
	for _, want := range []string{`<key id="n-confidence" for="node" attr.name="confidence" attr.type="double"/>`,
		`<data key="n-confidence">0.93</data>`,
		`<key id="n-begin" for="node" attr.name="begin" attr.type="long"/>`,
		`<data key="labelV">Person</data>`,
		`<data key="labelE">saidBy</data>`, "Tarn &amp; &lt;Sons&gt; Union"} {
		if !strings.Contains(text, want) {
			t.Errorf("graphml without %s", want)
		}
	}
	if gexf := written(t, "gexf", two(), Options{}); !strings.Contains(gexf, `start="2020-02-18"`) ||
		!strings.Contains(gexf, `timeformat="date"`) {
		t.Error("gexf without days")
	}
}

// checkXMLGraph tells whether a graph in XML has nodes, each once, and edges between them.
func checkXMLGraph(t *testing.T, name, text string) {
	t.Helper()
	nodes, ends := nodesAndEnds(t, name, text)
	for _, end := range ends {
		if !nodes[end] {
			t.Errorf("%s: an edge leads to %s, which is no node", name, end)
		}
	}
	if len(nodes) < 3 || len(ends) < 4 {
		t.Errorf("%s: %d nodes, %d ends of edges", name, len(nodes), len(ends))
	}
}

// nodesAndEnds are the nodes of a graph in XML, none of which may stand there twice, and the nodes
// that its edges name.
func nodesAndEnds(t *testing.T, name, text string) (nodes map[string]bool, ends []string) {
	t.Helper()
	nodes = map[string]bool{}
	for d := xml.NewDecoder(strings.NewReader(text)); ; {
		tok, err := d.Token()
		if err == io.EOF {
			return nodes, ends
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		e, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		for _, a := range e.Attr {
			switch e.Name.Local + " " + a.Name.Local {
			case "node id":
				if nodes[a.Value] {
					t.Errorf("%s has node %s twice", name, a.Value)
				}
				nodes[a.Value] = true
			case "edge source", "edge target":
				ends = append(ends, a.Value)
			}
		}
	}
}

// TestSimpleGraphs count: statements for somebody, articles that quote both.
func TestSimpleGraphs(t *testing.T) {
	text := written(t, "graphml", two(), Options{Simple: true})
	for _, want := range []string{`source="urn:quotegraph:person:ana-ruiz" target="urn:quotegraph:organization:tarn-sons-union">` +
		`<data key="labelE">speaks for</data><data key="e-label">speaks for</data><data key="weight">2</data>`,
		`<data key="labelE">quoted beside</data><data key="e-label">quoted beside</data><data key="weight">2</data>`,
		`<data key="n-statements">2</data>`} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in\n%s", want, text)
		}
	}
	if strings.Contains(text, "statement:") {
		t.Error("a statement in the simple graph")
	}
	if dot := written(t, "dot", two(), Options{Simple: true}); !strings.Contains(dot, "speaks for (2)") {
		t.Errorf("dot without weights:\n%s", dot)
	}
}

// TestCopiesInSimpleGraphs: a copy of an article of the graph counts for nothing; one whose
// original is not there stands for itself.
func TestCopiesInSimpleGraphs(t *testing.T) {
	copied := said("c", "2022-01-01", "Ana Ruiz", "Tarn & <Sons> Union", "x")
	for of, weight := range map[string]string{model.ArticleIRI("a"): "2", model.ArticleIRI("nowhere"): "3"} {
		g := append(
			two(),
			append(
				slices.Clone(copied),
				quad.Quad{
					Subject:   copied[0].Label,
					Predicate: quad.IRI(model.CopyOf),
					Object:    quad.IRI(of),
					Label:     copied[0].Label,
				},
			),
		)
		text := written(t, "graphml", g, Options{Simple: true})
		if want := `<data key="e-label">speaks for</data><data key="weight">` + weight + "</data>"; !strings.Contains(
			text,
			want,
		) {
			t.Errorf("of %s: no %s in\n%s", of, want, text)
		}
	}
}

// TestTables: every form of a table has the same rows, and spreadsheets take no cell for a formula.
func TestTables(t *testing.T) {
	for _, name := range TableNames() {
		o := Options{Table: name}
		rows, err := csv.NewReader(strings.NewReader(written(t, "csv", two(), o))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		n := len(rows) - 1
		for i, c := range Columns(name) {
			if rows[0][i] != c.Name || c.Name == "" {
				t.Errorf("column %d of %s is %q, want %q", i, name, rows[0][i], c.Name)
			}
		}
		for _, row := range rows {
			for _, cell := range row {
				if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
					t.Errorf("a spreadsheet takes %q for a formula", cell)
				}
			}
		}
		if got := strings.Count(written(t, "jsonl", two(), o), "\n"); got != n {
			t.Errorf("%s: %d lines of JSON, %d of CSV", name, got, n)
		}
		file := []byte(written(t, "parquet", two(), o))
		f, err := parquet.OpenFile(bytes.NewReader(file), int64(len(file)))
		if err != nil || f.NumRows() != int64(n) {
			t.Errorf("%s: parquet: %v", name, err)
		}
	}
	book, err := excelize.OpenReader(strings.NewReader(written(t, "xlsx", two(), Options{})))
	if err != nil {
		t.Fatal(err)
	}
	if got := book.GetSheetList(); !slices.Equal(got, TableNames()) {
		t.Errorf("sheets %q", got)
	}
	if v, _ := book.GetCellValue("articles", "C2"); v != "=1+1" {
		t.Errorf("the title is %q", v)
	}
	if f, _ := book.GetCellFormula("articles", "C2"); f != "" {
		t.Errorf("a formula %q", f)
	}
}

// TestTheTableOfStatements has what the graph tells.
func TestTheTableOfStatements(t *testing.T) {
	var rows []StatementRow
	for line := range strings.Lines(written(t, "jsonl", two(), Options{})) {
		var r StatementRow
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatal(err)
		}
		rows = append(rows, r)
	}
	got := rows[0]
	want := StatementRow{
		ID:         got.ID,
		Article:    "a",
		Date:       "2020-02-18",
		Outlet:     "The Courier",
		Source:     "Ana Ruiz",
		SourceID:   "person:ana-ruiz",
		SourceKind: "person",
		Mention:    "Ana Ruiz",
		Said:       "said",
		Text:       "“We \"won’t\" pay 5 %, 你好”",
		Type:       "direct",
		Act:        "say",
		Office:     "spokeswoman",
		Body:       "Tarn & <Sons> Union",
		BodyID:     "organization:tarn-sons-union",
		For:        "Tarn & <Sons> Union",
		ForID:      "organization:tarn-sons-union",
		Evidence:   "role",
		Confidence: 0.93,
		Position:   1,
		Begin:      got.Begin,
		End:        got.End,
	}
	if got != want {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	var agents []AgentRow
	for line := range strings.Lines(written(t, "jsonl", two(), Options{Table: "agents"})) {
		var r AgentRow
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatal(err)
		}
		agents = append(agents, r)
	}
	i := slices.IndexFunc(agents, func(r AgentRow) bool { return r.ID == "person:ana-ruiz" })
	if want := (AgentRow{ID: "person:ana-ruiz", Name: "Ana Ruiz", Kind: "person", Aliases: "Ruiz",
		Gender: "female", Statements: 2, Articles: 2, First: "2020-02-18", Last: "2021-03-01"}); i < 0 ||
		agents[i] != want {
		t.Errorf("agents %+v", agents)
	}
}

// TestNeo4j: both files are there and every edge has its ends.
func TestNeo4j(t *testing.T) {
	file := written(t, "neo4j", two(), Options{})
	z, err := zip.NewReader(strings.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	read := func(name string) [][]string {
		f, err := z.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(f).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		return rows
	}
	nodes := map[string]bool{}
	for i, r := range read("nodes.csv") {
		if i == 0 && (r[0] != "iri:ID" || r[1] != "class:LABEL" || !slices.Contains(r, "confidence:double")) {
			t.Errorf("head %q", r)
		}
		nodes[r[0]] = true
	}
	for _, r := range read("relationships.csv")[1:] {
		if !nodes[r[0]] || !nodes[r[2]] || strings.ToUpper(r[1]) != r[1] {
			t.Errorf("relationship %q", r)
		}
	}
}

// TestParts: an article, an agent's neighbourhood.
func TestParts(t *testing.T) {
	g := two()
	text := written(t, "nquads", Articles(g, quad.IRI(model.ArticleIRI("b"))), Options{})
	if strings.Count(text, "\n") != len(g[1]) {
		t.Errorf("%d lines of %d", strings.Count(text, "\n"), len(g[1]))
	}
	p, err := Around(context.Background(), g, quad.IRI("person:odd-lund"))
	if err != nil {
		t.Fatal(err)
	}
	text = written(t, "nquads", p, Options{})
	if !strings.Contains(text, "Odd Lund agreed") ||
		strings.Contains(text, "saidBy> <urn:quotegraph:person:ana-ruiz>") {
		t.Errorf("the neighbourhood of Odd Lund:\n%s", text)
	}
	p, err = Around(context.Background(), g, quad.IRI("organization:tarn-sons-union"))
	if err != nil {
		t.Fatal(err)
	}
	if text = written(t, "nquads", p, Options{}); strings.Count(
		text,
		"saidBy> <urn:quotegraph:person:ana-ruiz>",
	) != 2 ||
		!strings.Contains(text, "spokeswoman") {
		t.Errorf("the neighbourhood of the union:\n%s", text)
	}
}

// TestAForeignQuad: what somebody else wrote in is exported too.
func TestAForeignQuad(t *testing.T) {
	g := graph{
		{
			{
				Subject:   quad.IRI("http://e.org/a"),
				Predicate: quad.IRI("http://e.org/p"),
				Object:    quad.IRI("http://e.org/b"),
				Label:     quad.IRI("http://e.org/g"),
			},
			{
				Subject:   quad.BNode("x"),
				Predicate: quad.IRI("http://e.org/p"),
				Object:    quad.String("v"),
				Label:     quad.IRI("http://e.org/g"),
			},
		},
	}
	for _, f := range Formats {
		text := written(t, f.Name, g, Options{})
		if f.Kind == RDF && !strings.Contains(text, "e.org/b") ||
			f.Name == "graphml" && strings.Count(text, "<node ") != 3 {
			t.Errorf("%s: %s", f.Name, text)
		}
	}
}

// TestWhatDoesNotGoTogether is refused with what does.
func TestWhatDoesNotGoTogether(t *testing.T) {
	for _, c := range []struct {
		name string
		o    Options
		want string
	}{
		{"turtle", Options{Table: "roles"}, "csv, jsonl, xlsx, parquet"},
		{"csv", Options{Table: "people"}, "statements, articles, agents"},
		{"csv", Options{Simple: true}, "graphml, gexf"}, {"dot", Options{Align: true}, "nquads, trig"},
	} {
		f, _ := Find(c.name)
		if err := f.Write(context.Background(), io.Discard, two(), c.o); err == nil ||
			!strings.Contains(err.Error(), c.want) {
			t.Errorf("%s %+v: %v", c.name, c.o, err)
		}
	}
	if _, err := Find("rdfxml"); err == nil || !strings.Contains(err.Error(), "nquads, trig") {
		t.Errorf("an unknown form: %v", err)
	}
}

// TestAPictureOfTooMuch is refused with the way out.
func TestAPictureOfTooMuch(t *testing.T) {
	var g graph
	for i := range mostDrawn / 4 {
		g = append(g, said(strings.Repeat("x", i+1), "2020-01-01", "Ana Ruiz", "Union", "w"))
	}
	f, _ := Find("svg")
	if err := f.Write(context.Background(), io.Discard, g, Options{}); err == nil ||
		!strings.Contains(err.Error(), "simple graph") {
		t.Errorf("got %v", err)
	}
	if svg := written(t, "svg", two(), Options{Simple: true}); !strings.Contains(svg, "Ana Ruiz") {
		t.Error("no picture")
	}
}
