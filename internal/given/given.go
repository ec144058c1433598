// Package given writes all that an article gives, a line a thing, so that it can be compared with
// what it gave before.
package given

import (
	"fmt"
	"slices"
	"strings"

	"quotegraph/internal/model"
)

// Of returns the lines of a document: its statements, the offices, roles, principals, occasions and
// signed documents told in it, and its agents.
func Of(d *model.Document) string {
	w := &writer{doc: d}
	for i, s := range d.Statements {
		w.statement(i, s)
	}
	for _, r := range d.Roles {
		w.line(
			"role",
			name(r.Person),
			r.Title,
			r.Office,
			name(r.Organization),
			word(r.Former, "former"),
			w.text(r.Words),
			r.FoundBy,
		)
	}
	for _, o := range d.Offices {
		w.line(
			"office",
			w.text(o.Title),
			w.text(o.Holder),
			w.text(o.Body),
			name(o.Person),
			name(o.Organization),
			string(o.Status),
		)
	}
	for _, b := range d.Behalf {
		w.line("behalf", name(b.Speaker), name(b.Principal), string(b.Evidence), w.text(b.Words))
	}
	for _, r := range d.Representations {
		w.line("represents", name(r.Organization), name(r.Principal), w.text(r.Words))
	}
	for _, e := range d.Events {
		w.line("occasion", e.Type, name(e.By), e.Place, kind(e.Where), e.Time, e.Date, w.text(e.Words))
	}
	for _, s := range d.Signed {
		w.line("signed", s.Title, name(s.Publisher), s.Signatories, fmt.Sprint(s.Count), s.Time, names(s.Signers))
	}
	for _, a := range d.Agents {
		var said []string
		for _, p := range a.Descriptions {
			said = append(said, w.text(p))
		}
		w.line(
			"agent",
			name(a),
			string(a.Kind),
			a.Words,
			strings.Join(a.Aliases, "; "),
			gender(a),
			word(a.Anonymous, "anonymous"),
			word(a.Local, "local"),
			a.Known,
			names(a.Members),
			fmt.Sprint(len(a.Mentions)),
			strings.Join(said, "; "),
		)
	}
	return w.String()
}

type writer struct {
	strings.Builder
	doc *model.Document
}

func (w *writer) statement(i int, s *model.Statement) {
	var parts []string
	for _, p := range s.Parts {
		parts = append(parts, w.text(p))
	}
	behalf := []string{}
	for _, p := range s.Principal {
		behalf = append(
			behalf,
			strings.Join([]string{name(p.Agent), string(p.Evidence), w.text(p.Words), p.FoundBy}, " "),
		)
	}
	role, event, inside := "", "", ""
	if s.Role != nil {
		role = strings.TrimSpace(s.Role.Title + " " + name(s.Role.Organization))
	}
	if s.Event != nil {
		event = strings.Join(strings.Fields(s.Event.Type+" "+s.Event.Place+" "+s.Event.Time), " ")
	}
	if s.Nested {
		inside = fmt.Sprintf("in %d", s.Inside)
	}
	w.line(
		string(s.Type),
		fmt.Sprint(i),
		w.text(s.Source),
		w.text(s.Cue),
		s.SaidWords(w.doc),
		strings.Join(parts, " … "),
		name(s.Agent),
		kind(s.Agent),
		role,
		strings.Join(behalf, ", "),
		event,
		w.text(s.Addressee),
		string(s.Act),
		word(s.Negated, "negated"),
		word(s.Conditional, "conditional"),
		inside,
		s.FoundBy,
		s.ResolvedBy,
	)
}

// line writes a thing; what is empty at its end is left out.
func (w *writer) line(what string, cells ...string) {
	for i, c := range cells {
		cells[i] = strings.Join(strings.Fields(c), " ")
	}
	for len(cells) > 0 && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	fmt.Fprintln(w, what+": "+strings.Join(cells, " | "))
}

func (w *writer) text(s model.Span) string {
	if s.IsZero() {
		return ""
	}
	return w.doc.TextOf(s)
}

func name(a *model.Agent) string {
	if a == nil {
		return ""
	}
	return a.Display()
}

func gender(a *model.Agent) string {
	switch a.Gender {
	case model.Male:
		return "he"
	case model.Female:
		return "she"
	}
	return ""
}

func names(all []*model.Agent) string {
	var out []string
	for _, a := range all {
		out = append(out, name(a))
	}
	slices.Sort(out)
	return strings.Join(out, "; ")
}

func kind(a *model.Agent) string {
	if a == nil {
		return ""
	}
	return string(a.Kind)
}

func word(so bool, w string) string {
	if so {
		return w
	}
	return ""
}
