package frames

import (
	"strings"
	"time"
)

// dateOf returns the day that a weekday's name means in an article of a known date: the last such day
// not after it. Without the article's date, or for other words, nothing is guessed.
func dateOf(words, article string) string {
	if len(article) < 10 {
		return ""
	}
	day, err := time.Parse(time.DateOnly, article[:10])
	if err != nil || words == "" {
		return ""
	}
	first, _, _ := strings.Cut(words, " ")
	for back := range 7 {
		d := day.AddDate(0, 0, -back)
		if strings.EqualFold(d.Weekday().String(), first) {
			return d.Format(time.DateOnly)
		}
	}
	return ""
}
