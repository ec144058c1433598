package web

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
)

// stuck is a client that never reads.
type stuck struct {
	*httptest.ResponseRecorder
	until chan struct{}
}

func (s stuck) Write(p []byte) (int, error) {
	<-s.until
	return s.ResponseRecorder.Write(p)
}

// TestTurnIsNotHeldByWhoDoesNotRead: the next request is answered while an answer, short or long, is
// not read.
func TestTurnIsNotHeldByWhoDoesNotRead(t *testing.T) {
	for _, size := range []int{10, mostHeld + 1, 3 * mostHeld} {
		synctest.Test(t, func(t *testing.T) {
			turn := make(turns, 1)
			h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("X-Size", "yes")
				w.WriteHeader(http.StatusTeapot)
				for range size {
					_, _ = w.Write([]byte("x"))
				}
			})
			slow := stuck{httptest.NewRecorder(), make(chan struct{})}
			done := make(chan struct{})
			r := httptest.NewRequestWithContext(t.Context(), "GET", "/", nil)
			go func() { turn.serve(h, slow, r); close(done) }()
			synctest.Wait()
			next := httptest.NewRecorder()
			turn.serve(h, next, r)
			close(slow.until)
			<-done
			for _, got := range []*httptest.ResponseRecorder{next, slow.ResponseRecorder} {
				if got.Code != http.StatusTeapot || got.Body.Len() != size || got.Header().Get("X-Size") != "yes" {
					t.Errorf("%d bytes: answered %d with %d bytes", size, got.Code, got.Body.Len())
				}
			}
			if len(turn) != 0 {
				t.Error("a turn was not given back")
			}
		})
	}
}

// TestTurns: who comes when all turns are taken waits, in order; a fault gives its turn back and
// leaves room for another answer.
func TestTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		turn := make(turns, 1)
		first := make(chan struct{})
		var order strings.Builder
		h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/0" {
				<-first
			}
			order.WriteString(r.URL.Path)
			if r.URL.Path == "/2" {
				_, _ = w.Write([]byte("half"))
				panic("a fault")
			}
		})
		done := make(chan struct{}, 4)
		for _, path := range []string{"/0", "/1", "/2", "/3"} {
			r := httptest.NewRequestWithContext(t.Context(), "GET", path, nil)
			go func() {
				w := httptest.NewRecorder()
				defer func() {
					if (recover() != nil) != (path == "/2") || w.Body.Len() > 0 {
						t.Errorf("%s: %q was handed on", path, w.Body)
					}
					done <- struct{}{}
				}()
				turn.serve(h, w, r)
			}()
			synctest.Wait()
		}
		close(first)
		for range 4 {
			<-done
		}
		if order.String() != "/0/1/2/3" || len(turn) != 0 {
			t.Errorf("worked at in the order %s, %d turns are held", order.String(), len(turn))
		}
	})
}

// TestWriteWhileTheIndexIsMade: a write would wait until the connection is cut; it is told to come again.
func TestWriteWhileTheIndexIsMade(t *testing.T) {
	v, server := serve(t, Options{Token: "secret"})
	if err := v.index.CatchUp(t.Context()); err != nil { // it is made now, and nobody else tells how much is left
		t.Fatal(err)
	}
	v.left.Store(3)
	code, body, header := ask(t, "POST", server.URL+"/api/articles", `{"id":"a","text":"Ana Ruiz said yes."}`,
		"Authorization", "Bearer secret")
	if code != http.StatusServiceUnavailable || header.Get("Retry-After") == "" || !strings.Contains(body, "3 articles") {
		t.Errorf("answered %d: %s", code, body)
	}
}
