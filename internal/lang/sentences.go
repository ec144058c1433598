package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

// sentenceEnds returns, for the tokens of one paragraph, the index after each
// sentence's last token. Unicode's boundaries are taken where nothing speaks against them:
//
//   - not after an abbreviation that needs a follower: "Sen. Ana Ruiz", "No. 4", "J. P. Moran";
//   - not after one that may end a sentence, unless a word that begins one follows:
//     "the U.S. Navy" goes on, "in the U.S. The navy" does not;
//   - not before a lower-case word: `"Why now?" she asked.`;
//   - not between a sentence and the marks that close it, or after a lone opening mark.
func sentenceEnds(text string, tokens []model.Token) []int {
	at := map[int]bool{} // byte offsets at which Unicode begins a sentence
	begin := tokens[0].Begin
	rest, pos, state := text[begin:tokens[len(tokens)-1].End], begin, -1
	for rest != "" {
		var s string
		s, rest, state = uniseg.FirstSentenceInString(rest, state)
		pos += len(s)
		at[pos] = true
	}
	words := besideMarks(tokens)
	var ends []int
	for i := 1; i < len(tokens); i++ {
		if begins(text, tokens, i, at, words) {
			ends = append(ends, i)
		}
	}
	return append(ends, len(tokens))
}

// neighbours are, for each token, the nearest ones that are no marks: a row of marks is walked
// once, not from each of them.
type neighbours struct {
	before []int // the last token up to this one that is no mark or closing bracket; 0 if there is none
	behind []int // the first from this one on that is no mark; len(tokens) if there is none
}

func besideMarks(tokens []model.Token) neighbours {
	n := neighbours{make([]int, len(tokens)), make([]int, len(tokens)+1)}
	for i, t := range tokens {
		switch {
		case i == 0 || !(isMark(t.Text) || t.Text == ")" || t.Text == "]"):
			n.before[i] = i
		default:
			n.before[i] = n.before[i-1]
		}
	}
	n.behind[len(tokens)] = len(tokens)
	for i := len(tokens) - 1; i >= 0; i-- {
		n.behind[i] = i
		if isMark(tokens[i].Text) {
			n.behind[i] = n.behind[i+1]
		}
	}
	return n
}

// begins reports whether a sentence begins with token i > 0.
func begins(text string, tokens []model.Token, i int, at map[int]bool, words neighbours) bool {
	prev, cur := tokens[i-1], tokens[i]
	gap := text[prev.End:cur.Begin]
	unicodeBreak := at[cur.Begin]
	// Unicode breaks only after white space; in `late."She` the author forgot the space.
	if gap == "" && !(unicodeBreak && isMark(prev.Text)) {
		return false
	}
	last := words.before[i-1]
	b := boundary{
		end:    tokens[last].Text,
		next:   cur,
		closed: last != i-1,
		opens:  opensSentence(tokens, words.behind[i]),
	}
	if unicodeBreak || strings.Contains(gap, "\n") && strings.ContainsAny(b.end, ".!?") {
		return b.holds()
	}
	return b.missed()
}

// boundary is a place between two tokens at which a sentence may end and another begin.
type boundary struct {
	end    string      // the token that ends the sentence, closing marks and brackets skipped
	next   model.Token // the first behind the boundary
	closed bool        // closing marks or brackets stand between end and the boundary
	opens  bool        // what follows may be the first of a sentence
}

// marked reports whether a mark stands on either side, or a closing bracket.
func (b *boundary) marked() bool { return b.closed || isMark(b.next.Text) }

// missed reports whether a sentence ends where Unicode does not break: after `. . .` or before a mark
// that it takes for closing: `The talks failed. "We tried," he said.`
func (b *boundary) missed() bool {
	terminal := b.end == "." || b.end == "!" || b.end == "?"
	return terminal && b.opens && b.marked()
}

// holds reports whether nothing speaks against a break of Unicode's or at a line's end.
func (b *boundary) holds() bool {
	switch {
	case lexicon.NeverEnds(b.end): // "Sen. Ruiz"
		return false
	case isAbbreviation(b.end):
		if isSingleInitial(b.end) { // "J. P. Moran"
			return false
		}
		return b.opens && (b.marked() || lexicon.OpensSentence(b.next.Lower))
	case b.end != "." && strings.Trim(b.end, ".…") == "": // "We … we tried"
		return b.opens && b.closed
	}
	return b.opens
}

// isAbbreviation reports whether a full stop ends a word: "U.S.", but not "..".
func isAbbreviation(w string) bool {
	return strings.HasSuffix(w, ".") && strings.Trim(w, ".") != ""
}

// isSingleInitial reports "J.", but not "U.S.".
func isSingleInitial(w string) bool {
	return utf8.RuneCountInString(w) == 2 && unicode.IsUpper([]rune(w)[0])
}

// opensSentence reports whether token i, marks before it passed over, may be the first of a
// sentence: not a lower-case word, a closing sign or a dash.
func opensSentence(tokens []model.Token, i int) bool {
	if i == len(tokens) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(tokens[i].Text)
	return !unicode.IsLower(r) && !strings.ContainsRune(",;:)]-–—'", r)
}
