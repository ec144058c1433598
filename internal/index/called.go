package index

import (
	"context"
	"database/sql"
)

// call gives an agent the name that it goes by in the whole store, whatever an article calls it.
type call func(id string, name *string)

// caller looks names up, each once.
type caller struct {
	ctx   context.Context
	x     *Index
	names map[string]string
	err   error
}

// fullest sets a name to the fullest sure one; agents of one article keep theirs.
func (c *caller) fullest(id string, name *string) {
	if c.err != nil || !across(id) {
		return
	}
	n, ok := c.names[id]
	if !ok {
		n = *name
		if err := c.x.read.QueryRowContext(c.ctx, "select name from agent where iri = ?", id).Scan(&n); err != nil &&
			err != sql.ErrNoRows {
			c.err = err
			return
		}
		c.names[id] = n
	}
	*name = n
}

func (a *Agent) called(c call) {
	if a == nil {
		return
	}
	c(a.ID, &a.Name)
	for i := range a.Members {
		a.Members[i].called(c)
	}
}

func (o *Office) called(c call) {
	if o != nil && o.OrganizationID != "" {
		c(o.OrganizationID, &o.Organization)
	}
}

func (s *Statement) called(c call) {
	s.Agent.called(c)
	s.Reporter.called(c)
	s.Office.called(c)
	for i := range s.For {
		c(s.For[i].ID, &s.For[i].Name)
	}
}

func (h *Holding) called(c call) {
	h.Person.called(c)
	h.Office.called(c)
}

func (r *Representation) called(c call) {
	r.Agent.called(c)
	r.Principal.called(c)
}

func (m *Mention) called(c call) { m.Agent.called(c) }
