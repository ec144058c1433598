package query

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/cayleygraph/cayley/graph"
	cquery "github.com/cayleygraph/cayley/query"
	_ "github.com/cayleygraph/cayley/query/graphql" // a language
	_ "github.com/cayleygraph/cayley/query/mql"     // a language
)

// Languages in which programs may be written, and their names.
var (
	Languages = []string{"gizmo", "mql", "graphql"}
	Named     = map[string]string{"gizmo": "Gizmo", "mql": "MQL", "graphql": "GraphQL"}
)

// Answered is the answer to a program in any of the languages.
type Answered struct {
	Table
	Raw any // as the language gives it
}

// In runs a program of the user's own in one of Languages.
func In(ctx context.Context, from Source, language, program string, l Limits) (*Answered, error) {
	qs := from.Graph
	l = l.orDefault()
	switch language {
	case "gizmo":
		t, err := Eval(ctx, from, program, l)
		if err != nil {
			return nil, err
		}
		return &Answered{*t, t.Rows}, nil
	case "mql", "graphql":
	default:
		return nil, fmt.Errorf("no language %q; there are: %s", language, strings.Join(Languages, ", "))
	}
	ctx, cancel := context.WithTimeout(ctx, l.Time)
	defer cancel()
	began := time.Now()
	a := &Answered{Table: Table{Rows: []map[string]any{}}}
	var err error
	if language == "mql" {
		err = a.mql(ctx, qs, program, l.Rows)
	} else {
		err = a.graphql(ctx, qs, program, l.Rows)
	}
	if ctx.Err() == context.DeadlineExceeded {
		return nil, ErrTime
	}
	a.Took = time.Since(began)
	return a, err
}

func (a *Answered) mql(ctx context.Context, qs graph.QuadStore, program string, rows int) error {
	it, err := cquery.GetLanguage("mql").
		HTTP(qs).
		Execute(ctx, program, cquery.Options{Collation: cquery.JSON, Limit: rows + 1})
	if err != nil {
		return err
	}
	defer it.Close()
	all := []any{}
	for it.Next(ctx) {
		if len(all) == rows {
			a.Cut = true
			break
		}
		all = append(all, it.Result())
		a.add(it.Result())
	}
	a.Raw = all
	slices.Sort(a.Columns)
	return it.Err()
}

// graphql runs by Cayley's own answer to a request; the rows are those of the first list in it.
func (a *Answered) graphql(ctx context.Context, qs graph.QuadStore, program string, rows int) error {
	var w kept
	cquery.GetLanguage("graphql").HTTPQuery(ctx, qs, &w, strings.NewReader(program))
	var out struct {
		Data   map[string]any `json:"data"`
		Errors []struct {
			Message string `json:"message"`
		} `json:"errors"`
		Error string `json:"error"`
	}
	if err := json.Unmarshal(w.Bytes(), &out); err != nil {
		return errors.New(strings.TrimSpace(w.String()))
	}
	if len(out.Errors) > 0 {
		return errors.New(out.Errors[0].Message)
	}
	if out.Error != "" {
		return errors.New(out.Error)
	}
	a.Raw = out.Data
	for _, v := range out.Data {
		list, ok := v.([]any)
		if !ok {
			list = []any{v}
		}
		for _, x := range list {
			if len(a.Rows) == rows {
				a.Cut = true
				break
			}
			a.add(x)
		}
	}
	slices.Sort(a.Columns)
	return nil
}

// kept is an answer that is kept in memory.
type kept struct {
	bytes.Buffer
	header http.Header
}

func (k *kept) Header() http.Header {
	if k.header == nil {
		k.header = http.Header{}
	}
	return k.header
}

func (*kept) WriteHeader(int) {}

// Fault is what is wrong with a program, and where; 0 where it is not known.
type Fault struct {
	Text   string `json:"error"`
	Line   int    `json:"line,omitempty"` // from 1
	Column int    `json:"column,omitempty"`
}

var faultPlaces = []*regexp.Regexp{
	regexp.MustCompile(`Line (\d+):(\d+)`),
	regexp.MustCompile(`<eval>:(\d+):(\d+)`),
	regexp.MustCompile(`line (\d+),? column (\d+)`),
	regexp.MustCompile(`line (\d+)()`),
}

// longestFault is how much of an error's text is told, in bytes: a program may write it itself.
const longestFault = 4 << 10

// FaultOf reads an error's place out of its text.
func FaultOf(err error) *Fault {
	f := &Fault{Text: err.Error()}
	if len(f.Text) > longestFault {
		f.Text = strings.ToValidUTF8(f.Text[:longestFault], "") + "…"
	}
	for _, re := range faultPlaces {
		if m := re.FindStringSubmatch(f.Text); m != nil {
			f.Line, _ = strconv.Atoi(m[1])
			f.Column, _ = strconv.Atoi(m[2]) // empty: 0
			break
		}
	}
	return f
}
