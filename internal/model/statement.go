package model

import "strings"

// QuoteType says how much of a statement is in its source's own words.
type QuoteType string

const (
	Direct   QuoteType = "direct"   // every word within quotation marks
	Mixed    QuoteType = "mixed"    // some words within quotation marks
	Indirect QuoteType = "indirect" // none: the article's wording, never to be shown as a quotation
)

// Act is the speech act, or the state of mind, that a cue reports.
type Act string

const (
	ActSay       Act = "say"       // tell, write, add, according to
	ActAsk       Act = "ask"       // ask, wonder, question
	ActDeny      Act = "deny"      // deny, reject, dispute
	ActPromise   Act = "promise"   // promise, vow, pledge
	ActOrder     Act = "order"     // order, urge, call for
	ActAccuse    Act = "accuse"    // accuse, blame, allege against
	ActPraise    Act = "praise"    // praise, welcome, endorse
	ActCriticize Act = "criticize" // criticise, condemn, mock
	ActBelieve   Act = "believe"   // believe, think, doubt
	ActExpect    Act = "expect"    // expect, fear, hope
	ActPlan      Act = "plan"      // plan, want, intend
	ActShow      Act = "show"      // find, show, suggest: of studies and documents
)

// Statement is one thing that somebody is reported to have said, written or thought.
type Statement struct {
	// Parts are the contents, in text order: everything attributed, quotation marks
	// included, the full stop or comma outside the marks excluded.
	Parts    []Span
	Type     QuoteType
	Verbatim []Span // the quoted stretches within Parts, marks excluded
	Cue      Span   // the reporting words; zero if there are none
	Source   Span   // the nearest mention of the source as written; zero if there is none

	Nested     bool      // reported within another statement
	Inside     int       // index of that statement in Document.Statements; -1 if not nested
	Confidence float64   // the share of such statements that are right, source included
	Scores     []float64 // what Confidence was made of; nil for what the layout tells

	Said        Span   // the cue with what negates or conditions it: "refused to say"; zero if there is no cue
	Condition   string // "if" or "unless" before the source: "if the board says so"; "" if there is none
	Act         Act    // what kind of saying the cue reports; "" if there is no cue
	Negated     bool   // "did not say whether", "declined to comment on"
	Conditional bool   // "would say", "might deny", "is expected to announce"

	// the rule that found the statement, or gave it its source's words: "turn"; "" for the
	// network's scores
	FoundBy    string
	ResolvedBy string // the rule that told who the source is: "name", "pronoun"; "" if there is no source

	Agent     *Agent      // who the source is; nil if there is no source
	Role      *Role       // the office in which the source speaks; nil if none is told
	Principal []Principal // on whose behalf, nearest first
	Event     *Event      // the occasion; nil if none is told
	Addressee Span        // to whom: "reporters"; zero if not told
	To        *Agent      // who that is; nil if nobody can be told
}

// Spoken reports whether the source is reported to have spoken so. What was refused, not said, or
// is merely expected is no quotation of its source, nor are quoted words that it denies: `denied
// that the mill was "a ruin"`.
func (s *Statement) Spoken() bool {
	return !s.Negated && !s.Conditional && (s.Act != ActDeny || s.Type == Direct)
}

// Hull returns the span from the first part's begin to the last part's end.
func (s *Statement) Hull() Span { return Hull(s.Parts) }

// Evidence says how strongly the text supports that a speaker speaks for a principal.
type Evidence string

const (
	Explicit   Evidence = "explicit"   // the text says so: spokesman for, lawyer for, on behalf of
	ByRole     Evidence = "role"       // head or officer of the principal, speaking about its business
	Collective Evidence = "collective" // a body speaks through its members
)

// Principal is somebody on whose behalf a statement is made.
type Principal struct {
	Agent    *Agent
	Evidence Evidence
	Words    Span   // the words of the article that prove it
	FoundBy  string // "office: spokesman", "words: on behalf of", "stands for it"
}

// SaidWords returns the reporting words as the article writes them, on one line, with what negates
// or conditions them: "refused to say", "if … says"; "" if there is no cue.
func (s *Statement) SaidWords(d *Document) string {
	if s.Said.IsZero() {
		return ""
	}
	words := strings.Join(strings.Fields(d.TextOf(s.Said)), " ")
	if s.Condition != "" {
		words = s.Condition + " … " + words
	}
	return words
}
