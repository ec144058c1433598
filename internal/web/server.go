// Package web opens a store to browsers and to programs that speak Cayley's HTTP API. It knows nothing
// of language.
package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/quad"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"quotegraph/internal/index"
	"quotegraph/internal/programs"
	"quotegraph/internal/query"
	"quotegraph/internal/reading"
	"quotegraph/internal/store"
	"quotegraph/internal/web/pages"
)

// Options of a server.
type Options struct {
	Version  string   // of the program, for /healthz
	Token    string   // writing needs it; empty: nobody writes
	Origins  []string // of pages that may call the API from elsewhere; empty: none
	Hosts    []string // names that the server goes by, beside localhost and addresses
	Rows     int      // of one answer
	Time     time.Duration
	Body     int64 // bytes of a request
	Queries  []query.Saved
	Programs int      // of users' own that run at once; 0: two
	Sure     *float64 // least confidence of statements that saved queries show; nil: the index's

	AccessLog bool // each request is logged
	HideText  bool // articles' texts are shown nowhere, only statements
	Texts     int  // that are read at once for the page that tries one; 0: one
	MostText  int  // bytes of a text on the page that tries one
	// Find reads a text and returns the quads of what is found in it, and their label.
	Find func(text string) (quad.IRI, []quad.Quad, error)
	// Open reads the text of the first article of a file.
	Open func(name string, file io.Reader) (string, error)
	// Ingest reads articles into the store and returns a report of it.
	Ingest func(ctx context.Context, articles io.Reader) (*Ingested, error)
}

// limits are those of a saved query.
func (o Options) limits() query.Limits {
	return query.Limits{Rows: o.Rows, Time: o.Time, Sure: o.Sure}
}

// Server answers over HTTP. Its methods are safe for concurrent use.
type Server struct {
	store   *store.Store
	handle  *graph.Handle
	opt     Options
	metrics *metrics
	handler http.Handler
	site    *pages.Site
	index   *index.Index
	left    atomic.Int64  // articles that the index has still to look at
	stop    func()        // ends bringing the index in step
	stopped chan struct{} // closed when that has ended
	etag    string        // of static files: another one each start

	programs    *programs.Runner
	gates       map[string]*places // by route: work that costs much
	turns       turns              // of requests that no gate is before
	readTimeout time.Duration
	origins     *http.CrossOriginProtection
}

// New returns a server over an open store, which it watches until Close.
func New(s *store.Store, o Options) (*Server, error) {
	writer, err := graph.NewQuadWriter("single", s.Graph(), nil)
	if err != nil {
		return nil, err
	}
	v := &Server{
		store:       s,
		opt:         o,
		handle:      &graph.Handle{QuadStore: s.Graph(), QuadWriter: shortening{writer}},
		metrics:     newMetrics(),
		stopped:     make(chan struct{}),
		readTimeout: 20 * time.Second,
		origins:     http.NewCrossOriginProtection(),
	}
	v.etag = fmt.Sprintf(`"%x"`, time.Now().UnixNano())
	if v.index, err = index.Open(context.Background(), s,
		index.Options{Later: true, Progress: func(left int) { v.left.Store(int64(left)) }}); err != nil {
		return nil, err
	}
	v.site = &pages.Site{
		Reader: reading.Reader{
			Store: s,
			Hide:  o.HideText,
		}, Index: v.index, Left: func() int { return int(v.left.Load()) }, Queries: o.Queries,
		Limits: o.limits(), Find: o.Find, Open: o.Open, Run: v.inTable, Most: o.MostText,
	}
	v.programs = programs.New(programs.Bounds{Time: o.Time, Rows: o.Rows})
	v.gates, v.turns = gates(o), newTurns()
	v.metrics.access = o.AccessLog
	mux := http.NewServeMux()
	v.statics(mux)
	v.site.Routes(mux)
	// routes by which anybody can read anything in the store, articles' texts too
	hidden := map[string]bool{"POST /console": true}
	for _, r := range v.routes() {
		v.site.API = append(v.site.API, r.Route)
		pattern := r.Method + " " + r.Path
		hidden[pattern] = hidden[pattern] || r.texts
		if r.token {
			r.do = v.writing(r.do)
		}
		mux.HandleFunc(pattern, r.do)
	}
	v.handler = v.metrics.counted(mux, v.guarded(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, route := mux.Handler(r); route == "" && r.Method == http.MethodGet &&
			!strings.HasPrefix(r.URL.Path, "/api/") {
			v.site.Nothing(w, r)
			return
		}
		_, route := mux.Handler(r)
		if v.opt.HideText && hidden[route] {
			v.turnAway(
				w,
				r,
				http.StatusForbidden,
				"this server shows no texts of articles (serve.text), and this would",
			)
			return
		}
		if gate := v.gates[route]; gate != nil {
			give, ok := v.enter(w, r, gate)
			if !ok {
				return
			}
			defer give()
		} else if r.Method == http.MethodGet {
			v.turns.serve(mux, w, r)
			return
		}
		mux.ServeHTTP(w, r)
	})))
	ctx, stop := context.WithCancel(context.Background())
	v.stop = stop
	go func() {
		defer close(v.stopped)
		v.catchUp(ctx)
		if !s.Shared() {
			return
		}
		for every := time.NewTicker(followed); ; {
			select {
			case <-ctx.Done():
				every.Stop()
				return
			case <-every.C:
				v.catchUp(ctx)
			}
		}
	}()
	return v, nil
}

// followed is how often the index follows what other programs write to a store in a database server.
const followed = time.Second

func (v *Server) catchUp(ctx context.Context) {
	if err := v.index.CatchUp(ctx); err != nil && ctx.Err() == nil {
		slog.Error("the index can't be brought in step", "error", err)
	}
}

// Close ends the server's watch over the store.
func (v *Server) Close() error {
	v.stop()
	v.programs.Close()
	<-v.stopped
	return v.index.Close()
}

// Index returns the server's index; nil while it is behind the store.
func (v *Server) Index() *index.Index {
	if v.left.Load() > 0 {
		return nil
	}
	return v.index
}

// source is what queries read.
func (v *Server) source() query.Source { return query.Source{Graph: v.store.Graph(), Index: v.index} }

// Handler returns the server's handler, limits and headers included.
func (v *Server) Handler() http.Handler { return v.handler }

// Serve listens on an address until the context ends, then lets requests under way finish, for ten
// seconds; the rest is stopped.
func (v *Server) Serve(ctx context.Context, addr string, ready func(net.Addr)) error {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return fmt.Errorf("serve %s: %w", addr, err)
	}
	base, stop := context.WithCancel(context.Background())
	defer stop()
	h := &http.Server{
		BaseContext:       func(net.Listener) context.Context { return base },
		Handler:           v.handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       v.readTimeout, // a byte a second does not hold a connection for ever
		WriteTimeout:      v.opt.Time + 10*time.Second,
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    1 << 16,
	}
	ready(l.Addr())
	failed := make(chan error, 1)
	go func() { failed <- h.Serve(l) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if h.Shutdown(grace) == nil {
		return nil
	}
	stop() // a program that runs ends with its context, and the store is not closed under it
	last, cancelLast := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancelLast()
	if err := h.Shutdown(last); err != nil {
		return errors.Join(err, h.Close())
	}
	return nil
}

func (v *Server) health(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), time.Second)
	defer cancel()
	// no bucket: an empty store
	if _, err := v.store.Graph().Stats(ctx, false); err != nil && !errors.Is(err, kv.ErrNoBucket) {
		fail(w, http.StatusServiceUnavailable, err)
		return
	}
	answer(w, healthAnswer{"ok", v.opt.Version})
}

// metrics are what /metrics tells.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
	running  prometheus.Gauge
	access   bool // each request is logged
}

// requestKey is the context's key of a request's id, which its answer and its lines in the log carry.
type requestKey struct{}

func newRequestID() string { return fmt.Sprintf("%016x", rand.Uint64()) }

func requestID(ctx context.Context) string {
	id, _ := ctx.Value(requestKey{}).(string)
	return id
}

func newMetrics() *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(
			prometheus.CounterOpts{Name: "quotegraph_http_requests_total", Help: "Requests answered."},
			[]string{"route", "code"},
		),
		seconds: prometheus.NewHistogramVec(
			prometheus.HistogramOpts{Name: "quotegraph_http_request_seconds", Help: "Time to answer."},
			[]string{"route"},
		),
		running: prometheus.NewGauge(
			prometheus.GaugeOpts{Name: "quotegraph_http_requests_running", Help: "Requests being answered."},
		),
	}
	m.registry.MustRegister(
		m.requests,
		m.seconds,
		m.running,
		collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
	)
	return m
}

// counted measures requests by the pattern that mux routes them by.
func (m *metrics) counted(mux *http.ServeMux, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, route := mux.Handler(r)
		if route == "" {
			route = "none"
		}
		began := time.Now()
		id := newRequestID()
		w.Header().Set("X-Request-Id", id)
		r = r.WithContext(context.WithValue(r.Context(), requestKey{}, id))
		m.running.Inc()
		s := &status{ResponseWriter: w, code: http.StatusOK}
		defer func() {
			m.running.Dec()
			m.seconds.WithLabelValues(route).Observe(time.Since(began).Seconds())
			m.requests.WithLabelValues(route, fmt.Sprint(s.code)).Inc()
			if m.access {
				slog.Info(
					"request",
					"request",
					id,
					"method",
					r.Method,
					"path",
					r.URL.Path,
					"code",
					s.code,
					"milliseconds",
					time.Since(began).Milliseconds(),
					"address",
					addressOf(r),
				)
			}
		}()
		next.ServeHTTP(s, r)
	})
}

// status remembers the code that was answered with.
type status struct {
	http.ResponseWriter
	code  int
	wrote bool
}

func (s *status) WriteHeader(code int) {
	if !s.wrote {
		s.code, s.wrote = code, true
	}
	s.ResponseWriter.WriteHeader(code)
}

func (s *status) Write(p []byte) (int, error) {
	s.wrote = true
	return s.ResponseWriter.Write(p)
}

// Unwrap lets http.ResponseController reach the connection.
func (s *status) Unwrap() http.ResponseWriter { return s.ResponseWriter }
