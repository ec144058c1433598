// Package export writes the graph for other tools: RDF, property graphs, tables. Whatever the size
// of the graph, an article at a time is in memory, beside what articles share: agents, roles and
// documents.
package export

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
)

// Graph is what is exported. It is read more than once by forms that write all nodes before all edges.
type Graph interface {
	// EachGraph calls f with the quads of each label, sorted by label; label is nil for those that
	// have none.
	EachGraph(ctx context.Context, f func(label quad.Value, quads []quad.Quad) error) error
}

// Options of Write. The zero value writes everything.
type Options struct {
	Simple bool   // property graphs: only who speaks for whom and who is quoted beside whom, with weights
	Align  bool   // RDF: terms of PROV, the Web Annotation vocabulary, ORG and schema.org beside ours
	Table  string // tables: which one; empty: the first, or all where the form holds several
}

// Format is a form to export in.
type Format struct {
	Name      string
	Extension string // of a file, with its dot
	Media     string // type of an answer over HTTP
	Title     string // what it is, in a few words
	Kind      Kind
	write     func(ctx context.Context, w io.Writer, g Graph, o Options) error
}

// Kind is what a form can hold, and so which options it knows.
type Kind string

const (
	RDF      Kind = "rdf"      // every quad
	Property Kind = "property" // nodes and edges with attributes
	Tables   Kind = "tables"   // rows and columns
)

// Formats are all forms, in the order in which they are listed.
var Formats = []Format{
	{"nquads", ".nq", "application/n-quads", "N-Quads: every quad, an article a graph", RDF, writeNQuads},
	{"trig", ".trig", "application/trig", "TriG: the same, to be read by people", RDF, writeTriG},
	{"turtle", ".ttl", "text/turtle", "Turtle: each triple once, without graphs", RDF, writeTurtle},
	{"ntriples", ".nt", "application/n-triples", "N-Triples: the same, a line a triple", RDF, writeNTriples},
	{
		"jsonld",
		".jsonld",
		"application/ld+json",
		"JSON-LD: an article a graph, nodes within each other",
		RDF,
		writeJSONLD,
	},
	{
		"graphml",
		".graphml",
		"application/graphml+xml",
		"GraphML: Gephi, yEd, Cytoscape, networkx, igraph, TinkerPop",
		Property,
		writeGraphML,
	},
	{"gexf", ".gexf", "application/gexf+xml", "GEXF with dates: Gephi's timeline", Property, writeGEXF},
	{"cytoscape", ".cyjs", "application/json", "Cytoscape JSON: Cytoscape and Cytoscape.js", Property, writeCytoscape},
	{
		"neo4j",
		".zip",
		"application/zip",
		"CSV files for neo4j-admin database import, in a ZIP file",
		Property,
		writeNeo4j,
	},
	{"dot", ".dot", "text/vnd.graphviz", "DOT: Graphviz", Property, writeDOT},
	{"svg", ".svg", "image/svg+xml", "SVG: a picture, of small graphs", Property, writeSVG},
	{"csv", ".csv", "text/csv; charset=utf-8", "CSV: one table, harmless in a spreadsheet", Tables, writeCSV},
	{"jsonl", ".jsonl", "application/jsonl", "JSON Lines: one table", Tables, writeJSONLines},
	{
		"xlsx",
		".xlsx",
		"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		"XLSX: all tables, a sheet each",
		Tables,
		writeXLSX,
	},
	{
		"parquet",
		".parquet",
		"application/vnd.apache.parquet",
		"Parquet: one table, for DuckDB, pandas, Spark",
		Tables,
		writeParquet,
	},
}

// Names are the names of all forms.
func Names() []string {
	out := make([]string, len(Formats))
	for i, f := range Formats {
		out[i] = f.Name
	}
	return out
}

// Find returns a form by its name.
func Find(name string) (Format, error) {
	for _, f := range Formats {
		if f.Name == name {
			return f, nil
		}
	}
	return Format{}, fmt.Errorf("no export format %q; there are: %s", name, strings.Join(Names(), ", "))
}

// Write writes a graph in a form. Errors: the graph's, the writer's, and what the form can't hold.
func (f Format) Write(ctx context.Context, w io.Writer, g Graph, o Options) error {
	switch {
	case o.Table != "" && f.Kind != Tables:
		return fmt.Errorf("format %s has no tables; those with tables: %s", f.Name, ofKind(Tables))
	case o.Table != "" && !slices.ContainsFunc(tables, func(t table) bool { return t.name == o.Table }):
		return fmt.Errorf("no table %q; there are: %s", o.Table, strings.Join(TableNames(), ", "))
	case o.Simple && f.Kind != Property:
		return fmt.Errorf("format %s is no picture's; simple graphs go with: %s", f.Name, ofKind(Property))
	case o.Align && f.Kind != RDF:
		return fmt.Errorf("format %s is no RDF; terms of other vocabularies go with: %s", f.Name, ofKind(RDF))
	}
	if o.Align {
		g = aligned{g}
	}
	return f.write(ctx, w, g, o)
}

func ofKind(k Kind) string {
	var out []string
	for _, f := range Formats {
		if f.Kind == k {
			out = append(out, f.Name)
		}
	}
	return strings.Join(out, ", ")
}
