package source

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"codeberg.org/readeck/go-readability/v2"
	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"

	"quotegraph/internal/model"
)

// readHTML reads a page's article.
func readHTML(x *input, o Options, yield yields) bool {
	raw, err := x.all(document)
	if err != nil {
		return yield(model.Article{}, err)
	}
	a, err := page(raw, "", "")
	if err == nil {
		a.Source = x.place
		a.ID = cmp.Or(a.ID, idOf(x.name))
		err = finish(&a, o)
	} else {
		err = &Error{x.place, err}
	}
	if err != nil {
		return yield(model.Article{}, err)
	}
	return yield(a, nil)
}

// furniture is what stands on a page beside its article's prose.
const furniture = "figure, figcaption, aside, nav, footer, form, noscript, button, select, iframe, svg, .caption, " +
	".wp-caption-text, .image-caption, .credit, .byline, .author-bio, .related, .related-articles, .read-more, " +
	".readmore, .newsletter, .newsletter-signup, .cookie, .cookie-banner, .cookie-notice, .share, .social, " +
	".social-share, .tags, .breadcrumb, .breadcrumbs, .comments, #comments, .advert, .advertisement, .promo, " +
	"[role=navigation], [role=complementary], [aria-hidden=true]"

// page finds a page's article: go-readability finds where it stands, its paragraphs are kept as the
// page has them. media is the page's type as it was sent, with its encoding, address where it was;
// either may be unknown.
func page(raw []byte, media, address string) (model.Article, error) {
	a, err := within(longestPage, func() (model.Article, error) { return found(raw, media, address) })
	if err == errLate {
		err = fault("a page that takes too long to read")
	}
	return a, err
}

// longestPage is the time for one page: the longest takes some seconds.
const longestPage = 30 * time.Second

func found(raw []byte, media, address string) (model.Article, error) {
	root, err := tree(raw, media)
	if err != nil {
		return model.Article{}, err
	}
	if n := countElements(root); n > mostElements {
		return model.Article{}, fmt.Errorf("a page of %d elements, more than %d: no article is", n, mostElements)
	}
	told := metadata(root)
	prune(root)
	where, err := url.Parse(address)
	if err != nil || address == "" {
		where = nil
	}
	body, err := readability.FromDocument(root, where)
	if err != nil {
		return model.Article{}, errNoArticle
	}
	a := model.Article{
		Title:     oneLine(cmp.Or(told["title"], body.Title())),
		URL:       cmp.Or(address, told["url"]),
		Publisher: oneLine(cmp.Or(told["publisher"], body.SiteName())),
		Author:    authorOf(cmp.Or(told["author"], body.Byline())),
		Text:      proseOf(body.Node),
	}
	a.ID = a.URL
	a.Publisher = cmp.Or(a.Publisher, hostOf(a.URL))
	readDate(&a, told["date"])
	a.Text = strings.TrimSpace(strings.TrimPrefix(a.Text, a.Title+"\n")) // the headline stands apart
	if len(a.Text) < leastProse {
		return model.Article{}, errNoArticle
	}
	return a, nil
}

// leastProse is how many bytes of prose make an article of a page: less is a notice.
const leastProse = 120

// mostElements is how many elements a page may have.
const mostElements = 200_000

func countElements(root *html.Node) int {
	n := 0
	for range root.Descendants() {
		n++
	}
	return n
}

var furnished = cascadia.MustCompile(furniture)

// prune takes away what stands beside the prose, unless that is most of the page: then its names
// mean something else.
func prune(root *html.Node) {
	whole := len(textIn(root))
	found := map[*html.Node]bool{}
	for _, n := range cascadia.QueryAll(root, furnished) {
		if inside(n, found) {
			continue
		}
		if size := len(textIn(n)); size*2 < whole {
			found[n] = true
		}
	}
	for n := range found {
		if n.Parent != nil {
			n.Parent.RemoveChild(n)
		}
	}
}

// inside tells whether an element stands in one of some others.
func inside(n *html.Node, others map[*html.Node]bool) bool {
	for p := range n.Ancestors() {
		if others[p] {
			return true
		}
	}
	return false
}

// authorOf is a by-line without its "By".
func authorOf(line string) string {
	line = oneLine(line)
	for _, by := range []string{"By ", "by ", "BY "} {
		line = strings.TrimPrefix(line, by)
	}
	return line
}

var errNoArticle = fault("a page without an article: no prose was found in it")

type fault string

func (f fault) Error() string { return string(f) }

// tree parses a page, in the encoding that it declares or seems to have.
func tree(raw []byte, media string) (*html.Node, error) {
	r, err := charset.NewReader(bytes.NewReader(raw), media)
	if err != nil {
		return nil, err
	}
	return html.ParseWithOptions(r, html.ParseOptionEnableScripting(false))
}

// metadata is what a page says of itself: in JSON-LD, then in its meta elements.
func metadata(root *html.Node) map[string]string {
	out := pageFacts{}
	for n := range root.Descendants() {
		if n.DataAtom == atom.Script && attribute(n, "type") == "application/ld+json" && n.FirstChild != nil {
			out.addLinked(linkedData(n.FirstChild.Data))
		}
	}
	for n := range root.Descendants() {
		out.addElement(n)
	}
	if u, err := url.Parse(out["url"]); err != nil || u.Scheme != "http" && u.Scheme != "https" {
		delete(out, "url")
	}
	if strings.HasPrefix(out["author"], "http") { // a profile's address
		delete(out, "author")
	}
	return out
}

// pageFacts are a page's "title", "date", "author", "publisher" and "url".
type pageFacts map[string]string

// set notes a fact, unless it is known already.
func (p pageFacts) set(k, v string) {
	if v = strings.TrimSpace(v); v != "" && p[k] == "" {
		p[k] = v
	}
}

// addLinked notes what JSON-LD says of a page.
func (p pageFacts) addLinked(f fields) {
	p.set("title", f[keyTitle])
	p.set("date", f[keyDate])
	p.set("author", f[keyAuthor])
	p.set("publisher", f[keyPublisher])
	p.set("url", f[keyURL])
}

// metaNames are the names of meta elements, and what each tells.
var metaNames = map[string]string{
	"og:title":               "title",
	"article:published_time": "date",
	"datepublished":          "date",
	"date":                   "date",
	"dc.date":                "date",
	"dc.date.issued":         "date",
	"pubdate":                "date",
	"author":                 "author",
	"article:author":         "author",
	"dc.creator":             "author",
	"byl":                    "author",
	"og:site_name":           "publisher",
	"og:url":                 "url",
	"dc.publisher":           "publisher",
}

// addElement notes what an element says of its page: a meta element, the address that a link calls
// canonical, a heading, a time, a by-line.
func (p pageFacts) addElement(n *html.Node) {
	switch n.DataAtom {
	case atom.Meta:
		name := strings.ToLower(cmp.Or(attribute(n, "property"), attribute(n, "name"), attribute(n, "itemprop")))
		if k, ok := metaNames[name]; ok {
			p.set(k, attribute(n, "content"))
		}
	case atom.Link:
		if attribute(n, "rel") == "canonical" {
			p.set("url", attribute(n, "href"))
		}
	case atom.H1:
		p.set("title", textIn(n))
	case atom.Time:
		p.set("date", attribute(n, "datetime"))
	}
	if class := attribute(n, "class"); n.Type == html.ElementNode &&
		(class == "byline" || attribute(n, "rel") == "author") {
		p.set("author", textIn(n))
	}
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if strings.EqualFold(a.Key, name) {
			return a.Val
		}
	}
	return ""
}

// textIn is an element's text on one line.
func textIn(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return oneLine(b.String())
}

// blocks are elements that begin a paragraph of their own.
var blocks = []atom.Atom{
	atom.P,
	atom.Div,
	atom.Section,
	atom.Article,
	atom.Main,
	atom.H1,
	atom.H2,
	atom.H3,
	atom.H4,
	atom.H5,
	atom.H6,
	atom.Li,
	atom.Ul,
	atom.Ol,
	atom.Blockquote,
	atom.Pre,
	atom.Table,
	atom.Tr,
	atom.Dl,
	atom.Dt,
	atom.Dd,
	atom.Figure,
	atom.Header,
	atom.Body,
}

// hidden elements hold no prose.
var hidden = []atom.Atom{
	atom.Script,
	atom.Style,
	atom.Noscript,
	atom.Template,
	atom.Figcaption,
	atom.Aside,
	atom.Nav,
	atom.Footer,
	atom.Form,
	atom.Button,
	atom.Iframe,
	atom.Svg,
	atom.Head,
	atom.Title,
}

var spaces = regexp.MustCompile(`[ \t\r\n\f]+`)

// proseOf writes an element's text: an empty line between paragraphs, a space for each run of white
// space, a line's end for a <br>.
func proseOf(root *html.Node) string {
	var paragraphs []string
	var b strings.Builder
	end := func() {
		lines := strings.Split(b.String(), "\n")
		for i := range lines {
			lines[i] = strings.TrimSpace(spaces.ReplaceAllString(lines[i], " "))
		}
		if p := strings.Trim(strings.Join(lines, "\n"), "\n"); p != "" {
			paragraphs = append(paragraphs, p)
		}
		b.Reset()
	}
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		kind := atom.Lookup([]byte(n.Data)) // readability renames elements
		switch {
		case n.Type == html.TextNode:
			b.WriteString(spaces.ReplaceAllString(n.Data, " "))
			return
		case n.Type == html.ElementNode && slices.Contains(hidden, kind):
			return
		case kind == atom.Br:
			b.WriteByte('\n')
			return
		}
		block := n.Type == html.ElementNode && slices.Contains(blocks, kind)
		if block {
			end()
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		if block {
			end()
		}
	}
	if root != nil {
		walk(root)
	}
	end()
	return strings.Join(paragraphs, "\n\n")
}

// plainOf is the prose of a text with markup, such as a feed's; a text without any stays as it is.
func plainOf(text string) string {
	if !tag.MatchString(text) && !strings.Contains(text, "&") {
		return text
	}
	node, err := html.Parse(io.LimitReader(strings.NewReader(text), document))
	if err != nil {
		return text
	}
	return proseOf(node)
}
