package source

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"quotegraph/internal/model"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"
)

func gzipped(raw []byte) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(raw)
	z.Close()
	return b.Bytes()
}

func zipped(name string, raw []byte) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, _ := z.Create(name)
	w.Write(raw)
	z.Close()
	return b.Bytes()
}

// TestHardInputs: what would fill the memory, never end, or lead elsewhere is named, and the next
// input is read.
func TestHardInputs(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long")
	}
	zeros := bytes.Repeat([]byte(" "), 512<<20)
	page := func(body string) []byte { return []byte("<!DOCTYPE html><html><body>" + body + "</body></html>") }
	prose := strings.Repeat(
		"<p>The harbour will close for a week from Friday, Halima Wekesa, the mayor of Tarn, said on Wednesday to "+
			"reporters.</p>",
		5,
	)
	var nested []byte = []byte("The ship is late.")
	for range 10 {
		nested = gzipped(nested)
	}
	packed, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		raw  []byte
		want string // part of the error; "": it is read
	}{
		{"bomb.txt.gz", gzipped(zeros), ""}, // a text of more than an article is refused before it is unpacked whole
		{"bomb.jsonl.gz", gzipped(append([]byte(`{"doc_id": "a", "text": "`), zeros...)), "200 times its size"},
		{"bomb.html.gz", gzipped(append([]byte("<html>"), zeros...)), "longer than 16 MiB"},
		{"bomb.zip", zipped("a.jsonl", append([]byte(`{"doc_id": "a", "text": "`), zeros...)), "200 times its size"},
		{"bomb.jsonl.zst", packed.EncodeAll(append([]byte(`{"doc_id": "a", "text": "`), zeros...), nil),
			"200 times its size"},
		{"nested.gz", nested, "archives in archives"},
		{"cut.jsonl.gz", gzipped([]byte(strings.Repeat("{\"doc_id\": \"a\", \"text\": \"The ship is late.\"}\n",
			1000)))[:60], "unexpected EOF"},
		{"cut.zip", zipped("a.txt", []byte("The ship is late."))[:30], "can't be unpacked"},
		{"huge.html", page(strings.Repeat("<p>The ship is late.</p>", 3_000_000)), "longer than 16 MiB"},
		{"deep.html", page(strings.Repeat("<div>", 100_000) + prose), ""},
		{"deep.xml", []byte("<nitf>" + strings.Repeat("<block>", 100_000)), "more than 60 deep"},
		{"bomb.xml", []byte(`<?xml version="1.0"?><!DOCTYPE nitf [` +
			`<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><nitf>&b;</nitf>`), "entities of its own"},
		{"deep.json", []byte(strings.Repeat(`{"a":`, 100_000)), "not JSON"},
		{"deep2.json", []byte(strings.Repeat(`[`, 100_000)), "not JSON"},
		{"nul.jsonl", []byte("{\"doc_id\": \"a\", \"text\": \"The ship\\u0000is late.\"}\n"), "is binary"},
		{"script.html", page(`<script>document.write("x")</script><a href="javascript:alert(1)">x</a>` + prose), ""},
		{"menu.html", page(`<nav><a href="/">Home</a></nav>`), "without an article"},
		{"broken.pdf", []byte("%PDF-1.4\n1 0 obj\n<< /Type /Catalog"), "a PDF that can't be read"},
		{"circle.pdf", []byte("%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type " +
			"/Pages /Count 1 /Kids [2 0 R] >>\nendobj\nxref\n0 3\n0000000000 65535 f \n0000000009 00000 n " +
			"\n0000000058 00000 n \ntrailer\n<< /Size 3 /Root 1 0 R >>\nstartxref\n115\n%%EOF\n"), "in a circle"},
		{"many.html", page(strings.Repeat("<nav></nav>", 300_000) + prose), "elements, more than"},
		{"broken.parquet", []byte("PAR1xxxxPAR1"), "can't be read"},
		{"broken.warc", []byte("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999\r\n\r\nHTTP/1.1 200 OK\r\n"), ""},
		{"broken.docx", zipped("word/document.xml", []byte("<w:document><w:p>")), "a Word document that can't be read"},
		{"old.doc", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest"), "an old Office document"},
		{"mixed.txt", []byte("The ship is late.\r\nThe crew waits.\rThe quay is wet.\n"), ""},
		{"odd\nname\x01.txt", []byte("The ship is late."), ""},
	} {
		t.Run(strings.ToValidUTF8(c.name, "?"), func(t *testing.T) {
			good := write(t, "good.txt", []byte("The ship is late."))
			path := filepath.Join(t.TempDir(), c.name)
			if err := os.WriteFile(path, c.raw, 0o600); err != nil {
				t.Skip(err) // a name that this system does not take
			}
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			began := time.Now()
			got := outcomes(Limits{}, path, good)
			runtime.ReadMemStats(&after)
			if len(got) == 0 || got[len(got)-1] != "good" {
				t.Errorf("the next input was not read: %.300q", got)
			}
			if took := time.Since(began); took > 15*time.Second {
				t.Errorf("took %v", took)
			}
			if grown := int64(after.Sys) - int64(before.Sys); grown > 600<<20 {
				t.Errorf("took %d MB", grown>>20)
			}
			if said := fmt.Sprint(got[:max(0, len(got)-1)]); c.want != "" &&
				(!strings.Contains(said, c.want) || !strings.Contains(said, "error: ")) {
				t.Errorf("%.300s; want %q", said, c.want)
			}
		})
	}
}

// TestReadAsMeant: inputs that were once read in another way than they are meant.
func TestReadAsMeant(t *testing.T) {
	const prose = "The harbour will close for a week from Friday, Halima Wekesa, the mayor of Tarn, said on " +
		"Wednesday. She did not say what the work would cost."
	chunked := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n" + fmt.Sprintf(
		"%x\r\n%s\r\n0\r\n\r\n",
		len("<html><body><p>"+prose+"</p></body></html>"),
		"<html><body><p>"+prose+"</p></body></html>",
	)
	for _, c := range []struct{ name, raw, want string }{
		{"", `{"articles":[{"text":"One."},{"text":"Two."}]}`, "One.|Two."},
		{"", `{"id":"a","content":"<p>One.</p><p>Two.</p>"}`, "One.\n\nTwo."},
		{"wordpress.json", `[{"id":7,"title":{"rendered":"T"},"content":{"rendered":"<p>One.</p>"}}]`, "One."},
		{"mail.eml", "From: Ida Bloom <ida@courier.example>\r\nSubject: Harbour\r\nMIME-Version: " +
			"1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: " +
			"text/html\r\n\r\n<p>One.</p>\r\n--b--\r\n", "One."},
		{"a.warc", "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://courier.example/a\r\nWARC-Date: " +
			"2026-03-05T00:00:00Z\r\nWARC-Record-ID: " +
			"<urn:uuid:00000000-0000-4000-8000-000000000001>\r\nContent-Type: " +
			"application/http;msgtype=response\r\nContent-Length: " +
			"" + fmt.Sprint(len(chunked)) + "\r\n\r\n" + chunked + "\r\n\r\n", prose},
		{"wide.tsv", "\xff\xfe" + wide("doc_id\ttext\n1\tOne.\n"), "One."},
	} {
		var got []string
		for a, err := range ReadFrom(c.name, strings.NewReader(c.raw), Options{}) {
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
			}
			got = append(got, a.Text)
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%s %.60q: %q, want %q", c.name, c.raw, got, c.want)
		}
	}
}

// wide is a text in UTF-16.
func wide(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteByte(byte(r))
		b.WriteByte(byte(r >> 8))
	}
	return b.String()
}

// FuzzRead: whatever bytes come, an input ends, and an article that is read is a text within its limit.
func FuzzRead(f *testing.F) {
	files, err := filepath.Glob("testdata/forms/*")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		if len(raw) < 8<<10 {
			f.Add(filepath.Base(file), raw)
		}
	}
	f.Fuzz(func(t *testing.T, name string, raw []byte) {
		o := Options{Limits: Limits{Article: 64 << 10, Line: 128 << 10}}
		began := time.Now()
		newInput("x", name, bytes.NewReader(raw)).read(o, yieldsChecked(t, o))
		if took := time.Since(began); took > 3*time.Second {
			t.Errorf("%d bytes took %v", len(raw), took)
		}
	})
}

func yieldsChecked(t *testing.T, o Options) yields {
	return func(a model.Article, err error) bool {
		if err == nil && (check(a.Text, o.Limits) != nil || a.ID == "" || a.Source == "") {
			t.Errorf("an article that is none: %q %.100q", a.ID, a.Text)
		}
		return true
	}
}
