package chat

import (
	"strings"
	"testing"
	"time"

	"chattr/db"
	"chattr/internal/model"
	"chattr/internal/validate"
)

// sessionsOf returns how many of the cookies are of valid sessions.
func (w *fixture) sessionsOf(cookies []string) (valid int) {
	w.t.Helper()
	for _, cookie := range cookies {
		if _, err := w.SignIn.AuthenticateSession(w.t.Context(), cookie); err == nil {
			valid++
		}
	}
	return valid
}

// TestTheOldestSessionEnds checks that another session than MaxSessions ends the oldest one with its streams, also after the clock was set
// back.
func TestTheOldestSessionEnds(t *testing.T) {
	each(t, func(w *fixture) {
		ctx, now := w.t.Context(), model.Now()
		w.o.Now = func() time.Time { return now }
		w.runs()
		user := w.member()
		signIn := func() SignedIn {
			link := must(w.SignIn.OperatorSignInLink(ctx, user.User.Name))
			_, secret, _ := strings.Cut(link, "#sign-in=")
			return must(w.SignIn.SignIn(ctx, secret))
		}
		var cookies []string
		for range db.MaxSessions {
			cookies = append(cookies, signIn().Cookie)
		}
		if got := w.sessionsOf(cookies); got != db.MaxSessions {
			w.t.Fatalf("got %d valid sessions, want %d", got, db.MaxSessions)
		}
		stream, err := w.Events.Open(ctx, w.as(SignedIn{Cookie: cookies[0]}), w.channel.ID, nil)
		w.ok(err)
		defer stream.Close()
		now = now.Add(-2 * time.Hour)
		cookies = append(cookies, signIn().Cookie)
		_, err = w.SignIn.AuthenticateSession(ctx, cookies[0])
		w.code(model.Unauthenticated, err)
		if got := w.sessionsOf(cookies); got != db.MaxSessions {
			w.t.Errorf("got %d valid sessions, want %d", got, db.MaxSessions)
		}
		_, err = stream.Next(ctx)
		w.code(model.Unauthenticated, err)
		_, err = w.SignIn.AuthenticateSession(ctx, cookies[len(cookies)-1])
		w.ok(err)
	})
}

// TestSignInRenewsAnOutdatedHash checks that a password which was hashed at another cost is hashed again when its user signs in.
func TestSignInRenewsAnOutdatedHash(t *testing.T) {
	each(t, func(w *fixture) {
		ctx := w.t.Context()
		up := w.invited("Anna")
		cheap := passwordHash{cost: cost{memory: 32, time: 1, threads: 1}, salt: randomBytes(saltBytes), key: make([]byte, keyBytes)}
		cheap.key = cheap.of(validate.Opaque(secretPhrase))
		a := w.as(up.SignedIn)
		w.ok(w.Accounts.storePassword(ctx, a, cheap.String(), must(w.SignIn.signInState(ctx, a))))
		w.patient()
		codes := atOnce(func() error { return w.signInFrom("anna", secretPhrase, "203.0.113.9", "") },
			func() error { return w.signInFrom("anna", secretPhrase, "203.0.113.8", "") })
		for _, code := range codes {
			if code != "" {
				w.t.Errorf("got %s", code)
			}
		}
		if hash := must(w.db.PasswordOf(ctx, up.User.ID)); hash == cheap.String() || outdated(hash) {
			w.t.Errorf("the stored hash is %s", hash)
		}
		w.code(model.Unauthenticated, w.signInFrom("anna", "wrong", "203.0.113.9", ""))
		w.ok(w.signInFrom("anna", secretPhrase, "203.0.113.9", ""))
	})
}
