package encoder

import "unsafe"

// slice is the n values from p on: the kernels take pointers, as assembly does.
func slice[T any](p *T, n int) []T { return unsafe.Slice(p, n) }
