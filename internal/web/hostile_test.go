package web

import (
	"bufio"
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// hostileProgram is a line of testdata/hostile.jsonl. The program is a text, or pieces of text with
// how often each is repeated.
type hostileProgram struct {
	Kind, Lang string
	Program    any
}

func (p hostileProgram) text() string {
	if s, ok := p.Program.(string); ok {
		return s
	}
	var b strings.Builder
	for _, x := range p.Program.([]any) {
		x := x.([]any)
		b.WriteString(strings.Repeat(x[0].(string), int(x[1].(float64))))
	}
	return b.String()
}

func hostilePrograms(t *testing.T) []hostileProgram {
	f, err := os.Open("testdata/hostile.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []hostileProgram
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		var p hostileProgram
		if err := json.Unmarshal(in.Bytes(), &p); err != nil {
			t.Fatal(err)
		}
		out = append(out, p)
	}
	return out
}

// TestHostilePrograms sends programs that would end a server, eat its memory or keep it for ever.
// None ends it, none takes more than 512 MiB or lasts two seconds beyond its limit, and a reader of
// pages waits less than a second meanwhile. QUOTEGRAPH_LONG=1 sends all of them to each path.
func TestHostilePrograms(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long")
	}
	long := os.Getenv("QUOTEGRAPH_LONG") != ""
	limit := 300 * time.Millisecond
	if long {
		limit = time.Second
	}
	_, h := serve(t, Options{Time: limit, Programs: 3}) // of which one address gets two
	all := hostilePrograms(t)
	requests := hostileRequests(all, long)
	stopReading := readMeanwhile(t, h.URL)
	codes, longest := sendHostile(t, h.URL, requests, limit)
	slowest := stopReading()
	if slowest > time.Second {
		t.Errorf("a reader waited %v", slowest)
	}
	most := mostMemory(t) // of this process; a child's bound is the system's
	t.Logf(
		"%d programs, %d requests: answers by code %v, longest %v, the server's process took at most %d MB, a "+
			"reader waited at most %v",
		len(all),
		len(requests),
		codes,
		longest,
		most>>20,
		slowest,
	)
	if int64(most) > mostServer {
		t.Errorf("the server took %d MB", most>>20)
	}
	if code, body, _ := ask(t, "POST", h.URL+"/api/v1/query/gizmo", `g.V("<person:ana-ruiz>").All()`); code != 200 ||
		!strings.Contains(body, "ana-ruiz") {
		t.Errorf("afterwards: %d %s", code, body)
	}
}

// mostServer is how much memory the server may take while hostile programs run, bytes.
var mostServer int64 = 512 << 20

// hostilePaths are the paths that take programs, by language.
var hostilePaths = map[string][]string{
	"gizmo":   {"/api/console/gizmo", "/api/v1/query/gizmo", "/api/v1/shape/gizmo", "/api/v2/query?lang=gizmo"},
	"mql":     {"/api/console/mql", "/api/v1/query/mql", "/api/v2/query?lang=mql"},
	"graphql": {"/api/console/graphql", "/api/v1/query/graphql", "/api/v2/query?lang=graphql"},
}

// hostileRequest is a program and where it is sent.
type hostileRequest struct{ kind, path, program string }

// hostileRequests sends each program to each path, or, if it is not to take long, each to one path
// and only the first two of each kind.
func hostileRequests(all []hostileProgram, long bool) []hostileRequest {
	var requests []hostileRequest
	seen := map[string]int{}
	for i, p := range all {
		paths := hostilePaths[p.Lang]
		for k, path := range paths {
			if seen[p.Kind]++; !long && (k != i%len(paths) || seen[p.Kind] > 6) {
				continue
			}
			requests = append(requests, hostileRequest{p.Kind, path, p.text()})
		}
	}
	return requests
}

// readMeanwhile opens pages until it is stopped, which tells how long a page took at most.
func readMeanwhile(t *testing.T, url string) (stop func() time.Duration) {
	ended := make(chan struct{})
	var slowest time.Duration
	var watching sync.WaitGroup
	watching.Go(func() {
		for {
			select {
			case <-ended:
				return
			case <-time.After(20 * time.Millisecond):
			}
			began := time.Now()
			if code, body, _ := ask(t, "GET", url+"/search?q=Ruiz", ""); code != 200 {
				t.Errorf("a reader meanwhile: %d %.200s", code, body)
			}
			slowest = max(slowest, time.Since(began))
		}
	})
	return func() time.Duration {
		close(ended)
		watching.Wait()
		return slowest
	}
}

// sendHostile sends programs, two at once, checks the answers, and counts them by code.
func sendHostile(
	t *testing.T, url string, requests []hostileRequest, limit time.Duration,
) (codes map[int]int, longest time.Duration) {
	queue := make(chan hostileRequest)
	var workers sync.WaitGroup
	codes = map[int]int{}
	var mu sync.Mutex
	for range 2 { // as many as run at once: none waits for a place
		workers.Go(func() {
			for r := range queue {
				began := time.Now()
				code, body := sent(t, url+r.path, r.program)
				took := time.Since(began)
				if !survived(code, body) || took > limit+2*time.Second {
					t.Errorf("%s, %s: %d after %v: %.200s\n%.200s", r.kind, r.path, code, took, body, r.program)
				}
				mu.Lock()
				codes[code]++
				longest = max(longest, took)
				mu.Unlock()
			}
		})
	}
	for _, r := range requests {
		queue <- r
	}
	close(queue)
	workers.Wait()
	return codes, longest
}

// survived tells whether a program was answered as it should: by JSON, as a fault of its own or as
// too late, and without the trace of a crash.
func survived(code int, body []byte) bool {
	if bytes.Contains(body, []byte("goroutine ")) {
		return false
	}
	return code == 200 && json.Valid(body) || code == 400 || code == 504
}

// sent sends a program and reads the answer once: what is measured is the server, not its client.
func sent(t *testing.T, url, program string) (int, []byte) {
	t.Helper()
	a, err := http.Post(url, "", strings.NewReader(program))
	if err != nil {
		t.Fatal(err)
	}
	defer a.Body.Close()
	var raw bytes.Buffer
	raw.Grow(int(max(a.ContentLength, 0)))
	if _, err := raw.ReadFrom(a.Body); err != nil {
		t.Fatal(err)
	}
	conforms(t, a, raw.Bytes())
	return a.StatusCode, raw.Bytes()
}

// mostMemory is the most that this process had in memory at once; 0 where the system does not tell.
func mostMemory(t *testing.T) int {
	raw, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(raw), "VmHWM:")
	fields := strings.Fields(rest)
	n, err := strconv.Atoi(fields[0])
	if err != nil {
		t.Fatal(err)
	}
	return n << 10
}
