package frames

import (
	"strings"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

// knownBodies tells the body of offices that the text tells without one, "President Dorn", by who
// is widely known to hold them. The office is no other for it: a role, and for whom its holder
// speaks, is what the text tells.
func (f *framer) knownBodies() {
	bodies := map[string]*model.Agent{}
	for _, o := range f.doc.Offices {
		if o.Organization != nil || o.Person == nil || !o.Person.Named() {
			continue
		}
		h, _, ok := f.dir.KnownOffice(o.Person, officeOf(f.doc.TextOf(o.Title)).Title)
		if !ok {
			continue
		}
		if bodies[h.Body] == nil {
			bodies[h.Body] = f.bodyNamed(h.Body)
		}
		o.Organization = bodies[h.Body]
	}
}

// bodyNamed is the article's body of a usual name, else one that stands beside the article's.
func (f *framer) bodyNamed(usual string) *model.Agent {
	for _, a := range f.doc.Agents {
		if (a.Known == usual || a.Name == usual) && strings.ToUpper(a.Name) != a.Name { // not "U.N."
			return a
		}
	}
	return &model.Agent{Kind: model.Organization, Name: lexicon.ShortBody(usual), Known: usual}
}

// knownStatus mends the status of offices by who is widely known to hold them in the article's
// year: nobody who holds an office is yet to hold it, and who held it last years ago holds it no
// more.
func (f *framer) knownStatus(o *model.Office) {
	f.statusByVerb(o)
	if headWord(strings.ToLower(f.doc.TextOf(o.Title))) == "predecessor" {
		o.Status = model.Former
	}
	if o.Person == nil || !o.Person.Named() || !f.dir.Dated() || o.Status != model.Now && o.Status != model.Future {
		return
	}
	switch h, held, ok := f.dir.KnownOffice(o.Person, officeOf(f.doc.TextOf(o.Title)).Title); {
	case h.Office == "nominee": // is what he is to be
	case ok && held:
		o.Status = model.Now
	case ok:
		o.Status = model.Former
	}
}

// statusByVerb mends the status of an office by the verb right before its title: who "became
// chairwoman" or "is chairwoman" has the office; who "was chairwoman until 2019" has it no more.
func (f *framer) statusByVerb(o *model.Office) {
	const between = 3 // words: "is now the acting mayor"
	first, last := f.doc.TokensIn(o.Title)
	x := f.doc.Sentences[f.tok(first).Sentence]
	if f.tok(first-1).Lower == "a" && lexicon.IsCapital(f.tok(first).Text) && f.dir.NamedAt(last) != nil {
		o.Status = model.Future // "a President Ruiz would veto it"
		return
	}
	if o.Status == model.Now && f.yearsBehind(max(last, f.lastOf(o.Body))) {
		o.Status = model.Former
		return
	}
	for i := first - 1; i >= max(x.First, first-between); i-- {
		w := f.tok(i).Lower
		switch {
		case lexicon.OfficeStatus(w, false) != "", w == "once", w == "then", w == "past", w == "previous", w == "retired",
			w == "onetime", w == "not", f.tok(i).Kind == model.Punct:
			return // that word tells the status
		case w == "with" && (f.tok(i-1).Lower == "company" || f.tok(i-1).Lower == "ways"): // "parted company with"
			o.Status = model.Former
			return
		case w == "be" && f.tok(i-1).Lower == "to" && wants(f.tok(i-2).Lower):
			o.Status = model.Future
			return
		case w == "became", w == "becomes", w == "is":
			if o.Status == model.Former {
				o.Status = model.Now
			}
			return
		case w == "was":
			if o.Status == model.Now && f.untilBehind(max(last, f.lastOf(o.Body)), x.Last) {
				o.Status = model.Former
			}
			return
		}
	}
}

// wants: what somebody says of an office that he has not got: "wants to be mayor".
func wants(verb string) bool {
	switch verb {
	case "want", "wants", "wanted", "hope", "hopes", "hoped", "hoping", "seeks", "seeking", "aspires",
		"running", "runs", "ran":
		return true
	}
	return false
}

// yearsBehind: an office ended in the second of two years behind it: "from 1995 to 1997".
func (f *framer) yearsBehind(i int) bool {
	return f.tok(i).Lower == "from" && f.isYear(i+1) && f.tok(i+2).Lower == "to" && f.isYear(i+3)
}

// untilBehind: an office ends with the "until" right behind it, or behind "from 2012".
func (f *framer) untilBehind(i, last int) bool {
	const near = 3 // words: "from 2012 until"
	for k := i; k < min(i+near, last); k++ {
		switch {
		case f.tok(k).Lower == "until":
			return true
		case f.tok(k).Lower != "from" && f.tok(k).Kind != model.Number && !f.monthWord(k):
			return false
		}
	}
	return false
}

// lastOf is the number of the token behind a stretch; 0 for none.
func (f *framer) lastOf(s model.Span) int {
	if s.IsZero() {
		return 0
	}
	_, last := f.doc.TokensIn(s)
	return last
}
