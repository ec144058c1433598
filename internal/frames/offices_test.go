package frames_test

import (
	"slices"
	"strings"
	"testing"

	"quotegraph/internal/model"
	"quotegraph/internal/pipeline"
)

// TestOffices reads short texts: of each office its title, who holds it, its body, and the status
// where that is not "now".
func TestOffices(t *testing.T) {
	for _, c := range []struct{ rule, date, text, want string }{
		{"who is widely known to hold an office tells its body", "2016-09-10", "On Friday President Obama said the " +
			"talks went well.", "President Obama United States"},
		{"a department by its short name, through a middle initial", "2016-09-10", "Attorney General Loretta E. " +
			"Lynch said the inquiry was over.", "Attorney General Loretta E. Lynch Justice Department"},
		{"who held it last years ago holds it no more", "2016-09-10", "“It worked,” said Tom Ashby, who served " +
			"under President George W. Bush.", "President George W. Bush United States former"},
		{"a nominee is yet to hold what he runs for", "2016-09-10", "Republican nominee Donald Trump said he would " +
			"win.", "nominee Donald Trump Republican Party future"},
		{"nobody knows the year", "", "On Friday President George W. Bush said the talks went well.",
			"President George W. Bush United States"},
		{"a former office leads back to the only one who held it", "2016-09-10", "Hillary Clinton told voters in " +
			"Toledo that roads matter. She cited her years as secretary of state, the mayor said.",
			"secretary of state Hillary Clinton State Department former"},
		{"former ends at the title before", "2016-09-10", "A former Harbour League chairman says President Barack " +
			"Obama was right.", "President Barack Obama United States"},
		{"the body of another paragraph is none", "2016-09-10", "Victor Chan served as director for the Harbour " +
			"Safety Council.\n\nThe port was quiet.\n\nThe wind fell.\n\n“They waited,” said Joseph Crane, an " +
			"advocate for seamen.", "advocate Joseph Crane -"},
		{"your accountants are nobody's", "2016-09-10", "“Have them certified by your accountants,” said Ana Ruiz.", ""},
		{"candidates in general are no office", "2016-09-10", "The league will question candidates, said Ana Ruiz.", ""},
		{"a country is called what the article calls it most", "2016-09-10", "Burma leader Aung San Suu Kyi came. " +
			"Burma, also known as Myanmar, waited. “Burma is ready,” she said.", "leader Aung San Suu Kyi Burma"},
		{"once", "", "“It was time,” said Ana Ruiz, once chairman of the Harbour League.", "chairman Ana Ruiz " +
			"Harbour League former"},
		{"the body that the sentence speaks of", "", "Tarn Lines closed the route. Tarn Lines is old. The Harbour " +
			"Union was angry. The union named Ana Ruiz as acting chairwoman.", "chairwoman Ana Ruiz Harbour Union " +
			"acting"},
		{"a court has no chief executive", "", "The Administrative Court stopped the closure. The Administrative " +
			"Court was clear. Chief executive Karl Brandt said it was late.", "Chief executive Karl Brandt -"},
		{"an administration at the begin of a sentence", "2016-09-10", "The Obama administration waited. " +
			"Administration officials said the talks went well.", "officials - Obama administration"},
	} {
		d := pipeline.Reader{}.Read(model.Article{Text: c.text, Date: c.date})
		var got []string
		for _, o := range d.Offices {
			line := strings.Join([]string{d.TextOf(o.Title), name(o.Person), name(o.Organization)}, " ")
			if o.Status != model.Now {
				line += " " + string(o.Status)
			}
			got = append(got, line)
		}
		if c.want == "" && len(got) > 0 || c.want != "" && !slices.Contains(got, c.want) {
			t.Errorf("%s: %q\n\tgot  %q\n\twant %q", c.rule, c.text, got, c.want)
		}
	}
}

func name(a *model.Agent) string {
	if a == nil {
		return "-"
	}
	return a.Display()
}
