package caller_test

import (
	"net/http/httptest"
	"testing"

	"chattr/caller"
)

func TestWithHTTPSOnlyTheCookieCountsThatNoNeighbourCanSet(t *testing.T) {
	t.Parallel()
	r := httptest.NewRequest("GET", "/session", nil)
	r.Header.Set("Cookie", "chattr_session=planted; __Host-chattr_session=own")
	for publicURL, want := range map[string]string{
		"https://chat.example": "own", "https://chat.example/under": "own", "http://127.0.0.1:8080": "planted",
	} {
		if got := caller.SessionCookieOf(publicURL).In(r); got != want {
			t.Errorf("%s: %q, want %q", publicURL, got, want)
		}
	}
	r.Header.Set("Cookie", "chattr_session=planted")
	if got := caller.SessionCookieOf("https://chat.example").In(r); got != "" {
		t.Errorf("%q counts", got)
	}
}
