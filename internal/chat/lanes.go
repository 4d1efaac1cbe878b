package chat

import (
	"cmp"
	"context"
	"time"

	"chattr/db"
	"chattr/internal/metrics"
	"chattr/internal/model"
)

const (
	// maxLanes bounds the transactions of lanes at a time: each holds a connection, perhaps waiting for a lock.
	maxLanes    = 6
	maxActLanes = 4

	// lockedLeast is the time that another attempt needs which can find a row locked. Posts by users wait for locks in small
	// pieces (db.Append).
	lockedLeast = time.Second

	// A lane whose batch is older is stuck: posts to its channel do not try the main batch any more.
	stuckAfter = 20 * time.Millisecond
)

// laneKey names a lane. Posts by users have lanes of their own: they wait for whatever changes their server, and webhooks do not
// wait with them.
type laneKey struct {
	channel model.ID
	acts    bool
}

func laneOf(w *waitingPost) laneKey { return laneKey{w.Message.ChannelID, w.Act != nil} }

// lane stores the posts to one channel that are not plain: their channel is locked, their key is taken, their webhook was
// changed, or a user makes them. It takes as long as it takes without anybody else waiting for it.
type lane struct {
	waiting []*waitingPost
	began   time.Time // when its batch was taken from those that wait
}

// besideLanes puts posts to channels whose lanes are stuck there, and leaves the others. The caller holds in.mu.
func (in *ingest) besideLanes(batch []*waitingPost) []*waitingPost {
	if len(in.lanes) == 0 {
		return batch
	}
	free := batch[:0]
	for _, w := range batch {
		l := in.lanes[laneOf(w)]
		if l == nil || time.Since(l.began) < stuckAfter {
			free = append(free, w)
			continue
		}
		in.stamp([]*waitingPost{w})
		l.waiting = append(l.waiting, w)
	}
	return free
}

// intoLanes puts each post into its lane.
func (in *ingest) intoLanes(posts []*waitingPost) {
	in.mu.Lock()
	defer in.mu.Unlock()
	for _, w := range posts {
		in.intoLane(w)
	}
}

// intoLane puts a post into its lane. in.mu must be held.
func (in *ingest) intoLane(w *waitingPost) {
	key := laneOf(w)
	l := in.lanes[key]
	if l == nil {
		l = &lane{began: time.Now()}
		in.lanes[key] = l
		go in.drive(key, l)
	}
	l.waiting = append(l.waiting, w)
}

// drive stores what is in the lane until nothing is.
func (in *ingest) drive(key laneKey, l *lane) {
	slots := in.slots
	if key.acts {
		slots = in.actSlots
	}
	for batch := in.next(key, l); len(batch) > 0; batch = in.next(key, l) {
		in.resolveInSlot(batch, slots)
	}
}

// next is the next batch of a lane; of none, the lane ends.
func (in *ingest) next(key laneKey, l *lane) (batch []*waitingPost) {
	in.mu.Lock()
	defer in.mu.Unlock()
	batch, l.waiting = cutBatch(l.waiting)
	l.began = time.Now()
	if len(batch) == 0 {
		delete(in.lanes, key)
	}
	return batch
}

// resolveInSlot is resolve when a slot is free: when all are held by lanes that are stuck, the posts are not kept waiting for
// each of them.
func (in *ingest) resolveInSlot(batch []*waitingPost, slots chan struct{}) {
	deadline := deadlineOf(batch)
	timeout := time.NewTimer(time.Until(deadline))
	defer timeout.Stop()
	select {
	case slots <- struct{}{}:
		in.resolve(batch, deadline, nil)
		<-slots
	case <-timeout.C:
		in.fail(batch, model.Errorf(model.StoreUnavailable, "Too many channels are locked for too long; nothing was stored."))
	}
}

// resolve stores posts one way or the other and answers each. doubt is the error of an attempt to store them that had no known
// end; nil: there was none.
func (in *ingest) resolve(batch []*waitingPost, deadline time.Time, doubt error) {
	defer in.survive(batch)
	posts := make([]db.Post, len(batch))
	for i, w := range batch {
		posts[i] = w.Post
	}
	began := time.Now()
	for pause := firstRetry; ; pause = min(2*pause, lastRetry) {
		var results []db.Posted
		err := db.Within(context.Background(), time.Until(deadline), func(ctx context.Context) (err error) {
			results, err = in.db.Append(ctx, posts, doubt != nil)
			return err
		})
		if err != nil {
			in.metrics.DatabaseFailed(metrics.Storing)
		}
		switch {
		case err == nil:
			in.metrics.Batch(metrics.Lane, len(batch), time.Since(began))
			in.answer(batch, results)
			return
		case model.ErrorCode(err) == model.CommitUnknown:
			doubt = err
		case len(batch) > 1 && model.ErrorCode(err) == model.Internal: // one of them is at fault
			for _, w := range batch {
				in.resolve([]*waitingPost{w}, deadline, doubt)
			}
			return
		}
		again := doubt != nil || in.db.IsOutage(err) || db.IsLocked(err) && batch[0].Act != nil && time.Until(deadline) > lockedLeast
		if !again || !sleep(pause, deadline) {
			in.breaker.report(err)
			in.fail(batch, cmp.Or(doubt, err))
			return
		}
		in.metrics.BatchRetried(metrics.Lane)
	}
}

func (in *ingest) answer(batch []*waitingPost, results []db.Posted) {
	announce := in.announceOnce()
	for i, w := range batch {
		if posted := results[i]; posted.Err == nil && !posted.Replayed {
			announce(w.Message.ChannelID)
		}
		in.finish(w, results[i])
	}
}
