package source

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"quotegraph/internal/model"
)

// lists are the keys of objects that hold articles: of JSON Feed, ninjs, JSON-LD and the interfaces
// of news sites.
var lists = []string{
	"items",
	"articles",
	"results",
	"stories",
	"documents",
	"docs",
	"hits",
	"data",
	"entries",
	"posts",
	"@graph",
	"response",
	"associations",
}

// readJSON reads one JSON value: an article, a list of them, or an object that holds such a list.
func readJSON(x *input, o Options, yield yields) bool {
	raw, err := x.all(document)
	if err != nil {
		return yield(model.Article{}, err)
	}
	var v any
	from := json.NewDecoder(bytes.NewReader(raw))
	from.UseNumber()
	if err := from.Decode(&v); err != nil {
		line := 1 + bytes.Count(raw[:min(int(from.InputOffset()), len(raw))], []byte("\n"))
		return yield(model.Article{}, &Error{fmt.Sprintf("%s:%d", x.place, line), explain(err)})
	}
	n := 0
	goOn := eachArticle(v, 0, func(object map[string]any) bool {
		n++
		place := x.place
		if _, one := v.(map[string]any); !one || n > 1 {
			place = fmt.Sprintf("%s#%d", x.place, n)
		}
		return yield(articleOf(place, object, o))
	})
	if goOn && n == 0 {
		return yield(
			model.Article{},
			x.fault(
				"%w",
				errors.New(
					"JSON without an article: an object with a \"text\" (or body, content, articleBody …), or a "+
						"list of such; --map text=NAME names another key",
				),
			),
		)
	}
	return goOn
}

// eachArticle calls f with the objects that are articles. An object that has a text is one,
// whatever lists it has beside.
func eachArticle(v any, depth int, f func(map[string]any) bool) bool {
	const deepest = 6
	if depth > deepest {
		return true
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			if !eachArticle(x, depth+1, f) {
				return false
			}
		}
	case map[string]any:
		have := fieldsOf(v, nil)
		if have[keyText] != "" || have[keyHTML] != "" {
			return f(v)
		}
		for _, k := range lists {
			if inner, ok := v[k]; ok {
				return eachArticle(inner, depth+1, f)
			}
		}
		if depth > 0 && len(v) > 0 {
			return f(v) // named, and refused with what it lacks
		}
		if len(have) > 1 {
			return f(v)
		}
	}
	return true
}
