package export

import (
	"context"
	"fmt"
	"io"
)

// writeCytoscape writes what Cytoscape imports and Cytoscape.js takes as its elements.
func writeCytoscape(ctx context.Context, w io.Writer, g Graph, o Options) error {
	x := newPrinter(w)
	x.print(
		"{\"format_version\": \"1.0\", \"generated_by\": \"quotegraph\", \"data\": {\"name\": \"quotegraph\"}, " +
			"\"elements\": {\"nodes\": [",
	)
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
		for _, a := range attributesOf(o) {
			if len(v.attrs[a.name]) > 0 {
				data = append(data, member{a.name, typed(a, v.value(a))})
			}
		}
		nodes++
		return element(nodes-1, data)
	}, func(e edge) error {
		begin()
		edges++
		data := object{
			{"id", fmt.Sprintf("e%d", edges)},
			{"source", e.from},
			{"target", e.to},
			{"interaction", e.kind},
			{"label", e.kind},
			{"weight", e.weight},
		}
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
func typed(a attribute, value string) any {
	switch a.kind {
	case "long", "double":
		return number(value)
	case "boolean":
		return value == "true"
	}
	return value
}

// number is a number as it is written.
type number string

// MarshalJSON writes the digits.
func (n number) MarshalJSON() ([]byte, error) { return []byte(n), nil }
