package source

import (
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/parquet-go/parquet-go"

	"quotegraph/internal/model"
)

// readTable reads CSV: an article a row, the first row names the columns.
func readTable(x *input, o Options, yield yields) bool {
	line, _, _ := bytes.Cut(x.head(), []byte("\n"))
	in := csv.NewReader(x.in)
	in.FieldsPerRecord, in.LazyQuotes, in.ReuseRecord = -1, true, true
	for _, sep := range []rune{'\t', ';'} {
		if bytes.ContainsRune(line, sep) && !bytes.ContainsRune(line, ',') {
			in.Comma = sep
		}
	}
	columns, err := in.Read()
	if err != nil {
		return yield(model.Article{}, x.fault("a table that can't be read: %w", err))
	}
	columns = append([]string{}, columns...)
	if err := hasText(columns, o); err != nil {
		return yield(model.Article{}, &Error{x.place, err})
	}
	for n := 2; ; n++ {
		row, err := in.Read()
		at, _ := in.FieldPos(0)
		switch {
		case err == io.EOF:
			return true
		case err != nil:
			var bad *csv.ParseError
			if !errors.As(err, &bad) {
				return yield(model.Article{}, failed(x.place, err))
			}
			if !yield(model.Article{}, &Error{fmt.Sprintf("%s:%d", x.place, bad.Line), bad.Err}) {
				return false
			}
			continue
		}
		object := map[string]any{}
		for i, v := range row {
			if i < len(columns) {
				object[columns[i]] = v
			}
		}
		if !yield(articleOf(fmt.Sprintf("%s:%d", x.place, at), object, o)) {
			return false
		}
	}
}

// hasText tells what columns lack.
func hasText(columns []string, o Options) error {
	for _, c := range columns {
		if k := keyOf(c); k == keyText || k == keyHTML || o.Map[c] == string(keyText) || o.Map[c] == string(keyHTML) {
			return nil
		}
	}
	return fmt.Errorf(
		"a table without a column for the text; it has %s; --map text=NAME names it",
		strings.Join(columns, ", "),
	)
}

// readParquet reads Parquet: an article a row.
func readParquet(x *input, o Options, yield yields) bool {
	const most = 256 << 20
	raw, err := x.all(most) // the schema stands at the end
	if err != nil {
		return yield(model.Article{}, err)
	}
	const tail = 8 // the length of the metadata, and the mark
	if n := len(raw) - tail; n < 4 || string(raw[n+4:]) != "PAR1" ||
		int64(binary.LittleEndian.Uint32(raw[n:])) > int64(n) {
		// the library would make room for what the length says
		return yield(model.Article{}, x.fault("Parquet that can't be read: its end is not there"))
	}
	f, err := parquet.OpenFile(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return yield(model.Article{}, x.fault("Parquet that can't be read: %w", err))
	}
	var columns []string
	for _, c := range f.Schema().Fields() {
		columns = append(columns, c.Name())
	}
	if err := hasText(columns, o); err != nil {
		return yield(model.Article{}, &Error{x.place, err})
	}
	rows := parquet.NewGenericReader[map[string]any](f, f.Schema())
	defer rows.Close()
	for n := 1; ; n++ {
		row := []map[string]any{{}}
		count, err := rows.Read(row)
		if count == 1 {
			for k, v := range row[0] {
				switch v := v.(type) {
				case []byte:
					row[0][k] = string(v)
				case string, nil, []any, map[string]any, bool:
				default:
					row[0][k] = fmt.Sprint(v)
				}
			}
			if !yield(articleOf(fmt.Sprintf("%s#%d", x.place, n), row[0], o)) {
				return false
			}
		}
		if err == io.EOF || count == 0 && err == nil {
			return true
		}
		if err != nil {
			return yield(model.Article{}, x.fault("row %d can't be read: %w", n, err))
		}
	}
}
