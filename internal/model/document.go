package model

// Document is an article on its way through the stages. Each stage reads what
// the earlier ones added and adds its own layer:
//
//	lang.Analyze    tokens, sentences, paragraphs, quotations, furniture
//	offices.Find    offices: titles, with their bodies and holders as words
//	names.Find      names of persons, organisations, countries, places
//	attrib.Find     statements: content, cue and source spans
//	agents.Resolve  agents: who each source is
//	frames.Attach   roles, principals, events, signed documents
type Document struct {
	Article Article

	Tokens     []Token
	Sentences  []Sentence
	Paragraphs []Paragraph
	Quotations []Quotation
	Furniture  []Furniture
	Dateline   Dateline

	Names      []Name
	Statements []*Statement
	Agents     []*Agent
	Offices    []*Office

	Roles           []*Role
	Behalf          []Behalf
	Representations []Representation
	Events          []*Event
	Signed          []*SignedDocument
}

// TokenKind tells what a token is made of.
type TokenKind uint8

const (
	Word   TokenKind = iota // letters, also with inner hyphens, dots or apostrophes: "U.S.", "vice-president"
	Number                  // begins with a digit: "30,000", "18th", "2.5"
	Punct                   // anything else that is not a quotation mark
	OpenQ                   // a quotation mark that opens
	CloseQ                  // a quotation mark that closes
	StrayQ                  // a quotation mark without a partner
)

// Token is a word, a number or a sign. Clitics are tokens of their own: "he's" is "he" + "'s".
type Token struct {
	Span
	Text      string // the bytes of the span
	Lower     string // lower case, typographic apostrophes made straight
	Kind      TokenKind
	Sentence  int  // index into Document.Sentences
	Paragraph int  // index into Document.Paragraphs
	Quoted    bool // lies within a quotation, its marks included
	Inner     bool // begins or ends a quotation within another
}

// Sentence covers the tokens [First, Last) and their bytes.
type Sentence struct {
	Span
	First, Last int
	Paragraph   int
}

// Paragraph covers the sentences [First, Last) and their bytes.
type Paragraph struct {
	Span
	First, Last int // sentences
}

// Quotation is a stretch of text in quotation marks. A quotation that runs over
// several paragraphs is one Quotation a paragraph, linked by Continues.
type Quotation struct {
	Span             // marks included
	First, Last int  // tokens [First, Last), marks included
	Continues   bool // goes on from the quotation before it, a paragraph earlier
	Unclosed    bool // has no closing mark
	Depth       int  // 0: outermost; 1: within another quotation
	Title       bool // names a work or document: "a letter entitled …", "under the headline …"
}

// FurnitureKind names a part of an article that is no part of what it tells.
type FurnitureKind string

const (
	Headline     FurnitureKind = "headline"
	Byline       FurnitureKind = "byline"
	DatelineMark FurnitureKind = "dateline"
	SignOff      FurnitureKind = "sign-off"
)

// Furniture is a headline, by-line, dateline or agency sign-off.
type Furniture struct {
	Span
	Kind FurnitureKind
	Text string // "Xinhua", "Ana Ruiz", the headline's words
}

// NameKind is the type of a name.
type NameKind uint8

const (
	UnknownName NameKind = iota
	PersonName
	OrganizationName
	CountryName
	PlaceName
	OtherName // works, products, holidays: names nothing that speaks
)

// Name is a proper name as it stands in the text, titles before it excluded: "Chen Xu",
// "Chinese Mission", "WHO". Names do not overlap and are in text order.
type Name struct {
	Span
	First, Last int // tokens
	Kind        NameKind
	Title       Span // honorific or office right before it: "Dr.", "Foreign Minister"; zero if none
}

// Dateline is what stands before a wire report's first sentence: "GENEVA, March 3 (Xinhua) -".
type Dateline struct {
	Place  string // as written but in title case: "Geneva"; "" if there is none
	Date   string // as written: "March 3"
	Agency string // "Xinhua"
}

// TextOf returns the words of a span.
func (d *Document) TextOf(s Span) string { return d.Article.Text[s.Begin:s.End] }

// SpanOf returns the bytes of the tokens [first, last); the zero Span if there are none.
func (d *Document) SpanOf(first, last int) Span {
	if first >= last {
		return Span{}
	}
	return Span{d.Tokens[first].Begin, d.Tokens[last-1].End}
}

// TokensIn returns the indices [first, last) of the tokens that overlap s.
func (d *Document) TokensIn(s Span) (first, last int) {
	lo, hi := 0, len(d.Tokens)
	for lo < hi {
		if m := (lo + hi) / 2; d.Tokens[m].End <= s.Begin {
			lo = m + 1
		} else {
			hi = m
		}
	}
	first = lo
	for lo < len(d.Tokens) && d.Tokens[lo].Begin < s.End {
		lo++
	}
	return first, lo
}

// InHeadline reports whether token i stands in the article's headline.
func (d *Document) InHeadline(i int) bool {
	for _, f := range d.Furniture {
		if f.Kind == Headline && f.Contains(d.Tokens[i].Span) {
			return true
		}
	}
	return false
}

// IsMark reports a quotation mark, also one that belongs to no quotation.
func (t Token) IsMark() bool { return t.Kind == OpenQ || t.Kind == CloseQ || t.Kind == StrayQ }

// InFurniture reports whether the byte at offset belongs to furniture.
func (d *Document) InFurniture(offset int) bool {
	for _, f := range d.Furniture {
		if f.Begin <= offset && offset < f.End {
			return true
		}
	}
	return false
}
