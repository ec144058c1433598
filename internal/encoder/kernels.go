package encoder

import "math"

// Sizes of the tiles that the kernels work on.
const (
	tileRows = 4
	panel    = 16 // outputs
)

// Activations are 8 bits wide, 0 to 255. A row's least value is 0, and what stands for its 0 is its
// zero point. AVX2's kernel adds the products of a lane, eight inputs, in 16 bits: so a lane's
// positive weights, and its negative ones, come to at most laneRoom.
const (
	laneWeights = 8
	laneRoom    = 128
)

// kernels are the inner loops. Integer results are the same bits on every machine; float results
// differ by rounding.
type kernels struct {
	name string

	// product4 computes 4 rows × 16 outputs of a quantised layer:
	//	y[r*stride+o] = (Σ_i x[r*k+i]·w − zero[r]·sums[o])·scale[o]·rowScale[r] + bias[o]
	// x holds 4 rows of k bytes, w one panel; k is a multiple of 16.
	product4 func(k int, x *uint8, w *int8, sums, zero *int32, scale, bias, rowScale, y *float32, stride int)

	// floats4 computes y (4 × 16·panels) = x (4 × k) · w (panels, one after the other, of k × 16),
	// strides in elements.
	floats4 func(k, panels int, x *float32, xStride int, w *float32, y *float32, yStride int)

	// quantise writes x as 8 bits and returns the scale and the zero point. len(x) is a multiple of 8.
	quantise func(x []float32, q []uint8) (scale float32, zero int32)

	// softmax turns scores·by into probabilities in place. len(x) is a multiple of 8; elements from
	// n on become 0.
	softmax func(x []float32, n int, by float32)

	gelu func(x []float32) // in place; len(x) is a multiple of 8
	dot  func(x, y []float32) float32

	// addNorm computes x = norm(x + y) over one row. len(x) is a multiple of 8.
	addNorm func(x, y, weight, bias []float32)
}

// plain is the reference that the other kernels are checked against.
var plain = kernels{
	name: "plain Go", product4: product4, floats4: floats4, quantise: quantise, softmax: softmax, gelu: gelu,
	dot: dot, addNorm: addNorm,
}

// best returns the fastest kernels of this machine whose products are the plain ones' on a trial
// tile, the quantised ones to the bit, so that a fault of a processor or its emulator costs speed
// and never statements.
func best() kernels {
	for _, k := range candidates() {
		if exact(k) {
			return k
		}
	}
	return plain
}

func exact(k kernels) bool {
	const in = 64
	var x [tileRows * in]uint8
	var w [panel * in]int8
	var scale, bias [panel]float32
	rows, zero := [tileRows]float32{1, 0.5, 2, 0.25}, [tileRows]int32{64, 0, 255, 31}
	for i := range x {
		x[i] = uint8(1 + i*37%255)
	}
	for i := range w {
		w[i] = int8(i*91%33 - 16)
	}
	for i := range panel {
		scale[i], bias[i] = 0.001*float32(i+1), float32(i)
	}
	sums := sumsOf(w[:])
	var got, want [tileRows * panel]float32
	plain.product4(in, &x[0], &w[0], &sums[0], &zero[0], &scale[0], &bias[0], &rows[0], &want[0], panel)
	k.product4(in, &x[0], &w[0], &sums[0], &zero[0], &scale[0], &bias[0], &rows[0], &got[0], panel)
	if got != want {
		return false
	}
	var floats [tileRows * in]float32
	var weights [panel * in]float32
	for i := range floats {
		floats[i] = float32(i%17) - 8
	}
	for i := range weights {
		weights[i] = float32(i%13) - 6
	}
	plain.floats4(in, 1, &floats[0], in, &weights[0], &want[0], panel)
	k.floats4(in, 1, &floats[0], in, &weights[0], &got[0], panel)
	return got == want // small whole numbers: no rounding
}

// sumsOf returns the sums of a panel's weights by output.
func sumsOf(w []int8) [panel]int32 {
	var sums [panel]int32
	for i, v := range w {
		sums[i/4%panel] += int32(v)
	}
	return sums
}

func product4(k int, x *uint8, w *int8, sums, zero *int32, scale, bias, rowScale, y *float32, stride int) {
	xs, ws := slice(x, tileRows*k), slice(w, panel*k)
	ss, cs, bs, rs := slice(sums, panel), slice(scale, panel), slice(bias, panel), slice(rowScale, tileRows)
	ys, zs := slice(y, 3*stride+panel), slice(zero, tileRows)
	for r := range tileRows {
		var acc [panel]int32
		row := xs[r*k : (r+1)*k]
		for i := 0; i < k; i += 4 {
			x0, x1, x2, x3 := int32(row[i]), int32(row[i+1]), int32(row[i+2]), int32(row[i+3])
			g := ws[i*panel : (i+4)*panel]
			for o := range panel {
				acc[o] += x0*int32(g[4*o]) + x1*int32(g[4*o+1]) + x2*int32(g[4*o+2]) + x3*int32(g[4*o+3])
			}
		}
		for o, a := range acc {
			// each step rounded: no machine fuses them
			ys[r*stride+o] = float32(float32(float32(a-zs[r]*ss[o])*cs[o])*rs[r]) + bs[o]
		}
	}
}

func floats4(k, panels int, x *float32, xStride int, w *float32, y *float32, yStride int) {
	xs, ws, ys := slice(x, 3*xStride+k), slice(w, panels*panel*k), slice(y, 3*yStride+panels*panel)
	for p := range panels {
		for r := range tileRows {
			var acc [panel]float32
			for i, a := range xs[r*xStride : r*xStride+k] {
				for o, b := range ws[(p*k+i)*panel : (p*k+i+1)*panel] {
					acc[o] += a * b
				}
			}
			copy(ys[r*yStride+p*panel:], acc[:])
		}
	}
}

func quantise(x []float32, q []uint8) (float32, int32) {
	var least, most float32
	for _, v := range x {
		least, most = min(least, v), max(most, v)
	}
	by, scale, zero := steps(least, most)
	for i, v := range x {
		q[i] = uint8(int32(math.RoundToEven(float64(v*by))) + zero)
	}
	return scale, zero
}

// steps divides the range from least (at most 0) to most (at least 0) into 254 steps: what to
// multiply by, the size of a step, and the step at which 0 lies. Both ends are rounded, so that
// values come to lie from 0 to 255.
func steps(least, most float32) (by, scale float32, zero int32) {
	width := most - least
	if width == 0 {
		width = 1
	}
	by = 254 / width
	return by, width / 254, int32(math.RoundToEven(float64(-least * by)))
}

func softmax(x []float32, n int, by float32) {
	largest := float32(math.Inf(-1))
	for _, v := range x[:n] {
		largest = max(largest, v)
	}
	sum := float32(0)
	for i, v := range x[:n] {
		x[i] = float32(math.Exp(float64((v - largest) * by)))
		sum += x[i]
	}
	for i := range x {
		if i < n {
			x[i] /= sum
		} else {
			x[i] = 0
		}
	}
}

func gelu(x []float32) {
	for i, v := range x {
		x[i] = 0.5 * v * (1 + float32(math.Erf(float64(v)/math.Sqrt2)))
	}
}

func dot(x, y []float32) float32 {
	sum := float32(0)
	for i, v := range x {
		sum += v * y[i]
	}
	return sum
}

const epsilon = 1e-12 // of the norms

func addNorm(x, y, weight, bias []float32) {
	mean := float32(0)
	for i := range x {
		x[i] += y[i]
		mean += x[i]
	}
	mean /= float32(len(x))
	variance := float32(0)
	for _, v := range x {
		variance += (v - mean) * (v - mean)
	}
	by := float32(1 / math.Sqrt(float64(variance)/float64(len(x))+epsilon))
	for i, v := range x {
		x[i] = (v-mean)*by*weight[i] + bias[i]
	}
}
