package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"quotegraph/internal/eval"
	"quotegraph/internal/extraction"
	"quotegraph/internal/model"
	"quotegraph/result"
)

func (a *app) eval() *cobra.Command {
	var nested, confidence, fit bool
	var folds []string
	c := &cobra.Command{
		Use:   "eval GOLD [FOUND]",
		Short: "Score what is found against articles that people have marked",
		Long: "Score statements, sources and principals against articles marked by people, in the form that extract " +
			"prints, one\n" +
			"a line, gzipped or not. Without FOUND the gold's texts are read now; FOUND is what extract printed for " +
			"them.\n\n" +
			"Statements are matched one to one by the words they share: exactly, by eight tenths (j80), by three " +
			"tenths (j30);\n" +
			"e2e asks for the same source as well. Precision and recall stand in brackets.",
		Example: "  graph eval marked.jsonl\n  graph extract marked.jsonl > found.jsonl && graph eval marked.jsonl " +
			"found.jsonl",
		Args: cobra.RangeArgs(1, 2),
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 2 && (confidence || fit) {
				return errors.New("--confidence looks at scores that a file does not hold: leave FOUND away")
			}
			if fit {
				return a.fitConfidence(c, args[0], folds)
			}
			gold, framed, err := eval.ReadFile(args[0])
			if err != nil {
				return err
			}
			if len(args) == 2 {
				list, _, err := eval.ReadFile(args[1])
				if err != nil {
					return err
				}
				found := map[string]*eval.Article{}
				for i := range list {
					found[list[i].ID] = &list[i]
				}
				return report(gold, found, framed, nested)
			}
			found, scores, err := a.readGold(c, gold)
			if err != nil {
				return err
			}
			if err := report(gold, found, framed, nested); err != nil || !confidence {
				return err
			}
			reportConfidence(gold, found, scores)
			return nil
		},
	}
	f := c.Flags()
	f.BoolVar(&nested, "nested", false, "count nested statements too")
	f.BoolVar(&confidence, "confidence", false, "print how far confidences can be trusted, and what a least one gives")
	f.BoolVar(&fit, "fit-confidence", false, "print the coefficients that turn scores into confidences")
	f.StringArrayVar(
		&folds,
		"fold",
		nil,
		"with --fit-confidence: WEIGHTS=GOLD, articles that another network has not seen",
	)
	_ = f.MarkHidden("fit-confidence")
	_ = f.MarkHidden("fold")
	readFlags(c)
	return c
}

// scored are a statement's scores and the confidence made of them.
type scored struct {
	scores     []float64
	confidence float64
}

func (a *app) readGold(c *cobra.Command, gold []eval.Article) (map[string]*eval.Article, map[string][]scored, error) {
	articles := iter.Seq2[model.Article, error](func(yield func(model.Article, error) bool) {
		for _, g := range gold {
			if !yield(model.Article{ID: g.ID, Text: g.Text}, nil) {
				return
			}
		}
	})
	reader, err := a.reader()
	if err != nil {
		return nil, nil, err
	}
	found, scores := map[string]*eval.Article{}, map[string][]scored{}
	for r := range reader.ReadAll(c.Context(), articles) {
		raw, err := json.Marshal(extraction.Of(r.Document, result.CodePoints))
		if err != nil {
			return nil, nil, err
		}
		x := &eval.Article{}
		if err := json.Unmarshal(raw, x); err != nil {
			return nil, nil, err
		}
		found[x.ID] = x
		for _, s := range r.Document.Statements {
			scores[x.ID] = append(scores[x.ID], scored{s.Scores, s.Confidence})
		}
	}
	return found, scores, c.Context().Err()
}

func report(gold []eval.Article, found map[string]*eval.Article, framed, nested bool) error {
	var frames eval.Frames
	var missing []string
	for i := range gold {
		p := found[gold[i].ID]
		if p == nil {
			missing = append(missing, gold[i].ID)
			p = &eval.Article{}
		} else if p.Text != "" && p.Text != gold[i].Text {
			return fmt.Errorf("%s: the found article's text is not the gold's; their offsets do not agree", gold[i].ID)
		}
		frames.Add(eval.FramesOf(&gold[i], p))
	}
	if n := len(missing); n > 0 {
		warn(
			"graph: %d of %d articles are not among what was found and count as empty: %s",
			n,
			len(gold),
			abridged(missing),
		)
	}
	eval.Write(os.Stdout, eval.Rows(gold, found, nested))
	if framed {
		fmt.Println()
		frames.Write(os.Stdout)
	}
	return nil
}

// judged pairs each statement that counts with whether it is right.
func judged(
	gold []eval.Article,
	found map[string]*eval.Article,
	scores map[string][]scored,
) (all []scored, right []bool, wanted int) {
	for i := range gold {
		g := &gold[i]
		for _, q := range g.Quotes {
			if !q.Nested {
				wanted++
			}
		}
		ok, counts := eval.Right(g, found[g.ID])
		for j, s := range scores[g.ID] {
			if counts[j] {
				all, right = append(all, s), append(right, ok[j])
			}
		}
	}
	return all, right, wanted
}

// fitConfidence fits confidences on marked articles that the network has not seen and, of each
// fold, on articles that the fold's network has not.
func (a *app) fitConfidence(c *cobra.Command, gold string, folds []string) error {
	a.Ingest.MinConfidence = 0
	var x [][]float64
	var y []bool
	for _, fold := range append([]string{a.Weights + "=" + gold}, folds...) {
		weights, path, ok := strings.Cut(fold, "=")
		if !ok {
			return fmt.Errorf("fold %q is not of the form WEIGHTS=GOLD", fold)
		}
		a.Weights = weights
		articles, _, err := eval.ReadFile(path)
		if err != nil {
			return err
		}
		found, scores, err := a.readGold(c, articles)
		if err != nil {
			return err
		}
		all, right, _ := judged(articles, found, scores)
		for i, s := range all {
			if len(s.scores) > 0 { // what the layout tells has none
				x, y = append(x, s.scores), append(y, right[i])
			}
		}
	}
	warn("graph: fitted on %d statements", len(x))
	w, err := eval.Fit(x, y)
	if err != nil {
		return err
	}
	for i, v := range w {
		if i > 0 {
			fmt.Print(",")
		}
		fmt.Printf("%.4f", v)
	}
	fmt.Println()
	return nil
}

func reportConfidence(gold []eval.Article, found map[string]*eval.Article, scores map[string][]scored) {
	all, right, wanted := judged(gold, found, scores)
	confidences := make([]float64, len(all))
	for i, s := range all {
		confidences[i] = s.confidence
	}
	bins, ece := eval.Calibration(confidences, right)
	fmt.Println("\nconfidence  statements  mean  right")
	for i, b := range bins {
		fmt.Printf("%.1f to %.1f  %10d  %4.2f   %4.2f\n", float64(i)/10, float64(i+1)/10, b.N, b.Confidence, b.Right)
	}
	fmt.Printf("expected calibration error: %.3f\n\nat least    precision  recall  F1\n", ece)
	for least := 0.0; least < 0.95; least += 0.1 {
		n, ok := 0, 0
		for i, c := range confidences {
			if c >= least {
				n++
				if right[i] {
					ok++
				}
			}
		}
		p, r := 100*float64(ok)/float64(max(1, n)), 100*float64(ok)/float64(max(1, wanted))
		fmt.Printf("%8.1f    %9.1f  %6.1f  %4.1f\n", least, p, r, 2*p*r/max(1e-9, p+r))
	}
}

// abridged names a few of many.
func abridged(names []string) string {
	const few = 3
	if len(names) <= few {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:few], ", "), len(names)-few)
}
