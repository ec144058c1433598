package main

import (
	"bytes"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"quotegraph/internal/store/bolt"
)

// damage spoils a store's file in one of five ways, at a place that chance chooses of those that were
// ever written.
func damage(raw []byte, how int, r *rand.Rand) (name string, spoiled []byte) {
	const page = 4096
	b := bytes.Clone(raw)
	written := len(bytes.TrimRight(raw, "\x00"))
	one, other := r.IntN(written/page), r.IntN(written/page)
	switch how % 5 {
	case 0:
		return "cut", b[:r.IntN(written)]
	case 1:
		clear(b[one*page : (one+1)*page])
		return "a page zeroed", b
	case 2:
		copy(b[one*page:(one+1)*page], raw[other*page:])
		copy(b[other*page:(other+1)*page], raw[one*page:(one+1)*page])
		return "two pages changed places", b
	case 3:
		for range 50 {
			b[one*page+r.IntN(page)] ^= 1 << r.IntN(8)
		}
		return "fifty bits of a page flipped", b
	}
	b[r.IntN(written)] ^= 1 << r.IntN(8)
	return "a bit flipped", b
}

// TestDamagedStores spoils a store's file: nothing ends in a fault, and either `graph check` finds
// what is wrong or what is exported is what was written. QUOTEGRAPH_LONG=1 spoils 240 files.
func TestDamagedStores(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long")
	}
	files := often(5, 240)
	bin := built(t)
	seeds, err := filepath.Abs(filepath.Join("..", "..", "seeds"))
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	ran(t, exitDone, bin, "--db", "whole", "ingest", seeds)
	want := exported(t, bin, "whole")
	raw, err := os.ReadFile(filepath.Join("whole", bolt.File))
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(5, 6))
	found, harmless := 0, 0
	for i := range files {
		how, spoiled := damage(raw, i, r)
		db := filepath.Join(t.TempDir(), "db")
		if err := os.CopyFS(db, os.DirFS("whole")); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(db, bolt.File), spoiled, 0o600); err != nil {
			t.Fatal(err)
		}
		for _, args := range [][]string{{"query", "sources"}, {"show", "envoy"}} {
			out, _ := exec.Command(bin, append([]string{"--db", db}, args...)...).CombinedOutput() // it may fail
			if strings.Contains(string(out), "goroutine ") {
				t.Errorf("%s (%d): %v ends in a fault: %.300s", how, i, args, out)
			}
		}
		check := exec.Command(bin, "--db", db, "check")
		out, _ := check.CombinedOutput() // the code says whether it failed
		switch {
		case strings.Contains(string(out), "goroutine "):
			t.Errorf("%s (%d): check ends in a fault: %.300s", how, i, out)
		case check.ProcessState.ExitCode() != exitDone:
			found++
		case exported(t, bin, db) != want:
			t.Errorf("%s (%d): check finds nothing, and other quads are exported", how, i)
		default:
			harmless++ // it struck what is not in use
		}
	}
	t.Logf("of %d spoiled files check finds %d; in %d nothing that is in use was spoiled", files, found, harmless)
	if found < files/2 {
		t.Errorf("check finds only %d of %d", found, files)
	}
}

// exported returns all quads of a store, sorted.
func exported(t *testing.T, bin, db string) string {
	t.Helper()
	out, err := exec.Command(bin, "--db", db, "export").Output()
	if err != nil {
		t.Errorf("export: %v", err)
	}
	lines := strings.Split(string(out), "\n")
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}
