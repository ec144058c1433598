package source

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"quotegraph/internal/model"
)

// readLines reads one article a line; an error in one is yielded with path:line and the next goes on.
func readLines(x *input, o Options, yield yields) bool {
	for n := 1; ; n++ {
		raw, tooLong, err := nextLine(x.in, o.Line)
		if len(bytes.TrimSpace(raw)) > 0 || tooLong {
			place := fmt.Sprintf("%s:%d", x.place, n)
			if !parseLine(place, raw, tooLong, o, yield) {
				return false
			}
		}
		if err == io.EOF {
			return true
		}
		if err != nil {
			return yield(model.Article{}, failed(x.place, err))
		}
	}
}

// nextLine returns a line; of one longer than most, only that it was.
func nextLine(in *bufio.Reader, most int) (raw []byte, tooLong bool, err error) {
	for {
		part, err := in.ReadSlice('\n')
		if !tooLong {
			raw = append(raw, part...)
		}
		if len(raw) > most {
			raw, tooLong = nil, true
		}
		if err != bufio.ErrBufferFull {
			return raw, tooLong, err
		}
	}
}

// parseLine reads the article of a line, or the articles where it holds a list of them.
func parseLine(place string, raw []byte, tooLong bool, o Options, yield yields) bool {
	if tooLong {
		return yield(
			model.Article{},
			&Error{place, fmt.Errorf("line longer than %s: raise ingest.max_line (--max-line)", size(o.Line))},
		)
	}
	var object map[string]any
	from := json.NewDecoder(bytes.NewReader(raw))
	from.UseNumber()
	err := from.Decode(&object)
	if err == nil && len(bytes.TrimSpace(raw[from.InputOffset():])) > 0 {
		err = errors.New("not JSON: more than one value in the line")
	}
	if err != nil {
		return yield(model.Article{}, &Error{place, explain(err)})
	}
	found := false
	goOn := eachArticle(object, 0, func(x map[string]any) bool {
		found = true
		return yield(articleOf(place, x, o))
	})
	if !found {
		return yield(articleOf(place, object, o)) // which says what it lacks
	}
	return goOn
}

// articleOf reads an article from an object of JSON.
func articleOf(place string, object map[string]any, o Options) (model.Article, error) {
	for _, k := range []string{"text", "doc_id"} { // of our own form
		if v, ok := object[k]; ok && v != nil {
			if _, ok := v.(string); !ok {
				if _, number := v.(json.Number); k == "text" || !number {
					return model.Article{}, &Error{
						place,
						fmt.Errorf("field %q is %s where string is wanted", k, kindOf(v)),
					}
				}
			}
		}
	}
	f := fieldsOf(object, o.own())
	if f[keyText] == "" && f[keyHTML] == "" && f[keySummary] == "" {
		if id := f[keyID]; id != "" {
			return model.Article{}, &Error{place, fmt.Errorf("article %q: text is empty: no text to read", id)}
		}
		return model.Article{}, &Error{
			place,
			errors.New(
				"no text: each article is an object with a \"text\" (or body, content, articleBody, maintext …); " +
					"--map text=NAME names another key",
			),
		}
	}
	return f.article(place, o)
}

func kindOf(v any) string {
	switch v.(type) {
	case bool:
		return "bool"
	case json.Number:
		return "number"
	case []any:
		return "array"
	case map[string]any:
		return "object"
	}
	return fmt.Sprintf("%T", v)
}

func explain(err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("not JSON: %v at byte %d of the line", syntax, syntax.Offset)
	case errors.As(err, &kind):
		return fmt.Errorf("field %q is %s where %s is wanted", kind.Field, kind.Value, kind.Type)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("not JSON: unexpected end of JSON input")
	}
	return err
}
