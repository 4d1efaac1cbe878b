package chat

import (
	"net/netip"
	"testing"

	"chattr/internal/model"
	"chattr/internal/pubsub"
)

// Failed attempts on one instance count on another.
func TestFailedAttemptsCountOnAllInstances(t *testing.T) {
	each(t, func(w *fixture) {
		ctx := w.t.Context()
		if !w.db.Shared() {
			w.code(model.Unauthenticated, w.signInFrom("nobody", "wrong", "192.0.2.1", ""))
			w.ok(w.limits.attempts.Share(ctx)) // does nothing
			return
		}
		w.invited("Anna")
		w.invited("Bo")
		there := New(w.db, &pubsub.Local{}, w.o)
		signIn := func(at *Chat, login, password, from string) error {
			_, err := at.SignIn.SignInWithPassword(ctx, SignInInput{Login: login, Password: password, Client: netip.MustParseAddr(from)})
			return err
		}
		for i := range accountLimit.Burst { // from many addresses
			w.code(model.Unauthenticated, signIn(w.Chat, "anna", "wrong", netip.AddrFrom4([4]byte{192, 0, 2, byte(i)}).String()))
		}
		for range 3 { // successful sign-ins do not count here
			w.ok(signIn(w.Chat, "bo", secretPhrase, "192.0.2.200"))
		}
		w.ok(w.limits.attempts.Share(ctx))
		w.code(model.Unauthenticated, signIn(there, "anna", "wrong", "192.0.2.100")) // it has not learned of the others yet
		w.ok(there.limits.attempts.Share(ctx))
		w.code(model.RateLimited, signIn(there, "anna", secretPhrase, "192.0.2.100"))
		w.ok(signIn(there, "bo", secretPhrase, "192.0.2.100"))
		w.code(model.RateLimited, signIn(w.Chat, "anna", secretPhrase, "192.0.2.100"))
	})
}
