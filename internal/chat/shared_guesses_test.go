package chat

import (
	"context"
	"net/netip"
	"testing"
	"time"

	"chattr/internal/model"
	"chattr/internal/pubsub"
)

// Who guesses on one instance has no tries left on another.
func TestGuessesAreCountedOnAllInstances(t *testing.T) {
	each(t, func(w *world) {
		ctx := w.t.Context()
		if !w.db.Shared() {
			if w.guesses.shared {
				w.t.Error("guesses are shared with nobody")
			}
			return
		}
		w.invited("Anna")
		w.invited("Bo")
		there := New(w.db, &pubsub.Local{}, w.o)
		try := func(at *Chat, login, password, from string) error {
			_, err := at.SignInWithPassword(ctx, SignInInput{Login: login, Password: password, Client: netip.MustParseAddr(from)})
			return err
		}
		for i := range int(accountPace.burst) { // from many addresses
			w.code(model.Unauthenticated, try(w.Chat, "anna", "wrong", netip.AddrFrom4([4]byte{192, 0, 2, byte(i)}).String()))
		}
		for range 3 { // what is right costs nothing
			w.ok(try(w.Chat, "bo", secretPhrase, "192.0.2.200"))
		}
		w.ok(w.shareGuesses(ctx))
		w.code(model.Unauthenticated, try(there, "anna", "wrong", "192.0.2.100")) // it has not heard of the others yet
		w.ok(there.shareGuesses(ctx))
		w.code(model.RateLimited, try(there, "anna", secretPhrase, "192.0.2.100"))
		w.ok(try(there, "bo", secretPhrase, "192.0.2.100"))
		w.code(model.RateLimited, try(w.Chat, "anna", secretPhrase, "192.0.2.100"))
		for key := range there.guesses.unshared() {
			if key == "login anna" || key == "login bo" {
				w.t.Errorf("a refused or right try of %s is counted", key)
			}
		}
	})
}

// What is right or not known yet is nothing to tell; what could not be shared is, later, and takes nothing from what is being tried.
func TestWrongGuessesAreShared(t *testing.T) {
	each(t, func(w *world) {
		if !w.db.Shared() {
			return
		}
		ctx, x := w.t.Context(), trial{"login x", accountPace}
		full := func() time.Duration {
			missing, err := w.db.UpdateRateBuckets(ctx, map[model.ID]time.Duration{guessBucket(x.key): 0}, time.Hour)
			w.ok(err)
			return missing[guessBucket(x.key)].Round(10 * time.Second)
		}
		for _, counts := range []bool{true, true, false} {
			w.ok(w.guesses.begin(ctx, x))
			w.guesses.end([]trial{x}, counts)
		}
		w.ok(w.guesses.begin(ctx, x))
		gone, cancel := context.WithCancel(ctx)
		cancel()
		if err := w.shareGuesses(gone); err == nil {
			w.t.Fatal("there was no outage")
		}
		w.ok(w.shareGuesses(ctx))
		if got := full(); got != 2*accountPace.each {
			w.t.Errorf("after two wrong tries it is full in %v", got)
		}
		if got := time.Until(w.guesses.buckets.full[x.key]).Round(10 * time.Second); got != 3*accountPace.each {
			w.t.Errorf("with another under way it is full here in %v", got)
		}
	})
}

// After the clock of the database was set back nobody is locked out for longer than some full buckets take.
func TestSharedBucketsSurviveAClockThatIsSetBack(t *testing.T) {
	each(t, func(w *world) {
		if !w.db.Shared() {
			return
		}
		ctx, x := w.t.Context(), trial{"login x", accountPace}
		id := guessBucket(x.key)
		_, err := w.db.UpdateRateBuckets(ctx, map[model.ID]time.Duration{id: 0}, time.Hour)
		w.ok(err)
		// As it is after two hours back: the bucket is to be full long from now.
		must(w.db.UpdateRateBuckets(ctx, map[model.ID]time.Duration{id: 2 * time.Hour}, time.Hour))
		w.ok(w.guesses.begin(ctx, x))
		w.guesses.end([]trial{x}, true)
		w.ok(w.shareGuesses(ctx))
		if got, most := time.Until(w.guesses.buckets.full[x.key]), maxGuessDebt*accountPace.capacity()+accountPace.each; got > most {
			w.t.Errorf("full in %v, want at most %v", got, most)
		}
	})
}
