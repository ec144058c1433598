package query

import (
	"context"
	_ "embed"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/cayleygraph/cayley/graph"
	cquery "github.com/cayleygraph/cayley/query"
)

// Limits bound a run. Zero fields stand for the defaults.
type Limits struct {
	Rows int           // default 10,000
	Time time.Duration // default 30 s
}

func (l Limits) orDefault() Limits {
	if l.Rows <= 0 {
		l.Rows = 10_000
	}
	if l.Time <= 0 {
		l.Time = 30 * time.Second
	}
	return l
}

// Table is the result of a query.
type Table struct {
	Columns []string         `json:"columns"`
	Rows    []map[string]any `json:"rows"`
	Cut     bool             `json:"cut"` // there were more rows than the limit
	Took    time.Duration    `json:"-"`
}

// ErrTime says that a program was stopped because its time was up.
var ErrTime = errors.New("stopped: the time limit was reached; narrow the query, or raise query.timeout (--timeout)")

//go:embed prelude.js
var prelude string

// Cells returns a row's values as text, in the columns' order; nothing for one that is missing.
func (t *Table) Cells(row map[string]any) []string {
	out := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		if v := row[c]; v != nil {
			out[i] = fmt.Sprint(v)
		}
	}
	return out
}

// WriteCSV writes the table with a line of column names.
func (t *Table) WriteCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	out.Write(t.Columns) // an error stays in out
	for _, row := range t.Rows {
		out.Write(t.Cells(row))
	}
	out.Flush()
	return out.Error()
}

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
func Run(ctx context.Context, qs graph.QuadStore, q Saved, params map[string]any, l Limits) (*Table, error) {
	t, err := run(ctx, qs, q.Program, params, l)
	if err != nil {
		return nil, fmt.Errorf("query %s: %w", q.Name, err)
	}
	if len(q.Columns) > 0 {
		t.Columns = q.Columns
	}
	return t, nil
}

// Answer runs the saved query with a name; given are its parameters as the user wrote them.
func Answer(ctx context.Context, qs graph.QuadStore, all []Saved, name string, given map[string]string, l Limits) (*Table, error) {
	q, err := Find(all, name)
	if err != nil {
		return nil, err
	}
	params, err := q.Bind(given)
	if err != nil {
		return nil, err
	}
	return Run(ctx, qs, q, params, l)
}

// Eval runs a program of the user's own, which may use the functions that saved queries use; where they need parameters, it declares
// `const params` itself.
func Eval(ctx context.Context, qs graph.QuadStore, program string, l Limits) (*Table, error) {
	return run(ctx, qs, program, nil, l)
}

func run(ctx context.Context, qs graph.QuadStore, program string, params map[string]any, l Limits) (*Table, error) {
	l = l.orDefault()
	ctx, cancel := context.WithTimeout(ctx, l.Time)
	defer cancel()
	began := time.Now()
	session := newSession(qs)
	before := prelude + "\nnull"
	if params != nil {
		// The parameters are data: a literal in a program of its own, run before the query's, which stays as it is.
		raw, err := json.Marshal(params)
		if err != nil {
			return nil, err
		}
		before = "const params = Object.freeze(" + string(raw) + ");\n" + before
	}
	if _, err := collect(ctx, session, before, 1); err != nil {
		return nil, err
	}
	t, err := collect(ctx, session, program, l.Rows)
	if err != nil {
		return nil, err
	}
	t.Took = time.Since(began)
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
