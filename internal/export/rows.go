package export

import (
	"bufio"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"
)

// cells are a row's values in the order of its columns.
func cells(row any) []any {
	v := reflect.ValueOf(row)
	out := make([]any, v.NumField())
	for i := range out {
		out[i] = v.Field(i).Interface()
	}
	return out
}

// writeCSV writes a table with a line of names. A cell that a spreadsheet would take for a formula
// gets an apostrophe in front.
func writeCSV(ctx context.Context, w io.Writer, g Graph, o Options) error {
	t := chosen(o)
	out := csv.NewWriter(w)
	var head []string
	for _, c := range columnsOf(t.row) {
		head = append(head, c.Name)
	}
	if err := out.Write(head); err != nil {
		return err
	}
	err := t.each(ctx, g, func(row any) error {
		var line []string
		for _, v := range cells(row) {
			switch v := v.(type) {
			case string:
				line = append(line, Harmless(v))
			case float64:
				line = append(line, strconv.FormatFloat(v, 'f', -1, 64))
			default:
				line = append(line, fmt.Sprint(v))
			}
		}
		return out.Write(line)
	})
	if err != nil {
		return err
	}
	out.Flush()
	return out.Error()
}

// Harmless returns a text that no spreadsheet takes for a formula: one that begins with =, +, -, @,
// a tab or a return gets an apostrophe in front, which spreadsheets don't show. Source: OWASP, "CSV
// Injection".
func Harmless(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

// writeJSONLines writes a table's rows, an object a line.
func writeJSONLines(ctx context.Context, w io.Writer, g Graph, o Options) error {
	out := bufio.NewWriter(w)
	err := chosen(o).each(ctx, g, func(row any) error {
		raw, err := plainJSON(row)
		if err != nil {
			return err
		}
		out.Write(raw)
		return out.WriteByte('\n')
	})
	if err != nil {
		return err
	}
	return out.Flush()
}

// What a sheet can hold.
const (
	mostRows = 1<<20 - 1 // beside the names
	mostCell = 32767     // UTF-16 units
)

// writeXLSX writes a workbook, a sheet a table; all tables unless one is chosen. Texts are cells of
// text, never formulas.
func writeXLSX(ctx context.Context, w io.Writer, g Graph, o Options) error {
	book := excelize.NewFile()
	defer book.Close()
	bold, err := book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	list := tables
	if o.Table != "" {
		list = []table{chosen(o)}
	}
	for i, t := range list {
		if i == 0 {
			err = book.SetSheetName("Sheet1", t.name)
		} else {
			_, err = book.NewSheet(t.name)
		}
		if err != nil {
			return err
		}
		if err := sheet(ctx, book, t, g, bold); err != nil {
			return err
		}
	}
	return book.Write(w)
}

// sheet fills one sheet; rows go to a file of their own while they come.
func sheet(ctx context.Context, book *excelize.File, t table, g Graph, bold int) error {
	out, err := book.NewStreamWriter(t.name)
	if err != nil {
		return err
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2",
		ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	var head []any
	for _, c := range columnsOf(t.row) {
		head = append(head, excelize.Cell{StyleID: bold, Value: c.Name})
	}
	if err := out.SetRow("A1", head); err != nil {
		return err
	}
	n := 1
	err = t.each(ctx, g, func(row any) error {
		if n > mostRows {
			return fmt.Errorf(
				"table %s has more than %d rows, which no sheet can hold; choose csv, jsonl or parquet, or a part "+
					"of the graph",
				t.name,
				mostRows,
			)
		}
		n++
		values := cells(row)
		for i, v := range values {
			if s, ok := v.(string); ok {
				values[i] = fitting(s)
			}
		}
		return out.SetRow("A"+strconv.Itoa(n), values)
	})
	if err != nil {
		return err
	}
	return out.Flush()
}

// fitting cuts a text that no cell can hold, and takes out what XML can't.
func fitting(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
			return '\uFFFD'
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	units := 0
	for i, r := range s {
		n := 1
		if r > 0xFFFF {
			n = 2
		}
		if units+n > mostCell-1 && i+utf8.RuneLen(r) < len(s) {
			return s[:i] + "…"
		}
		units += n
	}
	return s
}

// rowsAtOnce is how many rows of a Parquet file are in memory.
const rowsAtOnce = 1024

// writeParquet writes a table.
func writeParquet(ctx context.Context, w io.Writer, g Graph, o Options) error {
	t := chosen(o)
	return t.parquet(ctx, w, g, t.each)
}

func parquetOf[T any](ctx context.Context, w io.Writer, g Graph, each rows) error {
	out := parquet.NewGenericWriter[T](
		w,
		parquet.Compression(&parquet.Zstd),
		parquet.MaxRowsPerRowGroup(100_000),
		parquet.CreatedBy("quotegraph", "", ""),
	)
	held := make([]T, 0, rowsAtOnce)
	flush := func() error {
		_, err := out.Write(held)
		held = held[:0]
		return err
	}
	err := each(ctx, g, func(row any) error {
		if held = append(held, row.(T)); len(held) == cap(held) {
			return flush()
		}
		return nil
	})
	if err == nil {
		err = flush()
	}
	if err != nil {
		return err
	}
	return out.Close()
}
