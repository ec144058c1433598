package encoder

import (
	"encoding/binary"
	"hash/maphash"
	"slices"
)

// given is what the network gives of a window that comes again.
type given struct {
	first    int       // the first window of its kind
	x, links []float32 // nil until that one is read
}

// mostRecurring is how many kinds of windows are kept at most; each takes a megabyte.
const mostRecurring = 32

// recurring finds the windows that hold just the same as others of a list. It returns, for each of
// them, what is kept for all of its kind.
func recurring(all []window) map[int]*given {
	seed := maphash.MakeSeed()
	firsts := map[uint64]int{}
	out := map[int]*given{}
	kinds := 0
	for i, w := range all {
		key := w.hash(seed)
		first, seen := firsts[key]
		switch {
		case !seen:
			firsts[key] = i
			continue
		case !slices.Equal(all[first].in, w.in):
			continue
		case out[first] == nil:
			if kinds == mostRecurring {
				continue
			}
			kinds++
			out[first] = &given{first: first}
		}
		out[i] = out[first]
	}
	return out
}

func (w window) hash(seed maphash.Seed) uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	var b [8]byte
	for _, in := range w.in {
		binary.LittleEndian.PutUint32(b[:], uint32(in.id))
		b[4], b[5], b[6] = 0, 0, in.shape
		if in.quoted {
			b[4] = 1
		}
		if in.first {
			b[5] = 1
		}
		_, _ = h.Write(b[:]) // never fails
	}
	return h.Sum64()
}
