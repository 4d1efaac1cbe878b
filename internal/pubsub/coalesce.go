package pubsub

import (
	"sync"

	"chattr/internal/model"
)

// waitingChannels bounds the hints that wait to be sent or delivered; beyond it they become the zero Hint.
const waitingChannels = 4096

// coalescer holds hints until somebody takes them, each channel once. However long that takes, it stays small.
type coalescer struct {
	mu       sync.Mutex
	channels map[model.ID]struct{}
	all      bool
	filled   chan struct{} // holds a token while there may be something to take
}

func newCoalescer() *coalescer {
	return &coalescer{channels: map[model.ID]struct{}{}, filled: make(chan struct{}, 1)}
}

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

func (c *coalescer) addLocked(h Hint) {
	if c.all {
		return
	}
	c.channels[h.Channel] = struct{}{}
	if h == (Hint{}) || len(c.channels) > waitingChannels {
		c.all, c.channels = true, map[model.ID]struct{}{}
	}
}

// take empties it.
func (c *coalescer) take() (hints []Hint) {
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
