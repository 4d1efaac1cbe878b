package ingest

import (
	"time"

	"chattr/db"
	"chattr/internal/model"
)

// The limits of one transaction.
const (
	maxBatch      = 256
	maxBatchBytes = 1 << 20
)

// post is a post that waits to be stored or is being stored.
type post struct {
	db.Post
	size     int // bytes of its texts
	arrived  time.Time
	result   chan db.Posted // has room for the one result, so that finish never waits
	finished bool           // guarded by Writer.mu
}

// newPost returns a post that has arrived now.
func newPost(p db.Post) *post {
	size := len(p.Message.Content) + len(p.Message.AuthorName)
	if p.Message.AvatarURL != nil {
		size += len(*p.Message.AvatarURL)
	}
	return &post{Post: p, size: size, arrived: time.Now(), result: make(chan db.Posted, 1)}
}

// batch is the posts of one transaction, the oldest first.
type batch []*post

// cutBatch returns the next batch of a queue, and the rest of the queue. If the queue has more posts than fit, each channel has its
// share of the batch, so that a flood of posts to one channel does not delay the others. Posts of a channel keep their order.
func cutBatch(queue []*post) (next batch, rest []*post) {
	share := maxBatch
	if len(queue) > maxBatch {
		channels := map[model.ID]int{}
		for _, p := range queue {
			channels[p.Message.ChannelID]++
		}
		share = max(1, maxBatch/len(channels))
	}
	used, bytes := map[model.ID]int{}, 0
	for _, p := range queue {
		channel := p.Message.ChannelID
		fits := len(next) < maxBatch && (len(next) == 0 || bytes+p.size <= maxBatchBytes)
		if !fits || used[channel] >= share {
			rest = append(rest, p)
			used[channel] = share // later posts of the channel wait, too
			continue
		}
		used[channel]++
		bytes += p.size
		next = append(next, p)
	}
	return next, rest
}

// deadline returns when the posts of a batch are refused if the database does not do its work.
func (b batch) deadline() time.Time {
	deadline, earliest := b[0].arrived.Add(StoreTimeout), time.Now().Add(minTimeout)
	if deadline.Before(earliest) {
		return earliest
	}
	return deadline
}

// stamp sets the time of the posts, which must be the same for all posts of a transaction.
func (b batch) stamp(now time.Time) {
	for _, p := range b {
		p.Message.CreatedAt = now
		if p.Key != nil {
			p.Key.MessageID, p.Key.CreatedAt = p.Message.ID, now
		}
	}
}

// posts returns the posts as db wants them.
func (b batch) posts() []db.Post {
	posts := make([]db.Post, len(b))
	for i, p := range b {
		posts[i] = p.Post
	}
	return posts
}
