// Package source reads articles from what news comes in: texts, pages, feeds, archives, the forms
// of agencies and of other tools. Each input is told by its bytes, then by its name. What can't be
// read, or is no prose, is reported with its name and place, and the rest goes on.
package source

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/abadojack/whatlanggo"

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

// Options say what is read, and how. The zero value reads English articles within the default limits.
type Options struct {
	Limits
	Map map[string]string // of keys of the user's own to fields: "story" to "text"
	// paths that are named are read as what stands in a folder: what is no article is passed over
	Folder    bool
	AnyTongue bool                     // articles of other languages are read too
	Passed    func(place, what string) // told of what stands in a folder or archive and is no article; may be nil
	List      func(place, what string) // called instead of reading: what stands where
}

// list tells what stands at a place.
func (o Options) list(place string, f *form) bool {
	what := f.name
	if f.read == nil {
		what += " (not read: " + f.about + ")"
	}
	o.List(place, what)
	return true
}

func (o Options) orDefault() Options {
	if o.Article <= 0 {
		o.Article = defaultArticle
	}
	if o.Line <= 0 {
		o.Line = max(defaultLine, 2*o.Article)
	}
	return o
}

// own are the user's keys.
func (o Options) own() map[string]key {
	out := map[string]key{}
	for name, field := range o.Map {
		out[name] = key(field)
	}
	return out
}

// Fields are the fields of an article that Options.Map may name.
func Fields() []string {
	return []string{
		string(keyText),
		string(keyHTML),
		string(keyID),
		string(keyTitle),
		string(keyDate),
		string(keyURL),
		string(keyPublisher),
		string(keyAuthor),
	}
}

// ErrLanguage says that a text is in another language than English, which alone the program
// understands.
var ErrLanguage = errors.New("only English is read (--any-language reads it all the same)")

// enough is how many bytes of a text tell its language.
const enough = 200

// language refuses a text that is surely in another language.
func (o Options) language(text string) error {
	if o.AnyTongue || len(text) < enough {
		return nil
	}
	const sample = 4 << 10
	info := whatlanggo.Detect(strings.ToValidUTF8(text[:min(len(text), sample)], ""))
	if info.Lang == whatlanggo.Eng || !info.IsReliable() {
		return nil
	}
	return fmt.Errorf("is in %s: %w", info.Lang.String(), ErrLanguage)
}

// Error says what was wrong with one input; others go on.
type Error struct {
	Place string // path, path:line, path!member
	Err   error
}

func (e *Error) Error() string { return e.Place + ": " + e.Err.Error() }
func (e *Error) Unwrap() error { return e.Err }

// Read yields the articles of files, folders (their files in name order, subfolders too) and "-"
// (standard input), or for each that can't be read an *Error.
func Read(paths []string, stdin io.Reader, o Options) iter.Seq2[model.Article, error] {
	o = o.orDefault()
	return func(yield func(model.Article, error) bool) {
		for _, path := range paths {
			if !readPath(path, stdin, o, yield) {
				return
			}
		}
	}
}

// ReadFrom yields the articles of one stream of bytes; its name helps where its bytes tell nothing.
func ReadFrom(name string, r io.Reader, o Options) iter.Seq2[model.Article, error] {
	o = o.orDefault()
	return func(yield func(model.Article, error) bool) { newInput(name, filepath.Base(name), r).read(o, yield) }
}

// First reads the first article of a stream of bytes, within a time.
func First(name string, r io.Reader, o Options, limit time.Duration) (model.Article, error) {
	return within(limit, func() (model.Article, error) {
		for a, err := range ReadFrom(name, r, o) {
			return a, err
		}
		return model.Article{}, errors.New("it holds no article")
	})
}

func readPath(path string, stdin io.Reader, o Options, yield yields) bool {
	if path == "-" {
		return newInput("-", "", stdin).read(o, yield)
	}
	info, err := os.Stat(path)
	if err != nil {
		return yield(model.Article{}, failed(path, err))
	}
	if !info.IsDir() {
		return readFile(path, o.Folder, o, yield)
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
		case strings.HasPrefix(e.Name(), "."):
		default:
			found++
			if !readFile(p, true, o, yield) {
				goOn = false
				return fs.SkipAll
			}
		}
		return nil
	})
	if err == nil && goOn && found == 0 {
		err = errors.New("is an empty folder")
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

func readFile(path string, inFolder bool, o Options, yield yields) bool {
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		err = errors.New("is no file: a pipe or a device is read by its name alone through standard input")
	}
	if err == nil && info.IsDir() { // a link to a folder: it may lead in a circle
		return true
	}
	if err != nil {
		return yield(model.Article{}, failed(path, err))
	}
	f, err := os.Open(path)
	if err != nil {
		return yield(model.Article{}, failed(path, err))
	}
	defer f.Close()
	x := newInput(path, filepath.Base(path), f)
	x.folder = inFolder
	return x.read(o, yield)
}

// readText reads a text that is one article.
func readText(x *input, o Options, yield yields) bool {
	raw, err := io.ReadAll(io.LimitReader(x.in, int64(o.Article)+1))
	if err != nil {
		return yield(model.Article{}, failed(x.place, err))
	}
	a := model.Article{ID: idOf(x.name), Source: x.place, Text: string(raw)}
	if err := finish(&a, o); err != nil {
		var e *Error
		if errors.As(err, &e) { // a text is named by its place alone
			err = &Error{x.place, check(a.Text, o.Limits)}
			if check(a.Text, o.Limits) == nil {
				err = e
			}
		}
		return yield(model.Article{}, err)
	}
	return yield(a, nil)
}

// idOf is a file's name without its ending.
func idOf(name string) string { return strings.TrimSuffix(name, filepath.Ext(name)) }

// check says why a text can't be an article.
func check(text string, l Limits) error {
	if len(text) > l.Article {
		return fmt.Errorf(
			"longer than the %s allowed for one article: split it, or raise ingest.max_article (--max-article)",
			size(l.Article),
		)
	}
	return model.CheckText(text)
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
