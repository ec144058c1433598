package export

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"io"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/model"
	"quotegraph/internal/rdf"
	"quotegraph/internal/store"
)

// writeJSONLD writes a document with a context that gives every term a short name, and an article a
// graph. In a graph a node stands within the one that points to it first; later ones name it by its
// @id.
func writeJSONLD(ctx context.Context, w io.Writer, g Graph, _ Options) error {
	out := bufio.NewWriter(w)
	terms := newTerms()
	head, err := json.MarshalIndent(terms.context(), "  ", "  ")
	if err != nil {
		return err
	}
	out.WriteString("{\n  \"@context\": " + string(head) + ",\n  \"@graph\": [")
	first := true
	err = g.EachGraph(ctx, func(label quad.Value, quads []quad.Quad) error {
		nodes := terms.nodes(quads)
		if label != nil {
			nodes = []any{object{{"@id", id(label)}, {"@graph", nodes}}}
		}
		for _, n := range nodes {
			if !first {
				out.WriteByte(',')
			}
			first = false
			raw, err := plainJSON(n)
			if err != nil {
				return err
			}
			out.WriteString("\n    ")
			out.Write(raw)
		}
		return out.Flush()
	})
	if err != nil {
		return err
	}
	out.WriteString("\n  ]\n}\n")
	return out.Flush()
}

// plainJSON is json.Marshal without escapes for HTML.
func plainJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimRight(b.Bytes(), "\n"), err
}

// object is a JSON object whose keys keep their order.
type object []member

type member struct {
	key   string
	value any
}

// MarshalJSON writes the members in their order.
func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		key, err := plainJSON(m.key)
		if err != nil {
			return nil, err
		}
		value, err := plainJSON(m.value)
		if err != nil {
			return nil, err
		}
		b.Write(key)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// terms are the short names that the context gives to the vocabulary.
type terms struct{ names map[string]string } // by short IRI

func newTerms() *terms {
	t := &terms{names: map[string]string{}}
	for _, x := range model.Terms {
		t.names[x.IRI] = x.IRI[strings.IndexByte(x.IRI, ':')+1:]
	}
	return t
}

func (t *terms) context() object {
	var c object
	for _, p := range []string{"qg", "schema", "org", "prov", "oa", "owl", "rdf", "rdfs", "xsd"} {
		c = append(c, member{p, model.Prefixes[p]})
	}
	for _, x := range model.Terms {
		switch {
		case x.IRI == model.Type:
		case x.Range == model.RangeNode:
			c = append(c, member{t.names[x.IRI], object{{"@id", x.IRI}, {"@type", "@id"}}})
		case x.Range == model.RangeNumber:
			c = append(c, member{t.names[x.IRI], object{{"@id", x.IRI}, {"@type", "xsd:double"}}})
		default:
			c = append(c, member{t.names[x.IRI], x.IRI})
		}
	}
	return c
}

// term is the short name of a predicate or class, the full IRI for those of others.
func (t *terms) term(v quad.Value) string {
	if n, ok := t.names[store.Text(v)]; ok {
		return n
	}
	return id(v)
}

// id is a node's identifier in full.
func id(v quad.Value) string {
	if b, ok := v.(quad.BNode); ok {
		return "_:" + string(b)
	}
	return strings.Trim(rdf.Term(v), "<>")
}

// nodes returns an article's nodes, statements in their order, others within the first that points
// to them.
func (t *terms) nodes(quads []quad.Quad) []any {
	all := subjects(quads)
	by := map[quad.Value]*subject{}
	pointed := map[quad.Value]bool{}
	for _, s := range all {
		by[s.id] = s
	}
	for _, s := range all {
		for _, q := range s.quads {
			if to := by[q.Object]; to != nil && !top(to) && q.Object != s.id {
				pointed[q.Object] = true
			}
		}
	}
	w := nesting{terms: t, by: by, done: map[quad.Value]bool{}}
	var out []any
	order := slices.Clone(all)
	slices.SortStableFunc(order, func(a, b *subject) int {
		return cmp.Or(rank(a)-rank(b), int(integer(a.one(model.Position))-integer(b.one(model.Position))))
	})
	for _, s := range order {
		if !pointed[s.id] && !w.done[s.id] {
			out = append(out, w.node(s, 0))
		}
	}
	for _, s := range order { // nodes that only point to each other in a circle
		if !w.done[s.id] {
			out = append(out, w.node(s, 0))
		}
	}
	return out
}

// top tells whether a node stands by itself whatever points to it: the article and its statements.
func top(s *subject) bool { return s.isA(model.ClassArticle) || s.isA(model.ClassStatement) }

func rank(s *subject) int {
	switch {
	case s.isA(model.ClassArticle):
		return 0
	case s.isA(model.ClassStatement):
		return 1
	}
	return 2
}

// deepest is how far nodes stand within each other.
const deepest = 6

type nesting struct {
	*terms
	by   map[quad.Value]*subject
	done map[quad.Value]bool
}

func (w *nesting) node(s *subject, depth int) object {
	w.done[s.id] = true
	o := object{{"@id", id(s.id)}}
	for i := 0; i < len(s.quads); {
		j := i
		for j < len(s.quads) && s.quads[j].Predicate == s.quads[i].Predicate {
			j++
		}
		var list []any
		for _, q := range s.quads[i:j] {
			list = append(list, w.value(q, depth))
		}
		key := w.term(s.quads[i].Predicate)
		if store.Text(s.quads[i].Predicate) == model.Type {
			key = "@type"
		}
		if len(list) == 1 {
			o = append(o, member{key, list[0]})
		} else {
			o = append(o, member{key, list})
		}
		i = j
	}
	return o
}

func (w *nesting) value(q quad.Quad, depth int) any {
	known := w.names[store.Text(q.Predicate)] != ""
	switch v := q.Object.(type) {
	case quad.IRI, quad.BNode:
		if store.Text(q.Predicate) == model.Type {
			return w.term(v)
		}
		if to := w.by[v]; to != nil && !w.done[v] && !top(to) && depth < deepest {
			return w.node(to, depth+1)
		}
		if known && model.TermOf(store.Text(q.Predicate)).Range == model.RangeNode {
			return id(v)
		}
		return object{{"@id", id(v)}}
	case quad.Int:
		return int64(v)
	case quad.Bool:
		return bool(v)
	case quad.Float:
		if known && model.TermOf(store.Text(q.Predicate)).Range == model.RangeNumber {
			return float64(v)
		}
	case quad.String:
		return string(v)
	case quad.LangString:
		return object{{"@value", string(v.Value)}, {"@language", v.Lang}}
	}
	if typed, ok := rdf.Full(q.Object).(quad.TypedString); ok {
		return object{{"@value", string(typed.Value)}, {"@type", string(rdf.ShortIRI(typed.Type))}}
	}
	return store.Text(q.Object)
}
