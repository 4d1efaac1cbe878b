package graph

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"chattr/chat"
)

func TestSocketsAreLimited(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]socketOptions{"in all": {most: 2}, "of an address": {perAddress: 2}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v := newWire(t, o)
			first, second := v.connect(), v.welcome()
			_, response := v.dialRaw(upgradeHeaders)
			if response.StatusCode != http.StatusServiceUnavailable || response.Header.Get("Retry-After") != "10" {
				t.Error(response)
			}
			if got := v.read(response).code(); got != "OVERLOADED" {
				t.Error(got)
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
	v := newWire(t, socketOptions{done: done})
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
	if code := v.read(response).code(); response.StatusCode != http.StatusServiceUnavailable || code != "SHUTTING_DOWN" {
		t.Error(response, code)
	}
	v.must(v.sockets.Drain(t.Context()))
	if n := v.counts.alive.Load(); n != 0 {
		t.Errorf("%d operations are open", n)
	}
}

func TestSocketsDrainSpreadOverTheWindow(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		done := make(chan struct{})
		all := newSockets(authenticator{chat: &chat.Chat{}}, presenter{}, &counting{t: t}, newWorkSlots(),
			socketOptions{done: done, drainWindow: 10 * time.Second})
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

func TestSeatsDefault(t *testing.T) {
	t.Parallel()
	all := newSockets(authenticator{}, presenter{}, nil, newWorkSlots(), socketOptions{})
	if limit := fileLimit(); all.seats.most > limit*4/5 || all.seats.most < limit/2 {
		t.Errorf("%d sockets with %d files", all.seats.most, limit)
	}
}
