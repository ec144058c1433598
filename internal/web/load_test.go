package web

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/ingest"
	"quotegraph/internal/ingest/source"
	"quotegraph/internal/model"
	"quotegraph/internal/pipeline"
	"quotegraph/internal/store"
	"quotegraph/internal/store/storetest"
	"quotegraph/internal/triples"
	"quotegraph/seeds"
)

// load is what TestLoad is run with; in the tests of every day it is small, QUOTEGRAPH_LOAD=1 makes
// it a million quads.
type load struct {
	quads   int
	readers int
	pause   time.Duration // of a reader between two pages
	lasts   time.Duration
	p95     time.Duration // at most
}

// loadAsked is what the environment asks for.
func loadAsked() load {
	l := load{quads: 20_000, readers: 10, pause: 20 * time.Millisecond, lasts: 2 * time.Second, p95: 2 * time.Second}
	if os.Getenv("QUOTEGRAPH_LOAD") != "" {
		l = load{
			quads:   1_000_000,
			readers: 50,
			pause:   500 * time.Millisecond,
			lasts:   30 * time.Second,
			p95:     100 * time.Millisecond,
		}
		if os.Getenv("QUOTEGRAPH_LOAD") == "full" { // without a pause: how much the server can do
			l.pause, l.p95 = 0, time.Hour
		}
	}
	return l
}

// TestLoad has readers open article and agent pages while a writer sends articles: none sees half
// an article, none waits long, and the writer gets on.
func TestLoad(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long")
	}
	l := loadAsked()
	url, articles, agents, finish := loaded(t, l.quads)
	defer finish()

	ctx, cancel := context.WithTimeout(context.Background(), l.lasts)
	defer cancel()
	var mu sync.Mutex
	took := map[string][]time.Duration{}
	var failures []string
	tell := func(kind string, d time.Duration, problem string) {
		mu.Lock()
		defer mu.Unlock()
		took[kind] = append(took[kind], d)
		if problem != "" {
			failures = append(failures, problem)
		}
	}
	var running sync.WaitGroup
	for i := range l.readers {
		running.Go(func() {
			r := rand.New(rand.NewPCG(1, uint64(i)))
			for ctx.Err() == nil {
				kind, path := "article", "/article/"+articles[r.IntN(len(articles))]
				switch r.IntN(4) {
				case 0, 1:
					kind, path = "agent", "/agent/"+agents[int(float64(len(agents))*r.Float64()*r.Float64())]
				case 2:
					path = "/article/" + strings.TrimPrefix(model.ArticleIRI("changing"), "article:")
				}
				began := time.Now()
				code, body := fetch(url + path)
				problem := ""
				n := strings.Count(body, `<li class="statement"`)
				if code != http.StatusOK || !strings.Contains(body, "</html>") {
					problem = fmt.Sprintf("%s: %d", path, code)
				} else if strings.Contains(body, "<code>changing</code>") && n != 1 && n != 3 {
					problem = fmt.Sprintf("%s: half an article: %d statements", path, n)
				}
				tell(kind, time.Since(began), problem)
				time.Sleep(l.pause)
			}
		})
	}
	written := 0
	running.Go(func() {
		said := "“The pumps are old,” said Ana Ruiz, head of the water board. "
		for i := 0; ctx.Err() == nil; i++ {
			text := strings.Repeat(said, 1+i%2*2)
			body := fmt.Sprintf(
				"{\"doc_id\": \"changing\", \"text\": %q}\n{\"doc_id\": \"new-%d\", \"text\": %q}\n",
				text,
				i,
				said+strings.Repeat("The river rose in the night. ", 40),
			)
			r, _ := http.NewRequest("POST", url+"/api/articles", strings.NewReader(body))
			r.Header.Set("Authorization", "Bearer "+token)
			a, err := http.DefaultClient.Do(r)
			if err != nil {
				tell("write", 0, err.Error())
				return
			}
			raw, _ := io.ReadAll(a.Body)
			a.Body.Close()
			if a.StatusCode != http.StatusOK {
				tell("write", 0, string(raw))
				return
			}
			written += 2
		}
	})
	running.Wait()

	var heap runtime.MemStats
	runtime.ReadMemStats(&heap)
	for kind, d := range took {
		slices.Sort(d)
		p95 := d[len(d)*95/100]
		t.Logf("%s: %d requests, median %v, p95 %v, longest %v", kind, len(d), d[len(d)/2], p95, d[len(d)-1])
		if p95 > l.p95 {
			t.Errorf("p95 of %s is %v, more than %v", kind, p95, l.p95)
		}
	}
	t.Logf("%d articles written in %v; %d MB from the system", written, l.lasts, heap.Sys>>20)
	if len(failures) > 0 {
		t.Errorf("%d failures, the first: %s", len(failures), failures[0])
	}
	if written == 0 {
		t.Error("the writer was starved")
	}
}

func fetch(url string) (int, string) {
	a, err := http.Get(url)
	if err != nil {
		return 0, err.Error()
	}
	defer a.Body.Close()
	raw, err := io.ReadAll(a.Body)
	if err != nil {
		return 0, err.Error()
	}
	return a.StatusCode, string(raw)
}

// loaded serves a store of so many quads: the sample articles again and again, with other people.
// It returns the server's address, ids of articles and identifiers of agents, the most quoted
// first.
func loaded(t *testing.T, quads int) (url string, articles, agents []string, finish func()) {
	t.Helper()
	s, err := store.Open(storetest.Place(t), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	reader := pipeline.Reader{MinConfidence: pipeline.LeastConfidence, Workers: 2}
	c := crowd{samples: samplesOf(t, reader), r: rand.New(rand.NewPCG(7, 7)), seen: map[string]bool{}}
	for total := 0; total < quads; {
		var batch []store.Change
		for range 100 {
			one := c.next()
			batch = append(batch, one)
			total += len(one.Quads)
		}
		if _, err := s.Apply(context.Background(), batch); err != nil {
			t.Fatal(err)
		}
	}
	began := time.Now()
	v, url, stop := serveLoad(t, s, reader)
	http.DefaultTransport.(*http.Transport).MaxIdleConnsPerHost = 100
	if code, body := post(url+"/api/articles", "{\"doc_id\": \"changing\", \"text\": \"“The pumps are old,” said "+
		"Ana Ruiz, head of the water board.\"}\n"); code != 200 {
		t.Fatal(body)
	}
	for v.left.Load() != 0 || !v.searched() {
		time.Sleep(50 * time.Millisecond)
	}
	t.Logf(
		"%d quads, %d articles, %d people; indexed in %v",
		s.Size(),
		len(c.articles),
		len(c.agents),
		time.Since(began).Round(time.Millisecond),
	)
	return url, c.articles, c.agents, stop
}

// samplesOf are the sample articles as they are read.
func samplesOf(t *testing.T, reader pipeline.Reader) []store.Change {
	t.Helper()
	var samples []store.Change
	names, err := seeds.Files.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range names {
		raw, err := seeds.Files.ReadFile(f.Name())
		if err != nil {
			t.Fatal(err)
		}
		label, quads := triples.Of(reader.Read(model.Article{ID: f.Name(), Text: string(raw)}))
		samples = append(samples, store.Change{Label: label, Quads: quads})
	}
	return samples
}

// crowd makes articles of the samples, one after the other and again: each time another article, in
// which other people speak.
type crowd struct {
	samples          []store.Change
	r                *rand.Rand
	n                int             // articles so far
	articles, agents []string        // as loaded returns them
	seen             map[string]bool // agents
}

// next is the next article. Of its people some two hundred are made, who are the more frequent the
// lower their number.
func (c *crowd) next() store.Change {
	sample := c.samples[c.n%len(c.samples)]
	suffix, person := fmt.Sprint("-", c.n), fmt.Sprint("-", int(200*c.r.Float64()*c.r.Float64()))
	label := sample.Label + quad.IRI(suffix)
	other := func(v quad.Value) quad.Value {
		switch iri, ok := v.(quad.IRI); {
		case !ok:
			return v
		case iri == sample.Label:
			return label
		default:
			return c.other(iri, suffix, person)
		}
	}
	out := store.Change{Label: label}
	for _, q := range sample.Quads {
		if q.Predicate == quad.IRI(model.ArticleID) {
			q.Object = quad.String(fmt.Sprint("load", suffix))
		}
		out.Quads = append(
			out.Quads,
			quad.Quad{Subject: other(q.Subject), Predicate: q.Predicate, Object: other(q.Object), Label: label},
		)
	}
	c.articles = append(c.articles, strings.TrimPrefix(string(label), "article:"))
	c.n++
	return out
}

// other is what stands for something of a sample in an article made of it: another person, a
// statement of its own; bodies and places are the same in all.
func (c *crowd) other(iri quad.IRI, suffix, person string) quad.IRI {
	switch kind, _, _ := strings.Cut(string(iri), ":"); kind {
	case "person":
		if a := string(iri) + person; !c.seen[a] {
			c.seen[a] = true
			c.agents = append(c.agents, a)
		}
		return iri + quad.IRI(person)
	case "statement", "event", "role", "representation", "document", "agent":
		return iri + quad.IRI(suffix)
	}
	return iri
}

// serveLoad serves a store, which is closed when the server is stopped.
func serveLoad(t *testing.T, s *store.Store, reader pipeline.Reader) (v *Server, url string, stop func()) {
	t.Helper()
	v, err := New(s, Options{
		Token: token, Rows: 1000, Time: 10 * time.Second, Body: 1 << 20,
		Ingest: func(ctx context.Context, body io.Reader) (*Ingested, error) {
			r, err := ingest.Into(
				ctx,
				s,
				source.Read(
					[]string{"-"},
					body,
					source.Options{Limits: source.Limits{Article: 1 << 18, Line: 1 << 20}},
				),
				ingest.Options{Reader: reader, Batch: 50},
			)
			return &Ingested{New: r.New}, err
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	serving, end := context.WithCancel(context.Background())
	at, done := make(chan net.Addr, 1), make(chan error, 1)
	go func() { done <- v.Serve(serving, "127.0.0.1:0", func(a net.Addr) { at <- a }) }()
	return v, "http://" + (<-at).String(), func() {
		end()
		if err := <-done; err != nil {
			t.Error(err)
		}
		v.Close()
		s.Close()
	}
}

func post(url, body string) (int, string) {
	r, err := http.NewRequest("POST", url, strings.NewReader(body))
	if err != nil {
		return 0, err.Error()
	}
	r.Header.Set("Authorization", "Bearer "+token)
	a, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0, err.Error()
	}
	defer a.Body.Close()
	raw, _ := io.ReadAll(a.Body)
	return a.StatusCode, string(raw)
}

// searched tells whether all articles are in the search index.
func (v *Server) searched() bool {
	c, err := v.index.Counts(context.Background())
	return err == nil && c.Articles > 0
}
