// Package frames finds what surrounds the statements: the offices that sources hold, on whose behalf
// they speak and who stands behind that, the occasions on which they spoke, and signed documents.
// Everything comes with the words that prove it. The package knows nothing of the store.
package frames

import (
	"quotegraph/internal/agents"
	"quotegraph/internal/model"
	"quotegraph/internal/phrase"
)

// Attach fills in the document's roles, representation, events and signed documents, and each
// statement's Role, Principal and Event. It needs resolved agents.
func Attach(d *model.Document, dir *agents.Directory) {
	f := &framer{
		doc:    d,
		dir:    dir,
		reader: dir.Reader(),
		roles:  map[*model.Agent][]*model.Role{},
		behalf: map[*model.Agent][]model.Principal{},
		spoken: map[[2]*model.Agent]*model.Role{},
		future: map[*model.Role]bool{},
	}
	f.findRoles()
	f.findBehalf()
	f.findEvents()
	f.findPlaces()
	f.findSigned()
}

type framer struct {
	doc     *model.Document
	dir     *agents.Directory
	reader  *phrase.Reader
	roles   map[*model.Agent][]*model.Role
	behalf  map[*model.Agent][]model.Principal // nearest first
	rule    string                             // that finds what is added next
	future  map[*model.Role]bool               // offices that are not held yet
	content []bool                             // of each token, whether a statement has it; nil: not known yet
	// of a speaker and a principal: the office by which the one speaks for the other
	spoken map[[2]*model.Agent]*model.Role
}

func (f *framer) tok(i int) model.Token {
	if i < 0 || i >= len(f.doc.Tokens) {
		return model.Token{}
	}
	return f.doc.Tokens[i]
}

// opensSentence reports whether a sentence begins at token i.
func (f *framer) opensSentence(i int) bool { return f.doc.Sentences[f.tok(i).Sentence].First == i }

// said reports whether token i belongs to a statement's content.
func (f *framer) said(i int) bool {
	if f.content == nil {
		f.content = make([]bool, len(f.doc.Tokens))
		for _, s := range f.doc.Statements {
			for _, p := range s.Parts {
				for first, last := f.doc.TokensIn(p); first < last && !s.Nested; first++ {
					f.content[first] = f.content[first] || p.Contains(f.doc.Tokens[first].Span)
				}
			}
		}
	}
	return i >= 0 && i < len(f.content) && f.content[i]
}
