package export

import (
	"bufio"
	"context"
	"io"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/model"
	"quotegraph/internal/rdf"
	"quotegraph/internal/store"
)

// writeNQuads writes an article after the other, its lines sorted: the same graph gives the same bytes.
func writeNQuads(ctx context.Context, w io.Writer, g Graph, _ Options) error {
	out := bufio.NewWriter(w)
	err := g.EachGraph(ctx, func(_ quad.Value, quads []quad.Quad) error {
		lines := make([]string, len(quads))
		for i, q := range quads {
			lines[i] = rdf.Line(q)
		}
		slices.Sort(lines)
		for _, l := range slices.Compact(lines) {
			out.WriteString(l)
			if err := out.WriteByte('\n'); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return out.Flush()
}

// writeTriG writes an article a graph, a subject's predicates together.
func writeTriG(ctx context.Context, w io.Writer, g Graph, _ Options) error {
	out := bufio.NewWriter(w)
	out.WriteString(rdf.Prefixes())
	err := g.EachGraph(ctx, func(label quad.Value, quads []quad.Quad) error {
		indent := ""
		out.WriteByte('\n')
		if label != nil {
			out.WriteString(rdf.Name(label) + " {\n")
			indent = "  "
		}
		for _, s := range subjects(quads) {
			writeSubject(out, s.quads, indent)
		}
		if label != nil {
			out.WriteString("}\n")
		}
		return out.Flush()
	})
	if err != nil {
		return err
	}
	return out.Flush()
}

// writeSubject writes the quads of one subject as Turtle does, its classes first; errors stay in out.
func writeSubject(out *bufio.Writer, quads []quad.Quad, indent string) {
	slices.SortStableFunc(quads, func(a, b quad.Quad) int { return isType(b) - isType(a) })
	for i, q := range quads {
		switch {
		case i == 0:
			out.WriteString(indent + rdf.Name(q.Subject) + " " + predicateName(q.Predicate) + " ")
		case q.Predicate == quads[i-1].Predicate:
			out.WriteString(", ")
		default:
			out.WriteString(" ;\n" + indent + "  " + predicateName(q.Predicate) + " ")
		}
		out.WriteString(rdf.Name(q.Object))
	}
	out.WriteString(" .\n")
}

func isType(q quad.Quad) int {
	if store.Text(q.Predicate) == model.Type {
		return 1
	}
	return 0
}

func predicateName(p quad.Value) string {
	if store.Text(p) == model.Type {
		return "a"
	}
	return rdf.Name(p)
}

// writeTurtle writes the merged form: without graphs, each triple once, one name an agent.
func writeTurtle(ctx context.Context, w io.Writer, g Graph, _ Options) error {
	out := bufio.NewWriter(w)
	out.WriteString(rdf.Prefixes() + "\n")
	err := merged(ctx, g, func(quads []quad.Quad) error {
		writeSubject(out, quads, "")
		return out.Flush()
	})
	if err != nil {
		return err
	}
	return out.Flush()
}

// writeNTriples writes the merged form, a line a triple.
func writeNTriples(ctx context.Context, w io.Writer, g Graph, _ Options) error {
	out := bufio.NewWriter(w)
	err := merged(ctx, g, func(quads []quad.Quad) error {
		for _, q := range quads {
			out.WriteString(strings.TrimSuffix(rdf.Line(q), "\n"))
			if err := out.WriteByte('\n'); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return out.Flush()
}
