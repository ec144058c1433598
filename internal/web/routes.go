package web

import (
	"net/http"
	"reflect"
	"strings"

	"github.com/prometheus/client_golang/prometheus/promhttp"

	"quotegraph/internal/export"
	"quotegraph/internal/model"
	"quotegraph/internal/query"
	"quotegraph/internal/web/pages"
)

// route is one way into the API. The server, the page about the API and its OpenAPI description are
// made from the same routes.
type route struct {
	pages.Route
	do    http.HandlerFunc
	takes []any                   // parameters in the address, beside those in the path
	body  map[string]any          // what a POST carries: schemas by media type
	gives map[string]reflect.Type // the answer's type by media type; nil: it is no JSON
	token bool                    // it needs the token
	texts bool                    // articles' texts can be read by it
}

// These are the answers in JSON that have no type elsewhere.
type (
	// rowsAnswer is a saved query's.
	rowsAnswer struct {
		Columns []string        `json:"columns"` // that a table shows
		Every   []string        `json:"every"`   // that rows have
		Rows    []query.Ordered `json:"rows"`
		Cut     bool            `json:"cut"`
		Took    int64           `json:"milliseconds"`
		query.Report
	}
	// tableAnswer is a program's.
	tableAnswer struct {
		Columns []string         `json:"columns"`
		Rows    []map[string]any `json:"rows"` // a cell that names a node is a link
		Cut     bool             `json:"cut"`
		Took    int64            `json:"milliseconds"`
		Raw     any              `json:"raw"` // what is no table
	}
	articleAnswer struct {
		IRI        string   `json:"iri"`
		ID         string   `json:"id"`
		DocID      string   `json:"doc_id"`
		Title      string   `json:"title"`
		Date       string   `json:"date"`
		DateText   string   `json:"date_text"`
		Publisher  string   `json:"publisher"`
		Text       string   `json:"text"`
		Statements []placed `json:"statements"`
	}
	vocabularyAnswer struct {
		Predicates []term   `json:"predicates"`
		Classes    []term   `json:"classes"`
		Prefixes   []string `json:"prefixes"`
		Methods    []term   `json:"methods"`
	}
	healthAnswer struct {
		Status  string `json:"status"`
		Version string `json:"version"`
	}
	// written is Cayley's answer to what was written or deleted.
	written struct {
		Result string `json:"result"`
		Count  int    `json:"count,omitempty"`
	}
	quadFormat struct {
		ID     string   `json:"id"`
		Read   bool     `json:"read,omitempty"`
		Write  bool     `json:"write,omitempty"`
		Nodes  bool     `json:"nodes,omitempty"`
		Ext    []string `json:"ext,omitempty"`
		Mime   []string `json:"mime,omitempty"`
		Binary bool     `json:"binary,omitempty"`
	}
)

// Ingested is a report of articles that were read into the store.
type Ingested struct {
	Articles   int      `json:"articles"`
	New        int      `json:"new"`
	Replaced   int      `json:"replaced"`
	Unchanged  int      `json:"unchanged"`
	Copies     int      `json:"copies"`
	Statements int      `json:"statements"`
	Merged     int      `json:"merged"`    // agents that are surely one and became one
	Namesakes  int      `json:"namesakes"` // people of one name who surely are several
	Added      int      `json:"quads_added"`
	Removed    int      `json:"quads_removed"`
	Failed     int      `json:"failed"`
	Errors     []string `json:"errors"`
	Warnings   []string `json:"warnings"`
}

// inJSON is an answer of a type.
func inJSON[T any]() map[string]reflect.Type {
	return map[string]reflect.Type{"application/json": reflect.TypeFor[T]()}
}

// as is an answer that is no JSON.
func as(media ...string) map[string]reflect.Type {
	out := map[string]reflect.Type{}
	for _, m := range media {
		out[m] = nil
	}
	return out
}

// exported are the media types of exports.
func exported() map[string]reflect.Type {
	out := map[string]reflect.Type{}
	for _, f := range export.Formats {
		media, _, _ := strings.Cut(f.Media, ";")
		out[media] = nil
	}
	return out
}

// routes are the ways into the API.
func (v *Server) routes() []route {
	v2 := v.cayleyV2()
	text, list := map[string]any{
		"type": "string",
	}, map[string]any{
		"type":  "array",
		"items": map[string]any{"type": "string"},
	}
	texts := func(media ...string) map[string]any {
		out := map[string]any{}
		for _, m := range append(media, "text/plain") {
			out[m] = map[string]any{"schema": text}
		}
		return out
	}
	object := func(required string, properties map[string]any) map[string]any {
		return map[string]any{"type": "object", "required": []string{required}, "properties": properties}
	}
	quads := map[string]any{
		"application/json": map[string]any{
			"schema": map[string]any{
				"type": "array",
				"items": map[string]any{"type": "object", "required": []string{"subject", "predicate", "object"},
					"properties": map[string]any{"subject": text, "predicate": text, "object": text, "label": text}},
			},
		},
	}
	language := parameter("lang", "the program's language", map[string]any{"type": "string", "enum": query.Languages})
	language["required"] = true
	return []route{
		{
			Route: pages.Route{Method: "GET", Path: "/api/queries", Summary: "The saved queries with their parameters"},
			do:    v.listSaved,
			gives: inJSON[[]query.Saved](),
		},
		{
			Route: pages.Route{
				Method:  "GET",
				Path:    "/api/queries/{name}",
				Summary: "A saved query's answer; its parameters in the address, format=csv for CSV",
			},
			do:    v.runSaved,
			gives: map[string]reflect.Type{"application/json": reflect.TypeFor[rowsAnswer](), "text/csv": nil},
		},
		{
			Route: pages.Route{
				Method:  "GET",
				Path:    "/api/articles/{id}",
				Summary: "An article's text and its statements with their places, in bytes",
			},
			do:    v.article,
			gives: inJSON[articleAnswer](),
		},
		{
			Route: pages.Route{
				Method: "GET",
				Path:   "/api/export",
				Summary: "The graph in a form for other tools, or what it tells of an article, an agent or a " +
					"query's rows",
			},
			do: v.export,
			takes: []any{
				parameter(
					"format",
					"the form; nquads without it",
					map[string]any{"type": "string", "enum": export.Names()},
				),
				parameter("article", "only these articles, by doc_id", list),
				parameter("agent", "only what tells of these agents, by name or id", list),
				parameter("query", "only what the rows of this saved query name; its parameters stand beside", text),
				parameter(
					"table",
					"which table, for csv, jsonl, parquet and xlsx",
					map[string]any{"type": "string", "enum": export.TableNames()},
				),
				parameter("simple", "a graph for pictures: only people and bodies", map[string]any{"type": "boolean"}),
				parameter(
					"align",
					"RDF: terms of PROV, Web Annotation, ORG and schema.org beside ours",
					map[string]any{"type": "boolean"},
				),
			},
			gives: exported(),
		},
		{
			Route: pages.Route{
				Method:  "GET",
				Path:    "/api/backup",
				Summary: "The store's file as it is at this moment (token)",
			},
			do:    v.backup,
			token: true,
			gives: as("application/octet-stream"),
		},
		{
			Route: pages.Route{
				Method:  "POST",
				Path:    "/api/articles",
				Summary: "Reads articles into the store: JSON Lines or one text (token)",
			},
			do:    v.ingest,
			token: true,
			body:  texts("application/x-ndjson"),
			gives: inJSON[Ingested](),
		},
		{
			Route: pages.Route{
				Method:  "POST",
				Path:    "/api/console/{lang}",
				Summary: "Runs a program (gizmo, mql, graphql) and answers with a table",
			},
			do:    v.runProgram,
			texts: true,
			body:  texts(),
			gives: inJSON[tableAnswer](),
		},
		{
			Route: pages.Route{Method: "POST", Path: "/api/console/picture", Summary: "The graph among nodes, as SVG"},
			do:    v.drawResult,
			gives: as("image/svg+xml"),
			body: map[string]any{
				"application/json": map[string]any{"schema": object("iris", map[string]any{"iris": list})},
			},
		},
		{
			Route: pages.Route{
				Method:  "GET",
				Path:    "/api/console/saved/{name}",
				Summary: "A saved query's answer with links to pages",
			},
			do:    v.runSaved,
			gives: inJSON[rowsAnswer](),
		},
		{
			Route: pages.Route{
				Method:  "GET",
				Path:    "/api/vocabulary",
				Summary: "Predicates, classes, prefixes and methods",
			},
			do: func(w http.ResponseWriter, _ *http.Request) {
				answer(
					w,
					vocabularyAnswer{
						Predicates: predicates,
						Classes:    classes,
						Prefixes:   model.NodePrefixes,
						Methods:    methods,
					},
				)
			},
			gives: inJSON[vocabularyAnswer](),
		},
		{
			Route: pages.Route{Method: "POST", Path: "/api/v1/query/{lang}", Summary: "Cayley v1: runs a program"},
			do:    v.apart,
			texts: true,
			body:  texts(),
			gives: inJSON[any](),
		},
		{
			Route: pages.Route{
				Method:  "POST",
				Path:    "/api/v1/shape/{lang}",
				Summary: "Cayley v1: the shape of a program",
			},
			do:    v.apart,
			texts: true,
			body:  texts(),
			gives: inJSON[any](),
		},
		{
			Route: pages.Route{
				Method:  "POST",
				Path:    "/api/v1/write",
				Summary: "Cayley v1: writes quads in JSON (token)",
			},
			do:    v.v1Write,
			token: true,
			body:  quads,
			gives: inJSON[written](),
		},
		{
			Route: pages.Route{
				Method:  "POST",
				Path:    "/api/v1/write/file/nquad",
				Summary: "Cayley v1: writes a file of N-Quads (token)",
			},
			do:    v.v1WriteFile,
			token: true,
			gives: inJSON[written](),
			body: map[string]any{
				"multipart/form-data": map[string]any{
					"schema": object(
						"NQuadFile",
						map[string]any{"NQuadFile": map[string]any{"type": "string", "format": "binary"}},
					),
				},
			},
		},
		{
			Route: pages.Route{
				Method:  "POST",
				Path:    "/api/v1/delete",
				Summary: "Cayley v1: deletes quads in JSON (token)",
			},
			do:    v.v1Delete,
			token: true,
			body:  quads,
			gives: inJSON[written](),
		},
		{
			Route: pages.Route{Method: "POST", Path: "/api/v2/query", Summary: "Cayley v2: runs a program"},
			do:    v.apart,
			texts: true,
			takes: []any{language},
			body:  texts(),
			gives: inJSON[any](),
		},
		{
			Route: pages.Route{
				Method:  "GET",
				Path:    "/api/v2/query",
				Summary: "Cayley v2: runs a program that stands in the address (qu)",
			},
			do:    v.apart,
			texts: true,
			takes: []any{language, parameter("qu", "the program", text)},
			gives: inJSON[any](),
		},
		{
			Route: pages.Route{Method: "GET", Path: "/api/v2/read", Summary: "Cayley v2: reads quads"},
			do:    v.v2Read(v2),
			texts: true,
			gives: as("application/n-quads", "application/x-protobuf"),
		},
		{
			Route: pages.Route{Method: "GET", Path: "/api/v2/formats", Summary: "Cayley v2: formats of quads"},
			do:    v2.ServeHTTP,
			gives: inJSON[[]quadFormat](),
		},
		{
			Route: pages.Route{Method: "POST", Path: "/api/v2/write", Summary: "Cayley v2: writes quads (token)"},
			do:    blamed(v2),
			token: true,
			body:  texts("application/n-quads"),
			gives: inJSON[written](),
		},
		{
			Route: pages.Route{Method: "POST", Path: "/api/v2/delete", Summary: "Cayley v2: deletes quads (token)"},
			do:    blamed(v2),
			token: true,
			body:  texts("application/n-quads"),
			gives: inJSON[written](),
		},
		{
			Route: pages.Route{
				Method:  "POST",
				Path:    "/api/v2/node/delete",
				Summary: "Cayley v2: deletes a node (token)",
			},
			do:    blamed(v2),
			token: true,
			body:  texts(),
			gives: inJSON[written](),
		},
		{
			Route: pages.Route{Method: "GET", Path: "/api/openapi.json", Summary: "This description, for programs"},
			do:    func(w http.ResponseWriter, _ *http.Request) { answer(w, openAPI(v.routes(), v.opt.Queries)) },
			gives: inJSON[map[string]any](),
		},
		{
			Route: pages.Route{Method: "GET", Path: "/healthz", Summary: "Whether the store answers"},
			do:    v.health,
			gives: inJSON[healthAnswer](),
		},
		{
			Route: pages.Route{Method: "GET", Path: "/metrics", Summary: "Prometheus metrics"},
			do:    promhttp.HandlerFor(v.metrics.registry, promhttp.HandlerOpts{}).ServeHTTP,
			gives: as("text/plain"),
		},
	}
}

// parameter describes a parameter in the address.
func parameter(name, about string, schema map[string]any) map[string]any {
	return map[string]any{"name": name, "in": "query", "description": about, "schema": schema}
}
