package pages

import (
	"net/http"
	"strconv"
	"strings"

	"quotegraph/internal/reading"
)

// segment is a stretch of a text as the template writes it.
type segment struct {
	Text, Class, ID string
	Of, Cue, Source string // numbers of statements
	Mark            bool   // it is part of a content
}

type article struct {
	*reading.Article
	Segments []segment
	Top      []*reading.Statement // that are in no other
	Sources  []reading.Agent
	Stored   bool // false: only shown
}

// article shows an article's text with its statements marked.
func (s *Site) article(r *http.Request) (*page, error) {
	a, err := s.Reader.ArticleBy(r.Context(), r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	return &page{Name: "article", Title: a.Title, Data: marked(a, true)}, nil
}

func marked(a *reading.Article, stored bool) article {
	out := article{Article: a, Stored: stored, Segments: segments(a.Segments(a.Whole()))}
	seen := map[string]bool{}
	for _, s := range a.Statements {
		if s.Inside == nil {
			out.Top = append(out.Top, s)
		}
		if s.Agent != nil && !seen[s.Agent.ID] {
			seen[s.Agent.ID] = true
			out.Sources = append(out.Sources, *s.Agent)
		}
	}
	return out
}

func segments(from []reading.Segment) []segment {
	out := make([]segment, len(from))
	for i, x := range from {
		g := segment{Text: x.Text, Of: numbers(x.Of), Cue: numbers(x.CueOf), Source: numbers(x.Source)}
		var class []string
		if n := len(x.Of); n > 0 {
			g.Mark = true
			class = append(class, "part", x.Of[n-1].Type)
			if x.Of[n-1].Inside != nil {
				class = append(class, "nested")
			}
		}
		if len(x.CueOf) > 0 {
			class = append(class, "cue")
		}
		if len(x.Source) > 0 {
			class = append(class, "source")
		}
		if !g.Mark && len(class) > 0 {
			g.Of = strings.TrimSpace(g.Cue + " " + g.Source)
		}
		if len(x.First) > 0 {
			g.ID = "t" + strconv.Itoa(x.First[len(x.First)-1].Number)
		}
		g.Class = strings.Join(class, " ")
		out[i] = g
	}
	return out
}

func numbers(of []*reading.Statement) string {
	var out []string
	for _, s := range of {
		out = append(out, strconv.Itoa(s.Number))
	}
	return strings.Join(out, " ")
}
