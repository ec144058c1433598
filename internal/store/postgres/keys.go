package postgres

import (
	"bytes"

	"github.com/hidal-go/hidalgo/kv"
)

// A key of several parts is written as one: a zero byte within a part as 00 FF, the end of each
// part but the last as 00 01. So keys keep their order, and what begins with a key begins with its
// bytes.
const (
	zero   = 0x00
	escape = 0xff
	end    = 0x01
)

func encode(key kv.Key) []byte {
	n := 2 * len(key)
	for _, p := range key {
		n += len(p)
	}
	out := make([]byte, 0, n+4)
	for i, p := range key {
		if i > 0 {
			out = append(out, zero, end)
		}
		for _, c := range p {
			if out = append(out, c); c == zero {
				out = append(out, escape)
			}
		}
	}
	return out
}

func decode(raw []byte) kv.Key {
	key := kv.Key{{}}
	for i := 0; i < len(raw); i++ {
		last := len(key) - 1
		if raw[i] == zero && i+1 < len(raw) {
			if i++; raw[i] == end {
				key = append(key, []byte{})
				continue
			}
			key[last] = append(key[last], zero)
			continue
		}
		key[last] = append(key[last], raw[i])
	}
	return key
}

// behind is the first string behind all that begin with a prefix; nil for none.
func behind(prefix []byte) []byte {
	out := bytes.Clone(prefix)
	for i := len(out) - 1; i >= 0; i-- {
		if out[i] < 0xff {
			out[i]++
			return out[:i+1]
		}
	}
	return nil
}
