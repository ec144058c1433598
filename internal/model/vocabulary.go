package model

// The terms of the graph, in Cayley's short form. Exports expand the prefixes of
// Prefixes; docs/vocabulary.ttl declares the project's own terms and aligns them with PROV,
// ORG and schema.org.
const (
	// classes
	ClassArticle      = "schema:NewsArticle"
	ClassStatement    = "qg:Statement"
	ClassQuotation    = "schema:Quotation" // direct and mixed statements
	ClassClaim        = "schema:Claim"     // indirect ones
	ClassPerson       = "schema:Person"
	ClassOrganization = "schema:Organization"
	ClassCountry      = "schema:Country"
	ClassGroup        = "qg:Group"
	ClassUnnamed      = "qg:UnnamedSource"
	ClassJoint        = "qg:JointSource"
	ClassRole         = "org:Membership"
	ClassEvent        = "schema:Event"
	ClassDocument     = "schema:CreativeWork"
	ClassPlace        = "schema:Place"

	Type = "rdf:type"

	// articles
	Headlined     = "schema:headline"
	DatePublished = "schema:datePublished" // xsd:date or xsd:dateTime
	DateText      = "qg:dateText"          // the date as given, where it could not be read, or not its time
	Publisher     = "schema:publisher"
	Author        = "schema:author"
	CopyOf        = "qg:copyOf"
	URL           = "schema:url"
	DatelineOf    = "qg:dateline"
	SHA256        = "qg:sha256"
	SourceOf      = "qg:source"
	ArticleID     = "qg:articleId"
	ArticleText   = "schema:articleBody"

	// statements
	Text          = "schema:text"
	TypeOf        = "qg:quoteType"
	VerbatimOf    = "qg:verbatim"
	SaidBy        = "qg:saidBy"
	SourceText    = "qg:sourceText"
	CueOf         = "qg:cue"
	SaidOf        = "qg:said" // the cue with what negates or conditions it
	InRole        = "qg:inRole"
	OnBehalfOf    = "qg:onBehalfOf"
	EvidenceOf    = "qg:evidence"
	AddressedTo   = "qg:addressee"   // as written
	ToldTo        = "qg:addressedTo" // who that is
	At            = "qg:at"
	IsPartOf      = "schema:isPartOf"
	ReportedIn    = "qg:reportedIn"
	Begin         = "qg:begin"
	End           = "qg:end"
	Position      = "qg:position"
	PartAt        = "qg:partAt"   // places in the article's text, in bytes: "120-145"
	CueAt         = "qg:cueAt"    // likewise
	SourceAt      = "qg:sourceAt" // likewise
	Confidence    = "qg:confidence"
	ActOf         = "qg:speechAct"
	NegatedOf     = "qg:negated"
	ConditionalOf = "qg:conditional"

	// agents
	NameOf      = "schema:name"
	Alias       = "qg:alias"
	Represents  = "qg:represents"
	Holds       = "qg:holds"
	JointMember = "qg:jointMember" // joint source → each of its members
	Anonymous   = "qg:anonymous"   // true where the article says that the source is not to be named
	GenderOf    = "schema:gender"  // as the article's pronouns and titles tell: "female", "male"

	// roles
	RoleMember = "org:member"
	RoleOrg    = "org:organization"
	RoleTitle  = "qg:title"  // as written
	RoleOffice = "qg:office" // the office meant: "senator" for "Sen."
	RoleFormer = "qg:former"

	// representations: that an agent speaks for a principal, with the words that prove it
	ClassRepresentation = "qg:Representation"
	Behalves            = "qg:behalf" // statement → representation
	RepresentedBy       = "qg:agent"
	PrincipalOf         = "qg:principal"
	Words               = "qg:words" // of representations, roles and events
	WordsAt             = "qg:wordsAt"
	Order               = "qg:order" // 0: the nearest principal

	// events
	EventType = "qg:eventType"
	Location  = "schema:location" // as written
	Where     = "qg:where"        // the place that this is
	TimeText  = "qg:timeText"
	StartDate = "schema:startDate" // xsd:date, xsd:gYearMonth or xsd:gYear

	// types of dates, by how much of them is known
	TypeDay      = "xsd:date"
	TypeDateTime = "xsd:dateTime"
	TypeMonth    = "xsd:gYearMonth"
	TypeYear     = "xsd:gYear"

	// decisions: that agents are one or two, or what one is called; they stand in a graph of their own
	ClassDecision = "qg:Decision"
	DecisionGraph = "decision:graph"
	Decides       = "qg:decides" // same, apart, part, name, forgotten, elsewhere
	DecidedFrom   = "qg:decidedFrom"
	DecidedTo     = "qg:decidedTo"
	DecidedName   = "qg:decidedName"
	DecidedIn     = "qg:decidedIn"
	DecidedBy     = "qg:decidedBy"
	DecidedReason = "qg:reason"
	DecidedAt     = "qg:decidedAt"
	SameAs        = "owl:sameAs"
	AsRead        = "qg:asRead" // of an article: quads that decisions took away (-) and put in their place (+)

	// documents
	SignedBy       = "qg:signedBy" // as written
	Signatory      = "qg:signatory"
	SignatoryCount = "qg:signatoryCount"
)

// Prefixes maps each prefix of the vocabulary to its namespace.
var Prefixes = map[string]string{
	"representation": "urn:quotegraph:representation:",
	"qg":             "urn:quotegraph:vocab#",
	"schema":         "http://schema.org/",
	"org":            "http://www.w3.org/ns/org#",
	"prov":           "http://www.w3.org/ns/prov#",
	"oa":             "http://www.w3.org/ns/oa#",
	"owl":            "http://www.w3.org/2002/07/owl#",
	"rdf":            "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
	"rdfs":           "http://www.w3.org/2000/01/rdf-schema#",
	"xsd":            "http://www.w3.org/2001/XMLSchema#",
	"article":        "urn:quotegraph:article:",
	"statement":      "urn:quotegraph:statement:",
	"person":         "urn:quotegraph:person:",
	"country":        "urn:quotegraph:country:",
	"organization":   "urn:quotegraph:organization:",
	"place":          "urn:quotegraph:place:",
	"agent":          "urn:quotegraph:agent:",
	"role":           "urn:quotegraph:role:",
	"event":          "urn:quotegraph:event:",
	"document":       "urn:quotegraph:document:",
	"decision":       "urn:quotegraph:decision:",
	"selector":       "urn:quotegraph:selector:",
}

// NodePrefixes are those of the project's own nodes.
var NodePrefixes = []string{
	"article:",
	"statement:",
	"person:",
	"organization:",
	"country:",
	"place:",
	"agent:",
	"role:",
	"representation:",
	"event:",
	"document:",
}
