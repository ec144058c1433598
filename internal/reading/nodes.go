// Package reading turns what the store holds into what a reader looks at: an article with its
// statements, an agent with what it said, the graph around them. It knows the vocabulary of the
// graph, and nothing of pages.
package reading

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/model"
	"quotegraph/internal/store"
)

// ErrNone says that the store has no such node.
var ErrNone = errors.New("nothing of that name is in the graph")

// node is what is said of a subject: values by predicate, in a set order.
type node map[string][]quad.Value

// nodesOf groups quads by subject.
func nodesOf(quads []quad.Quad) map[string]node {
	out := map[string]node{}
	for _, q := range quads {
		s := store.Text(q.Subject)
		if out[s] == nil {
			out[s] = node{}
		}
		out[s][store.Text(q.Predicate)] = append(out[s][store.Text(q.Predicate)], q.Object)
	}
	for _, n := range out {
		for _, values := range n {
			slices.SortFunc(values, func(a, b quad.Value) int { return strings.Compare(store.Text(a), store.Text(b)) })
		}
	}
	return out
}

// one returns the first value of a predicate as text, or nothing.
func (n node) one(predicate string) string {
	if len(n[predicate]) == 0 {
		return ""
	}
	return store.Text(n[predicate][0])
}

func (n node) all(predicate string) []string {
	var out []string
	for _, v := range n[predicate] {
		out = append(out, store.Text(v))
	}
	return out
}

func (n node) is(class string) bool { return slices.Contains(n.all(model.Type), class) }

func (n node) number(predicate string) int {
	if len(n[predicate]) > 0 {
		switch v := n[predicate][0].Native().(type) {
		case int:
			return v
		case int64:
			return int(v)
		}
	}
	return -1
}

func (n node) fraction(predicate string) float64 {
	if len(n[predicate]) > 0 {
		if v, ok := n[predicate][0].Native().(float64); ok {
			return v
		}
	}
	return 0
}

func (n node) holds(predicate string) bool { return n.one(predicate) == "true" }

// Place is a stretch of an article's text, in bytes.
type Place struct{ Begin, End int }

func (p Place) isIn(body string) bool {
	return 0 <= p.Begin && p.Begin < p.End && p.End <= len(body) && utf8.RuneStart(body[p.Begin]) &&
		(p.End == len(body) || utf8.RuneStart(body[p.End]))
}

// places reads the places of a predicate, in the text's order; what does not lie in the text, or
// cuts a code point, is left out.
func (n node) places(predicate, body string) []Place {
	var out []Place
	for _, s := range n.all(predicate) {
		var p Place
		if k, err := fmt.Sscanf(s, "%d-%d", &p.Begin, &p.End); err == nil && k == 2 && p.isIn(body) {
			out = append(out, p)
		}
	}
	slices.SortFunc(out, func(a, b Place) int { return a.Begin - b.Begin })
	return out
}

// Reader reads a store.
type Reader struct {
	Store *store.Store
	Hide  bool // articles' texts
}

// labelOf returns the article that a node stands in, the first of several.
func (r Reader) labelOf(ctx context.Context, iri string) (quad.IRI, error) {
	found, err := r.Store.Match(ctx, quad.Quad{Subject: quad.IRI(iri)}, 1)
	if err != nil {
		return "", err
	}
	if len(found) == 0 {
		return "", ErrNone
	}
	label, _ := found[0].Label.(quad.IRI)
	return label, nil
}

// escaped writes the local part of an identifier as a part of an address.
func escaped(s string) string { return url.PathEscape(s) }
