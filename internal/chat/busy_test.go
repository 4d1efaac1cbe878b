package chat

import (
	"sync"
	"testing"
	"time"

	"chattr/db/dbtest"
	"chattr/internal/ingest"
	"chattr/internal/model"
)

// While another process writes to the SQLite file for seconds, posts wait for it. That is no outage: no post is refused
// because of it that could still be stored.
func TestBusySQLiteIsNoOutage(t *testing.T) {
	t.Parallel()
	url := dbtest.SQLiteURL(t)
	w := newFixture(t, dbtest.Open(t, url))
	release := dbtest.HoldHead(t, url, w.channel.ID)
	var posts sync.WaitGroup
	errs := make(chan error, 20)
	for range 20 {
		posts.Go(func() {
			_, err := w.Messages.Post(t.Context(), w.owner, PostMessageInput{ChannelID: w.channel.ID, Content: "waits"})
			errs <- err
		})
	}
	time.Sleep(ingest.StoreTimeout/2 + 500*time.Millisecond) // the first attempt has run out of its time
	if w.ingest.Depth().BreakerOpen {
		t.Error("it is taken for an outage")
	}
	release()
	posts.Wait()
	for range 20 {
		if err := <-errs; err != nil {
			t.Errorf("got %v, want it stored", err)
		}
	}

	release = dbtest.HoldHead(t, url, w.channel.ID)
	began := time.Now()
	_, err := w.Messages.Post(t.Context(), w.owner, PostMessageInput{ChannelID: w.channel.ID, Content: "is refused"})
	w.code(model.StoreUnavailable, err)
	if took := time.Since(began); took > 3*ingest.StoreTimeout {
		t.Errorf("it was refused after %v, want %v", took, ingest.StoreTimeout)
	}
	t.Logf("refused after %v", time.Since(began))
	if w.ingest.Depth().BreakerOpen {
		t.Error("it is taken for an outage")
	}
	release()
	w.post("is stored")
	if n := w.head().Number; n != 21 {
		t.Errorf("there are %d messages, want 21", n)
	}
}
