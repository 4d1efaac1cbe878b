package ingest

import (
	"cmp"
	"context"
	"sync"
	"time"

	"chattr/db"
	"chattr/internal/metrics"
	"chattr/internal/model"
)

const (
	// maxLanes limits the concurrent transactions of lanes: each holds a connection, perhaps while it waits for a lock.
	maxLanes     = 6
	maxUserLanes = 4

	// minLockedTime is the time that another attempt needs which can find a row locked. Posts by users wait for locks in small
	// steps (db.Batch).
	minLockedTime = time.Second

	// stuckAfter is the age of its batch from which a lane is stuck. Posts to the channel of a stuck lane skip the fast path.
	stuckAfter = 20 * time.Millisecond
)

// slowPath stores the posts that the fast path cannot store: their channel is locked, their key is used, their webhook was changed, or
// a user makes them. Each channel has a lane, which other channels do not wait for.
type slowPath struct {
	w         *Writer
	slots     chan struct{} // held by a lane while it has a transaction
	userSlots chan struct{} // the same for lanes of posts by users

	mu    sync.Mutex // may be locked while Writer.mu is held, not the other way round
	lanes map[laneKey]*lane
}

// laneKey names a lane. Posts by users have lanes of their own: they wait for every change of their server, and posts by webhooks do
// not wait with them.
type laneKey struct {
	channel model.ID
	byUsers bool
}

// laneOf returns the lane of a post.
func laneOf(p *post) laneKey { return laneKey{p.Message.ChannelID, p.By.IsActor()} }

// lane is the queue of one channel. It exists while it has posts.
type lane struct {
	queue   []*post
	started time.Time // when its batch was taken from the queue
}

// newSlowPath returns the slow path of w.
func newSlowPath(w *Writer) *slowPath {
	return &slowPath{
		w: w, lanes: map[laneKey]*lane{}, slots: make(chan struct{}, maxLanes), userSlots: make(chan struct{}, maxUserLanes),
	}
}

// length returns the number of lanes.
func (s *slowPath) length() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.lanes)
}

// isIdle reports whether there is no lane and no transaction of one.
func (s *slowPath) isIdle() bool { return s.length() == 0 && len(s.slots)+len(s.userSlots) == 0 }

// enqueueStuck adds the posts of a batch to stuck lanes of their channels, and returns the others.
func (s *slowPath) enqueueStuck(b batch, now func() time.Time) (others batch) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.lanes) == 0 {
		return b
	}
	others = b[:0]
	for _, p := range b {
		l := s.lanes[laneOf(p)]
		if l == nil || time.Since(l.started) < stuckAfter {
			others = append(others, p)
			continue
		}
		batch{p}.stamp(now())
		l.queue = append(l.queue, p)
	}
	return others
}

// enqueue adds each post to its lane.
func (s *slowPath) enqueue(posts ...*post) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range posts {
		key := laneOf(p)
		l := s.lanes[key]
		if l == nil {
			l = &lane{started: time.Now()}
			s.lanes[key] = l
			go s.flush(key, l)
		}
		l.queue = append(l.queue, p)
	}
}

// flush stores the posts of a lane until it is empty.
func (s *slowPath) flush(key laneKey, l *lane) {
	slots := s.slots
	if key.byUsers {
		slots = s.userSlots
	}
	for next := s.nextBatch(key, l); len(next) > 0; next = s.nextBatch(key, l) {
		s.storeInSlot(next, slots)
	}
}

// nextBatch removes and returns the next batch of a lane. If there is none, it ends the lane.
func (s *slowPath) nextBatch(key laneKey, l *lane) (next batch) {
	s.mu.Lock()
	defer s.mu.Unlock()
	next, l.queue = cutBatch(l.queue)
	l.started = time.Now()
	if len(next) == 0 {
		delete(s.lanes, key)
	}
	return next
}

// storeInSlot calls store when a slot is free. If stuck lanes hold all slots until the deadline of the batch, it refuses the posts with
// STORE_UNAVAILABLE.
func (s *slowPath) storeInSlot(b batch, slots chan struct{}) {
	deadline := b.deadline()
	timeout := time.NewTimer(time.Until(deadline))
	defer timeout.Stop()
	select {
	case slots <- struct{}{}:
		s.store(b, deadline, nil)
		<-slots
	case <-timeout.C:
		s.w.fail(b, model.Errorf(model.StoreUnavailable, "Too many channels are locked for too long; nothing was stored."))
	}
}

// store stores the posts of a batch and finishes each. doubt is the error of an earlier attempt whose outcome is unknown; nil if there
// was no such attempt.
func (s *slowPath) store(b batch, deadline time.Time, doubt error) {
	defer s.w.recoverPanic(b)
	posts, start := b.posts(), time.Now()
	for pause := firstRetry; ; pause = min(2*pause, lastRetry) {
		var results []db.Posted
		err := db.Within(context.Background(), time.Until(deadline), func(ctx context.Context) (err error) {
			results, err = s.append(ctx, posts, doubt != nil)
			return err
		})
		if err != nil {
			s.w.o.Metrics.DatabaseFailed(metrics.Storing)
		}
		switch {
		case err == nil:
			s.w.o.Metrics.Batch(metrics.Lane, len(b), time.Since(start))
			s.deliver(b, results)
			return
		case model.ErrorCode(err) == model.CommitUnknown:
			doubt = err
		case len(b) > 1 && model.ErrorCode(err) == model.Internal: // one post is at fault
			for _, p := range b {
				s.store(batch{p}, deadline, doubt)
			}
			return
		}
		retry := doubt != nil || s.w.db.IsOutage(err) || db.IsLocked(err) && b[0].By.IsActor() && time.Until(deadline) > minLockedTime
		if !retry || !sleep(pause, deadline) {
			s.w.breaker.Report(err)
			s.w.fail(b, cmp.Or(doubt, err))
			return
		}
		s.w.o.Metrics.BatchRetried(metrics.Lane)
	}
}

// append stores posts in one transaction. isRetry means that the outcome of an earlier attempt is unknown.
func (s *slowPath) append(ctx context.Context, posts []db.Post, isRetry bool) (results []db.Posted, err error) {
	err = s.w.db.InTx(ctx, func(tx *db.Tx) error {
		batch, err := tx.LockPosts(posts, isRetry)
		if err != nil {
			return err
		}
		if err := s.w.authorize(tx, batch); err != nil {
			return err
		}
		results, err = batch.Store(tx)
		return err
	})
	return results, err
}

// deliver finishes the posts of a batch with their results.
func (s *slowPath) deliver(b batch, results []db.Posted) {
	announce := s.w.announceOnce()
	for i, p := range b {
		if posted := results[i]; posted.Err == nil && !posted.Replayed {
			announce(p.Message.ChannelID)
		}
		s.w.finish(p, results[i])
	}
}
