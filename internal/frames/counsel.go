package frames

import (
	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
	"quotegraph/internal/phrase"
)

// counsel tells for whom a lawyer appears, where a court report says so behind the name: "Sunita Mehra
// KC, | for the owners", "Advocate Ana Ruiz, | for 212 dockers".
func (f *framer) counsel() {
	for i := range f.doc.Names {
		n := &f.doc.Names[i]
		a := f.dir.NamedAt(n.First)
		if a == nil || a.Kind != model.Person {
			continue
		}
		at := n.Last
		letters := lawyersLetters(f.tok(at).Text)
		if letters {
			at++
		}
		if !letters && !f.lawyerBefore(n) {
			continue
		}
		if f.tok(at).Text == "," {
			at++
		}
		sentence := f.doc.Sentences[f.tok(n.First).Sentence]
		end := f.reader.ComplementEnd(at+1, sentence.Last)
		if f.tok(at).Lower != "for" || !f.standsFor(at+1, end) {
			continue
		}
		f.rule = "words: counsel for"
		client := f.dir.Principal(phrase.Range{First: at + 1, Last: end})
		f.add(a, client, model.Explicit, f.doc.SpanOf(at, end))
	}
}

// lawyerBefore: a name begins with a lawyer's trade or has it before it: "Advocate Ana Ruiz".
func (f *framer) lawyerBefore(n *model.Name) bool {
	before := n.First - 1
	if _, _, courtesy := lexicon.Honorific(f.tok(before).Text); courtesy {
		before--
	}
	return lawyer(f.tok(before).Lower) || lawyer(f.tok(n.First).Lower)
}

func lawyer(trade string) bool {
	switch trade {
	case "advocate", "attorney", "barrister", "counsel", "lawyer", "solicitor", "attorney-at-law":
		return true
	}
	return false
}

// lawyersLetters reports letters behind a name that only a lawyer has: "KC".
func lawyersLetters(word string) bool {
	switch word {
	case "BL", "KC", "QC", "SAN", "SC":
		return true
	}
	return false
}
