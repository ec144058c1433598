package store

import (
	"fmt"

	"github.com/cayleygraph/quad"
)

// Text returns what a value says, without the marks of its kind; nothing for nil.
func Text(v quad.Value) string {
	switch v := v.(type) {
	case nil:
		return ""
	case quad.IRI:
		return string(v)
	case quad.String:
		return string(v)
	}
	return fmt.Sprint(v.Native())
}
