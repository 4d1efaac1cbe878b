package webhookapi

import (
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"chattr/internal/chat"
	"chattr/internal/model"
)

// newLimited returns a fixture in which each webhook may post burst messages immediately, and then rate messages per second.
func newLimited(t *testing.T, rate float64, burst int) *fixture {
	return newFixtureWith(t, chat.Options{WebhookRate: rate, WebhookBurst: burst})
}

// left returns the values of the rate limit headers: the capacity of the bucket, the remaining posts, and the seconds until the bucket
// is full. It checks the form of all of them.
func (a fullResponse) left(t *testing.T) (limit, remaining int, missing float64) {
	t.Helper()
	read := func(name, form string) string {
		values := a.Header.Values("X-RateLimit-" + name)
		if len(values) != 1 || !regexp.MustCompile("^(?:"+form+")$").MatchString(values[0]) {
			t.Errorf("%s: X-RateLimit-%s is %q", a.Status, name, values)
			return "0"
		}
		return values[0]
	}
	limit, _ = strconv.Atoi(read("Limit", `\d+`))
	remaining, _ = strconv.Atoi(read("Remaining", `\d+`))
	missing, _ = strconv.ParseFloat(read("Reset-After", `\d+\.\d{3}`), 64)
	reset, _ := strconv.ParseInt(read("Reset", `\d{10}`), 10, 64)
	if off := time.Until(time.Unix(reset, 0)).Seconds() - missing; off > 1.1 || off < -60 {
		t.Errorf("full at %d, and in %v seconds", reset, missing)
	}
	read("Bucket", `\d{19}`)
	return limit, remaining, missing
}

// hasLeft checks the status of the response and its rate limit headers.
func (a fullResponse) hasLeft(t *testing.T, status, limit, remaining int) {
	t.Helper()
	gotLimit, got, _ := a.left(t)
	if a.StatusCode != status || gotLimit != limit || got != remaining {
		t.Errorf("%s %s: %d of %d remain, want %d of %d", a.Status, a.text, got, gotLimit, remaining, limit)
	}
}

// TestRateHeaders checks that every response to a valid token has the rate limit headers. A post whose body was read counts, valid or
// not; GET, HEAD and posts refused before that do not count.
func TestRateHeaders(t *testing.T) {
	t.Parallel()
	const burst, forEver = 5, .001
	w := newLimited(t, forEver, burst)
	w.send(t, http.MethodGet, w.path, nil).hasLeft(t, 200, burst, 5)
	w.send(t, http.MethodHead, w.path, nil).hasLeft(t, 200, burst, 5)
	w.send(t, http.MethodPost, w.path, strings.NewReader(`{}`)).hasLeft(t, 415, burst, 5)
	w.post(t, strings.Repeat(" ", maxBody+1)).hasLeft(t, 413, burst, 5)
	w.post(t, `{"content":"first"}`, "Idempotency-Key: k").hasLeft(t, 200, burst, 4)
	w.post(t, `{"content":"first"}`, "Idempotency-Key: k").hasLeft(t, 200, burst, 3)
	w.post(t, `{"content":"other"}`, "Idempotency-Key: k").hasLeft(t, 422, burst, 2)
	w.post(t, `nonsense`).hasLeft(t, 400, burst, 1)
	w.post(t, `{}`).hasLeft(t, 422, burst, 0)
	for range 2 {
		refused := w.post(t, `{"content":"one too many"}`)
		refused.hasLeft(t, 429, burst, 0)
		p := refused.problem(t)
		after, err := strconv.Atoi(refused.Header.Get("Retry-After"))
		if p.Code != model.RateLimited || err != nil || float64(after) < p.RetryAfter || float64(after) >= p.RetryAfter+1 || after > 1000 {
			t.Errorf("Retry-After %q, %s", refused.Header.Get("Retry-After"), refused.text)
		}
	}
	if !strings.Contains(w.post(t, `{"content":"x"}`).text, `"retry_after":`) {
		t.Error("the body of a 429 has no retry_after")
	}
	w.send(t, http.MethodGet, w.path, nil).hasLeft(t, 200, burst, 0)
	other, path := w.newWebhook(t)
	_, err := w.chat.Webhooks.Update(t.Context(), w.actor, chat.UpdateWebhookInput{WebhookID: other.ID, Enabled: model.Some(false)})
	must(t, err)
	w.send(t, http.MethodPost, path, strings.NewReader(`{"content":"x"}`), jsonType).hasLeft(t, 403, burst, 5)
	wrong := w.send(t, http.MethodPost, path[:len(path)-1]+"!", strings.NewReader(`{"content":"x"}`), jsonType)
	if wrong.StatusCode != 404 || wrong.Header.Get("X-RateLimit-Limit") != "" {
		t.Errorf("a wrong token: %s %v", wrong.Status, wrong.Header)
	}
}

// TestOldURLDoesNotShowTheRemainingLimit checks an instance that has a webhook in its cache whose URL another instance has
// replaced. It must respond to the old URL as to an unknown one, without rate limit headers, also when the bucket of the webhook
// is empty.
func TestOldURLDoesNotShowTheRemainingLimit(t *testing.T) {
	t.Parallel()
	w := newLimited(t, .001, 2)
	w.post(t, `{"content":"x"}`).hasLeft(t, 200, 2, 1)
	w.post(t, `{"content":"x"}`).hasLeft(t, 200, 2, 0)
	_, err := w.otherInstance.Webhooks.RegenerateURL(t.Context(), w.actor, chat.RegenerateWebhookURLInput{WebhookID: w.webhook.ID})
	must(t, err)
	for range 2 {
		old := w.post(t, `{"content":"x"}`)
		old.is(t, 404)
		for name := range old.Header {
			if strings.HasPrefix(name, "X-Ratelimit") {
				t.Errorf("got header %s for the old URL, want no rate limit headers", name)
			}
		}
	}
}

func TestNoRateNoHeaders(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	for name := range w.post(t, `{"content":"x"}`).Header {
		if strings.HasPrefix(name, "X-Ratelimit") {
			t.Errorf("got header %s, want none without a limit", name)
		}
	}
}

// TestSenderLeavesWhileWaiting checks that a post that waits for the rate limit is cancelled when its sender disconnects, and does not
// count.
func TestSenderLeavesWhileWaiting(t *testing.T) {
	t.Parallel()
	w := newLimited(t, 1.25, 1)
	w.post(t, `{"content":"first"}`).hasLeft(t, 200, 1, 0)
	impatient := &http.Client{Timeout: 100 * time.Millisecond}
	if _, err := impatient.Post(w.address+w.path, "application/json", strings.NewReader(`{"content":"left"}`)); err == nil {
		t.Fatal("got a response immediately, want the post to wait")
	}
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		if rate := w.chat.WebhookRate(w.webhook.ID); rate.Remaining == 1 {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("the cancelled post still counts against the limit")
		}
	}
	if n := w.posts(t); n != 1 {
		t.Errorf("got %d posts, want 1", n)
	}
}

// TestUnknownURLsAreLimited checks that requests to unknown URLs are limited per client address. A trusted proxy may state that address.
func TestUnknownURLsAreLimited(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	w.post(t, `{"content":"known"}`, "X-Forwarded-For: 192.0.2.1").is(t, 200)
	unknown := w.path[:len(w.path)-8] + "aaaaaaaa"
	try := func(path, from string) fullResponse {
		return w.send(t, http.MethodPost, path, strings.NewReader(`{"content":"x"}`), jsonType, "X-Forwarded-For: 198.51.100.7, "+from)
	}
	var last fullResponse
	for n := 0; n < 1000 && last.Response == nil || last.StatusCode == 404; n++ {
		last = try(unknown, "192.0.2.1")
	}
	p := last.problem(t)
	if after := last.Header.Get("Retry-After"); p.Code != model.RateLimited || p.Status != 429 || after != "1" || p.RetryAfter > 1 {
		t.Errorf("Retry-After %q, %s", after, last.text)
	}
	if last.Header.Get("X-RateLimit-Limit") != "" {
		t.Error("got X-RateLimit-Limit for an unknown URL, want none")
	}
	try(w.path, "192.0.2.1").is(t, 200)
	try(unknown, "192.0.2.2").is(t, 404)
}

// is checks the status of the response.
func (a fullResponse) is(t *testing.T, status int) {
	t.Helper()
	if a.StatusCode != status {
		t.Errorf("%s, want %d: %s", a.Status, status, a.text)
	}
}
