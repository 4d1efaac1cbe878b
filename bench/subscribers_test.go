package main

import (
	"context"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"
)

// serveTest returns a target with that handler, like the raw baseline.
func serveTest(t *testing.T, handler http.Handler) *target {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("skipped: subscribers come from addresses that only Linux has on its loopback")
	}
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	address := strings.TrimPrefix(server.URL, "http://")
	return &target{process: process{address: address}, channels: []channel{{postURL: server.URL + "/"}}}
}

func TestEverySubscriberCountsEveryEvent(t *testing.T) {
	t.Parallel()
	target := serveTest(t, &rawServer{})
	c, ctx, err := connectSubscribers(t.Context(), target, 25, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer c.close()
	if err := (load{target, c.eventTracker, inFlight, 0, 50 * time.Millisecond}).run(ctx); err != nil {
		t.Fatal(err)
	}
	c.eventTracker.timing.Store(true)
	before := c.eventTracker.posted.Load()
	if err := (load{target, c.eventTracker, 1, 5 * time.Millisecond, 50 * time.Millisecond}).run(ctx); err != nil {
		t.Fatal(err)
	}
	if err := c.check(); err != nil {
		t.Error(err)
	}
	if posts := c.eventTracker.posted.Load() - before; int64(len(c.latencies())) != 25*posts || posts == 0 || posts > 10 {
		t.Errorf("got %d posts with an interval of 5 ms in 50 ms, want 1 to 10, each with a latency for each of 25 subscribers", posts)
	}
}

// The server of this test skips event 1 and sends event 2 instead, so the number of events is right.
func TestGapIsNoticed(t *testing.T) {
	t.Parallel()
	raw := &rawServer{}
	target := serveTest(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			raw.mu.Lock()
			raw.last++
			raw.mu.Unlock()
		}
		raw.ServeHTTP(w, r)
	}))
	c, ctx, err := connectSubscribers(t.Context(), target, 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer c.close()
	if _, err := target.channels[0].post(t.Context()); err != nil {
		t.Fatal(err)
	}
	<-ctx.Done()
	if err := context.Cause(ctx); !strings.Contains(err.Error(), "event 2 came after 0") {
		t.Errorf("got %v, want the gap", err)
	}
}
