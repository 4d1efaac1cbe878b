package ingest

import (
	"testing"
	"testing/synctest"
	"time"

	"chattr/internal/model"
)

// However many channels are locked, a post does not wait for all of them.
func TestPostsDoNotWaitForEveryStuckLane(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := &Writer{}
		w.slow = newSlowPath(w)
		for range maxLanes {
			w.slow.slots <- struct{}{}
		}
		p := newPosts(1)[0]
		w.posts, w.bytes = 1, p.size
		w.slow.enqueue(p)
		posted := <-p.result
		if waited := time.Since(p.arrived); model.ErrorCode(posted.Err) != model.StoreUnavailable || waited > StoreTimeout {
			t.Errorf("got %v after %v, want %s within %v", posted.Err, waited, model.StoreUnavailable, StoreTimeout)
		}
		synctest.Wait()
		if w.posts != 0 || w.bytes != 0 || w.slow.length() != 0 {
			t.Errorf("%d posts, %d bytes and %d lanes are left, want 0", w.posts, w.bytes, w.slow.length())
		}
	})
}
