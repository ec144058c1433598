package source

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestMutatedInputs spoils each sample sixty times: bytes changed, cut off, left out. Reading ends
// soon, whatever is in it; a library that looped on a cut record of a web archive was found so.
func TestMutatedInputs(t *testing.T) {
	files, err := filepath.Glob("testdata/forms/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for seed := range uint64(60) {
			spoiled := mutated(raw, rand.New(rand.NewPCG(seed, 7)))
			o := Options{Limits: Limits{Article: 64 << 10, Line: 128 << 10}}
			done := make(chan struct{})
			go func() {
				defer close(done)
				newInput("x", filepath.Base(file), bytes.NewReader(spoiled)).read(o, yieldsChecked(t, o))
			}()
			select {
			case <-done:
			case <-time.After(20 * time.Second):
				t.Fatalf("%s, seed %d: does not end", file, seed)
			}
		}
	}
}

func mutated(raw []byte, r *rand.Rand) []byte {
	out := bytes.Clone(raw)
	for range 1 + r.IntN(8) {
		if len(out) == 0 {
			break
		}
		k := r.IntN(len(out))
		switch r.IntN(3) {
		case 0:
			out[k] = byte(r.IntN(256))
		case 1:
			out = out[:k+1]
		default:
			n := min(len(out)-k, r.IntN(50))
			out = append(out[:k:k], out[k+n:]...)
		}
	}
	return out
}
