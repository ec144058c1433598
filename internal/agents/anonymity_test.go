package agents

import (
	"strings"
	"testing"

	"quotegraph/internal/lang"
	"quotegraph/internal/model"
)

func TestAnonymous(t *testing.T) {
	for text, want := range map[string]bool{
		"A nurse said she saw the fire.":                                               false,
		"A nurse, who asked not to be named, said she saw the fire.":                   true,
		"A nurse said she saw the fire. She was not authorised to speak to reporters.": true,
		"A nurse said she saw the fire. The ferry was not authorised to sail.":         false,
		"A nurse spoke on condition of anonymity.":                                     true,
		"A nurse said: \"I asked not to be named.\"":                                   false,
		"A nurse said she saw the fire. The nurse declined to give her name.":          true,
		"An official said she saw the fire. The official declined to give her name.":   true,
	} {
		d := lang.Analyze(model.Article{Text: text})
		end := strings.Index(text, "nurse") + len("nurse")
		if end < len("nurse") {
			end = strings.Index(text, "official") + len("official")
		}
		a := &model.Agent{Kind: model.Unnamed, Mentions: []model.Span{{Begin: 0, End: end}}}
		if got := anonymous(d, a); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
