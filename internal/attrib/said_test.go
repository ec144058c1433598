package attrib

import (
	"testing"

	"quotegraph/internal/lang"
	"quotegraph/internal/model"
)

// The network may mark the verb alone; what negates or conditions it stands to its left, or before
// the source.
func TestSaid(t *testing.T) {
	for name, c := range map[string]struct {
		text, source, cue, want string
		negated, conditional    bool
	}{
		"the verb alone": {"Ruiz said the port would close.", "Ruiz", "said", "said", false, false},
		"refused": {"Ruiz repeatedly refused to say whether it was safe.", "Ruiz", "say",
			"refused to say", true, false},
		"has not yet": {"Ruiz has not yet publicly said who paid.", "Ruiz", "said", "has not yet " +
			"publicly said", true, false},
		"did not": {"Ruiz did n't say who paid.", "Ruiz", "say", "did n't say", true, false},
		"expected": {"Ruiz is widely expected to announce new fares.", "Ruiz", "announce",
			"is widely expected to announce", false, true},
		"will": {"Ruiz will announce new fares.", "Ruiz", "announce", "will announce", false, true},
		"if":   {"The strike ends if Ruiz says the pay is fair.", "Ruiz", "says", "if … says", false, true},
		"stopped short of": {"Ruiz stopped short of saying that the pay is fair.", "Ruiz", "saying",
			"stopped short of saying", true, false},
		"another sentence's not": {"They did not. Ruiz said so.", "Ruiz", "said", "said", false, false},
		"the source is the edge": {"Those who did not, Ruiz said, were few.", "Ruiz", "said", "said", false, false},
		"a clitic":               {"Ruiz's called for new fares.", "Ruiz", "'s called for", "called for", false, false},
		"yet to":                 {"Ruiz has yet to say who paid.", "Ruiz", "say", "has yet to say", true, false},
	} {
		t.Run(name, func(t *testing.T) {
			d := lang.Analyze(model.Article{Text: c.text})
			s := &model.Statement{Source: at(t, d, c.source), Cue: at(t, d, c.cue)}
			s.Said, s.Condition = said(d, s)
			if got := s.SaidWords(d); got != c.want {
				t.Errorf("said %q, want %q", got, c.want)
			}
			_, negated, conditional := act(d, s.Said)
			if negated != c.negated || (conditional || s.Condition != "") != c.conditional {
				t.Errorf("negated %v, conditional %v", negated, conditional)
			}
		})
	}
}
