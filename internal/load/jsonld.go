package load

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/piprate/json-gold/ld"

	"quotegraph/internal/rdf"
)

// jsonLD reads a JSON-LD document, whole, and calls f with its quads. Nothing is fetched: a context
// that stands elsewhere is refused.
func jsonLD(r io.Reader, label quad.Value, f func(quad.Quad) error) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	var doc any
	if err := json.Unmarshal(raw, &doc); err != nil {
		return placed(raw, err)
	}
	o := ld.NewJsonLdOptions("")
	o.DocumentLoader = nowhere{}
	o.ProcessingMode = ld.JsonLd_1_1
	data, err := toRDF(doc, o)
	if err != nil {
		return fmt.Errorf("no JSON-LD that can be read: %w", err)
	}
	graphs := data.(*ld.RDFDataset).Graphs
	names := make([]string, 0, len(graphs))
	for name := range graphs {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		graph := label
		if name != "@default" {
			graph = quad.IRI(name)
			if blank, ok := strings.CutPrefix(name, "_:"); ok {
				graph = quad.BNode(blank)
			}
		}
		for _, q := range graphs[name] {
			if err := f(quad.Quad{Subject: term(q.Subject), Predicate: term(q.Predicate),
				Object: term(q.Object), Label: graph}); err != nil {
				return err
			}
		}
	}
	return nil
}

// toRDF turns a document into RDF. The library panics at some that are no JSON-LD.
func toRDF(doc any, o *ld.JsonLdOptions) (data any, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("its keys or values are not what JSON-LD has there (%v)", p)
		}
	}()
	return ld.NewJsonLdProcessor().ToRDF(doc, o)
}

func term(n ld.Node) quad.Value {
	switch n := n.(type) {
	case ld.Literal:
		switch {
		case n.Language != "":
			return quad.LangString{Value: quad.String(n.Value), Lang: n.Language}
		case n.Datatype == ld.XSDString || n.Datatype == "":
			return quad.String(n.Value)
		}
		return quad.TypedString{Value: quad.String(n.Value), Type: quad.IRI(n.Datatype)}
	case ld.BlankNode:
		return quad.BNode(strings.TrimPrefix(n.Attribute, "_:"))
	}
	return quad.IRI(n.GetValue())
}

// nowhere refuses to fetch contexts.
type nowhere struct{}

// LoadDocument refuses.
func (nowhere) LoadDocument(u string) (*ld.RemoteDocument, error) {
	return nil, fmt.Errorf("the context %s stands elsewhere; nothing is fetched: put it into the file", u)
}

// placed gives an error of JSON its line and column.
func placed(raw []byte, err error) error {
	var syntax *json.SyntaxError
	if !errors.As(err, &syntax) {
		return err
	}
	before := string(raw[:min(int(syntax.Offset), len(raw))])
	line := strings.Count(before, "\n") + 1
	column := len([]rune(before[strings.LastIndexByte(before, '\n')+1:]))
	return &rdf.Error{Line: line, Column: max(column, 1), Text: syntax.Error()}
}
