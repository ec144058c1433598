package main

import (
	"bytes"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestSite: every page is there, every link of the site leads to something, every anchor too, and
// nothing is loaded from elsewhere.
func TestSite(t *testing.T) {
	folder := t.TempDir()
	if err := build(os.DirFS("../.."), folder); err != nil {
		t.Fatal(err)
	}
	built := pagesIn(t, folder)
	pages := 0
	for _, c := range chapters {
		pages += len(c.Pages)
	}
	if len(built) != pages {
		t.Errorf("%d pages, not %d", len(built), pages)
	}
	for from, p := range built {
		for _, link := range p.loads {
			if u, err := url.Parse(link); err != nil || u.IsAbs() || u.Host != "" {
				t.Errorf("%s loads %s", from, link)
			}
		}
		for _, link := range slices.Concat(p.loads, p.links) {
			checkLink(t, folder, built, from, link)
		}
	}
}

// builtPage is what a page of the site has and leads to.
type builtPage struct {
	ids   map[string]bool // places that a link may lead to
	loads []string        // pictures, scripts, styles
	links []string
}

// pagesIn reads the pages in a folder, by their paths in it: "guide/start.html".
func pagesIn(t *testing.T, folder string) map[string]builtPage {
	t.Helper()
	pages := map[string]builtPage{}
	err := filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".html" {
			return err
		}
		raw, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		tree, err := html.Parse(bytes.NewReader(raw))
		if err != nil {
			return err
		}
		place, err := filepath.Rel(folder, name)
		if err != nil {
			return err
		}
		pages[filepath.ToSlash(place)] = pageOf(tree)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

// pageOf gathers a page's places, what it loads, and its links.
func pageOf(tree *html.Node) builtPage {
	p := builtPage{ids: map[string]bool{}}
	for n := range tree.Descendants() {
		for _, a := range n.Attr {
			switch {
			case a.Key == "id":
				p.ids[a.Val] = true
			case a.Key == "src", a.Key == "href" && n.Data == "link":
				p.loads = append(p.loads, a.Val)
			case a.Key == "href":
				p.links = append(p.links, a.Val)
			}
		}
	}
	return p
}

// checkLink tells whether a link of a page leads to something that is there; links to other sites
// are left alone.
func checkLink(t *testing.T, folder string, pages map[string]builtPage, from, link string) {
	t.Helper()
	u, err := url.Parse(link)
	if err != nil {
		t.Errorf("%s: %v", from, err)
		return
	}
	if u.IsAbs() {
		return
	}
	to := from
	if u.Path != "" {
		to = path.Join(path.Dir(from), u.Path)
	}
	if _, err := os.Stat(filepath.Join(folder, to)); err != nil {
		t.Errorf("%s leads to %s, which is not there", from, link)
	}
	if u.Fragment != "" && strings.HasSuffix(to, ".html") && !pages[to].ids[u.Fragment] {
		t.Errorf("%s leads to %s, which has no such place", from, link)
	}
}
