package index

import (
	"cmp"
	"database/sql"
	"errors"
	"maps"
	"slices"
	"strings"
)

// names counts what an article calls its agents, and returns the forms: a number each, and a bit
// that tells whether it is the agent's name there.
func (w *writer) names(a *read) ([]int64, error) {
	var out []int64
	for _, iri := range slices.Sorted(maps.Keys(a.agents)) {
		n := a.agents[iri]
		if len(n.forms) == 0 {
			continue
		}
		agent, err := w.agent(iri, n.class, n.name)
		if err != nil {
			return nil, err
		}
		for _, f := range n.forms {
			name := int64(0)
			if f.text == n.name &&
				(n.class == "person" || n.class == "organization" || n.class == "country" || n.class == "place") {
				name = 1
			}
			id, err := w.form(agent, f.text, f.folded, name)
			if err != nil {
				return nil, err
			}
			out = append(out, id<<1|name)
		}
	}
	return out, nil
}

// formKey is a form of an agent's name.
type formKey struct {
	agent int64
	form  string
}

// counted is how many articles of a batch give a form.
type counted struct {
	id   int64
	n    int
	name int64 // how many of them as the agent's name
	had  int64 // how many did so before
}

// form counts a form of an agent's name once more.
func (w *writer) form(agent int64, form, plain string, name int64) (int64, error) {
	c := w.forms[formKey{agent, form}]
	if c == nil {
		var err error
		if c, err = w.newForm(agent, form, plain); err != nil {
			return 0, err
		}
		w.forms[formKey{agent, form}] = c
	}
	c.n++
	c.name += name
	if name > 0 && c.had == 0 { // a mere alias until now
		w.renamed[agent] = true
	}
	return c.id, nil
}

// newForm looks a form up, and writes one that is not there, not counted yet.
func (w *writer) newForm(agent int64, form, plain string) (*counted, error) {
	s, err := w.prepare("select id, name from form where agent = ? and form = ?")
	if err != nil {
		return nil, err
	}
	c := &counted{}
	if err = s.QueryRowContext(w.ctx, agent, form).Scan(&c.id, &c.had); !errors.Is(err, sql.ErrNoRows) {
		return c, err
	}
	r, err := w.exec(
		"insert into form(agent, form, folded, words, name, n) values(?, ?, ?, ?, 0, 0)",
		agent,
		form,
		plain,
		strings.Count(plain, " ")+1,
	)
	if err != nil {
		return nil, err
	}
	w.renamed[agent] = true
	if c.id, err = r.LastInsertId(); err != nil {
		return nil, err
	}
	_, err = w.exec("insert into forms(rowid, folded) values(?, ?)", c.id, plain)
	return c, err
}

// writeForms writes what has been counted, and removes the forms that no article gives any more.
func (w *writer) writeForms() error {
	counts := slices.SortedFunc(maps.Values(w.forms), func(a, b *counted) int { return cmp.Compare(a.id, b.id) })
	for _, c := range counts {
		if _, err := w.exec("update form set n = n + ?, name = name + ? where id = ?", c.n, c.name, c.id); err != nil {
			return err
		}
	}
	for _, id := range w.forgotten {
		if err := w.forget(id); err != nil {
			return err
		}
	}
	return nil
}

// forget counts a form of a name once less.
func (w *writer) forget(id int64) error {
	s, err := w.prepare("update form set n = n - 1, name = name - ? where id = ? returning n, agent")
	if err != nil {
		return err
	}
	var n, agent int64
	id, name := id>>1, id&1
	if err := s.QueryRowContext(w.ctx, name, id).Scan(&n, &agent); err != nil {
		return err
	}
	w.renamed[agent] = w.renamed[agent] || name > 0 || n == 0
	if n > 0 {
		return nil
	}
	if _, err := w.exec("insert into forms(forms, rowid, folded) select 'delete', id, folded from form "+
		"where id = ?", id); err != nil {
		return err
	}
	_, err = w.exec("delete from form where id = ?", id)
	return err
}
