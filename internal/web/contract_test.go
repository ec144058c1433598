package web

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/pb33f/libopenapi"
	validator "github.com/pb33f/libopenapi-validator"
)

var contract struct {
	sync.Mutex
	validator.Validator
}

// conforms fails where an answer of the API is not what /api/openapi.json says: another media type,
// a field that is missing or not described.
func conforms(t *testing.T, a *http.Response, body []byte) {
	t.Helper()
	path := a.Request.URL.Path
	const longest = 1 << 20 // bytes: the validator makes a value of each
	if len(body) > longest || !strings.HasPrefix(path, "/api/") && path != "/healthz" ||
		path == "/api/export" /* JSON Lines are no JSON to the validator */ ||
		a.StatusCode == http.StatusNotFound ||
		a.StatusCode == http.StatusMethodNotAllowed {
		return
	}
	contract.Lock()
	defer contract.Unlock()
	if contract.Validator == nil {
		r, err := http.Get("http://" + a.Request.URL.Host + "/api/openapi.json")
		if err != nil {
			t.Fatal(err)
		}
		defer r.Body.Close()
		raw, err := io.ReadAll(r.Body)
		if err != nil {
			t.Fatal(err)
		}
		description, err := libopenapi.NewDocument(raw)
		if err != nil {
			t.Fatalf("the description of the API: %v", err)
		}
		v, errs := validator.NewValidator(description)
		if len(errs) > 0 {
			t.Fatalf("the description of the API: %v", errs)
		}
		if ok, faults := v.ValidateDocument(); !ok {
			for _, f := range faults {
				t.Errorf("the description of the API: %s: %s", f.Message, f.Reason)
			}
		}
		contract.Validator = v
	}
	copied := *a
	copied.Body = io.NopCloser(bytes.NewReader(body))
	if ok, faults := contract.ValidateHttpResponse(a.Request, &copied); !ok {
		for _, f := range faults {
			t.Errorf(
				"%s %s, %d: %s: %s",
				a.Request.Method,
				a.Request.URL.RequestURI(),
				a.StatusCode,
				f.Message,
				f.Reason,
			)
			for _, e := range f.SchemaValidationErrors {
				t.Errorf("\t%s: %s", e.FieldPath, e.Reason)
			}
		}
		t.Logf("%.300s", body)
	}
}

// TestContractIsHeld: an answer that the description does not allow is noticed.
func TestContractIsHeld(t *testing.T) {
	_, h := serve(t, Options{})
	a, err := http.Get(h.URL + "/healthz")
	if err != nil {
		t.Fatal(err)
	}
	defer a.Body.Close()
	conforms(t, a, []byte(`{"status": "ok", "version": "1"}`))
	contract.Lock()
	defer contract.Unlock()
	for _, bad := range []string{`{"status": "ok"}`, `{"status": 1, "version": "1"}`,
		`{"status": "ok", "version": "1", "more": true}`} {
		copied := *a
		copied.Body = io.NopCloser(strings.NewReader(bad))
		if ok, _ := contract.ValidateHttpResponse(a.Request, &copied); ok {
			t.Errorf("%s passes for an answer of /healthz", bad)
		}
	}
}
