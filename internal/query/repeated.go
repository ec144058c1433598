package query

import (
	"strings"

	"quotegraph/internal/index"
)

// repeated lists the statements that most articles report, each as it appeared first.
func (h *host) repeated(given map[string]any) ([]any, error) {
	f, err := h.filter(given)
	if err != nil {
		return nil, err
	}
	found, all, err := h.source.Index.MostRepeated(h.ctx, f)
	if err != nil {
		return nil, err
	}
	h.note(index.Count{N: all}, f, 0, len(found), nil)
	out := make([]any, len(found))
	for i := range found {
		r := rowOf(&found[i].Listed)
		r["articles"], r["outlets"], r["wordings"], r["first"], r["last"] = found[i].Times, found[i].Outlets,
			found[i].Wordings, found[i].First, found[i].Last
		out[i] = r
	}
	return out, nil
}

// versions lists the statements of all articles that are the same as one, the first that appeared
// first. What a version has otherwise than the first stands between brackets in its column
// "differs".
func (h *host) versions(id, words string) ([]any, error) {
	f, err := h.filter(map[string]any{"words": words})
	if err != nil {
		return nil, err
	}
	if id == "" && words != "" {
		return h.mostVersions(f)
	}
	id = strings.Trim(id, "<>")
	if id != "" && !strings.Contains(id, ":") {
		id = "statement:" + id
	}
	article, err := h.articleOf(id)
	if err != nil {
		return nil, err
	}
	if article == "" {
		h.note(index.Count{}, f, 0, 0, []index.Note{{Kind: "unknown", Text: "no statement " + id}})
		return nil, nil
	}
	list, err := h.source.Index.Versions(h.ctx, article, id)
	if err != nil {
		return nil, err
	}
	h.note(index.Count{N: len(list)}, f, 0, len(list), nil)
	return versionRows(list), nil
}

// mostVersions lists the versions of the statement with some words that most articles report.
func (h *host) mostVersions(f index.Filter) ([]any, error) {
	found, err := h.source.Index.Statements(h.ctx, f)
	if err != nil {
		return nil, err
	}
	var most []index.Listed[index.Statement]
	seen := map[string]bool{}
	for i := range found.Records {
		l := &found.Records[i]
		if seen[l.Record.ID] {
			continue
		}
		list, err := h.source.Index.Versions(h.ctx, l.Article.IRI, l.Record.ID)
		if err != nil {
			return nil, err
		}
		for _, v := range list {
			seen[v.Record.ID] = true
		}
		if len(list) > len(most) {
			most = list
		}
	}
	if len(most) == 0 && len(found.Records) > 0 {
		found.Notes = append(
			found.Notes,
			index.Note{Kind: "alone", Text: "no statement with these words is reported by a second article"},
		)
	}
	h.note(index.Count{N: len(most)}, f, 0, len(most), found.Notes)
	return versionRows(most), nil
}

func versionRows(list []index.Listed[index.Statement]) []any {
	out := make([]any, len(list))
	for i := range list {
		r := rowOf(&list[i])
		r["differs"] = differs(list[i].Record.Text, list[0].Record.Text)
		out[i] = r
	}
	return out
}

// differs is a text in which what the first has not stands between brackets; "" where nothing differs.
func differs(text, first string) string {
	var parts []string
	other := false
	for _, s := range index.Differing(text, first) {
		if s.Other {
			other = true
			parts = append(parts, "["+s.Text+"]")
		} else {
			parts = append(parts, s.Text)
		}
	}
	if !other {
		return ""
	}
	return strings.Join(parts, " ")
}
