package chat

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/model"
)

// Any number of streams with one credential in one channel ask the database as often as one does.
func TestStreamsOfOneCredentialShareTheirAccessCheck(t *testing.T) {
	t.Parallel()
	dbtest.EachURL(t, func(t *testing.T, url string) {
		const count = 1000
		var queries atomic.Int64
		w := newWorld(t, dbtest.OpenWith(t, url, db.Options{OnQuery: func(string) { queries.Add(1) }}))
		token := w.tokenUntil(nil)
		streams := w.open(token, count)
		for name, doubt := range map[string]func(){
			"another credential of the user is revoked": func() { w.revoke(w.tokenUntil(nil)) },
			"another member is removed":                 func() { w.remove(w.member()) },
		} {
			doubt()
			w.hub.reading.wait()
			before := queries.Load()
			w.ok(w.hub.poll(t.Context()))
			for _, s := range streams {
				w.nothing(s)
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
		if len(w.hub.checks) != 0 {
			t.Errorf("%d access checks are left without streams", len(w.hub.checks))
		}
	})
}

// open opens streams at the head of the channel, concurrently.
func (w *world) open(actor model.Actor, count int) []*Stream {
	w.t.Helper()
	streams := make([]*Stream, count)
	var opening sync.WaitGroup
	for i := range streams {
		opening.Go(func() { streams[i] = must(w.ChannelEvents(w.t.Context(), actor, w.channel.ID, nil)) })
	}
	opening.Wait()
	return streams
}

// nothing reads until the stream has no more events and is in no doubt. There must be no event.
func (w *world) nothing(s *Stream) {
	w.t.Helper()
	changed := s.changes()
	deadline := time.After(10 * time.Second)
	for {
		events, status := s.Take(nil, Limit{Events: 1})
		switch {
		case len(events) > 0 || status == Ended:
			w.t.Fatalf("got %d events, error %v; want an open stream without an event", len(events), s.Err())
		case status == Idle && s.doubt.Load() == 0:
			return
		case status == Behind:
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
func (w *world) remove(actor model.Actor) {
	w.t.Helper()
	must(w.RemoveMember(w.t.Context(), w.owner, RemoveMemberInput{MemberID: w.membership(actor).ID}))
}

// A user whose streams take all slots that one user may have delays nobody else, and loses access within a second all the same.
func TestOneUsersReadsDelayNobodyElse(t *testing.T) {
	each(t, func(w *world) {
		ctx := w.t.Context()
		before := w.post("first").Cursor.String()
		greedy, other := w.member(), w.member()
		for range smallRing + 3 {
			w.post("more")
		}
		w.hub.ring = smallRing
		behind := func(actor model.Actor) *Stream {
			s := must(w.ChannelEvents(ctx, actor, w.channel.ID, &before))
			w.hub.pages.drop(s) // has to read a page for itself
			return s
		}
		slow, quick := behind(greedy), behind(other)
		defer slow.Close()
		defer quick.Close()
		for range pagesAtOnce / 2 {
			w.ok(w.hub.pageSlots.acquire(ctx, greedy.UserID()))
		}
		waits, giveUp := context.WithCancel(ctx)
		defer giveUp()
		for range 1000 {
			go func() { _ = w.hub.pageSlots.acquire(waits, greedy.UserID()) }()
		}
		ended := make(chan error, 1)
		go func() {
			_, err := slow.Next(ctx)
			ended <- err
		}()
		e, err := quick.Next(ctx)
		w.ok(err)
		if e.Number != 2 {
			w.t.Errorf("got event %d, want 2", e.Number)
		}
		w.remove(greedy)
		w.ok(w.hub.poll(ctx))
		if err := <-ended; model.ErrorCode(err) != model.NotFound {
			w.t.Errorf("got %v after the membership ended, want NOT_FOUND", err)
		}
	})
}

// An open stream whose access cannot be checked, because the database is unavailable, stays open and continues afterwards.
func TestStreamInDoubtOutlivesAnOutage(t *testing.T) {
	t.Parallel()
	proxy := dbtest.NewProxy(t, dbtest.MigratedPostgresURL(t))
	w := newWorld(t, dbtest.Open(t, proxy.URL))
	s := must(w.ChannelEvents(t.Context(), w.owner, w.channel.ID, nil))
	defer s.Close()
	next := make(chan *model.ChannelEvent, 1)
	go func() {
		e, err := s.Next(t.Context())
		if err != nil {
			t.Error(err)
		}
		next <- e
	}()
	proxy.SetAway(true)
	s.feed.recheck(func(*Stream) bool { return true })
	if _, _, err := s.access.query(); err == nil {
		t.Fatal("there was no outage")
	}
	proxy.SetAway(false)
	w.post("after the outage")
	if e := <-next; e == nil || e.Message.Content != "after the outage" {
		t.Errorf("got %+v, want the event after the outage", e)
	}
}
