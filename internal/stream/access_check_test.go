package stream

import (
	"context"
	"log/slog"
	"testing"

	"chattr/db/dbtest"
	"chattr/internal/model"
)

// A user whose streams hold all slots that one user may have delays no other user, and loses access immediately nonetheless.
func TestReadsOfOneUserDelayNoOther(t *testing.T) {
	each(t, func(f *fixture) {
		ctx, hook := f.t.Context(), f.webhook(f.channel)
		before := f.post(hook, "first").Cursor().String()
		greedy, other := f.user(), f.user()
		for range smallRing + 3 {
			f.post(hook, "more")
		}
		f.SetLimits(Limits{RingEvents: smallRing, RingsBytes: ringsBytes, PagesBytes: pagesBytes})
		behind := func(actor model.Actor) *Stream {
			s := f.open(actor, f.channel, &before)
			f.pages.drop(s) // so that it has to read a page again
			return s
		}
		slow, quick := behind(greedy), behind(other)
		defer slow.Close()
		defer quick.Close()
		for range maxPageReads / 2 {
			dbtest.OK(f.t, f.pageSlots.acquire(ctx, greedy.UserID()))
		}
		waits, giveUp := context.WithCancel(ctx)
		defer giveUp()
		for range 1000 {
			go func() { _ = f.pageSlots.acquire(waits, greedy.UserID()) }()
		}
		ended := make(chan error, 1)
		go func() {
			_, err := slow.Next(ctx)
			ended <- err
		}()
		if e := f.next(quick); e.Number != 2 {
			f.t.Errorf("got event %d, want 2", e.Number)
		}
		f.refused[greedy.UserID()].Store(true)
		slow.feed.recheck(func(s *Stream) bool { return s == slow })
		if err := <-ended; model.ErrorCode(err) != model.NotFound {
			f.t.Errorf("got %v after access was lost, want NOT_FOUND", err)
		}
	})
}

// An open stream whose access cannot be checked, because the database is unavailable, stays open and continues afterwards.
func TestStreamInDoubtContinuesAfterAnOutage(t *testing.T) {
	t.Parallel()
	proxy := dbtest.NewProxy(t, dbtest.MigratedPostgresURL(t))
	f := newFixture(t, dbtest.Open(t, proxy.URL), slog.Default())
	hook, s := f.webhook(f.channel), f.open(f.reader, f.channel, nil)
	defer s.Close()
	next := make(chan *model.ChannelEvent, 1)
	go func() {
		e, err := s.Next(t.Context())
		if err != nil {
			t.Error(err)
		}
		next <- e
	}()
	proxy.SetUnavailable(true)
	s.feed.recheck(func(*Stream) bool { return true })
	if _, _, err := s.access.query(); err == nil {
		t.Fatal("got no error from a database that is unavailable")
	}
	proxy.SetUnavailable(false)
	f.post(hook, "after the outage")
	if e := <-next; e == nil || e.Message.Content != "after the outage" {
		t.Errorf("got %+v, want the event after the outage", e)
	}
}
