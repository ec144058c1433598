package pages

import (
	"strings"

	"quotegraph/internal/index"
)

// chart is bars over time, in the units of its own view box.
type chart struct {
	Title               string
	Width, Height, Base int
	Bars                []bar
	First, Last         string
}

type bar struct {
	X, Y, W, H float64
	Label      string
	Count      int
}

// mostBars is how many days are drawn as they are; more are drawn by months, and more months by years.
const mostBars = 60

// chartOf draws counts of days (ISO dates, in order).
func chartOf(title string, days []index.Counted) chart {
	for _, length := range []int{len("2031-05-01"), len("2031-05"), len("2031")} {
		days = grouped(days, length)
		if len(days) <= mostBars {
			break
		}
	}
	if n := len(days); n > 2*mostBars { // no dates at all
		days = days[n-2*mostBars:]
	}
	c := chart{Title: title, Width: 720, Height: 120, Base: 100}
	if len(days) == 0 {
		return c
	}
	c.First, c.Last = days[0].Value, days[len(days)-1].Value
	if c.First == c.Last {
		c.Last = ""
	}
	most := 1
	for _, d := range days {
		most = max(most, d.N)
	}
	step := float64(c.Width) / float64(max(len(days), 12))
	for i, d := range days {
		h := float64(c.Base-5) * float64(d.N) / float64(most)
		c.Bars = append(
			c.Bars,
			bar{X: float64(i) * step, Y: float64(c.Base) - h, W: step * 0.85, H: h, Label: d.Value, Count: d.N},
		)
	}
	return c
}

// grouped adds up the counts of dates that begin with the same so many bytes.
func grouped(days []index.Counted, length int) []index.Counted {
	var out []index.Counted
	for _, d := range days {
		d.Value = strings.TrimSpace(d.Value[:min(length, len(d.Value))])
		if n := len(out); n > 0 && out[n-1].Value == d.Value {
			out[n-1].N += d.N
		} else {
			out = append(out, d)
		}
	}
	return out
}
