package source

import (
	"bytes"
	"cmp"
	"fmt"
	"strings"

	"github.com/mmcdole/gofeed"

	"quotegraph/internal/model"
)

// readFeed reads the items of RSS and Atom, with their full content or, where there is none, their
// summary; WordPress exports are RSS.
func readFeed(x *input, o Options, yield yields) bool {
	raw, err := x.all(4 * document)
	if err != nil {
		return yield(model.Article{}, err)
	}
	if hasEntities(raw) {
		return yield(model.Article{}, x.fault("declares entities of its own: such XML is not read"))
	}
	feed, err := gofeed.NewParser().Parse(bytes.NewReader(raw))
	if err != nil {
		return yield(model.Article{}, x.fault("a feed that can't be read: %w", err))
	}
	for i, item := range feed.Items {
		place := fmt.Sprintf("%s#%d", x.place, i+1)
		// pictures, menus
		if kind := extension(item, "wp", "post_type"); kind != "" && kind != "post" && kind != "page" {
			continue
		}
		if status := extension(item, "wp", "status"); status != "" && status != "publish" {
			continue
		}
		f := fields{
			keyID:        cmp.Or(item.GUID, item.Link),
			keyTitle:     plainOf(item.Title),
			keyURL:       item.Link,
			keyPublisher: plainOf(feed.Title),
			keyDate:      cmp.Or(item.Published, item.Updated),
			keyHTML:      item.Content,
			keySummary:   item.Description,
		}
		var authors []string
		for _, a := range item.Authors {
			authors = append(authors, cmp.Or(a.Name, a.Email))
		}
		f[keyAuthor] = strings.Join(authors, ", ")
		if !yield(f.article(place, o)) {
			return false
		}
	}
	if len(feed.Items) == 0 {
		return yield(model.Article{}, x.fault("a feed without an item"))
	}
	return true
}

func extension(item *gofeed.Item, space, name string) string {
	if e := item.Extensions[space][name]; len(e) > 0 {
		return e[0].Value
	}
	return ""
}

// hasEntities: entities of entities are a bomb, and no news has them.
func hasEntities(raw []byte) bool { return bytes.Contains(raw, []byte("<!ENTITY")) }
