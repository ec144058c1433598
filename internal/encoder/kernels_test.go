package encoder

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// others are the kernels of this machine that are not the plain ones.
func others(t *testing.T) []kernels {
	k := candidates()
	if len(k) == 0 {
		t.Skip("this machine has no kernels but the plain ones")
	}
	return k
}

func random(r *rand.Rand, n int) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(r.NormFloat64() * 3)
	}
	return x
}

func near(t *testing.T, what string, got, want []float32, by float64) {
	t.Helper()
	for i := range want {
		if math.Abs(float64(got[i]-want[i])) > by*(1+math.Abs(float64(want[i]))) {
			t.Fatalf("%s: value %d is %v, the plain kernel gives %v", what, i, got[i], want[i])
		}
	}
}

// randomPanel fills a panel of weights at random, each lane's positive and negative ones as large
// as they may be; in lanes of every other panel a single weight takes most of the room.
func randomPanel(r *rand.Rand, w []int8) {
	for i := range w {
		w[i] = 0
	}
	uneven := r.IntN(2) == 0
	eachLane(w, func(at [laneWeights]int) {
		for _, sign := range []int8{1, -1} {
			for left := laneRoom; left > 0; left-- {
				i := at[r.IntN(laneWeights)]
				if uneven && left > 10 {
					i = at[left%2] // two of them, of either sign
				}
				if v := int(w[i]) * int(sign); v >= 0 && v < 127 {
					w[i] += sign
				}
			}
		}
	})
}

// The integer part must be the same to the bit, also at the largest values there are.
func TestProductsAreExact(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, k := range others(t) {
		for _, in := range []int{16, 48, 384, 1536} {
			for _, extreme := range []bool{false, true} {
				x, w := make([]uint8, tileRows*in), make([]int8, panel*in)
				for i := range x {
					x[i] = uint8(r.IntN(256))
					if extreme {
						x[i] = 255
					}
				}
				randomPanel(r, w)
				for i := range w {
					if extreme {
						w[i] = laneRoom / laneWeights * int8(1-i%panel/4%2*2) // outputs by turns above and below
					}
				}
				sums := sumsOf(w)
				scale, bias, rows := random(r, panel), random(r, panel), random(r, tileRows)
				zero := []int32{0, 64, 255, 5}
				const stride = 40
				got, want := make([]float32, 4*stride), make([]float32, 4*stride)
				plain.product4(in, &x[0], &w[0], &sums[0], &zero[0], &scale[0], &bias[0], &rows[0], &want[0], stride)
				k.product4(in, &x[0], &w[0], &sums[0], &zero[0], &scale[0], &bias[0], &rows[0], &got[0], stride)
				for i := range want {
					if got[i] != want[i] {
						t.Fatalf("%s, %d inputs: value %d is %v, want %v", k.name, in, i, got[i], want[i])
					}
				}
			}
		}
	}
}

func TestFloatKernels(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, k := range others(t) {
		for _, n := range []int{8, 16, 24, 128, 384} {
			x, y := random(r, n), random(r, n)
			near(t, "dot", []float32{k.dot(x, y)}, []float32{plain.dot(x, y)}, 1e-4)

			q1, q2 := make([]uint8, n), make([]uint8, n)
			s1, z1 := k.quantise(x, q1)
			if s2, z2 := plain.quantise(x, q2); s1 != s2 || z1 != z2 || string(q1) != string(q2) {
				t.Fatalf("quantise: %v %v %v, want %v %v %v", s1, z1, q1, s2, z2, q2)
			}
			k.quantise(make([]float32, n), q1)

			a, b := append(
				[]float32{-20, -6, -0.1, 0, 0.1, 3, 6, 30},
				x...), append(
				[]float32{-20, -6, -0.1, 0, 0.1, 3, 6, 30},
				x...)
			k.gelu(a)
			plain.gelu(b)
			near(t, "gelu", a, b, 1e-6)

			a, b = append([]float32(nil), x...), append([]float32(nil), x...)
			k.softmax(a, n-3, 0.7)
			plain.softmax(b, n-3, 0.7)
			near(t, "softmax", a, b, 1e-6)

			a, b = append([]float32(nil), x...), append([]float32(nil), x...)
			w, c := random(r, n), random(r, n)
			k.addNorm(a, y, w, c)
			plain.addNorm(b, y, w, c)
			near(t, "addNorm", a, b, 1e-4)

			const stride = 400
			const panels = 3
			m, rows := random(r, n*panels*panel), random(r, 4*stride)
			got, want := make([]float32, 4*stride), make([]float32, 4*stride)
			k.floats4(n, panels, &rows[0], stride, &m[0], &got[0], stride)
			plain.floats4(n, panels, &rows[0], stride, &m[0], &want[0], stride)
			near(t, "floats4", got, want, 1e-4)
		}
	}
}

func BenchmarkProduct(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	const in = 384
	x, w := make([]uint8, tileRows*in), make([]int8, panel*in)
	randomPanel(r, w)
	sums := sumsOf(w)
	scale := random(r, panel)
	y := make([]float32, 4*panel)
	for _, k := range []kernels{best(), plain} {
		b.Run(k.name, func(b *testing.B) {
			for b.Loop() {
				k.product4(in, &x[0], &w[0], &sums[0], &sums[0], &scale[0], &scale[0], &scale[0], &y[0], panel)
			}
			b.ReportMetric(2*tileRows*panel*in*float64(b.N)/b.Elapsed().Seconds()/1e9, "GOP/s")
		})
	}
}

func probabilities(x []float32) []float32 {
	out := make([]float32, len(x))
	for i, v := range x {
		out[i] = float32(math.Exp(float64(v)))
	}
	return out
}

// What a row costs a layer, by the number of rows that its weights are streamed for: a tweet, a
// short text, a window, four windows.
func BenchmarkRows(b *testing.B) {
	n := Default()
	for _, rows := range []int{16, 48, 320, 1280} {
		b.Run(fmt.Sprint(rows), func(b *testing.B) {
			l := n.layers[0].up
			s := &space{q: make([]uint8, rows*l.in), scale: make([]float32, rows), zero: make([]int32, rows)}
			x, y := random(rand.New(rand.NewPCG(1, 2)), rows*l.in), make([]float32, rows*l.out)
			for b.Loop() {
				for k := range n.layers { // each layer's weights, as in reading
					n.apply(s, n.layers[k].up, x, y, rows)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*rows*len(n.layers)), "ns/row")
		})
	}
}
