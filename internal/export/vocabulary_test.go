package export

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/model"
	"quotegraph/internal/rdf"
)

var update = flag.Bool("update", false, "write docs/vocabulary.ttl and docs/shapes.ttl anew")

// TestVocabulary: the files in docs say what the code says, and can be read.
func TestVocabulary(t *testing.T) {
	for file, want := range map[string]string{"vocabulary.ttl": Vocabulary(), "shapes.ttl": Shapes()} {
		path := "../../docs/" + file
		if *update {
			if err := os.WriteFile(path, []byte(want), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		got, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != want {
			t.Errorf("docs/%s is not what internal/model/terms.go says; write it anew with -update", file)
		}
		subjects := map[string]bool{}
		for _, q := range parsed(t, rdf.TriG, want) {
			subjects[strings.Trim(rdf.Term(q.Subject), "<>")] = true
		}
		for _, x := range model.Terms {
			if iri := string(rdf.FullIRI(quad.IRI(x.IRI))); file == "vocabulary.ttl" && x.IRI != model.Type &&
				!subjects[iri] {
				t.Errorf("docs/%s does not declare %s", file, x.IRI)
			}
		}
	}
}
