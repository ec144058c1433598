package encoder

import (
	"encoding/binary"
	"hash/crc32"
	"testing"
)

// FuzzWeights: whatever a weight file holds, its sum put right, it is refused or read whole before
// a kernel sees it.
func FuzzWeights(f *testing.F) {
	header := []byte(
		`{"width":16,"layers":1,"heads":1,"inner":16,"positions":8,` +
			`"link":16,"buckets":4,"shapes":4,"labels":["O"],"names":["O"],` +
			`"offices":["O"],"statuses":["now"],` +
			`"tensors":{"words":{"type":"int8","shape":[1000000000,16],"offset":64}}}`,
	)
	file := append([]byte(magic), 0, 0, 0, 0, 0, 0, 0, 0)
	binary.LittleEndian.PutUint32(file[8:], version)
	binary.LittleEndian.PutUint32(file[12:], uint32(len(header)))
	f.Add(append(file, header...))
	f.Add(file)
	f.Add([]byte(magic))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<16 {
			t.Skip()
		}
		data = binary.LittleEndian.AppendUint32(data[:len(data):len(data)], crc32.ChecksumIEEE(data))
		if n, err := New(data); err == nil && n == nil {
			t.Error("neither a network nor an error")
		}
	})
}
