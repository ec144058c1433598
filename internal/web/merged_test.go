package web

import (
	"net/url"
	"strings"
	"testing"

	"quotegraph/internal/identity"
)

// TestWhoWasMergedIsFoundUnderHisOldAddress: a page of an agent that is another now leads there.
func TestWhoWasMergedIsFoundUnderHisOldAddress(t *testing.T) {
	v, h := withArticle(t)
	before := &identity.Book{}
	after, err := before.Merge("person:ana-ruiz", "person:ana-maria-ruiz", "person", "", 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := identity.Save(t.Context(), v.store, before, after); err != nil {
		t.Fatal(err)
	}
	code, body, _ := ask(t, "GET", h.URL+"/agent/"+url.PathEscape("person:ana-ruiz"), "")
	if code != 200 || !strings.Contains(body, "person:ana-maria-ruiz") { // the client follows
		t.Errorf("%d %s", code, body)
	}
	if code, _, _ := ask(t, "GET", h.URL+"/agent/"+url.PathEscape("person:nobody-atall"), ""); code != 404 {
		t.Errorf("nobody: %d", code)
	}
}
