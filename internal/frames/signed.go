package frames

import (
	"slices"
	"strconv"
	"strings"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

// findSigned finds documents with signatories: a title in quotation marks that no statement holds,
// and a form of "sign" in the same paragraph: "published a letter entitled "…", 27 scientists
// signed it".
func (f *framer) findSigned() {
	for pi := range f.doc.Paragraphs {
		p := f.doc.Paragraphs[pi]
		first, last := f.doc.Sentences[p.First].First, f.doc.Sentences[p.Last-1].Last
		sign := -1
		for i := first; i < last; i++ {
			if w := f.tok(i).Lower; (w == "signed" || w == "sign") && !f.tok(i).Quoted {
				sign = i
			}
		}
		if sign < 0 {
			continue
		}
		for _, q := range f.doc.Quotations {
			if q.Depth == 0 && first <= q.First && q.Last <= last && (q.Title || !f.said(q.First)) &&
				q.Last-q.First > 3 {
				f.doc.Signed = append(f.doc.Signed, f.signed(q, sign, first, last))
				break
			}
		}
	}
}

func (f *framer) signed(q model.Quotation, sign, first, last int) *model.SignedDocument {
	end := q.Last
	if f.tok(end-1).Kind == model.CloseQ {
		end--
	}
	title := f.doc.TextOf(f.doc.SpanOf(q.First+1, end))
	d := &model.SignedDocument{
		Title: strings.TrimRight(strings.Join(strings.Fields(title), " "), ",."),
		Time:  f.timeIn(first, last),
		Words: f.doc.SpanOf(first, last),
	}
	a, b := f.signatories(sign, first, last)
	if b > a {
		d.Signatories = f.doc.TextOf(f.doc.SpanOf(a, b))
		d.Count = count(f.tok(a).Lower)
		for k := a; k < b; k++ {
			if s := f.dir.NamedAt(k); s != nil && !slices.Contains(d.Signers, s) &&
				(s.Kind == model.Person || s.Kind == model.Organization) {
				d.Signers = append(d.Signers, s)
			}
		}
	}
	for i := first; i < q.First; i++ { // the name whose verb is "published"
		if w := f.tok(i).Lower; w == "published" || w == "printed" || w == "carried" || w == "issued" ||
			w == "released" ||
			w == "ran" {
			for k := first; k < i; k++ {
				if n := f.reader.NameAt(k); n != nil && f.dir.NamedAt(k) != nil {
					d.Publisher = f.dir.NamedAt(k)
					break
				}
			}
			break
		}
	}
	return d
}

// signatories returns the phrase behind "signed by", or the subject of "signed".
func (f *framer) signatories(sign, first, last int) (int, int) {
	if f.tok(sign+1).Lower == "by" {
		end := sign + 2
		for end < last && (f.tok(end).Kind != model.Punct &&
			lexicon.Function(f.tok(end).Lower) != "conjunction" || end > sign+2 && f.joinsNames(end)) {
			end++
		}
		return sign + 2, end
	}
	begin := sign
	for begin > first && f.tok(begin-1).Kind != model.Punct && f.tok(begin-1).Kind != model.CloseQ &&
		lexicon.Function(f.tok(begin-1).Lower) != "conjunction" && lexicon.TimeKind(f.tok(begin-1).Lower) == "" {
		begin--
	}
	for i := begin; i < sign; i++ { // "within a week 43 scholars signed it"
		if f.tok(i).Kind == model.Number {
			return i, sign
		}
	}
	return begin, sign
}

// joinsNames: a comma or "and" before one more name: "signed by Ola Lund, Carl Pell | and | Mary
// Okafor".
func (f *framer) joinsNames(i int) bool {
	if t := f.tok(i); t.Text != "," && t.Lower != "and" {
		return false
	}
	return f.reader.NameAt(i+1) != nil ||
		f.tok(i).Text == "," && f.tok(i+1).Lower == "and" && f.reader.NameAt(i+2) != nil
}

func count(word string) int {
	n, err := strconv.Atoi(strings.ReplaceAll(word, ",", ""))
	if err != nil {
		return 0
	}
	return n
}
