package main

import (
	"errors"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"quotegraph/internal/query"
)

func (a *app) ask() *cobra.Command {
	var format string
	var columns []string
	c := &cobra.Command{
		Use:   "ask QUESTION",
		Short: "Ask in plain English: the question is mapped to a saved query",
		Long: "Ask in plain English. The question is mapped to a saved query by the patterns that stand with the " +
			"queries; the command that asks the same is\n" +
			"printed first, on standard error. A question that no query answers is answered with the nearest ones.",
		Example: "  graph ask \"who spoke on behalf of Kenya?\"\n  graph ask what did the mayor deny in May\n  " +
			"graph ask \"who criticised the bank?\" -o csv",
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			saved, err := a.savedQueries()
			if err != nil {
				return err
			}
			q, err := query.Understand(saved, strings.Join(args, " "), time.Now())
			var none *query.NotUnderstood
			if errors.As(err, &none) {
				warn("graph: no saved query answers that. The nearest questions:")
				for _, n := range none.Nearest {
					warn("  %s?", n)
				}
				return nothingFound{}
			}
			if err != nil {
				return err
			}
			bound, err := q.Query.Bind(q.Params)
			if err != nil {
				return err
			}
			warn("%s", q.Command())
			return a.answer(c, q.Query, bound, "", format, columns)
		},
	}
	c.Flags().StringVarP(&format, "output", "o", "table", formats+", svg (a picture)")
	c.Flags().StringSliceVar(&columns, "columns", nil, "columns to print, with commas between")
	c.Flags().String("queries", "", "a folder with saved queries of your own")
	return c
}
