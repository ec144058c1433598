package programs

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"sync"
)

// A message is a kind and some fields. On the wire it is its length in four bytes, the kind, and
// each field behind its own length.
type message struct {
	kind   kind
	fields [][]byte
}

type kind byte

const (
	job    kind = 'j' // to the child: method, address, header as JSON, body, bounds as JSON
	lookUp kind = 'g' // to the parent: keys; answered with values, each behind a byte that is 0 where there is none
	scan   kind = 's' // to the parent: a prefix, how many; answered with a number to go on by, and entries
	more   kind = 'n' // to the parent: that number, how many; answered with entries
	leave  kind = 'c' // to the parent: that number; the scan is not gone on with
	// to the parent: a function of the index, its arguments as JSON; answered with its result as
	// JSON
	call    kind = 'f'
	result  kind = 'r' // to the parent: code, header as JSON, body; the last one
	fine    kind = 'v' // an answer
	refused kind = 'e' // an answer: what is wrong
)

// longest is how long a message may be, in bytes.
const longest = 32 << 20

var errWire = errors.New("programs: what came over the pipe is no message")

// wire carries messages over two pipes.
type wire struct {
	in  *bufio.Reader
	out *bufio.Writer
	mu  sync.Mutex // from a question to its answer
}

func newWire(in io.Reader, out io.Writer) *wire {
	return &wire{in: bufio.NewReaderSize(in, 64<<10), out: bufio.NewWriterSize(out, 64<<10)}
}

func (w *wire) send(k kind, fields ...[]byte) error {
	size := 1
	var lens [binary.MaxVarintLen64]byte
	for _, f := range fields {
		size += binary.PutUvarint(lens[:], uint64(len(f))) + len(f)
	}
	if size > longest {
		return fmt.Errorf("more than %d MiB at once", longest>>20)
	}
	var head [5]byte
	binary.BigEndian.PutUint32(head[:], uint32(size))
	head[4] = byte(k)
	w.out.Write(head[:]) // errors stay until Flush
	for _, f := range fields {
		w.out.Write(lens[:binary.PutUvarint(lens[:], uint64(len(f)))])
		w.out.Write(f)
	}
	return w.out.Flush()
}

func (w *wire) receive() (message, error) {
	var head [4]byte
	if _, err := io.ReadFull(w.in, head[:]); err != nil {
		return message{}, err
	}
	size := binary.BigEndian.Uint32(head[:])
	if size == 0 || size > longest {
		return message{}, errWire
	}
	raw := make([]byte, size)
	if _, err := io.ReadFull(w.in, raw); err != nil {
		return message{}, err
	}
	fields, err := split(raw[1:])
	return message{kind(raw[0]), fields}, err
}

// ask sends a question and waits for its answer.
func (w *wire) ask(k kind, fields ...[]byte) ([][]byte, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.send(k, fields...); err != nil {
		return nil, err
	}
	m, err := w.receive()
	switch {
	case err != nil:
		return nil, err
	case m.kind == refused && len(m.fields) == 1:
		return nil, errors.New(string(m.fields[0]))
	case m.kind != fine:
		return nil, errWire
	}
	return m.fields, nil
}

// join writes fields one behind another, each behind its length; split takes them apart again.
func join(fields [][]byte) []byte {
	var out []byte
	for _, f := range fields {
		out = append(binary.AppendUvarint(out, uint64(len(f))), f...)
	}
	return out
}

func split(raw []byte) ([][]byte, error) {
	var out [][]byte
	for len(raw) > 0 {
		n, k := binary.Uvarint(raw)
		if k <= 0 || n > uint64(len(raw)-k) {
			return nil, errWire
		}
		out = append(out, raw[k:k+int(n):k+int(n)])
		raw = raw[k+int(n):]
	}
	return out, nil
}

func number(n int) []byte { return binary.AppendUvarint(nil, uint64(n)) }

func numberOf(raw []byte) (int, error) {
	n, k := binary.Uvarint(raw)
	if k != len(raw) || k <= 0 || n > longest {
		return 0, errWire
	}
	return int(n), nil
}
