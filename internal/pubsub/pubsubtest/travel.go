package pubsubtest

import (
	"sync"
	"testing"
)

func heardOnce(t *testing.T, n Network) {
	facts := newTruth()
	a, b, c := start(t, n.Open, facts), start(t, n.Open, facts), start(t, n.Open, facts)
	before := a.everything() + b.everything() + c.everything()
	a.Publish(channel(1))
	b.await(t, "the hint", func() bool { return b.heard[channel(1)] == 1 })
	c.await(t, "the hint", func() bool { return c.heard[channel(1)] == 1 })
	b.Publish(channel(2)) // arrives after any hint that a could have received from itself
	a.await(t, "the second hint", func() bool { return a.heard[channel(2)] == 1 })
	c.await(t, "the second hint", func() bool { return c.heard[channel(2)] == 1 })
	if a.heard[channel(1)] != 1 || b.heard[channel(2)] != 1 || a.everything()+b.everything()+c.everything() != before {
		t.Errorf("the instances received %v, %v and %v", a.heard, b.heard, c.heard)
	}
	c.Publish(0)
	a.await(t, "a hint for all channels", func() bool { return a.heard[0] > 1 })
}

// noneLost also checks that hints of one channel coalesce: a burst must arrive as far fewer hints than were published.
func noneLost(t *testing.T, n Network) {
	facts := newTruth()
	a, b, c := start(t, n.Open, facts), start(t, n.Open, facts), start(t, n.Open, facts)
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
	if heard := c.heard[channel(-1)]; heard > posts/10 || c.heard[0] > 1 {
		t.Errorf("%d posts in one channel: got %d hints for it, and %d for all channels", 2*posts, heard, c.heard[0]-1)
	}
}

func sentAtTheEnd(t *testing.T, n Network) {
	facts := newTruth()
	a, b := start(t, n.Open, facts), start(t, n.Open, facts)
	for i := range 1000 {
		a.post(channel(i))
	}
	a.end(t)
	b.await(t, "the latest state", b.isUpToDate)
}

func otherInstallationsHearNothing(t *testing.T, n Network) {
	facts := newTruth()
	a, b, other := start(t, n.Open, facts), start(t, n.Open, facts), start(t, n.OtherInstallation, facts)
	neighbour := start(t, n.OtherInstallation, facts)
	a.Publish(channel(1))
	b.await(t, "the hint", func() bool { return b.heard[channel(1)] == 1 })
	neighbour.Publish(channel(2)) // its hints travel
	other.await(t, "the hint", func() bool { return other.heard[channel(2)] == 1 })
	if other.heard[channel(1)] != 0 || other.everything() != 1 || b.everything() != 1 {
		t.Errorf("the other installation received %v", other.heard)
	}
}

func slowSubscriber(t *testing.T, n Network) {
	facts := newTruth()
	a, slow, c := start(t, n.Open, facts), start(t, n.Open, facts), start(t, n.Open, facts)
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
	if slow.everything() > 5 {
		t.Errorf("the slow subscriber received %d hints", slow.everything())
	}
}
