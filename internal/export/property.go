package export

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/model"
	"quotegraph/internal/rdf"
	"quotegraph/internal/store"
)

// node is a node of a property graph.
type node struct {
	id     string // full IRI
	class  string // Person, Statement, …
	label  string // what a picture shows
	attrs  map[string][]string
	begins string // the day of the first article that tells of it; "" if that is not known
	count  int    // simple graphs: statements
}

// edge leads from one node to another.
type edge struct {
	from, to string
	kind     string // the predicate's local name; in simple graphs "speaks for" or "quoted beside"
	weight   int    // in how many articles; in simple graphs of how many statements or articles
	begins   string // day
}

// attribute of nodes. Its name is the local name of a predicate, "confidence" of qg:confidence.
type attribute struct {
	name string
	kind string // long, double, boolean or string, as GraphML, GEXF and Neo4j call them
	many bool   // a node may have several
}

// kinds of attributes that are no strings.
var attributeKinds = map[model.Range]string{
	model.RangeInteger: "long",
	model.RangeNumber:  "double",
	model.RangeBoolean: "boolean",
}

// attributes are all that nodes of the full graph may have, and simpleAttributes those of agents,
// all of them texts; sorted by name.
var attributes, simpleAttributes = func() (all, simple []attribute) {
	for _, t := range model.Terms {
		if t.IRI != model.AsRead && t.Range != model.RangeClass &&
			(t.Range != model.RangeNode || t.IRI == model.EvidenceOf) {
			all = append(all, attribute{localName(t.IRI), cmp.Or(attributeKinds[t.Range], "string"), !t.Once})
		}
		if t.IRI == model.NameOf || t.IRI == model.Alias || t.IRI == model.GenderOf {
			simple = append(simple, attribute{localName(t.IRI), "string", !t.Once})
		}
	}
	for _, list := range [][]attribute{all, simple} {
		slices.SortFunc(list, func(a, b attribute) int { return strings.Compare(a.name, b.name) })
	}
	return all, simple
}()

// attributesOf are those that nodes of the full or the simple graph have.
func attributesOf(o Options) []attribute {
	if o.Simple {
		return simpleAttributes
	}
	return attributes
}

// value is what a node has of an attribute: a text with "; " between several, the first of numbers;
// "" if it has nothing.
func (n *node) value(a attribute) string {
	values := n.attrs[a.name]
	if len(values) > 0 && a.kind != "string" {
		return values[0]
	}
	return strings.Join(values, "; ")
}

// decisions is the graph of what was decided about agents: no part of a picture.
var decisions = quad.Value(quad.IRI(model.DecisionGraph))

func localName(short string) string {
	return short[strings.LastIndexAny(short, ":#/")+1:]
}

// pictured calls first with every node and then second with every edge of a graph, the full one or
// the simple one.
func pictured(ctx context.Context, g Graph, o Options, first func(*node) error, second func(edge) error) error {
	if o.Simple {
		return simple(ctx, g, first, second)
	}
	shared, missing := map[string]*node{}, map[string]bool{}
	err := g.EachGraph(ctx, func(label quad.Value, quads []quad.Quad) error {
		if label == decisions {
			return nil
		}
		all := subjects(quads)
		date := dateOf(all)
		there := map[string]bool{}
		for _, s := range all {
			there[id(s.id)] = true
		}
		for _, s := range all {
			for _, q := range s.quads {
				if to, ok := edgeTo(q); ok && !there[to] {
					missing[to] = true
				}
			}
			n := nodeOf(s, date)
			if isLocal(s.name()) {
				if err := first(n); err != nil {
					return err
				}
				continue
			}
			if before := shared[n.id]; before != nil {
				before.add(n)
			} else {
				shared[n.id] = n
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := nowhere(ctx, g, missing); err != nil {
		return err
	}
	for id := range missing { // what a foreign quad points to
		if shared[id] == nil {
			shared[id] = &node{
				id:    id,
				class: "Node",
				label: string(rdf.ShortIRI(quad.IRI(id))),
				attrs: map[string][]string{},
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(shared)) {
		if err := first(shared[id]); err != nil {
			return err
		}
	}
	return eachEdge(ctx, g, second)
}

// nowhere leaves of the nodes that another graph points to those that no graph tells of: an article's
// original stands in its own graph.
func nowhere(ctx context.Context, g Graph, nodes map[string]bool) error {
	if len(nodes) == 0 {
		return nil
	}
	return g.EachGraph(ctx, func(_ quad.Value, quads []quad.Quad) error {
		for _, s := range subjects(quads) {
			delete(nodes, id(s.id))
		}
		return nil
	})
}

// eachEdge calls f with the edges of the full graph, each once: those of one article as they come,
// those that articles share at the end.
func eachEdge(ctx context.Context, g Graph, f func(edge) error) error {
	type key struct{ from, to, kind string }
	shared := map[key]edge{}
	err := g.EachGraph(ctx, func(label quad.Value, quads []quad.Quad) error {
		if label == decisions {
			return nil
		}
		all := subjects(quads)
		date := dateOf(all)
		for _, s := range all {
			for _, q := range s.quads {
				to, ok := edgeTo(q)
				if !ok {
					continue
				}
				e := edge{id(s.id), to, localName(store.Text(q.Predicate)), 1, date}
				if isLocal(s.name()) {
					if err := f(e); err != nil {
						return err
					}
					continue
				}
				k := key{e.from, e.to, e.kind}
				if before, again := shared[k]; again {
					e.weight, e.begins = before.weight+1, earlier(before.begins, date)
				}
				shared[k] = e
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, e := range slices.SortedFunc(maps.Values(shared), func(a, b edge) int {
		return cmp.Or(strings.Compare(a.from, b.from), strings.Compare(a.kind, b.kind), strings.Compare(a.to, b.to))
	}) {
		if err := f(e); err != nil {
			return err
		}
	}
	return nil
}

// edgeTo returns the node that a quad leads to; classes and kinds of evidence are attributes.
func edgeTo(q quad.Quad) (string, bool) {
	switch store.Text(q.Predicate) {
	case model.Type, model.EvidenceOf:
		return "", false
	}
	switch q.Object.(type) {
	case quad.IRI, quad.BNode:
		return id(q.Object), true
	}
	return "", false
}

func nodeOf(s *subject, date string) *node {
	n := &node{id: id(s.id), class: classOf(s.all(model.Type)), attrs: map[string][]string{}, begins: date}
	for _, q := range s.quads {
		p := store.Text(q.Predicate)
		if _, leads := edgeTo(q); leads || p == model.Type || p == model.AsRead {
			continue
		}
		value := string(store.Text(q.Object))
		if p == model.EvidenceOf {
			value = localName(value)
		}
		n.attrs[localName(p)] = append(n.attrs[localName(p)], value)
	}
	n.label = labelOf(s)
	return n
}

// add takes in what another article says of a node.
func (n *node) add(other *node) {
	for k, values := range other.attrs {
		for _, v := range values {
			if !slices.Contains(n.attrs[k], v) {
				n.attrs[k] = append(n.attrs[k], v)
			}
		}
	}
	n.begins = earlier(n.begins, other.begins)
	if strings.Count(other.label, " ") > strings.Count(n.label, " ") { // the fuller name
		n.label = other.label
	}
}

func earlier(a, b string) string {
	if a == "" || b != "" && b < a {
		return b
	}
	return a
}

// classOf is the class that a picture tells a node by.
func classOf(types []string) string {
	if slices.Contains(types, model.ClassStatement) {
		return "Statement"
	}
	if len(types) == 0 {
		return "Node"
	}
	return localName(types[0])
}

// labelOf is what a picture shows of a node.
func labelOf(s *subject) string {
	for _, p := range []string{model.NameOf, model.Text, model.Headlined, model.RoleTitle, model.EventType,
		model.ArticleID} {
		if v := s.one(p); v != "" {
			return v
		}
	}
	if s.isA(model.ClassRepresentation) {
		return "speaks for"
	}
	return s.name()
}

// simple makes the graph for pictures: people and bodies that speak or are spoken for. "speaks for"
// has as its weight the number of statements, "quoted beside" the number of articles that quote
// both. A copy of an article in the graph counts for nothing.
func simple(ctx context.Context, g Graph, first func(*node) error, second func(edge) error) error {
	nodes, edges := map[string]*node{}, map[[3]string]*edge{}
	bond := func(from, to, kind, date string) {
		k := [3]string{from, kind, to}
		if edges[k] == nil {
			edges[k] = &edge{from: from, to: to, kind: kind}
		}
		edges[k].weight++
		edges[k].begins = earlier(edges[k].begins, date)
	}
	there := map[string]bool{}
	later := map[string][]func(){} // what copies tell, by their originals
	err := g.EachGraph(ctx, func(label quad.Value, quads []quad.Quad) error {
		all := subjects(quads)
		name, _ := label.(quad.IRI)
		tell := func() { told(all, nodes, bond) }
		there[string(name)] = true
		for _, s := range all {
			if of := s.one(model.CopyOf); of != "" && s.name() == string(name) {
				later[of] = append(later[of], tell)
				return nil
			}
		}
		tell()
		return nil
	})
	if err != nil {
		return err
	}
	for _, of := range slices.Sorted(maps.Keys(later)) {
		if !there[of] { // it stands for itself
			for _, tell := range later[of] {
				tell()
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(nodes)) {
		if err := first(nodes[id]); err != nil {
			return err
		}
	}
	for _, k := range slices.SortedFunc(maps.Keys(edges), func(a, b [3]string) int { return slices.Compare(a[:], b[:]) }) {
		if err := second(*edges[k]); err != nil {
			return err
		}
	}
	return nil
}

// told notes what an article tells for the simple graph.
func told(all []*subject, nodes map[string]*node, bond func(from, to, kind, date string)) {
	by := map[string]*subject{}
	for _, s := range all {
		by[s.name()] = s
	}
	date := dateOf(all)
	speak := map[string]bool{}
	enter := func(short string) string {
		s := by[short]
		if s == nil || isLocal(short) {
			return ""
		}
		n := nodeOf(s, date)
		if before := nodes[n.id]; before != nil {
			before.add(n)
		} else {
			nodes[n.id] = n
		}
		return n.id
	}
	for _, s := range all {
		if !s.isA(model.ClassStatement) || s.one(model.ReportedIn) != "" {
			continue
		}
		speaker := enter(s.one(model.SaidBy))
		if speaker == "" {
			continue
		}
		speak[speaker] = true
		nodes[speaker].count++
		for _, p := range s.all(model.OnBehalfOf) {
			if principal := enter(p); principal != "" {
				bond(speaker, principal, "speaks for", date)
			}
		}
	}
	speakers := slices.Sorted(maps.Keys(speak))
	for i, a := range speakers {
		for _, b := range speakers[i+1:] {
			bond(a, b, "quoted beside", date)
		}
	}
}
