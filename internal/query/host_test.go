package query

import (
	"context"
	"strings"
	"testing"
)

// evaluated runs a program of the user's own over the invented articles.
func evaluated(t *testing.T, program string) (*Table, error) {
	t.Helper()
	from, _ := world(t)
	return Eval(context.Background(), from, program, Limits{})
}

// A function of the host that is used wrongly names the field and what it may be, and tells the line.
func TestWrongUse(t *testing.T) {
	from, _ := world(t)
	for _, c := range []struct {
		program string
		line    int
		want    []string
	}{
		{`emit(statements({ who: "Holm" }))`, 1, []string{`no field "who"`, "by, for, body, role", "counted"}},
		{"const one = 1;\nemit(statements({ by: 7 }))", 2, []string{"by is a text, not 7"}},
		{`emit(statements({ nested: "no" }))`, 1, []string{"nested is true or false, not no"}},
		{`emit(statements({ limit: 2.5 }))`, 1, []string{"limit is a whole number up to 2147483647, not 2.5"}},
		{`emit(statements({ limit: -1 }))`, 1, []string{"limit is a whole number up to 2147483647, not -1"}},
		{`emit(statements({ min_confidence: 2 }))`, 1, []string{"min_confidence is a number from 0 to 1, not 2"}},
		{`emit(statements({ counted: 1 }))`, 1, []string{"counted is true or false"}},
		{"\n\n  emit(statements({ sort: \"best\" }))", 3, []string{"sort is one of newest, oldest, relevance", `"best"`}},
		{`emit(statements({ act: "shout" }))`, 1, []string{"act is one of say, ask, deny", `"shout"`}},
		{`emit(statements({ type: "quoted" }))`, 1, []string{"type is one of direct, mixed, indirect", `"quoted"`}},
		{`emit(statements({ from: "last May" }))`, 1, []string{"from is a day, month or year", `"last May"`}},
		{`emit(count({}, "colour"))`, 1, []string{"by is one of agent, outlet", `"colour"`}},
		{`emit(nosuch())`, 1, []string{"nosuch is not defined"}},
		{"emit(statements({\n", 0, []string{"SyntaxError"}},
	} {
		_, err := Eval(context.Background(), from, c.program, Limits{})
		if err == nil {
			t.Errorf("%s: no error", c.program)
			continue
		}
		f := FaultOf(err)
		for _, w := range c.want {
			if !strings.Contains(f.Text, w) {
				t.Errorf("%s: %q does not say %q", c.program, f.Text, w)
			}
		}
		if c.line > 0 && f.Line != c.line {
			t.Errorf("%s: %q is told of line %d, not %d", c.program, f.Text, f.Line, c.line)
		}
	}
}

// A mistake in a saved query names the query and the line.
func TestWrongUseInASavedQuery(t *testing.T) {
	from, _ := world(t)
	q, err := parse(
		"mine",
		"// What I want.\n// @param name string \"\" who\nconst all = statements({ by: params.name "+
			"});\nemit(statements({ colour: \"red\" }));\n",
	)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Answer(context.Background(), from, []Saved{q}, "mine", nil, Limits{})
	if err == nil || !strings.Contains(err.Error(), "query mine: ") ||
		!strings.Contains(err.Error(), `no field "colour"`) ||
		FaultOf(err).Line != 4 {
		t.Errorf("%v", err)
	}
}

func TestParametersAreRefused(t *testing.T) {
	from, all := world(t)
	for _, c := range []struct{ query, key, value, want string }{
		{"said-by", "nobody", "x", `query said-by has no parameter "nobody"; it has: name, from, to, outlet`},
		{"said-by", "from", "yesterday",
			`parameter from is a day, month or year (2024-03-06, 2024-03, 2024), not "yesterday"`},
		{"said-by", "to", "2024-02-31", `parameter to is a day, month or year (2024-03-06, 2024-03, 2024), not "2024-02-31"`},
		{"said-by", "limit", "many", `parameter limit is a whole number from 0 to 1000000, not "many"`},
		{"said-by", "min_confidence", "high", `parameter min_confidence is a number, not "high"`},
		{"said-by", "min_confidence", "3", "min_confidence is a number from 0 to 1 (below 0: the setting)"},
		{"said-by", "limit", "-1", `limit is a whole number from 0 to 1000000, not "-1"`},
		{"said-by", "all", "perhaps", `parameter all is true or false, not "perhaps"`},
		{"said-by", "sort", "best", `sort is one of newest, oldest, relevance, not "best"`},
		{"said-by", "act", "shout", "act is one of say, ask, deny"},
		{"said-by", "type", "quoted", "type is one of direct, mixed, indirect"},
		{"over-time", "by", "colour", "by is one of agent, outlet"},
		{"said-byy", "name", "x", `no saved query "said-byy"; there are: accusations`},
	} {
		_, err := Answer(context.Background(), from, all, c.query, map[string]string{c.key: c.value}, Limits{})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s %s=%s: %v, want %s", c.query, c.key, c.value, err, c.want)
		}
	}
}

// Whatever a parameter holds is looked for, never run; every text parameter of every query takes it.
func TestHostileParametersStayData(t *testing.T) {
	from, all := world(t)
	for _, hostile := range []string{`"); g.Emit({x: 1}); ("`, "'; drop table posting; --", "</script>${1}`\\",
		`" OR words MATCH "*`, "NEAR(a b)", "*", "\x00\u2028\n"} {
		for _, q := range all {
			given := map[string]string{}
			for _, p := range q.Params {
				if p.Type == "string" && p.Name != "by" && p.Name != "sort" {
					given[p.Name] = hostile
				}
			}
			table, err := Answer(context.Background(), from, all, q.Name, given, Limits{})
			if err != nil {
				t.Errorf("%s %q: %v", q.Name, hostile, err)
				continue
			}
			for _, r := range table.Rows {
				if _, ok := r["x"]; ok {
					t.Errorf("%s %q: it ran", q.Name, hostile)
				}
			}
		}
	}
	if table, err := Answer(context.Background(), from, all, "said-by", map[string]string{"name": "Ada Holm"},
		Limits{}); err != nil ||
		len(table.Rows) != 7 {
		t.Errorf("afterwards: %v", err)
	}
}

// A row has what cites it; a nested one names who reports it and whom it reports.
func TestRow(t *testing.T) {
	table, err := evaluated(t, `
		const found = statements({ nested: true });
		emit([row(found[0].statement_id), row("<" + found[0].statement_id + ">")]);
		emit([{ none: row("statement:none") === null }, { person: row("person:ada-holm") === null }]);`)
	if err != nil {
		t.Fatal(err)
	}
	if len(table.Rows) != 4 || table.Rows[2]["none"] != true || table.Rows[3]["person"] != true {
		t.Fatalf("%v", table.Rows)
	}
	for _, r := range table.Rows[:2] {
		by, _ := r["reported_by"].(map[string]any)
		if r["who"] != "Ada Holm" || r["said"] != "had promised" || by["name"] != "Eli Marsh" || by["said"] != "said" ||
			by["id"] != "person:eli-marsh" {
			t.Errorf("%v", r)
		}
		for _, c := range []string{"statement_id", "agent_id", "article_id", "date", "outlet", "address",
			"confidence", "begin", "end", "position"} {
			if r[c] == nil || r[c] == "" {
				t.Errorf("%s is empty: %v", c, r)
			}
		}
	}
	text := document(articles[1]).Article.Text
	r := table.Rows[0]
	if got := text[int(r["begin"].(int)):int(r["end"].(int))]; got != r["statement"] {
		t.Errorf("begin and end are not those of the statement: %q, %q", got, r["statement"])
	}
}

// Structures stay structures in a row.
func TestStructures(t *testing.T) {
	table, err := evaluated(t, `emit(statements({ by: "Voss", for: "Norland" }))`)
	if err != nil || len(table.Rows) != 1 {
		t.Fatalf("%v, %v", table, err)
	}
	r := table.Rows[0]
	chain, _ := r["for"].([]any)
	role, _ := r["role"].(map[string]any)
	event, _ := r["event"].(map[string]any)
	if len(chain) != 2 || chain[0].(map[string]any)["id"] != "organization:norland-mission" ||
		chain[1].(map[string]any)["evidence"] != "role" {
		t.Errorf("for: %v", chain)
	}
	if role["title"] != "head" || role["organization_id"] != "organization:norland-mission" || role["former"] != false {
		t.Errorf("role: %v", role)
	}
	if event["type"] != "hearing" || event["place"] != "Bryn" || event["time"] != "Thursday" {
		t.Errorf("event: %v", event)
	}
}

// Two sources whose names are the same stay two, each with an identifier of its own.
func TestNodesNotNames(t *testing.T) {
	table, err := evaluated(
		t,
		`emit(count({ nested: false, limit: 100 }, "agent").filter(function (c) { return c.name === "Kerr"; }))`,
	)
	if err != nil || len(table.Rows) != 2 {
		t.Fatalf("%v, %v", table, err)
	}
	if a, b := table.Rows[0], table.Rows[1]; a["value"] == b["value"] || a["statements"] != 1 || b["statements"] != 1 {
		t.Errorf("%v", table.Rows)
	}
}

// A name that nobody has is unknown; one that is known and says nothing is not.
func TestUnknown(t *testing.T) {
	from, all := world(t)
	for name, unknown := range map[string]bool{"Holmm": true, "Shipowners' League": false, "Ada Holm": false,
		"organization:norland-mission": false, "person:nobody": true} {
		table, err := Answer(context.Background(), from, all, "said-by", map[string]string{"name": name}, Limits{})
		if err != nil || table.Unknown() != unknown {
			t.Errorf("%s: unknown %v, %v", name, table.Unknown(), err)
		}
	}
}

// The rows of all pages together are those of one long page, in its order.
func TestPages(t *testing.T) {
	from, all := world(t)
	for _, q := range []struct{ name, sort string }{{"who-said-what", "newest"}, {"who-said-what", "oldest"},
		{"on-behalf-of", "newest"}, {"said-to", "oldest"}, {"sources", ""}, {"offices", ""},
		{"who-speaks-for-whom", ""}, {"articles", "oldest"}} {
		ask := func(limit, page string) *Table {
			given := map[string]string{"limit": limit, "page": page}
			if q.sort != "" {
				given["sort"] = q.sort
			}
			table, err := Answer(context.Background(), from, all, q.name, given, Limits{})
			if err != nil {
				t.Fatal(err)
			}
			return table
		}
		whole := ask("100", "1")
		var pages []string
		for page := range 40 {
			table := ask("3", string(rune('1'+page)))
			if page >= 8 || len(table.Rows) == 0 {
				break
			}
			for _, r := range table.Rows {
				pages = append(pages, strings.Join(Cells(whole.Columns, r), "|"))
			}
			if last := len(table.Rows) < 3 || len(pages) == len(whole.Rows); last == (table.More || table.Total > len(pages)) {
				t.Errorf("%s, page %d: total %d, more %v", q.name, page+1, table.Total, table.More)
			}
		}
		for i, p := range pages {
			if want := strings.Join(Cells(whole.Columns, whole.Rows[i]), "|"); p != want {
				t.Errorf("%s, row %d: %s, want %s", q.name, i, p, want)
			}
		}
		if len(whole.Rows) < 24 && len(pages) != len(whole.Rows) {
			t.Errorf("%s: %d of %d rows", q.name, len(pages), len(whole.Rows))
		}
	}
}

// A denied, refused or expected statement never stands without its word.
func TestWordsOfDenialStay(t *testing.T) {
	from, all := world(t)
	for _, q := range all {
		table, err := Answer(context.Background(), from, all, q.Name, map[string]string{"limit": "500"}, Limits{})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range table.Rows {
			if _, ok := r["statement"]; !ok && r["quotation"] == nil {
				continue
			}
			if denied := r["negated"] == true || r["conditional"] == true || r["act"] == "deny"; denied &&
				(r["said"] == "" || r["said"] == nil) ||
				denied && r["quotation"] != nil && r["type"] != "direct" {
				t.Errorf("%s: %v", q.Name, r)
			}
			if len(q.Columns) > 0 && !strings.Contains(strings.Join(q.Columns, " "), "said") {
				t.Errorf("%s shows statements without said: %v", q.Name, q.Columns)
			}
		}
	}
}

// TestColumnsOfAProgram: rows of statements read as sentences, a @column line chooses, and other
// rows show all that they have.
func TestColumnsOfAProgram(t *testing.T) {
	for _, c := range []struct{ program, want string }{
		{`emit(statements({ limit: 1 }))`, "who, said, statement"},
		{"const n = 1;\n// @column said, statement_id\nemit(statements({ limit: n }))", "said, statement_id"},
		{`emit([{ b: 1, a: 2 }])`, "a, b"},
	} {
		table, err := evaluated(t, c.program)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(table.Columns, ", "); !strings.HasPrefix(got, c.want) ||
			strings.Contains(got, "confidence") {
			t.Errorf("%s: columns %q, not %q", c.program, got, c.want)
		}
	}
}
