package chat

import (
	"strings"
	"testing"
	"time"

	"chattr/db/dbtest"
	"chattr/internal/model"
	"chattr/internal/pubsub"
	"chattr/internal/validate"
)

// limitedWorlds run a test on both databases, with two messages and two other changes at once for each user, and a thousandth
// more a second.
func limitedWorlds(t *testing.T, f func(w *fixture, there *Chat)) {
	t.Parallel()
	dbtest.EachURL(t, func(t *testing.T, url string) {
		w := newFixture(t, dbtest.Open(t, url))
		o := w.o
		o.PostRate, o.PostBurst, o.MutationRate, o.MutationBurst = 1e-3, 2, 1e-3, 2
		w.Chat = New(w.db, &pubsub.Local{}, o)
		f(w, New(dbtest.Open(t, url), &pubsub.Local{}, o))
	})
}

// limited fails the test unless an error is RATE_LIMITED, says the limit, and for how long to wait.
func (w *fixture) limited(err error, limit string) {
	w.t.Helper()
	w.code(model.RateLimited, err)
	if e := err.(*model.Error); e.RetryAfter <= time.Second || !strings.Contains(e.Message, limit) {
		w.t.Errorf("got %q, again in %v", e.Message, e.RetryAfter)
	}
}

// One user, with whatever tokens, posts, edits and deletes no faster than their bucket allows; others are not held back.
func TestMessagesOfAUserAreLimited(t *testing.T) {
	limitedWorlds(t, func(w *fixture, there *Chat) {
		ctx, other := w.t.Context(), w.member(model.PostMessages)
		post := func(c *Chat, a model.Actor) (*PostMessagePayload, error) {
			return c.Messages.Post(ctx, a, PostMessageInput{ChannelID: w.channel.ID, Content: "x"})
		}
		posted, err := post(w.Chat, w.owner)
		w.ok(err)
		_, err = w.Messages.Edit(ctx, w.owner, EditMessageInput{MessageID: posted.Message.ID, Content: "y"})
		w.ok(err)
		before := w.head()
		const limit = "0.001 messages a second and 2 at once"
		_, err = post(w.Chat, w.owner)
		w.limited(err, limit)
		token := must(w.AccessTokens.Create(ctx, w.owner, CreateAccessTokenInput{Name: "t"}))
		_, err = post(w.Chat, must(w.SignIn.Authenticate(ctx, token.Secret)))
		w.limited(err, limit)
		_, err = w.Messages.Edit(ctx, w.owner, EditMessageInput{MessageID: posted.Message.ID, Content: "z"})
		w.limited(err, limit)
		_, err = w.Messages.Delete(ctx, w.owner, DeleteMessageInput{MessageID: posted.Message.ID})
		w.limited(err, limit)
		if after := w.head(); after.Number != before.Number {
			w.t.Errorf("%d events were stored by what was refused", after.Number-before.Number)
		}
		_, err = post(w.Chat, other)
		w.ok(err)
		_, err = post(w.Chat, model.Actor{})
		w.code(model.Unauthenticated, err)
		w.ok(w.LimitMutation(ctx, w.owner)) // has a bucket of its own
		if !w.db.Shared() {
			return
		}
		w.ok(w.limits.share(ctx))
		w.ok(there.limitPost(ctx, w.owner)) // it has not heard of the others yet
		w.ok(there.limits.share(ctx))
		w.limited(there.limitPost(ctx, w.owner), limit)
	})
}

// Other changes of one user have a bucket of their own, whatever they change: also how they sign in.
func TestMutationsOfAUserAreLimited(t *testing.T) {
	limitedWorlds(t, func(w *fixture, there *Chat) {
		ctx := w.t.Context()
		a := w.as(must(w.signInByLink(w.owner)))
		const limit = "0.001 things a second and 2 at once"
		for range 2 {
			w.ok(w.LimitMutation(ctx, a))
		}
		w.limited(w.LimitMutation(ctx, w.owner), limit)
		w.limited(w.Accounts.ChangePassword(ctx, a, ChangePasswordInput{ReauthenticateInput: ReauthenticateInput{Client: home}, New: secretPhrase}), limit)
		_, err := w.SignIn.Reauthenticate(ctx, a, ReauthenticateInput{Client: home})
		w.limited(err, limit)
		w.limited(w.SignIn.SignOutEverywhere(ctx, a), limit)
		w.limited(w.Identities.Link(ctx, a, LinkIdentityInput{Issuer: issuer, Subject: "1"}), limit)
		w.ok(w.LimitMutation(ctx, w.member()))
		w.ok(w.LimitMutation(ctx, model.Actor{}))
		_, err = w.Messages.Post(ctx, a, PostMessageInput{ChannelID: w.channel.ID, Content: "x"})
		w.ok(err)
		if w.db.Shared() {
			w.ok(w.limits.share(ctx))
			w.ok(there.LimitMutation(ctx, w.owner))
			w.ok(there.limits.share(ctx))
			w.limited(there.LimitMutation(ctx, w.owner), limit)
			w.ok(there.limitPost(ctx, w.owner))
		}
	})
}

func (w *fixture) signInByLink(a model.Actor) (SignedIn, error) {
	link, err := w.SignIn.OperatorSignInLink(w.t.Context(), a.User.Name)
	if err != nil {
		return SignedIn{}, err
	}
	_, secret, _ := strings.Cut(link, "#sign-in=")
	return w.SignIn.SignIn(w.t.Context(), secret)
}

// An entry of the audit log holds the beginning of a long text, and tells that it was changed behind that.
func TestLongTextsAreCutInTheAuditLog(t *testing.T) {
	each(t, func(w *fixture) {
		before, after := strings.Repeat("\U0001F600", validate.TopicLimit), strings.Repeat("\U0001F600", validate.TopicLimit-1)+"x"
		set := func(topic string) {
			in := UpdateChannelInput{ChannelID: w.channel.ID, Topic: model.Some(topic)}
			must(w.Channels.Update(w.t.Context(), w.owner, in))
		}
		set(before)
		set(after)
		log := w.log()
		change := log[len(log)-1].Node.Changes[0]
		want := strings.Repeat("\U0001F600", maxAuditText-1) + "…"
		if *change.Before != want || *change.After != want {
			w.t.Errorf("the entry has %d and %d bytes, want %d", len(*change.Before), len(*change.After), len(want))
		}
	})
}
