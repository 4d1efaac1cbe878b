package graph

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"chattr/internal/chat"
)

// An address without a credential is limited on all transports, and one with a credential is not.
func TestAnonymousOperationsAreLimited(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
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
		got := c.read()
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

// Operations without a credential do not keep others at their address from posting to webhooks, over any transport.
func TestAnonymousOperationsDoNotHoldUpPosts(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	created, err := w.chat.Webhooks.Create(t.Context(), w.owner, chat.CreateWebhookInput{ChannelID: w.channel, Name: "CI"})
	w.must(err)
	secret := created.URL[strings.LastIndex(created.URL, "/")+1:]
	document := func(name, token string) string {
		return fmt.Sprintf(`mutation %s { executeWebhook(input: {appId: "%d", token: "%s", content: "x"}) { message { id } } }`, name, created.Webhook.ID, token)
	}
	flood := func() (limited bool) {
		for range 3000 {
			if r := w.send("GET", w.url+"?query={__typename}", ""); r.StatusCode == http.StatusTooManyRequests {
				return true
			}
		}
		return false
	}
	c := w.enter("")
	for n := range 5 { // 0: the document is not cached
		if !flood() {
			t.Fatal("anonymous operations are not limited")
		}
		if response, a := w.ask(document("A", secret)); response.StatusCode != http.StatusOK || a.code() != "" {
			t.Errorf("post %d over HTTP: got %s, want a message", n, a.raw)
		}
		flood()
		c.subscribe("1", document("B", secret))
		if got := c.read(); got.Type != "next" || strings.Contains(string(got.Payload), "errors") {
			t.Errorf("post %d over a WebSocket: got %s %s, want a message", n, got.Type, got.Payload)
		}
		c.expect("1", "complete", "")
	}
	codes := map[string]int{}
	for range 200 { // a document that is cached, since its token is a variable
		_, a := w.ask(document("A", "wrong"))
		codes[a.code()]++
	}
	if codes["RATE_LIMITED"] < 100 || codes[""] != 0 {
		t.Errorf("wrong tokens: got %v, want mostly RATE_LIMITED", codes)
	}
	many := "mutation {"
	for n := range maxPosts + 1 {
		many += fmt.Sprintf(` a%d: executeWebhook(input: {appId: "1", token: "x", content: "x"}) { message { id } }`, n)
	}
	limited := 0
	for range 20 {
		flood()
		if response, _ := w.ask(many + "}"); response.StatusCode == http.StatusTooManyRequests {
			limited++
		}
	}
	if limited == 0 {
		t.Error("a document of many posts is not limited")
	}
}

// Wrong tokens of an address are refused beyond a limit, and right ones never, whether they were used before or not.
func TestWrongBearerTokensDoNotLockOutOthers(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	created, err := w.chat.AccessTokens.Create(t.Context(), w.owner, chat.CreateAccessTokenInput{Name: "not used yet"})
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
