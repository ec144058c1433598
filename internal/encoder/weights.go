package encoder

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"unsafe"
)

// A weight file is
//
//	8 bytes   "quotenet"
//	uint32    version, little-endian like everything else
//	uint32    bytes of the header
//	header    JSON: sizes, label sets, and name, type, shape and place of each tensor
//	data      tensors, each at a multiple of 64 bytes from the file's begin
//	uint32    CRC-32 (IEEE) of all before it
//
// Layers are [out][in] with a scale an output, stored in the order the kernels read: panels of
// 16 outputs, within one groups of 4 inputs, within one the 16 outputs' 4 weights each. A tensor
// "….weight" holds them as int8, those of the links. A tensor "….levels" holds them in 4 bits: which
// of the header's 16 levels, two to a byte, of each two the first in the lower half. Word pieces'
// vectors are levels too, a row each with its scale, and those of positions int8. The number
// of outputs is a multiple of 16, as is that of the inputs. Of each 16 inputs on end, the first two
// of each group of 4 are one lane of an output and the last two the other; neither the positive nor
// the negative weights of a lane come to more than 128, so that the sum of their products with
// inputs of 8 bits fits into 16. train/quantise.py writes it.
const (
	magic   = "quotenet"
	version = 6
)

// Sizes are a network's dimensions and label sets, as the weight file's header tells them.
type Sizes struct {
	Width     int      `json:"width"`
	Layers    int      `json:"layers"`
	Heads     int      `json:"heads"`
	Inner     int      `json:"inner"`
	Positions int      `json:"positions"`
	Link      int      `json:"link"`    // width of the links' projections
	Buckets   int      `json:"buckets"` // of distances
	Shapes    int      `json:"shapes"`
	Labels    []string `json:"labels"`   // "O", "B-source", "I-source", …
	Names     []string `json:"names"`    // "O", "B-person", …
	Offices   []string `json:"offices"`  // "O", "B", "I", "E", "S": of a title, of a body, of a holder
	Statuses  []string `json:"statuses"` // "now", "former", …

	// Levels are what weights of 4 bits stand for, in units of their rows' scales.
	Levels []int8 `json:"levels"`

	// Calibration are the coefficients that turn a statement's scores into a confidence.
	Calibration []float64 `json:"calibration"`
}

type tensor struct {
	Type   string `json:"type"` // int8, int32, float32, bytes
	Shape  []int  `json:"shape"`
	Offset int    `json:"offset"`
}

type file struct {
	Sizes
	Tensors map[string]tensor `json:"tensors"`
	data    []byte
	err     error // of the first tensor that was not as expected
}

func parse(data []byte) (*file, error) {
	const fixed = len(magic) + 8
	if len(data) < fixed+4 || string(data[:len(magic)]) != magic {
		return nil, fmt.Errorf("not a weight file: it does not begin with %q", magic)
	}
	if v := binary.LittleEndian.Uint32(data[len(magic):]); v != version {
		return nil, fmt.Errorf("a weight file of version %d; this program reads version %d", v, version)
	}
	n := int(binary.LittleEndian.Uint32(data[len(magic)+4:]))
	body := len(data) - 4
	if n > body-fixed || crc32.ChecksumIEEE(data[:body]) != binary.LittleEndian.Uint32(data[body:]) {
		return nil, fmt.Errorf("the weight file is damaged or was cut short (%d bytes)", len(data))
	}
	f := &file{data: data[:body]}
	d := json.NewDecoder(bytes.NewReader(data[fixed : fixed+n]))
	if err := d.Decode(f); err != nil {
		return nil, fmt.Errorf("the weight file's header: %w", err)
	}
	return f, nil
}

var sizeOf = map[string]int{"int8": 1, "int32": 4, "float32": 4, "bytes": 1}

// bytesOf returns the bytes of a tensor after checking its type and number of elements; n < 0: any.
func (f *file) bytesOf(name, kind string, n int) []byte {
	t, ok := f.Tensors[name]
	elements := 1
	for _, s := range t.Shape {
		if s < 0 || s > maxSize {
			ok = false
		}
		elements *= max(0, min(s, maxSize))
	}
	switch size := sizeOf[kind]; {
	case f.err != nil:
	case !ok || t.Type != kind || n >= 0 && elements != n || t.Offset%64 != 0 || t.Offset < 0 ||
		t.Offset > len(f.data) || elements < 0 || elements > (len(f.data)-t.Offset)/size:
		f.err = fmt.Errorf(
			"the weight file's tensor %q is not the %d values of %s that its sizes ask for",
			name,
			n,
			kind,
		)
	default:
		return f.data[t.Offset : t.Offset+elements*size]
	}
	return nil
}

func view[T int8 | int32 | float32](b []byte) []T {
	if len(b) == 0 {
		return nil
	}
	var t T
	size := int(unsafe.Sizeof(t))
	if uintptr(unsafe.Pointer(&b[0]))%uintptr(size) == 0 {
		return unsafe.Slice((*T)(unsafe.Pointer(&b[0])), len(b)/size)
	}
	out := make([]T, len(b)/size) // embedded data that is not aligned is copied
	copy(unsafe.Slice((*byte)(unsafe.Pointer(&out[0])), len(b)), b)
	return out
}

func (f *file) floats(name string, n int) []float32 {
	return view[float32](f.bytesOf(name, "float32", n))
}

// rows returns a matrix of int8 with a scale a row as floats.
func (f *file) rows(name string, rows, width int) []float32 {
	whole := view[int8](f.bytesOf(name+".weight", "int8", rows*width))
	scale := f.floats(name+".scale", rows)
	if f.err != nil {
		return nil
	}
	out := make([]float32, len(whole))
	for i, v := range whole {
		out[i] = float32(v) * scale[i/width]
	}
	return out
}

func (f *file) linear(name string, out, in int) linear {
	return linear{
		in: in, out: out,
		weights: f.weights(name, out*in),
		sums:    view[int32](f.bytesOf(name+".sum", "int32", out)),
		scale:   f.floats(name+".scale", out),
		bias:    f.floats(name+".bias", out),
	}
}

// weights returns a layer's n weights, those of 4 bits unpacked.
func (f *file) weights(name string, n int) []int8 {
	if _, ok := f.Tensors[name+".levels"]; !ok {
		return view[int8](f.bytesOf(name+".weight", "int8", n))
	}
	packed := f.bytesOf(name+".levels", "bytes", n/2)
	var pairs [256][2]int8
	for b := range pairs {
		pairs[b] = [2]int8{f.Levels[b&15], f.Levels[b>>4]}
	}
	out := make([]int8, 2*len(packed))
	for i, b := range packed {
		pair := &pairs[b]
		out[2*i], out[2*i+1] = pair[0], pair[1]
	}
	return out
}

// eachLane calls do with the places of each lane's weights in a layer as it is stored, panel by panel.
func eachLane(weights []int8, do func(at [laneWeights]int)) {
	const group = 4 * panel // weights: 4 inputs of 16 outputs
	for block := 0; block < len(weights); block += 4 * group {
		for first := block; first < block+group; first += 2 {
			var at [laneWeights]int
			for g := range 4 {
				at[2*g], at[2*g+1] = first+g*group, first+g*group+1
			}
			do(at)
		}
	}
}

// checkLanes tells whether sums of products fit into 16 bits.
func (l linear) checkLanes() error {
	if l.in%16 != 0 {
		return fmt.Errorf("the weight file has a layer of %d inputs, no multiple of 16", l.in)
	}
	var err error
	eachLane(l.weights, func(at [laneWeights]int) {
		var above, below int
		for _, i := range at {
			above += max(int(l.weights[i]), 0)
			below -= min(int(l.weights[i]), 0)
		}
		if above > laneRoom || below > laneRoom {
			err = errors.New(
				"the weight file has weights whose products do not fit into 16 bits; write it with train/quantise.py",
			)
		}
	})
	return err
}
