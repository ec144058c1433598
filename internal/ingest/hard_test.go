package ingest

import (
	"strings"
	"testing"
	"unicode/utf8"

	"quotegraph/internal/encoder"
	"quotegraph/internal/model"
	"quotegraph/internal/pipeline"
)

// Whatever the text, every span of what is found lies in it, in order, and cuts no code point.
func TestHardInput(t *testing.T) {
	said := "\"The harbour is closed,\" said Ana Ruiz, the mayor of Tarn. She added that no ship had left. "
	many := 600
	if testing.Short() {
		many = 60
	}
	for name, text := range map[string]string{
		"many statements":           strings.Repeat(said, many),
		"a word of 10,000 letters":  "Ana Ruiz said that " + strings.Repeat("x", 10_000) + " was late.",
		"10,000 marks":              strings.Repeat("\"", 10_000),
		"opening marks only":        strings.Repeat("“We are late, he said. ", many/3),
		"closing marks only":        strings.Repeat("We are late,” he said. ", many/3),
		"no punctuation":            strings.Repeat("ana ruiz said the ship was late and the mayor denied it ", many/2),
		"capitals":                  strings.ToUpper(said),
		"one letter a line":         strings.Repeat("a\n", 5000),
		"paragraphs without words":  strings.Repeat("…\n\n—\n\n", 500),
		"other scripts":             "«Мы опоздали», — сказала Анна Руис. 「遅れました」とルイスは言った。 قال إن السفينة تأخرت.",
		"combining marks and emoji": "A\u0301na Rui\u0308z 👩‍🚀 said “we 🚢🚢 are la\u0301te”.",
		"right to left":             "Ana said \u202e“we are late”\u202c on Monday.",
		"control characters":        "Ana\x00 said\x07 that \x1b[31mthe ship\x1b[0m was late.",
		"markup": "<p onclick=\"x\">Ana</p> said <script>alert('late')</script> that the ship " +
			"was late.",
		"a transcript of colons": strings.Repeat("A:\n\nB: :\n\n", 200),
		"dashes and names":       strings.Repeat("“Late.” - Ana\n\n- Ben\n\n", 200),
		"a table":                strings.Repeat("Ruiz\t1,234\t5.6%\t\"x\"\n", 300),
		"only white space":       " \n\t\u00a0\n",
		"nothing":                "",
	} {
		t.Run(name, func(t *testing.T) {
			d := pipeline.Reader{}.Read(model.Article{ID: "x", Text: text})
			for _, s := range d.Statements {
				checkSpans(t, text, s)
			}
			if name == "many statements" && len(d.Statements) < many*3/2 {
				t.Errorf("%d statements in a long article, want some %d", len(d.Statements), 2*many)
			}
		})
	}
}

// checkSpans tells whether a statement has parts, in order, and whether they and its other spans lie
// well in a text.
func checkSpans(t *testing.T, text string, s *model.Statement) {
	t.Helper()
	if len(s.Parts) == 0 || s.Confidence < 0 || s.Confidence > 1 {
		t.Errorf("a statement has parts %v and confidence %v", s.Parts, s.Confidence)
	}
	last := -1
	for _, p := range s.Parts {
		if !liesIn(text, p) || p.IsZero() || p.Begin < last {
			t.Errorf("part %v of %d bytes after %d", p, len(text), last)
		}
		last = p.End
	}
	if !liesIn(text, s.Cue) || !liesIn(text, s.Source) || !liesIn(text, s.Addressee) {
		t.Errorf("cue %v, source %v or addressee %v in %d bytes", s.Cue, s.Source, s.Addressee, len(text))
	}
}

// liesIn tells whether a span is zero, or lies in a text and cuts no code point.
func liesIn(text string, s model.Span) bool {
	return s.IsZero() ||
		0 <= s.Begin && s.Begin < s.End && s.End <= len(text) && utf8.RuneStart(text[s.Begin]) &&
			(s.End == len(text) || utf8.RuneStart(text[s.End]))
}

// A weight file of one's own is used in place of the program's.
func TestReaderUsesItsNetwork(t *testing.T) {
	if r := (pipeline.Reader{Network: encoder.Default()}).Read(model.Article{Text: "Ana Ruiz said that the ship was " +
		"late."}); len(
		r.Statements,
	) != 1 {
		t.Errorf("%d statements, want 1", len(r.Statements))
	}
}
