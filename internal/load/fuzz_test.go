package load

import (
	"bytes"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/rdf"
)

// FuzzJSONLD: whatever JSON-LD holds, it is read or refused, and nothing is fetched from the net.
func FuzzJSONLD(f *testing.F) {
	for _, s := range []string{`{"@id": "urn:x", "urn:p": "y"}`,
		`{"@context": "https://context.invalid/", "a": 1}`, `{"@graph": [{"@id": "_:b", "@type": "urn:t"}]}`,
		`{"@context": {"a": {"@id": "a"}}, "a": {"@list": [1, 2.5, true, null]}}`, "[", "{}", `{"": 0}`, `{"@id": {}}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		if len(raw) > 2000 {
			t.Skip()
		}
		began := time.Now()
		err := jsonLD(bytes.NewReader(raw), nil, func(q quad.Quad) error {
			_ = rdf.Line(rdf.ShortQuad(q))
			return nil
		})
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("it took %v (%v)", took, err)
		}
	})
}
