package encoder

import (
	"runtime"

	"golang.org/x/sys/cpu"
)

// candidates are this machine's kernels: those that do most of the work are in assembly, the rest
// is plain.
func candidates() []kernels {
	if !cpu.ARM64.HasASIMDDP && runtime.GOOS != "darwin" { // every Apple processor has them
		return nil
	}
	k := plain
	k.name, k.product4 = "NEON", product4NEON
	k.floats4 = func(n, panels int, x *float32, xStride int, w *float32, y *float32, yStride int) {
		if n%4 != 0 {
			floats4(n, panels, x, xStride, w, y, yStride)
			return
		}
		ws, ys := slice(w, panels*panel*n), slice(y, panels*panel)
		for p := range panels {
			floats4NEON(n, x, xStride, &ws[p*panel*n], &ys[p*panel], yStride)
		}
	}
	return []kernels{k}
}

//go:noescape
func sums4NEON(k int, x *uint8, w *int8, acc *int32)

//go:noescape
func floats4NEON(k int, x *float32, xStride int, w *float32, y *float32, yStride int)

func product4NEON(k int, x *uint8, w *int8, sums, zero *int32, scale, bias, rowScale, y *float32, stride int) {
	var acc [tileRows * panel]int32
	sums4NEON(k, x, w, &acc[0])
	ss, cs, bs, rs := slice(sums, panel), slice(scale, panel), slice(bias, panel), slice(rowScale, tileRows)
	ys, zs := slice(y, 3*stride+panel), slice(zero, tileRows)
	for r := range tileRows {
		for o := range panel {
			ys[r*stride+o] = float32(float32(float32(acc[r*panel+o]-(zs[r]-128)*ss[o])*cs[o])*rs[r]) + bs[o]
		}
	}
}
