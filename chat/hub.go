package chat

import (
	"context"
	"sync"

	"chattr/model"
)

// hub wakes the streams of this instance. It holds a feed for each channel that is being watched.
type hub struct {
	mu    sync.Mutex
	feeds map[model.ID]*feed
}

// feed is what the streams of one channel share.
type feed struct {
	watchers int
	head     model.Head    // as last polled
	erased   uint64        // how often text was removed here: what was read before may hold it still
	access   uint64        // how often access may have been taken away
	changed  chan struct{} // closed at the next change
}

func newHub() *hub { return &hub{feeds: map[model.ID]*feed{}} }

// watch is a stream's hold on a feed.
type watch struct {
	hub     *hub
	channel model.ID
	feed    *feed
}

func (h *hub) watch(channel model.ID) *watch {
	h.mu.Lock()
	defer h.mu.Unlock()
	f := h.feeds[channel]
	if f == nil {
		f = &feed{changed: make(chan struct{})}
		h.feeds[channel] = f
	}
	f.watchers++
	return &watch{hub: h, channel: channel, feed: f}
}

func (w *watch) close() {
	w.hub.mu.Lock()
	defer w.hub.mu.Unlock()
	if w.feed.watchers--; w.feed.watchers == 0 {
		delete(w.hub.feeds, w.channel)
	}
}

// state is what a stream compares to learn what happened since. Take it before reading, and nothing is missed.
type state struct {
	changed        <-chan struct{}
	erased, access uint64
}

func (w *watch) state() state {
	w.hub.mu.Lock()
	defer w.hub.mu.Unlock()
	return state{changed: w.feed.changed, erased: w.feed.erased, access: w.feed.access}
}

// wake has the streams of a channel look for events.
func (h *hub) wake(channel model.ID) { h.update(channel, func(*feed) {}) }

// erase has them forget what they have read and not yet delivered, too.
func (h *hub) erase(channel model.ID) { h.update(channel, func(f *feed) { f.erased++ }) }

func (h *hub) update(channel model.ID, change func(*feed)) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if f := h.feeds[channel]; f != nil {
		f.update(change)
	}
}

// recheck has every stream ask again whether it may go on.
func (h *hub) recheck() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, f := range h.feeds {
		f.update(func(f *feed) { f.access++ })
	}
}

func (f *feed) update(change func(*feed)) {
	change(f)
	close(f.changed)
	f.changed = make(chan struct{})
}

func (h *hub) watched() []model.ID {
	h.mu.Lock()
	defer h.mu.Unlock()
	channels := make([]model.ID, 0, len(h.feeds))
	for channel := range h.feeds {
		channels = append(channels, channel)
	}
	return channels
}

// pollHeads wakes the streams of every channel whose head is not where it was, forwards or backwards.
func (c *Chat) pollHeads(ctx context.Context) error {
	channels := c.hub.watched()
	if len(channels) == 0 {
		return nil
	}
	heads, err := c.db.Heads(ctx, channels)
	if err != nil {
		return err
	}
	for _, channel := range channels {
		c.hub.moved(channel, heads[channel])
	}
	return nil
}

func (h *hub) moved(channel model.ID, head model.Head) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if f := h.feeds[channel]; f != nil && f.head != head {
		f.update(func(f *feed) { f.head = head })
	}
}
