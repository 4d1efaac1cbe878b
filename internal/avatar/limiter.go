package avatar

import (
	"context"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"time"

	"golang.org/x/net/publicsuffix"
	"golang.org/x/sync/semaphore"

	"chattr/internal/model"
)

const (
	maxFetches        = 16 // running fetches in total; each uses up to maxFetched bytes of memory
	maxFetchesPerHost = 4
	maxFetchesPerUser = 8
	maxQueued         = 256             // running or waiting fetches; further ones are refused immediately
	maxQueuedPerHost  = 64              // of them from one host; enough for a page of messages by as many different authors
	maxQueuedPerUser  = 128             // of them for one user
	maxQueueWait      = 5 * time.Second // how long a fetch waits for its slots
)

// limiter limits the concurrent fetches: in total, per host and per user. So a slow host delays only its own pictures, and a user who
// requests pictures from many hosts leaves slots to other users.
type limiter struct {
	slots *semaphore.Weighted

	mu     sync.Mutex
	queued int // running or waiting fetches
	hosts  queues
	users  queues
}

// queues holds the hosts or users that have running or waiting fetches, by name.
type queues struct {
	byName           map[string]*queue
	slots, maxQueued int // the limits of each: running, and running or waiting
}

// queue is one host or user with running or waiting fetches.
type queue struct {
	slots  *semaphore.Weighted
	queued int // running or waiting fetches
}

// newLimiter returns a limiter with the limits above.
func newLimiter() *limiter {
	return &limiter{
		slots: semaphore.NewWeighted(maxFetches),
		hosts: queues{map[string]*queue{}, maxFetchesPerHost, maxQueuedPerHost},
		users: queues{map[string]*queue{}, maxFetchesPerUser, maxQueuedPerUser},
	}
}

// do calls work, which fetches from host for user, as soon as slots are free. It returns OVERLOADED, without calling work,
// if too many fetches are waiting or if no slots are free within maxQueueWait.
func (l *limiter) do(user, host string, work func()) error {
	all := l.enqueue(user, host)
	if all == nil {
		return overloaded()
	}
	defer l.dequeue(user, host)
	ctx, cancel := context.WithTimeout(context.Background(), maxQueueWait)
	defer cancel()
	for _, slots := range all {
		if slots.Acquire(ctx, 1) != nil {
			return overloaded()
		}
		defer slots.Release(1)
	}
	work()
	return nil
}

// overloaded returns OVERLOADED.
func overloaded() error {
	return &model.Error{Code: model.Overloaded, Message: "Too many pictures are being fetched; try again in a moment.", RetryAfter: maxQueueWait}
}

// enqueue counts a fetch and returns the semaphores to acquire, in this order: host, user, all. So a fetch that waits for its host
// occupies no slot of its user, and one that waits for its user occupies no slot of other users. It returns nil, and counts nothing,
// if too many fetches are running or waiting. Otherwise the caller must call dequeue.
func (l *limiter) enqueue(user, host string) []*semaphore.Weighted {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.queued == maxQueued || l.hosts.isFull(host) || l.users.isFull(user) {
		return nil
	}
	l.queued++
	return []*semaphore.Weighted{l.hosts.enqueue(host), l.users.enqueue(user), l.slots}
}

// dequeue removes a fetch that enqueue has counted.
func (l *limiter) dequeue(user, host string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.queued--
	l.hosts.dequeue(host)
	l.users.dequeue(user)
}

// isFull reports whether the host or user has as many running or waiting fetches as allowed.
func (s queues) isFull(name string) bool {
	return s.byName[name] != nil && s.byName[name].queued == s.maxQueued
}

// enqueue counts a fetch of the host or user, and returns its semaphore.
func (s queues) enqueue(name string) *semaphore.Weighted {
	if s.byName[name] == nil {
		s.byName[name] = &queue{slots: semaphore.NewWeighted(int64(s.slots))}
	}
	s.byName[name].queued++
	return s.byName[name].slots
}

// dequeue removes a fetch, and the host or user if it was its last one.
func (s queues) dequeue(name string) {
	if s.byName[name].queued--; s.byName[name].queued == 0 {
		delete(s.byName, name)
	}
}

// hostOf returns the name under which fetches of a URL are counted: the IP address, or the registered domain, because the owner of a
// domain can create any number of names below it. A redirect is counted for the host that sends it. It returns "" for a malformed URL.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	name := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	if _, err := netip.ParseAddr(name); err == nil {
		return name
	}
	return registered(name)
}

// registered returns the registered domain of a name, by the official part of the public suffix list. Domains below which people get
// names for free (github.io) count as one domain with all their names.
func registered(name string) string {
	suffix, official := publicsuffix.PublicSuffix(name)
	for !official && strings.Contains(suffix, ".") {
		_, parent, _ := strings.Cut(suffix, ".")
		suffix, official = publicsuffix.PublicSuffix(parent)
	}
	own := strings.TrimSuffix(strings.TrimSuffix(name, suffix), ".")
	if own == "" { // a public suffix, or a name of one part, as in an internal network
		return name
	}
	return own[strings.LastIndexByte(own, '.')+1:] + "." + suffix
}
