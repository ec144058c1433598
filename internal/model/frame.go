package model

// Role is an office that a person holds, or held, in an organisation.
type Role struct {
	Person       *Agent
	Title        string // as written, without the organisation: "head", "foreign minister", "Sen."
	Office       string // the office meant, lower case: "senator" for "Sen."
	Organization *Agent // nil if the article names none
	Former       bool
	Words        Span   // the words that prove it
	FoundBy      string // "office heads" of the network, or "description"
}

// Behalf says that a speaker speaks for a principal in this article.
type Behalf struct {
	Speaker, Principal *Agent
	Evidence           Evidence
	Words              Span
}

// Representation is a standing one, apart from any speaker: a mission and its country.
type Representation struct {
	Organization, Principal *Agent
	Words                   Span
}

// Event is an occasion on which statements are made.
type Event struct {
	Type  string // "press conference", "interview", "hearing" …
	By    *Agent // who speaks there; may be nil
	Place string // "" if not told; "here" is the dateline's place
	Where *Agent // the place, or country; nil if not told
	Time  string // as written: "Thursday evening"
	// a day "2020-02-13", a month "2020-01" or a year "2019", as far as the words and the article's
	// own date allow; else ""
	Date  string
	Words Span
}

// SignedDocument is a document with signatories: an open letter, a petition.
type SignedDocument struct {
	Title       string
	Publisher   *Agent   // nil if the article names none
	Signatories string   // as written: "27 scientists from eight countries"
	Signers     []*Agent // those of them that are named
	Count       int      // 0 if not told
	Time        string   // as written
	Words       Span
}
