package export

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

// printer writes formatted text; the first error stays.
type printer struct {
	w   *bufio.Writer
	err error
}

func newPrinter(w io.Writer) *printer { return &printer{w: bufio.NewWriter(w)} }

func (x *printer) print(format string, args ...any) error {
	if x.err == nil {
		_, x.err = fmt.Fprintf(x.w, format, args...)
	}
	return x.err
}

// end writes what is left.
func (x *printer) end() error {
	if x.err != nil {
		return x.err
	}
	return x.w.Flush()
}

// escape makes a text fit for XML; what XML can't hold at all becomes U+FFFD.
func escape(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(s))
	return b.String()
}
