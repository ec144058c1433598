package frames

import (
	"strings"

	"quotegraph/internal/model"
)

// deputies is the body of an office that is told without one, where the article tells it of who is
// over it, or held it before or after: "the president of Corvane, Ana Ruiz, resigned. | Vice president
// | Karl Brandt said". Nil if it tells of none or of several.
func (f *framer) deputies(o *model.Office) *model.Agent {
	base, below := withoutRank(strings.ToLower(f.doc.TextOf(o.Title)))
	switch headWord(base) {
	case "candidate", "nominee", "member":
		return nil
	case "president", "minister", "secretary", "governor": // a country's, whatever else has one of that name
		at := f.titleAt(o)
		capital := !f.opensSentence(at) && f.tok(at).Lower != f.tok(at).Text
		if capital || below == "" && o.Status != model.Former {
			return nil
		}
	}
	var body *model.Agent
	for _, n := range f.doc.Offices {
		if n.Organization == nil || n.Organization.Kind != model.Organization || n.Person == o.Person {
			continue
		}
		other, its := withoutRank(strings.ToLower(f.doc.TextOf(n.Title)))
		if other != base || its != "" || below == "" && (n.Status == model.Former) == (o.Status == model.Former) {
			continue
		}
		if body != nil && body != n.Organization {
			return nil
		}
		body = n.Organization
	}
	return body
}

// withoutRank cuts what tells that somebody is below an office or only in its place: "deputy |
// mayor". below is that word.
func withoutRank(title string) (office, below string) {
	for _, rank := range []string{"vice ", "vice-", "deputy ", "assistant ", "acting ", "interim "} {
		if rest, ok := strings.CutPrefix(title, rank); ok {
			return rest, rank
		}
	}
	return title, ""
}
