package quotegraph_test

import (
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"quotegraph/internal/schema"
	"quotegraph/result"
)

// TestLibraryFromOutside: a program of a few lines in a module of its own uses the package, and
// what only extracts pulls in few modules, none of the store's.
func TestLibraryFromOutside(t *testing.T) {
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	sums, err := os.ReadFile("go.sum")
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{
		"go.mod": "module outside\n\ngo 1.26.0\n\nrequire quotegraph v0.0.0\n\nreplace quotegraph => " + here + "\n",
		"go.sum": string(sums),
		"main.go": `package main

import (
	"context"
	"fmt"
	"log"

	"quotegraph"
)

func main() {
	reader, err := quotegraph.New(quotegraph.Options{})
	if err != nil {
		log.Fatal(err)
	}
	found, err := reader.Extract(context.Background(),
		quotegraph.Article{ID: "a", Text: "The harbour is closed, Ana Ruiz said."})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(*found.Quotes[0].Canonical)
}
`,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	command := func(args ...string) string {
		c := exec.Command("go", args...)
		c.Dir = dir
		c.Env = append(os.Environ(), "GOFLAGS=-mod=mod")
		out, err := c.CombinedOutput()
		if err != nil {
			t.Fatalf("go %v: %v\n%s", args, err, out)
		}
		return string(out)
	}
	if said := command("run", "."); strings.TrimSpace(said) != "Ana Ruiz" {
		t.Errorf("it says %q", said)
	}
	modules := strings.Fields(command("list", "-deps", "-f", "{{with .Module}}{{.Path}}{{end}}", "."))
	slices.Sort(modules)
	modules = slices.Compact(modules)
	t.Logf("modules: %v", modules)
	if len(modules) >= 15 {
		t.Errorf("it pulls in %d modules", len(modules))
	}
	for _, m := range modules {
		if strings.Contains(m, "cayley") || strings.Contains(m, "sqlite") || strings.Contains(m, "viper") {
			t.Errorf("it pulls in %s", m)
		}
	}
}

var update = flag.Bool("update", false, "write schema/result.schema.json")

// TestSchema: schema/result.schema.json is made from the types.
func TestSchema(t *testing.T) {
	raw, err := json.MarshalIndent(map[string]any{
		"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "urn:quotegraph:result:1",
		"title": "What graph extract prints of an article",
		"$ref":  "#/$defs/Document", "$defs": definitions(reflect.TypeFor[result.Document]()),
	}, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	raw = append(raw, '\n')
	const path = "schema/result.schema.json"
	if *update {
		if err := os.WriteFile(path, raw, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(have) != string(raw) {
		t.Errorf("%s is not what the types say: go test . -run Schema -update", path)
	}
}

// definitions describes a struct and those in it.
func definitions(t reflect.Type) map[string]any {
	s := schema.New("#/$defs/")
	s.Special[reflect.TypeFor[result.Unit]()] = map[string]any{"enum": []result.Unit{result.Bytes, result.UTF16}}
	s.Special[reflect.TypeFor[result.Range]()] = map[string]any{
		"type":        "array",
		"items":       map[string]any{"type": "integer", "minimum": 0},
		"minItems":    2,
		"maxItems":    2,
		"description": "a half-open range of the text",
	}
	s.Of(t)
	return s.Defined
}
