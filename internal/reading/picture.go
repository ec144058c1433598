package reading

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/model"
	"quotegraph/internal/picture"
	"quotegraph/internal/query"
	"quotegraph/internal/store"
)

// Href returns where a node's page is, or nothing if it has none.
func Href(iri string) string {
	kind, rest, ok := strings.Cut(iri, ":")
	if !ok || rest == "" {
		return ""
	}
	switch kind {
	case "article", "statement", "event", "document":
		return "/" + kind + "/" + escaped(rest)
	case "person", "organization", "country", "place", "agent":
		return "/agent/" + escaped(iri)
	}
	return ""
}

// mostLinks is how many quads of a node are read: an organisation may stand in every article.
const mostLinks = 300

// neighbours are the predicates that a neighbourhood is drawn with, in the order in which nodes are
// taken while there is room.
var neighbours = map[string]string{
	model.SaidBy: "said by", model.OnBehalfOf: "on behalf of", model.ReportedIn: "reported in", model.At: "at",
	model.Represents: "speaks for",
	model.RoleOrg:    "in", model.Holds: "holds", model.JointMember: "with", model.SignedBy: "signed by",
	model.Publisher: "published by",
}

// Picture draws the neighbourhood of an article or of another node.
func (r Reader) Picture(ctx context.Context, iri string) (g *picture.Graph, err error) {
	err = r.Store.Snapshot(func() error {
		var quads []quad.Quad
		if strings.HasPrefix(iri, "article:") {
			quads, err = r.Store.Quads(ctx, quad.IRI(iri))
		} else {
			quads, err = r.around(ctx, iri)
		}
		if err != nil {
			return err
		}
		if len(quads) == 0 {
			return ErrNone
		}
		g = drawn(quads, iri)
		return nil
	})
	return g, err
}

// around returns the quads of a node, and those of the nodes that point at it: what it said, the
// roles it holds.
func (r Reader) around(ctx context.Context, iri string) ([]quad.Quad, error) {
	quads, err := r.Store.Match(ctx, quad.Quad{Subject: quad.IRI(iri)}, mostLinks)
	if err != nil {
		return nil, err
	}
	near := []string{}
	for _, q := range quads {
		if neighbours[store.Text(q.Predicate)] != "" {
			near = append(near, store.Text(q.Object))
		}
	}
	for _, predicate := range []string{model.Represents, model.RoleOrg, model.OnBehalfOf, model.SaidBy} {
		pointing, err := r.Store.Match(ctx, quad.Quad{Object: quad.IRI(iri), Predicate: quad.IRI(predicate)}, 30)
		if err != nil {
			return nil, err
		}
		for _, q := range pointing {
			near = append(near, store.Text(q.Subject))
		}
	}
	slices.Sort(near)
	for _, id := range slices.Compact(near) {
		more, err := r.Store.Match(ctx, quad.Quad{Subject: quad.IRI(id)}, 40)
		if err != nil {
			return nil, err
		}
		quads = append(quads, more...)
	}
	return quads, nil
}

// Among draws the nodes with the given identifiers, and how they hang together.
func (r Reader) Among(ctx context.Context, iris []string) (g *picture.Graph, err error) {
	slices.Sort(iris)
	iris = slices.Compact(iris)
	left := max(0, len(iris)-picture.Most)
	iris = iris[:len(iris)-left]
	err = r.Store.Snapshot(func() error {
		g = &picture.Graph{Left: left}
		there := map[string]bool{}
		for _, id := range iris {
			there[id] = true
		}
		edges := map[picture.Edge]bool{}
		for _, id := range iris {
			quads, err := r.Store.Match(ctx, quad.Quad{Subject: quad.IRI(id)}, mostLinks)
			if err != nil {
				return err
			}
			g.Nodes = append(g.Nodes, drawnNode(id, nodesOf(quads)[id]))
			for _, q := range quads {
				o, isNode := q.Object.(quad.IRI)
				e := picture.Edge{From: id, To: store.Text(q.Object), Label: edgeLabel(store.Text(q.Predicate))}
				if isNode && there[string(o)] && !edges[e] {
					edges[e] = true
					g.Edges = append(g.Edges, e)
				}
			}
		}
		return nil
	})
	return g, err
}

func edgeLabel(predicate string) string {
	if l := neighbours[predicate]; l != "" {
		return l
	}
	return predicate
}

func drawn(quads []quad.Quad, centre string) *picture.Graph {
	nodes := nodesOf(quads)
	g := &picture.Graph{}
	edges := map[picture.Edge]bool{}
	degree := map[string]int{}
	for _, q := range quads {
		l := neighbours[store.Text(q.Predicate)]
		if _, isNode := q.Object.(quad.IRI); l == "" || !isNode ||
			store.Text(q.Subject) == centre && strings.HasPrefix(centre, "article:") {
			continue
		}
		e := picture.Edge{From: store.Text(q.Subject), To: store.Text(q.Object), Label: l}
		if nodes[e.From] == nil || nodes[e.To] == nil || edges[e] {
			continue
		}
		edges[e] = true
		degree[e.From]++
		degree[e.To]++
		g.Edges = append(g.Edges, e)
	}
	if nodes[centre] != nil && !strings.HasPrefix(centre, "article:") {
		degree[centre] += len(quads) // always drawn
	}
	ids := make([]string, 0, len(degree))
	for id := range degree {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b string) int {
		if d := degree[b] - degree[a]; d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	g.Left = max(0, len(ids)-picture.Most)
	for _, id := range ids[:len(ids)-g.Left] {
		g.Nodes = append(g.Nodes, drawnNode(id, nodes[id]))
	}
	slices.SortFunc(
		g.Edges,
		func(a, b picture.Edge) int { return strings.Compare(a.From+a.To+a.Label, b.From+b.To+b.Label) },
	)
	return g
}

func drawnNode(id string, n node) picture.Node {
	out := picture.Node{ID: id, Href: Href(id)}
	kind, _, _ := strings.Cut(id, ":")
	out.Kind = kind
	for _, p := range []string{model.NameOf, model.Headlined, model.RoleTitle, model.EventType, model.Text,
		model.ArticleID} {
		if out.Label = n.one(p); out.Label != "" {
			break
		}
	}
	if said := n.one(model.SaidOf); said != "" { // what was denied or not said is never drawn without its word
		out.Label = said + ": " + out.Label
	}
	if out.Label == "" {
		out.Label = id
	}
	if t := n.one(model.TypeOf); t != "" {
		out.Kind += " " + t
	}
	return out
}

var iri = regexp.MustCompile(
	`^<?((?:article|statement|event|document|person|organization|country|agent|role|representation):[^\s<>]+)>?$`,
)

// IRI returns the identifier that a value of a result is, or nothing.
func IRI(v any) string {
	s, _ := v.(string)
	if m := iri.FindStringSubmatch(s); m != nil {
		return m[1]
	}
	return ""
}

// Rows draws a result: the graph among the nodes that it names or, where it names none, each row's
// first value with lines to the others, labelled by their columns.
func (r Reader) Rows(ctx context.Context, t *query.Table) (*picture.Graph, error) {
	var iris []string
	for _, row := range t.Rows {
		for _, v := range row {
			if id := IRI(v); id != "" {
				iris = append(iris, id)
			}
		}
	}
	if len(iris) > 0 {
		return r.Among(ctx, iris)
	}
	g := &picture.Graph{}
	nodes, edges := map[string]bool{}, map[picture.Edge]bool{}
	for _, row := range t.Rows {
		first := ""
		for i, text := range query.Cells(t.Columns, row) {
			if text == "" {
				continue
			}
			id := t.Columns[i] + ": " + text
			if !nodes[id] {
				nodes[id] = true
				if len(g.Nodes) == picture.Most {
					g.Left++
					continue
				}
				g.Nodes = append(g.Nodes, picture.Node{ID: id, Label: text, Kind: t.Columns[i]})
			}
			e := picture.Edge{From: first, To: id, Label: t.Columns[i]}
			if first == "" {
				first = id
			} else if !edges[e] {
				edges[e] = true
				g.Edges = append(g.Edges, e)
			}
		}
	}
	return g, nil
}
