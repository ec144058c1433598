package web

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net"
	"net/http"
	"runtime/debug"
	"slices"
	"strings"
)

// policy lets pages load only what this server serves, and nothing that stands in a page run.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// guarded bounds each request in time and size, sets the headers that keep browsers safe, and turns a panic
// into an answer without a stack trace.
func (v *Server) guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if p := recover(); p != nil && p != http.ErrAbortHandler {
				log.Printf("%s %s: %v\n%s", r.Method, r.URL.Path, p, debug.Stack())
				refuse(w, http.StatusInternalServerError, "something went wrong in the server; its log says what")
			}
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

// foreign tells why a request may not come from where it comes from: a page of another site that makes the reader's browser call this server,
// or one whose name was made to lead to this machine (DNS rebinding).
func (v *Server) foreign(r *http.Request) error {
	host := r.Host
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	ip := net.ParseIP(strings.Trim(host, "[]"))
	if ip == nil && host != "localhost" && !slices.Contains(v.opt.Hosts, host) {
		return fmt.Errorf("this server does not go by the name %q; serve.hosts in the settings lists the names that it goes by", host)
	}
	if slices.Contains(v.opt.Origins, r.Header.Get("Origin")) {
		return nil
	}
	if strings.HasPrefix(r.URL.Path, "/api/") && r.Header.Get("Sec-Fetch-Site") == "cross-site" {
		return errors.New("a page of another site may not call this server; serve.origins in the settings lists those that may")
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
		next(w, r)
	}
}

// fail answers with an error in the form of Cayley's API.
func fail(w http.ResponseWriter, code int, err error) {
	var big *http.MaxBytesError
	if errors.As(err, &big) {
		code = http.StatusRequestEntityTooLarge
	}
	refuse(w, code, err.Error())
}

// refuse answers with an error's text; some are Cayley's, to the letter.
func refuse(w http.ResponseWriter, code int, text string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(map[string]string{"error": text})
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
