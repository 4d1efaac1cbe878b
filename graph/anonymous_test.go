package graph

import (
	"net/http"
	"strings"
	"sync"
	"testing"

	"chattr/chat"
)

// An address without a credential is limited on all transports, and one with a credential is not.
func TestAnonymousOperationsAreLimited(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var limited *http.Response
	for range 5000 {
		if r := w.send("GET", w.url+"?query={__typename}", ""); r.StatusCode == http.StatusTooManyRequests {
			limited = r
			break
		}
	}
	if limited == nil {
		t.Fatal("5000 anonymous operations were let through")
	}
	if a := w.read(limited); a.code() != "RATE_LIMITED" || a.Errors[0].Extensions.RetryAfter < 1 || limited.Header.Get("Retry-After") == "" {
		t.Errorf("over HTTP: got %s with Retry-After %q, want RATE_LIMITED", a.raw, limited.Header.Get("Retry-After"))
	}
	isLimited := func(try func() bool) bool { // the bucket fills meanwhile
		for range 1000 {
			if try() {
				return true
			}
		}
		return false
	}
	if !isLimited(func() bool {
		return w.send("GET", w.url+"?query={__typename}", "", "Accept", eventType).StatusCode == http.StatusTooManyRequests
	}) {
		t.Error("server-sent events are not limited")
	}
	c := w.enter("")
	if !isLimited(func() bool {
		c.subscribe("1", "{__typename}")
		got := c.hear()
		if got.Type == "next" {
			c.expect("1", "complete", "")
		}
		return got.Type == "error" && strings.Contains(string(got.Payload), "RATE_LIMITED") && strings.Contains(string(got.Payload), "retryAfter")
	}) {
		t.Error("a socket is not limited")
	}
	if response, a := w.ask("{viewer{user{name}}}", "Authorization", bearerOwner); response.StatusCode != http.StatusOK || a.code() != "" {
		t.Errorf("with a credential: got %s, want 200", a.raw)
	}
}

// Wrong tokens of an address are refused beyond a limit, and right ones never, whether they were used before or not.
func TestWrongBearerTokensLockNobodyOut(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	created, err := w.chat.CreateAccessToken(t.Context(), w.owner, chat.CreateAccessTokenInput{Name: "not used yet"})
	w.must(err)
	codes := map[string]int{}
	var mu sync.Mutex
	var all sync.WaitGroup
	for range 100 {
		all.Go(func() {
			response, a := w.ask("{__typename}", "Authorization", "Bearer wrong-token-of-an-attacker-0123456789")
			if limited := response.StatusCode == http.StatusTooManyRequests; limited != (a.code() == "RATE_LIMITED") {
				t.Errorf("got %d with %s", response.StatusCode, a.raw)
			}
			mu.Lock()
			defer mu.Unlock()
			codes[a.code()]++
		})
	}
	all.Wait()
	if codes["UNAUTHENTICATED"] < 50 || codes["RATE_LIMITED"] == 0 || codes[""] != 0 {
		t.Errorf("got %v, want 50 UNAUTHENTICATED and then RATE_LIMITED", codes)
	}
	closed := map[int]int{}
	for range 20 {
		closed[w.initialize(`{"token":"another-wrong-token-0123456789abcdef"}`).closing().Code]++
	}
	if closed[1013] == 0 || closed[1013]+closed[4401] != 20 {
		t.Errorf("sockets were closed with %v, want 1013 beside 4401", closed)
	}
	for name, bearer := range map[string]string{"the owner token": bearerOwner, "a new access token": "Bearer " + created.Secret} {
		if _, a := w.ask("{viewer{user{name}}}", "Authorization", bearer); a.code() != "" {
			t.Errorf("%s from the same address: got %s, want its user", name, a.raw)
		}
		w.enter(bearer)
	}
}
