package export

import (
	"archive/zip"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"strings"
)

// writeNeo4j writes nodes.csv and relationships.csv as `neo4j-admin database import full neo4j
// --nodes=nodes.csv --relationships=relationships.csv
// --array-delimiter="\u001f" --multiline-fields=true` reads them, in a ZIP file with a note of that command.
func writeNeo4j(ctx context.Context, w io.Writer, g Graph, o Options) error {
	z := zip.NewWriter(w)
	note, err := z.Create("README.txt")
	if err != nil {
		return err
	}
	fmt.Fprint(
		note,
		"Unpack this folder, stop the database, then:\n\n  neo4j-admin database import full neo4j --nodes=nodes.csv "+
			"--relationships=relationships.csv \\\n"+
			"    --array-delimiter=\"U+001F\" --multiline-fields=true --overwrite-destination\n",
	)
	f, err := z.Create("nodes.csv")
	if err != nil {
		return err
	}
	nodes := csv.NewWriter(f)
	head := []string{"iri:ID", "class:LABEL", "label", "begins"}
	if o.Simple {
		head = append(head, "statements:long")
	}
	for _, a := range attributesOf(o) {
		switch {
		case a.kind != "string":
			head = append(head, a.name+":"+a.kind)
		case a.many:
			head = append(head, a.name+":string[]")
		default:
			head = append(head, a.name)
		}
	}
	nodes.Write(head)
	relations, err := os.CreateTemp("", "quotegraph-relationships-") // a ZIP file takes one file after the other
	if err != nil {
		return err
	}
	defer os.Remove(relations.Name())
	defer relations.Close()
	edges := csv.NewWriter(relations)
	edges.Write([]string{":START_ID", ":TYPE", ":END_ID", "weight:long", "begins"})
	err = pictured(ctx, g, o, func(v *node) error {
		row := []string{v.id, v.class, v.label, v.begins}
		if o.Simple {
			row = append(row, fmt.Sprint(v.count))
		}
		for _, a := range attributesOf(o) {
			if a.kind != "string" {
				row = append(row, v.value(a))
			} else {
				row = append(row, strings.Join(v.attrs[a.name], "\x1f"))
			}
		}
		return nodes.Write(row)
	}, func(e edge) error {
		return edges.Write([]string{e.from, strings.ToUpper(snake(e.kind)), e.to, fmt.Sprint(e.weight), e.begins})
	})
	nodes.Flush()
	edges.Flush()
	for _, e := range []error{err, nodes.Error(), edges.Error()} {
		if e != nil {
			return e
		}
	}
	if _, err := relations.Seek(0, io.SeekStart); err != nil {
		return err
	}
	if f, err = z.Create("relationships.csv"); err != nil {
		return err
	}
	if _, err := io.Copy(f, relations); err != nil {
		return err
	}
	return z.Close()
}

// snake writes "onBehalfOf" and "speaks for" as Neo4j's types are written: on_behalf_of.
func snake(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == ' ':
			b.WriteByte('_')
		case r >= 'A' && r <= 'Z':
			b.WriteString("_" + string(r+'a'-'A'))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
