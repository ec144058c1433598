package source

import (
	"errors"
	"fmt"
	"strings"

	"quotegraph/internal/date"
	"quotegraph/internal/model"
)

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
		a.Warnings = append(
			a.Warnings,
			fmt.Sprintf("%s: date %.80q can't be read; kept as text: %s", a.Source, text, unreadable.Reason),
		)
		return
	case d.Unread() != "":
		a.DateText = text
		a.Warnings = append(
			a.Warnings,
			fmt.Sprintf(
				"%s: date %.80q is read without its time; kept as text too: zone %q may be more than one",
				a.Source,
				text,
				d.Unread(),
			),
		)
	}
	a.Date = d.String()
}
