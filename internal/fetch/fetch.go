// Package fetch gets feeds and pages from the net into a folder, politely: robots.txt is kept to, a
// host is asked once in a while, what has not changed is not sent again, and addresses that lead
// into the private network are refused. `graph ingest FOLDER` reads what was got.
package fetch

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/mmcdole/gofeed"
	"github.com/temoto/robotstxt"
)

// Options of New. Zero fields stand for the defaults.
type Options struct {
	Folder  string        // where files go; needed
	Delay   time.Duration // between two requests to one host; default 2 s, or what robots.txt says
	Timeout time.Duration // of one request; default 30 s
	Most    int64         // bytes of one answer; default 16 MiB
	Items   int           // of one feed; default 100
	Private bool          // addresses of the private network are asked too
	Agent   string        // who asks; default "quotegraph"
	Said    func(string)  // told of each address; may be nil
}

// Fetcher gets addresses. It is for one goroutine.
type Fetcher struct {
	opt    Options
	client *http.Client
	robots map[string]*robotstxt.Group // by scheme and host
	asked  map[string]time.Time        // when a host was asked last
	state  map[string]remembered       // by address
}

// remembered is what an address answered with last.
type remembered struct {
	ETag     string `json:"etag,omitempty"`
	Modified string `json:"modified,omitempty"`
	File     string `json:"file,omitempty"`
}

// Report counts what Get did.
type Report struct{ New, Same, Failed int }

// stateFile remembers what was got, so that it is asked for again only if it has changed.
const stateFile = ".fetched.json"

// New returns a fetcher over a folder, which it makes where it is missing.
func New(o Options) (*Fetcher, error) {
	o.Delay, o.Timeout, o.Most, o.Items, o.Agent = cmp.Or(
		o.Delay,
		2*time.Second,
	), cmp.Or(
		o.Timeout,
		30*time.Second,
	), cmp.Or(
		o.Most,
		16<<20,
	), cmp.Or(
		o.Items,
		100,
	), cmp.Or(
		o.Agent,
		"quotegraph",
	)
	if o.Said == nil {
		o.Said = func(string) {}
	}
	if err := os.MkdirAll(o.Folder, 0o755); err != nil {
		return nil, err
	}
	f := &Fetcher{
		opt:    o,
		robots: map[string]*robotstxt.Group{},
		asked:  map[string]time.Time{},
		state:  map[string]remembered{},
	}
	raw, err := os.ReadFile(filepath.Join(o.Folder, stateFile))
	if err == nil {
		err = json.Unmarshal(raw, &f.state)
	}
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("%s: %w: remove it, all is fetched again", filepath.Join(o.Folder, stateFile), err)
	}
	dialer := &net.Dialer{Timeout: 10 * time.Second}
	if !o.Private { // looked at when the name is resolved, so that no name leads around it
		dialer.Control = func(_, address string, _ syscall.RawConn) error { return public(address) }
	}
	f.client = &http.Client{
		Timeout: o.Timeout,
		Transport: &http.Transport{
			DialContext:            dialer.DialContext,
			TLSHandshakeTimeout:    10 * time.Second,
			MaxResponseHeaderBytes: 64 << 10,
		},
		CheckRedirect: func(r *http.Request, via []*http.Request) error {
			if len(via) > 5 {
				return errors.New("more than five redirections")
			}
			return web(r.URL)
		},
	}
	return f, nil
}

// ErrPrivate says that an address leads into the private network.
var ErrPrivate = errors.New("leads into the private network, which is not asked")

func public(address string) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return err
	}
	ip := at.Addr().Unmap()
	if !ip.IsGlobalUnicast() || ip.IsPrivate() || ip.IsLoopback() || ip.IsLinkLocalUnicast() ||
		netip.MustParsePrefix("100.64.0.0/10").Contains(ip) {
		return fmt.Errorf("%s %w", ip, ErrPrivate)
	}
	return nil
}

func web(u *url.URL) error {
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return fmt.Errorf("%q is no address of the web", u)
	}
	return nil
}

// Get gets addresses: a page is kept as a file, and of a feed the feed and the pages that its items
// lead to. What can't be got is told, and the rest goes on; the error is the folder's, or the
// context's.
func (f *Fetcher) Get(ctx context.Context, addresses []string) (report Report, err error) {
	defer func() { err = errors.Join(err, f.remember()) }()
	for _, address := range addresses {
		raw, kind, err := f.one(ctx, address, &report)
		if err != nil {
			return report, err
		}
		if kind != "feed" {
			continue
		}
		feed, err := gofeed.NewParser().Parse(bytes.NewReader(raw))
		if err != nil {
			f.opt.Said(fmt.Sprintf("%s: a feed that can't be read: %v", address, err))
			report.Failed++
			continue
		}
		for _, item := range feed.Items[:min(len(feed.Items), f.opt.Items)] {
			if len(item.Content) > len(item.Description)+200 || item.Link == "" { // the feed has it whole
				continue
			}
			if _, known := f.state[item.Link]; known { // an article stays what it is
				report.Same++
				continue
			}
			if _, _, err := f.one(ctx, item.Link, &report); err != nil {
				return report, err
			}
		}
	}
	return report, nil
}

// one gets one address and keeps it. The error is one that nothing goes on after.
func (f *Fetcher) one(ctx context.Context, address string, report *Report) (raw []byte, kind string, err error) {
	raw, head, err := f.ask(ctx, address)
	switch {
	case ctx.Err() != nil:
		return nil, "", ctx.Err()
	case errors.Is(err, errSame):
		report.Same++
		return nil, "", nil
	case err != nil:
		f.opt.Said(fmt.Sprintf("%s: %v", address, err))
		report.Failed++
		return nil, "", nil
	}
	kind, ext := "page", ".html"
	if gofeed.DetectFeedType(bytes.NewReader(raw)) != gofeed.FeedTypeUnknown {
		kind, ext = "feed", ".xml"
	} else if strings.Contains(head.Get("Content-Type"), "pdf") {
		ext = ".pdf"
	}
	sum := sha256.Sum256([]byte(address))
	name := hex.EncodeToString(sum[:12]) + ext
	if err := keep(filepath.Join(f.opt.Folder, name), raw); err != nil {
		return nil, "", err
	}
	f.state[address] = remembered{ETag: head.Get("ETag"), Modified: head.Get("Last-Modified"), File: name}
	report.New++
	f.opt.Said(address + " → " + name)
	return raw, kind, nil
}

// keep writes a file whole or not at all.
func keep(path string, raw []byte) error {
	aside := path + ".part"
	if err := os.WriteFile(aside, raw, 0o644); err != nil {
		return err
	}
	return os.Rename(aside, path)
}

func (f *Fetcher) remember() error {
	raw, err := json.MarshalIndent(f.state, "", " ")
	if err != nil {
		return err
	}
	return keep(filepath.Join(f.opt.Folder, stateFile), raw)
}

var errSame = errors.New("has not changed")

// ask sends one request, when the host may be asked and wants to be.
func (f *Fetcher) ask(ctx context.Context, address string) ([]byte, http.Header, error) {
	u, err := url.Parse(address)
	if err == nil {
		err = web(u)
	}
	if err != nil {
		return nil, nil, err
	}
	rules, err := f.rules(ctx, u)
	if err != nil {
		return nil, nil, err
	}
	if !rules.Test(cmp.Or(u.EscapedPath(), "/")) {
		return nil, nil, errors.New("robots.txt asks not to get it")
	}
	have := f.state[address]
	if _, err := os.Stat(filepath.Join(f.opt.Folder, have.File)); err != nil {
		have = remembered{} // the file is gone
	}
	return f.send(ctx, u, rules.CrawlDelay, have)
}

func (f *Fetcher) send(
	ctx context.Context,
	u *url.URL,
	delay time.Duration,
	have remembered,
) ([]byte, http.Header, error) {
	const longest = time.Minute
	wait := time.Until(f.asked[u.Host].Add(min(max(delay, f.opt.Delay), longest)))
	select {
	case <-time.After(wait):
	case <-ctx.Done():
		return nil, nil, ctx.Err()
	}
	f.asked[u.Host] = time.Now()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, nil, err
	}
	r.Header.Set("User-Agent", f.opt.Agent)
	if have.ETag != "" {
		r.Header.Set("If-None-Match", have.ETag)
	}
	if have.Modified != "" {
		r.Header.Set("If-Modified-Since", have.Modified)
	}
	a, err := f.client.Do(r)
	if err != nil {
		return nil, nil, err
	}
	defer a.Body.Close()
	switch {
	case a.StatusCode == http.StatusNotModified:
		return nil, nil, errSame
	case a.StatusCode != http.StatusOK:
		return nil, nil, &status{a.StatusCode}
	}
	raw, err := io.ReadAll(io.LimitReader(a.Body, f.opt.Most+1))
	if err == nil && int64(len(raw)) > f.opt.Most {
		err = fmt.Errorf("longer than %d MiB", f.opt.Most>>20)
	}
	return raw, a.Header, err
}

type status struct{ code int }

func (s *status) Error() string {
	return fmt.Sprintf("answered %d %s", s.code, http.StatusText(s.code))
}

// rules are a host's robots.txt (RFC 9309): none where there is none; where the host can't tell,
// nothing may be got.
func (f *Fetcher) rules(ctx context.Context, u *url.URL) (*robotstxt.Group, error) {
	host := u.Scheme + "://" + u.Host
	if g := f.robots[host]; g != nil {
		return g, nil
	}
	at, err := url.Parse(host + "/robots.txt")
	if err != nil {
		return nil, err
	}
	raw, _, err := f.send(ctx, at, 0, remembered{})
	code := http.StatusOK
	var s *status
	switch {
	case errors.As(err, &s):
		code = s.code
	case err != nil:
		return nil, err
	}
	data, err := robotstxt.FromStatusAndBytes(code, raw)
	if err != nil {
		return nil, fmt.Errorf("robots.txt: %w", err)
	}
	f.robots[host] = data.FindGroup(f.opt.Agent)
	return f.robots[host], nil
}
