package store

import (
	"fmt"
	"time"

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
	case quad.TypedString: // as it is written: Native would turn some into Go's own values
		return string(v.Value)
	case quad.Time: // from N-Quads that somebody else wrote in
		return time.Time(v).Format(time.RFC3339)
	}
	return fmt.Sprint(v.Native())
}
