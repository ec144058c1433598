package ingest

import (
	"strings"
	"testing"

	"quotegraph/internal/model"
	"quotegraph/internal/pipeline"
)

// TestDatesOfOccasions: the time words of an occasion are read whole, and resolved against the
// article's date.
func TestDatesOfOccasions(t *testing.T) {
	const date = "2020-02-18T14:05:00Z" // a Tuesday
	for _, c := range []struct{ name, text, time, day string }{
		{"weekday", "Paula Wendt said at a press conference on Thursday evening that the lake had warmed.",
			"Thursday evening", "2020-02-13"},
		{"last weekday", "Paula Wendt said at a press conference last Friday that the lake had warmed.",
			"last Friday", "2020-02-14"},
		{"last weekday before the verb", "Last Friday Paula Wendt said at a press conference that the lake had " +
			"warmed.", "Last Friday", "2020-02-14"},
		{"yesterday", "Paula Wendt said in an interview yesterday that the lake had warmed.", "yesterday", "2020-02-17"},
		{"yesterday at the verb", "Paula Wendt said yesterday in an interview that the lake had warmed.",
			"yesterday", "2020-02-17"},
		{"this morning", "Paula Wendt said at a press conference this morning that the lake had warmed.",
			"this morning", "2020-02-18"},
		{"last month", "Paula Wendt said in an interview last month that the lake had warmed.", "last month", "2020-01"},
		{"earlier this month", "Paula Wendt said at a hearing earlier this month that the lake had warmed.",
			"earlier this month", "2020-02"},
		{"last week", "Paula Wendt said at a hearing last week that the lake had warmed.", "last week", ""},
		{"month", "Paula Wendt said at a hearing in January that the lake had warmed.", "January", "2020-01"},
		{"day of a month", "Paula Wendt said at a hearing on Feb. 3 that the lake had warmed.", "Feb. 3", "2020-02-03"},
		{"day of a month, British", "Paula Wendt said at a hearing on 3 February that the lake had warmed.",
			"3 February", "2020-02-03"},
		{"whole day", "Paula Wendt said at a hearing on March 3, 2019, that the lake had warmed.",
			"March 3, 2019", "2019-03-03"},
		{"the nth", "Paula Wendt said at a hearing on the 3rd that the lake had warmed.", "the 3rd", "2020-02-03"},
		{"the end of something else", "Paula Wendt, mayor until Friday, said in an interview that the lake had " +
			"warmed.", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := pipeline.Reader{}.Read(model.Article{ID: "case", Text: c.text, Date: date})
			if len(d.Events) != 1 || d.Events[0].Time != c.time || d.Events[0].Date != c.day {
				for _, e := range d.Events {
					t.Logf("%+v", *e)
				}
				t.Fatalf("%q: want one event with time %q and date %q", c.text, c.time, c.day)
			}
			if words := d.TextOf(d.Events[0].Words); !strings.Contains(c.name, "verb") &&
				!strings.HasSuffix(words, c.time) {
				t.Errorf("the words %q are without the time %q", words, c.time)
			}
			if d := (pipeline.Reader{}).Read(model.Article{ID: "case", Text: c.text}); c.name != "whole day" &&
				len(d.Events) == 1 &&
				d.Events[0].Date != "" {
				t.Errorf("%q: date %q without the article's", c.text, d.Events[0].Date)
			}
		})
	}
}
