package source

import (
	"bytes"
	"encoding/json"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"
)

// form is what an input is.
type form struct {
	name  string // "an HTML page"
	about string // why it is not read, and what to do; of a form without a reader
	read  func(*input, Options, yields) bool
}

// Forms that are read. They refer to readers, which refer to forms: so they are set at the start.
var textForm, linesForm, jsonForm, htmlForm, feedForm, newsForm, tableForm, parquetForm, warcForm, docxForm,
	mailForm, mboxForm, pdfForm, markdownForm, subtitleForm, wireForm *form

func init() {
	textForm = &form{name: "a text", read: readText}
	linesForm = &form{name: "JSON Lines", read: readLines}
	jsonForm = &form{name: "JSON", read: readJSON}
	htmlForm = &form{name: "an HTML page", read: readHTML}
	feedForm = &form{name: "a feed", read: readFeed}
	newsForm = &form{name: "agency XML (NITF, NewsML-G2)", read: readNewsXML}
	tableForm = &form{name: "a table (CSV)", read: readTable}
	parquetForm = &form{name: "a table (Parquet)", read: readParquet}
	warcForm = &form{name: "a WARC archive", read: readWARC}
	docxForm = &form{name: "a Word document", read: readDocx} // a zip file, which input.unzip tells
	mailForm = &form{name: "an e-mail", read: readMail}
	mboxForm = &form{name: "a mailbox", read: readMbox}
	pdfForm = &form{name: "a PDF", read: readPDF}
	markdownForm = &form{name: "Markdown", read: readMarkdown}
	subtitleForm = &form{name: "subtitles", read: readSubtitles}
	wireForm = &form{name: "a wire message (IPTC 7901)", read: readWire}
}

// Magic numbers of what holds no article, and what to do.
var refusedMagic = []struct{ magic, name, about string }{
	{"\x89PNG", "a picture", "it holds no text"},
	{"\xff\xd8\xff", "a picture", "it holds no text"},
	{"GIF8", "a picture", "it holds no text"},
	{"RIFF", "a picture or sound", "it holds no text"},
	{"ID3", "sound", "it holds no text"},
	{"\x7fELF", "a program", "it holds no text"},
	{"MZ", "a program", "it holds no text"},
	{"\xd0\xcf\x11\xe0", "an old Office document", "save it as .docx or text"},
	{"SQLite format 3", "a database", "export its articles as CSV or JSON Lines"},
	{"7z\xbc\xaf", "a 7z archive", "unpack it"},
	{"Rar!", "a RAR archive", "unpack it"},
	{"BZh", "packed by bzip2", "unpack it"},
	{"\xfd7zXZ", "packed by xz", "unpack it"},
}

var (
	srtHead  = regexp.MustCompile(`^\d+\r?\n\d+:\d\d:\d\d[,.]\d+ --> `)
	mailHead = regexp.MustCompile(
		`(?i)^(received|from|to|subject|date|mime-version|return-path|message-id|delivered-to|content-type|x-[\w-]+):[ \t]`,
	)
	mboxHead = regexp.MustCompile(`^From \S+ .*\d{4}\r?\n`)
	rootTag  = regexp.MustCompile(`^<([A-Za-z][\w.:-]*)`)
	htmlTags = regexp.MustCompile(
		`(?i)^(html|head|body|div|p|article|section|main|span|table|ul|ol|h[1-6]|` +
			`header|a|script|meta|title|center|font|br|img|link)$`,
	)
	wireHead   = regexp.MustCompile(`^\x01[\w \r\n]`)
	ofOurs     = regexp.MustCompile(`^\{\s*"doc_id"`)
	jsonMember = regexp.MustCompile(`^\{\s*("|\}|$)`)
	jsonItem   = regexp.MustCompile(`^\[\s*(\{|\[|"|\]|\d|$)`)
)

// formOf tells a form by an input's first bytes, then by its name.
func formOf(name string, head []byte) *form {
	ext := strings.ToLower(path.Ext(name))
	text := bytes.TrimLeft(head, " \t\r\n")
	if f := refused(head); f != nil {
		return f
	}
	if f := beginningSo(head); f != nil {
		return f
	}
	if f := structured(text, ext); f != nil {
		return f
	}
	if f := calledSo(ext); f != nil {
		return f
	}
	switch {
	case isMail(text):
		return mailForm
	case isTable(text):
		return tableForm
	}
	return textForm
}

// refused is the form of an input that holds no article, by its magic number; nil if it has none.
// A text may begin with the letters of one: "MZ".
func refused(head []byte) *form {
	for _, m := range refusedMagic {
		if bytes.HasPrefix(head, []byte(m.magic)) && !utf8Text(head) {
			return &form{name: m.name, about: m.about}
		}
	}
	return nil
}

// beginningSo tells a form whose inputs all begin in the same way: "%PDF-"; nil for another.
func beginningSo(head []byte) *form {
	switch {
	case bytes.HasPrefix(head, []byte("{\\rtf")):
		return &form{name: "RTF", about: "save it as .docx or text"}
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return pdfForm
	case bytes.HasPrefix(head, []byte("WARC/")):
		return warcForm
	case bytes.HasPrefix(head, []byte("PAR1")):
		return parquetForm
	case bytes.HasPrefix(head, []byte("WEBVTT")), srtHead.Match(head):
		return subtitleForm
	case wireHead.Match(head):
		return wireForm
	case mboxHead.Match(head):
		return mboxForm
	}
	return nil
}

// structured tells JSON and markup; nil for another form.
func structured(text []byte, ext string) *form {
	switch {
	case ext == ".jsonl", ext == ".ndjson":
		return linesForm
	case jsonMember.Match(text), jsonItem.Match(text):
		return jsonOf(text, ext)
	case bytes.HasPrefix(text, []byte("<")):
		return markupOf(text, ext)
	}
	return nil
}

// calledSo tells a form by the end of an input's name; nil where that tells nothing.
func calledSo(ext string) *form {
	switch ext {
	case ".md", ".markdown":
		return markdownForm
	case ".csv", ".tsv":
		return tableForm
	case ".html", ".htm", ".xhtml":
		return htmlForm
	case ".eml", ".mht", ".mhtml":
		return mailForm
	}
	return nil
}

func utf8Text(head []byte) bool {
	for i := 0; i < utf8.UTFMax && i < len(head); i++ { // the end may cut a sign
		if utf8.Valid(head[:len(head)-i]) {
			return !bytes.ContainsRune(head, 0)
		}
	}
	return false
}

// jsonOf tells JSON Lines, an object a line, from one JSON value.
func jsonOf(text []byte, ext string) *form {
	line, rest, more := bytes.Cut(text, []byte("\n"))
	if whole := len(text) < sniffed-4; whole && len(bytes.TrimSpace(rest)) == 0 && !ofOurs.Match(text) { // one value
		return jsonForm
	}
	if text[0] == '{' && (json.Valid(bytes.TrimSpace(line)) || !more && len(text) >= sniffed-4) && ext != ".json" {
		return linesForm
	}
	if text[0] == '{' && json.Valid(bytes.TrimSpace(line)) && len(bytes.TrimSpace(rest)) > 0 {
		return linesForm
	}
	return jsonForm
}

// markupOf tells pages, feeds and agency XML by the first element; nil for a text that only begins
// with a sign of markup.
func markupOf(text []byte, ext string) *form {
	declared := bytes.HasPrefix(text, []byte("<?xml"))
	if bytes.HasPrefix(bytes.ToLower(text[:min(len(text), 14)]), []byte("<!doctype html")) {
		return htmlForm
	}
	if root := rootOf(text); root != "" {
		switch tag := strings.ToLower(root); {
		case tag == "rss", tag == "feed", tag == "rdf:rdf", tag == "channel":
			return feedForm
		case tag == "nitf", tag == "newsmessage", tag == "newsitem", tag == "packageitem", tag == "newsml":
			return newsForm
		case htmlTags.MatchString(tag):
			return htmlForm
		case declared, ext == ".xml":
			return &form{
				name:  "XML of another kind (<" + root + ">)",
				about: "HTML, RSS, Atom, NITF and NewsML-G2 are read",
			}
		}
		return nil
	}
	if declared || ext == ".xml" {
		return &form{name: "XML of another kind", about: "HTML, RSS, Atom, NITF and NewsML-G2 are read"}
	}
	return nil
}

// rootOf is the first element's name, behind declarations and comments; "" for none.
func rootOf(text []byte) string {
	for bytes.HasPrefix(text, []byte("<?")) || bytes.HasPrefix(text, []byte("<!")) {
		end := []byte(">")
		declaration, _, _ := bytes.Cut(text, end)
		switch {
		case bytes.HasPrefix(text, []byte("<!--")):
			end = []byte("-->")
		case bytes.ContainsRune(declaration, '['):
			end = []byte("]>")
		}
		_, rest, ok := bytes.Cut(text, end)
		if !ok {
			return ""
		}
		text = bytes.TrimLeft(rest, " \t\r\n")
	}
	if m := rootTag.FindSubmatch(text); m != nil {
		return string(m[1])
	}
	return ""
}

// isMail: two lines of a message's head, at least.
func isMail(text []byte) bool {
	n := 0
	for line := range bytes.SplitSeq(text, []byte("\n")) {
		switch {
		case mailHead.Match(line):
			n++
		case n > 0 && len(line) > 0 && (line[0] == ' ' || line[0] == '\t'): // goes on
		default:
			return n >= 3
		}
	}
	return n >= 3
}

// isTable: a first line that names columns, one of them an article's text.
func isTable(text []byte) bool {
	line, _, _ := bytes.Cut(text, []byte("\n"))
	for _, sep := range []string{",", "\t", ";"} {
		names := strings.Split(strings.ToLower(strings.TrimSpace(string(line))), sep)
		if len(names) < 2 {
			continue
		}
		for _, n := range names {
			if known := keyOf(strings.Trim(n, `" `)); known == keyText {
				return true
			}
		}
	}
	return false
}

var (
	tag      = regexp.MustCompile(`</?[a-zA-Z][\w:-]*(\s[^<>]*)?/?>`)
	codeLine = regexp.MustCompile(
		`(^|[^.])[;{}]\s*$|^\s*(#include|import |package |def |class |function |const |var |let |public |private |<\?php)\b`,
	)
	listLines = 4
)

// notProse tells why a text is none that people read; "" if it is one. Tags with many words between
// them, as posts that are pasted into an article have them, are none of that.
func notProse(text string) string {
	const (
		sample = 64 << 10
		words  = 12 // to a tag
	)
	text = text[:min(len(text), sample)]
	tags, inTags := tag.FindAllStringIndex(text, -1), 0
	for _, at := range tags {
		inTags += at[1] - at[0]
	}
	if inTags > 200 && inTags*5 > len(text) && len(tags)*words > len(strings.Fields(tag.ReplaceAllString(text, " "))) {
		return "looks like markup, not like prose: name it .html if it is a page"
	}
	lines, code, inCode, seps := 0, 0, 0, map[int]int{}
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if strings.TrimSpace(line) == "" {
			continue
		}
		lines++
		if codeLine.MatchString(line) {
			code++
			inCode += len(line)
		}
		if n := strings.Count(line, "\t"); n >= 2 {
			seps[n]++
		} else if n := strings.Count(line, ",") + strings.Count(line, ";"); n >= 3 && !strings.Contains(line, ", ") {
			seps[100+n]++
		}
	}
	if lines > listLines && code*10 > lines*6 && inCode*2 > len(text) { // not a page's styles below its article
		return "looks like a program's source, not like prose"
	}
	for _, n := range seps {
		if lines > listLines && n*10 >= lines*9 {
			return "looks like a table, not like prose: name its columns in the first line, one of them \"text\""
		}
	}
	return ""
}
