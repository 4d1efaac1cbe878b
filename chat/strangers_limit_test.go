package chat

import (
	"fmt"
	"net/netip"
	"testing"
	"testing/synctest"
	"time"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/token"
	"chattr/model"
	"chattr/pubsub"
)

var (
	attacker = netip.MustParseAddr("192.0.2.1")
	other    = netip.MustParseAddr("2001:db8::")
)

// Whoever tries URLs is slowed down, at the price of no query, and those behind the same address post all the same.
func TestStrangersAreLimited(t *testing.T) {
	t.Parallel()
	dbtest.EachURL(t, func(t *testing.T, url string) {
		var queries int
		database := dbtest.OpenWith(t, url, db.Options{OnQuery: func(string) { queries++ }})
		w := newWorld(t, database)
		hook, secret := w.makeWebhook()
		disabled, disabledToken := w.makeWebhook()
		_, err := w.UpdateWebhook(t.Context(), w.owner, UpdateWebhookInput{WebhookID: disabled.ID, Enabled: model.Some(false)})
		w.ok(err)
		try := func(from netip.Addr, id model.ID, secret string) model.Code {
			_, err := w.AuthenticateWebhook(t.Context(), from, id, secret)
			return model.ErrorCode(err)
		}
		for range 2 * strangersAtOnce { // what is right takes nothing
			if try(attacker, hook.ID, secret) != "" || try(attacker, disabled.ID, disabledToken) != model.WebhookDisabled {
				t.Fatal("a right token is refused")
			}
		}
		_, unknown := w.makeWebhook() // whose URL nobody has used
		for n := range strangersAtOnce {
			wrong := token.New(token.Webhook)
			if n%2 == 0 {
				wrong = "garbage"
			}
			if got := try(attacker, hook.ID, wrong); got != model.WebhookNotFound && got != model.RateLimited {
				t.Fatal(got)
			}
		}
		queries = 0
		limited := 0
		for range 20 { // a bucket that fills meanwhile lets a few through
			if try(attacker, hook.ID, token.New(token.Webhook)) == model.RateLimited {
				limited++
			}
			if try(attacker, hook.ID, unknown) == model.RateLimited {
				limited++
			}
		}
		if limited < 20 || queries > 40-limited {
			t.Errorf("%d of 40 were refused, with %d queries", limited, queries)
		}
		if try(attacker, hook.ID, secret) != "" || try(attacker, disabled.ID, disabledToken) != model.WebhookDisabled {
			t.Error("a right token is refused")
		}
		if got := try(other, hook.ID, unknown); got != model.WebhookNotFound {
			t.Errorf("from another address: %s", got)
		}
	})
}

func TestStrangersComeBack(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newStrangers()
		try := func(n int, err error) bool {
			p := attempt{id: model.ID(n)}
			taken, refused := s.admit(attacker, p)
			if refused == nil {
				s.settle(attacker, p, taken, err)
			}
			return refused == nil
		}
		unavailable := model.Errorf(model.StoreUnavailable, "gone")
		for n := range 3 * strangersAtOnce {
			if !try(n, unavailable) {
				t.Fatal("an outage counts as an attempt")
			}
		}
		for n := range strangersAtOnce + 10 {
			if try(n, webhookNotFound()) != (n < strangersAtOnce) {
				t.Fatalf("attempt %d", n)
			}
		}
		time.Sleep(time.Second)
		for n := range strangersPerSecond + 1 {
			if try(n, webhookNotFound()) != (n < strangersPerSecond) {
				t.Fatalf("attempt %d a second later", n)
			}
		}
		time.Sleep(time.Minute)
		s.forget()
		if len(s.tried.full) != 0 {
			t.Error("a full bucket is kept")
		}
		try(1, nil)
		for range 2 * strangersAtOnce { // a URL that was right once counts as any other from then on
			try(1, webhookNotFound())
		}
		if try(1, nil) || len(s.proven) != 0 {
			t.Error("a URL that was right once can be tried for ever")
		}
	})
}

func TestStrangersAreBounded(t *testing.T) {
	t.Parallel()
	s := newStrangers()
	for n := range maxStrangers + 1000 {
		from := netip.AddrFrom4([4]byte{10, byte(n >> 16), byte(n >> 8), byte(n)})
		for range 2 {
			p := attempt{id: model.ID(n)}
			taken, err := s.admit(from, p)
			if err != nil {
				t.Fatal(err)
			}
			s.settle(from, p, taken, map[bool]error{true: nil, false: webhookNotFound()}[n%2 == 0])
		}
	}
	if len(s.tried.full) > maxStrangers || len(s.proven) > maxProven {
		t.Errorf("%d addresses and %d URLs are remembered", len(s.tried.full), len(s.proven))
	}
}

// The door of GraphQL passes the same bucket as REST's.
func TestExecuteWebhookIsLimited(t *testing.T) {
	each(t, func(w *world) {
		limited := New(w.db, &pubsub.Local{}, Options{PublicURL: "https://chattr.test", WebhookRate: .01, WebhookBurst: 3})
		w.t.Cleanup(limited.background.Wait)
		hook, secret := w.makeWebhook()
		for n := range 5 {
			want := model.Code("")
			if n >= 3 {
				want = model.RateLimited
			}
			_, err := limited.ExecuteWebhook(w.t.Context(), attacker, ExecuteWebhookInput{
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
