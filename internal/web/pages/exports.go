package pages

import (
	"net/url"

	"quotegraph/internal/export"
)

// offer is a link that exports something in a form.
type offer struct{ Name, Title, Href string }

// exportsOf are the links that export an article, what tells of an agent, the rows of a query with
// its parameters, or, with nothing chosen, the graph.
func exportsOf(what, value string, given any) []offer {
	v := url.Values{}
	if what != "" {
		v.Set(what, value)
	}
	if params, ok := given.(map[string]string); ok {
		for k, x := range params {
			if x != "" {
				v.Set(k, x)
			}
		}
	}
	var out []offer
	for _, f := range export.Formats {
		v.Set("format", f.Name)
		out = append(out, offer{f.Name, f.Title, "/api/export?" + v.Encode()})
	}
	return out
}
