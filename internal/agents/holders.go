package agents

import "quotegraph/internal/model"

// Holder returns whom the words of tokens [first, last) say to hold an office: the person of the
// first name there, else a pronoun's antecedent that has a name. Nil if they tell nobody.
func (r *Directory) Holder(first, last int) *model.Agent {
	for i := first; i < last; i++ {
		if a := r.of[i]; a != nil && a.Kind == model.Person {
			return a
		}
	}
	if last-first != 1 {
		return nil
	}
	defer func(a *model.Agent) { r.excluded = a }(r.excluded)
	r.excluded = r.quoting(first)
	switch r.doc.Tokens[first].Lower {
	case "he", "him", "his":
		return r.lastPerson(first, model.Male)
	case "she", "her", "hers":
		return r.lastPerson(first, model.Female)
	case "who":
		if a := r.relative(first); a.Named() {
			return a
		}
	case "i", "me", "my":
		if a, _ := r.Speaking(first); a != nil {
			return a
		}
	}
	return nil
}

// quoting returns whose words token i is quoted from, nil for nobody's: who says "he" means another.
func (r *Directory) quoting(i int) *model.Agent {
	t := r.doc.Tokens[i]
	if !t.Quoted {
		return nil
	}
	for _, s := range r.doc.Statements {
		for _, p := range s.Parts {
			if p.Contains(t.Span) && !s.Nested {
				return s.Agent
			}
		}
	}
	return nil
}

// Speaking returns who speaks where "I", "my" or "our" stands; ok tells such a word.
func (r *Directory) Speaking(i int) (a *model.Agent, ok bool) {
	switch r.doc.Tokens[i].Lower {
	case "i", "me", "my", "mine", "we", "us", "our", "myself":
	default:
		return nil, false
	}
	at := r.doc.Tokens[i].Begin
	for _, s := range r.doc.Statements {
		if s.Agent == nil || s.Nested || !s.Agent.Named() {
			continue
		}
		for _, p := range s.Parts {
			if p.Begin <= at && at < p.End {
				return s.Agent, true
			}
		}
	}
	return nil, true
}
