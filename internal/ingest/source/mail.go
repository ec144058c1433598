package source

import (
	"bufio"
	"bytes"
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/jhillyerd/enmime"

	"quotegraph/internal/model"
)

// readMail reads an e-mail's text, or the page that a browser saved as MHTML.
func readMail(x *input, o Options, yield yields) bool {
	raw, err := x.all(4 * document)
	if err != nil {
		return yield(model.Article{}, err)
	}
	a, err := message(raw, x.place, o)
	if err != nil {
		return yield(model.Article{}, err)
	}
	a.ID = cmp.Or(a.ID, idOf(x.name))
	return yield(a, nil)
}

func message(raw []byte, place string, o Options) (model.Article, error) {
	m, err := enmime.ReadEnvelope(bytes.NewReader(raw))
	if err != nil {
		return model.Article{}, &Error{place, fmt.Errorf("an e-mail that can't be read: %w", err)}
	}
	if m.GetHeader("Snapshot-Content-Location") != "" || strings.Contains(m.GetHeader("From"), "Saved by") { // MHTML
		a, err := page([]byte(m.HTML), "text/html; charset=utf-8", m.GetHeader("Snapshot-Content-Location"))
		if err != nil {
			return a, &Error{place, err}
		}
		a.Source = place
		return a, finish(&a, o)
	}
	f := fields{
		keyText:  strings.TrimSpace(strings.ReplaceAll(m.Text, "\r\n", "\n")),
		keyTitle: m.GetHeader("Subject"),
		keyDate:  m.GetHeader("Date"),
		keyID:    strings.Trim(m.GetHeader("Message-ID"), "<> "),
	}
	if m.HTML != "" {
		f[keyText] = plainOf(m.HTML)
	}
	if from, err := m.AddressList("From"); err == nil && len(from) > 0 {
		f[keyAuthor] = cmp.Or(from[0].Name, from[0].Address)
	}
	f[keyText] = withoutQuoted(f[keyText])
	return f.article(place, o)
}

// withoutQuoted takes away the message that this one answers, line by line marked with ">", and the
// signature behind "-- ".
func withoutQuoted(text string) string {
	var out []string
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if line == "-- " || line == "--" {
			break
		}
		if !strings.HasPrefix(line, ">") {
			out = append(out, line)
		}
	}
	return strings.TrimSpace(strings.Join(out, "\n"))
}

// readMbox reads a mailbox: messages one behind another, each behind a line that begins with "From
// " (RFC 4155).
func readMbox(x *input, o Options, yield yields) bool {
	in := bufio.NewReaderSize(x.in, 64<<10)
	var raw []byte
	n := 0
	flush := func() bool {
		if len(bytes.TrimSpace(raw)) == 0 {
			return true
		}
		n++
		place := fmt.Sprintf("%s#%d", x.place, n)
		a, err := message(raw, place, o)
		raw = nil
		if err != nil {
			a = model.Article{}
		}
		return yield(a, err)
	}
	empty := true // the line before
	for {
		line, tooLong, err := nextLine(in, 1<<20)
		if empty && bytes.HasPrefix(line, []byte("From ")) {
			if !flush() {
				return false
			}
		} else if !tooLong && len(raw) < 4*document {
			if bytes.HasPrefix(line, []byte(">From ")) {
				line = line[1:]
			}
			raw = append(raw, line...)
		}
		empty = len(bytes.TrimSpace(line)) == 0
		if err == io.EOF {
			return flush()
		}
		if err != nil {
			return yield(model.Article{}, failed(x.place, err))
		}
	}
}
