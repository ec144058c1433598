package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

// maxToken is the longest token in bytes; a longer run of letters is cut at a
// code point, so that a pasted blob of a megabyte does not become one word.
const maxToken = 256

// tokenize returns the tokens of a paragraph. Unicode's word boundaries come first;
// then what English news needs on top:
//
//   - a full stop stays with an abbreviation or initial: "Dr. J. P. Moran of the U.S. Navy";
//   - hyphenated words are one: "China-WHO", "vice-president", "30-year-old";
//   - clitics are apart: "he's" → he + 's, "don't" → do + n't, "Hubei's" → Hubei + 's;
//   - doubled marks are one quotation mark: ”x” typed as two apostrophes or two backquotes.
func tokenize(text string, p model.Span) []model.Token {
	words := splitWords(text, p)
	words = joinDots(text, words)
	words = joinHyphens(text, words)
	var out []model.Token
	for _, w := range words {
		for _, s := range splitClitic(text, w) {
			out = append(out, newToken(text, s))
		}
	}
	return out
}

// splitWords cuts at Unicode's word boundaries, drops white space and joins doubled marks.
func splitWords(text string, p model.Span) []model.Span {
	var out []model.Span
	rest, at, state := text[p.Begin:p.End], p.Begin, -1
	for rest != "" {
		var w string
		w, rest, state = uniseg.FirstWordInString(rest, state)
		begin := at
		at += len(w)
		if strings.TrimFunc(
			w,
			func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) && unicode.IsControl(r) },
		) == "" {
			continue
		}
		if n := len(out); n > 0 && out[n-1].End == begin && (w == "'" || w == "`") &&
			text[out[n-1].Begin:out[n-1].End] == w {
			out[n-1].End = at
			continue
		}
		for at-begin > maxToken {
			cut := begin + maxToken
			for !utf8.RuneStart(text[cut]) {
				cut--
			}
			out = append(out, model.Span{Begin: begin, End: cut})
			begin = cut
		}
		out = append(out, model.Span{Begin: begin, End: at})
	}
	return out
}

// joinDots gives the full stop back to abbreviations ("Sen."), initials ("J.") and dotted
// capitals ("U.S.", which Unicode leaves as "U.S" and "."), and joins "..." and "--".
func joinDots(text string, words []model.Span) []model.Span {
	var out []model.Span
	for _, w := range words {
		if n := len(out); n > 0 && out[n-1].End == w.Begin {
			last, this := text[out[n-1].Begin:out[n-1].End], text[w.Begin:w.End]
			if this == "." && (lexicon.IsAbbreviation(last+".") || isInitials(last)) ||
				(this == "." || this == "-") && strings.Trim(last, this) == "" && len(last) < 8 {
				out[n-1].End = w.End
				continue
			}
		}
		out = append(out, w)
	}
	return out
}

// isInitials reports a single capital ("J") or dotted single letters ("U.S", "p.m").
func isInitials(w string) bool {
	for i, part := range strings.Split(w, ".") {
		r, n := utf8.DecodeRuneInString(part)
		if n == 0 || n != len(part) || !unicode.IsLetter(r) || i == 0 && !unicode.IsUpper(r) && len(w) == n {
			return false
		}
	}
	return w != "I"
}

// joinHyphens joins word, hyphen, word where nothing stands between them.
func joinHyphens(text string, words []model.Span) []model.Span {
	var out []model.Span
	for i := 0; i < len(words); i++ {
		w := words[i]
		for i+2 < len(words) && words[i+1].Begin == w.End && words[i+2].Begin == words[i+1].End &&
			isHyphen(text[words[i+1].Begin:words[i+1].End]) && isWordy(text[w.Begin:w.End]) &&
			isWordy(text[words[i+2].Begin:words[i+2].End]) &&
			words[i+2].End-w.Begin <= maxToken {
			w.End = words[i+2].End
			i += 2
		}
		out = append(out, w)
	}
	return out
}

func isHyphen(s string) bool { return s == "-" || s == "\u2010" || s == "\u2011" }

func isWordy(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// splitClitic cuts the clitic off a word. The apostrophe may be ' or ’.
func splitClitic(text string, w model.Span) []model.Span {
	low := straight(strings.ToLower(text[w.Begin:w.End]))
	if len(low) != w.Len() { // lower case may change a word's length: then count from its end
		low = straight(text[w.Begin:w.End])
	}
	raw := text[w.Begin:w.End]
	for _, c := range []string{"n't", "'s", "'re", "'ve", "'ll", "'d", "'m"} {
		if !strings.HasSuffix(low, c) || len(low) <= len(c) {
			continue
		}
		// ’ takes three bytes, ' one: find the clitic's begin in the raw bytes.
		k := strings.LastIndexAny(raw, "'’")
		if c == "n't" {
			k--
		}
		if k <= 0 {
			break
		}
		return []model.Span{{Begin: w.Begin, End: w.Begin + k}, {Begin: w.Begin + k, End: w.End}}
	}
	return []model.Span{w}
}

// straight replaces typographic apostrophes.
func straight(s string) string { return apostrophes.Replace(s) }

var apostrophes = strings.NewReplacer("’", "'", "‘", "'", "ʼ", "'")

func newToken(text string, s model.Span) model.Token {
	t := model.Token{Span: s, Text: text[s.Begin:s.End]}
	t.Lower = straight(strings.ToLower(t.Text))
	r, _ := utf8.DecodeRuneInString(t.Text)
	switch {
	case unicode.IsDigit(r):
		t.Kind = model.Number
	case unicode.IsLetter(r), strings.HasPrefix(t.Lower, "'") && len(t.Lower) > 1 && t.Lower != "''":
		t.Kind = model.Word
	case isMark(t.Text):
		t.Kind = model.StrayQ // marks.go finds its partner
	default:
		t.Kind = model.Punct
	}
	return t
}
