package source

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"bytes"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"quotegraph/internal/model"
)

// input is a stream of bytes that may hold articles: a file, a member of an archive, standard
// input, a request's body.
type input struct {
	place  string // for messages and the article's source: path, or path!member
	name   string // the last part, with its ending; "" where it has none
	in     *bufio.Reader
	depth  int   // of archives and compression around it
	folder bool  // it stands in a folder or archive that was named: what is no article there is passed over
	left   *left // bytes that may still be unpacked
}

// marks are the byte order marks of UTF-8 and UTF-16.
var marks = []string{"\xef\xbb\xbf", "\xff\xfe", "\xfe\xff"}

// Bounds of what is unpacked.
const (
	deepest  = 4         // archives in archives
	sniffed  = 8 << 10   // bytes by which a form is told
	freely   = 64 << 20  // bytes that are unpacked whatever the ratio
	ratio    = 200       // most bytes out of one beyond that
	document = 16 << 20  // bytes of one page, message, document: more is none
	members  = 1_000_000 // of one archive
)

var errBomb = fmt.Errorf("unpacks to more than %d times its size: it is not read", ratio)

// left counts what goes in and comes out of everything that unpacks one input.
type left struct{ in, out int64 }

func (l *left) check() error {
	if l.out > freely && l.out > ratio*l.in {
		return errBomb
	}
	return nil
}

// counted counts the packed bytes that are read, unpacked those that come out.
type counted struct {
	io.Reader
	left *left
}

func (c counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.left.in += int64(n)
	return n, err
}

type unpacked struct {
	io.Reader
	left *left
}

func (u unpacked) Read(p []byte) (int, error) {
	n, err := u.Reader.Read(p)
	u.left.out += int64(n)
	if bomb := u.left.check(); bomb != nil {
		return n, bomb
	}
	return n, err
}

// yields is what readers hand articles and errors to; false: stop.
type yields func(model.Article, error) bool

func newInput(place, name string, r io.Reader) *input {
	l := &left{}
	return &input{place: place, name: name, in: bufio.NewReaderSize(counted{r, l}, 64<<10), left: l}
}

// within is an input that stands in this one: r gives its bytes unpacked.
func (x *input) within(place, name string, r io.Reader) *input {
	return &input{
		place:  place,
		name:   name,
		in:     bufio.NewReaderSize(unpacked{r, x.left}, 64<<10),
		depth:  x.depth + 1,
		folder: x.folder,
		left:   x.left,
	}
}

// head returns the first bytes without reading them.
func (x *input) head() []byte {
	head, _ := x.in.Peek(sniffed) // a short or broken input shows when it is read
	return head
}

// fault is an error of the whole input.
func (x *input) fault(format string, args ...any) error {
	return &Error{x.place, fmt.Errorf(format, args...)}
}

// all reads the whole input, of at most so many bytes.
func (x *input) all(most int) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(x.in, int64(most)+1))
	if err != nil {
		return nil, failed(x.place, err)
	}
	if len(raw) > most {
		return nil, x.fault("longer than %s: no article is", size(most))
	}
	return raw, nil
}

// read unpacks what is packed and has the form's reader read it.
func (x *input) read(o Options, yield yields) bool {
	if x.depth > deepest {
		return yield(model.Article{}, x.fault("archives in archives, more than %d deep: it is not read", deepest))
	}
	head := x.head()
	// readers get UTF-8 without a mark
	if slices.ContainsFunc(
		marks,
		func(m string) bool { return strings.HasPrefix(string(head[:min(len(head), 3)]), m) },
	) {
		x.in = bufio.NewReaderSize(transform.NewReader(x.in, unicode.BOMOverride(transform.Nop)), 64<<10)
		head = x.head()
	}
	switch {
	case bytes.HasPrefix(head, []byte("\x1f\x8b")):
		return x.gunzip(o, yield)
	case bytes.HasPrefix(head, []byte("\x28\xb5\x2f\xfd")):
		z, err := zstd.NewReader(x.in, zstd.WithDecoderMaxMemory(256<<20), zstd.WithDecoderConcurrency(1))
		if err != nil {
			return yield(model.Article{}, failed(x.place, err))
		}
		defer z.Close()
		return x.within(x.place, strings.TrimSuffix(strings.TrimSuffix(x.name, ".zst"), ".zstd"), z).read(o, yield)
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return x.unzip(o, yield)
	case len(head) > 262 && string(head[257:262]) == "ustar":
		return x.untar(o, yield)
	}
	return x.as(formOf(x.name, head), o, yield)
}

// as lists, passes over, refuses or reads an input of a form.
func (x *input) as(f *form, o Options, yield yields) bool {
	if o.List != nil {
		return o.list(x.place, f)
	}
	if x.folder && (f.read == nil || f == textForm && !isTextName(x.name)) {
		if o.Passed != nil {
			o.Passed(x.place, f.name)
		}
		return true
	}
	if f.read == nil {
		return yield(model.Article{}, x.fault("is %s: %s", f.name, f.about))
	}
	return x.guarded(f, o, yield)
}

// guarded has a form's reader read. Libraries panic on some inputs that are not as they should be:
// such a fault names the input, and the next one is read.
func (x *input) guarded(f *form, o Options, yield yields) (goOn bool) {
	elsewhere := false // where the articles go to; a fault there is no reader's
	defer func() {
		if elsewhere {
			return
		}
		if p := recover(); p != nil {
			goOn = yield(model.Article{}, x.fault("%s that can't be read (%v)", f.name, p))
		}
	}()
	return f.read(x, o, func(a model.Article, err error) bool {
		elsewhere = true
		more := yield(a, err)
		elsewhere = false
		return more
	})
}

func (x *input) gunzip(o Options, yield yields) bool {
	// its reader unpacks record by record, to know where each stands
	if inner := peeked(x.head()); bytes.HasPrefix(inner, []byte("WARC/")) {
		return x.as(warcForm, o, yield)
	}
	z, err := gzip.NewReader(x.in)
	if err != nil {
		return yield(model.Article{}, x.fault("can't be unpacked: %w", err))
	}
	return x.within(x.place, strings.TrimSuffix(x.name, ".gz"), z).read(o, yield)
}

// peeked is the beginning of what some packed bytes hold.
func peeked(head []byte) []byte {
	z, err := gzip.NewReader(bytes.NewReader(head))
	if err != nil {
		return nil
	}
	out := make([]byte, 16)
	n, _ := io.ReadFull(z, out) // shorter: it is no WARC
	return out[:n]
}

func (x *input) untar(o Options, yield yields) bool {
	t := tar.NewReader(x.in)
	for n := 0; ; n++ {
		h, err := t.Next()
		if err == io.EOF {
			return true
		}
		if err == nil && n == members {
			err = fmt.Errorf("has more than %d members", members)
		}
		if err != nil {
			return yield(model.Article{}, x.fault("can't be unpacked: %w", err))
		}
		if h.Typeflag != tar.TypeReg || passedOver(h.Name) { // links and devices lead elsewhere
			continue
		}
		member := x.within(x.place+"!"+clean(h.Name), path.Base(h.Name), t)
		member.folder = true
		if !member.read(o, yield) {
			return false
		}
	}
}

func (x *input) unzip(o Options, yield yields) bool {
	const most = 256 << 20 // the directory stands at the end, so a zip file is read whole
	raw, err := io.ReadAll(io.LimitReader(x.in, most+1))
	if err != nil {
		return yield(model.Article{}, failed(x.place, err))
	}
	if len(raw) > most {
		return yield(model.Article{}, x.fault("a zip file of more than %s: unpack it", size(most)))
	}
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return yield(model.Article{}, x.fault("can't be unpacked: %w", err))
	}
	for _, f := range z.File {
		if f.Name == "word/document.xml" {
			x.in = bufio.NewReader(bytes.NewReader(raw))
			return x.as(docxForm, o, yield)
		}
	}
	if len(z.File) > members {
		return yield(model.Article{}, x.fault("has more than %d members", members))
	}
	for _, f := range z.File {
		if !f.Mode().IsRegular() || passedOver(f.Name) {
			continue
		}
		place := x.place + "!" + clean(f.Name)
		r, err := f.Open()
		if err != nil {
			if !yield(model.Article{}, &Error{place, err}) {
				return false
			}
			continue
		}
		member := x.within(place, path.Base(f.Name), r)
		member.folder = true
		goOn := member.read(o, yield)
		r.Close()
		if !goOn {
			return false
		}
	}
	return true
}

// clean is a member's name for a message: nothing is ever written there, and it leads nowhere else.
func clean(name string) string {
	return strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, "\\", "/")), "/")
}

// passedOver: hidden files, and what systems put into archives.
func passedOver(name string) bool {
	base := path.Base(name)
	return strings.HasPrefix(base, ".") || strings.HasPrefix(name, "__MACOSX/")
}

// otherEndings are those of files that look like texts and are none.
var otherEndings = strings.Fields(
	".png .jpg .jpeg .gif .webp .mp3 .mp4 .exe .go .c .h .cc .cpp .java .js .ts .py .rb .rs .sh .css .sql .yaml " +
		".yml .toml .ini .cfg .conf .log .lock .sum .mod .mk .bat .ps1 .tex .bib .r .pl .lua .php .swift .kt .scala " +
		".proto .tf .env",
)

// isTextName: a file in a folder that looks like a text is one by its ending, or by having none.
func isTextName(name string) bool {
	return !slices.Contains(otherEndings, strings.ToLower(path.Ext(name)))
}
