// Command site makes a web site of the documentation: README.md and docs/*.md as pages with a list
// of all of them. It needs no network, and neither does who reads it.
//
//	go run ./internal/site _site
package main

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: go run ./internal/site FOLDER")
		os.Exit(2)
	}
	if err := build(os.DirFS("."), os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "site:", err)
		os.Exit(1)
	}
}

// page is one of the site's. Its place there is its file's name with ".html".
type page struct{ File, Title string }

// chapter is pages of one kind: to learn, to get something done, to look something up, to understand.
type chapter struct {
	Title string
	Pages []page
}

var chapters = []chapter{
	{"Begin", []page{{"README.md", "First steps"}, {"docs/TUTORIAL.md", "Twenty articles"}}},
	{
		"Do",
		[]page{
			{"docs/HOWTO.md", "How to …"},
			{"deploy/spark/README.md", "On many machines"},
			{"train/README.md", "Train your own"},
		},
	},
	{
		"Look up",
		[]page{
			{"docs/COMMANDS.md", "Commands"},
			{"docs/SETTINGS.md", "Settings"},
			{"docs/QUERIES.md", "Queries"},
			{"docs/EXPORTS.md", "Exports"},
			{"docs/SPARQL.md", "SPARQL"},
			{"CHANGELOG.md", "What changed"},
		},
	},
	{
		"Understand",
		[]page{
			{"docs/ARCHITECTURE.md", "How it works"},
			{"docs/RESULTS.md", "How well"},
			{"docs/RELIABILITY.md", "What it survives"},
			{"docs/MODEL_CARD.md", "The network"},
			{"CONTRIBUTING.md", "Contribute"},
			{"SECURITY.md", "Security"},
		},
	},
}

// beside are files that pages lead to or show.
var beside = []string{"docs/images", "docs/tutorial", "docs/howto", "docs/vocabulary.ttl", "docs/shapes.ttl", "LICENSE"}

//go:embed page.html
var layout string

//go:embed site.css
var style []byte

// build writes the site of a project into a folder.
func build(project fs.FS, folder string) error {
	shape, err := template.New("page").Parse(layout)
	if err != nil {
		return err
	}
	there := map[string]bool{}
	for _, c := range chapters {
		for _, p := range c.Pages {
			there[p.File] = true
		}
	}
	for _, b := range beside {
		err := fs.WalkDir(project, b, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			there[name] = true
			raw, err := fs.ReadFile(project, name)
			return errors.Join(err, write(folder, name, raw))
		})
		if err != nil {
			return err
		}
	}
	markdown := goldmark.New(
		goldmark.WithExtensions(extension.GFM),
		goldmark.WithParserOptions(parser.WithAutoHeadingID()),
		goldmark.WithRendererOptions(html.WithXHTML()),
	)
	for _, c := range chapters {
		for _, p := range c.Pages {
			source, err := fs.ReadFile(project, p.File)
			if err != nil {
				return err
			}
			tree := markdown.Parser().Parse(text.NewReader(source))
			lead(tree, p.File, there)
			var body, out bytes.Buffer
			if err := markdown.Renderer().Render(&body, source, tree); err != nil {
				return fmt.Errorf("%s: %w", p.File, err)
			}
			up := strings.Repeat("../", strings.Count(p.File, "/"))
			// made from the project's own pages
			err = shape.Execute(
				&out,
				map[string]any{
					"Title":    p.Title,
					"Up":       up,
					"Here":     p.File,
					"Chapters": chapters,
					"Body":     template.HTML(body.String()),
				},
			)
			if err = errors.Join(err, write(folder, at(p.File), out.Bytes())); err != nil {
				return fmt.Errorf("%s: %w", p.File, err)
			}
		}
	}
	return write(folder, "site.css", style)
}

// At is the page's place on the site.
func (p page) At() string { return at(p.File) }

func at(file string) string {
	if file == "README.md" {
		return "index.html"
	}
	return strings.TrimSuffix(file, ".md") + ".html"
}

// lead makes links between pages links of the site. What a link leads to that is no part of the
// site keeps its words alone.
func lead(tree ast.Node, from string, there map[string]bool) {
	var gone []*ast.Link
	_ = ast.Walk(tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the function never fails
		link, ok := n.(*ast.Link)
		if !ok || !entering {
			return ast.WalkContinue, nil
		}
		to, anchor, _ := strings.Cut(string(link.Destination), "#")
		if strings.Contains(to, ":") || to == "" {
			return ast.WalkContinue, nil
		}
		target := path.Join(path.Dir(from), to)
		if !there[target] && there[path.Join(target, "README.md")] {
			target = path.Join(target, "README.md")
		}
		if !there[target] {
			gone = append(gone, link)
			return ast.WalkContinue, nil
		}
		if strings.HasSuffix(target, ".md") && !strings.HasPrefix(target, "docs/tutorial/") {
			target = at(target)
		}
		to = strings.Repeat("../", strings.Count(from, "/")) + target
		if anchor != "" {
			to += "#" + anchor
		}
		link.Destination = []byte(to)
		return ast.WalkContinue, nil
	})
	for _, link := range gone {
		for link.FirstChild() != nil {
			link.Parent().InsertBefore(link.Parent(), link, link.FirstChild())
		}
		link.Parent().RemoveChild(link.Parent(), link)
	}
}

func write(folder, name string, raw []byte) error {
	to := filepath.Join(folder, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	return os.WriteFile(to, raw, 0o644)
}
