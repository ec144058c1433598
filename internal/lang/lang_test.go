package lang

import (
	"strings"
	"testing"
	"unicode/utf8"

	"quotegraph/internal/model"
)

func tokens(text string) string {
	var out []string
	for _, t := range Analyze(model.Article{Text: text}).Tokens {
		out = append(out, t.Text)
	}
	return strings.Join(out, "|")
}

func TestTokens(t *testing.T) {
	for text, want := range map[string]string{
		"Dr. J. P. Moran of the U.S. Navy left.":  "Dr.|J.|P.|Moran|of|the|U.S.|Navy|left|.",
		"He doesn't know Hubei’s vice-president.": "He|does|n't|know|Hubei|’s|vice-president|.",
		"''We are late,'' he said.":               "''|We|are|late|,|''|he|said|.",
		"It costs $30,000 at 5 p.m. today.":       "It|costs|$|30,000|at|5|p.m.|today|.",
	} {
		if got := tokens(text); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}

func TestSentences(t *testing.T) {
	for text, want := range map[string]int{
		"Sen. Ana Ruiz left. She was late.":          2,
		"\"Why now?\" she asked. Nobody knew.":       2,
		"He moved to the U.S. The navy followed.":    2,
		"The U.S. Navy followed him.":                1,
		"\"We tried. We failed,\" he said.":          2,
		"On Jan. 5 Mr. Brandt met J. P. Moran here.": 1,
	} {
		if got := len(Analyze(model.Article{Text: text}).Sentences); got != want {
			t.Errorf("%s: %d sentences, not %d", text, got, want)
		}
	}
}

func TestQuotations(t *testing.T) {
	for text, want := range map[string]string{
		`"We are late," he said.`:              `"We are late,"`,
		"''We are late,'' he said.":            "''We are late,''",
		"“She said ‘no’ twice,” he said.":      "“She said ‘no’ twice,”;‘no’",
		"« On est en retard », he said.":       "« On est en retard »",
		"The workers' pay is the owners' pay.": "",
		"He is 6' 2\" tall.":                   "",
		`"We are late, he said.`:               `"We are late, he said.`,
	} {
		d := Analyze(model.Article{Text: text})
		var out []string
		for _, q := range d.Quotations {
			out = append(out, d.TextOf(q.Span))
		}
		if got := strings.Join(out, ";"); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}

func TestQuotationOverParagraphs(t *testing.T) {
	d := Analyze(model.Article{Text: "\"We are late.\n\n\"We tried,\" he said."})
	if len(d.Quotations) != 2 || !d.Quotations[0].Unclosed || !d.Quotations[1].Continues {
		t.Errorf("%+v", d.Quotations)
	}
}

func TestFurniture(t *testing.T) {
	d := Analyze(
		model.Article{
			Text: "Harbour to close\n\nBy Ana Ruiz\n\nTARN, June 2 (Meridian) - The harbour will close. (Meridian)",
		},
	)
	var kinds []string
	for _, f := range d.Furniture {
		kinds = append(kinds, string(f.Kind))
	}
	if got := strings.Join(kinds, " "); got != "headline byline dateline sign-off" {
		t.Errorf("found %s", got)
	}
	if want := (model.Dateline{Place: "Tarn", Date: "June 2", Agency: "Meridian"}); d.Dateline != want {
		t.Errorf("dateline %+v", d.Dateline)
	}
}

// FuzzAnalyze: whatever the text, nothing panics, tokens are in order, do not overlap and cut no
// code point.
func FuzzAnalyze(f *testing.F) {
	for _, s := range []string{"", "\"", "''", "U.S.", "A. B. \"C", "\n\n", "(((", "«»“”‘’",
		"a\u0301 \u202e 👩‍👩‍👧", "GENEVA -", "By X"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			t.Skip()
		}
		d := Analyze(model.Article{Text: s})
		at := 0
		for _, k := range d.Tokens {
			if k.Begin < at || k.End <= k.Begin || s[k.Begin:k.End] != k.Text || !utf8.ValidString(k.Text) {
				t.Fatalf("token %+v at %d", k, at)
			}
			at = k.End
		}
		for _, q := range d.Quotations {
			if q.First >= q.Last || q.Last > len(d.Tokens) {
				t.Fatalf("quotation %+v", q)
			}
		}
	})
}
