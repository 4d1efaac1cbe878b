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

// serveTest serves the handler as the baseline is served.
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
	c, ctx, err := gather(t.Context(), target, 25, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer c.disperse()
	if err := (load{target, c.ledger, inFlight, 0, 50 * time.Millisecond}).run(ctx); err != nil {
		t.Fatal(err)
	}
	c.ledger.timing.Store(true)
	before := c.ledger.posted.Load()
	if err := (load{target, c.ledger, 1, 5 * time.Millisecond, 50 * time.Millisecond}).run(ctx); err != nil {
		t.Fatal(err)
	}
	if err := c.count(); err != nil {
		t.Error(err)
	}
	if posts := c.ledger.posted.Load() - before; int64(len(c.latencies())) != 25*posts || posts == 0 || posts > 10 {
		t.Errorf("%d posts with an interval of 5 ms in 50 ms", posts)
	}
}

// A server that leaves out an event, and sends another in its place, has the right number of them.
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
	c, ctx, err := gather(t.Context(), target, 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer c.disperse()
	if _, err := target.channels[0].post(t.Context()); err != nil {
		t.Fatal(err)
	}
	<-ctx.Done()
	if err := context.Cause(ctx); !strings.Contains(err.Error(), "event 2 came after 0") {
		t.Error(err)
	}
}
