package chat

import (
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/model"
	"chattr/internal/pubsub"
	"chattr/internal/stream"
)

func (w *fixture) tokenUntil(expires *time.Time) model.Actor {
	w.t.Helper()
	made := must(w.AccessTokens.Create(w.t.Context(), w.owner, CreateAccessTokenInput{Name: "t", ExpiresAt: expires}))
	return must(w.SignIn.Authenticate(w.t.Context(), made.Secret))
}

func (w *fixture) revoke(a model.Actor) {
	w.t.Helper()
	_, err := w.AccessTokens.Revoke(w.t.Context(), w.owner, RevokeAccessTokenInput{AccessTokenID: a.CredentialID})
	w.ok(err)
}

// An idle socket or stream ends with the credential that opened it and with no other, also if the credential ended on an instance whose hints
// do not arrive.
func TestWatchesEndWithTheirCredential(t *testing.T) {
	each(t, func(w *fixture) {
		ctx := w.t.Context()
		var ahead atomic.Int64
		here := New(w.db, &pubsub.Local{}, Options{
			PublicURL: "https://chattr.test", Now: func() time.Time { return model.Now().Add(time.Duration(ahead.Load())) },
		})
		w.t.Cleanup(here.background.Wait)
		poll := func() { w.t.Helper(); w.ok(here.hub.Poll(ctx)) }
		soon := model.Now().Add(time.Hour)
		cookie := must(w.signInAgain()).Cookie
		ended := map[string]int{}
		var watches []*stream.Watch
		watch := func(name string, a model.Actor) {
			watches = append(watches, here.Events.WatchCredential(a, func() { ended[name]++ }))
		}
		revoked, early, expiring, stays := w.tokenUntil(nil), w.tokenUntil(nil), w.tokenUntil(&soon), w.tokenUntil(nil)
		watch("revoked", revoked)
		watch("revoked", revoked)
		watch("expires", expiring)
		watch("session", must(w.SignIn.AuthenticateSession(ctx, cookie)))
		watch("stays", stays)
		watch("owner token", w.owner)
		w.revoke(early) // before it is watched
		watch("early", early)
		expect := func(want map[string]int) {
			w.t.Helper()
			poll()
			for _, name := range []string{"revoked", "expires", "session", "stays", "early", "owner token"} {
				if ended[name] != want[name] {
					w.t.Errorf("%s: ended %d times, want %d", name, ended[name], want[name])
				}
			}
		}
		expect(map[string]int{"early": 1})
		w.revoke(revoked)
		expect(map[string]int{"early": 1, "revoked": 2})
		must(w.SignIn.SignOut(ctx, cookie))
		expect(map[string]int{"early": 1, "revoked": 2, "session": 1})
		ahead.Store(int64(2 * time.Hour))
		expect(map[string]int{"early": 1, "revoked": 2, "session": 1, "expires": 1})
		for _, watch := range watches {
			watch.Stop()
		}
		if got := here.hub.Usage(); got != (stream.Usage{}) {
			w.t.Errorf("got %+v without a watch, want nothing in use", got)
		}
	})
}

func (w *fixture) signInAgain() (SignedIn, error) {
	ctx := w.t.Context()
	link, err := w.SignIn.OperatorSignInLink(ctx, w.owner.User.Name)
	w.ok(err)
	_, secret, _ := strings.Cut(link, "#sign-in=")
	return w.SignIn.SignIn(ctx, secret)
}

// Ten thousand idle sockets of one user cost what one costs: nothing but the poll of the user's version while nothing changes,
// and a query more when something has.
func TestWatchesShareTheirQueries(t *testing.T) {
	t.Parallel()
	dbtest.EachURL(t, func(t *testing.T, url string) {
		var queries atomic.Int64
		w := newFixture(t, dbtest.OpenWith(t, url, db.Options{OnQuery: func(string) { queries.Add(1) }}))
		here := New(w.db, &pubsub.Local{}, w.o) // whom no hint tells to poll
		one, other := w.tokenUntil(nil), w.tokenUntil(nil)
		ended := 0
		for range 5000 {
			here.Events.WatchCredential(one, func() { ended++ })
			here.Events.WatchCredential(other, func() {})
		}
		cost := func() int64 {
			w.background.Wait()
			w.hub.Wait()
			before := queries.Load()
			w.ok(here.hub.Poll(t.Context()))
			return queries.Load() - before
		}
		if n := cost(); n != 2 {
			t.Errorf("the first poll made %d queries", n)
		}
		if n := cost(); n != 1 {
			t.Errorf("a poll without a change made %d queries", n)
		}
		w.revoke(one)
		if n := cost(); n > 2 || ended != 5000 {
			t.Errorf("a poll after a change made %d queries and ended %d", n, ended)
		}
	})
}
