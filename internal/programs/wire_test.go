package programs

import (
	"bytes"
	"errors"
	"io"
	"testing"
)

func TestWire(t *testing.T) {
	var b bytes.Buffer
	w := newWire(&b, &b)
	if err := w.send(scan, []byte("a"), nil, bytes.Repeat([]byte("x"), 300)); err != nil {
		t.Fatal(err)
	}
	m, err := w.receive()
	if err != nil || m.kind != scan || len(m.fields) != 3 || string(m.fields[0]) != "a" || len(m.fields[1]) != 0 ||
		len(m.fields[2]) != 300 {
		t.Errorf("%+v %v", m, err)
	}
	if err := w.send(result, make([]byte, longest)); err == nil {
		t.Error("a message longer than the longest was sent")
	}
	for _, raw := range []string{"\x00\x00\x00\x00", "\xff\xff\xff\xff", "\x00\x00\x00\x03r\xff\x01",
		"\x00\x00\x00\x02r\x05"} {
		if _, err := newWire(bytes.NewReader([]byte(raw)), io.Discard).receive(); !errors.Is(err, errWire) {
			t.Errorf("%q: %v", raw, err)
		}
	}
	if _, err := newWire(bytes.NewReader([]byte("\x00\x00\x00\x05r")), io.Discard).receive(); !errors.Is(
		err,
		io.ErrUnexpectedEOF,
	) {
		t.Error(err)
	}
	for _, n := range []int{0, 1, 127, 128, 70_000} {
		if got, err := numberOf(number(n)); err != nil || got != n {
			t.Errorf("%d: %d %v", n, got, err)
		}
	}
	if _, err := numberOf([]byte{1, 2}); err == nil {
		t.Error("two numbers are one")
	}
}
