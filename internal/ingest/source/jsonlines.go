package source

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"quotegraph/internal/model"
)

// line is an article in JSON Lines. Other fields are passed over, so that the program's own output, and
// gold files, can be read again.
type line struct {
	ID        string `json:"doc_id"`
	Text      string `json:"text"`
	Title     string `json:"title"`
	Date      given  `json:"date"`
	DateText  given  `json:"date_text"` // of the program's own output
	URL       string `json:"url"`
	Publisher string `json:"publisher"`
	Author    string `json:"author"`
}

// readLines reads one article a line; an error in one is yielded with path:line and the next goes on.
func readLines(path string, r io.Reader, l Limits, yield func(model.Article, error) bool) bool {
	in := bufio.NewReaderSize(r, 64<<10)
	for n := 1; ; n++ {
		raw, tooLong, err := nextLine(in, l.Line)
		if len(bytes.TrimSpace(raw)) > 0 || tooLong {
			place := fmt.Sprintf("%s:%d", path, n)
			a, bad := parseLine(place, raw, tooLong, l)
			if !yield(a, bad) {
				return false
			}
		}
		if err == io.EOF {
			return true
		}
		if err != nil {
			return yield(model.Article{}, failed(path, err))
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

func parseLine(place string, raw []byte, tooLong bool, l Limits) (model.Article, error) {
	if tooLong {
		return model.Article{}, &Error{place, fmt.Errorf("line longer than %s: raise ingest.max_line (--max-line)", size(l.Line))}
	}
	var x line
	if err := json.Unmarshal(raw, &x); err != nil {
		return model.Article{}, &Error{place, explain(err)}
	}
	a := model.Article{ID: x.ID, Source: place, Title: x.Title, URL: x.URL, Publisher: x.Publisher, Author: x.Author, Text: x.Text}
	if a.ID == "" {
		return model.Article{}, &Error{place, errors.New(`no "doc_id": each line is {"doc_id": "…", "text": "…"}`)}
	}
	if err := check(a.Text, l); err != nil {
		return model.Article{}, &Error{place, fmt.Errorf("article %q: text %w", a.ID, err)}
	}
	readDate(&a, cmp.Or(string(x.DateText), string(x.Date)))
	return a, nil
}

func explain(err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("not JSON: %v at byte %d of the line", syntax, syntax.Offset)
	case errors.As(err, &kind):
		return fmt.Errorf("field %q is %s where %s is wanted", kind.Field, kind.Value, kind.Type)
	}
	return err
}
