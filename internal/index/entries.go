package index

import (
	"encoding/binary"
	"errors"
)

// packed writes numbers as varints: each record's class, bits, agent and keys (by their
// differences), then the forms of names.
func packed(entries []entry, forms []int64) []byte {
	b := binary.AppendUvarint(nil, uint64(len(entries)))
	for _, e := range entries {
		for _, n := range []uint64{uint64(e.class), uint64(e.bits), uint64(e.who), uint64(len(e.pairs))} {
			b = binary.AppendUvarint(b, n)
		}
		for _, p := range e.pairs {
			b = binary.AppendUvarint(binary.AppendUvarint(b, uint64(p[0])), uint64(p[1]))
		}
		b = binary.AppendUvarint(b, uint64(len(e.keys)))
		last := key(0)
		for _, k := range e.keys {
			b = binary.AppendUvarint(b, uint64(k-last))
			last = k
		}
	}
	b = binary.AppendUvarint(b, uint64(len(forms)))
	for _, f := range forms {
		b = binary.AppendUvarint(b, uint64(f))
	}
	return b
}

func unpacked(b []byte) (entries []entry, forms []int64, err error) {
	next := func() uint64 {
		n, size := binary.Uvarint(b)
		if size <= 0 {
			err = errors.New("what the index remembers of an article can't be read")
			return 0
		}
		b = b[size:]
		return n
	}
	for n := next(); n > 0 && err == nil; n-- {
		e := entry{class: class(next()), bits: bits(next()), who: int64(next())}
		for k := next(); k > 0 && err == nil; k-- {
			e.pairs = append(e.pairs, [2]int64{int64(next()), int64(next())})
		}
		last := key(0)
		for k := next(); k > 0 && err == nil; k-- {
			last += key(next())
			e.keys = append(e.keys, last)
		}
		entries = append(entries, e)
	}
	for n := next(); n > 0 && err == nil; n-- {
		forms = append(forms, int64(next()))
	}
	return entries, forms, err
}
