package web

import (
	"bytes"
	"net/http"
	"runtime"
)

// turns lets few requests for pages and answers be worked at at once, the others in the order in
// which they came. Fifty that share two processors are all late; in turns each waits as long as the
// others, and is then done at once.
type turns chan struct{}

// turnsEach is how many requests a processor works at. Measured with fifty readers on two: 1 gives a
// 95th percentile of 243 ms, 2 of 148, 4 of 119, no bound 234 (docs/RELIABILITY.md).
const turnsEach = 4

func newTurns() turns { return make(turns, turnsEach*runtime.GOMAXPROCS(0)) }

// serve answers a request when its turn comes; one whose client has gone or whose time is up gets
// none, and no answer that anybody would read.
func (t turns) serve(next http.Handler, w http.ResponseWriter, r *http.Request) {
	select {
	case t <- struct{}{}:
	case <-r.Context().Done():
		http.Error(w, "the server is busy: try again in a moment", http.StatusServiceUnavailable)
		return
	}
	a := &answerInTurn{ResponseWriter: w, turns: t}
	defer a.end()
	next.ServeHTTP(a, r)
	a.whole = true
}

// mostHeld is how many bytes of an answer are held back while its turn lasts.
const mostHeld = 256 << 10

// answerInTurn holds an answer back until its turn is over, so that a client that reads slowly, or
// not at all, holds no turn. An answer that is too long to be held ends its turn early.
type answerInTurn struct {
	http.ResponseWriter
	turns turns
	code  int
	held  bytes.Buffer
	over  bool // the turn is
	whole bool // the answer is
}

func (a *answerInTurn) WriteHeader(code int) {
	switch {
	case code < http.StatusOK: // 103: more follows
		a.ResponseWriter.WriteHeader(code)
	case a.code == 0:
		a.code = code
	}
}

func (a *answerInTurn) Write(p []byte) (int, error) {
	a.WriteHeader(http.StatusOK)
	if a.over {
		return a.ResponseWriter.Write(p)
	}
	if a.held.Len()+len(p) <= mostHeld {
		return a.held.Write(p)
	}
	if err := a.pass(); err != nil {
		return 0, err
	}
	return a.ResponseWriter.Write(p)
}

// Flush hands on what is held, for http.Flusher.
func (a *answerInTurn) Flush() {
	if a.pass() == nil {
		_ = http.NewResponseController(a.ResponseWriter).Flush() // what can't be flushed comes at the end
	}
}

// Unwrap is for http.ResponseController.
func (a *answerInTurn) Unwrap() http.ResponseWriter { return a.ResponseWriter }

// pass ends the turn and hands on what is held.
func (a *answerInTurn) pass() error {
	if a.over {
		return nil
	}
	a.over = true
	<-a.turns
	if a.code != 0 {
		a.ResponseWriter.WriteHeader(a.code)
	}
	_, err := a.ResponseWriter.Write(a.held.Bytes())
	a.held = bytes.Buffer{}
	return err
}

// end ends the turn. Of an answer that a fault cut short nothing is handed on: another one takes its
// place.
func (a *answerInTurn) end() {
	switch {
	case a.over:
	case a.whole && (a.code != 0 || a.held.Len() > 0):
		_ = a.pass() // the client has gone
	default:
		a.over = true
		<-a.turns
	}
}
