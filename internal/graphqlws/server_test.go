package graphqlws

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"chattr/internal/connections"
	"chattr/internal/model"
)

func TestSocketsAreLimited(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]Options{"in all": {maxSockets: 2}, "of an address": {PerAddress: 2}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFixture(t, o)
			first, second := f.connectAs(bearerOwner), f.connectAs(bearerOwner)
			_, response := f.dialRaw(upgradeHeaders)
			if got := f.refused.Load(); response.StatusCode != http.StatusServiceUnavailable || got.Code != model.Overloaded || got.Wait() != 10 {
				t.Errorf("got %s because of %+v, want 503, OVERLOADED and 10 s", response.Status, got)
			}
			_ = first.conn.Close()
			eventually(t, "a slot is free", func() bool {
				_, response := f.dialRaw(upgradeHeaders)
				return response.StatusCode == http.StatusSwitchingProtocols
			})
			second.send(`{"type":"ping"}`)
			second.expect(`{"type":"pong"}`)
		})
	}
}

func TestSocketsDrain(t *testing.T) {
	t.Parallel()
	done := make(chan struct{})
	f := newFixture(t, Options{Done: done})
	p := f.connectInitialized()
	p.subscribe("1", "watch")
	hurried, cancel := context.WithCancel(t.Context())
	cancel()
	if err := f.server.Drain(hurried); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	close(done)
	if got := p.closed(); got != 1012 {
		t.Errorf("closed with %d", got)
	}
	_, response := f.dialRaw(upgradeHeaders)
	if got := f.refused.Load(); response.StatusCode != http.StatusServiceUnavailable || got.Code != model.ShuttingDown {
		t.Errorf("got %s because of %+v, want 503 and SHUTTING_DOWN", response.Status, got)
	}
	must(f.T, f.server.Drain(t.Context()))
	if n := f.counts.alive.Load(); n != 0 {
		t.Errorf("%d operations are open", n)
	}
}

func TestSocketsDrainSpreadOverTheWindow(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		done := make(chan struct{})
		all := (&counting{t: t}).server(Options{Done: done, DrainWindow: 10 * time.Second})
		begin, closed := time.Now(), make(chan time.Duration)
		for range 20 {
			p := pipe(t, all)
			p.initialize()
			go func() {
				if got := p.closed(); got != 1012 {
					t.Errorf("closed with %d", got)
				}
				closed <- time.Since(begin)
				p.raw(masked(0x88, "\x03\xf4"))
			}()
		}
		close(done)
		for i := range 20 {
			if at, want := <-closed, time.Duration(i)*time.Second/2; at < want || at > want+writeInterval {
				t.Errorf("closed after %v, want %v", at, want)
			}
		}
		if err := all.Drain(t.Context()); err != nil {
			t.Error(err)
		}
	})
}

func TestAnonymousSocketIsClosedWhenIdle(t *testing.T) {
	t.Parallel()
	times := defaultTimeouts
	times.idle = 500 * time.Millisecond
	f := newFixture(t, Options{timeouts: times})
	named, busy := f.connectAs(bearerOwner), f.connectInitialized()
	busy.subscribe("1", "wait")
	for _, used := range []bool{false, true} {
		from := time.Now()
		p := f.connectInitialized()
		if used {
			p.subscribe("1", "count 1 0")
			p.read()
			p.expect(`{"id":"1","type":"complete"}`)
		}
		if got := p.closed(); got != 1000 {
			t.Errorf("closed with %d, want 1000", got)
		}
		if open := time.Since(from); open < times.idle {
			t.Errorf("closed after %v, want %v at least", open, times.idle)
		}
	}
	for name, p := range map[string]*testSocket{"with a credential": named, "with an operation": busy} {
		p.send(`{"type":"ping","payload":{"still":"open"}}`)
		if got := p.read(); got != `{"type":"pong","payload":{"still":"open"}}` {
			t.Errorf("%s: got %s, want a pong", name, got)
		}
	}
	close(f.counts.free)
	busy.read()
	if got := busy.closed(); got != 1000 {
		t.Errorf("after its operation: closed with %d, want 1000", got)
	}
}

func TestSocketsWithoutCredentialAreEvicted(t *testing.T) {
	t.Parallel()
	for name, fill := range map[string]func(f *fixture) *testSocket{
		"before connection_init": func(f *fixture) *testSocket { return f.connect() },
		"without a credential":   func(f *fixture) *testSocket { return f.connectInitialized() },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFixture(t, Options{maxSockets: 8})
			oldest := fill(f)
			for range 20 {
				fill(f)
			}
			owner := f.connectAs(bearerOwner)
			if got := oldest.closed(); got != 1013 {
				t.Errorf("the oldest was closed with %d, want 1013", got)
			}
			for range 20 {
				fill(f)
			}
			owner.send(`{"type":"ping"}`)
			owner.expect(`{"type":"pong"}`)
			if got := f.server.count(); got > 8 {
				t.Errorf("%d sockets, want at most 8", got)
			}
		})
	}
}

func TestAnonymousSocketsAreLimited(t *testing.T) {
	t.Parallel()
	// refused opens ten sockets, each with an operation that runs, and returns how many are refused or closed.
	refused := func(f *fixture) (n int) {
		for range 10 {
			p := f.connect()
			p.send(`{"type":"connection_init"}`)
			if _, _, err := p.frame(); err != nil {
				t.Fatal(err)
			}
			p.subscribe("1", "wait")
		}
		eventually(t, "the others are closed", func() bool { return f.counts.alive.Load() == int64(f.server.count()) })
		return 10 - f.server.count()
	}
	for name, c := range map[string]struct {
		o    Options
		want int
	}{
		"of an address, by default":      {Options{maxSockets: 16}, 8}, // an eighth of 16 stay
		"in all":                         {Options{maxSockets: 8, PerAddress: -1}, 4},
		"with --sockets-per-address=50":  {Options{maxSockets: 80, PerAddress: 50}, 0},
		"without a limit of the address": {Options{maxSockets: 80, PerAddress: -1}, 0},
		"with many files":                {Options{maxSockets: 1000}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFixture(t, c.o)
			if got := refused(f); got != c.want {
				t.Errorf("%d of 10 were refused, want %d", got, c.want)
			}
			p := f.connectAs(bearerOwner)
			p.subscribe("1", "count 1 0")
			p.read()
		})
	}
}

func TestSocketLimitDefault(t *testing.T) {
	t.Parallel()
	all := (&counting{t: t}).server(Options{})
	if got, want := all.limiter.max, connections.SocketLimit(); got != want {
		t.Errorf("%d sockets, want %d", got, want)
	}
}
