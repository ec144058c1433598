package search

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2"
	"github.com/cayleygraph/quad"

	"quotegraph/internal/date"
	"quotegraph/internal/model"
	"quotegraph/internal/store"
)

// queue holds the labels of articles that changed since they were indexed.
type queue struct {
	sync.Mutex
	labels map[string]bool
	more   chan struct{}
}

func newQueue() *queue { return &queue{labels: map[string]bool{}, more: make(chan struct{}, 1)} }

func (q *queue) add(labels []quad.Value) {
	q.Lock()
	for _, l := range labels {
		if iri, ok := l.(quad.IRI); ok {
			q.labels[string(iri)] = true
		}
	}
	q.Unlock()
	select {
	case q.more <- struct{}{}:
	default:
	}
}

func (q *queue) take(most int) []string {
	q.Lock()
	defer q.Unlock()
	var out []string
	for l := range q.labels {
		if len(out) == most {
			break
		}
		out = append(out, l)
		delete(q.labels, l)
	}
	return out
}

func (q *queue) length() int {
	q.Lock()
	defer q.Unlock()
	return len(q.labels)
}

// atOnce is how many articles are indexed in one batch.
const atOnce = 50

// Keep brings the index in step with the store and keeps it there until the context ends. progress is told how many articles are
// still to be looked at; 0 means that the index is in step.
func (x *Index) Keep(ctx context.Context, progress func(left int)) error {
	if err := x.keep(ctx, progress); err != nil && ctx.Err() == nil {
		return err
	}
	return nil
}

func (x *Index) keep(ctx context.Context, progress func(left int)) error {
	if err := x.catchUp(ctx, progress); err != nil {
		return err
	}
	for {
		progress(0)
		select {
		case <-ctx.Done():
			return nil
		case <-x.queue.more:
		}
		for {
			version := x.store.Version()
			labels := x.queue.take(atOnce)
			if len(labels) == 0 {
				break
			}
			if err := x.articles(ctx, labels); err != nil {
				return err
			}
			left := x.queue.length()
			progress(left)
			if left > 0 {
				continue
			}
			// A change may be told of only now; but then the store's version is another one than what is remembered.
			if err := x.remember(version); err != nil {
				return err
			}
		}
	}
}

func (x *Index) remember(version int) error {
	return x.bleve.SetInternal([]byte("version"), []byte(strconv.Itoa(version)))
}

// catchUp looks at every article when the store is another one than the index was made from.
func (x *Index) catchUp(ctx context.Context, progress func(left int)) error {
	version := x.store.Version()
	if raw, err := x.bleve.GetInternal([]byte("version")); err == nil && raw != nil && number(raw) == version {
		return nil
	}
	labels, err := x.known(ctx)
	if err != nil {
		return err
	}
	quads, err := x.store.Match(ctx, quad.Quad{Object: quad.IRI(model.ClassArticle), Predicate: quad.IRI(model.Type)}, -1)
	if err != nil {
		return fmt.Errorf("search: %w", err)
	}
	for _, q := range quads {
		if label, ok := q.Label.(quad.IRI); ok {
			labels = append(labels, string(label))
		}
	}
	slices.Sort(labels)
	labels = slices.Compact(labels)
	for left := len(labels); left > 0; left = len(labels) {
		progress(left)
		n := min(left, atOnce)
		if err := x.articles(ctx, labels[:n]); err != nil {
			return err
		}
		labels = labels[n:]
	}
	return x.remember(version)
}

// known returns the labels of the articles in the index.
func (x *Index) known(ctx context.Context) ([]string, error) {
	total, err := x.bleve.DocCount()
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	r := bleve.NewSearchRequestOptions(term("kind", kindArticle), int(total), 0, false)
	found, err := x.bleve.SearchInContext(ctx, r)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	var out []string
	for _, h := range found.Hits {
		out = append(out, h.ID)
	}
	return out, nil
}

// articles indexes articles as the store has them now; those that it has no more are taken out.
func (x *Index) articles(ctx context.Context, labels []string) error {
	batch := x.bleve.NewBatch()
	for _, label := range labels {
		var docs map[string]document
		err := x.store.Snapshot(func() error {
			quads, err := x.store.Quads(ctx, quad.IRI(label))
			docs = documents(label, quads)
			return err
		})
		if err != nil {
			return fmt.Errorf("search: %s: %w", label, err)
		}
		old, err := x.ids(ctx, label)
		if err != nil {
			return err
		}
		for _, id := range old {
			if _, still := docs[id]; !still {
				batch.Delete(id)
			}
		}
		for id, d := range docs {
			if id == "" {
				continue // a stranger's quad
			}
			if err := batch.Index(id, d); err != nil {
				return fmt.Errorf("search: %s: %w", id, err)
			}
		}
	}
	if err := x.bleve.Batch(batch); err != nil {
		return fmt.Errorf("search: %w", err)
	}
	return nil
}

// ids returns the documents of an article that are in the index.
func (x *Index) ids(ctx context.Context, label string) ([]string, error) {
	var out []string
	for {
		found, err := x.bleve.SearchInContext(ctx, bleve.NewSearchRequestOptions(term("label", label), 1000, len(out), false))
		if err != nil {
			return nil, fmt.Errorf("search: %w", err)
		}
		for _, h := range found.Hits {
			out = append(out, h.ID)
		}
		if len(found.Hits) < 1000 {
			return out, nil
		}
	}
}

// documents turns an article's quads into what is indexed of them, by identifier.
func documents(label string, quads []quad.Quad) map[string]document {
	nodes := map[string]map[string][]string{}
	for _, q := range quads {
		s, p := store.Text(q.Subject), store.Text(q.Predicate)
		if nodes[s] == nil {
			nodes[s] = map[string][]string{}
		}
		nodes[s][p] = append(nodes[s][p], store.Text(q.Object))
	}
	article := nodes[label]
	if article == nil || !slices.Contains(article[model.Type], model.ClassArticle) {
		return nil
	}
	published := first(article[model.DatePublished])
	common := document{Label: label, Date: published, Day: date.DayOf(published), Publisher: first(article[model.Publisher])}
	out := map[string]document{}
	for id, n := range nodes {
		d := common
		switch {
		case id == label:
			d.Kind, d.Title = kindArticle, model.Titled(first(article[model.Headlined]), first(article[model.ArticleText]))
			out[id] = d
		case slices.Contains(n[model.Type], model.ClassStatement):
			d.Kind, d.Text, d.Type, d.Agent = kindStatement, first(n[model.Text]), first(n[model.TypeOf]), first(n[model.SaidBy])
			if position, err := strconv.Atoi(first(n[model.Position])); err == nil {
				d.Position = padded(position)
			}
			d.Name = first(nodes[d.Agent][model.NameOf])
			d.Names = []string{d.Name}
			out[id] = d
		case isAgent(id):
			d.Kind, d.Agent, d.Name, d.Class = kindMention, id, first(n[model.NameOf]), first(n[model.Type])
			d.Names = append(slices.Clone(n[model.NameOf]), n[model.Alias]...)
			out[label+" "+id] = d
		}
	}
	return out
}

// isAgent tells people, bodies and countries, which have a name that holds across articles.
func isAgent(id string) bool {
	return strings.HasPrefix(id, "person:") || strings.HasPrefix(id, "organization:") || strings.HasPrefix(id, "country:")
}

func first(s []string) string {
	if len(s) == 0 {
		return ""
	}
	return slices.Min(s)
}
