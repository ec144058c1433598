package model

import "slices"

// AgentKind is the type of a source.
type AgentKind string

const (
	Person       AgentKind = "person"
	Organization AgentKind = "organization"
	Country      AgentKind = "country"
	Place        AgentKind = "place"    // a city, state or region: "Fresno"
	Group        AgentKind = "group"    // people without a name: "residents"
	Paper        AgentKind = "document" // "the report"
	Unnamed      AgentKind = "unnamed"  // "an official who asked not to be named"
	Joint        AgentKind = "joint"    // several named agents together
)

// Gender of a person, as far as the article tells.
type Gender uint8

const (
	UnknownGender Gender = iota
	Male
	Female
)

// Agent is somebody or something that speaks or is spoken for.
type Agent struct {
	Kind    AgentKind
	Name    string   // fullest form the article gives; "" for an agent without a name
	Words   string   // a nameless agent's description as written: "a senior diplomat"
	Aliases []string // other forms the article uses, each once, in text order
	Gender  Gender
	// Anonymous says that the article tells of a source without a name that it is not to be named:
	// "who asked not to be identified".
	Anonymous bool
	// Local says that the name may not be matched across articles: a bare surname that
	// no article resolves, or an unnamed source. Two Smiths are never merged silently.
	Local    bool
	Mentions []Span   // in text order
	Members  []*Agent // of a joint source
	Known    string   // usual full name of a well-known body or country, for its identity; "" if not known
	// Descriptions are the phrases of the article that say what the agent is, each with its
	// determiner: "head of the Chinese Mission", "a senior Chinese diplomat".
	Descriptions []Span
}

// Display returns the name, or the words that describe an agent without one.
func (a *Agent) Display() string {
	if a.Name != "" {
		return a.Name
	}
	return a.Words
}

// AddAlias notes another form of the agent's name.
func (a *Agent) AddAlias(form string) {
	if form == "" || form == a.Name || slices.Contains(a.Aliases, form) {
		return
	}
	a.Aliases = append(a.Aliases, form)
}

// Rename gives the agent another name; the one it had becomes an alias.
func (a *Agent) Rename(name string) {
	was := a.Name
	a.Name = name
	a.AddAlias(was)
}

// Describe notes a phrase that says what the agent is.
func (a *Agent) Describe(s Span) {
	if !slices.Contains(a.Descriptions, s) {
		a.Descriptions = append(a.Descriptions, s)
	}
}

// Named reports whether the agent has a name of its own.
func (a *Agent) Named() bool { return a.Name != "" }
