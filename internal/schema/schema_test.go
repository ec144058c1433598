package schema

import (
	"encoding/json"
	"reflect"
	"testing"
)

type inner struct {
	Name   string `json:"name"`
	Number int    `json:"number"`
}

type outer struct {
	*inner
	Number []float64      `json:"number"`
	Next   *outer         `json:"next,omitempty"`
	None   *int           `json:"none"`
	Pair   [2]int         `json:"pair"`
	Any    map[string]any `json:"any"`
	Hidden bool           `json:"-"`
	own    bool
}

func TestOf(t *testing.T) {
	s := New("#/$defs/")
	s.Special[reflect.TypeFor[[2]int]()] = map[string]any{"description": "a range"}
	raw, err := json.Marshal(map[string]any{"ref": s.Of(reflect.TypeFor[outer]()), "defs": s.Defined})
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"defs":{"Outer":{"additionalProperties":false,"properties":` +
		`{"any":{"additionalProperties":{},"type":"object"},"name":{"type":"string"},"next":` +
		`{"$ref":"#/$defs/Outer"},` +
		`"none":{"anyOf":[{"type":"integer"},{"type":"null"}]},"number":{"items":{"type":"number"},"type":"array"},` +
		`"pair":{"description":"a range"}},` +
		`"required":["number","none","pair","any","name"],"type":"object"}},"ref":{"$ref":"#/$defs/Outer"}}`
	if string(raw) != want {
		t.Errorf("got  %s\nwant %s", raw, want)
	}
	_ = outer{own: true}.own
}
