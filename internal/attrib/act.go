package attrib

import (
	"strings"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

// act reads a cue: the speech act of its reporting verb, or "say" for one that no list knows; whether it is
// negated; whether it only might be.
func act(d *model.Document, cue model.Span) (act model.Act, negated, conditional bool) {
	if cue.IsZero() {
		return "", false, false
	}
	act = model.ActSay
	first, last := d.TokensIn(cue)
	known := false
	for i := first; i < last; i++ {
		switch d.Tokens[i].Lower {
		case "not", "n't", "never", "without", "neither", "nor", "no":
			negated = true
			continue
		case "decline", "declines", "declined", "declining", "refuse", "refuses", "refused", "refusing", "fail", "fails", "failed", "failing",
			"stopped", "unable", "avoid", "avoids", "avoided", "avoiding":
			negated = true
			continue
		case "would", "could", "might", "may", "should", "can", "if":
			conditional = true
			continue
		}
		if c := lexicon.CueAt(d.Tokens, i); c != nil && (!known || i == last-1) {
			act, known = model.Act(c.Class), true
		}
	}
	return act, negated, conditional
}

// asks reports whether the last quoted words are a question, whatever the verb: `"Why?" he demanded`.
func asks(s *model.Statement, d *model.Document) bool {
	n := len(s.Verbatim)
	return n > 0 && strings.HasSuffix(strings.TrimRight(d.TextOf(s.Verbatim[n-1]), " "), "?")
}
