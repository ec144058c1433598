package query

import "quotegraph/internal/index"

// copies lists the articles that are copies of others, the newest first.
func (h *host) copies(given map[string]any) ([]any, error) {
	f, err := h.filter(given)
	if err != nil {
		return nil, err
	}
	found, all, err := h.source.Index.Copies(h.ctx, f)
	if err != nil {
		return nil, err
	}
	h.note(index.Count{N: all}, f, 0, len(found), nil)
	out := make([]any, len(found))
	for i := range found {
		r := map[string]any{
			"original":          found[i].Original.ID,
			"original_outlet":   found[i].Original.Outlet,
			"original_headline": found[i].Original.Title,
		}
		withArticle(r, &found[i].Article)
		out[i] = r
	}
	return out, nil
}
