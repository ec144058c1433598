// Package schema describes Go types in JSON Schema, by what encoding/json writes of them. A field
// with the tag schema:"fraction" is a number from 0 to 1.
package schema

import (
	"fmt"
	"reflect"
	"strings"
)

// Types gathers descriptions of types.
type Types struct {
	Refs    string                          // what a reference to a definition begins with: "#/$defs/"
	Special map[reflect.Type]map[string]any // types whose form reflection can't see
	Defined map[string]any                  // structs that have been described, by their names
}

// New returns an empty Types.
func New(refs string) *Types {
	return &Types{Refs: refs, Special: map[reflect.Type]map[string]any{}, Defined: map[string]any{}}
}

// Of describes a type; structs are defined once and referred to.
func (s *Types) Of(t reflect.Type) map[string]any {
	if special := s.Special[t]; special != nil {
		return special
	}
	switch t.Kind() {
	case reflect.Pointer:
		return map[string]any{"anyOf": []any{s.Of(t.Elem()), map[string]any{"type": "null"}}}
	case reflect.Slice:
		return map[string]any{"type": "array", "items": s.Of(t.Elem())}
	case reflect.Array:
		return map[string]any{"type": "array", "items": s.Of(t.Elem()), "minItems": t.Len(), "maxItems": t.Len()}
	case reflect.Map:
		return map[string]any{"type": "object", "additionalProperties": s.Of(t.Elem())}
	case reflect.Interface:
		return map[string]any{}
	case reflect.String:
		return map[string]any{"type": "string"}
	case reflect.Int, reflect.Int64:
		return map[string]any{"type": "integer"}
	case reflect.Float64:
		return map[string]any{"type": "number"}
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.Struct:
		name := strings.ToUpper(t.Name()[:1]) + t.Name()[1:]
		if _, done := s.Defined[name]; !done {
			s.Defined[name] = nil // a struct may hold itself
			properties, required := map[string]any{}, []string{}
			s.fields(t, properties, &required)
			s.Defined[name] = map[string]any{
				"type":                 "object",
				"properties":           properties,
				"required":             required,
				"additionalProperties": false,
			}
		}
		return map[string]any{"$ref": s.Refs + name}
	}
	panic(fmt.Sprint("no form in the schema for ", t))
}

// fields describes a struct's fields, and those of what it embeds, which give way to its own.
func (s *Types) fields(t reflect.Type, properties map[string]any, required *[]string) {
	var embedded []reflect.Type
	for i := range t.NumField() {
		f := t.Field(i)
		tag := f.Tag.Get("json")
		name, rest, _ := strings.Cut(tag, ",")
		inner := f.Type
		if inner.Kind() == reflect.Pointer {
			inner = inner.Elem()
		}
		switch {
		case tag == "-":
			continue
		case f.Anonymous && tag == "":
			embedded = append(embedded, inner)
			continue
		case !f.IsExported():
			continue
		case name == "":
			name = f.Name
		}
		if _, there := properties[name]; there {
			continue
		}
		described := f.Type
		optional := strings.Contains(rest, "omitempty")
		if optional { // nil is left out
			described = pointed(described)
		}
		properties[name] = s.Of(described)
		if f.Tag.Get("schema") == "fraction" {
			properties[name] = map[string]any{"type": "number", "minimum": 0, "maximum": 1}
		}
		if !optional {
			*required = append(*required, name)
		}
	}
	for _, e := range embedded {
		s.fields(e, properties, required)
	}
}

func pointed(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Pointer {
		return t.Elem()
	}
	return t
}
