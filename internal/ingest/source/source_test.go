package source

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func write(t *testing.T, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// outcomes returns what each input gave: an article's id or the error.
func outcomes(l Limits, paths ...string) []string {
	var out []string
	for a, err := range Read(paths, strings.NewReader(""), Options{Limits: l}) {
		if err != nil {
			out = append(out, "error: "+err.Error())
		} else {
			out = append(out, a.ID)
		}
	}
	return out
}

func TestFiftyMegabytes(t *testing.T) {
	huge := write(t, "huge.txt", bytes.Repeat([]byte("The ship is late. "), 50<<20/18))
	small := write(t, "small.txt", []byte("The ship is late."))
	got := outcomes(Limits{}, huge, small)
	if len(got) != 2 || !strings.Contains(got[0], "huge.txt: ") || !strings.Contains(got[0], "256 KiB allowed") ||
		got[1] != "small" {
		t.Errorf("outcomes %q", got)
	}
}

func TestLongLine(t *testing.T) {
	long := `{"doc_id": "long", ` + strings.Repeat(" ", 1_000_000) + `"text": "The ship is late."}`
	lines := write(t, "lines.jsonl", []byte(long+"\n"+`{"doc_id": "next", "text": "The ship is late."}`+"\n"))
	if got := outcomes(Limits{}, lines); len(got) != 2 || got[0] != "long" || got[1] != "next" {
		t.Errorf("with the default limit a line of 1 MB is read: %.100q", got)
	}
	got := outcomes(Limits{Line: 500_000}, lines)
	if len(got) != 2 || !strings.Contains(got[0], "lines.jsonl:1: ") ||
		!strings.Contains(got[0], "longer than 500000 bytes") ||
		got[1] != "next" {
		t.Errorf("outcomes %.200q", got)
	}
}

func TestBinaryAndOtherCodings(t *testing.T) {
	got := outcomes(Limits{},
		write(t, "picture.txt", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")),
		write(t, "latin.txt", []byte("caf\xe9")),
		write(t, "cut.txt", []byte("The caf\xc3")),
		write(t, "empty.txt", nil),
		write(t, "good.txt", []byte("The café is open.")))
	for i, name := range []string{"picture.txt", "latin.txt", "cut.txt", "empty.txt"} {
		if !strings.HasPrefix(got[i], "error: ") || !strings.Contains(got[i], name) {
			t.Errorf("%s: %q", name, got[i])
		}
	}
	if got[4] != "good" {
		t.Errorf("outcomes %q", got)
	}
}
