package frames_test

import (
	"testing"

	"quotegraph/internal/model"
	"quotegraph/internal/pipeline"
)

// TestAddresseesPlacesAndSignatoriesAreAgents: whom one speaks to, where, and who signs.
func TestAddresseesPlacesAndSignatoriesAreAgents(t *testing.T) {
	d := pipeline.Reader{}.Read(
		model.Article{
			Text: "Karl Brandt runs the port.\n\nAna Ruiz, the mayor, told Brandt at a news conference in Leith on " +
				"Monday that the pier would close.\n\n" +
				"“We told her in May,” Brandt told reporters.\n\nOn Monday, The Leith Post printed an open letter " +
				"under the title “For those who fish: an appeal on the pier of Leith”, signed by Ola Lund and Mary " +
				"Okafor.",
		},
	)
	to := map[string]string{}
	where := ""
	for _, s := range d.Statements {
		to[name(s.Agent)] = name(s.To)
		if s.Event != nil && s.Event.Where != nil {
			where = s.Event.Where.IRI("a")
		}
	}
	if to["Ana Ruiz"] != "Karl Brandt" || to["Karl Brandt"] != "reporters" {
		t.Errorf("to whom: %v", to)
	}
	if where != "place:leith" {
		t.Errorf("where: %q", where)
	}
	if len(d.Signed) != 1 || len(d.Signed[0].Signers) != 2 || name(d.Signed[0].Signers[1]) != "Mary Okafor" {
		t.Errorf("signed: %+v", d.Signed)
	}
}
