package source

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html/charset"

	"quotegraph/internal/model"
)

// element is an XML element with all that is in it.
type element struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Inner    string     `xml:",innerxml"`
	Text     string     `xml:",chardata"`
	Children []element  `xml:",any"`
}

// all calls f with the elements of a name, at any depth.
func (e *element) all(name string, f func(*element)) {
	if e.XMLName.Local == name {
		f(e)
	}
	for i := range e.Children {
		e.Children[i].all(name, f)
	}
}

// first is the text of the first element at the end of a path of names, each at any depth in the
// one before.
func (e *element) first(path ...string) string {
	if len(path) == 0 {
		return oneLine(plainOf(e.Inner))
	}
	out := ""
	e.all(path[0], func(x *element) {
		if out == "" {
			out = x.first(path[1:]...)
		}
	})
	return out
}

// value is an attribute of the first element of a name.
func (e *element) value(name, attr string) string {
	out := ""
	e.all(name, func(x *element) {
		for _, a := range x.Attrs {
			if out == "" && a.Name.Local == attr {
				out = a.Value
			}
		}
	})
	return out
}

// readNewsXML reads NITF and NewsML-G2.
func readNewsXML(x *input, o Options, yield yields) bool {
	raw, err := x.all(document / 4)
	if err != nil {
		return yield(model.Article{}, err)
	}
	if hasEntities(raw) {
		return yield(model.Article{}, x.fault("declares entities of its own: such XML is not read"))
	}
	const deepest = 60 // each element is kept with all that is in it
	if depth := depthOf(raw); depth > deepest {
		return yield(model.Article{}, x.fault("elements in elements, more than %d deep: it is not read", deepest))
	}
	var root element
	d := xml.NewDecoder(bytes.NewReader(raw))
	d.CharsetReader = charset.NewReaderLabel
	d.Strict = false
	if err := d.Decode(&root); err != nil {
		return yield(model.Article{}, x.fault("XML that can't be read: %w", err))
	}
	var found []fields
	if root.XMLName.Local == "nitf" {
		found = append(found, nitf(&root))
	} else {
		root.all("newsItem", func(e *element) {
			if f := newsItem(e); f != nil {
				found = append(found, f)
			}
		})
	}
	for i, f := range found {
		place := x.place
		if len(found) > 1 {
			place = fmt.Sprintf("%s#%d", x.place, i+1)
		}
		if !yield(f.article(place, o)) {
			return false
		}
	}
	if len(found) == 0 {
		return yield(model.Article{}, x.fault("agency XML without a text"))
	}
	return true
}

// nitf: News Industry Text Format, https://iptc.org/standards/nitf/.
func nitf(root *element) fields {
	f := fields{
		keyTitle:     root.first("body.head", "hedline", "hl1"),
		keyAuthor:    strings.TrimPrefix(root.first("byline"), "By "),
		keyPublisher: root.first("distributor"),
		keyID:        root.value("doc-id", "id-string"),
		keyDate:      root.value("date.issue", "norm"),
	}
	if f[keyDate] == "" {
		f[keyDate] = root.value("story.date", "norm")
	}
	if f[keyTitle] == "" {
		f[keyTitle] = root.first("title")
	}
	root.all("body.content", func(e *element) { f[keyHTML] += nitfProse(e) })
	if dateline := root.first("dateline"); dateline != "" && !strings.Contains(f[keyHTML], dateline) {
		f[keyHTML] = "<p>" + dateline + " - </p>" + f[keyHTML]
		f[keyHTML] = strings.Replace(f[keyHTML], " - </p><p>", " - ", 1)
	}
	return f
}

// nitfProse is the markup of a body without its media and captions.
func nitfProse(e *element) string {
	var b strings.Builder
	for i := range e.Children {
		switch c := &e.Children[i]; c.XMLName.Local {
		case "media", "media-caption", "table":
		case "block":
			b.WriteString(nitfProse(c))
		default:
			b.WriteString("<p>" + c.Inner + "</p>")
		}
	}
	return b.String()
}

// newsItem: NewsML-G2, https://iptc.org/standards/newsml-g2/. Nil for an item without a text.
func newsItem(e *element) fields {
	f := fields{
		keyID:        "",
		keyTitle:     e.first("headline"),
		keyAuthor:    strings.TrimPrefix(e.first("by"), "By "),
		keyPublisher: e.first("infoSource", "name"),
		keyDate:      e.first("contentMeta", "contentCreated"),
	}
	for _, a := range e.Attrs {
		if a.Name.Local == "guid" {
			f[keyID] = a.Value
		}
	}
	if f[keyDate] == "" {
		f[keyDate] = e.first("versionCreated")
	}
	if f[keyPublisher] == "" {
		f[keyPublisher] = e.first("provider", "name")
	}
	e.all("inlineXML", func(c *element) {
		if body := c; f[keyHTML] == "" {
			inner := false
			body.all("body.content", func(b *element) { f[keyHTML], inner = f[keyHTML]+nitfProse(b), true })
			if !inner {
				body.all("body", func(b *element) { f[keyHTML], inner = b.Inner, true })
			}
			if !inner {
				f[keyHTML] = body.Inner
			}
		}
	})
	e.all("inlineData", func(c *element) {
		if f[keyHTML] == "" {
			f[keyText] = c.Text
		}
	})
	if f[keyHTML] == "" && f[keyText] == "" {
		return nil
	}
	return f
}

// depthOf is how deep elements stand in elements.
func depthOf(raw []byte) int {
	d := xml.NewDecoder(bytes.NewReader(raw))
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	d.Strict = false
	depth, most := 0, 0
	for {
		t, err := d.RawToken()
		if err != nil {
			return most
		}
		switch t.(type) {
		case xml.StartElement:
			depth++
			most = max(most, depth)
		case xml.EndElement:
			depth--
		}
	}
}
