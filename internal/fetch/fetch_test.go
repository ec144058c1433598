package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// site is a small outlet: a feed of three items, one of which robots.txt keeps back and one that is
// gone.
func site(t *testing.T) (*httptest.Server, *[]string) {
	var asked []string
	mux := http.NewServeMux()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.URL.Path)
		mux.ServeHTTP(w, r)
	}))
	t.Cleanup(s.Close)
	mux.HandleFunc(
		"/robots.txt",
		func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "User-agent: *\nDisallow: /private\n") },
	)
	mux.HandleFunc("/feed", func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match") == `"1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("ETag", `"1"`)
		fmt.Fprintf(
			w,
			`<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>%s</channel></rss>`,
			strings.Join([]string{
				"<item><link>" + s.URL + "/a</link><description>short</description></item>",
				"<item><link>" + s.URL + "/private/b</link></item>", "<item><link>" + s.URL + "/gone</link></item>",
				"<item><link>" + s.URL + "/big</link></item>", "<item><link>" + s.URL + "/circle</link></item>",
				"<item><link>javascript:alert(1)</link></item>"}, ""),
		)
	})
	mux.HandleFunc(
		"/a",
		func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<html><p>The quay is wet.</p></html>") },
	)
	mux.HandleFunc("/private/b", func(http.ResponseWriter, *http.Request) { t.Error("robots.txt was not kept to") })
	mux.HandleFunc("/big", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, strings.Repeat("x", 5000)) })
	mux.HandleFunc(
		"/circle",
		func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/circle", http.StatusFound) },
	)
	return s, &asked
}

func TestGet(t *testing.T) {
	s, asked := site(t)
	folder := t.TempDir()
	var said []string
	o := Options{
		Folder:  folder,
		Delay:   time.Millisecond,
		Most:    4096,
		Private: true,
		Said:    func(x string) { said = append(said, x) },
	}
	f, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	r, err := f.Get(context.Background(), []string{s.URL + "/feed"})
	if err != nil || r != (Report{New: 2, Failed: 5}) {
		t.Errorf("%+v %v: %q", r, err, said)
	}
	all := strings.Join(said, "\n")
	for _, want := range []string{"robots.txt asks not", "answered 404", "longer than", "redirections",
		"no address of the web"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not told: %s", want, all)
		}
	}
	files, err := filepath.Glob(filepath.Join(folder, "[0-9a-f]*"))
	if err != nil || len(files) != 2 {
		t.Errorf("%q %v", files, err)
	}
	*asked = nil
	again, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	if r, err := again.Get(context.Background(), []string{s.URL + "/feed"}); err != nil || r.New != 0 || r.Same != 1 {
		t.Errorf("again: %+v %v, asked %q", r, err, *asked)
	}
}

func TestPrivateNetwork(t *testing.T) {
	s, asked := site(t)
	for _, address := range []string{s.URL + "/a", "http://169.254.169.254/latest", "http://[::1]/",
		"http://10.0.0.1/", "http://localhost/", "file:///etc/passwd", "gopher://x/"} {
		var said string
		f, err := New(Options{Folder: t.TempDir(), Timeout: time.Second, Said: func(x string) { said = x }})
		if err != nil {
			t.Fatal(err)
		}
		if r, err := f.Get(context.Background(), []string{address}); err != nil || r.Failed != 1 ||
			!strings.Contains(said, "private network") && !strings.Contains(said, "no address of the web") {
			t.Errorf("%s: %+v %v %q", address, r, err, said)
		}
	}
	if len(*asked) > 0 {
		t.Errorf("asked for %q", *asked)
	}
}

func TestDelayAndEnd(t *testing.T) {
	s, _ := site(t)
	f, err := New(Options{Folder: t.TempDir(), Delay: 80 * time.Millisecond, Private: true})
	if err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	if _, err := f.Get(context.Background(), []string{s.URL + "/a", s.URL + "/gone"}); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(began); took < 160*time.Millisecond {
		t.Errorf("three requests to a host took %v", took)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := f.Get(ctx, []string{s.URL + "/a"}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if err := os.WriteFile(filepath.Join(f.opt.Folder, stateFile), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := New(Options{Folder: f.opt.Folder}); err == nil || !strings.Contains(err.Error(), stateFile) {
		t.Error(err)
	}
}
