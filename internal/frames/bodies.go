package frames

import (
	"quotegraph/internal/model"
)

// completeBodies gives offices the body that another telling of the same person's office has.
func (f *framer) completeBodies() {
	for _, o := range f.doc.Offices {
		if o.Organization == nil && o.Person != nil {
			o.Organization = f.toldElsewhere(o)
		}
	}
}

// toldElsewhere is the body of the same person's same office, told nearest before or else first.
func (f *framer) toldElsewhere(o *model.Office) *model.Agent {
	var best *model.Office
	for _, n := range f.doc.Offices {
		if n == o || n.Person != o.Person || n.Organization == nil || n.Body.IsZero() || f.sameOffice(o, n) == otherTitle {
			continue
		}
		if best == nil || n.Title.Begin < o.Title.Begin {
			best = n
		}
	}
	if best == nil {
		return nil
	}
	return best.Organization
}
