// Package load takes graphs that export wrote, or somebody else, into a store: N-Quads, N-Triples,
// TriG, Turtle, JSON-LD.
//
// A file is read twice: first whole, to find what is wrong in it, then into the store. What can't
// be read stops a file before anything of it is stored.
package load

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/model"
	"quotegraph/internal/rdf"
	"quotegraph/internal/store"
)

// Options of Into.
type Options struct {
	Format string     // nquads, ntriples, trig, turtle, jsonld; empty: what the file's ending tells
	Graph  quad.Value // of what stands outside of graphs; nil: one named after the file
	Batch  int        // quads a transaction, more or less; default 200,000
	Stored func(graphs int)
}

// Report is what was taken in.
type Report struct {
	Quads    int
	Graphs   int
	Articles int // graphs that are an article's
	Others   []string
	store.Counts
}

// Formats are the forms that can be read, by the endings of files.
var Formats = map[string][]string{
	"nquads": {
		".nq",
		".nquads",
	}, "ntriples": {".nt"}, "trig": {".trig"}, "turtle": {".ttl"}, "jsonld": {".jsonld", ".json"},
}

// FormatOf returns the form that a file's ending tells, "" if it tells none; ".gz" behind it is
// passed over.
func FormatOf(path string) string {
	ext := strings.ToLower(filepath.Ext(strings.TrimSuffix(path, ".gz")))
	for name, endings := range Formats {
		if slices.Contains(endings, ext) {
			return name
		}
	}
	return ""
}

// Into reads a file into a store; a graph takes the place of what the store had of it. Errors name
// the file and, where the file is wrong, line and column (*rdf.Error); then nothing of it was
// stored.
func Into(ctx context.Context, s *store.Store, path string, o Options) (Report, error) {
	if o.Format == "" {
		o.Format = FormatOf(path)
	}
	if o.Format == "" {
		return Report{}, fmt.Errorf(
			"%s: its ending tells no form; name one with --format: nquads, ntriples, trig, turtle, jsonld",
			path,
		)
	}
	if _, known := Formats[o.Format]; !known {
		return Report{}, fmt.Errorf("no form %q; there are: nquads, ntriples, trig, turtle, jsonld", o.Format)
	}
	if o.Graph == nil {
		o.Graph = quad.IRI("urn:quotegraph:import:" + filepath.Base(path))
	}
	if o.Batch == 0 {
		o.Batch = 200_000
	}
	f := &file{path: path, Options: o}
	together, err := f.check(ctx)
	if err != nil {
		return Report{}, fmt.Errorf("%s: %w", path, err)
	}
	w := &writer{s: s, o: o, together: together, of: map[quad.Value]int{}}
	err = f.each(func(q quad.Quad) error { return w.take(ctx, q) })
	if err == nil {
		err = w.flush(ctx)
	}
	if err = errors.Join(err, w.wait()); err != nil {
		return w.report, fmt.Errorf("%s: %w", path, err)
	}
	return w.report, nil
}

// file is a file of quads.
type file struct {
	path string
	Options
}

// each calls f with each quad of the file, as the store keeps it.
func (f *file) each(take func(quad.Quad) error) error {
	in, err := os.Open(f.path)
	if err != nil {
		return err
	}
	defer in.Close()
	var r io.Reader = bufio.NewReader(in)
	if head, _ := r.(*bufio.Reader).Peek(2); bytes.Equal(head, []byte{0x1f, 0x8b}) {
		unpacked, err := gzip.NewReader(r)
		if err != nil {
			return err
		}
		defer unpacked.Close()
		r = unpacked
	}
	short := func(q quad.Quad) error { return take(rdf.ShortQuad(q)) }
	switch f.Format {
	case "jsonld":
		return jsonLD(r, f.Graph, short)
	case "nquads", "ntriples":
		return rdf.Read(r, rdf.NQuads, f.Graph, short)
	}
	return rdf.Read(r, rdf.TriG, f.Graph, short)
}

// check reads the file, and tells whether the quads of each graph stand together.
func (f *file) check(ctx context.Context) (together bool, err error) {
	together = true
	seen := map[quad.Value]bool{}
	var last quad.Value
	n := 0
	err = f.each(func(q quad.Quad) error {
		if n++; n%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if q.Label != last {
			together = together && !seen[q.Label]
			seen[q.Label], last = true, q.Label
		}
		return nil
	})
	if err == nil && n == 0 {
		err = errors.New("no statement of RDF is in it")
	}
	return together, err
}

// writer gathers the quads of graphs and stores whole graphs.
type writer struct {
	s        *store.Store
	o        Options
	together bool
	changes  []store.Change
	of       map[quad.Value]int // of a label in changes
	held     int
	storing  chan error // of the batch that is stored while the next one is read; nil for none
	report   Report     // of who stores
}

func (w *writer) take(ctx context.Context, q quad.Quad) error {
	label, ok := q.Label.(quad.IRI)
	if !ok {
		return fmt.Errorf("the graph %v has no IRI", q.Label)
	}
	i, there := w.of[label]
	if !there {
		if w.together && w.held >= w.o.Batch {
			if err := w.flush(ctx); err != nil {
				return err
			}
		}
		i = len(w.changes)
		w.of[label] = i
		w.changes = append(w.changes, store.Change{Label: label})
	}
	w.changes[i].Quads = append(w.changes[i].Quads, q)
	w.held++
	return nil
}

// flush stores what is gathered, when the batch before is stored; meanwhile more is read.
func (w *writer) flush(ctx context.Context) error {
	if len(w.changes) == 0 {
		return nil
	}
	if err := w.wait(); err != nil {
		return err
	}
	changes, done := w.changes, make(chan error, 1)
	w.changes, w.of, w.held, w.storing = nil, map[quad.Value]int{}, 0, done
	go func() { done <- w.put(ctx, changes) }()
	return nil
}

// wait waits until what was given to be stored is.
func (w *writer) wait() error {
	if w.storing == nil {
		return nil
	}
	err := <-w.storing
	w.storing = nil
	return err
}

func (w *writer) put(ctx context.Context, changes []store.Change) error {
	n, err := w.s.Apply(ctx, changes)
	if err != nil {
		return err
	}
	w.report.Counts.Add(n)
	for _, c := range changes {
		w.report.Quads += len(c.Quads)
		w.report.Graphs++
		switch {
		case isArticle(c):
			w.report.Articles++
		case len(w.report.Others) < 5:
			w.report.Others = append(w.report.Others, string(c.Label))
		}
	}
	if w.o.Stored != nil {
		w.o.Stored(len(changes))
	}
	return nil
}

func isArticle(c store.Change) bool {
	return slices.ContainsFunc(c.Quads, func(q quad.Quad) bool {
		return q.Subject == quad.Value(c.Label) && store.Text(q.Predicate) == model.Type &&
			store.Text(q.Object) == model.ClassArticle
	})
}
