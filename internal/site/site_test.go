package main

import (
	"bytes"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
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
	ids, links := map[string]map[string]bool{}, map[string][]string{}
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
		place = filepath.ToSlash(place)
		ids[place] = map[string]bool{}
		for n := range tree.Descendants() {
			for _, a := range n.Attr {
				switch {
				case a.Key == "id":
					ids[place][a.Val] = true
				case a.Key == "src" || a.Key == "href" && n.Data == "link":
					if u, err := url.Parse(a.Val); err != nil || u.IsAbs() || u.Host != "" {
						t.Errorf("%s loads %s", place, a.Val)
					}
					links[place] = append(links[place], a.Val)
				case a.Key == "href":
					links[place] = append(links[place], a.Val)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	pages := 0
	for _, c := range chapters {
		pages += len(c.Pages)
	}
	if len(ids) != pages {
		t.Errorf("%d pages, not %d", len(ids), pages)
	}
	for from, all := range links {
		for _, link := range all {
			u, err := url.Parse(link)
			if err != nil {
				t.Errorf("%s: %v", from, err)
				continue
			}
			if u.IsAbs() {
				continue
			}
			to := from
			if u.Path != "" {
				to = path.Join(path.Dir(from), u.Path)
			}
			if _, err := os.Stat(filepath.Join(folder, to)); err != nil {
				t.Errorf("%s leads to %s, which is not there", from, link)
			}
			if u.Fragment != "" && strings.HasSuffix(to, ".html") && !ids[to][u.Fragment] {
				t.Errorf("%s leads to %s, which has no such place", from, link)
			}
		}
	}
}
