package pubsubtest

import (
	"sync"
	"testing"
)

func receivedOnce(t *testing.T, n Network) {
	changes := newChanges()
	a, b, c := start(t, n.Open, changes), start(t, n.Open, changes), start(t, n.Open, changes)
	before := a.hintsForAll() + b.hintsForAll() + c.hintsForAll()
	a.Publish(channel(1))
	b.await(t, "the hint", func() bool { return b.received[channel(1)] == 1 })
	c.await(t, "the hint", func() bool { return c.received[channel(1)] == 1 })
	b.Publish(channel(2)) // arrives after any hint that a could have received from itself
	a.await(t, "the second hint", func() bool { return a.received[channel(2)] == 1 })
	c.await(t, "the second hint", func() bool { return c.received[channel(2)] == 1 })
	if a.received[channel(1)] != 1 || b.received[channel(2)] != 1 || a.hintsForAll()+b.hintsForAll()+c.hintsForAll() != before {
		t.Errorf("the instances received %v, %v and %v", a.received, b.received, c.received)
	}
	c.Publish(0)
	a.await(t, "a hint for all channels", func() bool { return a.received[0] > 1 })
}

// noneLost also checks that hints of one channel coalesce: a burst must arrive as far fewer hints than were published.
func noneLost(t *testing.T, n Network) {
	changes := newChanges()
	a, b, c := start(t, n.Open, changes), start(t, n.Open, changes), start(t, n.Open, changes)
	const posts, channels = 20_000, 2_000
	var posting sync.WaitGroup
	for _, i := range []*instance{a, b} {
		posting.Go(func() {
			for p := range posts {
				i.post(channel(p % channels))
				i.post(channel(-1))
			}
		})
	}
	posting.Wait()
	for _, i := range []*instance{a, b, c} {
		i.await(t, "the latest state", i.isUpToDate)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if received := c.received[channel(-1)]; received > posts/10 || c.received[0] > 1 {
		t.Errorf("%d posts in one channel: got %d hints for it, and %d for all channels", 2*posts, received, c.received[0]-1)
	}
}

func sentAtTheEnd(t *testing.T, n Network) {
	changes := newChanges()
	a, b := start(t, n.Open, changes), start(t, n.Open, changes)
	for i := range 1000 {
		a.post(channel(i))
	}
	a.end(t)
	b.await(t, "the latest state", b.isUpToDate)
}

func otherInstallationsReceiveNothing(t *testing.T, n Network) {
	changes := newChanges()
	a, b, other := start(t, n.Open, changes), start(t, n.Open, changes), start(t, n.OtherInstallation, changes)
	neighbour := start(t, n.OtherInstallation, changes)
	a.Publish(channel(1))
	b.await(t, "the hint", func() bool { return b.received[channel(1)] == 1 })
	neighbour.Publish(channel(2)) // its hints travel
	other.await(t, "the hint", func() bool { return other.received[channel(2)] == 1 })
	if other.received[channel(1)] != 0 || other.hintsForAll() != 1 || b.hintsForAll() != 1 {
		t.Errorf("the other installation received %v", other.received)
	}
}

func slowSubscriber(t *testing.T, n Network) {
	changes := newChanges()
	a, slow, c := start(t, n.Open, changes), start(t, n.Open, changes), start(t, n.Open, changes)
	release := make(chan struct{})
	slow.mu.Lock()
	slow.slow = release
	slow.mu.Unlock()
	for range 20 {
		for i := range 5000 {
			a.post(channel(i))
		}
		c.await(t, "the latest state", c.isUpToDate)
	}
	close(release)
	slow.await(t, "the latest state", slow.isUpToDate)
	if slow.hintsForAll() > 5 {
		t.Errorf("the slow subscriber received %d hints", slow.hintsForAll())
	}
}
