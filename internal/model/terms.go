package model

import (
	"slices"
	"sync"
)

// Range is what a predicate leads to.
type Range string

const (
	RangeNode    Range = "node"
	RangeText    Range = "text"
	RangeInteger Range = "integer"
	RangeNumber  Range = "number" // a fraction
	RangeBoolean Range = "boolean"
	RangeDate    Range = "date" // xsd:date, xsd:dateTime, xsd:gYearMonth or xsd:gYear
	RangeClass   Range = ""     // the term is a class
)

// Term is a class or predicate of the vocabulary. docs/vocabulary.ttl and docs/shapes.ttl are
// written from the terms, and a test fails where they differ.
type Term struct {
	IRI     string // short
	Label   string
	Comment string
	Domain  []string // classes, short; empty: any
	Range   Range
	Classes []string // of nodes that a predicate leads to; empty: any
	Once    bool     // at most one a subject
	Needed  bool     // at least one a subject of each class of the domain
	Sub     []string // what it is a kind of in other vocabularies, short
}

// Terms are the classes and predicates that the graph uses, those of other vocabularies too.
var Terms = []Term{
	// classes
	{
		IRI:   ClassArticle,
		Label: "article",
		Comment: "A news article as it was read, with its text. Its statements name it as schema:isPartOf, and its " +
			"quads stand in a graph of its own.",
	},
	{
		IRI:     ClassStatement,
		Label:   "statement",
		Comment: "What somebody said, as an article reports it.",
		Sub:     []string{"prov:Entity", "oa:Annotation"},
	},
	{
		IRI:     ClassQuotation,
		Label:   "quotation",
		Comment: "A statement whose words, or some of them, stand in quotation marks.",
	},
	{
		IRI:     ClassClaim,
		Label:   "claim",
		Comment: "A statement in the article's own words, or a thought in quotation marks that nobody spoke.",
	},
	{IRI: ClassPerson, Label: "person", Comment: "A person with a name.", Sub: []string{"prov:Agent"}},
	{
		IRI:     ClassOrganization,
		Label:   "organization",
		Comment: "A body with a name: a company, ministry, party, court, team or outlet.",
		Sub:     []string{"prov:Agent", "org:Organization"},
	},
	{
		IRI:     ClassCountry,
		Label:   "country",
		Comment: "A country that speaks or is spoken for.",
		Sub:     []string{"prov:Agent"},
	},
	{
		IRI:     ClassPlace,
		Label:   "place",
		Comment: "A place that speaks, or where something happened: a city, state or building.",
		Sub:     []string{"prov:Location"},
	},
	{
		IRI:     ClassGroup,
		Label:   "group",
		Comment: "People or bodies that speak together without being an organisation.",
		Sub:     []string{"prov:Agent"},
	},
	{
		IRI:     ClassUnnamed,
		Label:   "unnamed source",
		Comment: "A source that the article does not name.",
		Sub:     []string{"prov:Agent"},
	},
	{IRI: ClassJoint, Label: "joint source", Comment: "Several sources of one statement.", Sub: []string{"prov:Agent"}},
	{IRI: ClassRole, Label: "role", Comment: "That somebody holds or held an office, with the words that prove it."},
	{
		IRI:     ClassEvent,
		Label:   "occasion",
		Comment: "The occasion of a statement: a press conference, interview, post, letter or speech.",
	},
	{
		IRI:     ClassDocument,
		Label:   "document",
		Comment: "Something written that speaks: a report, poll, letter or lawsuit.",
	},
	{
		IRI:     ClassRepresentation,
		Label:   "representation",
		Comment: "That an agent speaks for a principal, with the words that prove it.",
		Sub:     []string{"prov:Delegation"},
	},

	{IRI: Type, Label: "type", Comment: "The class of a node.", Range: RangeNode},

	// articles
	{
		IRI:     ArticleID,
		Label:   "article id",
		Comment: "The article's own identifier, doc_id.",
		Domain:  []string{ClassArticle},
		Range:   RangeText,
		Once:    true,
		Needed:  true,
	},
	{
		IRI:     Headlined,
		Label:   "headline",
		Comment: "The headline.",
		Domain:  []string{ClassArticle},
		Range:   RangeText,
		Once:    true,
	},
	{
		IRI:     DatePublished,
		Label:   "date published",
		Comment: "When the article appeared.",
		Domain:  []string{ClassArticle},
		Range:   RangeDate,
		Once:    true,
	},
	{
		IRI:     DateText,
		Label:   "date text",
		Comment: "The date of an article or occasion as it was given, where it, or its time, could not be read.",
		Domain:  []string{ClassArticle, ClassEvent},
		Range:   RangeText,
		Once:    true,
	},
	{
		IRI:     Publisher,
		Label:   "publisher",
		Comment: "Of an article the outlet's name; of a document its publisher, a node.",
		Domain:  []string{ClassArticle, ClassDocument},
		Range:   RangeText,
	},
	{
		IRI:     Author,
		Label:   "author",
		Comment: "Who wrote the article, as its by-line says.",
		Domain:  []string{ClassArticle},
		Range:   RangeText,
		Once:    true,
	},
	{
		IRI:   CopyOf,
		Label: "copy of",
		Comment: "The article that another is a copy of: the same text, or one with small edits or cuts. The first " +
			"one that was read.",
		Domain: []string{ClassArticle},
		Range:  RangeNode,
		Once:   true,
		Sub:    []string{"prov:wasDerivedFrom"},
	},
	{
		IRI:     URL,
		Label:   "address",
		Comment: "The article's address on the web.",
		Domain:  []string{ClassArticle},
		Range:   RangeText,
		Once:    true,
	},
	{
		IRI:     DatelineOf,
		Label:   "dateline",
		Comment: "The place an article is datelined.",
		Domain:  []string{ClassArticle},
		Range:   RangeText,
		Once:    true,
	},
	{
		IRI:     SHA256,
		Label:   "sha256",
		Comment: "SHA-256 of the article's text, in hexadecimal.",
		Domain:  []string{ClassArticle},
		Range:   RangeText,
		Once:    true,
		Needed:  true,
	},
	{
		IRI:     SourceOf,
		Label:   "source",
		Comment: "Where an article was read from: a file, and the line in it.",
		Domain:  []string{ClassArticle},
		Range:   RangeText,
		Once:    true,
	},
	{
		IRI:     ArticleText,
		Label:   "article body",
		Comment: "The article's text, as it was read.",
		Domain:  []string{ClassArticle},
		Range:   RangeText,
		Once:    true,
		Needed:  true,
	},

	// statements
	{
		IRI:     Text,
		Label:   "text",
		Comment: "The content of a statement. Where other words stood between its parts, there is an ellipsis.",
		Domain:  []string{ClassStatement},
		Range:   RangeText,
		Once:    true,
		Needed:  true,
	},
	{
		IRI:     TypeOf,
		Label:   "quote type",
		Comment: "direct, mixed or indirect.",
		Domain:  []string{ClassStatement},
		Range:   RangeText,
		Once:    true,
		Needed:  true,
	},
	{
		IRI:     VerbatimOf,
		Label:   "verbatim",
		Comment: "A part of a statement in quotation marks.",
		Domain:  []string{ClassStatement},
		Range:   RangeText,
	},
	{
		IRI:     SaidBy,
		Label:   "said by",
		Comment: "The source of a statement.",
		Domain:  []string{ClassStatement},
		Range:   RangeNode,
		Once:    true,
		Sub:     []string{"prov:wasAttributedTo"},
	},
	{
		IRI:     SourceText,
		Label:   "source text",
		Comment: "The source as the article words it.",
		Domain:  []string{ClassStatement},
		Range:   RangeText,
		Once:    true,
	},
	{
		IRI:     CueOf,
		Label:   "cue",
		Comment: "The words that report a statement.",
		Domain:  []string{ClassStatement},
		Range:   RangeText,
		Once:    true,
	},
	{
		IRI:   SaidOf,
		Label: "said",
		Comment: "The cue as the article writes it, with what negates or conditions it: denied, did not say, is " +
			"expected to announce.",
		Domain: []string{ClassStatement},
		Range:  RangeText,
		Once:   true,
	},
	{
		IRI:     InRole,
		Label:   "in role",
		Comment: "The role in which it was said.",
		Domain:  []string{ClassStatement},
		Range:   RangeNode,
		Classes: []string{ClassRole},
		Once:    true,
	},
	{
		IRI:     OnBehalfOf,
		Label:   "on behalf of",
		Comment: "The agent on whose behalf it was said.",
		Domain:  []string{ClassStatement},
		Range:   RangeNode,
	},
	{
		IRI:   EvidenceOf,
		Label: "evidence",
		Comment: "The kind of evidence that an agent speaks for another: qg:explicit, qg:role, qg:collective, " +
			"qg:standing.",
		Domain: []string{ClassStatement, ClassRepresentation},
		Range:  RangeNode,
	},
	{
		IRI:     AddressedTo,
		Label:   "addressee",
		Comment: "Whom a statement was addressed to, as the article words it.",
		Domain:  []string{ClassStatement},
		Range:   RangeText,
		Once:    true,
	},
	{
		IRI:     ToldTo,
		Label:   "addressed to",
		Comment: "Whom a statement was addressed to.",
		Domain:  []string{ClassStatement},
		Range:   RangeNode,
		Once:    true,
	},
	{
		IRI:     At,
		Label:   "at",
		Comment: "The occasion at which it was said.",
		Domain:  []string{ClassStatement},
		Range:   RangeNode,
		Classes: []string{ClassEvent},
		Once:    true,
		Sub:     []string{"schema:recordedAt"},
	},
	{
		IRI:     IsPartOf,
		Label:   "is part of",
		Comment: "The article that reports a statement.",
		Domain:  []string{ClassStatement},
		Range:   RangeNode,
		Classes: []string{ClassArticle},
		Once:    true,
		Needed:  true,
	},
	{
		IRI:     ReportedIn,
		Label:   "reported in",
		Comment: "The statement that reports this one.",
		Domain:  []string{ClassStatement},
		Range:   RangeNode,
		Classes: []string{ClassStatement},
		Once:    true,
	},
	{
		IRI:     Begin,
		Label:   "begin",
		Comment: "First byte of a statement in its article's text, source and cue included.",
		Domain:  []string{ClassStatement},
		Range:   RangeInteger,
		Once:    true,
		Needed:  true,
	},
	{
		IRI:     End,
		Label:   "end",
		Comment: "Byte after a statement in its article's text.",
		Domain:  []string{ClassStatement},
		Range:   RangeInteger,
		Once:    true,
		Needed:  true,
	},
	{
		IRI:   PartAt,
		Label: "part at",
		Comment: "Where a part of a statement's content stands in the article's text: first byte and the byte " +
			"after, \"120-145\".",
		Domain: []string{ClassStatement},
		Range:  RangeText,
	},
	{
		IRI:     CueAt,
		Label:   "cue at",
		Comment: "Where a statement's cue stands, in bytes.",
		Domain:  []string{ClassStatement},
		Range:   RangeText,
	},
	{
		IRI:     SourceAt,
		Label:   "source at",
		Comment: "Where the mention of a statement's source stands, in bytes.",
		Domain:  []string{ClassStatement},
		Range:   RangeText,
	},
	{
		IRI:     Position,
		Label:   "position",
		Comment: "Place among the statements of an article, from 1.",
		Domain:  []string{ClassStatement},
		Range:   RangeInteger,
		Once:    true,
		Needed:  true,
	},
	{
		IRI:   Confidence,
		Label: "confidence",
		Comment: "The share of statements with such scores that are right, source included, as measured on articles " +
			"kept out of training.",
		Domain: []string{ClassStatement},
		Range:  RangeNumber,
		Once:   true,
		Needed: true,
	},
	{
		IRI:   ActOf,
		Label: "speech act",
		Comment: "What kind of saying or state of mind the cue reports: say, ask, deny, promise, order, accuse, " +
			"praise, criticize, believe, expect, plan, or show (of studies and documents).",
		Domain: []string{ClassStatement},
		Range:  RangeText,
		Once:   true,
	},
	{
		IRI:     NegatedOf,
		Label:   "negated",
		Comment: "True where the cue is negated: did not say whether, declined to comment on.",
		Domain:  []string{ClassStatement},
		Range:   RangeBoolean,
		Once:    true,
	},
	{
		IRI:     ConditionalOf,
		Label:   "conditional",
		Comment: "True where the cue only might hold: would say, could accuse.",
		Domain:  []string{ClassStatement},
		Range:   RangeBoolean,
		Once:    true,
	},
	{
		IRI:     Behalves,
		Label:   "behalf",
		Comment: "A representation that a statement rests on.",
		Domain:  []string{ClassStatement},
		Range:   RangeNode,
		Classes: []string{ClassRepresentation},
	},

	// agents
	{
		IRI:   NameOf,
		Label: "name",
		Comment: "The name of an agent or document, in the form that an article calls it by; of agents without a " +
			"name the words that describe them.",
		Range: RangeText,
	},
	{IRI: Alias, Label: "alias", Comment: "Another form of a name.", Range: RangeText},
	{
		IRI:     Represents,
		Label:   "represents",
		Comment: "The principal that an agent represents.",
		Range:   RangeNode,
		Sub:     []string{"prov:actedOnBehalfOf"},
	},
	{
		IRI:     Holds,
		Label:   "holds",
		Comment: "A role that an agent holds.",
		Range:   RangeNode,
		Classes: []string{ClassRole},
	},
	{
		IRI:     JointMember,
		Label:   "joint member",
		Comment: "A member of a joint source.",
		Domain:  []string{ClassJoint},
		Range:   RangeNode,
	},
	{
		IRI:     Anonymous,
		Label:   "anonymous",
		Comment: "True where the article says that a source is not to be named.",
		Range:   RangeBoolean,
		Once:    true,
	},
	{
		IRI:     GenderOf,
		Label:   "gender",
		Comment: "As the article's pronouns and titles tell it: female, male.",
		Domain:  []string{ClassPerson},
		Range:   RangeText,
	},

	// roles
	{
		IRI:     RoleMember,
		Label:   "member",
		Comment: "Who holds a role.",
		Domain:  []string{ClassRole},
		Range:   RangeNode,
		Once:    true,
		Needed:  true,
	},
	{
		IRI:     RoleOrg,
		Label:   "organization",
		Comment: "The body, or country, or person, in or for which a role is held.",
		Domain:  []string{ClassRole},
		Range:   RangeNode,
		Once:    true,
	},
	{
		IRI:     RoleTitle,
		Label:   "title",
		Comment: "The title of a role as written.",
		Domain:  []string{ClassRole},
		Range:   RangeText,
	},
	{
		IRI:     RoleOffice,
		Label:   "office",
		Comment: "The office that a title means: senator for Sen.",
		Domain:  []string{ClassRole},
		Range:   RangeText,
	},
	{
		IRI:     RoleFormer,
		Label:   "former",
		Comment: "True where a role is a former one.",
		Domain:  []string{ClassRole},
		Range:   RangeBoolean,
		Once:    true,
	},

	// representations
	{
		IRI:     RepresentedBy,
		Label:   "agent",
		Comment: "Who represents, in a representation.",
		Domain:  []string{ClassRepresentation},
		Range:   RangeNode,
		Once:    true,
		Needed:  true,
	},
	{
		IRI:     PrincipalOf,
		Label:   "principal",
		Comment: "Who is represented.",
		Domain:  []string{ClassRepresentation},
		Range:   RangeNode,
		Once:    true,
		Needed:  true,
		Sub:     []string{"prov:agent"},
	},
	{
		IRI:     Words,
		Label:   "words",
		Comment: "The words that prove a representation, role or occasion, or tell of a document.",
		Range:   RangeText,
	},
	{
		IRI:     WordsAt,
		Label:   "words at",
		Comment: "Where the words that prove something stand, in bytes of the article's text.",
		Range:   RangeText,
	},
	{
		IRI:     Order,
		Label:   "order",
		Comment: "Place of a principal; 0 is the nearest.",
		Domain:  []string{ClassRepresentation},
		Range:   RangeInteger,
	},

	// occasions
	{
		IRI:     EventType,
		Label:   "event type",
		Comment: "Kind of occasion.",
		Domain:  []string{ClassEvent},
		Range:   RangeText,
		Once:    true,
	},
	{
		IRI:     Location,
		Label:   "location",
		Comment: "Where it was, as the article words it.",
		Domain:  []string{ClassEvent},
		Range:   RangeText,
		Once:    true,
	},
	{
		IRI:     Where,
		Label:   "where",
		Comment: "The place, or country, where it was.",
		Domain:  []string{ClassEvent},
		Range:   RangeNode,
		Once:    true,
	},
	{
		IRI:     TimeText,
		Label:   "time text",
		Comment: "When it was, as the article words it.",
		Domain:  []string{ClassEvent, ClassDocument},
		Range:   RangeText,
		Once:    true,
	},
	{
		IRI:     StartDate,
		Label:   "start date",
		Comment: "When it was, as far as the words and the article's date tell: a day, month or year.",
		Domain:  []string{ClassEvent},
		Range:   RangeDate,
		Once:    true,
	},

	// decisions
	{
		IRI:     ClassDecision,
		Label:   "decision",
		Comment: "That agents are one or two, or what one is called; made by a rule or a person.",
	},
	{
		IRI:     Decides,
		Label:   "decides",
		Comment: "What is decided: same, apart, part, name, forgotten, elsewhere.",
		Domain:  []string{ClassDecision},
		Range:   RangeText,
		Once:    true,
		Needed:  true,
	},
	{
		IRI:     DecidedFrom,
		Label:   "decided from",
		Comment: "The agent about which is decided.",
		Domain:  []string{ClassDecision},
		Range:   RangeNode,
		Once:    true,
		Needed:  true,
	},
	{
		IRI:     DecidedTo,
		Label:   "decided to",
		Comment: "Who it is, or is not.",
		Domain:  []string{ClassDecision},
		Range:   RangeNode,
		Once:    true,
	},
	{
		IRI:     DecidedName,
		Label:   "decided name",
		Comment: "What it is called.",
		Domain:  []string{ClassDecision},
		Range:   RangeText,
		Once:    true,
	},
	{
		IRI:     DecidedIn,
		Label:   "decided in",
		Comment: "The articles in which it is somebody else.",
		Domain:  []string{ClassDecision},
		Range:   RangeNode,
	},
	{
		IRI:     DecidedBy,
		Label:   "decided by",
		Comment: "rule or person.",
		Domain:  []string{ClassDecision},
		Range:   RangeText,
		Once:    true,
	},
	{
		IRI:     DecidedReason,
		Label:   "reason",
		Comment: "Why it was decided so.",
		Domain:  []string{ClassDecision},
		Range:   RangeText,
		Once:    true,
	},
	{
		IRI:     DecidedAt,
		Label:   "decided at",
		Comment: "When it was decided.",
		Domain:  []string{ClassDecision},
		Range:   RangeDate,
		Once:    true,
	},
	{
		IRI:     SameAs,
		Label:   "same as",
		Comment: "That two identifiers are one agent's, here or in another graph.",
		Range:   RangeNode,
	},
	{
		IRI:   AsRead,
		Label: "as read",
		Comment: "The quads of an article that decisions took away, a line each with - before it, and those that " +
			"they put in their place, with +.",
		Domain: []string{ClassArticle},
		Range:  RangeText,
		Once:   true,
	},

	// documents
	{
		IRI:     SignedBy,
		Label:   "signed by",
		Comment: "Who signed a document, as the article words it.",
		Domain:  []string{ClassDocument},
		Range:   RangeText,
	},
	{
		IRI:     Signatory,
		Label:   "signatory",
		Comment: "A person or body that signed a document.",
		Domain:  []string{ClassDocument},
		Range:   RangeNode,
	},
	{
		IRI:     SignatoryCount,
		Label:   "signatory count",
		Comment: "Number of signatories.",
		Domain:  []string{ClassDocument},
		Range:   RangeInteger,
	},
}

var terms = sync.OnceValue(func() map[string]Term {
	m := make(map[string]Term, len(Terms))
	for _, t := range Terms {
		m[t.IRI] = t
	}
	return m
})

// TermOf returns the term with a short IRI; the zero Term if there is none.
func TermOf(iri string) Term { return terms()[iri] }

// Of reports whether nodes of a class have the predicate as their own: it names the class in its
// domain.
func (t Term) Of(class string) bool { return slices.Contains(t.Domain, class) }
