package encoder

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestPieces(t *testing.T) {
	v := Default().pieces
	text := make([]string, len(v))
	for p, id := range v {
		text[id] = p
	}
	for word, want := range map[string]string{
		"Harbour":                   "harbour",
		"unmoored":                  "un ##moor ##ed",
		"Café":                      "cafe",
		"U.S.":                      "u . s .",
		"’s":                        "' s",
		"''":                        `"`,
		"—":                         "-",
		"don’t":                     "don ' t",
		"日本":                        "日 本",
		"\u200b":                    "[UNK]",
		"":                          "[UNK]",
		strings.Repeat("x", 10_000): "[UNK]",
		"well-to-do-and-so-on":      "well - to - do -",
	} {
		var got []string
		for _, id := range v.pieces(word) {
			got = append(got, text[id])
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%.20q is cut into %q, want %q", word, got, want)
		}
	}
}

func FuzzPieces(f *testing.F) {
	for _, s := range []string{"Harbour", "Café", "''", "日本", "\xff\xfe", strings.Repeat("ñ", 200),
		"a\u0301\u0301", "\x00", "𝔘nicode", "…"} {
		f.Add(s)
	}
	v := Default().pieces
	f.Fuzz(func(t *testing.T, word string) {
		p := v.pieces(word)
		if len(p) == 0 || len(p) > maxPieces {
			t.Fatalf("%q has %d pieces", word, len(p))
		}
		if slices.ContainsFunc(p, func(id int32) bool { return id < 0 || int(id) >= len(v) }) {
			t.Fatalf("%q has pieces %v", word, p)
		}
		if utf8.ValidString(word) && !slices.Equal(p, v.pieces(word)) {
			t.Fatalf("%q is cut in two ways", word)
		}
	})
}
