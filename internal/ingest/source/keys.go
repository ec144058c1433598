package source

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"quotegraph/internal/model"
)

// key is a field of an article.
type key string

const (
	keyText      key = "text"
	keyHTML      key = "html" // a text with markup
	keyID        key = "doc_id"
	keyTitle     key = "title"
	keyDate      key = "date"
	keyDateText  key = "date_text"
	keyURL       key = "url"
	keyPublisher key = "publisher"
	keyAuthor    key = "author"
	keyLanguage  key = "language"
	keySummary   key = "summary" // where there is no text
)

// names are those of other tools, in lower case without signs, for each field; the first ones go
// before later ones. Read from the outputs of newspaper4k, news-please, trafilatura, Media Cloud,
// GDELT, ninjs and JSON Feed, and from schema.org's NewsArticle.
var names = []struct {
	key   key
	names string
}{
	{
		keyText,
		"text articlebody maintext bodytext body fulltext articletext contenttext storytext content rawtext " +
			"cleanedtext",
	},
	{keyHTML, "bodyxhtml bodyhtml5 bodyhtml contenthtml html"},
	{keyID, "docid id uri guid articleid storiesid storyid urihash altid"},
	{keyTitle, "title headline headlinemain name"},
	{
		keyDate,
		"date datepublished publishdate datepublish publisheddate publishedat pubdate published firstcreated " +
			"versioncreated datetime time seendate created",
	},
	{keyDateText, "datetext"},
	{keyURL, "url link canonicallink canonicalurl canonical sourceurl pageurl mainentityofpage permalink weburl"},
	{
		keyPublisher,
		"publisher outlet sitename medianame sourcename sourcehostname sourcedomain site domain source hostname " +
			"newspaper infosource",
	},
	{keyAuthor, "author authors byline creator"},
	{keyLanguage, "language lang inlanguage"},
	{keySummary, "summary description abstract lead descriptiontext"},
}

var keys, rank = func() (map[string]key, map[string]int) {
	of, at := map[string]key{}, map[string]int{}
	for _, n := range names {
		for i, name := range strings.Fields(n.names) {
			name = plain(name)
			of[name], at[name] = n.key, i
		}
	}
	return of, at
}()

// plain is a key as it is compared: "Date_Published" is "datepublished".
func plain(name string) string {
	return strings.ToLower(strings.NewReplacer("_", "", "-", "", " ", "", ".", "").Replace(name))
}

// keyOf is the field that a key of another tool names; "" for none.
func keyOf(name string) key { return keys[plain(name)] }

// fields are an article's, as texts.
type fields map[key]string

// fieldsOf reads an object's known keys; given maps keys of the user's own.
func fieldsOf(object map[string]any, given map[string]key) fields {
	out, best := fields{}, map[key]int{}
	for name, v := range object {
		k, at := keyOf(name), rank[plain(name)]
		if own, ok := given[name]; ok {
			k, at = own, -1
		}
		text := textOf(v)
		if k == "" || strings.TrimSpace(text) == "" {
			continue
		}
		if have, ok := best[k]; !ok || at < have {
			out[k], best[k] = text, at
		}
	}
	return out
}

// textOf is a JSON value as a text: of an object its name or address, of a list the texts of its
// members.
func textOf(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		if n, err := v.Float64(); err == nil && strings.ContainsAny(v.String(), "eE") { // 1.5820347e9
			return strconv.FormatFloat(n, 'f', -1, 64)
		}
		return v.String()
	case bool:
		return strconv.FormatBool(v)
	case []any:
		var all []string
		for _, x := range v {
			if t := textOf(x); t != "" {
				all = append(all, t)
			}
		}
		return strings.Join(all, ", ")
	case map[string]any:
		for _, k := range []string{"rendered", "name", "main", "@value", "value", "text", "title", "@id", "url"} {
			if t, ok := v[k].(string); ok {
				return t
			}
		}
		if len(v) > 0 {
			raw, _ := json.Marshal(v) // it came as JSON
			return string(raw)
		}
	}
	return ""
}

// article makes an article of fields. Where no text is there, the summary is one.
func (f fields) article(place string, o Options) (model.Article, error) {
	a := model.Article{
		Source:    place,
		ID:        f[keyID],
		Title:     oneLine(f[keyTitle]),
		URL:       f[keyURL],
		Publisher: oneLine(f[keyPublisher]),
		Author:    oneLine(f[keyAuthor]),
		Text:      f[keyText],
	}
	if a.Text == "" && f[keyHTML] != "" {
		a.Text = plainOf(f[keyHTML])
	} else if blockTag.MatchString(a.Text) {
		a.Text = plainOf(a.Text)
	}
	if a.Text == "" {
		a.Text = plainOf(f[keySummary])
		a.Summary = a.Text != ""
	}
	if hostOf(a.Publisher) != "" { // an address
		a.URL, a.Publisher = cmp.Or(a.URL, a.Publisher), ""
	}
	if a.Publisher == "" {
		a.Publisher = hostOf(a.URL)
	}
	a.ID = cmp.Or(a.ID, a.URL)
	if err := finish(&a, o); err != nil {
		return model.Article{}, err
	}
	readDate(&a, cmp.Or(f[keyDateText], f[keyDate]))
	return a, nil
}

// finish checks an article's text, and gives it an id where it has none: the sum of its text.
func finish(a *model.Article, o Options) error {
	if err := check(a.Text, o.Limits); err != nil {
		what := ""
		if a.ID != "" {
			what = fmt.Sprintf("article %q: text ", a.ID)
		}
		return &Error{a.Source, fmt.Errorf("%s%w", what, err)}
	}
	if reason := notProse(a.Text); reason != "" {
		return &Error{a.Source, fmt.Errorf("%s", reason)}
	}
	if err := o.language(a.Text); err != nil {
		return &Error{a.Source, err}
	}
	if a.ID == "" {
		sum := sha256.Sum256([]byte(a.Text))
		a.ID = hex.EncodeToString(sum[:16])
	}
	return nil
}

// blockTag is an element of HTML that makes a paragraph.
var blockTag = regexp.MustCompile(`(?i)</?(p|div|br|li|blockquote|h[1-6])(\s[^<>]*)?/?>`)

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// hostOf is the outlet of an address: its host without "www.".
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}
