package avatar

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"chattr/internal/model"
)

// TestSlowHostDelaysNoOther requests a hundred pictures from a host that does not respond. As many as allowed wait, the others are
// refused, and a picture from another host is fetched immediately.
func TestSlowHostDelaysNoOther(t *testing.T) {
	t.Parallel()
	var atSlow atomic.Int32
	slow, _ := newHost(t, func(_ http.ResponseWriter, r *http.Request) {
		atSlow.Add(1)
		<-r.Context().Done()
		atSlow.Add(-1)
	})
	quick, _ := newHost(t, immediately)
	a := newCache(anywhere)
	var viewers sync.WaitGroup
	var refused atomic.Int32
	for i := range 100 {
		viewers.Go(func() {
			_, err := a.get(t.Context(), 1, fmt.Sprintf("%s/%d", slow.URL, i))
			if model.ErrorCode(err) == model.Overloaded {
				refused.Add(1)
			}
		})
	}
	await(t, "requests to the host, and the others to be refused", func() bool {
		return atSlow.Load() == maxFetchesPerHost && refused.Load() == 100-maxQueuedPerHost
	})
	start := time.Now()
	found, err := a.get(t.Context(), 1, strings.Replace(quick.URL, "127.0.0.1", "localhost", 1)) // the same address counts as another host under another name
	if took := time.Since(start); err != nil || found.png == nil || took > fetchTimeout/2 {
		t.Errorf("another host: got %v, %v after %v, want a picture immediately", found, err, took)
	}
	if n := atSlow.Load(); n > maxFetchesPerHost {
		t.Errorf("got %d concurrent requests to the slow host, want at most %d", n, maxFetchesPerHost)
	}
	viewers.Wait()
	if a.limiter.Keys() != 0 || a.limiter.Queued() != 0 {
		t.Errorf("got %d hosts and users and %d fetches at the end, want none", a.limiter.Keys(), a.limiter.Queued())
	}
}

func TestRefusedRequestSucceedsLater(t *testing.T) {
	t.Parallel()
	host, requests := newHost(t, immediately)
	w := newFixture(t, anywhere)
	id := w.withWebhook(host.URL)
	limiter, release := w.handler.avatars.limiter, make(chan struct{})
	var running sync.WaitGroup
	for range maxQueuedPerHost {
		running.Go(func() { _ = limitFetch(limiter, "user", "127.0.0.1", func() { <-release }) })
	}
	await(t, "the queue of the host to be full", func() bool { return limiter.Queued() == maxQueuedPerHost })
	response := w.show(id, host.URL)
	if wait := response.Header.Get("Retry-After"); wait != "5" {
		t.Errorf("got Retry-After %s, want 5", wait)
	}
	checkProblem(t, response, 503, "OVERLOADED")
	close(release)
	running.Wait()
	if response := w.show(id, host.URL); response.StatusCode != http.StatusOK || requests.Load() != 1 {
		t.Errorf("got %s after %d fetches, want 200 after 1", response.Status, requests.Load())
	}
}

func TestFetchesAreLimited(t *testing.T) {
	t.Parallel()
	limiter, release := newLimiter(), make(chan struct{})
	var working, done, refused atomic.Int32
	var all sync.WaitGroup
	for i := range maxQueued + 1 {
		all.Go(func() {
			err := limitFetch(limiter, fmt.Sprint(i%4), fmt.Sprint(i%8), func() { working.Add(1); <-release; working.Add(-1); done.Add(1) })
			if model.ErrorCode(err) == model.Overloaded {
				refused.Add(1)
			}
		})
	}
	await(t, "all slots to be taken", func() bool { return working.Load() == maxFetches && refused.Load() == 1 })
	close(release)
	all.Wait()
	if done.Load() != maxQueued || refused.Load() != 1 || limiter.Keys() != 0 {
		t.Errorf("got %d done, %d refused and %d hosts and users at the end, want %d, 1 and 0", done.Load(), refused.Load(), limiter.Keys(), maxQueued)
	}
}

// TestOneUserLeavesSlotsToOthers checks that a user who requests many pictures, each from another host that does not respond, leaves
// slots to other users.
func TestOneUserLeavesSlotsToOthers(t *testing.T) {
	t.Parallel()
	limiter, release := newLimiter(), make(chan struct{})
	var working, refused atomic.Int32
	var all sync.WaitGroup
	for i := range maxQueued {
		all.Go(func() {
			if limitFetch(limiter, "attacker", fmt.Sprint(i), func() { working.Add(1); <-release }) != nil {
				refused.Add(1)
			}
		})
	}
	await(t, "the slots of the user to be taken", func() bool {
		return working.Load() == maxFetchesPerUser && refused.Load() == maxQueued-maxQueuedPerUser
	})
	worked := false
	if err := limitFetch(limiter, "reader", "another host", func() { worked = true }); err != nil || !worked {
		t.Errorf("the other user: got %v, %v, want a fetch", worked, err)
	}
	close(release)
	all.Wait()
}

func TestHostIsItsRegisteredDomain(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"https://a.evil.example/1": "evil.example", "https://B.C.Evil.Example.:8443/": "evil.example", "https://evil.example": "evil.example",
		"https://a.b.co.uk/": "b.co.uk", "https://anna.github.io/": "github.io", "https://x.s3.amazonaws.com/": "amazonaws.com",
		"http://localhost:8080/": "localhost", "http://192.0.2.1/": "192.0.2.1", "http://[2001:db8::1]:80/": "2001:db8::1", "https://com/": "com",
	} {
		if got := hostOf(address); got != want {
			t.Errorf("%s: got %q, want %q", address, got, want)
		}
	}
}

func TestWaitsAreLimited(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		limiter, release := newLimiter(), make(chan struct{})
		var all sync.WaitGroup
		for range maxFetchesPerHost {
			all.Go(func() { _ = limitFetch(limiter, "user", "host", func() { <-release }) })
		}
		synctest.Wait()
		start := time.Now()
		err := limitFetch(limiter, "user", "host", func() { t.Error("the fetch ran without a slot") })
		if took := time.Since(start); model.ErrorCode(err) != model.Overloaded || took != maxQueueWait {
			t.Errorf("got %v after %v, want OVERLOADED after %v", err, took, maxQueueWait)
		}
		close(release)
		all.Wait()
	})
}

// TestARefusalIsNotShared checks that a user whose fetch is refused does not cause a refusal for another user, who requests the same
// picture at the same time.
func TestARefusalIsNotShared(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c, release := newCache(anywhere), make(chan struct{})
		c.client = &http.Client{Transport: roundTrip(func(*http.Request) (*http.Response, error) { return nil, io.EOF })}
		var all, limited sync.WaitGroup
		for i := range maxFetchesPerUser {
			all.Go(func() { _ = limitFetch(c.limiter, model.ID(1).String(), fmt.Sprint(i), func() { <-release }) })
		}
		synctest.Wait()
		const url = "http://avatars.example/1"
		limited.Go(func() {
			if _, err := c.get(t.Context(), 1, url); model.ErrorCode(err) != model.Overloaded {
				t.Errorf("the user with too many fetches: got %v, want OVERLOADED", err)
			}
		})
		synctest.Wait()
		if found, err := c.get(t.Context(), 2, url); err != nil || found == nil {
			t.Errorf("the other user: got %v, %v, want a response", found, err)
		}
		limited.Wait()
		close(release)
		all.Wait()
	})
}

// roundTrip is an http.RoundTripper.
type roundTrip func(*http.Request) (*http.Response, error)

// RoundTrip calls f.
func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// await waits until happened returns true, 20 seconds at most. what describes it for the error message.
func await(t *testing.T, what string, happened func() bool) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !happened(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("waited 20 seconds for", what)
		}
	}
}
