package agents

import (
	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

// anonymous reports whether the article says of a source without a name that it is not to be named,
// in a sentence that mentions it or in the next one, where that begins with whom it is about: "A
// nurse saw the fire. She asked not to be named."
func anonymous(d *model.Document, a *model.Agent) bool {
	for _, m := range a.Mentions {
		first, _ := d.TokensIn(m)
		if first == len(d.Tokens) {
			continue
		}
		s := d.Tokens[first].Sentence
		if saysAnonymous(d, s) || s+1 < len(d.Sentences) && goesOnAbout(d, s+1) && saysAnonymous(d, s+1) {
			return true
		}
	}
	return false
}

func saysAnonymous(d *model.Document, sentence int) bool {
	for i := d.Sentences[sentence].First; i < d.Sentences[sentence].Last; i++ {
		if !d.Tokens[i].Quoted && lexicon.Anonymity(d.Tokens[:d.Sentences[sentence].Last], i) {
			return true
		}
	}
	return false
}

// goesOnAbout reports whether a sentence begins with whom the one before it is about.
func goesOnAbout(d *model.Document, sentence int) bool {
	s := d.Sentences[sentence]
	switch first := d.Tokens[s.First].Lower; first {
	case "he", "she", "they":
		return true
	case "the":
		return s.First+1 < s.Last && lexicon.IsUnnamedNoun(d.Tokens[s.First+1].Lower)
	}
	return false
}
