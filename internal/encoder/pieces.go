package encoder

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Ids of the pieces that are no part of a word.
const (
	unknownPiece = 100
	beginPiece   = 101
	endPiece     = 102
)

const (
	maxPieces  = 6   // of one word; what is left of a longer one is not read
	maxLetters = 100 // a longer stretch without a sign is one unknown piece
)

// vocabulary maps word pieces to their ids; a piece that goes on within a word begins with "##".
type vocabulary map[string]int32

func newVocabulary(lines string) vocabulary {
	v := make(vocabulary, strings.Count(lines, "\n")+1)
	id := int32(0)
	for line := range strings.Lines(lines) {
		v[strings.TrimSuffix(line, "\n")] = id
		id++
	}
	return v
}

// marks are the signs that news writes in many ways and the network reads in one.
var marks = map[string]string{
	"''": `"`, "``": `"`, "“": `"`, "”": `"`, "„": `"`, "«": `"`, "»": `"`,
	"’": "'", "‘": "'", "—": "-", "–": "-", "--": "-",
}

// pieces cuts one word into at most maxPieces ids, and never into none. The method is BERT's
// (Devlin et al., 2019): lower case, accents off, signs apart, then the longest known piece from
// the left, again and again.
func (v vocabulary) pieces(word string) []int32 {
	if m, ok := marks[word]; ok {
		word = m
	} else if strings.Contains(word, "’") {
		word = strings.ReplaceAll(word, "’", "'")
	}
	var out []int32
	for _, part := range parts(word) {
		out = v.split(out, part)
		if len(out) >= maxPieces {
			return out[:maxPieces]
		}
	}
	if len(out) == 0 {
		return []int32{unknownPiece}
	}
	return out
}

// split appends the pieces of a stretch without signs or spaces.
func (v vocabulary) split(out []int32, part string) []int32 {
	if utf8.RuneCountInString(part) > maxLetters {
		return append(out, unknownPiece)
	}
	before := len(out)
	for begin := 0; begin < len(part); {
		prefix := ""
		if begin > 0 {
			prefix = "##"
		}
		end := len(part)
		for end > begin {
			if id, ok := v[prefix+part[begin:end]]; ok {
				out = append(out, id)
				break
			}
			_, n := utf8.DecodeLastRuneInString(part[begin:end])
			end -= n
		}
		if end == begin {
			return append(out[:before], unknownPiece)
		}
		begin = end
	}
	return out
}

// parts lowers a word, takes its accents off and cuts it at spaces and around signs. Only as much
// of a very long word is looked at as its pieces could need.
func parts(word string) []string {
	const enough = 1 << 12 // bytes
	if len(word) > enough {
		word = word[:enough]
	}
	var out []string
	var b strings.Builder
	flush := func() {
		if b.Len() > 0 {
			out = append(out, b.String())
			b.Reset()
		}
	}
	for _, r := range norm.NFD.String(word) {
		switch {
		case r == 0 || r == utf8.RuneError || unicode.Is(unicode.Mn, r):
		case r == '\t' || r == '\n' || r == '\r' || unicode.IsSpace(r):
			flush()
		case unicode.Is(unicode.C, r):
		case isSign(r) || isIdeograph(r):
			flush()
			out = append(out, string(unicode.ToLower(r)))
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	flush()
	return out
}

func isSign(r rune) bool {
	if r < utf8.RuneSelf {
		return r > ' ' && r < 0x7f && !('0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z')
	}
	return unicode.IsPunct(r)
}

func isIdeograph(r rune) bool {
	return r >= 0x3400 && r <= 0x4dbf || r >= 0x4e00 && r <= 0x9fff || r >= 0xf900 && r <= 0xfaff ||
		r >= 0x20000 && r <= 0x2ceaf ||
		r >= 0x2f800 && r <= 0x2fa1f
}
