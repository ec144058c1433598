// Measure weighs pairs of agents that people have marked as one or two, and fits the weights.
//
//	measure -db STORE -list pairs.jsonl      writes the pairs to be marked, with what articles tell of them
//	measure -db STORE -marked marked.jsonl   precision and recall of what is merged without asking; -fit prints weights
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"math"
	"os"
	"slices"
	"strings"

	"quotegraph/internal/identity"
	"quotegraph/internal/index"
	"quotegraph/internal/store"
)

// marked is a pair, its features and what a reader says of it.
type marked struct {
	From, To   string
	FromName   string          `json:"from_name"`
	ToName     string          `json:"to_name"`
	Relation   string          `json:"relation"`
	Confidence float64         `json:"confidence"`
	Sure       bool            `json:"sure"`
	Reasons    []string        `json:"reasons"`
	Told       [2]identityTold `json:"told"`
	Features   []float64       `json:"features"`
	Same       *bool           `json:"same,omitempty"`
}

type identityTold struct {
	Offices, Bodies, Beside, Articles []string
	Years                             []int
}

func main() {
	db := flag.String("db", "graph.db", "the store")
	list := flag.String("list", "", "write the pairs to this file")
	given := flag.String("marked", "", "pairs with \"same\": true or false")
	fit := flag.Bool("fit", false, "fit weights, in ten folds")
	flag.Parse()
	if *given != "" {
		measure(read(*given), *fit)
		return
	}
	if err := write(*db, *list); err != nil {
		log.Fatal(err)
	}
}

func write(db, to string) error {
	ctx := context.Background()
	s, err := store.Open(db, store.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer s.Close()
	x, err := index.Open(ctx, s, index.Options{})
	if err != nil {
		return err
	}
	defer x.Close()
	all, err := x.Bearers(ctx)
	if err != nil {
		return err
	}
	f, err := os.Create(to)
	if err != nil {
		return err
	}
	defer f.Close()
	enc := json.NewEncoder(f)
	profiles := map[string]identity.Profile{}
	profile := func(b identity.Bearer) (identity.Profile, error) {
		if _, ok := profiles[b.ID]; !ok {
			p, err := x.Profile(ctx, b)
			if err != nil {
				return p, err
			}
			profiles[b.ID] = p
		}
		return profiles[b.ID], nil
	}
	for _, p := range identity.Candidates(all, nil) {
		w, err := identity.Weigh(p, profile)
		if err != nil {
			return err
		}
		a, b := profiles[p.From.ID], profiles[p.To.ID]
		if err := enc.Encode(marked{From: p.From.ID, To: p.To.ID, FromName: p.From.Name, ToName: p.To.Name,
			Relation: string(p.Relation), Confidence: w.Confidence, Sure: w.Sure, Reasons: w.Reasons,
			Told: [2]identityTold{told(a), told(b)}, Features: w.Features}); err != nil {
			return err
		}
	}
	return nil
}

func told(p identity.Profile) identityTold {
	keys := func(m map[string]bool) []string {
		var out []string
		for k := range m {
			out = append(out, k)
		}
		slices.Sort(out)
		return out[:min(len(out), 15)]
	}
	return identityTold{
		keys(p.Offices),
		keys(p.Bodies),
		keys(p.Beside),
		keys(p.Articles),
		slices.Compact(slices.Clone(p.Years)),
	}
}

func read(path string) []marked {
	raw, err := os.ReadFile(path)
	if err != nil {
		log.Fatal(err)
	}
	var out []marked
	for line := range strings.Lines(string(raw)) {
		var m marked
		if err := json.Unmarshal([]byte(line), &m); err != nil {
			log.Fatal(err)
		}
		if m.Same != nil {
			out = append(out, m)
		}
	}
	return out
}

func measure(all []marked, fit bool) {
	score("as it stands", all, func(m marked) float64 { return identity.Score(m.Features) })
	if !fit {
		return
	}
	const folds = 10
	held := make([]float64, len(all))
	for k := range folds {
		var train []marked
		for i, m := range all {
			if i%folds != k {
				train = append(train, m)
			}
		}
		w := fitted(train)
		for i, m := range all {
			if i%folds == k {
				held[i] = sigmoid(w, m.Features)
			}
		}
	}
	at := map[string]int{}
	for i, m := range all {
		at[m.From+" "+m.To] = i
	}
	score("fitted, in ten folds", all, func(m marked) float64 { return held[at[m.From+" "+m.To]] })
	fmt.Printf("weights, the bias first: %.2f\n", fitted(all))
}

// score counts merges: P of those made; R of the agents that are somebody else's, found as that one.
func score(name string, all []marked, of func(marked) float64) {
	right, given := 0, 0
	gold, found := map[string]bool{}, map[string]bool{}
	bins := map[int][3]float64{}
	for _, m := range all {
		p := of(m)
		b := bins[min(int(p*10), 9)]
		b[0]++
		b[1] += p
		if *m.Same {
			gold[m.From] = true
			b[2]++
		}
		bins[min(int(p*10), 9)] = b
		if identity.IsSure(m.Features, p) {
			given++
			if *m.Same {
				right++
				found[m.From] = true
			} else {
				fmt.Printf("  wrongly one: %s | %s (%.2f)\n", m.FromName, m.ToName, p)
			}
		}
	}
	off := 0.0
	for _, b := range bins {
		off += math.Abs(b[1]-b[2]) / float64(len(all))
	}
	fmt.Printf(
		"%s: %d pairs, %d agents that are another; merged without asking: P %.1f (%d of %d), R %.1f; calibration "+
			"error %.3f\n",
		name,
		len(all),
		len(gold),
		100*float64(right)/float64(max(1, given)),
		right,
		given,
		100*float64(len(found))/float64(max(1, len(gold))),
		off,
	)
}

func sigmoid(w []float64, f []float64) float64 {
	sum := w[0]
	for i, x := range f {
		sum += w[i+1] * x
	}
	return 1 / (1 + math.Exp(-sum))
}

// fitted is logistic regression by descent, with a small pull to zero.
func fitted(all []marked) []float64 {
	w := make([]float64, len(all[0].Features)+1)
	const steps, rate, pull = 20000, 0.5, 0.0003
	for range steps {
		g := make([]float64, len(w))
		for _, m := range all {
			y := 0.0
			if *m.Same {
				y = 1
			}
			d := sigmoid(w, m.Features) - y
			g[0] += d
			for i, x := range m.Features {
				g[i+1] += d * x
			}
		}
		for i := range w {
			w[i] -= rate * (g[i]/float64(len(all)) + pull*w[i])
		}
	}
	return w
}
