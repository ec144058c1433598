package query

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"quotegraph/internal/index"
)

// called calls a function of the host as a program's process does.
func called(t *testing.T, name string, arguments ...any) ([]byte, error) {
	t.Helper()
	from, _ := world(t)
	c, err := Caller(context.Background(), from, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	raw, err := json.Marshal(arguments)
	if err != nil {
		t.Fatal(err)
	}
	return c.Call(name, raw)
}

// What a program's process asks costs the server, which no bound of the child's memory and time holds.
func TestCallsAreBounded(t *testing.T) {
	long := strings.Repeat("ab ", LongestText)
	many := map[string]any{}
	for i := range longestArguments / 8 {
		many[fmt.Sprint("field", i)] = nil
	}
	for _, c := range []struct {
		name      string
		arguments []any
		want      string
	}{
		{"agents", []any{long}, "a text has more than 500 characters"},
		{"versions", []any{"x", long}, "a text has more than 500 characters"},
		{"statements", []any{many}, "the arguments have"},
		{"statements", []any{map[string]any{"sort": "relevance", "words": "port", "page": 1 << 62}},
			"page is a whole number up to"},
	} {
		if _, err := called(t, c.name, c.arguments...); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
	if got, err := called(t, "beside", map[string]any{}, -1); err != nil || string(got) != "[]" {
		t.Errorf("beside fewer than none: %s, %v", got, err)
	}
}

func TestNotesAreBounded(t *testing.T) {
	h := &host{report: &Report{}}
	for i := range 2 * mostNotes {
		h.note(index.Count{}, index.Filter{}, 0, 0, []index.Note{{Text: fmt.Sprint("nobody has the name ", i)}})
	}
	if n := len(h.report.Notes); n != mostNotes {
		t.Errorf("%d notes, want %d", n, mostNotes)
	}
}

func TestLongFaultsAreCut(t *testing.T) {
	f := FaultOf(fmt.Errorf("line 3, column 4: %s", strings.Repeat("é", longestFault)))
	if len(f.Text) > longestFault+len("…") || f.Line != 3 || f.Column != 4 || !strings.HasSuffix(f.Text, "é…") {
		t.Errorf("%d bytes, line %d, column %d, ends in %q", len(f.Text), f.Line, f.Column, f.Text[len(f.Text)-8:])
	}
}
