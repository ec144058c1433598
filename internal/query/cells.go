package query

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"quotegraph/internal/model"
)

// Text is a value of a row as a cell shows it: a principal's chain from the nearest outwards, an
// office with its body, an occasion with its place and time.
func Text(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case bool:
		if v {
			return "yes"
		}
		return ""
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case []any:
		parts, between := make([]string, len(v)), ", "
		for i, x := range v {
			if _, ok := x.(map[string]any); ok {
				between = " → "
			}
			parts[i] = Text(x)
		}
		return strings.Join(parts, between)
	case map[string]any:
		var parts []string
		for _, k := range []string{"title", "name", "type", "organization", "place", "time", "said"} {
			if s := Text(v[k]); s != "" {
				if k == "title" && v["former"] == true {
					s = "former " + s
				}
				parts = append(parts, s)
			}
		}
		if _, reported := v["said"]; reported {
			return strings.Join(parts, " ")
		}
		return strings.Join(parts, ", ")
	}
	return fmt.Sprint(v)
}

// Cells returns a row's values as text, in the order of columns.
func Cells(columns []string, row map[string]any) []string {
	out := make([]string, len(columns))
	for i, c := range columns {
		out[i] = Text(row[c])
	}
	return out
}

// Every returns all columns of a table: those that it shows, then those by which a row can be
// cited, joined and sorted.
func (t *Table) Every() []string {
	out := slices.Clone(t.Columns)
	there := map[string]bool{}
	for _, r := range t.Rows {
		for k := range r {
			there[k] = true
		}
	}
	for _, c := range out {
		delete(there, c)
	}
	for _, c := range canonical {
		if there[c] {
			out = append(out, c)
			delete(there, c)
		}
	}
	return append(out, slices.Sorted(maps.Keys(there))...)
}

// WriteCSV writes columns of the table with a line of their names.
func (t *Table) WriteCSV(w io.Writer, columns []string) error {
	out := csv.NewWriter(w)
	out.Write(columns) // an error stays in out
	for _, row := range t.Rows {
		cells := Cells(columns, row)
		for i, c := range columns {
			if b, ok := row[c].(bool); ok {
				cells[i] = strconv.FormatBool(b)
			}
		}
		out.Write(cells)
	}
	out.Flush()
	return out.Error()
}

// Ordered is a row as JSON with its columns in their order; numbers, lists and structures stay what
// they are.
type Ordered struct {
	Columns []string
	Row     map[string]any
}

// MarshalJSON writes the row.
func (o Ordered) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	first := true
	for _, c := range o.Columns {
		v, ok := o.Row[c]
		if !ok {
			continue
		}
		if !first {
			b.WriteByte(',')
		}
		first = false
		for i, x := range []any{c, v} {
			if i > 0 {
				b.WriteByte(':')
			}
			e := json.NewEncoder(&b)
			e.SetEscapeHTML(false)
			if err := e.Encode(x); err != nil {
				return nil, err
			}
			b.Truncate(b.Len() - 1) // the encoder's line end
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// Ordered returns the rows as JSON writes them.
func (t *Table) Ordered(columns []string) []Ordered {
	out := make([]Ordered, len(t.Rows))
	for i, r := range t.Rows {
		out[i] = Ordered{columns, r}
	}
	return out
}

// Nodes returns the identifiers of the nodes that the rows are about, each once: their statements
// where they have some, else whatever nodes they name.
func (t *Table) Nodes() []string {
	seen := map[string]bool{}
	var out []string
	add := func(v any) {
		if id, ok := v.(string); ok && !seen[id] &&
			slices.ContainsFunc(model.NodePrefixes, func(p string) bool { return strings.HasPrefix(id, p) }) {
			seen[id] = true
			out = append(out, id)
		}
	}
	for _, row := range t.Rows {
		add(row["statement_id"])
	}
	if len(out) > 0 {
		return out
	}
	for _, row := range t.Rows {
		for _, k := range slices.Sorted(maps.Keys(row)) {
			add(row[k])
		}
	}
	return out
}
