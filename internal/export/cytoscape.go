package export

import (
	"context"
	"fmt"
	"io"
	"strings"
)

// writeCytoscape writes what Cytoscape imports and Cytoscape.js takes as its elements.
func writeCytoscape(ctx context.Context, w io.Writer, g Graph, o Options) error {
	x := newPrinter(w)
	x.print("{\"format_version\": \"1.0\", \"generated_by\": \"quotegraph\", \"data\": {\"name\": \"quotegraph\"}, \"elements\": {\"nodes\": [")
	nodes, edges := 0, 0
	element := func(n int, data object) error {
		raw, err := plainJSON(object{{"data", data}})
		if err != nil {
			return err
		}
		if n > 0 {
			x.print(",")
		}
		return x.print("\n%s", raw)
	}
	begin := func() {
		if edges == 0 {
			x.print("\n], \"edges\": [")
		}
	}
	err := pictured(ctx, g, o, func(v *node) error {
		data := object{{"id", v.id}, {"label", v.label}, {"class", v.class}}
		if v.begins != "" {
			data = append(data, member{"begins", v.begins})
		}
		if o.Simple {
			data = append(data, member{"statements", v.count})
		}
		for _, a := range attributes {
			if values := v.attrs[a.name]; len(values) > 0 && (!o.Simple || ofAgents(a.name)) {
				data = append(data, member{a.name, typed(a, values)})
			}
		}
		nodes++
		return element(nodes-1, data)
	}, func(e edge) error {
		begin()
		edges++
		data := object{{"id", fmt.Sprintf("e%d", edges)}, {"source", e.from}, {"target", e.to}, {"interaction", e.kind}, {"label", e.kind}, {"weight", e.weight}}
		if e.begins != "" {
			data = append(data, member{"begins", e.begins})
		}
		return element(edges-1, data)
	})
	if err != nil {
		return err
	}
	begin()
	x.print("\n]}}\n")
	return x.end()
}

// typed is an attribute's value as JSON has it.
func typed(a attribute, values []string) any {
	switch a.kind {
	case "integer", "number":
		return number(values[0])
	case "boolean":
		return values[0] == "true"
	}
	return strings.Join(values, "; ")
}

// number is a number as it is written.
type number string

// MarshalJSON writes the digits.
func (n number) MarshalJSON() ([]byte, error) { return []byte(n), nil }
