package chat

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/model"
	"chattr/internal/stream"
)

// Any number of streams with one credential in one channel ask the database as often as one does.
func TestStreamsOfOneCredentialShareTheirAccessCheck(t *testing.T) {
	t.Parallel()
	dbtest.EachURL(t, func(t *testing.T, url string) {
		const count = 1000
		var queries atomic.Int64
		w := newFixture(t, dbtest.OpenWith(t, url, db.Options{OnQuery: func(string) { queries.Add(1) }}))
		token := w.tokenUntil(nil)
		streams := w.open(token, count)
		for name, doubt := range map[string]func(){
			"another credential of the user is revoked": func() { w.revoke(w.tokenUntil(nil)) },
			"another member is removed":                 func() { w.remove(w.member()) },
		} {
			doubt()
			w.hub.Wait()
			before := queries.Load()
			w.ok(w.hub.Poll(t.Context()))
			for _, s := range streams {
				w.awaitNothing(s)
			}
			if got := queries.Load() - before; got > 20 {
				t.Errorf("%s: %d streams made %d queries, want at most 20", name, count, got)
			}
		}
		w.revoke(token)
		for _, s := range streams {
			if _, err := s.Next(t.Context()); model.ErrorCode(err) != model.Unauthenticated {
				t.Fatalf("got %v after the credential was revoked, want UNAUTHENTICATED", err)
			}
		}
		for _, s := range streams {
			s.Close()
		}
		if w.hub.Usage().AccessChecks != 0 {
			t.Errorf("%d access checks are left without streams", w.hub.Usage().AccessChecks)
		}
	})
}

// open opens streams at the head of the channel, concurrently.
func (w *fixture) open(actor model.Actor, count int) []*stream.Stream {
	w.t.Helper()
	streams := make([]*stream.Stream, count)
	var opening sync.WaitGroup
	for i := range streams {
		opening.Go(func() { streams[i] = must(w.Events.Open(w.t.Context(), actor, w.channel.ID, nil)) })
	}
	opening.Wait()
	return streams
}

// awaitNothing reads until the stream has no more events and its access is not in doubt. There must be no event.
func (w *fixture) awaitNothing(s *stream.Stream) {
	w.t.Helper()
	changed := make(chan struct{}, 1)
	s.OnChange(func() {
		select {
		case changed <- struct{}{}:
		default:
		}
	})
	deadline := time.After(10 * time.Second)
	for {
		events, status := s.Take(nil, stream.Limit{Events: 1})
		switch {
		case len(events) > 0 || status == stream.Ended:
			w.t.Fatalf("got %d events, error %v; want an open stream without an event", len(events), s.Err())
		case status == stream.Idle && !s.Stale():
			return
		case status == stream.Behind:
			w.ok(s.CatchUp(w.t.Context()))
		}
		select {
		case <-changed:
		case <-deadline:
			w.t.Fatal("the access of the stream was not checked within 10 s")
		}
	}
}

// remove ends the membership of a user.
func (w *fixture) remove(actor model.Actor) {
	w.t.Helper()
	must(w.Members.Remove(w.t.Context(), w.owner, RemoveMemberInput{MemberID: w.membership(actor).ID}))
}
