// Soak serves a store with the real program, has readers, texts, programs and a writer at it for a
// time, and notes the server's memory, descriptors and goroutines all along. It prints what the
// requests took and draws a plot.
//
//	go build -o graph ./cmd/graph && go run ./internal/soak -graph ./graph -lasts 1h -plot soak.svg
//	go run ./internal/soak -graph ./graph -lasts 10m -readers 50 -pause 0 -texts 10 -programs 5
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

type soak struct {
	graph, folder, plot      string
	lasts, pause             time.Duration
	readers, texts, programs int

	url   string
	mutex sync.Mutex
	took  map[string][]time.Duration
	busy  map[string]int // 429
	wrong map[string]int
	first string
	seen  []sample
}

// sample is what the server takes at a moment.
type sample struct {
	at                        time.Duration
	memory, files, goroutines float64 // MB, number, number
}

const token = "soak"

func main() {
	s := soak{took: map[string][]time.Duration{}, busy: map[string]int{}, wrong: map[string]int{}}
	flag.StringVar(&s.graph, "graph", "./graph", "the program")
	flag.StringVar(&s.folder, "folder", "", "articles to begin with; empty: the sample articles")
	flag.StringVar(&s.plot, "plot", "", "an SVG file to draw")
	flag.DurationVar(&s.lasts, "lasts", time.Minute, "how long")
	flag.DurationVar(&s.pause, "pause", time.Second, "between two requests of one client")
	flag.IntVar(&s.readers, "readers", 10, "readers of pages")
	flag.IntVar(&s.texts, "texts", 2, "who have texts read")
	flag.IntVar(&s.programs, "programs", 2, "who send programs")
	flag.Parse()
	if err := s.run(); err != nil {
		fmt.Fprintln(os.Stderr, "soak:", err)
		os.Exit(1)
	}
}

func (s *soak) run() error {
	dir, err := os.MkdirTemp("", "quotegraph-soak-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	db := filepath.Join(dir, "db")
	from := s.folder
	if from == "" {
		from = "seeds"
	}
	if out, err := exec.Command(s.graph, "ingest", "--db", db, from).CombinedOutput(); err != nil &&
		!strings.Contains(string(out), "passed over") {
		return fmt.Errorf("%w: %s", err, out)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	s.url = "http://" + l.Addr().String()
	l.Close()
	server := exec.Command(s.graph, "serve", "--db", db, "--addr", strings.TrimPrefix(s.url, "http://"))
	server.Env = append(os.Environ(), "QUOTEGRAPH_SERVE_TOKEN="+token)
	server.Stderr = os.Stderr
	if err := server.Start(); err != nil {
		return err
	}
	defer func() {
		_ = server.Process.Signal(os.Interrupt)
		_ = server.Wait()
	}()
	for range 100 {
		if code, _ := s.get("/healthz"); code == http.StatusOK {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	ctx, stop := context.WithTimeout(context.Background(), s.lasts)
	defer stop()
	began := time.Now()
	var all sync.WaitGroup
	paths := s.paths()
	for i := range s.readers {
		r := rand.New(rand.NewPCG(1, uint64(i)))
		s.client(ctx, &all, "page", func(int) (int, string) { return s.get(paths[r.IntN(len(paths))]) })
	}
	for i := range s.texts {
		s.client(ctx, &all, "text", func(n int) (int, string) {
			return s.post(
				"/try",
				"application/x-www-form-urlencoded",
				"text="+url.QueryEscape(
					fmt.Sprintf(
						"“Berth %d is closed,” said Ana Ruiz, the mayor of Tarn. ",
						i*1000+n,
					)+strings.Repeat(
						"The river rose in the night, Karl Brandt said. ",
						20,
					),
				),
			)
		})
	}
	for i := range s.programs {
		s.client(ctx, &all, "program", func(n int) (int, string) {
			return s.post(
				"/api/v1/query/gizmo",
				"text/plain",
				fmt.Sprintf(
					`g.V("<qg:Statement>").In("<rdf:type>").Out("<qg:saidBy>").Unique().Limit(%d).All()`,
					5+(i+n)%20,
				),
			)
		})
	}
	s.client(ctx, &all, "write", func(n int) (int, string) {
		return s.post(
			"/api/articles",
			"application/x-ndjson",
			fmt.Sprintf(
				"{\"doc_id\": \"s%d\", \"text\": \"“Berth %d is closed,” said Ana Ruiz, the mayor of Tarn.\"}\n",
				n%500,
				n,
			),
		)
	})
	for ctx.Err() == nil {
		select {
		case <-ctx.Done():
		case <-time.After(max(s.lasts/240, time.Second)):
		}
		s.look(server.Process.Pid, time.Since(began))
	}
	all.Wait()
	return s.report()
}

// client asks again and again; each time it tells the number of the request.
func (s *soak) client(ctx context.Context, all *sync.WaitGroup, kind string, ask func(int) (int, string)) {
	all.Go(func() {
		for n := 0; ctx.Err() == nil; n++ {
			began := time.Now()
			code, body := ask(n)
			s.mutex.Lock()
			switch code {
			case http.StatusOK:
				s.took[kind] = append(s.took[kind], time.Since(began))
			case http.StatusTooManyRequests:
				s.busy[kind]++
			default:
				s.wrong[kind]++
				if s.first == "" {
					s.first = fmt.Sprintf("%s: %d %.200s", kind, code, body)
				}
			}
			s.mutex.Unlock()
			if code == http.StatusTooManyRequests {
				time.Sleep(time.Second) // as Retry-After asks
			}
			time.Sleep(s.pause)
		}
	})
}

// paths are the pages that readers open.
func (s *soak) paths() []string {
	paths := []string{"/", "/search?q=pasture", "/queries", "/agents"}
	_, body := s.get("/")
	for _, m := range regexp.MustCompile(`href="(/(?:article|agent|statement)/[^"]+)"`).FindAllStringSubmatch(body, -1) {
		paths = append(paths, m[1])
	}
	return slices.DeleteFunc(paths, func(p string) bool { code, _ := s.get(p); return code != http.StatusOK })
}

func (s *soak) get(path string) (int, string) { return answer(http.Get(s.url + path)) }

func (s *soak) post(path, kind, body string) (int, string) {
	r, err := http.NewRequest("POST", s.url+path, strings.NewReader(body))
	if err != nil {
		return 0, err.Error()
	}
	r.Header.Set("Content-Type", kind)
	r.Header.Set("Authorization", "Bearer "+token)
	return answer(http.DefaultClient.Do(r))
}

func answer(a *http.Response, err error) (int, string) {
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

// look notes what the server takes.
func (s *soak) look(pid int, at time.Duration) {
	x := sample{at: at}
	status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid)) // gone, or another system: zero
	if m := regexp.MustCompile(`RssAnon:\s+(\d+) kB`).FindSubmatch(status); m != nil {
		kb, _ := strconv.Atoi(string(m[1]))
		x.memory = float64(kb) / 1024
	}
	files, _ := os.ReadDir(fmt.Sprintf("/proc/%d/fd", pid))
	x.files = float64(len(files))
	_, metrics := s.get("/metrics")
	if m := regexp.MustCompile(`(?m)^go_goroutines (\S+)`).FindStringSubmatch(metrics); m != nil {
		x.goroutines, _ = strconv.ParseFloat(m[1], 64)
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.seen = append(s.seen, x)
}

func (s *soak) report() error {
	for _, kind := range []string{"page", "text", "program", "write"} {
		d := s.took[kind]
		if len(d) == 0 {
			fmt.Printf("%-8s none answered; %d were turned away (429), %d failed\n", kind, s.busy[kind], s.wrong[kind])
			continue
		}
		slices.Sort(d)
		fmt.Printf(
			"%-8s %d answered, median %v, p95 %v, longest %v; %d turned away (429), %d failed\n",
			kind,
			len(d),
			d[len(d)/2].Round(time.Millisecond),
			d[len(d)*95/100].Round(time.Millisecond),
			d[len(d)-1].Round(time.Millisecond),
			s.busy[kind],
			s.wrong[kind],
		)
	}
	for _, what := range curves {
		values := make([]float64, len(s.seen))
		for i, x := range s.seen {
			values[i] = what.of(x)
		}
		n := len(values)
		fmt.Printf(
			"%-12s after a tenth of the time %.0f, at the end %.0f, at most %.0f\n",
			what.name,
			values[n/10],
			values[n-1],
			slices.Max(values),
		)
	}
	if s.first != "" {
		fmt.Println("the first failure:", s.first)
	}
	if s.plot != "" {
		return os.WriteFile(s.plot, []byte(s.drawn()), 0o644)
	}
	return nil
}

var curves = []struct {
	name, colour string
	of           func(sample) float64
}{
	{"memory, MB", "#1f6f8b", func(x sample) float64 { return x.memory }},
	{"descriptors", "#b4541a", func(x sample) float64 { return x.files }},
	{"goroutines", "#4d7c0f", func(x sample) float64 { return x.goroutines }},
}

// drawn is the plot: each curve with a scale of its own, from zero to its most.
func (s *soak) drawn() string {
	const width, height, left = 720.0, 120.0, 110.0
	var b strings.Builder
	fmt.Fprintf(
		&b,
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %g %g" font-family="sans-serif" font-size="12">`+"\n",
		width+left+20,
		height*3+60,
	)
	for i, c := range curves {
		top := 20 + float64(i)*(height+15)
		most := 1.0
		for _, x := range s.seen {
			most = max(most, c.of(x))
		}
		var points []string
		for _, x := range s.seen {
			points = append(
				points,
				fmt.Sprintf(
					"%.1f,%.1f",
					left+width*float64(x.at)/float64(s.seen[len(s.seen)-1].at),
					top+height*(1-c.of(x)/most),
				),
			)
		}
		fmt.Fprintf(
			&b,
			`<text x="0" y="%g" fill="%s">%s</text>`+
				`<text x="%g" y="%g" text-anchor="end">%.0f</text><text x="%g" y="%g" text-anchor="end">0</text>`+"\n",
			top+height/2,
			c.colour,
			c.name,
			left-6,
			top+10,
			most,
			left-6,
			top+height,
		)
		fmt.Fprintf(
			&b,
			`<path d="M%g %gV%gH%g" fill="none" stroke="#888"/>`+
				`<polyline points="%s" fill="none" stroke="%s" stroke-width="1.5"/>`+"\n",
			left,
			top,
			top+height,
			left+width,
			strings.Join(points, " "),
			c.colour,
		)
	}
	fmt.Fprintf(&b, `<text x="%g" y="%g">%v</text></svg>`+"\n", left+width-30, height*3+58, s.lasts)
	return b.String()
}
