package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"golang.org/x/term"

	"quotegraph/internal/query"
)

const formats = "table, json, jsonl, csv, md"

// print writes a result in a format.
func print(w io.Writer, t *query.Table, format string) error {
	switch format {
	case "json":
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(t.Rows)
	case "jsonl":
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		for _, r := range t.Rows {
			if err := enc.Encode(r); err != nil {
				return err
			}
		}
		return nil
	case "csv":
		return t.WriteCSV(w)
	case "md", "table":
		return printTable(w, t, format == "md")
	}
	return fmt.Errorf("no output format %q; there are: %s", format, formats)
}

// printTable fits a table into the terminal: its widest columns are wrapped.
func printTable(w io.Writer, t *query.Table, markdown bool) error {
	tw := table.NewWriter()
	tw.SetStyle(table.StyleLight)
	tw.Style().Format.Header = text.FormatDefault
	head := table.Row{}
	widths := make([]int, len(t.Columns))
	for i, c := range t.Columns {
		head = append(head, c)
		widths[i] = len(c)
	}
	tw.AppendHeader(head)
	for _, r := range t.Rows {
		row := table.Row{}
		for i, c := range t.Cells(r) {
			row = append(row, safe(c))
			widths[i] = max(widths[i], text.StringWidth(c))
		}
		tw.AppendRow(row)
	}
	if markdown {
		_, err := fmt.Fprintln(w, tw.RenderMarkdown())
		return err
	}
	fit(widths, terminalWidth()-3*len(widths)-1)
	var columns []table.ColumnConfig
	for i, n := range widths {
		columns = append(columns, table.ColumnConfig{Number: i + 1, WidthMax: n, WidthMaxEnforcer: text.WrapSoft})
	}
	tw.SetColumnConfigs(columns)
	if len(t.Rows) > 1 {
		tw.Style().Options.SeparateRows = true
	}
	_, err := fmt.Fprintln(w, tw.Render())
	return err
}

// safe shows control characters of an article instead of sending them to the terminal.
func safe(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f || r >= 0x80 && r < 0xa0 {
			return '\ufffd'
		}
		return r
	}, s)
}

// fit shrinks the widest columns until the sum of the widths is at most room.
func fit(widths []int, room int) {
	for {
		sum, widest := 0, 0
		for i, n := range widths {
			sum += n
			if n > widths[widest] {
				widest = i
			}
		}
		if sum <= room || widths[widest] <= 6 {
			return
		}
		widths[widest]--
	}
}

func terminalWidth() int {
	if n, _, err := term.GetSize(int(os.Stdout.Fd())); err == nil && n >= 40 {
		return n
	}
	return 120
}
