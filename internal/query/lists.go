package query

import (
	"cmp"
	"context"

	"quotegraph/internal/index"
)

// list turns a page of the index's records into rows; each asks the index for it.
func list[T any](
	h *host,
	given map[string]any,
	each func(context.Context, index.Filter) (*index.Answer[T], error),
	row func(T) map[string]any,
) ([]any, error) {
	f, err := h.filter(given)
	if err != nil {
		return nil, err
	}
	a, err := each(h.ctx, f)
	if err != nil {
		return nil, err
	}
	h.note(a.Total, f, 0, len(a.Records), a.Notes)
	out := make([]any, len(a.Records))
	for i := range a.Records {
		r := row(a.Records[i].Record)
		withArticle(r, &a.Records[i].Article)
		out[i] = r
	}
	return out, nil
}

// told turns what several articles tell, each once, into rows with the days of the first and the
// last article that tells it.
func told[T any](
	h *host,
	given map[string]any,
	once func(context.Context, index.Filter) ([]index.Told[T], []index.Note, error),
	row func(T) map[string]any,
) ([]any, error) {
	f, err := h.filter(given)
	if err != nil {
		return nil, err
	}
	found, notes, err := once(h.ctx, f)
	if err != nil {
		return nil, err
	}
	h.note(index.Count{}, f, 0, 0, notes)
	out := make([]any, len(found))
	for i, t := range found {
		r := row(t.Record)
		withArticle(r, &t.Article)
		r["first"], r["last"], r["articles"] = t.First, t.Last, t.Articles
		out[i] = r
	}
	return out, nil
}

func holdingRow(r index.Holding) map[string]any {
	return map[string]any{
		"who":             r.Person.Name,
		"agent_id":        r.Person.ID,
		"title":           r.Title,
		"organization":    r.Organization,
		"organization_id": r.OrganizationID,
		"former":          r.Former,
		"words":           r.Words,
		"role_id":         r.ID,
	}
}

func representationRow(r index.Representation) map[string]any {
	return map[string]any{
		"who":          shown(&r.Agent),
		"agent_id":     r.Agent.ID,
		"for":          r.Principal.Name,
		"principal_id": r.Principal.ID,
		"evidence":     r.Evidence,
		"words":        r.Words,
	}
}

func (h *host) roles(given map[string]any) ([]any, error) {
	return list(h, given, h.source.Index.Holdings, holdingRow)
}

// offices are offices held, each once.
func (h *host) offices(given map[string]any) ([]any, error) {
	return told(h, given, h.source.Index.Offices, holdingRow)
}

func (h *host) representations(given map[string]any) ([]any, error) {
	return list(h, given, h.source.Index.Representations, representationRow)
}

// pairs are who speaks for whom, each once.
func (h *host) pairs(given map[string]any) ([]any, error) {
	return told(h, given, h.source.Index.Pairs, representationRow)
}

func (h *host) occasions(given map[string]any) ([]any, error) {
	return list(h, given, h.source.Index.Occasions, func(o index.Occasion) map[string]any {
		return map[string]any{
			"event":    o.Type,
			"place":    o.Place,
			"time":     o.Time,
			"day":      o.Date,
			"words":    o.Words,
			"event_id": o.ID,
		}
	})
}

func (h *host) documents(given map[string]any) ([]any, error) {
	return list(h, given, h.source.Index.Documents, func(d index.Document) map[string]any {
		return map[string]any{
			"document":    d.Name,
			"publisher":   d.Publisher,
			"signatories": d.Signatories,
			"count":       d.Count,
			"time":        d.Time,
			"words":       d.Words,
			"document_id": d.ID,
		}
	})
}

func (h *host) mentions(given map[string]any) ([]any, error) {
	return list(h, given, h.source.Index.Mentions, func(m index.Mention) map[string]any {
		return map[string]any{"who": m.Agent.Name, "agent_id": m.Agent.ID, "statements": m.Statements}
	})
}

func (h *host) articles(given map[string]any) ([]any, error) {
	return list(h, given, h.source.Index.Articles, func(x index.Article) map[string]any {
		return map[string]any{"dateline": x.Dateline, "statements": x.Statements, "date_text": x.DateText}
	})
}

func (h *host) count(given map[string]any, by string) ([]any, error) {
	f, err := h.filter(given)
	if err != nil {
		return nil, err
	}
	groups, notes, err := h.source.Index.Groups(h.ctx, f, cmp.Or(by, "agent"))
	if err != nil {
		return nil, err
	}
	h.note(index.Count{}, f, 0, 0, notes)
	out := make([]any, len(groups))
	for i, g := range groups {
		out[i] = map[string]any{
			"value":      g.Value,
			"name":       g.Name,
			"kind":       g.Kind,
			"statements": g.Statements,
			"direct":     g.Direct,
			"offices":    g.Offices,
			"women":      g.Women,
			"men":        g.Men,
			"articles":   g.Articles,
		}
	}
	return out, nil
}

// nameless counts an outlet's statements by sources without a name.
func (h *host) nameless(outlet string) (map[string]any, error) {
	f, err := h.filter(nil)
	if err != nil {
		return nil, err
	}
	if f.From+f.Until+f.Author+f.Act+f.Type == "" && f.Confidence == index.Sure { // counts of these are kept
		n, anonymous, err := h.source.Index.Nameless(h.ctx, outlet)
		return map[string]any{"statements": n, "anonymous": anonymous}, err
	}
	out := map[string]any{"statements": 0, "anonymous": 0}
	for name, given := range map[string]map[string]any{"statements": {"outlet": outlet, "nameless": true,
		"nested": false}, "anonymous": {"outlet": outlet, "nameless": true, "anonymous": true, "nested": false}} {
		f, err := h.filter(given)
		if err != nil {
			return nil, err
		}
		groups, _, err := h.source.Index.Groups(h.ctx, f, "type")
		if err != nil {
			return nil, err
		}
		n := 0
		for _, g := range groups {
			n += g.Statements
		}
		out[name] = n
	}
	return out, nil
}

// beside counts the sources of the articles in which those speak whom a filter lets through.
func (h *host) beside(given map[string]any, most int) ([]any, error) {
	f, err := h.filter(given)
	if err != nil {
		return nil, err
	}
	groups, notes, err := h.source.Index.Beside(h.ctx, f, most)
	if err != nil {
		return nil, err
	}
	h.note(index.Count{}, f, 0, 0, notes)
	out := make([]any, len(groups))
	for i, g := range groups {
		out[i] = map[string]any{
			"value":      g.Value,
			"name":       g.Name,
			"kind":       g.Kind,
			"statements": g.Statements,
			"articles":   g.Articles,
		}
	}
	return out, nil
}

// cut says how long a list of the program's own is, of which it shows a page, and whether there are
// more than it holds.
func (h *host) cut(n int, more bool) {
	h.report.Total, h.report.More, h.report.listed = n, more, true
	if p, ok := h.params["page"].(int); ok {
		h.report.Page = max(1, p)
	}
}
