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
	for name, o := range map[string]Options{"in all": {most: 2}, "of an address": {PerAddress: 2}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v := newTestFixture(t, o)
			first, second := v.welcomeAs(bearerOwner), v.welcomeAs(bearerOwner)
			_, response := v.dialRaw(upgradeHeaders)
			if got := v.refused.Load(); response.StatusCode != http.StatusServiceUnavailable || got.Code != model.Overloaded || got.Wait() != 10 {
				t.Errorf("got %s because of %+v, want 503, OVERLOADED and 10 s", response.Status, got)
			}
			_ = first.conn.Close()
			eventually(t, "a seat is free", func() bool {
				_, response := v.dialRaw(upgradeHeaders)
				return response.StatusCode == http.StatusSwitchingProtocols
			})
			second.say(`{"type":"ping"}`)
			second.expect(`{"type":"pong"}`)
		})
	}
}

func TestSocketsDrain(t *testing.T) {
	t.Parallel()
	done := make(chan struct{})
	v := newTestFixture(t, Options{Done: done})
	p := v.welcome()
	p.subscribe("1", "watch")
	hurried, cancel := context.WithCancel(t.Context())
	cancel()
	if err := v.sockets.Drain(hurried); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	close(done)
	if got := p.closed(); got != 1012 {
		t.Errorf("closed with %d", got)
	}
	_, response := v.dialRaw(upgradeHeaders)
	if got := v.refused.Load(); response.StatusCode != http.StatusServiceUnavailable || got.Code != model.ShuttingDown {
		t.Errorf("got %s because of %+v, want 503 and SHUTTING_DOWN", response.Status, got)
	}
	must(v.T, v.sockets.Drain(t.Context()))
	if n := v.counts.alive.Load(); n != 0 {
		t.Errorf("%d operations are open", n)
	}
}

func TestSocketsDrainSpreadOverTheWindow(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		done := make(chan struct{})
		all := (&counting{t: t}).server(Options{Done: done, DrainWindow: 10 * time.Second})
		begin, told := time.Now(), make(chan time.Duration)
		for range 20 {
			p := pipe(t, all)
			p.greet()
			go func() {
				if got := p.closed(); got != 1012 {
					t.Errorf("closed with %d", got)
				}
				told <- time.Since(begin)
				p.raw(masked(0x88, "\x03\xf4"))
			}()
		}
		close(done)
		for i := range 20 {
			if at, want := <-told, time.Duration(i)*time.Second/2; at < want || at > want+writeInterval {
				t.Errorf("told after %v, want %v", at, want)
			}
		}
		if err := all.Drain(t.Context()); err != nil {
			t.Error(err)
		}
	})
}

func TestAnonymousSocketIsClosedWhenIdle(t *testing.T) {
	t.Parallel()
	times := usualTimes
	times.idle = 500 * time.Millisecond
	v := newTestFixture(t, Options{times: times})
	named, busy := v.welcomeAs(bearerOwner), v.welcome()
	busy.subscribe("1", "wait")
	for _, used := range []bool{false, true} {
		from := time.Now()
		p := v.welcome()
		if used {
			p.subscribe("1", "count 1 0")
			p.hear()
			p.expect(`{"id":"1","type":"complete"}`)
		}
		if got := p.closed(); got != 1000 {
			t.Errorf("closed with %d, want 1000", got)
		}
		if open := time.Since(from); open < times.idle {
			t.Errorf("closed after %v, want %v at least", open, times.idle)
		}
	}
	for name, p := range map[string]*peer{"with a credential": named, "with an operation": busy} {
		p.say(`{"type":"ping","payload":{"still":"open"}}`)
		if got := p.hear(); got != `{"type":"pong","payload":{"still":"open"}}` {
			t.Errorf("%s: got %s, want a pong", name, got)
		}
	}
	close(v.counts.free)
	busy.hear()
	if got := busy.closed(); got != 1000 {
		t.Errorf("after its operation: closed with %d, want 1000", got)
	}
}

func TestSocketsWithoutCredentialMakeRoom(t *testing.T) {
	t.Parallel()
	for name, fill := range map[string]func(v *fixture) *peer{
		"before connection_init": func(v *fixture) *peer { return v.connect() },
		"without a credential":   func(v *fixture) *peer { return v.welcome() },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v := newTestFixture(t, Options{most: 8})
			oldest := fill(v)
			for range 20 {
				fill(v)
			}
			owner := v.welcomeAs(bearerOwner)
			if got := oldest.closed(); got != 1013 {
				t.Errorf("the oldest was closed with %d, want 1013", got)
			}
			for range 20 {
				fill(v)
			}
			owner.say(`{"type":"ping"}`)
			owner.expect(`{"type":"pong"}`)
			if got := v.sockets.count(); got > 8 {
				t.Errorf("%d sockets, want at most 8", got)
			}
		})
	}
}

func TestAnonymousSocketsAreLimited(t *testing.T) {
	t.Parallel()
	// refused counts the sockets of ten that are refused or closed, each with an operation that runs.
	refused := func(v *fixture) (n int) {
		for range 10 {
			p := v.connect()
			p.say(`{"type":"connection_init"}`)
			if _, _, err := p.frame(); err != nil {
				t.Fatal(err)
			}
			p.subscribe("1", "wait")
		}
		eventually(t, "the others are closed", func() bool { return v.counts.alive.Load() == int64(v.sockets.count()) })
		return 10 - v.sockets.count()
	}
	for name, c := range map[string]struct {
		o    Options
		want int
	}{
		"of an address, by default":      {Options{most: 16}, 8}, // an eighth of 16 stay
		"in all":                         {Options{most: 8, PerAddress: -1}, 4},
		"with --sockets-per-address=50":  {Options{most: 80, PerAddress: 50}, 0},
		"without a limit of the address": {Options{most: 80, PerAddress: -1}, 0},
		"with many files":                {Options{most: 1000}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v := newTestFixture(t, c.o)
			if got := refused(v); got != c.want {
				t.Errorf("%d of 10 were refused, want %d", got, c.want)
			}
			p := v.welcomeAs(bearerOwner)
			p.subscribe("1", "count 1 0")
			p.hear()
		})
	}
}

func TestSeatsDefault(t *testing.T) {
	t.Parallel()
	all := (&counting{t: t}).server(Options{})
	if got, want := all.seats.most, connections.SocketLimit(); got != want {
		t.Errorf("%d sockets, want %d", got, want)
	}
}
