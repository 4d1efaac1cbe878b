package ingest

import (
	"testing"

	"chattr/db"
	"chattr/internal/model"
)

// newPosts returns posts of ten bytes to channels.
func newPosts(channels ...model.ID) (posts []*post) {
	for _, channel := range channels {
		posts = append(posts, newPost(db.Post{Message: &model.Message{ChannelID: channel, Content: "ten bytes!"}}))
	}
	return posts
}

// A flood of posts to one channel leaves the others their share of a batch, and keeps its own order.
func TestBatchesAreShared(t *testing.T) {
	t.Parallel()
	var channels []model.ID
	for range 3 * maxBatch {
		channels = append(channels, 1)
	}
	flood := newPosts(append(channels, 2, 3)...)
	next, rest := cutBatch(flood)
	if len(next) != maxBatch/3+2 || next[len(next)-1].Message.ChannelID != 3 || len(next)+len(rest) != len(flood) {
		t.Errorf("got %d posts in the batch and %d in the rest", len(next), len(rest))
	}
	for i, p := range next[:maxBatch/3] {
		if p != flood[i] {
			t.Fatalf("post %d is out of order", i)
		}
	}
	if rest[0] != flood[maxBatch/3] {
		t.Error("the rest is out of order")
	}
}

func TestBatchesAreBounded(t *testing.T) {
	t.Parallel()
	large := newPosts(1, 1, 2)
	for _, p := range large {
		p.size = maxBatchBytes
	}
	for n := len(large); n > 0; n-- {
		var next batch
		if next, large = cutBatch(large); len(next) != 1 || len(large) != n-1 {
			t.Fatalf("got %d posts in the batch of %d, want 1", len(next), n)
		}
	}
}
