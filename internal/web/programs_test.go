package web

import (
	"strings"
	"testing"
)

// Cayley answers 200 and nothing where a result has no form in JSON.
func TestResultsWithoutAFormInJSON(t *testing.T) {
	_, h := serve(t, Options{})
	for _, program := range []string{`g.Emit(new Date(8.64e15))`, `g.Emit({toJSON() { return 1 }, x: 0/0})`} {
		code, body, _ := ask(t, "POST", h.URL+"/api/v2/query?lang=gizmo", program)
		if code != 400 || !strings.Contains(body, "can't be written as JSON") {
			t.Errorf("%s: %d %q", program, code, body)
		}
	}
}

// A page shows no answer that would be too much for the server to hold as values.
func TestAnswersTooLongForAPage(t *testing.T) {
	_, h := serve(t, Options{})
	form := "lang=gizmo&program=" + "g.Emit('x'.repeat(3e6))"
	code, body, _ := ask(t, "POST", h.URL+"/console", form, "Content-Type", "application/x-www-form-urlencoded")
	if code != 400 || !strings.Contains(body, "too long for a page") {
		t.Errorf("%d %.300s", code, body)
	}
}
