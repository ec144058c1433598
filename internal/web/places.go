package web

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// places bounds work that costs much and that anybody may ask for: so much at once in all, for one
// address one less than all where there are several, and a short wait for who comes when no place
// is free.
type places struct {
	work string // what it is, for the error
	wait time.Duration
	free chan struct{}

	mu sync.Mutex
	of map[string]*share // by address, while it holds a place or waits for one
}

// share is what one address has of the places.
type share struct {
	free  chan struct{}
	asked int // requests that hold a place or wait for one
}

// mostWaiting is how many requests of one address may hold a place or wait for one, for each place
// that it may hold.
const mostWaiting = 8

func newPlaces(work string, n int, wait time.Duration) *places {
	return &places{work: work, wait: wait, free: make(chan struct{}, n), of: map[string]*share{}}
}

// busy says that a request should come again.
type busy struct {
	text  string
	after time.Duration
}

func (b *busy) Error() string { return b.text }

// take waits for a place; who has one gives it back.
func (p *places) take(ctx context.Context, address string) (give func(), err error) {
	s, err := p.ask(address)
	if err != nil {
		return nil, err
	}
	late := time.NewTimer(p.wait)
	defer late.Stop()
	var held []chan struct{}
	give = sync.OnceFunc(func() {
		for _, c := range held {
			<-c
		}
		p.leave(address, s)
	})
	for _, c := range []chan struct{}{s.free, p.free} {
		select {
		case c <- struct{}{}:
			held = append(held, c)
			continue
		case <-ctx.Done():
			err = ctx.Err()
		case <-late.C:
			err = &busy{fmt.Sprintf("all places for %s are taken: try again in a moment", p.work), p.wait}
		}
		give()
		return nil, err
	}
	return give, nil
}

// ask counts a request of an address.
func (p *places) ask(address string) (*share, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := p.of[address]
	if s == nil {
		s = &share{free: make(chan struct{}, max(1, cap(p.free)-1))}
		p.of[address] = s
	}
	if s.asked == mostWaiting*cap(s.free) {
		return nil, &busy{
			fmt.Sprintf("%d requests from your address for %s are under way: wait for them", s.asked, p.work),
			p.wait,
		}
	}
	s.asked++
	return s, nil
}

func (p *places) leave(address string, s *share) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if s.asked--; s.asked == 0 {
		delete(p.of, address)
	}
}

// gates are the places that requests take, by their routes.
func gates(o Options) map[string]*places {
	const wait = 5 * time.Second
	programs := newPlaces("programs", cmp.Or(o.Programs, 2), wait)
	texts := newPlaces("reading texts", cmp.Or(o.Texts, 1), wait)
	return map[string]*places{
		"POST /api/v1/query/{lang}": programs, "POST /api/v1/shape/{lang}": programs,
		"GET /api/v2/query": programs, "POST /api/v2/query": programs, "POST /api/console/{lang}": programs,
		"POST /console": programs,
		"POST /try":     texts, "GET /api/export": newPlaces("exports", exports, exportWait),
	}
}

// enter takes a place for a request, or answers it with an error. Who has entered gives the place back.
func (v *Server) enter(w http.ResponseWriter, r *http.Request, gate *places) (give func(), ok bool) {
	give, err := gate.take(r.Context(), addressOf(r))
	var b *busy
	switch {
	case err == nil:
		return give, true
	case errors.As(err, &b):
		w.Header().Set("Retry-After", strconv.Itoa(max(1, int(b.after/time.Second))))
		v.turnAway(w, r, http.StatusTooManyRequests, b.text)
	default: // the client has gone, or its time is up
		v.turnAway(w, r, http.StatusServiceUnavailable, err.Error())
	}
	return nil, false
}

// turnAway answers with an error in the form of the route: a page, or JSON.
func (v *Server) turnAway(w http.ResponseWriter, r *http.Request, code int, text string) {
	if strings.HasPrefix(r.URL.Path, "/api/") {
		refuse(w, code, text)
		return
	}
	v.site.Problem(w, r, code, text)
}

// addressOf is who asks: the connection's address without its port.
func addressOf(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}
