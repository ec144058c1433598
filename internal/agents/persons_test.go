package agents_test

import (
	"testing"

	"quotegraph/internal/model"
	"quotegraph/internal/pipeline"
)

// TestWho reads short texts: who says the last statement.
func TestWho(t *testing.T) {
	for _, c := range []struct{ rule, text, want string }{
		{"a longer name of other given names",
			"The leader, Aung San Suu Kyi, visited the city. Nothing kept Suu Kyi from the " +
				"talks. “We are ready,” she said.", "Aung San Suu Kyi"},
		{"whom the text calls by the surname before", "Mayor Hanna Ruiz opened the fair. Ruiz was late. Ruiz was " +
			"merry.\n\nThe fair was begun by Tomás Ruiz.\n\n“It will rain,” Ruiz said.", "Hanna Ruiz"},
		{"the namesake of the same paragraph", "Mayor Hanna Ruiz opened the fair. Ruiz was late. Ruiz was " +
			"merry.\n\nHer rival Tomás Ruiz came too. “It will rain,” Ruiz said.", "Tomás Ruiz"},
		{"her secretary is not she", "Minister Elsa Varnholm did not come. Her state secretary told the panel that " +
			"the road would stay.", ""},
		{"who is named further down in an office that is only like it", "The panel met.\n\n“We count,” Karl Brandt " +
			"told the panel. It was wrong, the chief executive said.\n\nThe panel's chairman, Ludo Harnesk, asked " +
			"him.", ""},
		{"a body before a participle", "The scooter is safe, Orla Pike said. But according to a filing by the " +
			"Swedish Consumer Agency dated Monday, a rider broke his wrist.", "Swedish Consumer Agency"},
		{"a word with a hyphen tells of the name behind it", "On Monday the Lisbon-based Orlex Institute said that the " +
			"road would close.", "Orlex Institute"},
		{"an ordinary word before a surname is no part of it", "Mayor Hanna Ruiz won on Monday.\n\nElecting Ruiz " +
			"was right, said Tom Lund. “It will rain,” Ruiz said.", "Hanna Ruiz"},
		{"where somebody is from is no part of the name", "On Monday Senator Hanna B. Ruiz of Illinois said that the " +
			"road would close.", "Hanna B. Ruiz"},
		{"a name in a headline ends where the text's does", "Hanna Ruiz Hammers Harbour Chief: ‘You Must Go.’\n\n" +
			"Tarn senator Hanna Ruiz questioned Karl Brandt on Tuesday for two hours about the quay.", "Hanna Ruiz"},
		{"a minister's field is no part of the name", "Minister for Transport Sean Dunne opened the fair.\n\nMinister " +
			"for Further and Higher Education Mary Murphy said the plan was bad.", "Mary Murphy"},
		{"a heading in capitals is nobody", "ABSTRACT. The ferry had left the quay at noon, it said.", ""},
		{"a title before the owner of a body is no part of its name", "Tarn Sen. Hanna Ruiz's campaign said that the " +
			"road would close.", "Hanna Ruiz's campaign"},
		{"a heading in capitals names nobody", "DOCTORS DON'T WANT TO LEAVE — Mehmet Orhan runs a clinic. “We " +
			"stay,” he said.", "Mehmet Orhan"},
	} {
		d := pipeline.Reader{}.Read(model.Article{Text: c.text})
		if len(d.Statements) == 0 {
			t.Errorf("%s: %q: no statement", c.rule, c.text)
			continue
		}
		if a := d.Statements[len(d.Statements)-1].Agent; a == nil && c.want != "" || a != nil && a.Name != c.want {
			t.Errorf("%s: %q: got %+v, want %q", c.rule, c.text, a, c.want)
		}
		for _, n := range d.Names {
			if d.TextOf(n.Span) == "DOCTORS DON'T WANT TO" || d.TextOf(n.Span) == "DOCTORS DON'T WANT TO LEAVE" {
				t.Errorf("%s: %q is a name", c.rule, d.TextOf(n.Span))
			}
		}
	}
}
