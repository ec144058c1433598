package agents

import (
	"testing"

	"quotegraph/internal/model"
)

// TestSettled: what a body's name is at last: a body's own, one of its article alone, a place, a
// paper, or no name.
func TestSettled(t *testing.T) {
	const own, local, place, paper, nameless = "own", "local", "place", "paper", "nameless"
	for name, want := range map[string]string{
		"Tarn Institute": own, "Kenyan government": own, "Tarn Times": own, "Centre for Lost Voters": own,
		"Ruiz campaign": own, "Society of Tarn Networks": own, "Tarn Revolution Party": own,
		"Post": local, "Islamic": local, "Fight": local, "Outlets": local, // one ordinary word
		"News Outlets": local, "Hedge Funds": local, // what ends names of nobody
		"Republican presidential campaign": local, "Democratic committee": local, // whose is not said
		"Great Recession": local, "World War II": local, "Lund Trophy": local, // things
		"Ohio company": local, "Oslo-born": local,
		"Clark County": place, "Ohio's 4th Congressional District": place, "Guava Bay": place,
		"Tarn Bible": paper, "Ferry Treaty": paper, "Harbour Show": paper,
		"Ohio Republican": nameless, "New Hampshire Democrat": nameless, "Tuesday": nameless,
	} {
		a := &model.Agent{Kind: model.Organization, Name: name}
		Settle(&model.Document{Agents: []*model.Agent{a}})
		got := own
		switch {
		case a.Kind == model.Place:
			got = place
		case a.Kind == model.Paper && a.Words == name && a.Local:
			got = paper
		case a.Kind == model.Unnamed && a.Words == name && a.Local:
			got = nameless
		case a.Local:
			got = local
		}
		if got != want || (want == own || want == local) && a.Kind != model.Organization {
			t.Errorf("%q is %s (%s), want %s", name, got, a.Kind, want)
		}
	}
}
