package lang

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

const (
	headlineWords = 22 // a headline is not longer, in words
	bylineWords   = 12
	datelineWords = 14
)

// findFurniture recognises headline, by-line and dateline at the article's head and the agency's
// sign-off at its foot, and fills in what they tell.
func findFurniture(d *model.Document) {
	if len(d.Paragraphs) == 0 {
		return
	}
	at := 0
	if len(d.Paragraphs) > 1 && isHeadline(d, 0) {
		addFurniture(d, model.Headline, d.Paragraphs[0].Span)
		at++
	}
	if at < len(d.Paragraphs)-1 && isByline(d, at) {
		p := d.Paragraphs[at]
		addFurniture(d, model.Byline, p.Span)
		if d.Article.Author == "" {
			d.Article.Author = authorOf(d.TextOf(p.Span))
		}
		at++
	}
	findDateline(d, at)
	findSignOff(d)
}

// isHeadline: short, no full stop at its end, and no quotation of its own that the article's
// text would continue; "Port of Tarn to reopen, says authority".
func isHeadline(d *model.Document, pi int) bool {
	p := d.Paragraphs[pi]
	first, last := d.Sentences[p.First].First, d.Sentences[p.Last-1].Last
	end := d.Tokens[last-1]
	if last-first > headlineWords || d.Tokens[first].Kind == model.OpenQ && end.Kind == model.CloseQ {
		return false
	}
	if last-first == 1 && end.Kind != model.Word {
		return false
	}
	switch end.Text {
	case ".", ":", ",", "…", "...", ")":
		return false
	}
	if end.Kind == model.CloseQ && last-first > 1 {
		before := d.Tokens[last-2].Text
		return before != "." && before != "," && before != "?" && before != "!"
	}
	return end.Text != "!" && end.Text != "?" || pi == 0 && last-first < headlineWords/2 && len(d.Paragraphs) > 2
}

// isByline: "By Ana Ruiz", "By ANA RUIZ, Meridian Staff", "Ana Ruiz, Tarn".
func isByline(d *model.Document, pi int) bool {
	p := d.Paragraphs[pi]
	first, last := d.Sentences[p.First].First, d.Sentences[p.Last-1].Last
	if last-first > bylineWords || last-first < 2 || d.Tokens[last-1].Text == "." {
		return false
	}
	if d.Tokens[first].Lower != "by" {
		return pi > 0 && nameAndPlace(d.Tokens[first:last])
	}
	return lexicon.IsCapital(d.Tokens[first+1].Text)
}

// nameAndPlace: a paragraph is nothing but a person's name, a comma and a place: "Ana Ruiz, Tarn".
func nameAndPlace(t []model.Token) bool {
	const longest = 3 // words of either
	comma := slices.IndexFunc(t, func(t model.Token) bool { return t.Text == "," })
	if comma < 2 || comma > longest || len(t)-comma-1 < 1 || len(t)-comma-1 > longest {
		return false
	}
	_, given := lexicon.GivenName(t[0].Text)
	return given && !slices.ContainsFunc(t, func(t model.Token) bool {
		return t.Text != "," && (t.Kind != model.Word || !lexicon.IsCapital(t.Text))
	})
}

// authorOf takes the names out of a by-line: "By | Ana Ruiz and Karl Brandt |, Meridian".
func authorOf(line string) string {
	if strings.EqualFold(line[:min(len(line), len("by "))], "by ") {
		line = strings.TrimSpace(line[len("by "):])
	}
	if i := strings.IndexAny(line, ",|(\n"); i > 0 {
		line = line[:i]
	}
	return strings.TrimSpace(line)
}

// findDateline reads "GENEVA -", "PARIS (AP) —", "NAIROBI, June 2 (Meridian) -", "LONDON:" at the
// begin of a paragraph. The place is in capitals, or an agency stands in brackets.
func findDateline(d *model.Document, pi int) {
	if pi >= len(d.Paragraphs) {
		return
	}
	p := d.Paragraphs[pi]
	first, last := d.Sentences[p.First].First, d.Sentences[p.Last-1].Last
	end, agency := datelineEnd(d, first, min(first+datelineWords, last))
	if end <= first || end+1 >= last {
		return
	}
	place, date := placeAndDate(d, first, end)
	if !isDateline(d, pi, place, agency, end) {
		return
	}
	d.Dateline = model.Dateline{Place: titleCase(place), Date: date, Agency: agency}
	if d.Article.Publisher == "" {
		d.Article.Publisher = agency
	}
	addFurniture(d, model.DatelineMark, d.SpanOf(first, end+1))
}

// datelineEnd returns the dash or colon that ends a dateline in tokens [first, last), and the agency
// in brackets before it; -1 if there is none.
func datelineEnd(d *model.Document, first, last int) (end int, agency string) {
	for i := first; i < last; i++ {
		t := d.Tokens[i]
		switch {
		case t.Text == "(":
			if close := closing(d, i, last); close > 0 {
				agency = strings.TrimSpace(d.TextOf(d.SpanOf(i+1, close)))
				i = close
			}
		case isDash(t.Text) || t.Text == ":" && i > first:
			return i, agency
		case !inDateline(t):
			return -1, ""
		}
	}
	return -1, ""
}

// inDateline reports whether a token may stand in a dateline, as words with capitals, "de", numbers
// and commas do.
func inDateline(t model.Token) bool {
	switch t.Kind {
	case model.Word:
		return lexicon.IsCapital(t.Text) || isPlaceParticle(t.Lower)
	case model.Number:
		return true
	}
	return t.Text == "," || t.Text == "/" || t.Text == "."
}

// isDateline reports whether a place, and an agency if there is one, before the sign at token end
// are a dateline.
func isDateline(d *model.Document, pi int, place, agency string, end int) bool {
	if utf8.RuneCountInString(place) < 2 {
		return false
	}
	sign, next := d.Tokens[end].Text, d.Tokens[end+1].Text
	if sign == ":" && agency == "" && !lexicon.IsPlace(titleCase(place)) && !noTurn(d, pi) {
		return false // "SMITH: We are late." is a transcript's turn
	}
	return strings.ToUpper(place) == place || agency != "" ||
		lexicon.IsPlace(place) && longDash(sign) && lexicon.IsCapital(next)
}

// noTurn reports whether the words in capitals before a colon that begin a paragraph are nobody's turn:
// they begin with no given name, no quotation and nobody who speaks of himself is behind them, and no
// other paragraph of the article begins so.
func noTurn(d *model.Document, pi int) bool {
	p := d.Paragraphs[pi]
	first := d.Sentences[p.First].First
	if _, given := lexicon.GivenName(titleCase(d.Tokens[first].Text)); given ||
		d.Tokens[labelEnd(d, first)+1].Kind == model.OpenQ {
		return false
	}
	for i := first; i < d.Sentences[p.Last-1].Last; i++ {
		switch t := d.Tokens[i]; t.Lower {
		case "i", "we", "my", "our", "me", "us", "you", "your":
			if !t.Quoted {
				return false
			}
		}
	}
	for i, p := range d.Paragraphs {
		if first := d.Sentences[p.First].First; i != pi && labelEnd(d, first) > first {
			return false
		}
	}
	return len(d.Paragraphs) > pi+1
}

// labelEnd returns the token of the colon behind words in capitals that begin at token first: "ANA RUIZ,
// HOST:", "SEN. LUND (I-ME):"; first where there is none.
func labelEnd(d *model.Document, first int) int {
	const longest = 10 // tokens
	for i := first; i < min(len(d.Tokens), first+longest); i++ {
		t := d.Tokens[i]
		if t.Text == ":" {
			return i
		}
		if strings.ToUpper(t.Text) != t.Text || t.Kind == model.OpenQ {
			return first
		}
	}
	return first
}

func isDash(s string) bool { return s == "-" || s == "–" || s == "—" || s == "--" }

// longDash: "Paris - Nice" is a race, "Jordan: I will play on" a headline.
func longDash(s string) bool { return s == "—" || s == "–" || s == "--" }

func isPlaceParticle(lower string) bool {
	switch lower {
	case "de", "la", "of", "el", "du", "den", "am", "al", "and", "the":
		return true
	}
	return false
}

// closing returns the index of the bracket that closes the one at i, or -1.
func closing(d *model.Document, i, last int) int {
	for j := i + 1; j < last; j++ {
		if d.Tokens[j].Text == ")" {
			return j
		}
	}
	return -1
}

// placeAndDate splits "NAIROBI, June 2": the place runs to the first comma, month or bracket.
func placeAndDate(d *model.Document, first, end int) (place, date string) {
	i := first
	for i < end && d.Tokens[i].Text != "," && d.Tokens[i].Text != "(" && d.Tokens[i].Text != "/" &&
		(i == first || lexicon.TimeKind(d.Tokens[i].Lower) != "month") {
		i++
	}
	place = d.TextOf(d.SpanOf(first, i))
	for j := i; j < end; j++ {
		if lexicon.TimeKind(d.Tokens[j].Lower) != "month" {
			continue
		}
		k := j + 1
		for k < end && (d.Tokens[k].Kind == model.Number || d.Tokens[k].Text == "," && k+1 < end &&
			d.Tokens[k+1].Kind == model.Number) {
			k++
		}
		return place, d.TextOf(d.SpanOf(j, k))
	}
	return place, ""
}

// titleCase writes a place in capitals as a name: "NEW YORK" → "New York".
func titleCase(s string) string {
	if strings.ToUpper(s) != s {
		return s
	}
	prev := ' '
	return strings.Map(func(r rune) rune {
		keep := !unicode.IsLetter(prev) && prev != '\'' && prev != '’'
		prev = r
		if keep {
			return r
		}
		return unicode.ToLower(r)
	}, s)
}

// findSignOff reads "(Xinhua)", "— Reuters", "END" at the article's foot.
func findSignOff(d *model.Document) {
	p := d.Paragraphs[len(d.Paragraphs)-1]
	first, last := d.Sentences[p.First].First, d.Sentences[p.Last-1].Last
	end := last
	if d.Tokens[end-1].Text == "." && end-1 > first {
		end--
	}
	if d.Tokens[end-1].Text == ")" {
		for i := end - 2; i >= first && i >= end-8; i-- {
			if d.Tokens[i].Text != "(" {
				continue
			}
			name := strings.TrimSpace(d.TextOf(d.SpanOf(i+1, end-1)))
			// A bracket after a full stop that holds a name: "… support," Chen said. (Xinhua)
			after := i == first || strings.ContainsAny(d.Tokens[i-1].Text, ".!?") || d.Tokens[i-1].Kind == model.CloseQ
			if lexicon.IsAgency(name) || after && i >= end-5 && isNameLike(name) {
				addFurniture(d, model.SignOff, d.SpanOf(i, last))
				d.Furniture[len(d.Furniture)-1].Text = name
				if d.Article.Publisher == "" {
					d.Article.Publisher = name
				}
			}
			return
		}
	}
	body := strings.TrimSpace(strings.TrimLeft(d.TextOf(p.Span), "-–— "))
	if len(d.Paragraphs) > 1 &&
		(lexicon.IsAgency(body) || body == "END" || body == "ENDS" || body == "###" || body == "-30-") {
		addFurniture(d, model.SignOff, p.Span)
	}
}

func isNameLike(s string) bool {
	for _, w := range strings.Fields(s) {
		if !lexicon.IsCapital(w) {
			return false
		}
	}
	return s != ""
}

func addFurniture(d *model.Document, kind model.FurnitureKind, s model.Span) {
	d.Furniture = append(d.Furniture, model.Furniture{Span: s, Kind: kind, Text: d.TextOf(s)})
}
