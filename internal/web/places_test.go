package web

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"quotegraph/internal/ingest/source"
	"quotegraph/internal/model"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
)

func TestPlaces(t *testing.T) {
	p := newPlaces("work", 3, 50*time.Millisecond)
	ctx := context.Background()
	one, err := p.take(ctx, "a")
	if err != nil {
		t.Fatal(err)
	}
	two, err := p.take(ctx, "a")
	if err != nil {
		t.Fatal(err)
	}
	var b *busy
	if _, err := p.take(ctx, "a"); !errors.As(err, &b) {
		t.Errorf("one address took all places: %v", err)
	}
	other, err := p.take(ctx, "b")
	if err != nil {
		t.Errorf("another address got none: %v", err)
	}
	if _, err := p.take(ctx, "c"); !errors.As(err, &b) {
		t.Errorf("more places than there are: %v", err)
	}
	gone, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := p.take(gone, "c"); !errors.Is(err, context.Canceled) {
		t.Errorf("who has gone: %v", err)
	}
	for _, give := range []func(){one, two, other, one} { // twice is once
		give()
	}
	if len(p.of) != 0 || len(p.free) != 0 {
		t.Errorf("%d addresses, %d places are still held", len(p.of), len(p.free))
	}
	var wg sync.WaitGroup
	var refused atomic.Int32
	for range 100 {
		wg.Go(func() {
			if give, err := p.take(ctx, "a"); err != nil {
				refused.Add(1)
			} else {
				time.Sleep(time.Millisecond)
				give()
			}
		})
	}
	wg.Wait()
	if refused.Load() == 0 {
		t.Error("a hundred requests of one address waited all at once")
	}
}

// TestBusyServer: who comes when texts are being read at all places waits, then is told to come
// again, as a page.
func TestBusyServer(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long")
	}
	began, end := make(chan struct{}, 10), make(chan struct{})
	_, h := serve(t, Options{MostText: 1000, Find: func(string) (quad.IRI, []quad.Quad, error) {
		began <- struct{}{}
		<-end
		return "article:x", nil, fmt.Errorf("none")
	}})
	post := func() (int, http.Header) {
		code, _, head := ask(
			t,
			"POST",
			h.URL+"/try",
			"text=It+rains.",
			"Content-Type",
			"application/x-www-form-urlencoded",
		)
		return code, head
	}
	var first sync.WaitGroup
	first.Go(func() { post() })
	<-began
	if code, head := post(); code != http.StatusTooManyRequests || head.Get("Retry-After") == "" {
		t.Errorf("%d %v", code, head)
	}
	if code, _, _ := ask(t, "GET", h.URL+"/", ""); code != 200 {
		t.Errorf("a page meanwhile: %d", code)
	}
	close(end)
	first.Wait()
}

// TestTryAFile: a file that is sent is told by its bytes, as inputs of ingest are.
func TestTryAFile(t *testing.T) {
	var read string
	_, h := serve(t, Options{MostText: 10_000, Find: func(text string) (quad.IRI, []quad.Quad, error) {
		read = text
		return "article:x", []quad.Quad{
			{
				Subject:   quad.IRI("article:x"),
				Predicate: quad.IRI(model.Type),
				Object:    quad.IRI(model.ClassArticle),
				Label:     quad.IRI("article:x"),
			},
		}, nil
	}, Open: func(name string, file io.Reader) (string, error) {
		for a, err := range source.ReadFrom(name, file, source.Options{}) {
			return a.Text, err
		}
		return "", nil
	}})
	post := func(name, content string) (int, string) {
		var b bytes.Buffer
		form := multipart.NewWriter(&b)
		w, err := form.CreateFormFile("file", name)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = w.Write([]byte(content)) // to memory
		form.Close()
		code, body, _ := ask(t, "POST", h.URL+"/try", b.String(), "Content-Type", form.FormDataContentType())
		return code, body
	}
	if code, body := post("a.md", "# Harbour\n\nThe *harbour* is closed, Ana Ruiz said.\n"); code != 200 ||
		read != "The harbour is closed, Ana Ruiz said." {
		t.Errorf("%d, read %q: %.200s", code, read, body)
	}
	if code, body := post("a.png", "\x89PNG\r\n\x1a\n\x00"); code != 422 || !strings.Contains(body, "is a picture") {
		t.Errorf("%d: %.600s", code, body)
	}
}

// TestAccessLog: each request has an id, which its answer carries, and a line in the log where that
// is asked for.
func TestAccessLog(t *testing.T) {
	var b bytes.Buffer
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewJSONHandler(&b, nil)))
	defer slog.SetDefault(before)
	_, h := serve(t, Options{AccessLog: true})
	_, _, head := ask(t, "GET", h.URL+"/healthz", "")
	var line struct {
		Msg, Request, Method, Path string
		Code                       int
	}
	h.Close() // when the last request has ended
	if err := json.Unmarshal(b.Bytes(), &line); err != nil || line.Request != head.Get("X-Request-Id") ||
		line.Request == "" ||
		line.Path != "/healthz" ||
		line.Code != 200 {
		t.Errorf("%s %v, want request %q", b.String(), err, head.Get("X-Request-Id"))
	}
}
