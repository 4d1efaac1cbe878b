package accountapi

import (
	"net/http"
	"testing"
)

// TestKnownBrowsersAreNotThrottled checks that a user can sign in with a known browser while failed attempts from other browsers are throttled,
// and cannot with an unknown browser.
func TestKnownBrowsersAreNotThrottled(t *testing.T) {
	t.Parallel()
	w := newOpenFixture(t)
	signedUp := w.send("POST", "/sign-up", anna)
	known := ""
	for _, cookie := range signedUp.Cookies() {
		if cookie.Name != knownCookie+"_8080" {
			continue
		}
		known = cookie.Value
		if !cookie.HttpOnly || cookie.SameSite != http.SameSiteStrictMode || cookie.Path != "/" || cookie.MaxAge <= 0 {
			t.Errorf("%+v", cookie)
		}
	}
	for w.send("POST", "/session", `{"login":"anna","password":"wrong"}`).StatusCode != http.StatusTooManyRequests {
	}
	const right = `{"login":"anna","password":"correct horse battery"}`
	checkProblem(t, w.send("POST", "/session", right), 429, "RATE_LIMITED")
	checkProblem(t, w.send("POST", "/session", right, "Cookie", knownCookie+"=x"), 429, "RATE_LIMITED")
	if response := w.send("POST", "/session", right, "Cookie", knownCookie+"="+known); response.StatusCode != http.StatusOK {
		t.Errorf("known browser: got %s, want 200", response.Status)
	}
	checkProblem(t, w.send("PUT", "/password", `{"new":"another phrase"}`, "Cookie", knownCookie+"="+known), 401, "UNAUTHENTICATED")
}
