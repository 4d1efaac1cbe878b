package chat

import (
	"testing"
	"testing/synctest"
	"time"

	"chattr/db"
	"chattr/internal/model"
)

// However many channels are locked, a post is not kept waiting for all of them.
func TestPostsDoNotWaitForEveryStuckLane(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		in := &ingest{lanes: map[laneKey]*lane{}, slots: make(chan struct{}, maxLanes)}
		for range maxLanes {
			in.slots <- struct{}{}
		}
		w := waitingPosts(1)[0]
		w.came, w.done, in.posts, in.bytes = time.Now(), make(chan db.Posted, 1), 1, w.size
		in.intoLanes([]*waitingPost{w})
		posted := <-w.done
		if waited := time.Since(w.came); model.ErrorCode(posted.Err) != model.StoreUnavailable || waited > storeTimeout {
			t.Errorf("%v after %v", posted.Err, waited)
		}
		synctest.Wait()
		if in.posts != 0 || in.bytes != 0 || len(in.lanes) != 0 {
			t.Errorf("left behind: %d posts, %d bytes, %d lanes", in.posts, in.bytes, len(in.lanes))
		}
	})
}
