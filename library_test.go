package quotegraph_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"quotegraph/result"
)

// TestLibraryFromOutside: a program of a few lines in a module of its own uses the package, and what only extracts pulls in few modules, none of the store's.
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
	found, err := reader.Extract(context.Background(), quotegraph.Article{ID: "a", Text: "The harbour is closed, Ana Ruiz said."})
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
		"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "urn:quotegraph:result:1", "title": "What graph extract prints of an article",
		"$ref": "#/$defs/Document", "$defs": definitions(reflect.TypeFor[result.Document]()),
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
	out := map[string]any{}
	var describe func(t reflect.Type) map[string]any
	describe = func(t reflect.Type) map[string]any {
		switch t.Kind() {
		case reflect.Pointer:
			return map[string]any{"anyOf": []any{describe(t.Elem()), map[string]any{"type": "null"}}}
		case reflect.Slice:
			return map[string]any{"type": "array", "items": describe(t.Elem())}
		case reflect.Array:
			return map[string]any{"type": "array", "items": map[string]any{"type": "integer", "minimum": 0}, "minItems": t.Len(), "maxItems": t.Len(), "description": "a half-open range of the text"}
		case reflect.String:
			if t == reflect.TypeFor[result.Unit]() {
				return map[string]any{"enum": []result.Unit{result.Bytes, result.UTF16}}
			}
			return map[string]any{"type": "string"}
		case reflect.Int:
			return map[string]any{"type": "integer"}
		case reflect.Float64:
			return map[string]any{"type": "number", "minimum": 0, "maximum": 1}
		case reflect.Bool:
			return map[string]any{"type": "boolean"}
		case reflect.Struct:
			if _, done := out[t.Name()]; !done {
				properties, required := map[string]any{}, []string{}
				out[t.Name()] = nil
				for i := range t.NumField() {
					name, rest, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
					properties[name] = describe(t.Field(i).Type)
					if rest != "omitempty" {
						required = append(required, name)
					}
				}
				out[t.Name()] = map[string]any{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
			}
			return map[string]any{"$ref": "#/$defs/" + t.Name()}
		}
		panic(fmt.Sprint("no form in the schema for ", t))
	}
	describe(t)
	return out
}
