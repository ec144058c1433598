package names

import (
	"slices"
	"strings"

	"quotegraph/internal/encoder"
	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

// endsTitle reports whether the network sees a name's last word as one of an office's title too:
// "the Inspector-General".
func (f *finder) endsTitle(l labelled) bool {
	word := f.doc.Tokens[l.last-1].Span
	return slices.ContainsFunc(f.doc.Offices, func(o *model.Office) bool { return o.Title.Contains(word) })
}

// labelled is a name that the network sees: tokens [first, last).
type labelled struct {
	first, last int
	kind        model.NameKind
	sure        bool
}

// A name is taken from the network, against what capitals and lists say, from this mean
// log-probability on.
const sure = -0.25

// labels returns the names that the network sees, in text order: an article that it takes for a
// name by itself joins the name behind it, and lower-case words at a name's ends are no part of it.
func labels(d *model.Document, scores *encoder.Reading) []labelled {
	var out []labelled
	for _, s := range scores.NameSpans() {
		l := labelled{scores.Tokens[s.First], scores.Tokens[s.Last-1] + 1, kinds[s.Kind], s.Score >= sure}
		if n := len(out); n > 0 && out[n-1].last == l.first && out[n-1].last-out[n-1].first == 1 &&
			d.Tokens[out[n-1].first].Lower == "the" {
			l.first = out[n-1].first
			out = out[:n-1]
		}
		for l.first < l.last && small(d.Tokens[l.first]) && d.Tokens[l.first].Lower != "the" {
			l.first++
		}
		for l.last > l.first && small(d.Tokens[l.last-1]) {
			l.last--
		}
		if n := len(out); n > 0 && out[n-1].last == l.first && l.kind == model.PersonName && endsInOffice(d, out[n-1]) {
			out = out[:n-1] // "DOH Undersecretary | Maria Vergara": no name of its own
		}
		if l.first < l.last {
			out = append(out, l)
		}
	}
	return slices.DeleteFunc(out, func(l labelled) bool {
		return l.last-l.first == 1 && lexicon.Function(d.Tokens[l.first].Lower) == "article"
	})
}

func endsInOffice(d *model.Document, l labelled) bool {
	_, ok := lexicon.OfficeOf(d.Tokens[l.last-1].Lower)
	return ok
}

// held returns the names of those who hold offices, as the network links them: two to four words
// with capitals are a person's name.
func held(d *model.Document) []labelled {
	var out []labelled
	for _, o := range d.Offices {
		first, last := d.TokensIn(o.Holder)
		if o.Holder.Overlaps(o.Title) { // "Minister of Fisheries | Tove Lindahl"
			_, first = d.TokensIn(o.Title)
		}
		if last-first < 2 || last-first > 4 {
			continue
		}
		whole := true
		for i := first; i < last; i++ {
			inside := i > first && i+1 < last && particle(d.Tokens[i])
			whole = whole && d.Tokens[i].Kind == model.Word &&
				(inside || !small(d.Tokens[i]) && lexicon.Function(d.Tokens[i].Lower) == "")
		}
		if whole {
			out = append(out, labelled{first, last, model.PersonName, true})
		}
	}
	return out
}

// small: all of a word's letters are lower case.
func small(t model.Token) bool {
	return t.Kind == model.Word && strings.ToLower(t.Text) == t.Text && strings.ToUpper(t.Text) != t.Text
}

var kinds = map[string]model.NameKind{
	"person": model.PersonName, "organization": model.OrganizationName, "place": model.PlaceName, "event": model.OtherName,
}
