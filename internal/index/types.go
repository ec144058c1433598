package index

// Agent is a person, body, country, group or document that speaks or is spoken for.
type Agent struct {
	ID      string  `json:"id"`
	Name    string  `json:"name"`
	Kind    string  `json:"kind"`
	Members []Agent `json:"members,omitempty"` // of a joint source
}

// Principal is somebody on whose behalf a statement is made.
type Principal struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Evidence string `json:"evidence"` // explicit, role, collective
	Words    string `json:"words"`    // of the article, that prove it
}

// Office is the office in which somebody speaks.
type Office struct {
	ID             string `json:"id"`
	Title          string `json:"title"`
	Organization   string `json:"organization,omitempty"` // its name
	OrganizationID string `json:"organization_id,omitempty"`
	Former         bool   `json:"former,omitempty"`
	Words          string `json:"words,omitempty"` // of the article, that prove it
}

// Occasion is where or at what something was said.
type Occasion struct {
	ID    string `json:"id"`
	Type  string `json:"type"`
	Place string `json:"place,omitempty"`
	Time  string `json:"time,omitempty"` // as written
	Date  string `json:"date,omitempty"`
	Words string `json:"words,omitempty"`
}

// Article is an article as lists show it.
type Article struct {
	IRI        string `json:"iri"`
	ID         string `json:"id"` // its doc_id
	Title      string `json:"title"`
	Date       string `json:"date,omitempty"`
	DateText   string `json:"date_text,omitempty"` // as given, where it can't be read
	Outlet     string `json:"outlet,omitempty"`
	Author     string `json:"author,omitempty"`
	Address    string `json:"address,omitempty"`
	Dateline   string `json:"dateline,omitempty"`
	CopyOf     string `json:"copy_of,omitempty"` // the label of the article that this is a copy of
	Statements int    `json:"statements"`
}

// Statement is a statement as lists show it.
type Statement struct {
	ID          string      `json:"id"`
	Agent       *Agent      `json:"agent,omitempty"`
	Source      string      `json:"source,omitempty"` // the mention, as written
	Said        string      `json:"said,omitempty"`   // the cue with what negates or conditions it
	Text        string      `json:"text"`
	Verbatim    []string    `json:"verbatim,omitempty"`
	Type        string      `json:"type"`
	Act         string      `json:"act,omitempty"`
	Negated     bool        `json:"negated,omitempty"`
	Conditional bool        `json:"conditional,omitempty"`
	Anonymous   bool        `json:"anonymous,omitempty"`
	Office      *Office     `json:"office,omitempty"`
	For         []Principal `json:"for,omitempty"` // nearest first
	Occasion    *Occasion   `json:"occasion,omitempty"`
	To          string      `json:"to,omitempty"`
	Confidence  float64     `json:"confidence"`
	Position    int         `json:"position"`
	Begin       int         `json:"begin"`              // bytes of the article's text
	End         int         `json:"end"`                // likewise
	Inside      string      `json:"inside,omitempty"`   // the statement that reports it
	Reporter    *Agent      `json:"reporter,omitempty"` // who said that it was said
	Reported    string      `json:"reported,omitempty"` // with which words
	Gender      string      `json:"gender,omitempty"`
}

// Holding is that somebody holds or held an office.
type Holding struct {
	Person Agent `json:"person"`
	Office
}

// Representation is that somebody speaks for somebody.
type Representation struct {
	ID        string `json:"id"`
	Agent     Agent  `json:"agent"`
	Principal Agent  `json:"principal"`
	Evidence  string `json:"evidence"` // explicit, role, collective, standing
	Words     string `json:"words"`
}

// Document is a document with signatories.
type Document struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Publisher   string `json:"publisher,omitempty"`
	Signatories string `json:"signatories,omitempty"`
	Count       int    `json:"count,omitempty"`
	Time        string `json:"time,omitempty"`
	Words       string `json:"words,omitempty"`
}

// Mention is that an article mentions somebody.
type Mention struct {
	Agent      Agent `json:"agent"`
	Statements int   `json:"statements"` // of it in the article
}
