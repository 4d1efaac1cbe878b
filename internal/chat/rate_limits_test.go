package chat

import (
	"context"
	"fmt"
	"net/netip"
	"sync"
	"testing"
	"time"

	"chattr/internal/authz"
	"chattr/internal/model"
	"chattr/internal/ratelimit"
)

func (w *fixture) signInFrom(login, password, client, known string) error {
	_, err := w.SignIn.SignInWithPassword(context.Background(), SignInInput{
		Login: login, Password: password, Client: netip.MustParseAddr(client), Known: known,
	})
	return err
}

// patient makes sign-ins wait longer, so that none is refused because the machine is slow.
func (w *fixture) patient() {
	w.hasher.queue = newHashQueue(time.Minute)
	w.limits.attempts = ratelimit.NewThrottle(w.db, ratelimit.ThrottleOptions{Wait: time.Minute})
}

// throttleAt replaces the throttle of attempts by a new one whose clock is *now.
func (w *fixture) throttleAt(now *time.Time) {
	w.limits.attempts = ratelimit.NewThrottle(w.db, ratelimit.ThrottleOptions{Now: func() time.Time { return *now }})
}

// lock sends wrong passwords until the account is locked.
func (w *fixture) lock(login string) {
	w.t.Helper()
	for range accountLimit.Burst {
		w.code(model.Unauthenticated, w.signInFrom(login, "wrong", "203.0.113.9", ""))
	}
	w.code(model.RateLimited, w.signInFrom(login, secretPhrase, "203.0.113.9", ""))
}

// An attacker who knows a name cannot lock its owner out of the browsers with which they have signed in, nor lock their address.
func TestFailedAttemptsDoNotLockKnownBrowsersOut(t *testing.T) {
	each(t, func(w *fixture) {
		ctx := w.t.Context()
		anna, bo := w.invited("Anna").User.ID, w.invited("Bo").User.ID
		known := must(w.SignIn.KnownBrowser(ctx, anna))
		w.lock("anna")
		for range 2 * addressLimit.Burst {
			w.code(model.RateLimited, w.signInFrom("anna", secretPhrase, "198.51.100.1", ""))
		}
		w.ok(w.signInFrom("bo", secretPhrase, "198.51.100.1", "")) // an attempt that the account's limit refused does not count for the address
		w.ok(w.signInFrom("anna", secretPhrase, "198.51.100.1", known))
		w.ok(w.signInFrom("anna@example.com", secretPhrase, "203.0.113.9", known))
		for name, other := range map[string]string{
			"of another": must(w.SignIn.KnownBrowser(ctx, bo)), "made up": "9999999999.AAAA", "longer": "9" + known, "of nothing": ".",
		} {
			if err := w.signInFrom("anna", secretPhrase, "198.51.100.2", other); model.ErrorCode(err) != model.RateLimited {
				w.t.Errorf("with a cookie %s: %v", name, err)
			}
		}
		// A known browser has no more attempts than others.
		for range accountLimit.Burst {
			w.code(model.Unauthenticated, w.signInFrom("anna", "wrong", "198.51.100.3", known))
		}
		w.code(model.RateLimited, w.signInFrom("anna", secretPhrase, "198.51.100.3", known))
		none, err := w.SignIn.KnownBrowser(ctx, w.owner.UserID())
		if err != nil || none != "" {
			w.t.Errorf("without a password a browser is known: %q, %v", none, err)
		}
	})
}

func TestKnownBrowserExpires(t *testing.T) {
	each(t, func(w *fixture) {
		ctx, now := w.t.Context(), model.Now()
		w.o.Now = func() time.Time { return now }
		up := w.invited("Anna")
		known := must(w.SignIn.KnownBrowser(ctx, up.User.ID))
		now = now.Add(KnownFor)
		w.lock("anna")
		w.code(model.RateLimited, w.signInFrom("anna", secretPhrase, "198.51.100.1", known))
		now = now.Add(-time.Hour)
		w.ok(w.signInFrom("anna", secretPhrase, "198.51.100.1", known))
		changed := ChangePasswordInput{ReauthenticateInput: ReauthenticateInput{Current: new(secretPhrase), Client: home}, New: "another phrase"}
		now = now.Add(time.Hour - KnownFor)
		w.ok(w.Accounts.ChangePassword(ctx, w.as(up.SignedIn), changed))
		w.code(model.RateLimited, w.signInFrom("anna", "another phrase", "198.51.100.1", known))
	})
}

// Attempts without a result yet are not failed attempts: of many concurrent correct attempts none is refused.
func TestConcurrentCorrectAttemptsWait(t *testing.T) {
	each(t, func(w *fixture) {
		w.patient()
		w.invited("Anna")
		_, secret := w.invite(50)
		var all sync.WaitGroup
		for range 3 * accountLimit.Burst {
			all.Go(func() {
				if err := w.signInFrom("anna", secretPhrase, "198.51.100.1", ""); err != nil {
					w.t.Error(err)
				}
			})
		}
		all.Wait()
		for i := range addressLimit.Burst + 4 {
			all.Go(func() {
				_, err := w.SignIn.SignUp(context.Background(), SignUpInput{
					Name: fmt.Sprintf("pupil %d", i), Password: secretPhrase, Invitation: secret, Client: home,
				})
				if err != nil {
					w.t.Error(err)
				}
			})
		}
		all.Wait()
	})
}

// Concurrent failed attempts count as one after the other does.
func TestConcurrentFailedAttemptsCount(t *testing.T) {
	each(t, func(w *fixture) {
		w.patient()
		w.invited("Anna")
		var mu sync.Mutex
		var all sync.WaitGroup
		checked := 0
		for range 3 * accountLimit.Burst {
			all.Go(func() {
				switch err := w.signInFrom("anna", "wrong", "198.51.100.1", ""); model.ErrorCode(err) {
				case model.Unauthenticated:
					mu.Lock()
					defer mu.Unlock()
					checked++
				case model.RateLimited:
				default:
					w.t.Error(err)
				}
			})
		}
		all.Wait()
		if checked != accountLimit.Burst {
			w.t.Errorf("%d passwords were checked", checked)
		}
	})
}

// If sign-up needs no invitation, one address cannot create any number of accounts.
func TestSignUpsOfAnAddressAreLimited(t *testing.T) {
	each(t, func(w *fixture) {
		w.o.OpenSignUp = true
		now := model.Now()
		w.throttleAt(&now)
		for range addressSignUpLimit.Burst {
			w.ok(w.limits.attempts.Do(w.t.Context(), signUpRules(home), ratelimit.Succeeded, func() error { return nil }))
		}
		open := func(name, invitation string) error {
			_, err := w.SignIn.SignUp(w.t.Context(), SignUpInput{Name: name, Password: secretPhrase, Invitation: invitation, Client: home})
			return err
		}
		w.code(model.RateLimited, open("Cy", ""))
		_, secret := w.invite(1)
		w.ok(open("Cy", secret))
		now = now.Add(addressSignUpLimit.Interval)
		w.ok(open("Di", ""))
		w.code(model.RateLimited, open("Ed", ""))
		vouched := func(subject, invitation string) error {
			_, err := w.vouched(subject, func(in *IdentityInput) { in.Invitation = invitation })
			return err
		}
		w.code(model.RateLimited, vouched("1", "")) // a provider may let people make any number of accounts
		_, secret = w.invite(1)
		w.ok(vouched("1", secret))
		w.ok(vouched("1", "")) // signs in
		now = now.Add(addressSignUpLimit.Interval)
		w.ok(vouched("2", ""))
		w.code(model.RateLimited, vouched("3", ""))
	})
}

// A customer with many networks of IPv6 has not a full bucket in each of them.
func TestNetworksAreLimited(t *testing.T) {
	each(t, func(w *fixture) {
		now := model.Now()
		w.throttleAt(&now)
		from48 := func(i int) []ratelimit.Rule {
			return failureRules(netip.MustParseAddr(fmt.Sprintf("2001:db8:1:%x::", i)))
		}
		wrong := func() error { return authz.Unauthenticated() }
		for i := range networkLimit.Burst {
			w.code(model.Unauthenticated, w.limitFailures(w.t.Context(), from48(i), wrong))
		}
		w.code(model.RateLimited, w.limitFailures(w.t.Context(), from48(networkLimit.Burst), wrong))
		w.code(model.Unauthenticated, w.limitFailures(w.t.Context(), failureRules(netip.MustParseAddr("2001:db8:2::")), wrong))
	})
}

// A clock that is set back locks no user out: waits are measured by a monotonic clock.
func TestThrottlingIgnoresTheWallClock(t *testing.T) {
	each(t, func(w *fixture) {
		w.invited("Anna")
		now := model.Now()
		w.o.Now = func() time.Time { return now }
		steady := time.Now()
		w.throttleAt(&steady)
		w.lock("anna")
		now = now.Add(-2 * time.Hour)
		steady = steady.Add(accountLimit.Interval)
		w.ok(w.signInFrom("anna", secretPhrase, "203.0.113.9", ""))
	})
}

// An account that signs in again and again is limited, also with the correct password, and by its name or its address; others at the
// same address are not.
func TestSuccessfulSignInsAreBounded(t *testing.T) {
	each(t, func(w *fixture) {
		w.invited("Anna")
		w.invited("Bo")
		steady := time.Now()
		w.throttleAt(&steady)
		for _, rules := range [][]ratelimit.Rule{signInRules("login anna", home), signInRules("user "+w.owner.UserID().String(), home)} {
			for range accountSignInLimit.Burst {
				w.ok(w.limits.attempts.Do(w.t.Context(), rules, ratelimit.Succeeded, func() error { return nil }))
			}
		}
		_, err := w.signIn(" ANNA ", secretPhrase)
		w.code(model.RateLimited, err)
		if wait := err.(*model.Error).RetryAfter; wait > accountSignInLimit.Interval {
			w.t.Errorf("wait %v, want at most %v", wait, accountSignInLimit.Interval)
		}
		_, err = w.signIn("bo", secretPhrase)
		w.ok(err)
		_, err = w.signIn("bo", "wrong") // does not count here
		w.code(model.Unauthenticated, err)
		steady = steady.Add(accountSignInLimit.Interval)
		_, err = w.signIn("anna", secretPhrase)
		w.ok(err)
		_, err = w.signIn("anna", secretPhrase)
		w.code(model.RateLimited, err)
		for range addressSignInLimit.Burst {
			w.reserveAttempt("signed in address "+home.String(), addressSignInLimit)
		}
		_, err = w.signIn("bo", secretPhrase)
		w.code(model.RateLimited, err)
		w.ok(w.signInFrom("bo", secretPhrase, "203.0.113.9", ""))
	})
}

// Sign-ins through a provider are limited, too.
func TestSuccessfulSignInsByAProviderAreBounded(t *testing.T) {
	each(t, func(w *fixture) {
		w.o.OpenSignUp = true
		up, err := w.vouched("1", nil)
		w.ok(err)
		for range accountSignInLimit.Burst {
			w.reserveAttempt("signed in user "+up.User.ID.String(), accountSignInLimit)
		}
		_, err = w.vouched("1", nil)
		w.code(model.RateLimited, err)
	})
}

// reserveAttempt counts an attempt in one bucket. It does nothing if the bucket is empty.
func (w *fixture) reserveAttempt(key string, limit ratelimit.Limit) {
	_ = w.limits.attempts.Do(w.t.Context(), []ratelimit.Rule{{Key: key, Limit: limit}}, ratelimit.Succeeded, func() error { return nil })
}
