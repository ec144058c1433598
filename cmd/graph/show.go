package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/cayleygraph/quad"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"quotegraph/internal/index"
	"quotegraph/internal/model"
	"quotegraph/internal/query"
	"quotegraph/internal/store"
)

func (a *app) show() *cobra.Command {
	var format string
	var columns []string
	c := &cobra.Command{
		Use: "show ARTICLE|AGENT", Short: "Show an article with its statements marked, or all that somebody said",
		Example: "  graph show envoy\n  graph show \"Halima Wekesa\"\n  graph show envoy -o jsonl", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			s, err := a.open(c.Context(), true)
			if err != nil {
				return err
			}
			defer s.Close()
			article, err := s.Index.Article(c.Context(), args[0])
			if err == nil {
				return a.showArticle(c.Context(), s, article, format, columns)
			}
			if !errors.Is(err, index.ErrNone) {
				return err
			}
			all, err := a.savedQueries()
			if err != nil {
				return err
			}
			t, err := query.Answer(
				c.Context(),
				s.source(),
				all,
				"said-by",
				map[string]string{"name": args[0]},
				a.queryLimits(),
			)
			if err != nil {
				return err
			}
			if t.Unknown() {
				tell(t)
				warn(
					"graph: no article and no source %q in %s; `graph query articles` and `graph query sources` list them",
					args[0],
					s.Path(),
				)
				return nothingFound{}
			}
			if err := print(os.Stdout, t, format, columns...); err != nil {
				return err
			}
			tell(t)
			return nil
		},
	}
	c.Flags().StringVarP(&format, "output", "o", "table", formats)
	c.Flags().StringSliceVar(&columns, "columns", nil, "columns to print, with commas between")
	return c
}

// showArticle prints the text with statements in brackets (in colour on a terminal), each with its
// number, and the list of who said them, in which role and for whom; in other formats the list
// alone.
func (a *app) showArticle(
	ctx context.Context,
	s *opened,
	article *index.Article,
	format string,
	columns []string,
) error {
	saved, err := a.savedQueries()
	if err != nil {
		return err
	}
	limits := a.queryLimits()
	t, err := query.Answer(
		ctx,
		s.source(),
		saved,
		"who-said-what",
		map[string]string{"article": article.IRI, "all": "true", "limit": "10000"},
		limits,
	)
	if err != nil {
		return err
	}
	for i, r := range t.Rows {
		r["n"] = i + 1
	}
	t.Columns = []string{"n", "who", "said", "role", "for", "type", "event"}
	if format != "table" {
		t.Columns = append(t.Columns, "statement")
		return print(os.Stdout, t, format, columns...)
	}
	found, err := s.Match(ctx, quad.Quad{Subject: quad.IRI(article.IRI), Predicate: quad.IRI(model.ArticleText)}, 1)
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return fmt.Errorf("article %q has no text in the store: read it again", article.ID)
	}
	printMarked(store.Text(found[0].Object), t.Rows)
	return print(os.Stdout, t, format, columns...)
}

// printMarked prints a text with the rows' statements in brackets.
func printMarked(body string, rows []map[string]any) {
	colour := term.IsTerminal(int(os.Stdout.Fd()))
	at := 0
	for i, r := range rows {
		begin, _ := r["begin"].(int)
		end, _ := r["end"].(int)
		if begin < at || end > len(body) || begin >= end {
			continue
		}
		words := safe(body[begin:end])
		if colour {
			words = text.FgCyan.Sprint(words)
		}
		fmt.Printf("%s[%d %s]", safe(body[at:begin]), i+1, words)
		at = end
	}
	fmt.Println(safe(body[at:]))
	fmt.Println()
}
