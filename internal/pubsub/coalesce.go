package pubsub

import (
	"sync"

	"chattr/internal/model"
)

// waitingChannels limits the hints that wait to be sent or delivered. If there are more, the zero Hint replaces them.
const waitingChannels = 4096

// coalescer holds hints until they are drained, at most one for each channel. Its size is limited by waitingChannels. Its methods
// are safe for concurrent use.
type coalescer struct {
	mu       sync.Mutex
	channels map[model.ID]struct{}
	all      bool
	filled   chan struct{} // holds a token while there may be hints
}

// newCoalescer returns an empty coalescer.
func newCoalescer() *coalescer {
	return &coalescer{channels: map[model.ID]struct{}{}, filled: make(chan struct{}, 1)}
}

// add adds hints and puts a token into filled.
func (c *coalescer) add(hints ...Hint) {
	c.mu.Lock()
	for _, h := range hints {
		c.addLocked(h)
	}
	c.mu.Unlock()
	select {
	case c.filled <- struct{}{}:
	default:
	}
}

// addLocked adds a hint. c.mu must be held.
func (c *coalescer) addLocked(h Hint) {
	if c.all {
		return
	}
	c.channels[h.Channel] = struct{}{}
	if h == (Hint{}) || len(c.channels) > waitingChannels {
		c.all, c.channels = true, map[model.ID]struct{}{}
	}
}

// drain removes and returns all hints. It returns nil if there are none.
func (c *coalescer) drain() (hints []Hint) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.all {
		c.all = false
		return []Hint{{}}
	}
	for channel := range c.channels {
		hints = append(hints, Hint{channel})
	}
	clear(c.channels)
	return hints
}
