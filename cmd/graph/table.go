package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"golang.org/x/term"

	"quotegraph/internal/query"
)

const formats = "table, json, jsonl, csv, md"

// print writes a result in a format. Tables show the columns that a query chose, other forms all of
// them; chosen ones take the place of either.
func print(w io.Writer, t *query.Table, format string, chosen ...string) error {
	columns := t.Columns
	if format == "json" || format == "jsonl" || format == "csv" {
		columns = t.Every()
	}
	if len(chosen) > 0 {
		every := t.Every()
		for _, c := range chosen {
			if !slices.Contains(every, c) && len(t.Rows) > 0 {
				return fmt.Errorf("no column %q; there are: %s", c, strings.Join(every, ", "))
			}
		}
		columns = chosen
	}
	switch format {
	case "json":
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(t.Ordered(columns))
	case "jsonl":
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		for _, r := range t.Ordered(columns) {
			if err := enc.Encode(r); err != nil {
				return err
			}
		}
		return nil
	case "csv":
		return t.WriteCSV(w, columns)
	case "md":
		return printTable(w, t, columns, true)
	case "table":
		if len(chosen) == 0 {
			columns = filled(t, columns)
		}
		return printTable(w, t, columns, false)
	}
	return fmt.Errorf("no output format %q; there are: %s", format, formats)
}

// filled leaves out the columns in which every cell is empty.
func filled(t *query.Table, columns []string) []string {
	if len(t.Rows) == 0 {
		return columns
	}
	return slices.DeleteFunc(slices.Clone(columns), func(c string) bool {
		return !slices.ContainsFunc(t.Rows, func(r map[string]any) bool { return query.Text(r[c]) != "" })
	})
}

// printTable fits a table into the terminal: its widest columns are wrapped.
func printTable(w io.Writer, t *query.Table, columns []string, markdown bool) error {
	tw := table.NewWriter()
	tw.SetStyle(table.StyleLight)
	tw.Style().Format.Header = text.FormatDefault
	head := table.Row{}
	widths := make([]int, len(columns))
	for i, c := range columns {
		head = append(head, c)
		widths[i] = len(c)
	}
	tw.AppendHeader(head)
	for _, r := range t.Rows {
		row := table.Row{}
		for i, c := range query.Cells(columns, r) {
			row = append(row, safe(c))
			widths[i] = max(widths[i], text.StringWidth(c))
		}
		tw.AppendRow(row)
	}
	if markdown {
		_, err := fmt.Fprintln(w, tw.RenderMarkdown())
		return err
	}
	fit(widths, weightsOf(columns), terminalWidth()-3*len(widths)-1)
	var configs []table.ColumnConfig
	for i, n := range widths {
		configs = append(configs, table.ColumnConfig{Number: i + 1, WidthMax: n, WidthMaxEnforcer: text.WrapSoft})
	}
	tw.SetColumnConfigs(configs)
	if len(t.Rows) > 1 {
		tw.Style().Options.SeparateRows = true
	}
	_, err := fmt.Fprintln(w, tw.Render())
	return err
}

// tell says on standard error what the rows do not: how many there are in all, what was left out,
// whom a name may mean.
func tell(t *query.Table) {
	for _, n := range t.Notes {
		line := n.Text
		if len(n.Near) > 0 {
			word := "did you mean"
			if n.Kind == "candidates" {
				word = "among them"
			}
			line += "; " + word + ": " + strings.Join(n.Near, ", ")
		}
		warn("graph: %s", line)
	}
	if t.More && t.Total <= len(t.Rows) {
		warn("graph: there are more; --page %d shows the next", max(1, t.Page)+1)
	} else if t.Total > len(t.Rows) || t.More {
		more := ""
		if t.More {
			more = "more than "
		}
		warn("graph: %s of %s%s; --page %d shows the next", grouped(len(t.Rows)), more, grouped(t.Total), max(1, t.Page)+1)
	}
	if t.LeftOut > 0 {
		what := "statements are left out: their source is not found, or they are not sure enough"
		if t.LeftOut == 1 {
			what = "statement is left out: its source is not found, or it is not sure enough"
		}
		warn("graph: %s %s; --all shows all", grouped(t.LeftOut), what)
	}
	if t.Cut {
		warn("graph: cut at %s rows; --rows N shows more", grouped(len(t.Rows)))
	}
}

// grouped writes a number with commas between thousands.
func grouped(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
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

// fit shrinks the columns that are widest for their weight until the sum of the widths is at most
// room; none becomes narrower than its least.
func fit(widths, weights []int, room int) {
	const least = 8
	for {
		sum, widest := 0, -1
		for i, n := range widths {
			sum += n
			if n > least && (widest < 0 || n*weights[widest] > widths[widest]*weights[i]) {
				widest = i
			}
		}
		if sum <= room || widest < 0 {
			return
		}
		widths[widest]--
	}
}

// weightsOf gives the columns of running text three times the room of the others.
func weightsOf(columns []string) []int {
	out := make([]int, len(columns))
	for i, c := range columns {
		switch c {
		case "statement", "quotation", "answer", "headline", "parameters", "names", "offices", "words":
			out[i] = 3
		default:
			out[i] = 1
		}
	}
	return out
}

func terminalWidth() int {
	if n, _, err := term.GetSize(int(os.Stdout.Fd())); err == nil && n >= 40 {
		return n
	}
	return 120
}
