package main

import (
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestKills stops the program at random moments of everything that writes. Afterwards the store
// opens, every article is whole, the index has what the store has (`graph check`), and what is one
// step is done or not done. QUOTEGRAPH_LONG=1 stops each of them 125 times.
func TestKills(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long")
	}
	times := often(2, 125)
	bin := built(t)
	t.Chdir(t.TempDir())
	articles := ferries(t, 60)
	ran(t, exitDone, bin, "--db", "full", "ingest", "in.jsonl")
	ran(t, exitDone, bin, "--db", "full", "export", "--to", "in.nq")
	if err := os.Mkdir("empty", 0o755); err != nil {
		t.Fatal(err)
	}
	killed, tried := 0, 0
	for _, op := range []struct {
		name, from string
		args       []string
		counts     []string // of articles, what `graph check` may say; none: any
	}{
		{"ingest", "empty", []string{"ingest", "in.jsonl"}, nil},
		{"rm", "full", []string{"rm", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9"}, nil},
		{"merge", "full", []string{"agents", "merge", "Halima Wekesa", "Colm Doss"}, []string{"60 articles"}},
		{"import", "empty", []string{"import", "in.nq"}, []string{"0 articles", "60 articles"}},
		{"serve", "empty", nil, nil},
	} {
		var whole time.Duration
		for k := range times + 1 { // the first one runs to its end: so long may the others last
			db := filepath.Join(t.TempDir(), "db")
			if err := os.CopyFS(db, os.DirFS(op.from)); err != nil {
				t.Fatal(err)
			}
			began := time.Now()
			var ended <-chan struct{}
			var kill func()
			if op.args == nil {
				ended, kill = postTo(t, bin, db, articles)
			} else {
				ended, kill = begin(t, bin, append([]string{"--db", db}, op.args...))
			}
			if k == 0 {
				<-ended
				whole = time.Since(began)
				kill()
				continue
			}
			tried++
			select {
			case <-ended:
			case <-time.After(time.Duration(rand.Int64N(int64(whole) + 1))):
				killed++
			}
			kill()
			c := exec.Command(bin, "--db", db, "check")
			out, err := c.CombinedOutput()
			if strings.Contains(string(out), "no store here") { // stopped before there was one
				continue
			}
			fits := op.counts == nil
			for _, n := range op.counts {
				fits = fits || strings.Contains(string(out), " "+n)
			}
			if err != nil || !fits {
				t.Errorf("%s, stopped: %v %s", op.name, err, out)
			}
		}
	}
	t.Logf("%d of %d were stopped before their end; all stores are whole", killed, tried)
	if killed == 0 {
		t.Error("nothing was stopped before its end: the test proved nothing")
	}
}

// begin starts a command.
func begin(t *testing.T, bin string, args []string) (ended <-chan struct{}, kill func()) {
	c := exec.Command(bin, args...)
	c.Env = append(os.Environ(), "QUOTEGRAPH_INGEST_BATCH=5")
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = c.Wait() // killed, or by itself
	}()
	return done, func() {
		_ = c.Process.Kill() // it may have ended
		<-done
	}
}

// postTo starts a server and sends articles to it; ended is closed when they are answered.
func postTo(t *testing.T, bin, db, body string) (ended <-chan struct{}, kill func()) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	l.Close()
	t.Setenv("QUOTEGRAPH_SERVE_TOKEN", "secret")
	_, kill = begin(t, bin, []string{"--db", db, "serve", "--addr", address})
	answered := make(chan struct{})
	go func() {
		for range 500 {
			r, _ := http.NewRequest("POST", "http://"+address+"/api/articles", strings.NewReader(body)) // well-formed
			r.Header.Set("Authorization", "Bearer secret")
			if a, err := http.DefaultClient.Do(r); err == nil {
				a.Body.Close()
				close(answered)
				return
			}
			time.Sleep(10 * time.Millisecond)
		}
	}()
	return answered, kill
}
