package accountapi

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"chattr/db/dbtest"
	"chattr/internal/caller"
	"chattr/internal/chat"
	"chattr/internal/pubsub"
)

// newOpenFixture returns a fixture with open sign-up.
func newOpenFixture(t *testing.T) *fixture {
	t.Helper()
	c := chat.New(dbtest.SQLite(t), &pubsub.Local{}, chat.Options{PublicURL: "http://127.0.0.1:8080", OpenSignUp: true})
	w := &fixture{t: t, mux: http.NewServeMux()}
	New(c, Options{PublicURL: "http://127.0.0.1:8080", OpenSignUp: true}).Register(w.mux.Handle)
	return w
}

// keepCookie sends the first cookie of the response with all later requests, and returns the response. The response must be 200.
func (w *fixture) keepCookie(response *http.Response) *http.Response {
	w.t.Helper()
	if response.StatusCode != http.StatusOK || len(response.Cookies()) == 0 {
		w.t.Fatalf("got %s", response.Status)
	}
	w.cookie = response.Cookies()[0]
	return response
}

const anna = `{"name":"Anna","password":"correct horse battery","email":"anna@example.com"}`

func TestAccountsOverHTTP(t *testing.T) {
	t.Parallel()
	w := newOpenFixture(t)
	if name := userName(t, w.keepCookie(w.send("POST", "/sign-up", anna))); name != "Anna" {
		t.Errorf("got the user %q, want Anna", name)
	}
	first := w.cookie
	w.keepCookie(w.send("POST", "/session", `{"login":"anna@example.com","password":"correct horse battery"}`))
	if w.cookie.Value == first.Value {
		t.Error("got the same session cookie after signing in again, want a new one")
	}
	second := w.cookie
	w.cookie = first
	if name := userName(t, w.send("GET", "/session", "")); name != "" {
		t.Errorf("got the user %q for the session that the browser had before, want none", name)
	}
	w.cookie = second
	checkProblem(t, w.send("PUT", "/password", `{"current":"wrong","new":"another phrase"}`), 422, "VALIDATION_FAILED")
	checkProblem(t, w.send("PUT", "/password", `{"new":"another phrase"}`), 422, "VALIDATION_FAILED")
	changed := w.send("PUT", "/password", `{"current":"correct horse battery","new":"another phrase"}`)
	if changed.StatusCode != http.StatusNoContent {
		t.Errorf("changing the password: %s", changed.Status)
	}
	w.cookie = nil
	checkProblem(t, w.send("PUT", "/password", `{"new":"another phrase"}`), 401, "UNAUTHENTICATED")
	checkProblem(t, w.send("POST", "/session", `{"login":"anna","password":"correct horse battery"}`), 401, "UNAUTHENTICATED")
	w.keepCookie(w.send("POST", "/session", `{"login":"anna","password":"another phrase"}`))
}

func TestSigningOutEverywhere(t *testing.T) {
	t.Parallel()
	w := newOpenFixture(t)
	w.keepCookie(w.send("POST", "/sign-up", anna))
	first := w.cookie
	w.cookie = nil
	w.keepCookie(w.send("POST", "/session", `{"login":"anna","password":"correct horse battery"}`))
	if response := w.send("DELETE", "/session?everywhere=true", ""); response.StatusCode != http.StatusNoContent {
		t.Errorf("signing out: %s", response.Status)
	}
	w.cookie = first
	if name := userName(t, w.send("GET", "/session", "")); name != "" {
		t.Errorf("got the user %q after signing out everywhere, want none", name)
	}
}

func TestInvalidAccountRequestsAreRefused(t *testing.T) {
	t.Parallel()
	w := newOpenFixture(t)
	w.keepCookie(w.send("POST", "/sign-up", anna))
	for _, c := range []struct {
		method, path, body string
		status             int
		code               string
	}{
		{"POST", "/sign-up", anna, 409, "CONFLICT"},
		{"POST", "/sign-up", `{"name":"Bo","password":"short"}`, 422, "VALIDATION_FAILED"},
		{"POST", "/sign-up", `{"name":"Bo","password":"correct horse battery","invitation":"no"}`, 404, "NOT_FOUND"},
		{"POST", "/sign-up", `{`, 400, "INVALID_JSON"},
		{"POST", "/sign-up", "{\"name\":\"\xff\"}", 400, "INVALID_UTF8"},
		{"GET", "/sign-up", "", 405, "METHOD_NOT_ALLOWED"},
		{"POST", "/password", "{}", 405, "METHOD_NOT_ALLOWED"},
		{"PUT", "/proof", "{}", 405, "METHOD_NOT_ALLOWED"},
		{"POST", "/proof", "{}", 422, "VALIDATION_FAILED"},
		{"POST", "/proof", `{"current":"wrong"}`, 422, "VALIDATION_FAILED"},
		{"GET", "/invitation?secret=x", "", 405, "METHOD_NOT_ALLOWED"},
		{"POST", "/invitation", `{"secret":"x"}`, 404, "NOT_FOUND"},
		{"POST", "/invitation", `{}`, 422, "VALIDATION_FAILED"},
		{"POST", "/session", `{"login":"anna"}`, 422, "VALIDATION_FAILED"},
		{"GET", "/oidc/start", "", 404, "NOT_FOUND"},
		{"GET", "/oidc/callback", "", 404, "NOT_FOUND"},
	} {
		t.Logf("%s %s %s", c.method, c.path, c.body)
		checkProblem(t, w.send(c.method, c.path, c.body), c.status, c.code)
	}
	for path, method := range map[string]string{"/sign-up": "POST", "/password": "PUT", "/proof": "POST", "/invitation": "POST", "/oidc/start": "POST"} {
		checkProblem(t, w.send(method, path, "{}", "Origin", "https://evil.example"), 403, "FORBIDDEN")
	}
}

func TestFailedSignInsAreThrottled(t *testing.T) {
	t.Parallel()
	w := newOpenFixture(t)
	for range 100 {
		response := w.send("POST", "/session", `{"login":"unknown","password":"wrong"}`)
		if response.StatusCode == http.StatusTooManyRequests {
			if response.Header.Get("Retry-After") == "" {
				t.Error("got no Retry-After, want one")
			}
			checkProblem(t, response, 429, "RATE_LIMITED")
			return
		}
		checkProblem(t, response, 401, "UNAUTHENTICATED")
	}
	t.Error("got no 429 in 100 failed sign-ins, want one")
}

// TestAbsentProviderFailsTheSignIn checks that an unreachable provider fails the sign-in with an error, and does not keep the portal from
// starting.
func TestAbsentProviderFailsTheSignIn(t *testing.T) {
	t.Parallel()
	w := newFixture(t, "http://127.0.0.1:8080")
	mux := http.NewServeMux()
	New(nil, Options{PublicURL: "http://127.0.0.1:8080", OpenID: OpenID{Issuer: "http://127.0.0.1:1"}}).Register(mux.Handle)
	w.mux = mux
	checkProblem(t, w.send("GET", "/oidc/start", ""), 503, "PROVIDER_UNAVAILABLE")
	response := w.send("GET", "/oidc/callback?state=x&code=y", "")
	if to := response.Header.Get("Location"); response.StatusCode != 303 || to != "http://127.0.0.1:8080/#sign-in-error=UNAUTHENTICATED" {
		t.Errorf("%s to %s", response.Status, to)
	}
}

// FuzzFlowCookie checks that flowOf returns either a complete flow or an error and the zero flow, for each value of the cookie.
func FuzzFlowCookie(f *testing.F) {
	good, _ := json.Marshal(flow{State: "s", Nonce: "n", Verifier: "v"})
	for _, seed := range []string{"", "e30", base64.RawURLEncoding.EncodeToString(good), `{"state":""}`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, value string) {
		r := httptest.NewRequest("GET", "/oidc/callback", nil)
		r.Header.Set("Cookie", flowCookie+"="+value)
		got, err := flowOf(r, caller.NewCookie("http://127.0.0.1", flowCookie))
		if err == nil && (got.State == "" || got.Nonce == "" || got.Verifier == "") || err != nil && got != (flow{}) {
			t.Errorf("%q reads as %+v, %v", value, got, err)
		}
	})
}

// FuzzSessionBody checks that readJSON accepts no body that is not valid JSON, and does not panic.
func FuzzSessionBody(f *testing.F) {
	for _, seed := range []string{"", "{}", `{"secret":"x"}`, `{"login":"a","password":"b"}`, "[]", "\xff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		r := httptest.NewRequest("POST", "/session", strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		var c credentials
		if err := readJSON(r, "x", &c); err == nil && !json.Valid([]byte(body)) {
			t.Errorf("%q was read", body)
		}
	})
}
