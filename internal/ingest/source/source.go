// Package source reads articles from files: plain text, and JSON Lines in the extraction
// contract's form. What can't be read is reported with its name and place, and the rest goes on.
package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"quotegraph/internal/model"
)

// Limits bound what is read. The zero value of a field stands for its default.
type Limits struct {
	Article int // bytes of one article's text; default 256 KiB, some 40,000 words
	Line    int // bytes of one line of JSON Lines; default 2 MiB
}

const (
	defaultArticle = 256 << 10
	defaultLine    = 2 << 20
)

// Extensions are the file names' endings that are read from a folder; other files in it are passed over.
var Extensions = []string{".txt", ".text", ".jsonl", ".ndjson"}

// Error says what was wrong with one input; others go on.
type Error struct {
	Place string // path, or path:line
	Err   error
}

func (e *Error) Error() string { return e.Place + ": " + e.Err.Error() }
func (e *Error) Unwrap() error { return e.Err }

// Read yields the articles of files, folders (their files in name order, subfolders too) and "-"
// (standard input), or for each that can't be read an *Error.
func Read(paths []string, stdin io.Reader, l Limits) iter.Seq2[model.Article, error] {
	if l.Article <= 0 {
		l.Article = defaultArticle
	}
	if l.Line <= 0 {
		l.Line = max(defaultLine, 2*l.Article)
	}
	return func(yield func(model.Article, error) bool) {
		for _, path := range paths {
			if !readPath(path, stdin, l, yield) {
				return
			}
		}
	}
}

func readPath(path string, stdin io.Reader, l Limits, yield func(model.Article, error) bool) bool {
	if path == "-" {
		return readStream("-", stdin, l, yield)
	}
	info, err := os.Stat(path)
	if err != nil {
		return yield(model.Article{}, failed(path, err))
	}
	if !info.IsDir() {
		return readFile(path, l, yield)
	}
	found, goOn := 0, true
	err = filepath.WalkDir(path, func(p string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			if !yield(model.Article{}, failed(p, err)) {
				goOn = false
				return fs.SkipAll
			}
			if e != nil && e.IsDir() {
				return fs.SkipDir
			}
		case e.IsDir():
			if p != path && strings.HasPrefix(e.Name(), ".") {
				return fs.SkipDir
			}
		case slices.Contains(Extensions, strings.ToLower(filepath.Ext(p))):
			found++
			if !readFile(p, l, yield) {
				goOn = false
				return fs.SkipAll
			}
		}
		return nil
	})
	if err == nil && goOn && found == 0 {
		err = fmt.Errorf("holds no article: files that end in %s are read", strings.Join(Extensions, ", "))
	}
	if err != nil && goOn {
		return yield(model.Article{}, failed(path, err))
	}
	return goOn
}

// failed names the place once: the errors of the file system name it too.
func failed(place string, err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	return &Error{place, err}
}

func readFile(path string, l Limits, yield func(model.Article, error) bool) bool {
	f, err := os.Open(path)
	if err != nil {
		return yield(model.Article{}, failed(path, err))
	}
	defer f.Close()
	switch strings.ToLower(filepath.Ext(path)) {
	case ".jsonl", ".ndjson":
		return readLines(path, f, l, yield)
	}
	return yield(readText(path, f, l))
}

// readStream tells JSON Lines from plain text by the first byte that is no white space.
func readStream(name string, r io.Reader, l Limits, yield func(model.Article, error) bool) bool {
	head := make([]byte, 0, 512)
	for len(bytes.TrimSpace(head)) == 0 {
		b := make([]byte, 512)
		n, err := r.Read(b)
		head = append(head, b[:n]...)
		if err != nil || len(head) > l.Article {
			break
		}
	}
	whole := io.MultiReader(bytes.NewReader(head), r)
	if bytes.HasPrefix(bytes.TrimSpace(head), []byte("{")) {
		return readLines(name, whole, l, yield)
	}
	return yield(readText(name, whole, l))
}

// readText reads a file that is one article.
func readText(path string, r io.Reader, l Limits) (model.Article, error) {
	raw, err := io.ReadAll(io.LimitReader(r, int64(l.Article)+1))
	if err != nil {
		return model.Article{}, failed(path, err)
	}
	id := filepath.Base(path)
	if path == "-" {
		id = "stdin"
	}
	a := model.Article{ID: strings.TrimSuffix(id, filepath.Ext(id)), Source: path, Text: string(bytes.TrimPrefix(raw, []byte("\ufeff")))}
	if err := check(a.Text, l); err != nil {
		return model.Article{}, &Error{path, err}
	}
	return a, nil
}

// check says why a text can't be an article.
func check(text string, l Limits) error {
	switch {
	case len(text) > l.Article:
		return fmt.Errorf("longer than the %s allowed for one article: split it, or raise ingest.max_article (--max-article)", size(l.Article))
	case strings.TrimSpace(text) == "":
		return errors.New("is empty: no text to read")
	case strings.ContainsRune(text, 0):
		return errors.New("is binary, not text: byte 0 in it")
	case !utf8.ValidString(text):
		at := 0
		for at < len(text) {
			r, n := utf8.DecodeRuneInString(text[at:])
			if r == utf8.RuneError && n == 1 {
				break
			}
			at += n
		}
		return fmt.Errorf("is not UTF-8: byte %#02x at offset %d: convert it first, e.g. iconv -f WINDOWS-1252 -t UTF-8", text[at], at)
	}
	return nil
}

func size(n int) string {
	if n >= 1<<20 && n%(1<<20) == 0 {
		return fmt.Sprintf("%d MiB", n>>20)
	}
	if n >= 1<<10 && n%(1<<10) == 0 {
		return fmt.Sprintf("%d KiB", n>>10)
	}
	return fmt.Sprintf("%d bytes", n)
}
