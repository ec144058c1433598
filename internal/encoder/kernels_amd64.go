package encoder

import (
	"math"

	"golang.org/x/sys/cpu"
)

// candidates are this machine's kernels, fastest first.
func candidates() []kernels {
	var out []kernels
	if cpu.X86.HasAVX2 && cpu.X86.HasFMA {
		if cpu.X86.HasAVX512F && cpu.X86.HasAVX512VNNI {
			out = append(out, vnni())
		}
		out = append(out, avx2)
	}
	return out
}

// vnni are AVX2's kernels but for the products, which take four inputs at a time.
func vnni() kernels {
	k := avx2
	k.name = "AVX-512 VNNI"
	k.product4 = product4VNNI
	return k
}

var avx2 = kernels{
	name: "AVX2", product4: product4AVX2, floats4: floats4AVX2, quantise: quantiseFast, softmax: softmaxFast,
	gelu:    func(x []float32) { geluAVX2(&x[0], len(x)) },
	dot:     func(x, y []float32) float32 { return dotAVX2(&x[0], &y[0], len(x)) },
	addNorm: func(x, y, weight, bias []float32) { addNormAVX2(&x[0], &y[0], &weight[0], &bias[0], len(x)) },
}

//go:noescape
func product4AVX2(k int, x *uint8, w *int8, sums, zero *int32, scale, bias, rowScale, y *float32, stride int)

//go:noescape
func product4VNNI(k int, x *uint8, w *int8, sums, zero *int32, scale, bias, rowScale, y *float32, stride int)

//go:noescape
func floats4AVX2(k, panels int, x *float32, xStride int, w *float32, y *float32, yStride int)

// rangeAVX2 returns the least value, but at most 0, and the greatest, but at least 0; n is a
// multiple of 8, as in all of these.
//
//go:noescape
func rangeAVX2(x *float32, n int) (least, most float32)

//go:noescape
func quantiseAVX2(x *float32, q *uint8, n int, by float32, zero int32)

// expAVX2 computes x = exp((x - largest)·by) and returns the sum.
//
//go:noescape
func expAVX2(x *float32, n int, by float32) float32

//go:noescape
func scaleAVX2(x *float32, n int, by float32)

//go:noescape
func geluAVX2(x *float32, n int)

//go:noescape
func dotAVX2(x, y *float32, n int) float32

//go:noescape
func addNormAVX2(x, y, weight, bias *float32, n int)

func quantiseFast(x []float32, q []uint8) (float32, int32) {
	by, scale, zero := steps(rangeAVX2(&x[0], len(x)))
	quantiseAVX2(&x[0], &q[0], len(x), by, zero)
	return scale, zero
}

func softmaxFast(x []float32, n int, by float32) {
	for i := n; i < len(x); i++ {
		x[i] = float32(math.Inf(-1))
	}
	sum := expAVX2(&x[0], len(x), by)
	scaleAVX2(&x[0], len(x), 1/sum)
	clear(x[n:])
}
