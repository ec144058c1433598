package ingest

import (
	"testing"

	"quotegraph/internal/model"
	"quotegraph/internal/pipeline"
)

// TestKnownHolders: an office without a name is led back to whom the article names, if he is widely
// known to hold it in the article's year.
func TestKnownHolders(t *testing.T) {
	for _, c := range []struct{ name, date, text, want string }{
		{"in office", "2015-03-02", "Barack Obama and Joe Biden came to Tarn by train. The bridge will be built " +
			"next year, the president said.", "Barack Obama"},
		{"out of office", "2020-03-02", "Barack Obama came to Tarn by train. The bridge will be built next year, " +
			"the president said.", ""},
		{"two who held it, no date", "", "Barack Obama and George W. Bush came to Tarn by train. The bridge will be " +
			"built next year, the president said.", ""},
		{"two who held it, one then", "2015-03-02", "Barack Obama and George W. Bush came to Tarn by train. The " +
			"bridge will be built next year, the president said.", "Barack Obama"},
		{"of a party", "2008-09-02", "John McCain and Barack Obama came to Tarn by train. The bridge will be built " +
			"next year, the Republican nominee said.", "John McCain"},
		{"without accents", "2019-03-02", "Nicolas Maduro came to Tarn by train. The bridge will be built next " +
			"year, the Venezuelan president said.", "Nicolas Maduro"},
		{"of another country", "2019-03-02", "Nicolas Maduro came to Tarn by train. The bridge will be built next " +
			"year, the Kenyan president said.", ""},
		{"of a club", "2015-03-02", "Barack Obama came to Tarn by train. The bridge will be built next year, the " +
			"club president said.", ""},
		{"indefinite", "2015-03-02", "Barack Obama came to Tarn by train. The bridge will be built next year, a " +
			"president said.", ""},
		{"former", "2015-03-02", "Barack Obama came to Tarn by train. The bridge will be built next year, the " +
			"former president said.", ""},
		{"a province's premier", "2019-03-02", "Doug Ford came to Tarn by train. The bridge will be built next " +
			"year, the premier said.", "Doug Ford"},
		{"a former premier is no former prime minister", "2024-03-02", "Jason Kenney came to Tarn by train. The " +
			"bridge will be built next year, the former prime minister said.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := pipeline.Reader{}.Read(model.Article{ID: "a", Text: c.text, Date: c.date})
			if len(d.Statements) != 1 || d.Statements[0].Agent == nil || d.Statements[0].Agent.Name != c.want {
				for _, s := range d.Statements {
					t.Errorf("said by %q; want %q", s.Agent.Display(), c.want)
				}
				t.Fail()
			}
		})
	}
}

// TestKnownTwice: a person whom the list of holders has under two names is one person, so the office
// told without its body is still his.
func TestKnownTwice(t *testing.T) {
	d := pipeline.Reader{}.Read(model.Article{ID: "a", Date: "2024-03-02",
		Text: "The bridge will be built next year, President Tinubu said."})
	for _, o := range d.Offices {
		if o.Organization != nil && o.Organization.Name == "Nigeria" {
			return
		}
	}
	t.Errorf("no office of Nigeria among %d", len(d.Offices))
}
