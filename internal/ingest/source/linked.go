package source

import (
	"encoding/json"
	"strings"
)

// linkedData reads the article that a page describes in JSON-LD.
func linkedData(text string) fields {
	var v any
	from := json.NewDecoder(strings.NewReader(text))
	from.UseNumber()
	if from.Decode(&v) != nil { // pages have broken ones: nothing is told then
		return nil
	}
	var out fields
	var find func(v any, depth int)
	find = func(v any, depth int) {
		const deepest = 4
		if out != nil || depth > deepest {
			return
		}
		switch v := v.(type) {
		case []any:
			for _, x := range v {
				find(x, depth+1)
			}
		case map[string]any:
			if kind := textOf(v["@type"]); strings.HasSuffix(kind, "Article") ||
				strings.HasSuffix(kind, "Posting") || kind == "ReportageNewsArticle" {
				out = fieldsOf(v, nil)
				return
			}
			find(v["@graph"], depth+1)
			find(v["mainEntity"], depth+1)
		}
	}
	find(v, 0)
	return out
}
