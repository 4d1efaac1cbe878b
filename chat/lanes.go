package chat

import (
	"cmp"
	"context"
	"time"

	"chattr/db"
	"chattr/metrics"
	"chattr/model"
)

const (
	// maxLanes bounds the transactions of lanes at a time: each holds a connection, perhaps waiting for a lock.
	maxLanes = 6

	// A lane whose batch is older is stuck: posts to its channel do not try the main batch any more.
	stuckAfter = 20 * time.Millisecond
)

// lane stores the posts to one channel that are not plain: their channel is locked, their key is taken, their webhook was
// changed. It takes as long as it takes without anybody else waiting for it.
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
		l := in.lanes[w.Message.ChannelID]
		if l == nil || time.Since(l.began) < stuckAfter {
			free = append(free, w)
			continue
		}
		in.stamp([]*waitingPost{w})
		l.waiting = append(l.waiting, w)
	}
	return free
}

// intoLanes puts each post into the lane of its channel.
func (in *ingest) intoLanes(posts []*waitingPost) {
	in.mu.Lock()
	defer in.mu.Unlock()
	for _, w := range posts {
		channel := w.Message.ChannelID
		l := in.lanes[channel]
		if l == nil {
			l = &lane{began: time.Now()}
			in.lanes[channel] = l
			go in.drive(channel, l)
		}
		l.waiting = append(l.waiting, w)
	}
}

// drive stores what is in the lane until nothing is.
func (in *ingest) drive(channel model.ID, l *lane) {
	for batch := in.next(channel, l); len(batch) > 0; batch = in.next(channel, l) {
		in.resolveInSlot(batch)
	}
}

// next is the next batch of a lane; of none, the lane ends.
func (in *ingest) next(channel model.ID, l *lane) (batch []*waitingPost) {
	in.mu.Lock()
	defer in.mu.Unlock()
	batch, l.waiting = cutBatch(l.waiting)
	l.began = time.Now()
	if len(batch) == 0 {
		delete(in.lanes, channel)
	}
	return batch
}

// resolveInSlot is resolve when a slot is free: when all are held by lanes that are stuck, the posts are not kept waiting for
// each of them.
func (in *ingest) resolveInSlot(batch []*waitingPost) {
	deadline := deadlineOf(batch)
	timeout := time.NewTimer(time.Until(deadline))
	defer timeout.Stop()
	select {
	case in.slots <- struct{}{}:
		in.resolve(batch, deadline, nil)
		<-in.slots
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
		if doubt == nil && !in.db.IsOutage(err) || !sleep(pause, deadline) {
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
