package web

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"quotegraph/internal/pipeline"
	"quotegraph/internal/query"
	"quotegraph/internal/store"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
)

// policy lets pages load only what this server serves, and nothing that stands in a page run.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// guarded bounds each request in time and size, sets the headers that keep browsers safe, and turns
// a panic into an answer without a stack trace.
func (v *Server) guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// a page of the store's file that can't be read is no end
		defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
		defer func() {
			p := recover()
			if p == nil {
				return
			}
			// the server breaks the connection off, so that nobody takes the answer for a whole one
			if p == http.ErrAbortHandler {
				panic(p)
			}
			slog.ErrorContext(
				r.Context(),
				"a fault while answering",
				"method",
				r.Method,
				"path",
				r.URL.Path,
				"request",
				requestID(r.Context()),
				"fault",
				fmt.Sprint(p),
				"stack",
				string(debug.Stack()),
			)
			if s, ok := w.(*status); ok && s.wrote { // it has begun, and can't be finished
				panic(http.ErrAbortHandler)
			}
			if err := v.damaged(p); err != nil {
				v.turnAway(w, r, http.StatusServiceUnavailable, err.Error())
				return
			}
			v.turnAway(w, r, http.StatusInternalServerError, "something went wrong in the server; its log says what")
		}()
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		if err := v.foreign(r); err != nil {
			refuse(w, http.StatusForbidden, err.Error())
			return
		}
		if origin := r.Header.Get("Origin"); origin != "" && slices.Contains(v.opt.Origins, origin) {
			h.Set("Access-Control-Allow-Origin", origin)
			h.Set("Access-Control-Allow-Methods", "GET, POST, OPTIONS")
			h.Set("Access-Control-Allow-Headers", "Accept, Content-Type, Authorization")
			h.Add("Vary", "Origin")
			h.Set("Cross-Origin-Resource-Policy", "cross-origin")
			if r.Method == http.MethodOptions {
				w.WriteHeader(http.StatusNoContent)
				return
			}
		}
		if r.URL.Path != "/api/export" { // has a time of its own
			ctx, cancel := context.WithTimeout(r.Context(), v.opt.Time)
			defer cancel()
			r = r.WithContext(ctx)
		}
		r.Body = http.MaxBytesReader(w, r.Body, v.opt.Body)
		next.ServeHTTP(w, r)
	})
}

// damaged tells whether a panic comes from a store's file that is damaged: a fault of the memory
// that it is mapped to, or one of the database's own.
func (v *Server) damaged(p any) error {
	if _, fault := p.(interface{ Addr() uintptr }); fault || strings.Contains(string(debug.Stack()), "bbolt") {
		return fmt.Errorf("store %s: %w", v.store.Path(), store.ErrDamaged)
	}
	return nil
}

// foreign tells why a request may not come from where it comes from: a page of another site that
// makes the reader's browser call this server, or one whose name was made to lead to this machine
// (DNS rebinding).
func (v *Server) foreign(r *http.Request) error {
	host := r.Host
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	ip := net.ParseIP(strings.Trim(host, "[]"))
	if ip == nil && host != "localhost" && !slices.Contains(v.opt.Hosts, host) {
		return fmt.Errorf(
			"this server does not go by the name %q; serve.hosts in the settings lists the names that it goes by",
			host,
		)
	}
	if slices.Contains(v.opt.Origins, r.Header.Get("Origin")) {
		return nil
	}
	if strings.HasPrefix(r.URL.Path, "/api/") && r.Header.Get("Sec-Fetch-Site") == "cross-site" {
		return errors.New(
			"a page of another site may not call this server; serve.origins in the settings lists those that may",
		)
	}
	return v.origins.Check(r)
}

// writing lets a request through that carries the token.
func (v *Server) writing(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if v.opt.Token == "" {
			refuse(w, http.StatusForbidden, "Database is read-only.")
			return
		}
		given, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
		if !ok || subtle.ConstantTimeCompare([]byte(given), []byte(v.opt.Token)) != 1 {
			w.Header().Set("WWW-Authenticate", `Bearer realm="graph"`)
			refuse(w, http.StatusUnauthorized, "writing needs the token: Authorization: Bearer TOKEN")
			return
		}
		if r.Method == http.MethodPost && r.ContentLength == 0 {
			refuse(w, http.StatusBadRequest, noBody)
			return
		}
		if n := v.left.Load(); n > 0 { // a write would wait for it, longer than the client's connection lives
			w.Header().Set("Retry-After", "10")
			refuse(w, http.StatusServiceUnavailable,
				fmt.Sprintf("the index is being made, %d articles are left: try again in a moment", n))
			return
		}
		next(w, r)
	}
}

const noBody = "the request has no body"

// fail answers with an error in the form of Cayley's API; the code is that of the error where it
// has one of its own.
func fail(w http.ResponseWriter, code int, err error) {
	refuse(w, codeOf(err, code), err.Error())
}

// codeOf is the code of an error: 413 for a request that is too long, 503 for a store that is
// damaged or full, 504 for what took too long; else the one given.
func codeOf(err error, code int) int {
	var big *http.MaxBytesError
	switch {
	case errors.As(err, &big):
		return http.StatusRequestEntityTooLarge
	case errors.Is(err, store.ErrDamaged), errors.Is(err, syscall.ENOSPC):
		return http.StatusServiceUnavailable
	case errors.Is(err, query.ErrTime), errors.Is(err, pipeline.ErrTime), errors.Is(err, context.DeadlineExceeded):
		return http.StatusGatewayTimeout
	}
	return code
}

// refuse answers with an error's text; some are Cayley's, to the letter.
func refuse(w http.ResponseWriter, code int, text string) { failed(w, code, failure{Error: text}) }

// failure is an error as the API tells it.
type failure struct {
	Error  string    `json:"error"`
	Line   int       `json:"line,omitempty"` // of a program, from 1
	Column int       `json:"column,omitempty"`
	Stored *Ingested `json:"stored,omitempty"` // what was kept of the articles before
}

func failed(w http.ResponseWriter, code int, f failure) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(f) // an error is the connection's
}

func answer(w http.ResponseWriter, v any) {
	raw, err := json.Marshal(v)
	if err != nil {
		refuse(w, http.StatusBadRequest, "the answer can't be written as JSON: "+err.Error())
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(append(raw, '\n')) // an error is the connection's
}
