package export

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/model"
	"quotegraph/internal/store"
)

// aligned is a graph with the terms of other vocabularies beside ours: PROV (who is responsible for
// whose words), the Web Annotation vocabulary (where the words stand), ORG and schema.org.
type aligned struct{ Graph }

// EachGraph adds an article's aligned quads to its own.
func (a aligned) EachGraph(ctx context.Context, f func(quad.Value, []quad.Quad) error) error {
	return a.Graph.EachGraph(ctx, func(label quad.Value, quads []quad.Quad) error {
		w := &aligner{label: label}
		all := subjects(quads)
		for _, s := range all {
			if s.isA(model.ClassArticle) {
				w.text = s.one(model.ArticleText)
			}
		}
		for _, s := range all {
			w.subject(s)
		}
		return f(label, append(quads, w.quads...))
	})
}

type aligner struct {
	label quad.Value
	text  string // of the article
	quads []quad.Quad
}

func (w *aligner) add(subject quad.Value, predicate string, object quad.Value) {
	w.quads = append(
		w.quads,
		quad.Quad{Subject: subject, Predicate: quad.IRI(predicate), Object: object, Label: w.label},
	)
}

func (w *aligner) subject(s *subject) {
	for _, class := range s.all(model.Type) {
		for _, sub := range model.TermOf(class).Sub {
			w.add(s.id, model.Type, quad.IRI(sub))
		}
	}
	for _, q := range s.quads {
		for _, sub := range model.TermOf(store.Text(q.Predicate)).Sub {
			w.add(s.id, sub, q.Object)
		}
		switch store.Text(q.Predicate) {
		case model.SaidBy:
			if s.isA(model.ClassQuotation) {
				w.add(s.id, "schema:spokenByCharacter", q.Object)
			}
		case model.RepresentedBy: // the delegation hangs on who acts; its agent is who is responsible
			w.add(q.Object, "prov:qualifiedDelegation", s.id)
		case model.Holds:
			w.add(s.id, "org:hasMembership", q.Object)
		}
	}
	if s.isA(model.ClassStatement) {
		for i, part := range s.all(model.PartAt) {
			w.target(s.id, i, part)
		}
	}
}

// beside is how many code points of the text stand before and behind the words in a selector.
const beside = 32

// target says where a part of a statement stands: in code points, as the Web Annotation vocabulary
// counts, and by its words.
func (w *aligner) target(statement quad.Value, n int, place string) {
	var from, to int
	if _, err := fmt.Sscanf(place, "%d-%d", &from, &to); err != nil || from < 0 || to > len(w.text) || from > to {
		return
	}
	id := "selector:" + strings.TrimPrefix(store.Text(statement), "statement:") + "-" + fmt.Sprint(n)
	target, position, words := quad.IRI(id), quad.IRI(id+"-position"), quad.IRI(id+"-quote")
	w.add(statement, "oa:hasTarget", target)
	w.add(target, model.Type, quad.IRI("oa:SpecificResource"))
	w.add(target, "oa:hasSource", w.label)
	w.add(target, "oa:hasSelector", position)
	w.add(target, "oa:hasSelector", words)
	first := utf8.RuneCountInString(w.text[:from])
	w.add(position, model.Type, quad.IRI("oa:TextPositionSelector"))
	w.add(position, "oa:start", quad.Int(first))
	w.add(position, "oa:end", quad.Int(first+utf8.RuneCountInString(w.text[from:to])))
	w.add(words, model.Type, quad.IRI("oa:TextQuoteSelector"))
	w.add(words, "oa:exact", quad.String(w.text[from:to]))
	w.add(words, "oa:prefix", quad.String(last(w.text[:from], beside)))
	w.add(words, "oa:suffix", quad.String(begin(w.text[to:], beside)))
}

// last returns the last code points of a text, begin the first ones.
func last(s string, n int) string {
	at := len(s)
	for ; n > 0 && at > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:at])
		at -= size
	}
	return s[at:]
}

func begin(s string, n int) string {
	at := 0
	for ; n > 0 && at < len(s); n-- {
		_, size := utf8.DecodeRuneInString(s[at:])
		at += size
	}
	return s[:at]
}
