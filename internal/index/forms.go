package index

import (
	"database/sql"
	"errors"
	"maps"
	"slices"
	"strings"
)

// names counts what an article calls its agents, and returns the forms.
func (w *writer) names(a *read) ([]int64, error) {
	var out []int64
	for _, iri := range slices.Sorted(maps.Keys(a.agents)) {
		n := a.agents[iri]
		if n.class == "joint" || n.name == iri {
			continue
		}
		agent, err := w.agent(iri, n.class, n.name)
		if err != nil {
			return nil, err
		}
		for i, f := range slices.Compact(append([]string{n.name}, n.aliases...)) {
			plain := folded(f)
			if plain == "" {
				continue
			}
			name := 0
			if i == 0 && (n.class == "person" || n.class == "organization" || n.class == "country") {
				name = 1
			}
			id, err := w.form(agent, f, plain, name)
			if err != nil {
				return nil, err
			}
			out = append(out, id)
		}
	}
	return out, nil
}

// form counts a form of an agent's name once more.
func (w *writer) form(agent int64, form, plain string, name int) (int64, error) {
	s, err := w.prepare("update form set n = n + 1, name = max(name, ?) where agent = ? and form = ? returning id")
	if err != nil {
		return 0, err
	}
	var id int64
	err = s.QueryRowContext(w.ctx, name, agent, form).Scan(&id)
	if !errors.Is(err, sql.ErrNoRows) {
		return id, err
	}
	r, err := w.exec("insert into form(agent, form, folded, words, name, n) values(?, ?, ?, ?, ?, 1)", agent, form, plain, strings.Count(plain, " ")+1, name)
	if err != nil {
		return 0, err
	}
	w.renamed[agent] = true
	if id, err = r.LastInsertId(); err != nil {
		return 0, err
	}
	_, err = w.exec("insert into forms(rowid, folded) values(?, ?)", id, plain)
	return id, err
}

// forget counts a form of a name once less.
func (w *writer) forget(id int64) error {
	s, err := w.prepare("update form set n = n - 1 where id = ? returning n, agent")
	if err != nil {
		return err
	}
	var n, agent int64
	if err := s.QueryRowContext(w.ctx, id).Scan(&n, &agent); err != nil || n > 0 {
		return err
	}
	w.renamed[agent] = true
	if _, err := w.exec("insert into forms(forms, rowid, folded) select 'delete', id, folded from form where id = ?", id); err != nil {
		return err
	}
	_, err = w.exec("delete from form where id = ?", id)
	return err
}
