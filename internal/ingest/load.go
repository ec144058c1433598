package ingest

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/model"
	"quotegraph/internal/rdf"
	"quotegraph/internal/store"
)

// Extracted is the quads of one article as `graph extract --quads` prints them, beside what was
// found in it.
type Extracted struct {
	ID    string `json:"doc_id"`
	Quads string `json:"quads"` // N-Quads, sorted
}

// longestExtracted is the longest line, in bytes, that is an article's: the quads of one of 256 KiB
// take some megabytes.
const longestExtracted = 256 << 20

// Load puts articles that were extracted elsewhere into a store: each line of JSON is one, and
// takes the place of what the store has of it. A line that is none is named, with its number, by
// Options.Failed, and the rest goes on.
func Load(ctx context.Context, s *store.Store, name string, in io.Reader, o Options) (report Report, err error) {
	to, err := newBatch(ctx, s, o.Batch)
	if err != nil {
		return report, err
	}
	defer func() { report.Counts = to.counts }()
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, longestExtracted)
	for n := 1; lines.Scan(); n++ {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		change, statements, failed := extracted(lines.Bytes())
		if failed != nil {
			report.Failed++
			if o.Failed != nil {
				o.Failed(fmt.Errorf("%s:%d: %w", name, n, failed))
			}
			continue
		}
		if o.Copies != nil {
			if failed := linked(ctx, o, &change, &report); failed != nil {
				return report, failed
			}
		}
		report.Articles++
		report.Statements += statements
		if err := to.add(ctx, change); err != nil {
			return report, err
		}
	}
	if err := to.flush(ctx); err != nil { // also before a line that can't be read
		return report, err
	}
	if err := lines.Err(); errors.Is(err, bufio.ErrTooLong) {
		return report, fmt.Errorf(
			"%s: a line is longer than %d MB: no output of `graph extract --quads`",
			name,
			longestExtracted>>20,
		)
	} else if err != nil {
		return report, fmt.Errorf("%s: %w", name, err)
	}
	return report, ctx.Err()
}

// linked links an article to the one that it is a copy of.
func linked(ctx context.Context, o Options, c *store.Change, report *Report) error {
	var a model.Article
	for _, q := range c.Quads {
		if q.Subject != quad.Value(c.Label) {
			continue
		}
		switch store.Text(q.Predicate) {
		case model.ArticleText:
			a.Text = store.Text(q.Object)
		case model.ArticleID:
			a.ID = store.Text(q.Object)
		}
	}
	original, err := o.Copies.Original(ctx, &a)
	if err != nil || original == "" {
		return err
	}
	report.Copies++
	c.Quads = append(
		c.Quads,
		quad.Quad{Subject: c.Label, Predicate: quad.IRI(model.CopyOf), Object: original, Label: c.Label},
	)
	return nil
}

// extracted reads a line.
func extracted(line []byte) (c store.Change, statements int, err error) {
	var e Extracted
	if err := json.Unmarshal(line, &e); err != nil {
		return c, 0, fmt.Errorf("is no JSON: %w", err)
	}
	if e.ID == "" || e.Quads == "" {
		return c, 0, errors.New("has no doc_id and quads; `graph extract --quads` prints them")
	}
	c = store.Change{Label: quad.IRI(model.ArticleIRI(e.ID)), Aside: model.SourceOf}
	err = rdf.Read(strings.NewReader(e.Quads), rdf.NQuads, nil, func(q quad.Quad) error {
		if q = rdf.ShortQuad(q); q.Label != c.Label {
			return fmt.Errorf("a quad of %v in article %q", q.Label, e.ID)
		}
		if q.Predicate == quad.IRI(model.Type) && q.Object == quad.IRI(model.ClassStatement) {
			statements++
		}
		c.Quads = append(c.Quads, q)
		return nil
	})
	return c, statements, err
}
