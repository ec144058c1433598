package frames

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

// findRoles tells who holds the offices that the text tells, and in which body, and chooses for
// each statement the office in which its source speaks.
func (f *framer) findRoles() {
	for _, o := range f.doc.Offices {
		f.bodyAndHolder(o)
	}
	f.doc.Offices = slices.DeleteFunc(f.doc.Offices, f.namesBody)
	f.ofPlace()
	f.doc.Offices = append(f.doc.Offices, f.fellows()...)
	f.doc.Offices = append(f.doc.Offices, f.alsoOf()...)
	f.leadBack()
	f.completeBodies()
	f.handOn()
	f.rule = "office heads"
	for _, o := range f.doc.Offices {
		f.knownStatus(o)
		f.held(o)
	}
	f.rule = "description"
	f.described()
	for _, s := range f.doc.Statements {
		if s.Agent != nil {
			s.Role = f.roleOf(s)
		}
	}
	f.knownBodies()
	f.doc.Offices = slices.DeleteFunc(f.doc.Offices, f.nobodys)
}

// held adds the role of who holds an office.
func (f *framer) held(o *model.Office) {
	if o.Person == nil || o.Person == o.Organization ||
		o.Person.Kind != model.Person && o.Person.Kind != model.Unnamed {
		return
	}
	if o.Organization == nil && o.Person.Kind == model.Person {
		o.Organization = cmp.Or(f.deputies(o), f.impliedBody(o))
	}
	f.addRole(o)
}

// nobodys: "candidates", "officials" are nobody in particular, and of no body.
func (f *framer) nobodys(o *model.Office) bool {
	return o.Person == nil && o.Organization == nil && f.plural(o)
}

// namesBody: "the U.S. attorney's office" is a body, and tells of no attorney.
func (f *framer) namesBody(o *model.Office) bool {
	_, k := f.doc.TokensIn(o.Title)
	return possessive(f.tok(k).Lower) && (f.tok(k+1).Lower == "office" || f.tok(k+1).Lower == "offices")
}

// officeOf is the office that a title means: by the whole of it, else by its last words, "minister"
// of "rural affairs minister".
func officeOf(title string) lexicon.Office {
	words := strings.Fields(strings.TrimPrefix(strings.ToLower(title), "then-"))
	if i := slices.Index(words, "to"); i > 0 { // "assistant to the president"
		return officeOf(strings.Join(words[:i], " "))
	}
	for i := range words {
		last := strings.Join(words[i:], " ")
		if o, ok := lexicon.OfficeOf(last); ok {
			return o
		}
		if office, _, ok := lexicon.Honorific(last); ok && office != "" { // "Sen.", "Lt. Gen."
			o, _ := lexicon.OfficeOf(office)
			return o
		}
	}
	if len(words) > 2 { // "professor of law", "secretary of state"
		for i, w := range words {
			if w == "of" || w == "for" {
				return officeOf(strings.Join(words[:i], " "))
			}
		}
	}
	return lexicon.Office{Title: strings.Join(words, " ")}
}

// described gives a person without any office the one that a description tells, where the network
// sees none: "Vine grower Elio Sanna".
func (f *framer) described() {
	for _, a := range f.doc.Agents {
		if a.Kind != model.Person || len(f.roles[a]) > 0 {
			continue
		}
		for _, d := range a.Descriptions {
			first, last := f.doc.TokensIn(d)
			p := f.reader.Read(first, last)
			if p.OfficeAt.Empty() || slices.ContainsFunc(f.doc.Offices, func(o *model.Office) bool {
				return o.Status == model.Future && o.Title.Overlaps(d) // "wants to be mayor"
			}) {
				continue
			}
			o := &model.Office{
				Title:        f.doc.SpanOf(p.OfficeAt.First, p.OfficeAt.Last),
				Holder:       d,
				Status:       model.Now,
				Person:       a,
				Organization: f.organization(p),
			}
			if p.Former {
				o.Status = model.Former
			}
			f.addRole(o)
		}
	}
}

// headWord is the noun of an office: "secretary" of "secretary of state", "leader" of "majority
// leader".
func headWord(title string) string {
	for _, w := range []string{" of ", " for ", " on "} {
		title, _, _ = strings.Cut(title, w)
	}
	return lastWord(title)
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// addRole adds an office to a person's roles, or completes one that is there.
func (f *framer) addRole(o *model.Office) {
	title := strings.Join(strings.Fields(f.doc.TextOf(o.Title)), " ")
	if _, k := f.doc.TokensIn(o.Title); f.plural(o) && f.dir.NamedAt(k) != nil {
		title = singular(title)
	}
	office := officeOf(title)
	if f.noRole(o, title, office) {
		return
	}
	title = f.statusWord(o) + title + f.field(o)
	if f.completesRole(o, title, office) {
		return
	}
	r := &model.Role{
		Person:       o.Person,
		Title:        title,
		Office:       office.Title,
		Organization: o.Organization,
		Former:       o.Status == model.Former,
		Words:        o.Words(),
		FoundBy:      f.rule,
	}
	f.roles[o.Person] = append(f.roles[o.Person], r)
	f.doc.Roles = append(f.doc.Roles, r)
	f.future[r] = o.Status == model.Future
}

// noRole: "a resident", "the father of a slain soldier" (not "its ranking Democrat"), "Sir", and what
// tells of an office without naming one, "led the council", "the Ruiz presidency", make nobody
// anything; nor does an office that is only wanted or compared with.
func (f *framer) noRole(o *model.Office, title string, office lexicon.Office) bool {
	noBody := o.Organization == nil || !o.Organization.Named() && strings.EqualFold(title, office.Title)
	_, listed := lexicon.OfficeOf(strings.ToLower(title))
	of, _, courtesy := lexicon.Honorific(title)
	switch {
	case courtesy && of == "" && !listed:
		return true
	case o.Status == model.Future && f.onlyWanted(o), f.likened(o):
		return true
	}
	return (office.Class == lexicon.AnyPerson && noBody || !isNoun(title)) && !f.trade(o)
}

// completesRole reports whether a person has an office's role already, which gets the body and the
// full title from it.
func (f *framer) completesRole(o *model.Office, title string, office lexicon.Office) bool {
	for _, r := range f.roles[o.Person] {
		same := r.Office == office.Title || strings.HasSuffix(strings.ToLower(r.Title), " "+strings.ToLower(title))
		if !same || r.Organization != nil && o.Organization != nil && r.Organization != o.Organization {
			continue
		}
		if strings.ToUpper(r.Title) == r.Title && strings.EqualFold(title, office.Title) { // "AG"
			r.Title = title
		}
		if r.Organization == nil && o.Organization != nil {
			r.Organization, r.Words = o.Organization, o.Words()
		}
		return true
	}
	return false
}

// onlyWanted reports an office that somebody may come to hold and that makes nobody what he is: "is
// running for president", "would be a bad mayor". Nominees, the elected, "the incoming mayor" are
// something.
func (f *framer) onlyWanted(o *model.Office) bool {
	title := strings.ToLower(f.doc.TextOf(o.Title))
	for _, w := range strings.FieldsFunc(title, func(r rune) bool { return unicode.IsSpace(r) || r == '-' }) {
		switch {
		case lexicon.OfficeStatus(w, true) == string(model.Future), w == "challenger", w == "mate",
			w == "runner", w == "bearer", w == "pick", w == "successor":
			return false
		}
	}
	first, last := f.doc.TokensIn(o.Title)
	if f.tok(first-1).Lower != "a" && f.dir.NamedAt(last) == o.Person { // "champion Dana Holt will retire"
		return false
	}
	return f.tok(first-1).Lower != "incoming" && lexicon.OfficeStatus(f.tok(last).Lower, true) != string(model.Future)
}

// likened: somebody is only compared to who holds an office: "like a mayor", "compared her to a coach".
func (f *framer) likened(o *model.Office) bool {
	const near = 6 // words: "compared | Ana Ruiz to a football coach"
	article := f.titleAt(o) - 1
	for article > 0 && f.tok(article).Kind == model.Word && lexicon.Function(f.tok(article).Lower) == "" {
		article--
	}
	if w := f.tok(article).Lower; w != "a" && w != "an" {
		return false
	}
	switch f.tok(article - 1).Lower {
	case "like", "than":
		return true
	case "to":
		for i := article - 2; i > article-near; i-- {
			if strings.HasPrefix(f.tok(i).Lower, "compar") || strings.HasPrefix(f.tok(i).Lower, "liken") {
				return true
			}
		}
	}
	return false
}

// trade: what somebody is stands right before the name, as a title does: "Farmer Ines Calado", "the
// shepherd, Dai Prosser". Kin does not: "her husband, Tim Doss".
func (f *framer) trade(o *model.Office) bool {
	first, last := f.doc.TokensIn(o.Title)
	if f.tok(last).Text == "," {
		last++
	}
	if w := f.tok(first - 1).Lower; w == "'s" || lexicon.Function(w) == "pronoun" {
		return false
	}
	return f.dir.NamedAt(last) == o.Person
}

// statusWord is the word right before a title that tells whether the office is held now, as
// written: "retired ", "interim "; "former" is told apart from the title.
func (f *framer) statusWord(o *model.Office) string {
	first, _ := f.doc.TokensIn(o.Title)
	w := f.tok(first - 1)
	if w.Lower == "former" || w.Lower == "then" || w.Sentence != f.tok(first).Sentence ||
		lexicon.OfficeStatus(w.Lower, false) != string(o.Status) ||
		o.Status == model.Now {
		return ""
	}
	return w.Lower + " "
}

// field is the field that an office is in, where it is no body: " of geology" behind "professor".
func (f *framer) field(o *model.Office) string {
	_, k := f.doc.TokensIn(o.Title)
	w, next := f.tok(k+1), f.tok(k+2)
	if f.tok(k).Lower != "of" || w.Kind != model.Word || lexicon.IsCapital(w.Text) || lexicon.Function(w.Lower) != "" ||
		lexicon.BodyKind(w.Lower) != "" ||
		o.Body.Contains(w.Span) {
		return ""
	}
	if next.Kind == model.Word && lexicon.Function(next.Lower) == "" { // "of ferry services": more than a field
		return ""
	}
	return " of " + w.Text
}

// isNoun reports whether a title names an office: by the list, or by how the words of offices end.
func isNoun(title string) bool {
	last := headWord(strings.ToLower(title))
	if strings.Contains(title, " of the ") {
		last = lastWord(strings.ToLower(title)) // "chief engineer of the town": more than an office
	}
	if _, ok := lexicon.OfficeOf(last); ok {
		return true
	}
	for _, end := range []string{"er", "or", "ist", "man", "woman", "person", "ian", "ant", "ent", "eer", "ee",
		"ary", "fellow", "chief", "head", "chair", "."} {
		if strings.HasSuffix(last, end) {
			return true
		}
	}
	return lexicon.IsCapital(title)
}

// roleOf chooses the office in which a source speaks: of those that weigh most (by which it speaks
// for a body, then with a body) the one told last before the statement's end, else the first one
// after it. So who is the union's spokesman first and the owners' lawyer later speaks in each
// statement for whom the text has him speak there.
func (f *framer) roleOf(s *model.Statement) *model.Role {
	end := max(s.Hull().End, s.Source.End)
	better := func(a, b *model.Role) bool {
		if w, v := weight(a), weight(b); w != v {
			return w > v
		}
		if sameSide(a, b) ||
			sameSide(b, a) { // "head of the Kenyan Mission", later "the Kenyan ambassador": the first says more
			return a.Words.Begin < b.Words.Begin
		}
		x, y := a.Words.Begin < end, b.Words.Begin < end
		return x && (!y || a.Words.Begin > b.Words.Begin) || !x && !y && a.Words.Begin < b.Words.Begin
	}
	var best *model.Role
	for _, r := range f.roles[s.Agent] {
		if !r.Former && (best == nil || better(r, best)) {
			best = r
		}
	}
	if best == nil && len(f.roles[s.Agent]) > 0 {
		return f.roles[s.Agent][0]
	}
	return best
}

// sameSide reports whether a's body stands for the country that b is an office of.
func sameSide(a, b *model.Role) bool {
	if a.Organization == nil || b.Organization == nil {
		return false
	}
	return a.Organization == b.Organization ||
		b.Organization.Known != "" && representedCountry(a.Organization.Name) == b.Organization.Known
}

func weight(r *model.Role) int {
	w := 0
	if r.Organization != nil {
		w++
	}
	o, _ := lexicon.OfficeOf(r.Office)
	switch {
	case o.Class == lexicon.Speaks || o.Class == lexicon.Heads:
		w += 2
	case o.Class == lexicon.AnyPerson: // "her husband"
		w -= 2
	}
	return w
}
