package web

import (
	"net/http"
	"regexp"
	"strings"

	"quotegraph/internal/query"
	"quotegraph/internal/web/pages"
)

// routes of the API, for its page and its OpenAPI description.
var routes = []pages.Route{
	{Method: "GET", Path: "/api/queries", Summary: "The saved queries with their parameters"},
	{Method: "GET", Path: "/api/queries/{name}", Summary: "A saved query's answer; its parameters in the address, format=csv for CSV"},
	{Method: "GET", Path: "/api/articles/{id}", Summary: "An article's text and its statements with their places, in bytes"},
	{Method: "POST", Path: "/api/articles", Summary: "Reads articles into the store: JSON Lines or one text (token)"},
	{Method: "POST", Path: "/api/console/{lang}", Summary: "Runs a program (gizmo, mql, graphql) and answers with a table"},
	{Method: "POST", Path: "/api/console/picture", Summary: "The graph among nodes, as SVG"},
	{Method: "GET", Path: "/api/vocabulary", Summary: "Predicates, classes, prefixes and methods"},
	{Method: "POST", Path: "/api/v1/query/{lang}", Summary: "Cayley v1: runs a program"},
	{Method: "POST", Path: "/api/v1/shape/{lang}", Summary: "Cayley v1: the shape of a program"},
	{Method: "POST", Path: "/api/v1/write", Summary: "Cayley v1: writes quads in JSON (token)"},
	{Method: "POST", Path: "/api/v1/write/file/nquad", Summary: "Cayley v1: writes a file of N-Quads (token)"},
	{Method: "POST", Path: "/api/v1/delete", Summary: "Cayley v1: deletes quads in JSON (token)"},
	{Method: "POST", Path: "/api/v2/query", Summary: "Cayley v2: runs a program"},
	{Method: "GET", Path: "/api/v2/read", Summary: "Cayley v2: reads quads"},
	{Method: "GET", Path: "/api/v2/formats", Summary: "Cayley v2: formats of quads"},
	{Method: "POST", Path: "/api/v2/write", Summary: "Cayley v2: writes quads (token)"},
	{Method: "POST", Path: "/api/v2/delete", Summary: "Cayley v2: deletes quads (token)"},
	{Method: "POST", Path: "/api/v2/node/delete", Summary: "Cayley v2: deletes a node (token)"},
	{Method: "GET", Path: "/healthz", Summary: "Whether the store answers"},
	{Method: "GET", Path: "/metrics", Summary: "Prometheus metrics"},
}

var placeholder = regexp.MustCompile(`\{(\w+)\}`)

// openAPI describes the API in OpenAPI 3.1, each saved query with its own parameters.
func openAPI(queries []query.Saved) map[string]any {
	paths := map[string]any{}
	add := func(method, path, summary string, parameters []any) {
		operation := map[string]any{"summary": summary, "responses": map[string]any{"200": map[string]any{"description": "the answer"}, "default": map[string]any{"description": "an error: {\"error\": …}"}}}
		if len(parameters) > 0 {
			operation["parameters"] = parameters
		}
		if method == http.MethodPost {
			operation["requestBody"] = map[string]any{"required": true, "content": map[string]any{"*/*": map[string]any{}}}
		}
		if strings.Contains(summary, "(token)") {
			operation["security"] = []any{map[string]any{"token": []any{}}}
		}
		at, _ := paths[path].(map[string]any)
		if at == nil {
			at = map[string]any{}
			paths[path] = at
		}
		at[strings.ToLower(method)] = operation
	}
	for _, r := range routes {
		if r.Path == "/api/queries/{name}" { // each by itself
			continue
		}
		var parameters []any
		for _, m := range placeholder.FindAllStringSubmatch(r.Path, -1) {
			parameters = append(parameters, map[string]any{"name": m[1], "in": "path", "required": true, "schema": map[string]any{"type": "string"}})
		}
		add(r.Method, r.Path, r.Summary, parameters)
	}
	types := map[string]string{"int": "integer", "number": "number", "date": "string", "bool": "boolean", "string": "string"}
	for _, q := range queries {
		parameters := []any{map[string]any{"name": "format", "in": "query", "schema": map[string]any{"type": "string", "enum": []string{"json", "csv"}}}}
		for _, p := range q.Every() {
			parameters = append(parameters, map[string]any{"name": p.Name, "in": "query", "description": p.About, "schema": map[string]any{"type": types[p.Type]}})
		}
		add("GET", "/api/queries/"+q.Name, q.About, parameters)
	}
	return map[string]any{
		"openapi": "3.1.0",
		"info":    map[string]any{"title": "quotegraph", "version": "1", "description": "Who said what, in which role, on whose behalf. Cayley's own API is described at https://cayley.io."},
		"paths":   paths,
		"components": map[string]any{"securitySchemes": map[string]any{
			"token": map[string]any{"type": "http", "scheme": "bearer", "description": "serve.token of the server's settings"},
		}},
	}
}
