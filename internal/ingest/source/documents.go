package source

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/asticode/go-astisub"
	"github.com/ledongthuc/pdf"
	"github.com/yuin/goldmark"

	"quotegraph/internal/model"
)

// done checks an article that is a whole input and hands it on.
func (x *input) done(a model.Article, o Options, yield yields) bool {
	a.Source = x.place
	a.ID = cmp.Or(a.ID, idOf(x.name))
	if err := finish(&a, o); err != nil {
		return yield(model.Article{}, err)
	}
	return yield(a, nil)
}

// readDocx reads a Word document's paragraphs: Office Open XML, ECMA-376, where w:p is a paragraph
// and w:t its text.
func readDocx(x *input, o Options, yield yields) bool {
	packed, err := io.ReadAll(x.in)
	if err != nil {
		return yield(model.Article{}, failed(x.place, err))
	}
	z, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		return yield(model.Article{}, x.fault("can't be unpacked: %w", err))
	}
	raw, err := docxPart(z, "word/document.xml")
	if err != nil {
		return yield(model.Article{}, x.fault("a Word document that can't be read: %w", err))
	}
	text, err := docxText(raw)
	if err != nil {
		return yield(model.Article{}, x.fault("a Word document that can't be read: %w", err))
	}
	a := model.Article{Text: text}
	if core, err := docxPart(z, "docProps/core.xml"); err == nil {
		a.Source = x.place
		readProperties(&a, core)
	}
	return x.done(a, o, yield)
}

// docxPart unpacks a part of a Word document: "word/document.xml" is its text.
func docxPart(z *zip.Reader, name string) ([]byte, error) {
	f, err := z.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, 4*document+1))
	if err == nil && len(raw) > 4*document {
		err = fmt.Errorf("longer than %s: no article is", size(4*document))
	}
	return raw, err
}

// docxText is a Word document's text, an empty line between two paragraphs.
func docxText(raw []byte) (string, error) {
	var b docxBody
	d := xml.NewDecoder(bytes.NewReader(raw))
	for {
		t, err := d.Token()
		if err == io.EOF {
			return strings.Join(b.paragraphs, "\n\n"), nil
		}
		if err != nil {
			return "", err
		}
		switch t := t.(type) {
		case xml.StartElement:
			b.begin(t.Name.Local)
		case xml.EndElement:
			b.end(t.Name.Local)
		case xml.CharData:
			b.write(t)
		}
	}
}

// docxBody gathers a Word document's paragraphs from the elements that it consists of.
type docxBody struct {
	paragraphs []string
	paragraph  strings.Builder // the one that is being read
	inText     bool            // in w:t
	deleted    int             // how many w:del are open: what stands in them was crossed out
}

func (b *docxBody) begin(element string) {
	switch element {
	case "t":
		b.inText = true
	case "tab":
		b.paragraph.WriteByte(' ')
	case "br":
		b.paragraph.WriteByte('\n')
	case "del":
		b.deleted++
	}
}

func (b *docxBody) end(element string) {
	switch element {
	case "t":
		b.inText = false
	case "del":
		b.deleted--
	case "p":
		if p := strings.TrimSpace(b.paragraph.String()); p != "" {
			b.paragraphs = append(b.paragraphs, p)
		}
		b.paragraph.Reset()
	}
}

func (b *docxBody) write(text []byte) {
	if b.inText && b.deleted == 0 {
		b.paragraph.Write(text)
	}
}

// readProperties takes an article's title, author and date from what a Word document tells of
// itself: docProps/core.xml. What can't be read is left out.
func readProperties(a *model.Article, core []byte) {
	var p struct {
		Title   string `xml:"title"`
		Creator string `xml:"creator"`
		Created string `xml:"created"`
	}
	if xml.Unmarshal(core, &p) != nil {
		return
	}
	a.Title, a.Author = oneLine(p.Title), oneLine(p.Creator)
	readDate(a, p.Created)
}

// readMarkdown reads Markdown with its front matter; markup goes, paragraphs stay.
func readMarkdown(x *input, o Options, yield yields) bool {
	raw, err := x.all(4 * o.Article)
	if err != nil {
		return yield(model.Article{}, err)
	}
	f := fields{}
	if head, rest, ok := strings.Cut(strings.TrimPrefix(string(raw), "---\n"), "\n---\n"); ok &&
		bytes.HasPrefix(raw, []byte("---\n")) {
		raw = []byte(rest)
		for line := range strings.Lines(head) {
			if name, v, ok := strings.Cut(line, ":"); ok {
				if k := keyOf(name); k != "" && k != keyText {
					f[k] = strings.Trim(strings.TrimSpace(v), `"'`)
				}
			}
		}
	}
	if err := check(string(raw), Limits{Article: 4 * o.Article}); err != nil {
		return yield(model.Article{}, &Error{x.place, err})
	}
	var page bytes.Buffer
	if err := goldmark.Convert(raw, &page); err != nil {
		return yield(model.Article{}, failed(x.place, err))
	}
	f[keyText] = plainOf(page.String())
	if f[keyTitle] == "" && bytes.HasPrefix(bytes.TrimSpace(raw), []byte("# ")) {
		f[keyTitle], f[keyText], _ = strings.Cut(f[keyText], "\n\n")
	}
	f[keyID] = cmp.Or(f[keyID], f[keyURL], idOf(x.name))
	a, err := f.article(x.place, o)
	return yield(a, err)
}

// readSubtitles reads SRT and WebVTT: what one voice says becomes a paragraph, "NAME: …" where the
// voice is marked.
func readSubtitles(x *input, o Options, yield yields) bool {
	raw, err := x.all(4 * o.Article)
	if err != nil {
		return yield(model.Article{}, err)
	}
	read := astisub.ReadFromSRT
	if bytes.HasPrefix(raw, []byte("WEBVTT")) {
		read = astisub.ReadFromWebVTT
	}
	subs, err := read(bytes.NewReader(raw))
	if err != nil {
		return yield(model.Article{}, x.fault("subtitles that can't be read: %w", err))
	}
	var paragraphs []string
	voice, open := "", false
	for _, item := range subs.Items {
		for _, line := range item.Lines {
			var words []string
			for _, w := range line.Items {
				words = append(words, w.Text)
			}
			text := oneLine(strings.Join(words, " "))
			said, changes := strings.CutPrefix(text, "- ")
			if said = strings.TrimPrefix(said, ">> "); said != text {
				changes = true
			}
			if said == "" {
				continue
			}
			if line.VoiceName != "" && line.VoiceName != voice {
				voice, changes = line.VoiceName, true
				said = voice + ": " + said
			}
			if changes || !open || named.MatchString(said) {
				paragraphs = append(paragraphs, said)
			} else {
				paragraphs[len(paragraphs)-1] += " " + said
			}
			open = true
		}
	}
	return x.done(model.Article{Text: strings.Join(paragraphs, "\n\n")}, o, yield)
}

// named is a line that begins with who speaks: "RUIZ: The port is closed."
var named = regexp.MustCompile(`^[A-Z][A-Z .'-]+: `)

// readWire reads a message of a news agency: IPTC 7901, and ANPA 1312, whose signs it shares: a
// head up to STX, the text up to ETX.
func readWire(x *input, o Options, yield yields) bool {
	raw, err := x.all(4 * o.Article)
	if err != nil {
		return yield(model.Article{}, err)
	}
	head, body, ok := strings.Cut(string(raw), "\x02")
	if !ok {
		return yield(model.Article{}, x.fault("a wire message without its text"))
	}
	body, _, _ = strings.Cut(body, "\x03")
	body = strings.Map(func(r rune) rune {
		if r == '\r' || unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, body)
	a := model.Article{ID: oneLine(strings.TrimLeft(head, "\x01"))}
	lines := strings.Split(strings.Trim(body, "\n"), "\n")
	// a headline, then indented paragraphs
	if len(lines) > 1 && strings.TrimSpace(lines[1]) == "" ||
		len(lines) > 1 && strings.HasPrefix(lines[1], "  ") && !strings.HasPrefix(lines[0], "  ") {
		a.Title, lines = oneLine(lines[0]), lines[1:]
	}
	var paragraphs []string
	for _, line := range lines {
		switch text := strings.TrimSpace(line); {
		case text == "":
		case len(paragraphs) == 0, strings.HasPrefix(line, " "), strings.HasPrefix(line, "\t"):
			paragraphs = append(paragraphs, text)
		default:
			paragraphs[len(paragraphs)-1] += " " + text
		}
	}
	a.Text = strings.Join(paragraphs, "\n\n")
	return x.done(a, o, yield)
}

// readPDF reads a PDF's text, row by row: rows near each other are a paragraph, words cut at a
// row's end are joined, lines that pages repeat at top or foot go.
func readPDF(x *input, o Options, yield yields) bool {
	raw, err := x.all(4 * document)
	if err != nil {
		return yield(model.Article{}, err)
	}
	text, title, err := pdfText(raw)
	if err != nil {
		return yield(model.Article{}, x.fault("a PDF that can't be read: %w", err))
	}
	if strings.TrimSpace(text) == "" {
		return yield(model.Article{}, x.fault("a PDF without text, such as a scan: recognise its text first"))
	}
	return x.done(model.Article{Title: oneLine(title), Text: text}, o, yield)
}

// row is a line of a page, from its top down.
type row struct {
	y, size float64
	text    string
}

// pdfText is a PDF's text, an empty line between two paragraphs, and the title that it tells.
func pdfText(raw []byte) (text, title string, err error) {
	defer func() { // the library panics on files that are not as they should be
		if p := recover(); p != nil {
			err = fmt.Errorf("%v", p)
		}
	}()
	r, err := pdf.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return "", "", err
	}
	pages, err := pagesOf(r)
	if err != nil {
		return "", "", err
	}
	paragraphs := paragraphsOf(pages)
	return strings.Join(paragraphs, "\n\n"), r.Trailer().Key("Info").Key("Title").Text(), nil
}

// pagesOf are the rows of a PDF's pages; an error if there are too many pages.
func pagesOf(r *pdf.Reader) ([][]row, error) {
	nodes := 0
	if err := pageTree(r.Trailer().Key("Root").Key("Pages"), 0, &nodes); err != nil {
		return nil, err
	}
	const mostPages = 500
	if r.NumPage() > mostPages {
		return nil, fmt.Errorf("it has %d pages, more than %d", r.NumPage(), mostPages)
	}
	var pages [][]row
	for n := 1; n <= r.NumPage(); n++ {
		if p := r.Page(n); !p.V.IsNull() {
			pages = append(pages, rowsOf(p.Content().Text))
		}
	}
	return pages, nil
}

// paragraphsOf joins the rows of pages to paragraphs; rows that pages repeat at top or foot go.
func paragraphsOf(pages [][]row) []string {
	var paragraphs []string
	ends := endsOf(pages)
	for _, rows := range pages {
		for i, x := range rows {
			if (i == 0 || i == len(rows)-1) && len(pages) > 2 && ends[withoutDigits(x.text)]*2 > len(pages) {
				continue
			}
			last := len(paragraphs) - 1
			switch {
			case last < 0, beginsParagraph(rows, i, paragraphs[last]):
				paragraphs = append(paragraphs, x.text)
			case strings.HasSuffix(paragraphs[last], "-") && startsLower(x.text):
				paragraphs[last] = strings.TrimSuffix(paragraphs[last], "-") + x.text
			default:
				paragraphs[last] += " " + x.text
			}
		}
	}
	return paragraphs
}

// endsOf are the lines at the top or foot of pages, digits aside, and on how many pages each is:
// "Page 7" is the same line as "Page 8".
func endsOf(pages [][]row) map[string]int {
	ends := map[string]int{}
	for _, rows := range pages {
		if len(rows) > 0 {
			ends[withoutDigits(rows[0].text)]++
		}
		if len(rows) > 1 { // the only line of a page is counted once
			ends[withoutDigits(rows[len(rows)-1].text)]++
		}
	}
	return ends
}

// beginsParagraph tells whether a row of a page begins a paragraph behind another one: it stands
// far below the row above it, or has another size. The first row of a page does if the paragraph
// before is at its end.
func beginsParagraph(rows []row, i int, before string) bool {
	if i == 0 {
		return strings.ContainsAny(lastSign(before), ".!?\"”’")
	}
	above, x := rows[i-1], rows[i]
	return above.y-x.y > 1.7*max(x.size, 1) || above.size != x.size
}

// pageTree looks at the tree of pages before the library walks it, which it does for ever where a
// node is among its own children.
func pageTree(node pdf.Value, depth int, nodes *int) error {
	const deepest, most = 30, 10_000
	if *nodes++; depth > deepest || *nodes > most {
		return errors.New("its pages stand in a circle, or are too many")
	}
	kids := node.Key("Kids")
	for i := range kids.Len() {
		if err := pageTree(kids.Index(i), depth+1, nodes); err != nil {
			return err
		}
	}
	return nil
}

// rowsOf joins a page's signs to rows, in reading order; a gap within a row is a space.
func rowsOf(signs []pdf.Text) []row {
	slices.SortStableFunc(signs, func(a, b pdf.Text) int {
		if d := b.Y - a.Y; d > 2 || d < -2 {
			return cmp.Compare(b.Y, a.Y)
		}
		return cmp.Compare(a.X, b.X)
	})
	var out []row
	var b strings.Builder
	end := 0.0
	flush := func() {
		if len(out) > 0 {
			out[len(out)-1].text = oneLine(b.String())
			if out[len(out)-1].text == "" {
				out = out[:len(out)-1]
			}
		}
		b.Reset()
	}
	for i, s := range signs {
		if i == 0 || signs[i-1].Y-s.Y > 2 {
			flush()
			out = append(out, row{y: s.Y, size: s.FontSize})
		} else if s.X-end > 0.2*s.FontSize {
			b.WriteByte(' ')
		}
		b.WriteString(s.S)
		end = s.X + s.W
	}
	flush()
	return out
}

func withoutDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return -1
		}
		return r
	}, s)
}

func lastSign(s string) string {
	r, _ := utf8.DecodeLastRuneInString(s)
	return string(r)
}

func startsLower(s string) bool {
	for _, r := range s {
		return unicode.IsLower(r)
	}
	return false
}
