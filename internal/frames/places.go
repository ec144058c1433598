package frames

import (
	"strings"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

// findPlaces makes the places of occasions nodes: a country where one is named, else a place. One
// that only a description tells, "the town hall", is this article's.
func (f *framer) findPlaces() {
	places := map[string]*model.Agent{}
	for _, e := range f.doc.Events {
		name := strings.TrimPrefix(strings.TrimPrefix(strings.Join(strings.Fields(e.Place), " "), "the "), "The ")
		if name == "" {
			continue
		}
		if places[name] == nil {
			places[name] = &model.Agent{Kind: model.Place, Name: name, Local: !lexicon.IsCapital(name)}
			if usual, ok := lexicon.Country(name); ok {
				places[name] = &model.Agent{Kind: model.Country, Name: name, Known: usual}
			}
		}
		e.Where = places[name]
	}
}
