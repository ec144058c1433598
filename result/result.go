// Package result has the types of what is found in an article. Their JSON is what `graph extract`
// prints and what the scorers read; schema/result.schema.json describes it.
package result

// Range is a half-open range of an article's text, in the unit that was asked for.
type Range [2]int

// Unit is what places in a text are counted in.
type Unit string

// Units of places.
const (
	CodePoints Unit = "code_points" // Unicode code points: Python's strings; the form of `graph extract`
	Bytes      Unit = "bytes"       // of UTF-8: Go's strings
	UTF16      Unit = "utf16"       // UTF-16 units: JavaScript's and Java's strings
)

// Document is an article with all that was found in it.
type Document struct {
	ID         string       `json:"doc_id"`
	Title      string       `json:"title,omitempty"`
	Date       string       `json:"date,omitempty"`
	DateText   string       `json:"date_text,omitempty"` // as given, where it, or its time, could not be read
	Text       string       `json:"text"`
	Offsets    Unit         `json:"offsets,omitempty"` // the unit of places; none: code points
	Quotes     []Quote      `json:"quotes"`
	Roles      []Role       `json:"roles"`
	Offices    []Office     `json:"offices"`
	Behalf     []Behalf     `json:"behalf"`
	Represents []Represents `json:"represents"`
	Events     []Event      `json:"events"`
	Signed     []Signed     `json:"signed"`
}

// Quote is a statement.
type Quote struct {
	ID          int       `json:"id"`
	Parts       []Range   `json:"parts"`
	Hull        Range     `json:"quote"`
	Type        string    `json:"content_type"` // direct, mixed, indirect
	Cue         *Range    `json:"cue"`
	Said        string    `json:"said,omitempty"` // the cue with what negates or conditions it
	Speaker     *Range    `json:"speaker"`        // nearest mention of the source
	Canonical   *string   `json:"speaker_canonical"`
	Joint       []string  `json:"joint"`
	Anonymous   bool      `json:"anonymous"`
	Kind        string    `json:"speaker_kind,omitempty"`
	OnBehalfOf  []Behalfs `json:"on_behalf_of"`
	Role        *string   `json:"role"`
	Event       *string   `json:"event"`
	Addressee   *Range    `json:"addressee,omitempty"`
	Nested      bool      `json:"nested"`
	Inside      *int      `json:"inside"`
	Confidence  float64   `json:"confidence" schema:"fraction"`
	Act         string    `json:"speech_act,omitempty"`
	Negated     bool      `json:"negated,omitempty"`
	Conditional bool      `json:"conditional,omitempty"`
	Why         *Why      `json:"why,omitempty"` // with Explained
}

// Why names the rules and heads that a statement's edges come from.
type Why struct {
	Statement string   `json:"statement"`        // "network", or a rule of layout or words
	Source    string   `json:"source,omitempty"` // how the mention was led to somebody
	Role      string   `json:"role,omitempty"`
	For       []string `json:"for,omitempty"` // of each principal
}

// Behalfs is a principal of one statement.
type Behalfs struct {
	Name     string `json:"name"`
	Level    string `json:"level"` // explicit, role, collective
	Evidence *Range `json:"evidence"`
}

// Role is an office.
type Role struct {
	Person       string  `json:"person"`
	Role         string  `json:"role"`
	Organization *string `json:"organization"`
	Former       bool    `json:"former"`
	Evidence     *Range  `json:"evidence"`
}

// Office is a place that tells an office, of anybody.
type Office struct {
	Title  Range   `json:"title_at"`
	Holder *Range  `json:"holder_at"`
	Body   *Range  `json:"organization_at"`
	Person *string `json:"person"`
	Of     *string `json:"body"`
	Status string  `json:"status"` // now, former, acting, future
}

// Behalf says for whom a source speaks in this article.
type Behalf struct {
	Speaker   string `json:"speaker"`
	Principal string `json:"principal"`
	Level     string `json:"level"`
	Evidence  *Range `json:"evidence"`
}

// Represents is a standing representation.
type Represents struct {
	Organization string `json:"organization"`
	Principal    string `json:"principal"`
	Evidence     *Range `json:"evidence"`
}

// Event is an occasion.
type Event struct {
	ID       string  `json:"id"`
	Type     string  `json:"type"`
	By       *string `json:"by"`
	Place    *string `json:"place"`
	Time     *string `json:"time"`
	Date     *string `json:"date"`
	Evidence *Range  `json:"evidence"`
}

// Signed is a signed document.
type Signed struct {
	Document    string  `json:"document"`
	Publisher   *string `json:"publisher"`
	Signatories string  `json:"signatories"`
	Count       *int    `json:"count"`
	Time        *string `json:"time"`
}
