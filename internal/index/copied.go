package index

import (
	"cmp"
	"database/sql"
	"errors"
	"maps"
	"slices"
)

// printed is an article that was a copy of another when it was read.
type printed struct {
	label         string
	number, first int64 // of one that is in the index; 0: of this batch
	sketch        []int64
	entries       []byte
}

// leastAlike is how many values two sketches share that are of one text.
const leastAlike = 2

// decideCopies tells, before a batch is written, whose words are counted: the original's, as long
// as it is there and its text is what it was; without it those of one of its copies.
func (w *writer) decideCopies() error {
	w.isCopy, w.turned = map[string]bool{}, nil
	originals := map[string]bool{}
	for _, label := range slices.Sorted(maps.Keys(w.batch)) {
		originals[label] = true
		if a := w.batch[label]; a != nil && a.CopyOf != "" {
			originals[a.CopyOf] = true
		}
		var before string // of what it was a copy of until now
		err := w.tx.QueryRowContext(w.ctx,
			"select c.original from copy c join article a on a.record = c.record where a.iri = ?", label).Scan(&before)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		originals[before] = true
	}
	delete(originals, "")
	for _, original := range slices.Sorted(maps.Keys(originals)) {
		if err := w.decide(original); err != nil {
			return err
		}
	}
	return nil
}

// decide looks at an original and its copies, as they will be.
func (w *writer) decide(original string) error {
	var copies []printed
	err := each(w.ctx, w.tx, "select a.id, a.record, a.iri, a.sketch, a.entries from copy c join article a "+
		"on a.record = c.record where c.original = ?", []any{original}, func(r *sql.Rows) error {
		var p printed
		var sketch []byte
		if err := r.Scan(&p.number, &p.first, &p.label, &sketch, &p.entries); err != nil {
			return err
		}
		if _, own := w.batch[p.label]; !own {
			p.sketch = unpackedSketch(sketch)
			copies = append(copies, p)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for label, a := range w.batch {
		if a != nil && a.CopyOf == original {
			copies = append(copies, printed{label: label, sketch: a.sketch})
		}
	}
	if len(copies) == 0 {
		return nil
	}
	slices.SortFunc(copies, func(a, b printed) int { return cmp.Compare(a.label, b.label) })
	text, there, err := w.sketchOf(original)
	if err != nil {
		return err
	}
	for i, p := range copies {
		if i == 0 && !there { // one of them counts
			text = p.sketch
		}
		copied := (there || i > 0) && shared(text, p.sketch) >= leastAlike
		if p.number == 0 {
			w.isCopy[p.label] = copied
			continue
		}
		entries, _, err := unpacked(p.entries)
		if err != nil {
			return err
		}
		if was := slices.ContainsFunc(entries, func(e entry) bool { return e.bits&bitCopied != 0 }); was != copied {
			w.turned = append(w.turned, p)
		}
	}
	return nil
}

// sketchOf returns the sketch of an article as it will be, and whether it will be there.
func (w *writer) sketchOf(label string) (sketch []int64, there bool, err error) {
	if a, ok := w.batch[label]; ok {
		if a == nil {
			return nil, false, nil
		}
		return a.sketch, true, nil
	}
	var raw []byte
	err = w.tx.QueryRowContext(w.ctx, "select sketch from article where iri = ?", label).Scan(&raw)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, false, nil
	}
	return unpackedSketch(raw), err == nil, err
}

// recount counts the statements of the articles that turned. Nothing else of them changes.
func (w *writer) recount() error {
	for _, p := range w.turned {
		entries, forms, err := unpacked(p.entries)
		if err != nil {
			return err
		}
		statements := slices.Clone(entries)
		for i := range statements {
			if statements[i].class != classStatement {
				statements[i] = entry{}
			}
		}
		if err := w.post(statements, p.first, -1); err != nil {
			return err
		}
		for i := range entries {
			if entries[i].class == classStatement {
				entries[i].bits ^= bitCopied
				statements[i].bits = entries[i].bits
			}
		}
		if err := w.post(statements, p.first, 1); err != nil {
			return err
		}
		if _, err := w.exec("update article set entries = ? where id = ?", packed(entries, forms), p.number); err != nil {
			return err
		}
	}
	return nil
}

// shared is how many values two sketches share.
func shared(a, b []int64) int {
	n := 0
	for _, v := range a {
		if slices.Contains(b, v) {
			n++
		}
	}
	return n
}
