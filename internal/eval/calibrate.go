package eval

import (
	"errors"
	"math"
	"slices"
)

// Right tells which of an article's found statements are right: matched with a marked one by three
// tenths of the words or more, and with the same source. counts is false for those that neither
// count for nor against.
func Right(gold, found *Article) (right, counts []bool) {
	t := tokensOf(gold.Text)
	wanted, wantedQuotes, others := Selection{}.split(t, gold)
	ignore := t.covered(gold.Ignore...)
	ps := make([]words, len(found.Quotes))
	right, counts = make([]bool, len(ps)), make([]bool, len(ps))
	for j := range ps {
		q := &found.Quotes[j]
		ps[j] = t.covered(q.parts()...)
		counts[j] = !q.Nested && len(ps[j]) > 0 && 2*shared(ps[j], ignore) <= len(ps[j])
		if !counts[j] {
			ps[j] = nil
		}
	}
	free := slices.Clone(ps)
	for _, m := range match(wanted, ps, j30) {
		free[m[1]] = nil
		right[m[1]] = speakerRight(t, wantedQuotes[m[0]], &found.Quotes[m[1]])
	}
	for _, m := range match(others, free, j30) {
		counts[m[1]] = false
	}
	return right, counts
}

// Fit finds the coefficients w of a logistic regression, P(right) = 1/(1+exp(-w·x)), by Newton's
// method with a small ridge. Each x must have the same length.
func Fit(x [][]float64, right []bool) ([]float64, error) {
	if len(x) == 0 {
		return nil, errors.New("no statements to calibrate on")
	}
	const ridge, rounds = 3.0, 50
	k := len(x[0])
	w := make([]float64, k)
	for range rounds {
		gradient, hessian := make([]float64, k), make([][]float64, k)
		for i := range hessian {
			hessian[i] = make([]float64, k)
			hessian[i][i] = ridge
			gradient[i] = -ridge * w[i]
		}
		for n, v := range x {
			p := Logistic(w, v)
			for i := range v {
				gradient[i] += (float64(number(right[n])) - p) * v[i]
				for j := range v {
					hessian[i][j] += p * (1 - p) * v[i] * v[j]
				}
			}
		}
		step := solve(hessian, gradient)
		largest := 0.0
		for i := range w {
			w[i] += step[i]
			largest = max(largest, math.Abs(step[i]))
		}
		if largest < 1e-6 {
			break
		}
	}
	return w, nil
}

// Logistic is 1/(1+exp(-w·x)).
func Logistic(w, x []float64) float64 {
	z := 0.0
	for i := range w {
		z += w[i] * x[i]
	}
	return 1 / (1 + math.Exp(-z))
}

// solve is Gauss elimination; a is positive definite.
func solve(a [][]float64, b []float64) []float64 {
	n := len(b)
	for i := range n {
		for j := i + 1; j < n; j++ {
			by := a[j][i] / a[i][i]
			for k := i; k < n; k++ {
				a[j][k] -= by * a[i][k]
			}
			b[j] -= by * b[i]
		}
	}
	for i := n - 1; i >= 0; i-- {
		for k := i + 1; k < n; k++ {
			b[i] -= a[i][k] * b[k]
		}
		b[i] /= a[i][i]
	}
	return b
}

// Bin is a stretch of confidences: how many statements fell into it, their mean confidence and the
// share that was right.
type Bin struct {
	N                 int
	Confidence, Right float64
}

// Calibration returns ten bins and the expected calibration error: the mean distance between
// confidence and share, weighted by the bins' sizes.
func Calibration(confidence []float64, right []bool) (bins [10]Bin, ece float64) {
	for i, c := range confidence {
		b := &bins[min(9, int(c*10))]
		b.N++
		b.Confidence += c
		b.Right += float64(number(right[i]))
	}
	for i := range bins {
		if b := &bins[i]; b.N > 0 {
			b.Confidence, b.Right = b.Confidence/float64(b.N), b.Right/float64(b.N)
			ece += math.Abs(b.Confidence-b.Right) * float64(b.N) / float64(len(confidence))
		}
	}
	return bins, ece
}
