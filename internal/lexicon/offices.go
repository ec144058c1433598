package lexicon

import "sync"

var statuses = sync.OnceValue(func() map[string][2]string {
	m := map[string][2]string{}
	for _, r := range rows("office_status") {
		m[r[0]] = [2]string{r[1], r[2]}
	}
	return m
})

// OfficeStatus returns what a word tells of an office that stands behind it, or before it: "former"
// of "former mayor". "" if it tells nothing.
func OfficeStatus(lower string, behind bool) string {
	side := "before"
	if behind {
		side = "after"
	}
	if s := statuses()[lower]; s[1] == side {
		return s[0]
	}
	return ""
}

var (
	adjectives = table("adjectives")
	implied    = table("implied")
	national   = table("national")
	ownVoice   = set("own_voice")
)

// National returns the country or body of an office that news tells without it: the United States
// for "defense secretary". "" for others.
func National(office string) string { return national()[office] }

// OwnVoice reports whether who holds an office speaks for himself: a candidate, a senator. The
// office is given by its last word.
func OwnVoice(last string) bool { return ownVoice()[last] }

// ImpliedBody tells in which body an office is held that the text tells without one: "main" for the
// one that the article is about, else the nouns and kinds of bodies of which the article must name
// one alone, with commas between. "" for others.
func ImpliedBody(office string) string { return implied()[office] }

// BodyAdjective returns the body that an adjective before an office stands for: Congress for
// "congressional".
func BodyAdjective(lower string) (body string, ok bool) {
	body, ok = adjectives()[lower]
	return body, ok
}
