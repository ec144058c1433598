// Command scale shows what questions cost in stores of many articles. It fills stores with invented
// news, and asks.
//
//	go run ./internal/scale -make 100,1000,10000,50000 -folder /tmp/scale
//	go run ./internal/scale -measure -folder /tmp/scale -graph ./graph
//
// The first command takes about an hour for 50,000 articles, most of it in the store; it can be
// stopped and goes on. The second prints a table a store: each saved query inside one process (as a
// server answers it) and as a process of its own.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime/pprof"
	"strconv"
	"strings"
	"time"

	"quotegraph/internal/index"
	"quotegraph/internal/store"
	"quotegraph/internal/triples"
)

func main() {
	sizes := flag.String("make", "", "stores to make: numbers of articles, with commas between")
	ordered := flag.Bool("ordered", false, "with -make: articles come in the order of their days, as news does")
	measure := flag.Bool("measure", false, "ask the stores that are there")
	folder := flag.String("folder", filepath.Join(os.TempDir(), "scale"), "where the stores are")
	graph := flag.String("graph", "", "the program, to ask as a process; empty: not")
	pages := flag.Bool("pages", false, "with -measure: the pages of the server alone")
	rounds := flag.Int("rounds", 5, "how often each question is asked; the median counts")
	profile := flag.String("profile", "", "write a CPU profile")
	flag.Parse()
	if *profile != "" {
		f, _ := os.Create(*profile)
		pprof.StartCPUProfile(f)
		defer pprof.StopCPUProfile()
	}
	var err error
	for s := range strings.SplitSeq(*sizes, ",") {
		n, bad := strconv.Atoi(s)
		if s == "" || err != nil {
			continue
		}
		if err = bad; err == nil {
			err = fill(context.Background(), filepath.Join(*folder, s), n, *ordered)
		}
	}
	if err == nil && *measure {
		err = ask(context.Background(), *folder, *graph, *rounds, *pages)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "scale:", err)
		os.Exit(1)
	}
}

const batch = 50 // articles a transaction, as the program has it

// open opens a store and its index; the caller closes both.
func open(ctx context.Context, path string, o store.Options) (*store.Store, *index.Index, error) {
	s, err := store.Open(path, o)
	if err != nil {
		return nil, nil, err
	}
	x, err := index.Open(ctx, s, index.Options{})
	if err != nil {
		return nil, nil, errors.Join(err, s.Close())
	}
	return s, x, nil
}

// fill makes a store of so many articles; what is there already is kept.
func fill(ctx context.Context, path string, articles int, ordered bool) error {
	s, x, err := open(ctx, path, store.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	defer x.Close()
	counts, err := x.Counts(ctx)
	if err != nil {
		return err
	}
	w := newWorld(1, articles)
	w.ordered = ordered
	began, lastIndex := time.Now(), time.Duration(0)
	timed := &timed{Keeper: x}
	s.Keep(timed)
	for n := 0; n < articles; {
		var changes []store.Change
		for range min(batch, articles-n) {
			label, quads := triples.Of(w.article(n))
			changes = append(changes, store.Change{Label: label, Quads: quads})
			n++
		}
		if n <= counts.Articles {
			began = time.Now()
			continue
		}
		at := time.Now()
		if _, err := s.Apply(ctx, changes); err != nil {
			return err
		}
		timed.store += time.Since(at)
		if n%1000 == 0 || n == articles {
			whole, kept := timed.store, timed.took
			fmt.Printf(
				"%d articles, %d quads, %.0f s; last thousand: store %.2f ms, index %.2f ms an article\n",
				n,
				s.Size(),
				time.Since(began).Seconds(),
				(whole - kept - timed.last).Seconds(),
				(kept - lastIndex).Seconds(),
			)
			timed.last, lastIndex = whole-kept, kept
		}
	}
	return nil
}

// timed measures what keeping the index costs.
type timed struct {
	store.Keeper
	took, store, last time.Duration
}

func (t *timed) Before(version int, will map[iri][]one) error {
	defer t.since(time.Now())
	return t.Keeper.Before(version, will)
}

func (t *timed) After(version int, now map[iri][]one, failed error) {
	defer t.since(time.Now())
	t.Keeper.After(version, now, failed)
}

func (t *timed) since(began time.Time) { t.took += time.Since(began) }
