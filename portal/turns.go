package portal

import (
	"context"
	"net/url"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"

	"chattr/model"
)

const (
	fetchesAtOnce  = 16 // each may hold maxFetched bytes
	fetchesPerHost = 4
	maxAsked       = 256 // fetching or waiting; beyond, nobody waits
	maxAskedOfHost = 64  // of them; a page of messages by as many different authors
	maxTurnWait    = 5 * time.Second
)

// turns lets few fetch at once, and fewer from one host, so that a slow host holds up its own pictures and no others.
type turns struct {
	slots *semaphore.Weighted

	mu    sync.Mutex
	asked int
	hosts map[string]*host // who is asked now
}

type host struct {
	slots *semaphore.Weighted
	asked int
}

func newTurns() *turns {
	return &turns{slots: semaphore.NewWeighted(fetchesAtOnce), hosts: map[string]*host{}}
}

// take does work that asks a host, when its turn has come. OVERLOADED when that would take too long: the work was not done.
func (t *turns) take(name string, work func()) error {
	h := t.join(name)
	if h == nil {
		return busy()
	}
	defer t.leave(name, h)
	ctx, cancel := context.WithTimeout(context.Background(), maxTurnWait)
	defer cancel()
	for _, slots := range []*semaphore.Weighted{h.slots, t.slots} { // who waits for their host takes no place from others
		if slots.Acquire(ctx, 1) != nil {
			return busy()
		}
		defer slots.Release(1)
	}
	work()
	return nil
}

func busy() error {
	return &model.Error{Code: model.Overloaded, Message: "Too many pictures are being fetched; try again in a moment.", RetryAfter: maxTurnWait}
}

// join is the host to ask, nil when too many wait already.
func (t *turns) join(name string) *host {
	t.mu.Lock()
	defer t.mu.Unlock()
	h := t.hosts[name]
	switch {
	case t.asked == maxAsked || h != nil && h.asked == maxAskedOfHost:
		return nil
	case h == nil:
		h = &host{slots: semaphore.NewWeighted(fetchesPerHost)}
		t.hosts[name] = h
	}
	t.asked++
	h.asked++
	return h
}

func (t *turns) leave(name string, h *host) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.asked--
	if h.asked--; h.asked == 0 {
		delete(t.hosts, name)
	}
}

// hostOf is whose turn it is at a URL. Where a redirect leads counts for who sends there.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Hostname())
}
