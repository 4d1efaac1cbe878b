// Package stream delivers the events of channels live to any number of readers, each from its own cursor on, and lets a reader resume. It
// reads each channel once for all of them. It checks no permissions itself: it calls a function that does, and ends the streams of
// readers who lost access.
package stream

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"chattr/db"
	"chattr/internal/metrics"
	"chattr/internal/model"
	"chattr/internal/tasks"
)

const (
	// PollInterval is how often Poll must be called.
	PollInterval = time.Second

	pollStale   = 2 * PollInterval // an instance that was paused compares access before it reads on
	pollTimeout = 5 * time.Second
	pollChunk   = 1000

	maxChecks    = 8 // concurrent queries of access checks
	maxPageReads = 8 // streams that read pages of their own concurrently
)

// Options configures a Hub.
type Options struct {
	// CheckAccess checks whether an actor may see a channel now. It returns the actor as it is now, and NOT_FOUND or UNAUTHENTICATED
	// if the actor may not. Any other error means that this is unknown, and the check is repeated.
	CheckAccess func(ctx context.Context, actor model.Actor, channel model.ID) (model.Actor, error)

	Now     func() time.Time
	Log     *slog.Logger
	Metrics *metrics.Metrics // nil counts nothing
}

// Limits are what the rings and pages of an instance hold at most. Sizes are in bytes, as model.ChannelEvent.Size counts them.
type Limits struct {
	RingEvents int // in the ring of one channel
	RingsBytes int // in the rings of all channels
	PagesBytes int // in the pages of all streams
}

// Hub delivers the events of channels to the streams of this instance. It has a feed for each channel with open streams, and watches the
// users of these streams for lost access. The database is the truth: hints only tell the hub when to read it. The methods are safe for
// concurrent use.
type Hub struct {
	db          *db.DB
	o           Options
	ring        int           // how many events a feed keeps
	readTimeout time.Duration // of one read of a feed

	mu      sync.Mutex
	feeds   map[model.ID]*feed
	users   map[model.ID]*watchedUser
	checks  map[accessKey]*accessCheck
	polled  time.Time // when the last complete poll started
	watches *watches

	pollRequested atomic.Bool // a poll will start
	polling       sync.Mutex  // one poll at a time
	background    tasks.Group // readers, access checks and early polls

	doubts     atomic.Uint64 // counts how often access was doubted
	checkSlots *slots        // limits the queries of access checks
	pageSlots  *slots        // limits the streams that read pages of their own

	rings ringBudget
	pages pageBudget

	stopped  chan struct{} // closed by Stop
	stopOnce sync.Once
}

// watchedUser is a user with open streams or watches.
type watchedUser struct {
	open   int
	access int64 // the version of the user's access, as last polled
}

// NewHub returns a Hub without streams. The caller must call Poll every PollInterval, and Close at the end.
func NewHub(database *db.DB, o Options) *Hub {
	h := &Hub{
		db: database, o: o, readTimeout: pollTimeout,
		feeds: map[model.ID]*feed{}, users: map[model.ID]*watchedUser{}, checks: map[accessKey]*accessCheck{},
		checkSlots: newSlots(maxChecks), pageSlots: newSlots(maxPageReads), stopped: make(chan struct{}),
	}
	h.watches = newWatches(h)
	h.SetLimits(Limits{RingEvents: ringEvents, RingsBytes: ringsBytes, PagesBytes: pagesBytes})
	return h
}

// SetLimits replaces the limits. It must not be called while a stream is open.
func (h *Hub) SetLimits(l Limits) {
	h.ring, h.rings.limit, h.pages.limit = l.RingEvents, l.RingsBytes, l.PagesBytes
}

// Open opens the stream of a channel after a cursor; nil is the channel's head. The actor must have a user. Its errors are NOT_FOUND,
// UNAUTHENTICATED, CURSOR_INVALID, CURSOR_EXPIRED, CURSOR_FORKED and SHUTTING_DOWN.
func (h *Hub) Open(ctx context.Context, actor model.Actor, channel model.ID, after *string) (*Stream, error) {
	s := &Stream{hub: h, actor: actor, now: actor.User, channel: channel, limit: firstPage, wake: func() {}}
	if err := h.join(ctx, s); err != nil {
		h.leave(s)
		return nil, err
	}
	if err := s.open(ctx, after); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// Wake handles a hint: a channel may have new events, or with 0 any channel may have, and any access may have changed.
func (h *Hub) Wake(channel model.ID) {
	if channel == 0 {
		h.pollSoon()
		return
	}
	if f := h.feed(channel); f != nil {
		f.hint()
	}
}

// Erase removes the text of a message that was deleted on this instance from the memory of its streams. It must be called before the
// deletion is acknowledged. m is the message after its deletion.
func (h *Hub) Erase(m *model.Message) {
	if f := h.feed(m.ChannelID); f != nil {
		f.erase(m)
	}
}

// Stop ends every stream with SHUTTING_DOWN and refuses new ones. A second call does nothing.
func (h *Hub) Stop() {
	h.stopOnce.Do(func() {
		close(h.stopped)
		feeds, _ := h.watched()
		for _, f := range feeds {
			f.recheck(func(*Stream) bool { return true })
		}
	})
}

// Close refuses new background work and waits for the work that runs.
func (h *Hub) Close() { h.background.Close() }

// Wait waits until no background work runs.
func (h *Hub) Wait() { h.background.Wait() }

// Channels returns the number of channels with open streams.
func (h *Hub) Channels() int { return h.Usage().Channels }

// Usage is what the open streams and watches of a hub use. All of it is 0 if there are none.
type Usage struct {
	Channels     int // with open streams
	Users        int // with open streams or watches
	AccessChecks int
	Credentials  int // with watches
	RingsBytes   int
	PagesBytes   int
}

// Usage returns what is in use now.
func (h *Hub) Usage() Usage {
	u := Usage{Credentials: h.watches.length(), RingsBytes: h.rings.size(), PagesBytes: h.pages.size()}
	h.mu.Lock()
	defer h.mu.Unlock()
	u.Channels, u.Users, u.AccessChecks = len(h.feeds), len(h.users), len(h.checks)
	return u
}

// isStopped reports whether Stop was called.
func (h *Hub) isStopped() bool {
	select {
	case <-h.stopped:
		return true
	default:
		return false
	}
}

// reportFailure records an error of background work, which the next poll does again.
func (h *Hub) reportFailure(err error) {
	h.o.Metrics.DatabaseFailed(metrics.Streaming)
	h.o.Log.Warn("streams could not be looked after; it will be tried again", "error", err)
}

// headOf returns where the database has the head of a channel. Its error is NOT_FOUND if the channel was deleted.
func (h *Hub) headOf(ctx context.Context, channel model.ID) (model.Head, error) {
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

// feed returns the feed of a channel, or nil if it has no open streams.
func (h *Hub) feed(channel model.ID) *feed {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.feeds[channel]
}

// join adds a stream to its channel's feed, which the first stream starts, and watches the stream's user. The hub notices changes after
// join. The caller must check, after join, for changes before.
func (h *Hub) join(ctx context.Context, s *Stream) error {
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

// leave undoes join.
func (h *Hub) leave(s *Stream) {
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
func (h *Hub) forget(f *feed) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.feeds[f.channel] == f {
		delete(h.feeds, f.channel)
	}
}

// retainUser has the user's access version polled until releaseUser was called as often. h.mu must be held.
func (h *Hub) retainUser(user model.ID) {
	u := h.users[user]
	if u == nil {
		u = &watchedUser{access: -1}
		h.users[user] = u
	}
	u.open++
}

// releaseUser undoes one retainUser. h.mu must be held.
func (h *Hub) releaseUser(user model.ID) {
	u := h.users[user]
	if u.open--; u.open == 0 {
		delete(h.users, user)
	}
}

// retainCheck returns the access check that s shares with the other streams of its credential and channel. h.mu must be held.
func (h *Hub) retainCheck(s *Stream) *accessCheck {
	key := accessKey{s.actor.Credential(), s.channel}
	check := h.checks[key]
	if check == nil {
		check = &accessCheck{hub: h, key: key, actor: s.actor}
		h.checks[key] = check
	}
	check.streams++
	return check
}

// releaseCheck undoes one retainCheck. h.mu must be held.
func (h *Hub) releaseCheck(check *accessCheck) {
	if check.streams--; check.streams == 0 && h.checks[check.key] == check {
		delete(h.checks, check.key)
	}
}

// pollSoon starts one poll after this moment, even if it is called many times.
func (h *Hub) pollSoon() {
	if h.pollRequested.Swap(true) {
		return
	}
	h.background.Start(func() {
		h.pollRequested.Store(false)
		ctx, cancel := context.WithTimeout(context.Background(), pollTimeout)
		defer cancel()
		if err := h.Poll(ctx); err != nil {
			h.reportFailure(err)
		}
	})
}

// Poll compares the head and the access version of every watched channel, and the access version of every watched user, with the
// database. It finds the changes of which hints were lost.
func (h *Hub) Poll(ctx context.Context) error {
	h.polling.Lock()
	defer h.polling.Unlock()
	start := time.Now()
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
	if err := h.watches.poll(ctx); err != nil {
		return err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.polled = start
	return nil
}

// watched returns the feeds and users to poll.
func (h *Hub) watched() (feeds []*feed, users []model.ID) {
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

// pollFeeds has feeds read on whose channel has moved, and check access if it has changed.
func (h *Hub) pollFeeds(ctx context.Context, feeds []*feed) error {
	ids := make([]model.ID, len(feeds))
	for i, f := range feeds {
		ids[i] = f.channel
	}
	h.o.Metrics.StreamRead(metrics.PollRead, 1)
	watched, err := h.db.Watched(ctx, ids)
	if err != nil {
		return err
	}
	for _, f := range feeds {
		f.compare(watched[f.channel])
	}
	return nil
}

// pollUsers has streams check their access if the credentials of their user changed, and marks the watched credentials of these users as
// doubtful.
func (h *Hub) pollUsers(ctx context.Context, ids []model.ID) error {
	h.o.Metrics.StreamRead(metrics.PollRead, 1)
	versions, err := h.db.UserAccess(ctx, ids)
	if err != nil {
		return err
	}
	changed := map[model.ID]bool{}
	h.mu.Lock()
	for id, version := range versions {
		if u := h.users[id]; u != nil && u.access != version {
			// Also at the first poll: a credential may have been revoked between the stream's check and now.
			changed[id], u.access = true, version
		}
	}
	h.mu.Unlock()
	if len(changed) == 0 {
		return nil
	}
	h.watches.doubt(changed)
	feeds, _ := h.watched()
	for _, f := range feeds {
		f.recheck(func(s *Stream) bool { return changed[s.actor.UserID()] })
	}
	return nil
}

// freshen polls if the last poll is so old that the instance was paused or its database was unavailable.
func (h *Hub) freshen(ctx context.Context) error {
	h.mu.Lock()
	stale := time.Since(h.polled) > pollStale
	h.mu.Unlock()
	if !stale {
		return nil
	}
	return h.Poll(ctx)
}
