package model

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/google/uuid"
	"golang.org/x/text/unicode/norm"
)

// namespace of the project's version 5 UUIDs (RFC 9562): the same input always gives the same graph.
var namespace = uuid.NewSHA1(uuid.NameSpaceURL, []byte("urn:quotegraph:"))

// identify returns the version 5 UUID of what identifies a thing, in the order given.
func identify(parts ...string) string {
	return uuid.NewSHA1(namespace, []byte(strings.Join(parts, "\x00"))).String()
}

// Slug turns a name into the local part of an identifier: lower case, accents off, everything but
// letters and digits a hyphen. "São Paulo's Mayor" → "sao-paulos-mayor". Letters of other scripts stay.
func Slug(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFD.String(strings.ToLower(name)) {
		switch {
		case unicode.Is(unicode.Mn, r) || r == '\'' || r == '’' || r == '.':
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		default:
			gap = true
		}
	}
	return b.String()
}

// IRI returns the article's identifier.
func (a *Article) IRI() string { return "article:" + identify("article", a.ID) }

// ArticleIRI returns the identifier of the article with an id.
func ArticleIRI(id string) string { return (&Article{ID: id}).IRI() }

// IRI returns the agent's identifier: a slug of its name where the name holds across articles,
// else one of its own in this article.
func (a *Agent) IRI(article string) string {
	slug := Slug(a.Name)
	if a.Known != "" {
		slug = Slug(a.Known)
	}
	if a.Local || slug == "" {
		return "agent:" + identify("agent", article, string(a.Kind), a.Display())
	}
	switch a.Kind {
	case Person:
		return "person:" + slug
	case Country:
		return "country:" + slug
	case Place:
		return "place:" + slug
	case Organization:
		return "organization:" + slug
	}
	return "agent:" + identify("agent", article, string(a.Kind), a.Name)
}

// StatementIRI returns the identifier of the nth statement with these words from this source in an
// article; n counts from 0.
func StatementIRI(article, text, source string, n int) string {
	return "statement:" + identify("statement", article, text, source, strconv.Itoa(n))
}

// IRI returns the role's identifier; the same office held by the same person is one role in all
// articles.
func (r *Role) IRI(article string) string {
	org := ""
	if r.Organization != nil {
		org = r.Organization.IRI(article)
	}
	return RoleIRI(r.Person.IRI(article), r.Title, org, r.Former)
}

// RoleIRI returns the identifier of the role that a person holds, or held, in a body ("" for none).
func RoleIRI(person, title, body string, former bool) string {
	return "role:" + identify("role", person, strings.ToLower(title), body, strconv.FormatBool(former))
}

// DecisionIRI returns the identifier of a decision about agents.
func DecisionIRI(kind, from, to string) string {
	return "decision:" + identify("decision", kind, from, to)
}

// IRI returns the event's identifier in its article.
func (e *Event) IRI(article string) string {
	by := ""
	if e.By != nil {
		by = e.By.IRI(article)
	}
	return "event:" + identify("event", article, e.Type, by, e.Place, e.Time)
}

// IRI returns the document's identifier.
func (d *SignedDocument) IRI(article string) string {
	publisher := article // without a publisher two documents of one title are not known to be the same
	if d.Publisher != nil {
		publisher = d.Publisher.IRI(article)
	}
	return "document:" + identify("document", d.Title, publisher)
}

// RepresentationIRI returns the identifier of the finding that an agent speaks for a principal in
// an article.
func RepresentationIRI(article, agent, principal string) string {
	return "representation:" + identify("representation", article, agent, principal)
}
