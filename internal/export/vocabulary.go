package export

import (
	"fmt"
	"strings"

	"quotegraph/internal/model"
	"quotegraph/internal/rdf"
)

// kindsOfEvidence are the values of qg:evidence.
var kindsOfEvidence = []struct{ name, comment string }{
	{"explicit", "The article says outright for whom the source speaks."},
	{"role", "The source's office is to speak for the principal, or to lead it."},
	{"collective", "A body speaks through its members."},
	{"standing", "A standing link, as between a mission and its country."},
}

// Vocabulary writes the terms of the graph in Turtle, with what they mean, what they lead to and
// what they are a kind of elsewhere: docs/vocabulary.ttl.
func Vocabulary() string {
	var b strings.Builder
	b.WriteString(
		"# Written from internal/model/terms.go by `go test ./internal/export -run Vocabulary -update`.\n" + rdf.Prefixes() +
			"@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\n<urn:quotegraph:vocab> a owl:Ontology ;\n  " +
			"rdfs:label \"quotegraph\"@en ;\n" +
			"  rdfs:comment \"Who said what, in which role, on whose behalf, where and when, with the words that " +
			"prove it.\"@en .\n",
	)
	for _, t := range model.Terms {
		if t.IRI == model.Type {
			continue
		}
		class, sub := "rdf:Property", "rdfs:subPropertyOf"
		if t.Range == model.RangeClass {
			class, sub = "rdfs:Class", "rdfs:subClassOf"
		}
		fmt.Fprintf(&b, "\n%s a %s ;\n  rdfs:label \"%s\"@en ;\n  rdfs:comment %q@en", t.IRI, class, t.Label, t.Comment)
		if !strings.HasPrefix(t.IRI, "qg:") {
			fmt.Fprintf(&b, " ;\n  rdfs:isDefinedBy <%s>", model.Prefixes[t.IRI[:strings.IndexByte(t.IRI, ':')]])
		}
		for _, s := range t.Sub {
			fmt.Fprintf(&b, " ;\n  %s %s", sub, s)
		}
		switch len(t.Domain) {
		case 0:
		case 1:
			fmt.Fprintf(&b, " ;\n  rdfs:domain %s", t.Domain[0])
		default:
			fmt.Fprintf(&b, " ;\n  schema:domainIncludes %s", strings.Join(t.Domain, ", "))
		}
		switch r := rangeOf(t); {
		case len(t.Classes) == 1:
			fmt.Fprintf(&b, " ;\n  rdfs:range %s", t.Classes[0])
		case r != "":
			fmt.Fprintf(&b, " ;\n  rdfs:range %s", r)
		}
		b.WriteString(" .\n")
	}
	b.WriteString(
		"\n# Values of qg:evidence.\n\nqg:EvidenceKinds a skos:ConceptScheme ;\n  rdfs:label \"kinds of " +
			"evidence\"@en .\n",
	)
	for _, k := range kindsOfEvidence {
		fmt.Fprintf(
			&b,
			"\nqg:%s a skos:Concept ;\n  skos:inScheme qg:EvidenceKinds ;\n  skos:prefLabel \"%s\"@en ;\n  "+
				"skos:definition %q@en .\n",
			k.name,
			k.name,
			k.comment,
		)
	}
	return b.String()
}

// rangeOf is the range of a predicate as RDF names it; "" where it is not one.
func rangeOf(t model.Term) string {
	switch t.Range {
	case model.RangeText:
		if t.IRI == model.Publisher {
			return "" // a text of articles, a node of documents
		}
		return "xsd:string"
	case model.RangeInteger:
		return "xsd:integer"
	case model.RangeNumber:
		return "xsd:double"
	case model.RangeBoolean:
		return "xsd:boolean"
	}
	return ""
}

// Shapes writes in SHACL what a graph of ours must have: docs/shapes.ttl.
func Shapes() string {
	var b strings.Builder
	b.WriteString(
		"# Written from internal/model/terms.go by `go test ./internal/export -run Vocabulary " +
			"-update`.\n" + rdf.Prefixes() + "@prefix sh: <http://www.w3.org/ns/shacl#> .\n",
	)
	for _, class := range model.Terms {
		if class.Range != model.RangeClass {
			continue
		}
		var properties []string
		for _, t := range model.Terms {
			if !t.Of(class.IRI) {
				continue
			}
			p := "[ sh:path " + t.IRI
			if t.Needed {
				p += " ; sh:minCount 1"
			}
			if t.Once {
				p += " ; sh:maxCount 1"
			}
			switch r := rangeOf(t); {
			case len(t.Classes) > 0:
				p += " ; sh:class " + t.Classes[0]
			case t.Range == model.RangeNode:
				p += " ; sh:nodeKind sh:IRI"
			case r != "":
				p += " ; sh:datatype " + r
			case t.Range == model.RangeDate:
				p += " ; sh:or ( [ sh:datatype xsd:date ] [ sh:datatype xsd:dateTime ] [ sh:datatype xsd:gYearMonth " +
					"] [ sh:datatype xsd:gYear ] )"
			}
			properties = append(properties, p+" ]")
		}
		if len(properties) == 0 {
			continue
		}
		fmt.Fprintf(
			&b,
			"\nqg:%sShape a sh:NodeShape ;\n  sh:targetClass %s ;\n  sh:property %s .\n",
			localName(class.IRI),
			class.IRI,
			strings.Join(properties, ",\n    "),
		)
	}
	return b.String()
}
