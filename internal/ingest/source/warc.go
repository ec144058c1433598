package source

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http/httputil"
	"regexp"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/nlnwa/gowarc"

	"quotegraph/internal/model"
)

// readWARC reads the pages of a web archive: HTTP responses of HTML, and the texts of WET files. An
// article's source is the file and the place of its record, in bytes.
func readWARC(x *input, o Options, yield yields) bool {
	w, err := gowarc.NewWarcFileReaderFromStream(
		onlyReader{x.in},
		0,
		gowarc.WithSyntaxErrorPolicy(gowarc.ErrFail),
		gowarc.WithSpecViolationPolicy(gowarc.ErrIgnore),
		gowarc.WithUnknownRecordTypePolicy(gowarc.ErrIgnore),
		gowarc.WithBlockErrorPolicy(gowarc.ErrIgnore),
		gowarc.WithBufferMaxMemBytes(document),
	)
	if err != nil {
		return yield(model.Article{}, failed(x.place, err))
	}
	defer w.Close()
	for {
		record, offset, _, err := w.Next()
		if errors.Is(err, io.EOF) {
			return true
		}
		place := fmt.Sprintf("%s@%d", x.place, offset)
		if err != nil {
			return yield(
				model.Article{},
				&Error{place, fmt.Errorf("a record that can't be read; what follows is not read: %w", err)},
			)
		}
		a, found, err := archived(record, place, o)
		if err == nil && !found {
			continue
		}
		if err != nil {
			a = model.Article{}
		}
		if !yield(a, err) {
			return false
		}
	}
}

// onlyReader hides what else a reader can do: gowarc closes what can be closed.
type onlyReader struct{ io.Reader }

// archived reads the article of a record; records of other kinds, redirections and pictures are none.
func archived(record gowarc.WarcRecord, place string, o Options) (a model.Article, found bool, err error) {
	address := strings.Trim(record.WarcHeader().Get(gowarc.WarcTargetURI), "<>")
	switch record.Type() {
	case gowarc.Response:
		block, ok := record.Block().(gowarc.HttpResponseBlock)
		if !ok || block.HttpStatusCode() != 200 {
			return a, false, nil
		}
		media := block.HttpHeader().Get("Content-Type")
		if !strings.Contains(media, "html") {
			return a, false, nil
		}
		raw, err := payload(block)
		if err != nil {
			return a, true, &Error{place, err}
		}
		if a, err = page(raw, media, address); err != nil {
			return a, true, &Error{place, err}
		}
	case gowarc.Conversion: // WET
		r, err := record.Block().RawBytes()
		if err != nil {
			return a, true, &Error{place, err}
		}
		raw, err := io.ReadAll(io.LimitReader(r, document))
		if err != nil {
			return a, true, &Error{place, err}
		}
		a = model.Article{Text: strings.ToValidUTF8(string(raw), "\uFFFD"), URL: address, Publisher: hostOf(address)}
	default:
		return a, false, nil
	}
	a.Source = place
	if a.ID = address; a.ID == "" {
		a.ID = record.RecordId()
	}
	a.URL = address
	if a.Date == "" && a.DateText == "" && record.Type() == gowarc.Conversion {
		a.Warnings = append(
			a.Warnings,
			place+": its date is not known: a WET file tells only when the page was fetched",
		)
	}
	return a, true, finish(&a, o)
}

// payload is a response's body, unpacked. Crawlers keep it as it was sent, in chunks, or without
// them and with the head that tells of them.
func payload(block gowarc.HttpResponseBlock) ([]byte, error) {
	r, err := block.PayloadBytes()
	if err != nil {
		return nil, err
	}
	raw, err := atMost(r)
	if err != nil {
		return nil, err
	}
	head := block.HttpHeader()
	if chunk.Match(raw) { // no page begins so
		if whole, err := atMost(httputil.NewChunkedReader(bytes.NewReader(raw))); err == nil {
			raw = whole
		}
	}
	switch encoding := strings.ToLower(head.Get("Content-Encoding")); {
	case bytes.HasPrefix(raw, []byte("\x1f\x8b")):
		z, err := gzip.NewReader(bytes.NewReader(raw))
		if err != nil {
			return nil, err
		}
		return atMost(z)
	case encoding == "br":
		return atMost(brotli.NewReader(bytes.NewReader(raw)))
	case encoding == "deflate":
		if z, err := zlib.NewReader(bytes.NewReader(raw)); err == nil {
			return atMost(z)
		}
		return atMost(flate.NewReader(bytes.NewReader(raw)))
	// gzip without its mark was unpacked by the crawler
	case encoding != "" && encoding != "identity" && encoding != "gzip" && encoding != "x-gzip":
		return nil, fmt.Errorf("is packed by %q, which is not read", encoding)
	}
	return raw, nil
}

// chunk is the begin of a body in chunks: a length in hexadecimal digits.
var chunk = regexp.MustCompile(`^[0-9a-fA-F]{1,8}(;[^\r\n]*)?\r\n`)

func atMost(r io.Reader) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(r, document+1))
	if err == nil && len(raw) > document {
		err = fmt.Errorf("longer than %s: no article is", size(document))
	}
	return raw, err
}
