package chat

import (
	"fmt"
	"net/netip"
	"testing"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/model"
	"chattr/internal/pubsub"
	"chattr/internal/ratelimit"
	"chattr/internal/token"
)

var (
	attacker = netip.MustParseAddr("192.0.2.1")
	other    = netip.MustParseAddr("2001:db8::")
	office   = netip.MustParseAddr("198.51.100.7")
)

// Wrong URLs of one address are refused, and right ones of the same address never are, also those that were not used before.
func TestWrongURLsDoNotLockOthersOut(t *testing.T) {
	t.Parallel()
	dbtest.EachURL(t, func(t *testing.T, url string) {
		var queries int
		database := dbtest.OpenWith(t, url, db.Options{OnQuery: func(string) { queries++ }})
		w := newFixture(t, database)
		hook, _ := w.makeWebhook()
		disabled, disabledToken := w.makeWebhook()
		_, err := w.Webhooks.Update(t.Context(), w.owner, UpdateWebhookInput{WebhookID: disabled.ID, Enabled: model.Some(false)})
		w.ok(err)
		try := func(from netip.Addr, id model.ID, secret string) model.Code {
			_, err := w.Webhooks.Authenticate(t.Context(), from, id, secret)
			return model.ErrorCode(err)
		}
		got := map[model.Code]int{}
		queries = 0
		for range 2 * ratelimit.WrongBurst {
			got[try(attacker, hook.ID, "garbage")]++
		}
		if queries != 0 || got[model.WebhookNotFound] < ratelimit.WrongBurst || got[model.RateLimited] < ratelimit.WrongBurst/2 {
			t.Errorf("got %v with %d queries, want %d WEBHOOK_NOT_FOUND and then RATE_LIMITED without a query", got, queries, ratelimit.WrongBurst)
		}
		for range 20 {
			fresh, secret := w.makeWebhook()
			if got := try(attacker, hook.ID, token.New(token.Webhook)); got != model.RateLimited && got != model.WebhookNotFound {
				t.Fatalf("a wrong URL: got %s", got)
			}
			if got := try(attacker, fresh.ID, secret); got != "" {
				t.Fatalf("a right URL that was not used before: got %s", got)
			}
			if got := try(attacker, disabled.ID, disabledToken); got != model.WebhookDisabled {
				t.Fatalf("the right URL of a disabled webhook: got %s, want %s", got, model.WebhookDisabled)
			}
		}
		if got := try(other, hook.ID, token.New(token.Webhook)); got != model.WebhookNotFound {
			t.Errorf("a wrong URL from another address: got %s, want %s", got, model.WebhookNotFound)
		}
	})
}

// A flood of wrong credentials of every kind refuses no right one of the same address, whether it was used before or not.
func TestWrongCredentialsDoNotLockOthersOut(t *testing.T) {
	each(t, func(w *fixture) {
		const ownerToken = "k9Xw2mQ7vLr4TzP8sBn3HdJf6YcGa5Ue"
		ctx := w.t.Context()
		w.o.OwnerTokenHash, w.o.OpenSignUp = token.Hash(ownerToken), true
		w.limits.wrongBearers = ratelimit.NewCredentialThrottle(model.Unauthenticated, "wrong bearer tokens", 0)
		w.ok(dbtest.InsertUser(ctx, w.db, &model.User{ID: dbtest.ID(w.t, w.db, model.KindUser), Name: model.OwnerName, CreatedAt: model.Now()}))
		anna := w.as(w.invited("Anna").SignedIn)
		signIn := func(password string) error { return w.signInFrom("owner", password, attacker.String(), "") }
		wrong := map[string]func() error{
			"access token": func() error { _, err := w.SignIn.AuthenticateFrom(ctx, attacker, token.New(token.Access)); return err },
			"owner token":  func() error { _, err := w.SignIn.AuthenticateFrom(ctx, attacker, ownerToken+"x"); return err },
			"invitation": func() error {
				_, err := w.SignIn.PreviewInvitation(ctx, token.New(token.Invitation), attacker)
				return err
			},
			"password": func() error { return signIn("wrong") },
		}
		for name, send := range wrong {
			got := map[model.Code]int{}
			for range 2 * ratelimit.WrongBurst {
				got[model.ErrorCode(send())]++
			}
			if got[""] != 0 || got[model.RateLimited] == 0 {
				w.t.Errorf("wrong %s: got %v, want RATE_LIMITED after some", name, got)
			}
		}
		right := map[string]func() error{
			"new access token": func() error {
				created := must(w.AccessTokens.Create(ctx, w.owner, CreateAccessTokenInput{Name: "new"}))
				_, err := w.SignIn.AuthenticateFrom(ctx, attacker, created.Secret)
				return err
			},
			"owner token": func() error { _, err := w.SignIn.AuthenticateFrom(ctx, attacker, ownerToken); return err },
			"invitation": func() error {
				_, secret := w.invite(1)
				_, err := w.SignIn.PreviewInvitation(ctx, secret, attacker)
				if err == nil {
					_, err = w.SignIn.SignUp(ctx, SignUpInput{Name: "n" + secret[20:40], Password: secretPhrase, Invitation: secret, Client: attacker})
				}
				return err
			},
			"session": func() error {
				_, err := w.SignIn.Reauthenticate(ctx, anna, ReauthenticateInput{Current: new(secretPhrase), Client: attacker})
				return err
			},
			"account of a provider": func() error {
				_, err := w.vouched(token.New(token.Access), func(in *IdentityInput) { in.Client = attacker })
				return err
			},
		}
		for range 5 {
			for name, send := range right {
				for _, flood := range wrong {
					_ = flood()
				}
				if err := send(); err != nil {
					w.t.Errorf("right %s: got %v, want no error", name, err)
				}
			}
		}
	})
}

// An attacker who holds a right invitation learns no more names from it than from an address.
func TestOneInvitationFindsOutFewNames(t *testing.T) {
	each(t, func(w *fixture) {
		w.invited("Anna")
		_, secret := w.invite(1)
		signUp := func(client netip.Addr, secret string) model.Code {
			_, err := w.SignIn.SignUp(w.t.Context(), SignUpInput{Name: "Anna", Password: secretPhrase, Invitation: secret, Client: client})
			return model.ErrorCode(err)
		}
		got := map[model.Code]int{}
		for range 2 * addressLimit.Burst {
			got[signUp(attacker, secret)]++
		}
		if got[model.Conflict] > addressLimit.Burst+5 || got[model.Conflict]+got[model.RateLimited] != 2*addressLimit.Burst {
			w.t.Errorf("got %v, want about %d CONFLICT and then RATE_LIMITED", got, addressLimit.Burst)
		}
		if got := signUp(office, secret); got != model.Conflict {
			w.t.Errorf("the same invitation at another address: got %s, want %s", got, model.Conflict)
		}
	})
}

// GraphQL and REST reserve in the same bucket of a webhook.
func TestExecuteWebhookIsLimited(t *testing.T) {
	each(t, func(w *fixture) {
		limited := New(w.db, &pubsub.Local{}, Options{PublicURL: "https://chattr.test", WebhookRate: .01, WebhookBurst: 3})
		w.t.Cleanup(limited.background.Wait)
		hook, secret := w.makeWebhook()
		for n := range 5 {
			want := model.Code("")
			if n >= 3 {
				want = model.RateLimited
			}
			_, err := limited.Webhooks.Execute(w.t.Context(), attacker, ExecuteWebhookInput{
				AppID: hook.ID, Token: secret, Content: fmt.Sprint(n),
			})
			w.code(want, err)
		}
		if got := limited.WebhookRate(hook.ID); got.Remaining != 0 || got.Limit != 3 || w.head().Number != 3 {
			w.t.Errorf("%+v, and %d posts", got, w.head().Number)
		}
		w.post("users are not limited")
	})
}
