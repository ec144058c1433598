// Package search finds statements, people and bodies by words, and lists them in orders that a graph store has no index for:
// the latest, the most quoted. It is a Bleve index beside the store, made from it and kept in step with it; it can be removed at
// any time and is made again.
package search

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/analysis/char/asciifolding"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/analysis/token/lowercase"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/unicode"
	"github.com/blevesearch/bleve/v2/mapping"

	"quotegraph/internal/store"
)

// form of the index; another one is made anew.
const form = "2"

// kinds of documents.
const (
	kindArticle   = "article"
	kindStatement = "statement"
	kindMention   = "mention" // an agent as one article has it
)

// document is what is indexed of a node; fields that a kind has not stay empty.
type document struct {
	Kind      string   `json:"kind"`
	Label     string   `json:"label"` // the article
	Title     string   `json:"title,omitempty"`
	Text      string   `json:"text,omitempty"`
	Agent     string   `json:"agent,omitempty"`
	Name      string   `json:"name,omitempty"`
	Names     []string `json:"names,omitempty"`
	Class     string   `json:"class,omitempty"`
	Type      string   `json:"type,omitempty"`
	Date      string   `json:"date,omitempty"` // as the article has it: sorts as text
	Day       string   `json:"day,omitempty"`  // of the date
	Publisher string   `json:"publisher,omitempty"`
	Position  string   `json:"position,omitempty"` // in the article, padded: sorts as text
}

// BleveType is how the mapping names the document's kind.
func (d document) BleveType() string { return d.Kind }

// Index is an open index. Its methods are safe for concurrent use.
type Index struct {
	bleve bleve.Index
	store *store.Store
	queue *queue
	temp  string // a folder to remove at the end
}

// Open opens the index in a folder, or makes it; where the folder can't be used, because it is read-only or another process
// has it, in a temporary one.
func Open(folder string, s *store.Store) (*Index, error) {
	x := &Index{store: s, queue: newQueue()}
	var err error
	if x.bleve, err = open(folder); err != nil {
		if x.temp, err = os.MkdirTemp("", "quotegraph-search-"); err != nil {
			return nil, fmt.Errorf("search: %w", err)
		}
		if x.bleve, err = open(filepath.Join(x.temp, "index")); err != nil {
			return nil, errors.Join(fmt.Errorf("search: %w", err), os.RemoveAll(x.temp))
		}
	}
	s.Watch(x.queue.add)
	return x, nil
}

func open(folder string) (bleve.Index, error) {
	wait := map[string]any{"bolt_timeout": "200ms"}
	if b, err := bleve.OpenUsing(folder, wait); err == nil {
		if f, err := b.GetInternal([]byte("form")); err == nil && string(f) == form {
			return b, nil
		}
		if err := b.Close(); err != nil {
			return nil, err
		}
	} else if err.Error() == "timeout" {
		return nil, err // another process has it
	}
	if err := os.RemoveAll(folder); err != nil {
		return nil, err
	}
	m, err := mappings()
	if err != nil {
		return nil, err
	}
	b, err := bleve.NewUsing(folder, m, bleve.Config.DefaultIndexType, bleve.Config.DefaultKVStore, wait)
	if err != nil {
		return nil, err
	}
	return b, b.SetInternal([]byte("form"), []byte(form))
}

// Close ends the index.
func (x *Index) Close() error {
	err := x.bleve.Close()
	if x.temp != "" {
		err = errors.Join(err, os.RemoveAll(x.temp))
	}
	return err
}

// mappings: words of statements and headlines by their English stems, names by their words without accents, the rest as it stands.
func mappings() (mapping.IndexMapping, error) {
	m := bleve.NewIndexMapping()
	err := m.AddCustomAnalyzer("name", map[string]any{
		"type": custom.Name, "char_filters": []string{asciifolding.Name}, "tokenizer": unicode.Name, "token_filters": []string{lowercase.Name},
	})
	if err != nil {
		return nil, err
	}
	d := bleve.NewDocumentStaticMapping()
	for field, analyzer := range map[string]string{
		"kind": keyword.Name, "label": keyword.Name, "agent": keyword.Name, "class": keyword.Name, "type": keyword.Name, "date": keyword.Name, "day": keyword.Name,
		"publisher": keyword.Name, "position": keyword.Name, "name": keyword.Name, "text": en.AnalyzerName, "title": en.AnalyzerName, "names": "name",
	} {
		f := bleve.NewTextFieldMapping()
		f.Analyzer = analyzer
		f.IncludeInAll = false
		f.IncludeTermVectors = field == "text" || field == "title"
		f.DocValues = analyzer == keyword.Name
		d.AddFieldMappingsAt(field, f)
	}
	m.DefaultMapping = d
	m.ScoringModel = "bm25"
	return m, nil
}

func padded(n int) string { return fmt.Sprintf("%06d", n) }

// value of a stored internal number, 0 if there is none.
func number(raw []byte) int {
	n, err := strconv.Atoi(string(raw))
	if err != nil {
		return 0
	}
	return n
}

func fields(f map[string]any) document {
	var d document
	if names, ok := f["names"].(string); ok { // one value comes without its list
		f["names"] = []any{names}
	}
	raw, err := json.Marshal(f)
	if err == nil {
		err = json.Unmarshal(raw, &d)
	}
	if err != nil {
		return document{}
	}
	return d
}
