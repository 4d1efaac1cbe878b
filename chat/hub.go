package chat

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"chattr/db"
	"chattr/metrics"
	"chattr/model"
)

// hub is the fan-out inside this instance: a feed for each channel that is watched, and for each user whose streams are open
// what may end them. The database is the truth; the hub only knows sooner when to look.
type hub struct {
	db      *db.DB
	metrics *metrics.Metrics
	retry   func(error) // told what went wrong in the background; the next poll does it again
	ring    int         // how many events a feed keeps
	now     func() time.Time

	readTimeout time.Duration // of one read of a feed

	mu          sync.Mutex
	feeds       map[model.ID]*feed
	users       map[model.ID]*watcher
	credentials map[model.ID]*watchedCredential
	polled      time.Time // when access was last compared

	asked   atomic.Bool    // a poll will begin
	polling sync.Mutex     // one poll at a time
	reading sync.WaitGroup // readers and early polls

	doubts     atomic.Uint64 // how often access was doubted
	checks     map[accessKey]*accessCheck
	checkSlots *slots // bounds the queries of accessChecks
	pageSlots  *slots // bounds the streams that read pages of their own

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

// wake is given every hint: a channel that may have moved, or with 0 that everything may have.
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

// size is how many channels are watched.
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

// erase takes the text of a message that was deleted here out of the ring, before the deletion is answered.
func (h *hub) erase(m *model.Message) {
	if f := h.feed(m.ChannelID); f != nil {
		f.erase(m)
	}
}

// join adds a stream to its channel's feed, which is begun for the first one. It also begins to watch the stream's user.
// What changes after join is noticed; what changed before is the caller's to check, after join.
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
	return f.begin(ctx)
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

// forget lets the next stream of a channel begin a new feed.
func (h *hub) forget(f *feed) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.feeds[f.channel] == f {
		delete(h.feeds, f.channel)
	}
}

// stop wakes every stream to hear that the instance is stopping.
func (h *hub) stop() {
	feeds, _ := h.watched()
	for _, f := range feeds {
		f.recheck(func(*Stream) bool { return true })
	}
}
