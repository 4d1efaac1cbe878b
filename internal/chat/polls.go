package chat

import (
	"context"
	"slices"
	"time"

	"chattr/internal/metrics"
	"chattr/internal/model"
)

const (
	pollEvery   = time.Second
	pollStale   = 2 * pollEvery // an instance that was paused compares access before it reads on
	pollTimeout = 5 * time.Second
	pollChunk   = 1000
)

// pollSoon starts one poll after this moment, even if it is called many times.
func (h *hub) pollSoon() {
	if h.asked.Swap(true) {
		return
	}
	h.reading.start(func() {
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

// poll compares every watched head and access version with the database. It finds what a lost hint did not tell.
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

// pollUsers has streams check their access if the credentials of their user changed, and marks the watched credentials of these users as
// doubtful.
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

// freshen polls if the last poll is so old that the instance was paused or its database was unavailable.
func (h *hub) freshen(ctx context.Context) error {
	h.mu.Lock()
	stale := time.Since(h.polled) > pollStale
	h.mu.Unlock()
	if !stale {
		return nil
	}
	return h.poll(ctx)
}
