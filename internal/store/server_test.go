package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/jackc/pgx/v5"

	"quotegraph/internal/store/postgres"
	"quotegraph/internal/store/storetest"
)

// TestFourWritersAtOnce: each has articles of its own, and all change one that they share; their
// nodes are the same.
func TestFourWritersAtOnce(t *testing.T) {
	address := storetest.InServer(t)
	const writers, articles = 4, 40
	open(t, address, Options{})
	var wg sync.WaitGroup
	for w := range writers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s, err := Open(address, Options{LockTimeout: time.Minute})
			if err != nil {
				t.Error(err)
				return
			}
			defer s.Close()
			for i := range articles {
				own := fmt.Sprintf("article:%d-%d", w, i)
				shared := quads("article:shared", 1+w)
				if _, err := s.Apply(context.Background(),
					[]Change{{Label: quad.IRI(own), Quads: quads(own, 3)}, {Label: "article:shared", Quads: shared}}); err != nil {
					t.Error(err)
					return
				}
				if i%3 == 2 {
					// nodes go, and others come
					if _, err := s.Apply(context.Background(), []Change{{Label: quad.IRI(own)}}); err != nil {
						t.Error(err)
						return
					}
				}
			}
		}()
	}
	wg.Wait()
	s := open(t, address, Options{ReadOnly: true})
	problems, err := s.Check(context.Background(), func(quad.Value, []quad.Quad) {})
	if err != nil || len(problems) > 0 {
		t.Errorf("%v %v", problems, err)
	}
	labels, err := s.Labels(context.Background())
	if want := writers*(articles-articles/3) + 1; err != nil || len(labels) != want {
		t.Errorf("%d labels (%v), want %d", len(labels), err, want)
	}
}

// TestAnotherWriterIsWaitedFor, and not for ever.
func TestAnotherWriterIsWaitedFor(t *testing.T) {
	address := storetest.InServer(t)
	a := open(t, address, Options{})
	b := open(t, address, Options{LockTimeout: 200 * time.Millisecond})
	err := a.database.Alone(func() error {
		_, err := b.Apply(context.Background(), []Change{{Label: "article:b", Quads: quads("article:b", 1)}})
		return err
	})
	if !errors.Is(err, postgres.ErrLocked) || !strings.Contains(err.Error(), "--lock-timeout") {
		t.Errorf("got %v", err)
	}
	apply(t, b, Change{Label: "article:b", Quads: quads("article:b", 1)})
}

// TestAServerThatGoesAway cuts all connections again and again: what was told to be written is
// there, and nothing else.
func TestAServerThatGoesAway(t *testing.T) {
	const name = "gone"
	address := storetest.InServer(t) + "&application_name=" + name
	s := open(t, address, Options{})
	ctx := context.Background()
	cutter, err := pgx.Connect(ctx, os.Getenv(storetest.Server))
	if err != nil {
		t.Fatal(err)
	}
	defer cutter.Close(ctx)
	var kept []quad.Value
	for i := range 30 {
		label := quad.IRI(fmt.Sprintf("article:%02d", i))
		done := make(chan struct{})
		go func() {
			defer close(done)
			if i%3 > 0 {
				return
			}
			time.Sleep(time.Duration(i) * 300 * time.Microsecond)
			if _, err := cutter.Exec(ctx, "select pg_terminate_backend(pid) from pg_stat_activity where "+
				"application_name = $1", name); err != nil {
				t.Error(err)
			}
		}()
		if _, err := s.Apply(ctx, []Change{{Label: label, Quads: quads(string(label), 40)}}); err == nil {
			kept = append(kept, label)
		}
		<-done
	}
	labels, err := s.Labels(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range kept {
		if !slices.Contains(labels, l) {
			t.Errorf("%v was written and is not there", l)
		}
	}
	if problems, err := s.Check(ctx, func(l quad.Value, q []quad.Quad) {
		if len(q) != 40 {
			t.Errorf("%v has %d quads", l, len(q))
		}
	}); err != nil || len(problems) > 0 {
		t.Errorf("%v %v", problems, err)
	}
	if len(kept) < 20 {
		t.Errorf("%d of 30 written; the connections were cut in ten", len(kept))
	}
}

// TestWhatIsNoServer: errors name the address without its password.
func TestWhatIsNoServer(t *testing.T) {
	for _, address := range []string{"postgres://me:secret@127.0.0.1:1/none?connect_timeout=1",
		"postgres://me:secret@[/none"} {
		_, err := Open(address, Options{LockTimeout: time.Second})
		if err == nil || strings.Contains(err.Error(), "secret") || !strings.Contains(err.Error(), "postgres://") {
			t.Errorf("%v", err)
		}
	}
	if _, err := Open(storetest.InServer(t), Options{ReadOnly: true}); !errors.Is(err, ErrNoStore) {
		t.Errorf("an empty database: %v", err)
	}
}
