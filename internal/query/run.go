package query

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	cquery "github.com/cayleygraph/cayley/query"

	"quotegraph/internal/index"
)

// Limits bound a run. Zero fields stand for the defaults.
type Limits struct {
	Rows int           // default 10,000
	Time time.Duration // default 30 s
	Sure *float64      // least confidence of statements that are shown unless asked for; nil: index.Sure
}

func (l Limits) orDefault() Limits {
	if l.Rows <= 0 {
		l.Rows = 10_000
	}
	if l.Time <= 0 {
		l.Time = 30 * time.Second
	}
	if l.Sure == nil {
		sure := index.Sure
		l.Sure = &sure
	}
	return l
}

// Table is the result of a query.
type Table struct {
	Columns []string         `json:"columns"`
	Rows    []map[string]any `json:"rows"`
	Cut     bool             `json:"cut"` // there were more rows than the limit
	Took    time.Duration    `json:"-"`
	Report
}

// ErrTime says that a program was stopped because its time was up.
var ErrTime = errors.New("stopped: the time limit was reached; narrow the query, or raise query.timeout (--timeout)")

//go:embed prelude.js
var prelude string

// add adds a row, and the columns that it is the first to have.
func (t *Table) add(result any) {
	row, ok := result.(map[string]any)
	if !ok {
		row = map[string]any{"value": result}
	}
	for k := range row {
		if !slices.Contains(t.Columns, k) {
			t.Columns = append(t.Columns, k)
		}
	}
	t.Rows = append(t.Rows, row)
}

// Run runs a saved query with bound parameters.
func Run(ctx context.Context, from Source, q Saved, params map[string]any, l Limits) (*Table, error) {
	t, err := run(ctx, from, q.Program, params, l)
	if err != nil {
		return nil, fmt.Errorf("query %s: %w", q.Name, err)
	}
	if len(q.Columns) > 0 {
		t.Columns = q.Columns
	}
	return t, nil
}

// Answer runs the saved query with a name; given are its parameters as the user wrote them.
func Answer(
	ctx context.Context,
	from Source,
	all []Saved,
	name string,
	given map[string]string,
	l Limits,
) (*Table, error) {
	q, err := Find(all, name)
	if err != nil {
		return nil, err
	}
	params, err := q.Bind(given)
	if err != nil {
		return nil, err
	}
	return Run(ctx, from, q, params, l)
}

// Eval runs a program of the user's own, which may use the functions that saved queries use. Its
// table shows the columns of its @column line; without one, rows of statements show what reads as a
// sentence, and other rows show all that they have.
func Eval(ctx context.Context, from Source, program string, l Limits) (*Table, error) {
	t, err := run(ctx, from, program, nil, l)
	if err != nil {
		return nil, err
	}
	own := columnLine.FindStringSubmatch(program)
	switch {
	case own != nil:
		t.Columns = columnsOf(own[1])
	case slices.Contains(t.Columns, "said") && slices.Contains(t.Columns, "statement_id"):
		t.Columns = slices.DeleteFunc(
			[]string{"who", "said", "statement", "role", "for", "type", "event", "article"},
			func(c string) bool { return !slices.Contains(t.Columns, c) },
		)
	}
	return t, nil
}

var columnLine = regexp.MustCompile(`(?m)^//[ \t]*@column[ \t](.+)$`)

// columnsOf reads the names of a @column line.
func columnsOf(list string) []string {
	var out []string
	for c := range strings.SplitSeq(list, ",") {
		out = append(out, strings.TrimSpace(c))
	}
	return out
}

func run(ctx context.Context, from Source, program string, params map[string]any, l Limits) (*Table, error) {
	l = l.orDefault()
	ctx, cancel := context.WithTimeout(ctx, l.Time)
	defer cancel()
	began := time.Now()
	session := newSession(from.Graph)
	h := &host{ctx: ctx, source: from, params: params, sure: *l.Sure, most: l.Rows, report: &Report{}}
	if err := h.install(session.vm); err != nil {
		return nil, err
	}
	before := prelude + "\nnull"
	if params != nil {
		// The parameters are data: a literal in a program of its own, run before the query's, which
		// stays as it is.
		raw, err := json.Marshal(params)
		if err != nil {
			return nil, err
		}
		before = "const params = Object.freeze(" + string(raw) + ");\n" + before
	}
	session.source = preludeName
	if _, err := collect(ctx, session, before, 1); err != nil {
		return nil, err
	}
	session.source = ""
	t, err := collect(ctx, session, program, l.Rows)
	if err != nil {
		return nil, err
	}
	if from.Calls != nil {
		if h.report, err = reportOf(from.Calls); err != nil {
			return nil, err
		}
	}
	t.Took, t.Report = time.Since(began), *h.report
	if !t.listed && t.Shown != len(t.Rows) { // the rows are others than those that the index gave
		t.Total, t.More = 0, t.rest
	}
	return t, nil
}

// collect runs a program in a session; one row more than the limit is asked for, to know of the cut.
func collect(ctx context.Context, s *session, program string, rows int) (*Table, error) {
	it, err := s.Execute(ctx, program, cquery.Options{Collation: cquery.JSON, Limit: rows + 1})
	if err != nil {
		return nil, err
	}
	// Not closed when the program ran to its end: Close would interrupt the session's next one.
	t := &Table{Rows: []map[string]any{}}
	for it.Next(ctx) {
		if len(t.Rows) == rows {
			t.Cut = true
			if err := it.Close(); err != nil {
				return nil, err
			}
			break
		}
		r := it.Result()
		if r == nil {
			continue
		}
		t.add(r)
	}
	slices.Sort(t.Columns)
	if err := it.Err(); err != nil {
		if errors.Is(err, context.DeadlineExceeded) || ctx.Err() == context.DeadlineExceeded {
			return nil, ErrTime
		}
		return nil, err
	}
	return t, nil
}
