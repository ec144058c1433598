package export

import (
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/model"
	"quotegraph/internal/rdf"
	"quotegraph/internal/store"
)

// subject is a node of an article with what is said of it.
type subject struct {
	id     quad.Value
	quads  []quad.Quad // sorted
	values map[string][]quad.Value
}

// subjects groups an article's quads by their subject, sorted; each quad once.
func subjects(quads []quad.Quad) []*subject {
	slices.SortFunc(quads, rdf.Compare)
	quads = slices.Compact(quads)
	var out []*subject
	for _, q := range quads {
		if len(out) == 0 || out[len(out)-1].id != q.Subject {
			out = append(out, &subject{id: q.Subject, values: map[string][]quad.Value{}})
		}
		s := out[len(out)-1]
		s.quads = append(s.quads, q)
		p := store.Text(q.Predicate)
		s.values[p] = append(s.values[p], q.Object)
	}
	return out
}

func (s *subject) name() string { return store.Text(s.id) }

// one returns what a predicate says of the subject; "" if nothing.
func (s *subject) one(predicate string) string {
	if v := s.values[predicate]; len(v) > 0 {
		return store.Text(v[0])
	}
	return ""
}

func (s *subject) all(predicate string) []string {
	var out []string
	for _, v := range s.values[predicate] {
		out = append(out, store.Text(v))
	}
	return out
}

func (s *subject) isA(class string) bool { return slices.Contains(s.all(model.Type), class) }

// isLocal tells whether only one article tells of a node.
func isLocal(id string) bool {
	for _, prefix := range []string{"article:", "statement:", "event:", "representation:", "agent:",
		"selector:", "decision:"} {
		if strings.HasPrefix(id, prefix) {
			return true
		}
	}
	return false
}

// day returns the day of a date, "2020-02-18", "" if it is none.
func day(date string) string {
	if len(date) < len("2020-02-18") {
		return ""
	}
	return date[:len("2020-02-18")]
}

// dateOf returns the day of the article that subjects are of; "" if it is not told.
func dateOf(all []*subject) string {
	for _, s := range all {
		if s.isA(model.ClassArticle) {
			return day(s.one(model.DatePublished))
		}
	}
	return ""
}
