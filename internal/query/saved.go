// Package query runs Gizmo programs over a store: saved ones, whose header documents and types their
// parameters, and ones of the user's own. It knows nothing of what the predicates mean.
package query

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"quotegraph/internal/index"
)

// Param is a typed parameter of a saved query.
type Param struct {
	Name    string `json:"name"`
	Type    string `json:"type"` // string, int, number, bool, date
	Default string `json:"default"`
	About   string `json:"about"`
}

// Saved is a saved query.
type Saved struct {
	Name    string   `json:"name"`
	About   string   `json:"about"`
	Params  []Param  `json:"params"`
	Columns []string `json:"columns"`
	Program string   `json:"program"`
	Asks    []string `json:"asks"` // questions that it answers: "what did NAME deny"
}

var paramLine = regexp.MustCompile(`^@param\s+(\w+)\s+(string|int|number|bool|date)\s+("[^"]*"|\S+)\s+(.+)$`)

// Load reads the saved queries (*.js) of file systems; a later one replaces an earlier one of the
// same name.
func Load(folders ...fs.FS) ([]Saved, error) {
	found := map[string]Saved{}
	for _, f := range folders {
		names, err := fs.Glob(f, "*.js")
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			raw, err := fs.ReadFile(f, name)
			if err != nil {
				return nil, err
			}
			q, err := parse(strings.TrimSuffix(path.Base(name), ".js"), string(raw))
			if err != nil {
				return nil, err
			}
			found[q.Name] = q
		}
	}
	out := make([]Saved, 0, len(found))
	for _, q := range found {
		out = append(out, q)
	}
	slices.SortFunc(out, func(a, b Saved) int { return strings.Compare(a.Name, b.Name) })
	return out, nil
}

// parse reads a query's header: the comment lines it begins with.
func parse(name, program string) (Saved, error) {
	q := Saved{Name: name, Program: program, Params: []Param{}, Columns: []string{}, Asks: []string{}}
	in := bufio.NewScanner(strings.NewReader(program))
	for n := 1; in.Scan(); n++ {
		line, ok := strings.CutPrefix(in.Text(), "//")
		if !ok {
			break
		}
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "@param"):
			m := paramLine.FindStringSubmatch(line)
			if m == nil {
				return q, fmt.Errorf(
					"query %s, line %d: %q is not of the form `@param NAME string|int|number|bool|date DEFAULT what it does`",
					name,
					n,
					line,
				)
			}
			p := Param{m[1], m[2], strings.Trim(m[3], `"`), m[4]}
			if _, err := p.value(p.Default); err != nil {
				return q, fmt.Errorf("query %s, line %d: default of %w", name, n, err)
			}
			q.Params = append(q.Params, p)
		case strings.HasPrefix(line, "@ask"):
			for question := range strings.SplitSeq(strings.TrimPrefix(line, "@ask"), "|") {
				q.Asks = append(q.Asks, strings.TrimSpace(question))
			}
		case strings.HasPrefix(line, "@column"):
			q.Columns = append(q.Columns, columnsOf(strings.TrimPrefix(line, "@column"))...)
		default:
			q.About = strings.TrimSpace(q.About + " " + line)
		}
	}
	if q.About == "" {
		return q, fmt.Errorf("query %s: its first line must be a comment that says what it answers", name)
	}
	return q, nil
}

// value turns what the user wrote into the parameter's type.
func (p Param) value(text string) (any, error) {
	switch p.Type {
	case "int":
		return p.whole(text)
	case "number":
		return p.number(text)
	case "bool":
		if text != "true" && text != "false" {
			return nil, fmt.Errorf("parameter %s is true or false, not %q", p.Name, text)
		}
		return text == "true", nil
	case "date":
		if text != "" && !isDate(text) {
			return nil, fmt.Errorf(
				"parameter %s is a day, month or year (2024-03-06, 2024-03, 2024), not %q",
				p.Name,
				text,
			)
		}
	}
	return p.text(text)
}

// whole reads a whole number, which is not below 0.
func (p Param) whole(text string) (any, error) {
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > MostNumber {
		return nil, fmt.Errorf("parameter %s is a whole number from 0 to %d, not %q", p.Name, MostNumber, text)
	}
	return n, nil
}

// number reads a number; a confidence is from 0 to 1, or unset.
func (p Param) number(text string) (any, error) {
	f, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return nil, fmt.Errorf("parameter %s is a number, not %q", p.Name, text)
	}
	if p.Name == minConfidence && (f < unset || f > 1) || math.IsInf(f, 0) || math.IsNaN(f) {
		return nil, fmt.Errorf("parameter %s is a number from 0 to 1 (below 0: the setting), not %q", p.Name, text)
	}
	return f, nil
}

// text takes a text that is not too long, and one of the choices where there are any.
func (p Param) text(text string) (any, error) {
	if n := utf8.RuneCountInString(text); n > LongestText {
		return nil, fmt.Errorf("parameter %s has %d characters, more than %d", p.Name, n, LongestText)
	}
	if choices := p.Choices(); choices != nil && text != "" && !slices.Contains(choices, text) {
		return nil, fmt.Errorf("parameter %s is one of %s, not %q", p.Name, strings.Join(choices, ", "), text)
	}
	return text, nil
}

// isDate tells whether a text is a day, a month or a year: "2024-03-06", "2024-03", "2024".
func isDate(text string) bool {
	return slices.ContainsFunc([]string{time.DateOnly, "2006-01", "2006"}, func(layout string) bool {
		_, err := time.Parse(layout, text)
		return err == nil
	})
}

// MostNumber is the largest whole number that a parameter takes.
const MostNumber = 1_000_000

// The parameter for the least confidence, and its value for none.
const (
	minConfidence = "min_confidence"
	unset         = -1
)

// Choices are the values that a text may have, beside none; nil: any.
func (p Param) Choices() []string {
	for _, c := range Common {
		if c != p {
			continue
		}
		switch p.Name {
		case "act":
			return index.Acts()
		case "type":
			return index.Types()
		case "sort":
			return []string{"newest", "oldest", "relevance"}
		}
	}
	return nil
}

// defaultLimit is how many rows are shown unless asked for more.
const defaultLimit = 50

// Common are the parameters of every saved query; one that declares such a name itself means its own.
var Common = []Param{
	{"from", "date", "", "articles of this day, month or year and later"},
	{"to", "date", "", "articles until the end of this day, month or year"},
	{"outlet", "string", "", "only this outlet: its name, or words that the name begins with"},
	{"author", "string", "", "only articles by this author"},
	{"act", "string", "", "only this speech act: " + strings.Join(index.Acts(), ", ")},
	{"type", "string", "", "only this type: " + strings.Join(index.Types(), ", ")},
	{minConfidence, "number", "-1", "least confidence, 0 to 1 (-1: the setting query.sure)"},
	{"all", "bool", "false", "also what is unsure, and statements without a source"},
	{"sort", "string", "newest", "newest, oldest, or relevance (of words that are sought)"},
	{"limit", "int", strconv.Itoa(defaultLimit), "rows at most"},
	{"page", "int", "1", "which page of so many rows"},
}

// Every returns the query's own parameters and those that all queries have.
func (q *Saved) Every() []Param {
	out := slices.Clone(q.Params)
	for _, c := range Common {
		if !slices.ContainsFunc(q.Params, func(p Param) bool { return p.Name == c.Name }) {
			out = append(out, c)
		}
	}
	return out
}

// Bind returns the parameters' values: those given, defaults for the rest. A name that the query
// does not have or a value of the wrong type is an error.
func (q *Saved) Bind(given map[string]string) (map[string]any, error) {
	out := map[string]any{}
	var names []string
	for _, p := range q.Every() {
		names = append(names, p.Name)
		text, ok := given[p.Name]
		if !ok {
			text = p.Default
		}
		v, err := p.value(text)
		if err != nil {
			return nil, fmt.Errorf("query %s: %w", q.Name, err)
		}
		out[p.Name] = v
	}
	for _, p := range q.Params { // the query's own means what the query says
		if slices.ContainsFunc(Common, func(c Param) bool { return c.Name == p.Name }) {
			out["own:"+p.Name] = true
		}
	}
	for name := range given {
		if !slices.Contains(names, name) {
			return nil, fmt.Errorf("query %s has no parameter %q; it has: %s", q.Name, name, strings.Join(names, ", "))
		}
	}
	return out, nil
}

// ErrUnknown says that there is no saved query with a name.
var ErrUnknown = errors.New("no saved query")

// Find returns the saved query with a name.
func Find(all []Saved, name string) (Saved, error) {
	var names []string
	for _, q := range all {
		if q.Name == name {
			return q, nil
		}
		names = append(names, q.Name)
	}
	return Saved{}, fmt.Errorf("%w %q; there are: %s", ErrUnknown, name, strings.Join(names, ", "))
}
