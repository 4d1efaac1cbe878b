package chat

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"chattr/db"
	"chattr/internal/metrics"
	"chattr/internal/model"
)

// hub is the fan-out inside this instance. It has a feed for each channel with open streams, and watches the users of these streams for
// lost access. The database is the truth: hints only tell the hub when to read it.
type hub struct {
	db      *db.DB
	metrics *metrics.Metrics
	retry   func(error) // reports an error of background work, which the next poll does again
	ring    int         // how many events a feed keeps
	now     func() time.Time

	readTimeout time.Duration // of one read of a feed

	mu          sync.Mutex
	feeds       map[model.ID]*feed
	users       map[model.ID]*watcher
	credentials map[model.ID]*watchedCredential
	polled      time.Time // when the last complete poll started

	asked   atomic.Bool // a poll will start
	polling sync.Mutex  // one poll at a time
	reading tasks       // readers, access checks and early polls

	doubts     atomic.Uint64              // counts how often access was doubted
	checks     map[accessKey]*accessCheck // guarded by mu
	checkSlots *slots                     // bounds the queries of accessChecks
	pageSlots  *slots                     // bounds the streams that read pages of their own

	rings ringBudget
	pages pageBudget
}

// watcher is a user with open streams or sockets.
type watcher struct {
	open   int
	access int64 // as last polled
}

const (
	checksAtOnce = 8
	pagesAtOnce  = 8
)

func newHub(database *db.DB, o Options, retry func(error)) *hub {
	return &hub{
		db: database, metrics: o.Metrics, retry: retry, ring: ringEvents, now: o.Now,
		readTimeout: pollTimeout,
		feeds:       map[model.ID]*feed{}, users: map[model.ID]*watcher{}, credentials: map[model.ID]*watchedCredential{},
		checks: map[accessKey]*accessCheck{}, checkSlots: newSlots(checksAtOnce), pageSlots: newSlots(pagesAtOnce),
		rings: ringBudget{limit: ringsBytes}, pages: pageBudget{limit: pagesBytes},
	}
}

// wake handles a hint: a channel may have new events, or with 0 any channel may have.
func (h *hub) wake(channel model.ID) {
	if channel == 0 {
		h.pollSoon()
		return
	}
	if f := h.feed(channel); f != nil {
		f.hint()
	}
}

// headOf returns where the database has the head of a channel. Its error is NOT_FOUND if the channel was deleted.
func (h *hub) headOf(ctx context.Context, channel model.ID) (model.Head, error) {
	heads, err := h.db.Heads(ctx, []model.ID{channel})
	if err != nil {
		return model.Head{}, err
	}
	head, exists := heads[channel]
	if !exists {
		return model.Head{}, model.NoSuch("channel")
	}
	return head, nil
}

// size returns the number of channels with open streams.
func (h *hub) size() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.feeds)
}

func (h *hub) feed(channel model.ID) *feed {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.feeds[channel]
}

// erase removes the text of a message that was deleted here from the ring, before the deletion is acknowledged.
func (h *hub) erase(m *model.Message) {
	if f := h.feed(m.ChannelID); f != nil {
		f.erase(m)
	}
}

// join adds a stream to its channel's feed, which the first stream starts, and watches the stream's user. The hub notices what changes after
// join. The caller must check, after join, what changed before.
func (h *hub) join(ctx context.Context, s *Stream) error {
	h.mu.Lock()
	f := h.feeds[s.channel]
	if f == nil {
		f = newFeed(h, s.channel)
		h.feeds[s.channel] = f
	}
	f.add(s)
	s.access = h.retainCheck(s)
	h.retainUser(s.actor.UserID())
	h.mu.Unlock()
	s.feed = f
	return f.start(ctx)
}

// retainUser has the user's access version polled until releaseUser was called as often. h.mu must be held.
func (h *hub) retainUser(user model.ID) {
	w := h.users[user]
	if w == nil {
		w = &watcher{access: -1}
		h.users[user] = w
	}
	w.open++
}

// releaseUser undoes one retainUser. h.mu must be held.
func (h *hub) releaseUser(user model.ID) {
	w := h.users[user]
	if w.open--; w.open == 0 {
		delete(h.users, user)
	}
}

func (h *hub) leave(s *Stream) {
	h.pages.drop(s)
	h.mu.Lock()
	defer h.mu.Unlock()
	if s.feed.remove(s) && h.feeds[s.channel] == s.feed {
		delete(h.feeds, s.channel)
	}
	h.releaseCheck(s.access)
	h.releaseUser(s.actor.UserID())
}

// forget removes an ended feed, so that the next stream of the channel starts a new one.
func (h *hub) forget(f *feed) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.feeds[f.channel] == f {
		delete(h.feeds, f.channel)
	}
}

// stop wakes every stream, so that it ends with SHUTTING_DOWN.
func (h *hub) stop() {
	feeds, _ := h.watched()
	for _, f := range feeds {
		f.recheck(func(*Stream) bool { return true })
	}
}
