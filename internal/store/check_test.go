package store

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/store/bolt"
	"quotegraph/internal/store/storetest"
)

// written is the file of a small store.
func written(t *testing.T) []byte {
	t.Helper()
	folder := storetest.Place(t)
	s, err := Open(folder, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, label := range []string{"article:a", "article:b", "article:c"} {
		apply(t, s, Change{Label: quad.IRI(label), Quads: quads(label, 200)})
	}
	var b bytes.Buffer // a backup: the file itself grows in steps, and ends in pages that nothing uses
	if _, err := s.Backup(&b); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func damaged(t *testing.T, raw []byte) string {
	t.Helper()
	folder := storetest.Place(t)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, bolt.File), raw, 0o600); err != nil {
		t.Fatal(err)
	}
	return folder
}

// TestACutFileIsRefused before it is mapped: reading past its end is a fault that no program can catch.
func TestACutFileIsRefused(t *testing.T) {
	storetest.InFolder(t)
	raw := written(t)
	for _, n := range []int{1, 4096, 8192, len(raw) / 2, len(raw) - 1} {
		_, err := Open(damaged(t, raw[:n]), Options{ReadOnly: true})
		if err == nil || !strings.Contains(err.Error(), "restore it from a copy") {
			t.Errorf("%d of %d bytes: %v", n, len(raw), err)
		}
	}
	if _, err := Open(damaged(t, raw[:len(raw)/2]), Options{ReadOnly: true}); !errors.Is(err, bolt.ErrCut) {
		t.Errorf("%v", err)
	}
}

// TestDamagedFiles: zeroed, swapped and flipped pages are errors or problems, never a panic.
func TestDamagedFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long")
	}
	storetest.InFolder(t)
	raw := written(t)
	const page, files = 4096, 18
	r := rand.New(rand.NewPCG(3, 4))
	found := 0
	for i := range files {
		b := bytes.Clone(raw)
		one, other := 2+r.IntN(len(raw)/page-2), 2+r.IntN(len(raw)/page-2)
		switch i % 3 {
		case 0:
			clear(b[one*page : (one+1)*page])
		case 1:
			copy(b[one*page:(one+1)*page], raw[other*page:])
			copy(b[other*page:(other+1)*page], raw[one*page:(one+1)*page])
		default:
			for range 50 {
				b[one*page+r.IntN(page)] ^= 1 << r.IntN(8)
			}
		}
		s, err := Open(damaged(t, b), Options{ReadOnly: true})
		if err != nil {
			found++
			continue
		}
		problems, err := s.Check(t.Context(), func(quad.Value, []quad.Quad) {})
		if err != nil || len(problems) > 0 {
			found++
		}
		s.Close()
	}
	t.Logf(
		"%d of %d damaged files are found by reading their quads alone; `graph check` walks the pages too",
		found,
		files,
	)
	if found == 0 { // how many depends on which pages hold quads: Cayley writes them in another order each time
		t.Errorf("only %d of %d damaged files were found", found, files)
	}
}

// TestABackupIsTheStore: copied while somebody writes, it opens and is whole.
func TestABackupIsTheStore(t *testing.T) {
	storetest.InFolder(t)
	s := open(t, storetest.Place(t), Options{})
	apply(t, s, Change{Label: "article:a", Quads: quads("article:a", 50)})
	var b bytes.Buffer
	if n, err := s.Backup(&b); err != nil || int(n) != b.Len() {
		t.Fatalf("%d %v", n, err)
	}
	apply(t, s, Change{Label: "article:b", Quads: quads("article:b", 50)})
	again := open(t, damaged(t, b.Bytes()), Options{ReadOnly: true})
	problems, err := again.Check(t.Context(), func(quad.Value, []quad.Quad) {})
	if err != nil || len(problems) > 0 || again.Size() != 50 {
		t.Errorf("%v %v, %d quads", problems, err, again.Size())
	}
}
