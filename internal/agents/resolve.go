// Package agents tells who the sources of statements are: it clusters the document's names and
// resolves each source span, be it a name, a pronoun, a description ("the Kenyan diplomat"), a
// group, a body, a document, somebody unnamed or several together. It knows nothing of roles.
package agents

import (
	"slices"
	"strings"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
	"quotegraph/internal/phrase"
)

// Resolve fills in the document's agents and each statement's Agent. It needs the names and
// statements. The agents then stay put: what the next stage asks the directory it returns changes
// none of them, and adds those that only offices tell, "the ministry".
func Resolve(d *model.Document) *Directory {
	r := newDirectory(d)
	for _, s := range inSourceOrder(d) {
		if !s.Source.IsZero() {
			s.Agent = r.resolve(s)
			r.said = append(r.said, s)
		}
	}
	for _, s := range d.Statements {
		r.otherThanOuter(s)
	}
	r.addressees()
	r.collect()
	for _, a := range r.agents {
		a.Anonymous = !a.Named() && anonymous(d, a)
	}
	r.frozen = true
	return r
}

// otherThanOuter resolves "he" and "she" again where they speak inside a quotation and were taken
// for whom the quotation is of: who quotes himself says "I".
func (r *Directory) otherThanOuter(s *model.Statement) {
	if s.Inside < 0 || s.Agent != r.doc.Statements[s.Inside].Agent {
		return
	}
	first, last := r.doc.TokensIn(s.Source)
	if w := r.doc.Tokens[first].Lower; last-first != 1 || !r.doc.Tokens[first].Quoted || w != "he" && w != "she" {
		return
	}
	s.Agent.Mentions = slices.DeleteFunc(s.Agent.Mentions, func(m model.Span) bool { return m == s.Source })
	r.excluded = s.Agent
	s.Agent = r.resolve(s)
	r.excluded = nil
}

// addressees tells whom statements were addressed to. Nobody speaks to himself.
func (r *Directory) addressees() {
	for _, s := range r.doc.Statements {
		if s.Addressee.IsZero() {
			continue
		}
		first, last := r.doc.TokensIn(s.Addressee)
		r.excluded = s.Agent
		if a := r.source(first, last); a != s.Agent {
			s.To = a
		}
		r.excluded = nil
	}
}

// inSourceOrder returns the statements in the order in which their sources stand in the text: in
// `"…," she said` the pronoun follows the words.
func inSourceOrder(d *model.Document) []*model.Statement {
	out := slices.Clone(d.Statements)
	slices.SortStableFunc(out, func(a, b *model.Statement) int { return a.Source.Begin - b.Source.Begin })
	return out
}

func (r *Directory) resolve(s *model.Statement) *model.Agent {
	first, last := r.doc.TokensIn(s.Source)
	r.rule = "label in capitals"
	a := r.shouted(s, first, last)
	if a == nil {
		a = r.source(first, last)
	}
	s.ResolvedBy = r.rule
	if a != nil {
		a.Mentions = append(a.Mentions, s.Source)
	}
	return a
}

// shouted finds or makes the person of a turn's label in capitals: "SEN. OLE LUND (I-ME):"; what
// stands before the name and behind it is no part of it. Nil for other sources, and for labels that
// name an office.
func (r *Directory) shouted(s *model.Statement, first, last int) *model.Agent {
	if r.doc.TextOf(s.Cue) != ":" {
		return nil
	}
	end, capitals := r.labelEnd(first, last)
	if !capitals || lexicon.Function(r.doc.Tokens[first].Lower) == "article" { // "THE COURT"
		return nil
	}
	begin := r.behindTitles(first, end)
	if begin == end || begin == first && end-begin == 1 || labelsNobody(r.doc.Tokens[end-1].Lower) {
		return nil
	}
	n := &model.Name{Span: r.doc.SpanOf(begin, end), First: begin, Last: end, Kind: model.PersonName}
	a := r.person(n, fold(r.doc.TextOf(n.Span)))
	if r.of[begin] == nil {
		r.of[begin] = a
	}
	if _, named := r.at[a]; !named {
		r.at[a] = begin
	}
	return a
}

// labelEnd returns where the words of a label end, before a comma or bracket: "SEN. OLE LUND | (I-ME)".
// Capitals is false if one of them has small letters.
func (r *Directory) labelEnd(first, last int) (end int, capitals bool) {
	for end = first; end < last; end++ {
		w := r.doc.Tokens[end].Text
		if w == "," || w == "(" {
			break
		}
		if strings.ToUpper(w) != w {
			return end, false
		}
	}
	return end, true
}

// behindTitles returns where the name begins in a label's words, behind titles and their full
// stops: "SEN. | OLE LUND".
func (r *Directory) behindTitles(first, end int) int {
	for i := first; i < end; {
		n := r.titleLength(i, end)
		if n == 0 && !(i > 0 && r.doc.Tokens[i].Text == ".") {
			return i
		}
		i += max(n, 1)
	}
	return end
}

// titleLength is how many words the longest courtesy or office takes that begins at token i and
// leaves a word of [i, end) for a name; 0 if none begins there.
func (r *Directory) titleLength(i, end int) int {
	const longest = 3 // words
	for n := min(end-i-1, longest); n > 0; n-- {
		words := strings.ReplaceAll(fold(r.doc.TextOf(r.doc.SpanOf(i, i+n))), " .", ".")
		_, _, courtesy := lexicon.Honorific(words)
		if _, office := lexicon.OfficeOf(strings.ToLower(words)); courtesy || office {
			return n
		}
	}
	return 0
}

// labelsNobody reports whether a label that ends with a word tells what somebody is and not his
// name: "UNIDENTIFIED MALE".
func labelsNobody(lower string) bool {
	if lower == "male" || lower == "female" {
		return true
	}
	_, office := lexicon.OfficeOf(lower)
	return office || lexicon.BodyKind(lower) != "" || lexicon.IsGroup(lower)
}

// by notes the rule that told who a source is.
func (r *Directory) by(rule string, a *model.Agent) *model.Agent {
	r.rule = rule
	return a
}

// source resolves the phrase of tokens [first, last).
func (r *Directory) source(first, last int) *model.Agent {
	last = r.sourceEnd(first, last)
	if a, ok := r.byFewWords(first, last); ok {
		return a
	}
	if a := r.severalPeople(first, last); a != nil {
		return a
	}
	if a := r.byInitials(first, last); a != nil {
		return r.by("initials of an office", a)
	}
	p := r.reader.Read(first, last)
	if a := r.members(p); a != nil {
		return r.by("group that names its people", a)
	}
	if counted(p) || lexicon.IsMembers(r.doc.Tokens[p.Head].Text) { // "several judges", "Senate Republicans"
		return r.by("group", r.nameless(model.Group, r.reader.Text(p.Range)))
	}
	if a := r.byName(p, first, last); a != nil {
		return a
	}
	return r.by("description", r.described(p))
}

// sourceEnd leaves out what may end a source's words and says nothing of who it is: "Mr. Brandt|'s
// promise", "Sunita Mehra | KC", "Ruiz | himself".
func (r *Directory) sourceEnd(first, last int) int {
	if w := r.doc.Tokens[last-1].Lower; last-first > 1 && (w == "'s" || w == "'") {
		last--
	}
	for last-first > 2 && lexicon.IsPostnominal(r.doc.Tokens[last-1].Text) {
		last--
	}
	switch r.doc.Tokens[last-1].Lower {
	case "himself", "herself", "itself", "themselves":
		if last-first > 1 {
			last--
		}
	}
	return last
}

// byFewWords resolves a pronoun, a surname in capitals, "the Belgian". ok is false for other words.
func (r *Directory) byFewWords(first, last int) (a *model.Agent, ok bool) {
	if last-first == 1 {
		if a, ok := r.pronoun(first); ok {
			return r.by("pronoun", a), true
		}
		if a := r.inCapitals(first); a != nil {
			return r.by("surname in capitals", a), true
		}
	}
	if last-first == 2 && r.doc.Tokens[first].Lower == "the" && standsForPerson(r.doc.Tokens[first+1]) {
		if a := r.lastPerson(first, model.UnknownGender); a != nil {
			return r.by("stands for a person", a), true
		}
	}
	return nil, false
}

// severalPeople resolves "Ana Ruiz and Karl Brandt", "Ruiz and an aide", "the couple". Nil for others.
func (r *Directory) severalPeople(first, last int) *model.Agent {
	if members := r.jointMembers(first, last); len(members) > 1 {
		return r.by("several names", r.joint(first, last, members))
	}
	if members := r.withAide(first, last); members != nil {
		return r.by("name and companion", r.joint(first, last, members))
	}
	if a := r.together(first, last); a != nil {
		return r.by("people named before", a)
	}
	return nil
}

// byName resolves a phrase that holds its source's name: as its head, in an apposition, "the port's
// director, Ana Ruiz", or at its end. Nil if none is in it.
func (r *Directory) byName(p *phrase.Phrase, first, last int) *model.Agent {
	if p.Name != nil && r.of[p.Name.First] != nil {
		return r.by("name", r.of[p.Name.First])
	}
	if a := r.beforeLetters(first, last); a != nil {
		return r.by("name", a)
	}
	for _, aside := range p.Asides {
		q := r.reader.Read(aside.First, aside.Last)
		if q.Name != nil && r.of[q.Name.First] != nil && r.of[q.Name.First].Kind == model.Person &&
			q.Core.First == q.Name.First &&
			!lexicon.IsPlace(r.doc.TextOf(q.Name.Span)) {
			return r.by("name in apposition", r.of[q.Name.First])
		}
	}
	if a := r.namedLast(first, r.relativeAt(first, last)); a != nil && !r.pluralHead(p) {
		return r.by("name at the end", a)
	}
	if a := r.sameWords(first, last); a != nil {
		return r.by("same words as a name", a)
	}
	return nil
}

// relativeAt returns where a relative clause begins in a phrase, its end where there is none: "CEO of
// the Trust Owen Pellow|, who lives in Tarn".
func (r *Directory) relativeAt(first, last int) int {
	t := r.doc.Tokens
	for i := first; i+1 < last; i++ {
		if t[i].Text == "," && t[i+1].Lower == "who" {
			return i
		}
	}
	return last
}

// byInitials finds the person of whom the text tells an office before by whose initials it calls him:
// "Director General of Police Ana Ruiz … | the DG". Nil where the letters are a body's.
func (r *Directory) byInitials(first, last int) *model.Agent {
	t := r.doc.Tokens
	if last-first != 2 || t[first].Lower != "the" {
		return nil
	}
	letters := t[last-1].Text
	if len(letters) < 2 || len(letters) > lexicon.LongestAcronym || strings.ToUpper(letters) != letters {
		return nil
	}
	if _, body := lexicon.KnownBody(letters); body || r.of[last-1] != nil && r.of[last-1].Name != letters {
		return nil
	}
	var found *model.Agent
	for _, o := range r.doc.Offices {
		if o.Title.Begin > t[first].Begin {
			break
		}
		if strings.Contains(initials(r.doc.TextOf(o.Title)), letters) && !o.Holder.IsZero() {
			if a := r.Holder(r.doc.TokensIn(o.Holder)); a != nil && a.Kind == model.Person {
				found = a
			}
		}
	}
	return found
}

// beforeLetters finds the first person whom letters behind the name make the head of a phrase: "| Sunita
// Mehra | KC, for the owners".
func (r *Directory) beforeLetters(first, last int) *model.Agent {
	for i := range r.doc.Names {
		n := &r.doc.Names[i]
		if n.First >= first && n.Last < last {
			a := r.of[n.First]
			if a == nil || a.Kind != model.Person || !lexicon.IsPostnominal(r.doc.Tokens[n.Last].Text) {
				return nil
			}
			return a
		}
	}
	return nil
}

// sameWords finds the agent that goes by the very words, where no name was seen in them: in a
// headline, all of whose words have capitals.
func (r *Directory) sameWords(first, last int) *model.Agent {
	if lexicon.Function(r.doc.Tokens[first].Lower) != "" {
		return nil // "The Prime Minister"
	}
	words := fold(r.doc.TextOf(r.doc.SpanOf(first, last)))
	for _, a := range r.agents {
		if lexicon.IsCapital(words) && (a.Name == words || slices.Contains(a.Aliases, words)) {
			return a
		}
	}
	return nil
}

// pluralHead: "critics, including Ana Ruiz", are more than her.
func (r *Directory) pluralHead(p *phrase.Phrase) bool {
	t := r.doc.Tokens[p.Head]
	return lexicon.IsGroup(t.Lower) || strings.HasSuffix(t.Lower, "s") && !strings.HasSuffix(t.Lower, "ss")
}

// namedLast finds the person whose name ends a phrase, behind a title or a comma: "Mr Dorn's envoy,
// retired general Carl Pell". A name behind a preposition is of another: "an aide to Mr Dorn".
func (r *Directory) namedLast(first, last int) *model.Agent {
	t := r.doc.Tokens
	for last > first && t[last-1].Kind == model.Punct {
		last--
	}
	for i := range r.doc.Names {
		n := &r.doc.Names[i]
		if n.Last != last || n.First <= first || r.of[n.First] == nil || r.of[n.First].Kind != model.Person {
			continue
		}
		if !r.ofAnother(n, first) || r.holds(n, r.doc.SpanOf(first, last)) {
			return r.of[n.First]
		}
	}
	return nil
}

// holds reports whether the first office told in some words, or its body, stands right before the
// name of the person who holds it, as the network links them: "CEO of the Harbour Trust Owen
// Pellow".
func (r *Directory) holds(n *model.Name, words model.Span) bool {
	for _, o := range r.doc.Offices {
		if words.Contains(o.Title) {
			end := max(o.Title.End, o.Body.End)
			return (n.Overlaps(o.Holder) || o.Holder.Overlaps(o.Title)) && !n.Overlaps(o.Title) && n.Begin > end &&
				n.Begin <= end+1
		}
	}
	return false
}

// ofAnother reports whether words between a preposition, "and" or "'s" and a name make it another's
// than the phrase's: up to a comma before it.
func (r *Directory) ofAnother(n *model.Name, first int) bool {
	t := r.doc.Tokens
	for i := n.First - 1; i >= first; i-- {
		if t[i].Text == "," {
			return false
		}
		switch f := lexicon.Function(t[i].Lower); {
		case f == "preposition", f == "conjunction", f == "auxiliary", f == "pronoun":
			return true
		}
	}
	return false
}

// inCapitals finds the person that a transcript names by a surname in capitals: "RUIZ:".
func (r *Directory) inCapitals(i int) *model.Agent {
	t := r.doc.Tokens[i]
	if len(t.Text) < 2 || strings.ToUpper(t.Text) != t.Text {
		return nil
	}
	for _, a := range r.agents {
		words := nameWords(a.Name)
		if a.Kind == model.Person && len(words) > 1 && strings.EqualFold(words[len(words)-1], t.Text) &&
			words[len(words)-1] != t.Text {
			return a
		}
	}
	return nil
}

// standsForPerson: "the Belgian", "the 49-year-old" stand for whom the text speaks of, as a pronoun
// does.
func standsForPerson(t model.Token) bool {
	_, nation := lexicon.Demonym(t.Text)
	if _, country := lexicon.Country(t.Text); country { // "the U.S."
		nation = false
	}
	return nation && !strings.HasSuffix(t.Text, "s") && !strings.HasSuffix(t.Text, "ese") ||
		strings.HasSuffix(t.Lower, "-year-old")
}

// counted: "several people the Republicans have tried to reach", "most of the owners".
func counted(p *phrase.Phrase) bool {
	switch p.Determiner {
	case "some", "many", "several", "few", "most":
		return true
	}
	return false
}

// jointMembers returns the named agents of "Ana Ruiz and Karl Brandt", appositions between them passed
// over, and nil for anything else.
func (r *Directory) jointMembers(first, last int) []*model.Agent {
	if !r.joined(first, last) {
		return nil
	}
	var members []*model.Agent
	t := r.doc.Tokens
	for begin, i := first, first; i <= last; i++ {
		if i < last && t[i].Lower != "and" && t[i].Text != "," && t[i].Text != "&" || i < last && r.insideName(i) {
			continue
		}
		if i > begin {
			p := r.reader.Read(begin, i)
			switch {
			case p.Name != nil && r.of[p.Name.First] != nil && (len(p.Of) == 0 || p.Name.Kind == model.PersonName):
				members = append(members, r.of[p.Name.First])
			case begin == first || t[begin-1].Text != ",": // "protesters and Karl Brandt"
				return nil
			}
		}
		begin = i + 1
	}
	return slices.Compact(members)
}

// joined reports whether an "and" outside names stands within the tokens, not behind a preposition
// of the first member ("head of the union and of the party").
func (r *Directory) joined(first, last int) bool {
	for i := first; i < last; i++ {
		if (r.doc.Tokens[i].Lower == "and" || r.doc.Tokens[i].Text == "&") && !r.insideName(i) {
			return true
		}
	}
	return false
}

func (r *Directory) insideName(i int) bool {
	for _, n := range r.doc.Names {
		if n.First <= i && i < n.Last {
			return true
		}
	}
	return false
}

func (r *Directory) joint(first, last int, members []*model.Agent) *model.Agent {
	words := r.reader.Text(phrase.Range{First: first, Last: last})
	a := r.nameless(model.Joint, words)
	a.Members = members
	return a
}

// nameless returns the document's agent without a name that is described by these words.
func (r *Directory) nameless(kind model.AgentKind, words string) *model.Agent {
	words = fold(words)
	if rest, ok := strings.CutPrefix(words, "The "); ok && (kind == model.Organization || kind == model.Paper) {
		words = "the " + rest // it began a sentence
	}
	key := string(kind) + " " + words
	if a := r.local[key]; a != nil {
		return a
	}
	a := r.add(&model.Agent{Kind: kind, Words: words, Local: true})
	r.local[key] = a
	return a
}

// collect puts each agent's mentions in text order, each once, and drops aliases that are its name.
func (r *Directory) collect() {
	for _, a := range r.agents {
		slices.SortFunc(a.Mentions, func(x, y model.Span) int { return x.Begin - y.Begin })
		a.Mentions = slices.Compact(a.Mentions)
		a.Aliases = slices.DeleteFunc(a.Aliases, func(x string) bool { return x == a.Name })
	}
}
