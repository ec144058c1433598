package web

import (
	"net/http"
	"regexp"
	"slices"
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
	{Method: "GET", Path: "/api/v2/query", Summary: "Cayley v2: runs a program that stands in the address (qu)"},
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
}, "/api/v2/query": {
	map[string]any{"name": "lang", "in": "query", "required": true, "description": "the program's language", "schema": map[string]any{"type": "string", "enum": query.Languages}},
}}

func parameter(name, about string, schema map[string]any) any {
	return map[string]any{"name": name, "in": "query", "description": about, "schema": schema}
}

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

// bodyOf describes what a route takes. Programs and articles are texts of which the server says itself what is wrong with them.
func bodyOf(path string) map[string]any {
	media, schema := "text/plain", map[string]any{"type": "string"}
	switch path {
	case "/api/v1/write", "/api/v1/delete":
		text := map[string]any{"type": "string"}
		media, schema = "application/json", map[string]any{"type": "array", "items": map[string]any{"type": "object", "required": []string{"subject", "predicate", "object"},
			"properties": map[string]any{"subject": text, "predicate": text, "object": text, "label": text}}}
	case "/api/v1/write/file/nquad":
		media, schema = "multipart/form-data", map[string]any{"type": "object", "required": []string{"NQuadFile"}, "properties": map[string]any{"NQuadFile": map[string]any{"type": "string", "format": "binary"}}}
	case "/api/v2/write", "/api/v2/delete":
		media = "application/n-quads"
	case "/api/console/picture":
		media, schema = "application/json", map[string]any{"type": "object", "required": []string{"iris"}, "properties": map[string]any{"iris": map[string]any{"type": "array", "items": map[string]any{"type": "string"}}}}
	case "/api/articles":
		media = "application/x-ndjson"
	}
	content := map[string]any{media: map[string]any{"schema": schema}}
	if schema["type"] == "string" {
		content["text/plain"] = content[media]
	}
	return map[string]any{"required": !strings.Contains(path, "/query") && !strings.Contains(path, "/shape"), "content": content} // Cayley answers an empty program with nothing
}

// openAPI describes the API in OpenAPI 3.1, each saved query with its own parameters.
func openAPI(queries []query.Saved) map[string]any {
	paths := map[string]any{}
	add := func(method, path, summary string, parameters []any) {
		operation := map[string]any{"summary": summary, "responses": map[string]any{"200": map[string]any{"description": "the answer"}, "default": map[string]any{"description": "an error: {\"error\": …}"}}}
		if len(parameters) > 0 {
			operation["parameters"] = parameters
		}
		if method == http.MethodPost {
			operation["requestBody"] = bodyOf(path)
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
		parameters := slices.Clone(own[r.Path])
		if r.Method+" "+r.Path == "GET /api/v2/query" {
			parameters = append(parameters, parameter("qu", "the program", map[string]any{"type": "string"}))
		}
		for _, m := range placeholder.FindAllStringSubmatch(r.Path, -1) {
			schema := map[string]any{"type": "string"}
			if m[1] == "lang" {
				schema["enum"] = query.Languages
			}
			parameters = append(parameters, map[string]any{"name": m[1], "in": "path", "required": true, "schema": schema})
		}
		add(r.Method, r.Path, r.Summary, parameters)
	}
	for _, q := range queries {
		parameters := []any{map[string]any{"name": "format", "in": "query", "schema": map[string]any{"type": "string", "enum": []string{"json", "csv"}}}}
		for _, p := range q.Every() {
			parameters = append(parameters, parameter(p.Name, p.About, schemaOf(p)))
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
