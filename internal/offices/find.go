// Package offices finds every place of a document that tells an office: its title, the words for
// the body that it is an office of or in, the words for who holds it, and whether it is held now.
// It reads the network's office heads and knows nothing of who anybody is.
package offices

import (
	"slices"
	"strings"
	"sync"

	"quotegraph/internal/encoder"
	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

// Find returns the document's offices in text order. It reads tokens and scores.
func Find(d *model.Document, scores *encoder.Reading) []*model.Office {
	f := &finder{
		doc:     d,
		scores:  scores,
		titles:  map[int]bool{},
		names:   sync.OnceValue(scores.NameSpans),
		bodies:  byWord(scores.OfficeSpans(encoder.Body)),
		holders: byWord(scores.OfficeSpans(encoder.Holder)),
	}
	var out []*model.Office
	for _, t := range f.withRanks(scores.OfficeSpans(encoder.Title)) {
		o := &model.Office{Title: f.wholeTitle(t), Status: f.status(t)}
		if w := f.linked(encoder.BodyOf, t); w >= 0 {
			o.Body = f.around(w, f.bodies)
		}
		if w := f.linked(encoder.HolderOf, t); w >= 0 {
			o.Holder = f.around(w, f.holders)
		}
		if o.Body.Overlaps(o.Title) {
			o.Body = model.Span{}
		}
		f.country(o)
		f.complement(o)
		f.portfolio(o)
		f.titles[scores.Tokens[t.Last-1]] = true
		out = append(out, o)
	}
	return out
}

// wholeTitle adds the last word of a title that a list knows, "Detective Chief | Inspector", and the
// first one of a trade that a sentence begins with.
func (f *finder) wholeTitle(t encoder.Span) model.Span {
	title := f.span(t.First, t.Last)
	if f.opensTrade(t) {
		title = f.span(t.First-1, t.Last)
	}
	if t.Last-t.First > 1 && t.Last < len(f.scores.Tokens) {
		longer := f.span(t.First, t.Last+1)
		if _, known := lexicon.OfficeOf(strings.ToLower(f.doc.TextOf(longer))); known {
			return longer
		}
	}
	return title
}

// opensTrade: the word that a sentence begins with, before a trade and a name, tells the trade: "Vine |
// grower Elio Sanna". A name tells none: "Orlex | spokesman Elio Sanna".
func (f *finder) opensTrade(t encoder.Span) bool {
	if t.First == 0 || t.Last >= len(f.scores.Tokens) {
		return false
	}
	at := f.scores.Tokens[t.First-1]
	w, title, behind := f.doc.Tokens[at], f.doc.Tokens[at+1], f.doc.Tokens[f.scores.Tokens[t.Last]]
	office, _ := lexicon.OfficeOf(title.Lower)
	return f.doc.Sentences[w.Sentence].First == at && lexicon.IsCapital(w.Text) &&
		strings.ToLower(title.Text) == title.Text && lexicon.IsCapital(behind.Text) &&
		(office.Class == lexicon.AnyPerson || office.Class == lexicon.Affiliated) && plain(w) && !f.named(t.First-1)
}

// plain reports a word that no list has: of no country, party, body or place, no name, no title, and
// no plural, which clubs have: "Rovers | striker".
func plain(w model.Token) bool {
	_, body := lexicon.KnownBody(w.Text)
	_, given := lexicon.GivenName(w.Text)
	for _, listed := range []func(string) (string, bool){lexicon.Demonym, lexicon.Country, lexicon.Party} {
		if _, ok := listed(w.Text); ok {
			return false
		}
	}
	_, adjective := lexicon.BodyAdjective(w.Lower)
	_, _, courtesy := lexicon.Honorific(w.Text)
	return !body && !given && !adjective && !courtesy && !lexicon.IsPlace(w.Text) && w.Kind == model.Word &&
		!strings.HasSuffix(w.Lower, "s") && lexicon.Function(w.Lower) == "" &&
		lexicon.OfficeStatus(w.Lower, false) == "" && lexicon.BodyKind(w.Lower) == ""
}

// named reports whether the network is rather sure of a name that word i begins.
func (f *finder) named(i int) bool {
	const rather = -0.7 // mean log-probability
	return slices.ContainsFunc(f.names(), func(s encoder.Span) bool {
		return s.First == i && s.Score > rather
	})
}

// portfolio joins what a minister is for to the title, where the network takes it for a body: "Local
// Government | Minister". A union's secretary is another.
func (f *finder) portfolio(o *model.Office) {
	body, title := f.doc.TextOf(o.Body), f.doc.TextOf(o.Title)
	if o.Body.IsZero() || o.Body.End+1 != o.Title.Begin || title != "Minister" && title != "Secretary" {
		return
	}
	last := strings.ToLower(body[strings.LastIndexByte(body, ' ')+1:])
	_, nation := lexicon.Demonym(body)
	_, country := lexicon.Country(body)
	_, party := lexicon.Party(body)
	_, known := lexicon.KnownBody(body)
	if nation || country || party || known || lexicon.IsPlace(body) || lexicon.BodyKind(last) != "" &&
		body != "Local Government" {
		return
	}
	o.Title.Begin, o.Body = o.Body.Begin, model.Span{}
}

// complement takes what an office is for or of off a title that holds it:
// "advocate | for seamen", "First Minister | of Wales". It is the body where no other is told.
func (f *finder) complement(o *model.Office) {
	first, last := f.doc.TokensIn(o.Title)
	for i := first + 1; i+1 < last; i++ {
		rest := f.doc.SpanOf(i+1, last)
		words := f.doc.TextOf(rest)
		_, country := lexicon.Country(words)
		_, state := lexicon.State(words)
		switch w := f.doc.Tokens[i].Lower; {
		case w == "for" && actsFor(f.doc.Tokens[i-1].Lower),
			w == "of" && (country || state || lexicon.IsPlace(words)):
			o.Title.End = f.doc.Tokens[i-1].End
			if o.Body.IsZero() && lexicon.IsCapital(words) {
				o.Body = rest
			}
			return
		}
	}
}

// actsFor: who or what such an office is for is no part of its name, as it is of "minister for health".
func actsFor(noun string) bool {
	switch noun {
	case "advocate", "advocates", "lawyer", "lawyers", "attorney", "attorneys", "counsel", "lobbyist", "lobbyists",
		"campaigner", "campaigners", "activist", "activists":
		return true
	}
	return false
}

// country takes the country off a title that has no body besides: "U.S. | ambassador".
func (f *finder) country(o *model.Office) {
	first, last := f.doc.TokensIn(o.Title)
	t := f.doc.Tokens[first]
	_, country := lexicon.Country(t.Text)
	if _, from := lexicon.Demonym(t.Text); o.Body.IsZero() && last-first > 1 && (country || from) {
		o.Body, o.Title.Begin = t.Span, f.doc.Tokens[first+1].Begin
	}
}

type finder struct {
	doc             *model.Document
	scores          *encoder.Reading
	bodies, holders map[int]encoder.Span
	names           func() []encoder.Span // that the network sees, decoded when they are first asked for
	titles          map[int]bool          // the last tokens of the titles so far
}

// byWord tells the span that each word lies in.
func byWord(spans []encoder.Span) map[int]encoder.Span {
	out := map[int]encoder.Span{}
	for _, s := range spans {
		for i := s.First; i < s.Last; i++ {
			out[i] = s
		}
	}
	return out
}

// withRanks adds the titles of those who come first in their party in a house or a committee, where
// the network sees none: "the top Democrat on the Finance Committee".
func (f *finder) withRanks(titles []encoder.Span) []encoder.Span {
	word := func(i int) model.Token { return f.doc.Tokens[f.scores.Tokens[i]] }
	for i := 1; i+1 < len(f.scores.Tokens); i++ {
		switch word(i - 1).Lower {
		case "top", "ranking", "senior", "top-ranking", "highest-ranking":
		default:
			continue
		}
		_, party := lexicon.Party(word(i).Text)
		if next := word(i + 1); !party || next.Kind == model.Word && lexicon.Function(next.Lower) == "" &&
			!lexicon.IsCapital(next.Text) {
			continue // "top Republican donors"
		}
		rank := encoder.Span{First: i - 1, Last: i + 1}
		at, _ := slices.BinarySearchFunc(titles, rank, func(a, b encoder.Span) int { return a.First - b.First })
		if at > 0 && titles[at-1].Last > rank.First || at < len(titles) && titles[at].First < rank.Last {
			continue
		}
		titles = slices.Insert(titles, at, rank)
	}
	return titles
}

// span is the bytes of words [first, last).
func (f *finder) span(first, last int) model.Span {
	return f.doc.SpanOf(f.scores.Tokens[first], f.scores.Tokens[last-1]+1)
}

// around is the span of a part that a word lies in, or the word alone.
func (f *finder) around(w int, parts map[int]encoder.Span) model.Span {
	tokens := f.doc.Tokens
	if s, ok := parts[w]; ok {
		out := f.span(s.First, s.Last)
		next := f.scores.Tokens[s.Last-1] + 1
		if next+1 < len(tokens) && tokens[next].Text == "&" && lexicon.IsCapital(tokens[next+1].Text) {
			out.End = tokens[next+1].End // "a partner at Hogan | & Holm"
		}
		return out
	}
	last := w + 1
	for last < len(f.scores.Tokens) && lexicon.Function(tokens[f.scores.Tokens[last-1]].Lower) == "article" {
		last++ // "a lawyer for the tenants"
	}
	return f.span(w, last)
}

// linked returns the word that a title's words together hold likeliest, -1 for none. All are seen
// from the window of the title's middle.
func (f *finder) linked(link encoder.Link, t encoder.Span) int {
	at := (t.First + t.Last - 1) / 2
	var sum []float32
	begin := 0
	for i := t.First; i < t.Last; i++ {
		from, p := f.scores.Links(link, i, at)
		if p == nil {
			continue
		}
		begin = from
		if sum == nil {
			sum = make([]float32, len(p))
		}
		for k, v := range p {
			sum[k] += v
		}
	}
	best := len(sum) - 1
	for k, v := range sum {
		if v > sum[best] {
			best = k
		}
	}
	if best < 0 || best == len(sum)-1 {
		return -1
	}
	return begin + best
}

// status is what words around the title say, else what its own words' scores do.
func (f *finder) status(t encoder.Span) model.Status {
	if s := f.told(t); s != "" {
		return s
	}
	all := f.scores.Network().Statuses
	sum := make([]float32, len(all))
	for i := t.First; i < t.Last; i++ {
		for k, v := range f.scores.Status(i) {
			sum[k] += v
		}
	}
	best := 0
	for k, v := range sum {
		if v > sum[best] {
			best = k
		}
	}
	return model.Status(all[best])
}

// before is how many words before a title are looked at: "a former Democratic National Committee
// chairman".
const before = 6

// told reads "former", "acting", "designate" around a title, within its noun phrase: behind the
// title before it, "a former chairman says President Dorn".
func (f *finder) told(t encoder.Span) model.Status {
	first, last := f.scores.Tokens[t.First], f.scores.Tokens[t.Last-1]
	if s := f.toldBefore(first); s != "" {
		return s
	}
	if s := f.toldWithin(first, last+2); s != "" {
		return s
	}
	return affixed(f.doc.Tokens[first].Lower, f.doc.Tokens[last].Lower)
}

// toldBefore reads the words before a title that begins at token first, from right to left:
// "former", "at the time"; "" if they tell nothing.
func (f *finder) toldBefore(first int) model.Status {
	t := f.doc.Tokens
	for i := first - 1; i >= max(0, first-before) && t[i].Sentence == t[first].Sentence; i-- {
		opens := f.doc.Sentences[t[i].Sentence].First == i
		if s := lexicon.OfficeStatus(t[i].Lower, false); s != "" && !(opens && t[i].Lower == "then") {
			return model.Status(s) // not "Then commissioners in London said no"
		}
		if t[i].Lower == "time" && i > 1 && t[i-1].Lower == "the" && t[i-2].Lower == "at" {
			return model.Former // "at the time chairman"
		}
		if f.titles[i] || beginsPhrase(t[i]) {
			break
		}
	}
	return ""
}

// beginsPhrase: a title's noun phrase begins with a word of this kind, or behind it: a mark but a
// hyphen, a function word, "'s".
func beginsPhrase(t model.Token) bool {
	return t.Kind == model.Punct && t.Text != "-" || lexicon.Function(t.Lower) != "" || t.Lower == "'s"
}

// toldWithin reads the words of a title and the one behind it, tokens [first, end), of the title's
// sentence: "designate"; "" if they tell nothing.
func (f *finder) toldWithin(first, end int) model.Status {
	t := f.doc.Tokens
	for i := first; i < min(end, len(t)) && t[i].Sentence == t[first].Sentence; i++ {
		if s := lexicon.OfficeStatus(t[i].Lower, true); s != "" {
			return model.Status(s)
		}
	}
	return ""
}

// affixed reads what is joined to a title's first or last word: "ex-mayor", "mayor-elect"; "" if
// nothing is.
func affixed(first, last string) model.Status {
	switch {
	case strings.HasPrefix(first, "ex-"):
		return model.Former
	case strings.HasSuffix(last, "-elect"), strings.HasSuffix(last, "-designate"):
		return model.Future
	}
	return ""
}
