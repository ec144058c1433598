package web

import (
	"net/http"
	"regexp"
	"strings"

	"quotegraph/internal/export"
	"quotegraph/internal/query"
	"quotegraph/internal/web/pages"
)

// routes of the API, for its page and its OpenAPI description.
var routes = []pages.Route{
	{Method: "GET", Path: "/api/queries", Summary: "The saved queries with their parameters"},
	{Method: "GET", Path: "/api/queries/{name}", Summary: "A saved query's answer; its parameters in the address, format=csv for CSV"},
	{Method: "GET", Path: "/api/articles/{id}", Summary: "An article's text and its statements with their places, in bytes"},
	{Method: "GET", Path: "/api/export", Summary: "The graph in a form for other tools, or what it tells of an article, an agent or a query's rows"},
	{Method: "GET", Path: "/api/backup", Summary: "The store's file as it is at this moment (token)"},
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

// own are the parameters of single routes, beside those in their path.
var own = map[string][]any{"/api/export": {
	parameter("format", "the form; nquads without it", map[string]any{"type": "string", "enum": export.Names()}),
	parameter("article", "only these articles, by doc_id", map[string]any{"type": "array", "items": map[string]any{"type": "string"}}),
	parameter("agent", "only what tells of these agents, by name or id", map[string]any{"type": "array", "items": map[string]any{"type": "string"}}),
	parameter("query", "only what the rows of this saved query name; its parameters stand beside", map[string]any{"type": "string"}),
	parameter("table", "which table, for csv, jsonl, parquet and xlsx", map[string]any{"type": "string", "enum": export.TableNames()}),
	parameter("simple", "a graph for pictures: only people and bodies", map[string]any{"type": "boolean"}),
	parameter("align", "RDF: terms of PROV, Web Annotation, ORG and schema.org beside ours", map[string]any{"type": "boolean"}),
}}

func parameter(name, about string, schema map[string]any) any {
	return map[string]any{"name": name, "in": "query", "description": about, "schema": schema}
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
		parameters := own[r.Path]
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
