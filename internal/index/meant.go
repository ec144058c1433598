package index

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// by narrows a selection to an agent's records: one that is found by name or, for sources, by the
// words that describe it.
func (x *Index) by(ctx context.Context, s *selection, name string, k kind) error {
	found, err := x.Find(ctx, name, mostCandidates)
	if err != nil {
		return err
	}
	var keys []key
	var with []Found
	for _, a := range found {
		if t, err := x.tally(ctx, k.key(a.number)); err != nil {
			return err
		} else if t.n > 0 {
			keys, with = append(keys, k.key(a.number)), append(with, a)
		}
	}
	if k == kindBy &&
		// nobody's name, or the begin of one: an office, "mayor", or a description, "senior
		// official"
		(len(keys) == 0 || begun(name, with)) {
		if ok, err := x.described(ctx, s, withoutArticle(name)); err != nil || ok {
			return err
		}
	}
	if len(keys) > 0 {
		if len(keys) > 1 {
			s.notes = append(s.notes, candidates(name, with))
		}
		return x.add(ctx, s, keys)
	}
	s.none = true
	if len(found) > 0 { // it is known, only not as this
		if found[0].ID != strings.Trim(name, "<>") { // who gives an id knows whom it means
			what := map[kind]string{kindBy: "says nothing", kindFor: "is spoken for by nobody",
				kindBody: "has no office whose holder speaks", kindRepPrincipal: "is spoken for by nobody",
				kindRepAgent:   "speaks for nobody",
				kindRolePerson: "holds no office", kindRoleBody: "has no office that anybody holds"}[k]
			s.notes = append(
				s.notes,
				Note{Kind: "nothing", Text: fmt.Sprintf("%s %s", found[0].Name, cmp.Or(what, "is not among them"))},
			)
		}
		return nil
	}
	near, err := x.near(ctx, name)
	what := map[kind]string{kindBy: "no source", kindFor: "nobody is spoken for", kindBody: "no body",
		kindMention: "nobody"}[k]
	if what == "" {
		what = "nobody"
	}
	s.notes = append(s.notes, Note{Kind: "unknown", Text: fmt.Sprintf("%s by the name %q", what, name), Near: near})
	return err
}

// begun tells whether a text is no more than the begin of the names that were found by it.
func begun(text string, found []Found) bool {
	words := wordsOf(text)
	return len(words) > 0 && !strings.Contains(text, ":") &&
		!slices.ContainsFunc(found, func(f Found) bool { return slices.Contains(f.words, words[len(words)-1]) })
}

// described narrows a selection to the statements of those whom words describe, if there are any:
// by several names, "Holm and Voss", by an office, "mayor", by what a source without a name is
// called, "port official", or by an office and its body, "mayor of Tarn".
func (x *Index) described(ctx context.Context, s *selection, words string) (bool, error) {
	if s.none || len(wordsOf(words)) == 0 {
		return false, nil
	}
	var ways []func() error
	if names := strings.Split(words, " and "); len(names) > 1 {
		ways = append(ways, func() error { return x.jointly(ctx, s, names) })
	}
	for _, k := range []kind{kindOffice, kindSource} {
		ways = append(ways, func() error { return x.allWords(ctx, s, "", words, k) })
	}
	for _, of := range []string{" of ", " for ", " at "} {
		if office, body, ok := strings.Cut(words, of); ok && len(wordsOf(office)) > 0 {
			ways = append(ways, func() error { return x.officeAt(ctx, s, office, body) })
		}
	}
	for _, narrow := range ways {
		if ok, err := s.try(narrow); err != nil || ok {
			return ok, err
		}
	}
	return false, nil
}

// try narrows a selection and tells whether it may still have something; if not, the selection is
// as it was before.
func (s *selection) try(narrow func() error) (bool, error) {
	before := len(s.clauses)
	if err := narrow(); err != nil {
		return false, err
	}
	if !s.none {
		return true, nil
	}
	s.clauses, s.none = s.clauses[:before], false
	return false, nil
}

// jointly narrows a selection to what several said together: "Holm and Voss" said it.
func (x *Index) jointly(ctx context.Context, s *selection, names []string) error {
	for _, n := range names {
		keys, err := x.keysOf(ctx, n, kindBy)
		if err != nil {
			return err
		}
		if err := x.add(ctx, s, keys); err != nil {
			return err
		}
	}
	return nil
}

// officeAt narrows a selection to the statements of who holds an office of a body: "mayor" of
// "Tarn".
func (x *Index) officeAt(ctx context.Context, s *selection, office, body string) error {
	keys, err := x.keysOf(ctx, body, kindBody)
	if err != nil {
		return err
	}
	if err := x.allWords(ctx, s, "", office, kindOffice); err != nil || s.none {
		return err
	}
	return x.add(ctx, s, keys)
}

// keysOf returns the keys of a kind of those whom a name may mean: "the Port Authority" or "Port
// Authority".
func (x *Index) keysOf(ctx context.Context, name string, k kind) ([]key, error) {
	found, err := x.Find(ctx, withoutArticle(name), mostCandidates)
	if err != nil {
		return nil, err
	}
	var keys []key
	for _, a := range found {
		keys = append(keys, k.key(a.number))
	}
	return keys, nil
}

func withoutArticle(s string) string {
	for _, a := range []string{"the ", "a ", "an ", "The ", "A ", "An "} {
		if rest, ok := strings.CutPrefix(s, a); ok {
			return rest
		}
	}
	return s
}

func candidates(name string, found []Found) Note {
	n := Note{Kind: "candidates", Text: fmt.Sprintf("%q may be each of %d", name, len(found))}
	for _, a := range found[:min(len(found), 5)] {
		n.Near = append(n.Near, fmt.Sprintf("%s (%s)", a.Name, a.ID))
	}
	return n
}

// allWords narrows a selection to records that have all words of a text.
func (x *Index) allWords(ctx context.Context, s *selection, field, text string, k kind) error {
	for _, w := range wordsOf(text) {
		var id int64
		err := x.read.QueryRowContext(ctx, "select id from word where word = ?", w).Scan(&id)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if err == nil {
			t, err := x.tally(ctx, k.key(id))
			if err != nil {
				return err
			}
			if t.n > 0 {
				s.clauses = append(s.clauses, clause{keys: []key{k.key(id)}, n: t.n})
				continue
			}
		}
		s.none = true
		if field != "" {
			s.notes = append(
				s.notes,
				Note{
					Kind: "unknown",
					Text: fmt.Sprintf("no %s with the word %q", field, w),
					Near: x.nearWords(ctx, w, k),
				},
			)
		}
	}
	return nil
}

// voice narrows a selection to what is said for somebody, or by it and the holders of its offices.
func (x *Index) voice(ctx context.Context, s *selection, name string) error {
	found, err := x.Find(ctx, name, mostCandidates)
	if err != nil {
		return err
	}
	var keys []key
	for _, a := range found {
		keys = append(keys, kindFor.key(a.number), kindBody.key(a.number))
	}
	if len(keys) > 0 {
		return x.add(ctx, s, keys)
	}
	s.none = true
	s.notes = append(
		s.notes,
		Note{Kind: "unknown", Text: fmt.Sprintf("nobody has the name %q", name), Near: x.Near(ctx, name)},
	)
	return nil
}

// whole narrows a selection to an outlet's or an author's articles: those of that name, else of
// names of which words begin so.
func (x *Index) whole(ctx context.Context, s *selection, field, name string, k kind) error {
	all, err := x.Top(ctx, k, 10_000)
	if err != nil {
		return err
	}
	want := folded(name)
	var exact, part []key
	var names []string
	shown := map[string]string{}
	for _, o := range all {
		short := strings.TrimPrefix(folded(o.Value), "the ")
		names, shown[short] = append(names, short), o.Value
		if plain := folded(o.Value); plain == want {
			exact = append(exact, o.key)
		} else if strings.Contains(" "+plain, " "+want) {
			part = append(part, o.key)
		}
	}
	if len(exact) == 0 {
		exact = part
	}
	if len(exact) == 0 {
		s.none = true
		near := nearest(strings.TrimPrefix(want, "the "), names, 5)
		for i, n := range near {
			near[i] = shown[n]
		}
		s.notes = append(s.notes, Note{Kind: "unknown", Text: fmt.Sprintf("no %s %q", field, name), Near: near})
		return nil
	}
	return x.add(ctx, s, exact)
}
