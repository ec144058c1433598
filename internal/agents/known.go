package agents

import (
	"strconv"
	"strings"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
	"quotegraph/internal/phrase"
)

// KnownHolder is the person whom an article means by an office without a name, "the Republican
// nominee", "the president": the only one whom it names, and who is widely known to hold that
// office in the article's year, or to have held it before ("the former secretary of state"). Where
// a body is told, the office is that body's. Nil if there is none, or two.
func (r *Directory) KnownHolder(office, body string, former bool) *model.Agent {
	office = strings.TrimPrefix(office, "presidential ")
	var only *model.Agent
	for _, a := range r.agents {
		if a.Kind != model.Person || len(a.Mentions) == 0 || !r.isKnownAs(a, office, body, former) {
			continue
		}
		if only != nil {
			return nil
		}
		only = a
	}
	return only
}

// isKnownAs reports whether a person is widely known to hold an office, in a body where one is
// told, in the article's year, or to have held it.
func (r *Directory) isKnownAs(a *model.Agent, office, body string, former bool) bool {
	year := r.year()
	for _, h := range lexicon.Holdings(a.Name) {
		if former && (h.To == 0 || h.To > year) {
			continue
		}
		if (former || h.In(year)) && (h.Office == office || h.Office == "nominee" && office == "candidate" ||
			!former && h.Office == "premier" && office == "prime minister") && // "the premier", a province's
			(body == "" || body == h.Body) {
			return true
		}
	}
	return false
}

// KnownOffice is the office of a person that an article tells without its body, "President Dorn",
// as the person is widely known to hold it or to have held it by the article's year; held tells
// which. Of an office held twice the later time counts. ok is false where none is known, or where
// the name alone leaves open whose it is.
func (r *Directory) KnownOffice(a *model.Agent, office string) (h lexicon.Holding, held, ok bool) {
	year := r.year()
	for _, x := range lexicon.Holdings(a.Name) {
		if !sameOffice(x.Office, office) || year != 0 && x.From > year {
			continue
		}
		if ok && (x.Body != h.Body || x.Name != h.Name && x.From != h.From) { // not one person under two names
			return lexicon.Holding{}, false, false
		}
		if x.From > h.From {
			h, held, ok = x, x.In(year), true
		}
	}
	return h, held, ok
}

// sameOffice: "secretary" is "secretary of state" too, and who is called prime minister may be a
// province's premier.
func sameOffice(held, asked string) bool {
	return held == asked || strings.HasPrefix(held, asked+" of ") || held == "premier" && asked == "prime minister"
}

// Dated reports whether the article's year is known.
func (r *Directory) Dated() bool { return r.year() != 0 }

// year is the article's year; 0 if it is not known.
func (r *Directory) year() int {
	if len(r.doc.Article.Date) < 4 {
		return 0
	}
	n, _ := strconv.Atoi(r.doc.Article.Date[:4]) // a date of ours
	return n
}

// knownHolder is whom a description means by an office that the article tells of nobody.
func (r *Directory) knownHolder(p *phrase.Phrase) *model.Agent {
	if !p.Definite() || !p.Owner.Empty() || len(p.Of) > 0 {
		return nil
	}
	body := ""
	for i := p.Premod.First; i < p.Premod.Last; i++ {
		if party, ok := lexicon.Party(r.doc.Tokens[i].Text); ok {
			body = party
		} else if country, ok := lexicon.Demonym(r.doc.Tokens[i].Text); ok {
			body = country
		} else if r.doc.Tokens[i].Lower != "presidential" {
			return nil // "the club president"
		}
	}
	return r.KnownHolder(p.Office.Title, body, false)
}
