package chat

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"chattr/db"
	"chattr/internal/metrics"
	"chattr/internal/model"
)

const (
	firstRetry = 10 * time.Millisecond
	lastRetry  = 250 * time.Millisecond
)

// cutBatch cuts the next batch off what waits, within its bounds. When more waits than fits, each channel has its share, so
// that one with a flood of posts does not keep the others waiting; posts of a channel stay in their order.
func cutBatch(waiting []*waitingPost) (batch, rest []*waitingPost) {
	share := maxBatch
	if len(waiting) > maxBatch {
		channels := map[model.ID]int{}
		for _, w := range waiting {
			channels[w.Message.ChannelID]++
		}
		share = max(1, maxBatch/len(channels))
	}
	taken, bytes := map[model.ID]int{}, 0
	for _, w := range waiting {
		channel := w.Message.ChannelID
		fits := len(batch) < maxBatch && (len(batch) == 0 || bytes+w.size <= maxBatchBytes)
		if !fits || taken[channel] >= share {
			rest = append(rest, w)
			taken[channel] = share // what is behind it waits too
			continue
		}
		taken[channel]++
		bytes += w.size
		batch = append(batch, w)
	}
	return batch, rest
}

// commit stores the posts of a batch that are plain, and puts the others into the lanes of their channels.
func (in *ingest) commit(batch []*waitingPost) {
	defer in.survive(batch)
	if err := in.breaker.check(); err != nil { // since they came
		in.fail(batch, err)
		return
	}
	posts, began, deadline := in.stamp(batch), time.Now(), deadlineOf(batch)
	for pause := firstRetry; ; pause = min(2*pause, lastRetry) {
		var stored []bool
		err := db.Within(context.Background(), min(plainTimeout, time.Until(deadline)), func(ctx context.Context) (err error) {
			stored, err = in.db.AppendPlain(ctx, posts)
			return err
		})
		if err != nil {
			in.metrics.DatabaseFailed(metrics.Storing)
		}
		switch {
		case err == nil:
			in.metrics.Batch(metrics.FastPath, len(batch), time.Since(began))
			in.settle(batch, stored)
		case model.ErrorCode(err) == model.CommitUnknown:
			go in.resolve(batch, deadline, err)
		case !in.db.IsOutage(err): // perhaps of one post only: the lanes find out which
			in.intoLanes(batch)
		case sleep(pause, deadline):
			in.metrics.BatchRetried(metrics.FastPath)
			continue
		default:
			in.breaker.report(err)
			in.fail(batch, err)
		}
		return
	}
}

// deadlineOf is when the posts of a batch are told that the database does not do its work. The first is the oldest.
func deadlineOf(batch []*waitingPost) time.Time {
	deadline, least := batch[0].came.Add(storeTimeout), time.Now().Add(leastTimeout)
	if deadline.Before(least) {
		return least
	}
	return deadline
}

// stamp gives the posts of a batch their time.
func (in *ingest) stamp(batch []*waitingPost) []db.Post {
	now := in.now()
	posts := make([]db.Post, len(batch))
	for i, w := range batch {
		w.Message.CreatedAt = now
		if w.Key != nil {
			w.Key.MessageID, w.Key.CreatedAt = w.Message.ID, now
		}
		posts[i] = w.Post
	}
	return posts
}

func (in *ingest) settle(batch []*waitingPost, stored []bool) {
	var unusual []*waitingPost
	announce := in.announceOnce()
	for i, w := range batch {
		if !stored[i] {
			unusual = append(unusual, w)
			continue
		}
		announce(w.Message.ChannelID)
		in.finish(w, db.Posted{Message: w.Message})
	}
	if unusual != nil {
		in.intoLanes(unusual)
	}
}

// announceOnce announces each channel of a batch once.
func (in *ingest) announceOnce() func(channel model.ID) {
	announced := map[model.ID]bool{}
	return func(channel model.ID) {
		if !announced[channel] {
			announced[channel] = true
			in.announce(channel)
		}
	}
}

// survive answers the posts of a batch whose commit panicked: a mistake must not keep everybody waiting for ever.
func (in *ingest) survive(batch []*waitingPost) {
	if p := recover(); p != nil {
		in.log.Error("storing posts panicked", "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
		in.fail(batch, errors.New("storing the post panicked"))
	}
}

// sleep pauses, unless that would take longer than to the deadline.
func sleep(pause time.Duration, deadline time.Time) bool {
	if time.Until(deadline) <= pause {
		return false
	}
	time.Sleep(pause)
	return true
}
