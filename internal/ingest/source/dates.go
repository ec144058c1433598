package source

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"quotegraph/internal/date"
	"quotegraph/internal/model"
)

// given is a date in JSON as it was given: a string's text, a number's digits, anything else as it is written.
type given string

func (g *given) UnmarshalJSON(raw []byte) error {
	var text string
	switch {
	case string(raw) == "null":
		*g = ""
		return nil
	case raw[0] == '"':
		if err := json.Unmarshal(raw, &text); err != nil {
			return err
		}
	default:
		text = string(raw)
		if n, err := strconv.ParseFloat(text, 64); err == nil { // 1.5820347e9
			text = strconv.FormatFloat(n, 'f', -1, 64)
		}
	}
	*g = given(text)
	return nil
}

// readDate gives an article its date. What can't be read stays as text, with a warning.
func readDate(a *model.Article, text string) {
	if strings.TrimSpace(text) == "" {
		return
	}
	d, err := date.Parse(text)
	var unreadable *date.Error
	switch {
	case errors.As(err, &unreadable):
		a.DateText = text
		a.Warnings = append(a.Warnings, fmt.Sprintf("%s: date %.80q can't be read; kept as text: %s", a.Source, text, unreadable.Reason))
		return
	case d.Unread() != "":
		a.DateText = text
		a.Warnings = append(a.Warnings, fmt.Sprintf("%s: date %.80q is read without its time; kept as text too: zone %q may be more than one", a.Source, text, d.Unread()))
	}
	a.Date = d.String()
}
