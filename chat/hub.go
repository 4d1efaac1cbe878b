package chat

import (
	"context"
	"slices"
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

	mu          sync.Mutex
	feeds       map[model.ID]*feed
	users       map[model.ID]*watcher
	credentials map[model.ID]*watchedCredential
	polled      time.Time // when access was last compared

	asked    atomic.Bool    // a poll will begin
	polling  sync.Mutex     // one poll at a time
	reading  sync.WaitGroup // readers and early polls
	catchUps chan struct{}  // bounds the streams that read pages of their own
}

// watcher is a user with open streams or sockets.
type watcher struct {
	open   int
	access int64 // as last polled
}

const (
	pollEvery      = time.Second
	pollStale      = 2 * pollEvery // an instance that was paused compares access before it reads on
	pollTimeout    = 5 * time.Second
	pollChunk      = 1000
	catchUpsAtOnce = 8
)

func newHub(database *db.DB, o Options, retry func(error)) *hub {
	return &hub{
		db: database, metrics: o.Metrics, retry: retry, ring: ringEvents, now: o.Now,
		feeds: map[model.ID]*feed{}, users: map[model.ID]*watcher{}, credentials: map[model.ID]*watchedCredential{},
		catchUps: make(chan struct{}, catchUpsAtOnce),
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
	h.attend(s.actor.UserID())
	h.mu.Unlock()
	s.feed = f
	return f.begin(ctx)
}

// attend has the user's access version polled, until it is neglected as often. Needs the lock.
func (h *hub) attend(user model.ID) {
	w := h.users[user]
	if w == nil {
		w = &watcher{access: -1}
		h.users[user] = w
	}
	w.open++
}

// neglect needs the lock.
func (h *hub) neglect(user model.ID) {
	w := h.users[user]
	if w.open--; w.open == 0 {
		delete(h.users, user)
	}
}

func (h *hub) leave(s *Stream) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if s.feed.remove(s) && h.feeds[s.channel] == s.feed {
		delete(h.feeds, s.channel)
	}
	h.neglect(s.actor.UserID())
}

// forget lets the next stream of a channel begin a new feed.
func (h *hub) forget(f *feed) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.feeds[f.channel] == f {
		delete(h.feeds, f.channel)
	}
}

// pollSoon has one poll begin after this moment, however often it is asked for.
func (h *hub) pollSoon() {
	if h.asked.Swap(true) {
		return
	}
	h.reading.Go(func() {
		h.asked.Store(false)
		h.tryPoll(context.Background())
	})
}

func (h *hub) tryPoll(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, pollTimeout)
	defer cancel()
	if err := h.poll(ctx); err != nil {
		h.retry(err)
	}
}

// poll compares every watched head and access version with the database: what a lost hint did not say is found here.
func (h *hub) poll(ctx context.Context) error {
	h.polling.Lock()
	defer h.polling.Unlock()
	began := time.Now()
	feeds, users := h.watched()
	for chunk := range slices.Chunk(feeds, pollChunk) {
		if err := h.pollFeeds(ctx, chunk); err != nil {
			return err
		}
	}
	for chunk := range slices.Chunk(users, pollChunk) {
		if err := h.pollUsers(ctx, chunk); err != nil {
			return err
		}
	}
	if err := h.pollCredentials(ctx); err != nil {
		return err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.polled = began
	return nil
}

func (h *hub) watched() (feeds []*feed, users []model.ID) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, f := range h.feeds {
		feeds = append(feeds, f)
	}
	for id := range h.users {
		users = append(users, id)
	}
	return feeds, users
}

func (h *hub) pollFeeds(ctx context.Context, feeds []*feed) error {
	ids := make([]model.ID, len(feeds))
	for i, f := range feeds {
		ids[i] = f.channel
	}
	h.metrics.StreamRead(metrics.PollRead, 1)
	watched, err := h.db.Watched(ctx, ids)
	if err != nil {
		return err
	}
	for _, f := range feeds {
		f.compare(watched[f.channel])
	}
	return nil
}

// pollUsers has the streams of users whose credentials were revoked look whether theirs was, and doubts those that are watched.
func (h *hub) pollUsers(ctx context.Context, ids []model.ID) error {
	h.metrics.StreamRead(metrics.PollRead, 1)
	versions, err := h.db.UserAccess(ctx, ids)
	if err != nil {
		return err
	}
	changed := map[model.ID]bool{}
	h.mu.Lock()
	for id, version := range versions {
		if w := h.users[id]; w != nil && w.access != version {
			// Also at the first poll: a credential may have been revoked between the stream's check and now.
			changed[id], w.access = true, version
		}
	}
	for _, c := range h.credentials {
		c.sure = c.sure && !changed[c.user]
	}
	h.mu.Unlock()
	if len(changed) == 0 {
		return nil
	}
	feeds, _ := h.watched()
	for _, f := range feeds {
		f.recheck(func(s *Stream) bool { return changed[s.actor.UserID()] })
	}
	return nil
}

// freshen polls when the last poll is so long ago that the instance must have been paused, or its database away.
func (h *hub) freshen(ctx context.Context) error {
	h.mu.Lock()
	stale := time.Since(h.polled) > pollStale
	h.mu.Unlock()
	if !stale {
		return nil
	}
	return h.poll(ctx)
}

// stop wakes every stream to hear that the instance is stopping.
func (h *hub) stop() {
	feeds, _ := h.watched()
	for _, f := range feeds {
		f.recheck(func(*Stream) bool { return true })
	}
}
