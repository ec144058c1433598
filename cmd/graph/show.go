package main

import (
	"fmt"
	"os"
	"sort"

	"github.com/cayleygraph/quad"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"quotegraph/internal/model"
	"quotegraph/internal/query"
	"quotegraph/internal/store"
)

func (a *app) show() *cobra.Command {
	return &cobra.Command{
		Use: "show ARTICLE|AGENT", Short: "Show an article with its statements marked, or all that somebody said",
		Example: "  graph show envoy\n  graph show \"Halima Wekesa\"", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			s, err := a.openStore(true)
			if err != nil {
				return err
			}
			defer s.Close()
			if s.Graph().ValueOf(quad.IRI(model.ArticleIRI(args[0]))) != nil {
				return a.showArticle(c, s, args[0])
			}
			all, err := a.savedQueries()
			if err != nil {
				return err
			}
			t, err := query.Answer(c.Context(), s.Graph(), all, "said-by", map[string]string{"name": args[0]}, a.queryLimits())
			if err != nil {
				return err
			}
			if len(t.Rows) == 0 {
				return fmt.Errorf("no article and no source %q in %s; `graph query articles` and `graph query sources` list them", args[0], a.DB)
			}
			return print(os.Stdout, t, "table")
		},
	}
}

// mark is a statement's place in an article's text.
type mark struct {
	begin, end int
	note       string
}

// showArticle prints the text with statements in brackets (in colour on a terminal), each with its number, and
// the list of who said them.
func (a *app) showArticle(c *cobra.Command, s *store.Store, id string) error {
	quads, err := s.Quads(c.Context(), quad.IRI(model.ArticleIRI(id)))
	if err != nil {
		return err
	}
	values := map[string]map[string]any{}
	body := ""
	for _, q := range quads {
		subject, predicate := fmt.Sprint(q.Subject.Native()), string(q.Predicate.(quad.IRI))
		if predicate == model.ArticleText {
			body = fmt.Sprint(q.Object.Native())
		}
		if values[subject] == nil {
			values[subject] = map[string]any{}
		}
		values[subject][predicate] = q.Object.Native()
	}
	var marks []mark
	for _, v := range values {
		if v[model.Position] == nil || v[model.ReportedIn] != nil {
			continue
		}
		begin, end := number(v[model.Begin]), number(v[model.End])
		if begin < 0 || end > len(body) || begin >= end {
			continue
		}
		who := ""
		if by, ok := v[model.SaidBy]; ok {
			if agent := values[fmt.Sprint(by)]; agent != nil {
				who = fmt.Sprint(agent[model.NameOf])
			}
		}
		marks = append(marks, mark{begin, end, fmt.Sprintf("%v: %s", v[model.TypeOf], who)})
	}
	sort.Slice(marks, func(i, j int) bool { return marks[i].begin < marks[j].begin })
	colour := term.IsTerminal(int(os.Stdout.Fd()))
	at := 0
	for i, m := range marks {
		if m.begin < at {
			continue
		}
		words := safe(body[m.begin:m.end])
		if colour {
			words = text.FgCyan.Sprint(words)
		}
		fmt.Printf("%s[%d %s]", safe(body[at:m.begin]), i+1, words)
		at = m.end
	}
	fmt.Println(safe(body[at:]))
	fmt.Println()
	for i, m := range marks {
		fmt.Printf("%3d  %s\n", i+1, m.note)
	}
	return nil
}

func number(v any) int {
	switch n := v.(type) {
	case int64:
		return int(n)
	case int:
		return n
	}
	return -1
}
