package web

import (
	"reflect"
	"regexp"
	"slices"
	"strings"

	"quotegraph/internal/query"
	"quotegraph/internal/schema"
)

// dates are days, months or years; the last days of months are left to the server.
const dates = "^([0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]))?)?)?$"

// schemaOf describes the values of a saved query's parameter.
func schemaOf(p query.Param) map[string]any {
	switch p.Type {
	case "int":
		return map[string]any{"type": "integer", "minimum": 0, "maximum": query.MostNumber}
	case "number":
		return map[string]any{"type": "number", "minimum": -1, "maximum": 1}
	case "bool":
		return map[string]any{"type": "boolean"}
	case "date":
		return map[string]any{"type": "string", "pattern": dates}
	}
	if choices := p.Choices(); choices != nil {
		return map[string]any{"type": "string", "enum": append([]string{""}, choices...)}
	}
	return map[string]any{"type": "string", "maxLength": query.LongestText}
}

var placeholder = regexp.MustCompile(`\{(\w+)\}`)

// openAPI describes the API in OpenAPI 3.1, each saved query with its own parameters.
func openAPI(routes []route, queries []query.Saved) map[string]any {
	types := schema.New("#/components/schemas/")
	types.Special[reflect.TypeFor[query.Ordered]()] = map[string]any{
		"type":        "object",
		"description": "a row: its cells by their columns",
	}
	failed := types.Of(reflect.TypeFor[failure]())
	paths := map[string]any{}
	add := func(r route, path, summary string, parameters []any) {
		content := map[string]any{}
		for media, t := range r.gives {
			content[media] = map[string]any{"schema": map[string]any{}}
			if t != nil {
				content[media] = map[string]any{"schema": types.Of(t)}
			}
		}
		operation := map[string]any{"summary": summary, "responses": map[string]any{
			"200": map[string]any{"description": "the answer", "content": content},
			"default": map[string]any{
				"description": "an error",
				"content":     map[string]any{"application/json": map[string]any{"schema": failed}},
			},
		}}
		if len(parameters) > 0 {
			operation["parameters"] = parameters
		}
		if r.body != nil {
			// Cayley answers an empty program with nothing
			empty := strings.Contains(path, "/query") || strings.Contains(path, "/shape")
			operation["requestBody"] = map[string]any{"required": !empty, "content": r.body}
		}
		if r.token {
			operation["security"] = []any{map[string]any{"token": []any{}}}
		}
		at, _ := paths[path].(map[string]any)
		if at == nil {
			at = map[string]any{}
			paths[path] = at
		}
		at[strings.ToLower(r.Method)] = operation
	}
	for _, r := range routes {
		if strings.HasSuffix(r.Path, "/{name}") { // each query by itself
			for _, q := range queries {
				parameters := []any{
					parameter(
						"format",
						"JSON without it",
						map[string]any{"type": "string", "enum": []string{"json", "csv"}},
					),
				}
				for _, p := range q.Every() {
					parameters = append(parameters, parameter(p.Name, p.About, schemaOf(p)))
				}
				add(r, strings.Replace(r.Path, "{name}", q.Name, 1), q.About, parameters)
			}
			continue
		}
		parameters := slices.Clone(r.takes)
		for _, m := range placeholder.FindAllStringSubmatch(r.Path, -1) {
			schema := map[string]any{"type": "string"}
			if m[1] == "lang" {
				schema["enum"] = query.Languages
			}
			parameters = append(
				parameters,
				map[string]any{"name": m[1], "in": "path", "required": true, "schema": schema},
			)
		}
		add(r, r.Path, r.Summary, parameters)
	}
	return map[string]any{
		"openapi": "3.1.0",
		"info": map[string]any{
			"title":   "quotegraph",
			"version": "1",
			"description": "Who said what, in which role, on whose behalf. Cayley's own API is described at " +
				"https://cayley.io.",
		},
		"paths": paths,
		"components": map[string]any{"schemas": types.Defined, "securitySchemes": map[string]any{
			"token": map[string]any{
				"type":        "http",
				"scheme":      "bearer",
				"description": "serve.token of the server's settings",
			},
		}},
	}
}
