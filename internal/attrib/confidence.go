package attrib

import (
	"math"

	"quotegraph/internal/encoder"
)

// evidence is what a statement was put together from.
type evidence struct {
	pieces     []piece
	cue        *encoder.Span
	source     *encoder.Span
	sourceLink float64
}

// scores are the numbers that a confidence is made of: 1, then mean log-probabilities of the
// contents' words, of their links to the cue, of the cue's words, of its link to the source and of
// the source's words, then whether there is no cue, whether there is a cue but no source, and
// whether the contents are in several parts.
func (e *evidence) scores() []float64 {
	var content, link, words float64
	for _, p := range e.pieces {
		n := float64(p.Last - p.First)
		content += p.Score * n
		link += p.link * n
		words += n
	}
	x := []float64{1, content / words, 0, 0, 0, 0, 0, 0, 0}
	if len(e.pieces) > 1 {
		x[8] = 1
	}
	if e.cue == nil {
		x[6] = 1
		return x
	}
	x[2], x[3], x[4] = link/words, e.cue.Score, e.sourceLink
	if e.source == nil {
		x[7] = 1
		return x
	}
	x[5] = e.source.Score
	return x
}

// confidence is a logistic regression fitted on articles that the network was not trained on; a
// weight file without coefficients gives the geometric mean of the probabilities.
func confidence(calibration, scores []float64) float64 {
	z := 0.0
	if len(calibration) != len(scores) {
		for _, v := range scores[1:6] {
			z += v / 5
		}
		return math.Exp(z)
	}
	for i, v := range scores {
		z += calibration[i] * v
	}
	return 1 / (1 + math.Exp(-z))
}
