package main

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/spf13/cobra"

	"quotegraph/internal/identity"
	"quotegraph/internal/index"
	"quotegraph/internal/model"
	"quotegraph/internal/query"
	"quotegraph/internal/reconcile"
	"quotegraph/internal/store"
)

func (a *app) agents() *cobra.Command {
	var format string
	var candidates bool
	var limit int
	c := &cobra.Command{
		Use: "agents", Short: "Who is in the store: list and find agents, make one of two, or two of one", Args: cobra.NoArgs,
		Long: `List the agents that say most, or find some by name; make one agent of two that are one, or two of
one that are two.

What is decided stands in a graph of its own in the store. It holds for articles that are read
later, is exported with the rest, and can be taken back. Agents that surely are one ("Donald J.
Trump" and "Donald Trump") become one when articles are read; those that may be are listed by
--candidates.`,
		Example: `  graph agents                                            those that say most
  graph agents find Ruiz
  graph agents --candidates                               pairs that may be one, with reasons
  graph agents merge person:a-ruiz person:ana-ruiz        the first becomes the second
  graph agents split person:ana-ruiz                      takes merges apart again
  graph agents split person:james-doyle --article derby-report --name "James Doyle (striker)"
  graph agents rename person:ana-ruiz "Ana María Ruiz"
  graph agents decisions -o csv > decisions.csv           and back: graph agents decide decisions.csv`,
		RunE: func(c *cobra.Command, _ []string) error {
			if candidates {
				return a.candidates(c.Context(), limit, format)
			}
			return a.listAgents(c.Context(), "", limit, format)
		},
	}
	c.PersistentFlags().StringVarP(&format, "output", "o", "table", formats)
	c.PersistentFlags().IntVar(&limit, "limit", 50, "rows at most")
	c.Flags().BoolVar(&candidates, "candidates", false, "list pairs that may be one, the surest first")
	c.AddCommand(
		&cobra.Command{
			Use:   "find NAME",
			Short: "Find agents by name or id",
			Args:  cobra.MinimumNArgs(1),
			RunE: func(c *cobra.Command, args []string) error {
				return a.listAgents(c.Context(), strings.Join(args, " "), limit, format)
			},
		},
		a.mergeAgents(),
		a.splitAgent(),
		a.renameAgent(),
		a.forgetAgent(),
		a.resolveAgents(),
		a.knownAgents(),
		&cobra.Command{
			Use:   "decisions",
			Short: "List what was decided",
			Args:  cobra.NoArgs,
			RunE:  func(c *cobra.Command, _ []string) error { return a.decisions(c.Context(), format) },
		},
		&cobra.Command{
			Use:   "decide FILE",
			Short: "Take decisions from a file as `decisions -o csv` writes it",
			Args:  cobra.ExactArgs(1),
			RunE:  func(c *cobra.Command, args []string) error { return a.decide(c.Context(), args[0]) },
		},
		&cobra.Command{
			Use:   "undo DECISION…",
			Short: "Take decisions back, by their ids",
			Args:  cobra.MinimumNArgs(1),
			RunE: func(c *cobra.Command, args []string) error {
				return a.change(c.Context(), func(_ *opened, b *identity.Book) (*identity.Book, error) {
					var err error
					for _, id := range args {
						if b, err = b.Undo(id); err != nil {
							return nil, err
						}
					}
					return b, nil
				})
			},
		},
	)
	return c
}

func (a *app) listAgents(ctx context.Context, name string, limit int, format string) error {
	s, err := a.open(ctx, true)
	if err != nil {
		return err
	}
	defer s.Close()
	var found []index.Found
	if name == "" {
		found, err = s.Index.MostQuoted(ctx, limit)
	} else {
		found, err = s.Index.Find(ctx, name, limit)
	}
	if err != nil {
		return err
	}
	if len(found) == 0 && name != "" {
		if near := s.Index.Near(ctx, name); len(near) > 0 {
			warn("graph: nobody by the name %q; near are: %s", name, strings.Join(near, ", "))
		} else {
			warn("graph: nobody by the name %q", name)
		}
		return nothingFound{}
	}
	t := &query.Table{Columns: []string{"name", "kind", "statements", "articles", "also", "id"}}
	for _, f := range found {
		forms, err := s.Index.Names(ctx, f.ID)
		if err != nil {
			return err
		}
		var also []string
		for _, n := range forms {
			if n.Value != f.Name && len(also) < 4 {
				also = append(also, n.Value)
			}
		}
		t.Rows = append(
			t.Rows,
			map[string]any{
				"name":       f.Name,
				"kind":       f.Kind,
				"statements": f.Statements,
				"articles":   f.Articles,
				"also":       strings.Join(also, ", "),
				"id":         f.ID,
			},
		)
	}
	return print(os.Stdout, t, format)
}

func (a *app) candidates(ctx context.Context, limit int, format string) error {
	s, err := a.open(ctx, true)
	if err != nil {
		return err
	}
	defer s.Close()
	found, err := reconcile.Proposals(ctx, reconcile.Source{Store: s.Store, Index: s.Index})
	if err != nil {
		return err
	}
	t := &query.Table{Columns: []string{"from", "to", "sure", "why", "from_id", "to_id"}}
	for _, p := range found[:min(len(found), limit)] {
		t.Rows = append(
			t.Rows,
			map[string]any{
				"from":    p.From.Name,
				"to":      p.To.Name,
				"sure":    fmt.Sprintf("%.2f", p.Confidence),
				"why":     strings.Join(p.Reasons, "; "),
				"from_id": p.From.ID,
				"to_id":   p.To.ID,
			},
		)
	}
	if err := print(os.Stdout, t, format); err != nil {
		return err
	}
	if left := len(found) - limit; left > 0 {
		warn("graph: %d more; --limit shows them", left)
	}
	return nil
}

// attempts is how often a decision is tried where another program decides at the same time.
const attempts = 10

// decided changes what is decided, and puts it into effect; it returns how many articles changed.
func decided(ctx context.Context, s *opened, f func(*opened, *identity.Book) (*identity.Book, error)) (int, error) {
	before, err := identity.Load(ctx, s.Store)
	if err != nil {
		return 0, err
	}
	after, err := f(s, before)
	if err != nil {
		return 0, err
	}
	return identity.Save(ctx, s.Store, before, after)
}

// change opens the store, changes what is decided, and puts it into effect.
func (a *app) change(ctx context.Context, f func(*opened, *identity.Book) (*identity.Book, error)) error {
	s, err := a.open(ctx, false)
	if err != nil {
		return err
	}
	defer s.Close()
	n, err := decided(ctx, s, f)
	// another program decided at the same time
	for try := 1; errors.Is(err, store.ErrChanged) && try < attempts; try++ {
		n, err = decided(ctx, s, f)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "%s changed\n", counted(n, "article", "articles"))
	return nil
}

// counted is a number with its noun: "1 article", "2 articles".
func counted(n int, one, several string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, several)
}

// one returns the agent that a name or id means; more than one is an error that lists them.
func one(ctx context.Context, s *opened, name string) (index.Found, error) {
	found, err := s.Index.Find(ctx, name, 20)
	if err != nil {
		return index.Found{}, err
	}
	switch {
	case len(found) == 0:
		if near := s.Index.Near(ctx, name); len(near) > 0 {
			return index.Found{}, fmt.Errorf(
				"nobody by the name or id %q; near are: %s",
				name,
				strings.Join(near, ", "),
			)
		}
		return index.Found{}, fmt.Errorf("nobody by the name or id %q; `graph agents find` looks for one", name)
	case len(found) > 1:
		var ids []string
		for _, f := range found {
			ids = append(ids, f.ID)
		}
		return index.Found{}, fmt.Errorf(
			"%q may be each of %d agents; give an id: %s",
			name,
			len(found),
			strings.Join(ids, ", "),
		)
	}
	return found[0], nil
}

func (a *app) mergeAgents() *cobra.Command {
	var why string
	c := &cobra.Command{
		Use:   "merge A B",
		Short: "Decide that A is B",
		Args:  cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			return a.change(c.Context(), func(s *opened, b *identity.Book) (*identity.Book, error) {
				from, err := one(c.Context(), s, args[0])
				if err != nil {
					return nil, err
				}
				to, err := one(c.Context(), s, args[1])
				if err != nil {
					return nil, err
				}
				return b.Merge(from.ID, to.ID, "person", why, 0)
			})
		},
	}
	c.Flags().StringVar(&why, "reason", "", "why, for those who read the decisions")
	return c
}

func (a *app) splitAgent() *cobra.Command {
	var why, name string
	var articles []string
	c := &cobra.Command{
		Use:   "split A",
		Short: "Take apart what was merged into A, or make a namesake of A in some articles",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return a.change(c.Context(), func(s *opened, b *identity.Book) (*identity.Book, error) {
				who, err := one(c.Context(), s, args[0])
				if err != nil {
					return nil, err
				}
				if len(articles) == 0 {
					if name != "" {
						return nil, errors.New("--name goes with --article")
					}
					return b.Split(who.ID, "person", why)
				}
				var labels []string
				for _, id := range articles {
					label := model.ArticleIRI(id)
					found, err := s.Match(c.Context(), quad.Quad{Subject: quad.IRI(who.ID), Label: quad.IRI(label)}, 1)
					if err != nil {
						return nil, err
					}
					if len(found) == 0 {
						return nil, fmt.Errorf("the article %q tells nothing of %s", id, who.ID)
					}
					labels = append(labels, label)
				}
				b, other := b.SplitArticles(who.ID, labels, name, why)
				fmt.Fprintf(os.Stderr, "the namesake is %s\n", other)
				return b, nil
			})
		},
	}
	c.Flags().StringVar(&why, "reason", "", "why, for those who read the decisions")
	c.Flags().
		StringArrayVar(&articles, "article", nil, "an article, by its id, in which A is somebody else; as often as "+
			"needed")
	c.Flags().StringVar(&name, "name", "", "what the namesake is called, to tell them apart")
	return c
}

func (a *app) renameAgent() *cobra.Command {
	return &cobra.Command{
		Use:   "rename A NAME",
		Short: "Decide what A is called; an empty name undoes it",
		Args:  cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			return a.change(c.Context(), func(s *opened, b *identity.Book) (*identity.Book, error) {
				who, err := one(c.Context(), s, args[0])
				if err != nil {
					return nil, err
				}
				return b.Rename(who.ID, strings.TrimSpace(args[1])), nil
			})
		},
	}
}

func (a *app) forgetAgent() *cobra.Command {
	var why string
	var sure bool
	c := &cobra.Command{
		Use:   "forget A",
		Short: "Remove an agent, all it said and all that is told of it, now and when articles are read again",
		Args:  cobra.ExactArgs(1),
		Long: "Remove an agent: what it said, its roles and whom it speaks for, in one transaction, and never take " +
			"it in again. The texts of articles stay as they are and may\n" +
			"name it; `graph rm` removes articles.",
		RunE: func(c *cobra.Command, args []string) error {
			if !sure {
				return errors.New("this can't be undone; say so with --yes")
			}
			return a.change(c.Context(), func(s *opened, b *identity.Book) (*identity.Book, error) {
				who, err := one(c.Context(), s, args[0])
				if err != nil {
					return nil, err
				}
				return b.Forget(who.ID, why), nil
			})
		},
	}
	c.Flags().StringVar(&why, "reason", "", "why, for those who read the decisions")
	c.Flags().BoolVar(&sure, "yes", false, "it can't be undone, and is meant")
	return c
}

func (a *app) resolveAgents() *cobra.Command {
	return &cobra.Command{
		Use:   "resolve",
		Short: "Make agents one that surely are, among all of the store",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			s, err := a.open(c.Context(), false)
			if err != nil {
				return err
			}
			defer s.Close()
			r, err := reconcile.Sure(c.Context(), reconcile.Source{Store: s.Store, Index: s.Index}, true)
			fmt.Fprintf(
				os.Stderr,
				"%s merged, %s told from others, %s changed; %s may be one: graph agents --candidates\n",
				counted(r.Merged, "agent", "agents"),
				counted(r.Split, "namesake", "namesakes"),
				counted(r.Articles, "article", "articles"),
				counted(r.Left, "pair", "pairs"),
			)
			return err
		},
	}
}

// knownAgents takes an authority file: what agents are called elsewhere.
func (a *app) knownAgents() *cobra.Command {
	return &cobra.Command{
		Use:   "authority FILE",
		Short: "Say what agents are called elsewhere: CSV of name or id, IRI, and other names",
		Args:  cobra.ExactArgs(1),
		Long: "Read a CSV file without a head: a name or id of the store, an IRI that stands for the same agent " +
			"elsewhere (Wikidata's, say), and any number of names.\n" +
			"The IRI becomes owl:sameAs, the first name what the agent is called. Rows that mean nobody, or " +
			"several, are named and passed over.",
		Example: "  graph agents authority people.csv      with lines like: Ana " +
			"Ruiz,http://www.wikidata.org/entity/Q42,Ana María Ruiz",
		RunE: func(c *cobra.Command, args []string) error {
			failed, done := 0, 0
			err := a.change(c.Context(), func(s *opened, b *identity.Book) (*identity.Book, error) {
				return b, eachRow(args[0], func(line int, row []string) error {
					if len(row) < 2 || !strings.Contains(row[1], ":") {
						return fmt.Errorf("%s: line %d: needs a name and an IRI", args[0], line)
					}
					who, err := one(c.Context(), s, row[0])
					if err != nil {
						warn("graph: %s: line %d: %v", args[0], line, err)
						failed++
						return nil
					}
					done++
					b = b.KnownAs(who.ID, row[1])
					if len(row) > 2 && row[2] != "" {
						b = b.Rename(who.ID, row[2])
					}
					return nil
				})
			})
			if err != nil {
				return err
			}
			return outcome(failed, done)
		},
	}
}

// eachRow calls f with each row of a CSV file and its line.
func eachRow(path string, f func(line int, row []string) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	r := csv.NewReader(file)
	r.FieldsPerRecord = -1
	for {
		row, err := r.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		line, _ := r.FieldPos(0)
		if err := f(line, row); err != nil {
			return err
		}
	}
}

var decisionColumns = []string{"decision", "from", "to", "name", "articles", "by", "reason", "at", "id"}

func (a *app) decisions(ctx context.Context, format string) error {
	s, err := a.openStore(true)
	if err != nil {
		return err
	}
	defer s.Close()
	b, err := identity.Load(ctx, s)
	if err != nil {
		return err
	}
	t := &query.Table{Columns: decisionColumns}
	for _, d := range b.Decisions() {
		t.Rows = append(
			t.Rows,
			map[string]any{
				"decision": string(d.Kind),
				"from":     d.From,
				"to":       d.To,
				"name":     d.Name,
				"articles": strings.Join(d.Articles, " "),
				"by":       d.By,
				"reason":   d.Reason,
				"at":       d.At,
				"id":       d.ID(),
			},
		)
	}
	return print(os.Stdout, t, format)
}

// decide takes decisions from a file; all of them or none.
func (a *app) decide(ctx context.Context, path string) error {
	return a.change(ctx, func(_ *opened, b *identity.Book) (*identity.Book, error) {
		return b, errors.Join(eachRow(path, func(line int, row []string) error {
			if line == 1 && len(row) > 0 && row[0] == decisionColumns[0] {
				return nil
			}
			if len(row) < 2 {
				return fmt.Errorf("%s: line %d: needs at least a decision and an agent", path, line)
			}
			row = append(row, make([]string, len(decisionColumns))...)
			next, err := b.Take(
				identity.Decision{
					Kind:     identity.Kind(row[0]),
					From:     row[1],
					To:       row[2],
					Name:     row[3],
					Articles: strings.Fields(row[4]),
					By:       row[5],
					Reason:   row[6],
					At:       row[7],
				},
			)
			if err != nil {
				return fmt.Errorf("%s: line %d: %w", path, line, err)
			}
			b = next
			return nil
		}))
	})
}
