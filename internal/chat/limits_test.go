package chat

import (
	"sync"
	"testing"
	"time"

	"chattr/internal/model"
)

// Of many who come at once when there is room for one more, one is let in.
func TestLimitsHoldUnderConcurrency(t *testing.T) {
	each(t, func(w *fixture) {
		ctx := w.t.Context()
		role := func() error {
			_, err := w.Roles.Create(ctx, w.owner, CreateRoleInput{ServerID: w.server.ID, Name: "r"})
			return err
		}
		webhook := func() error {
			_, err := w.Webhooks.Create(ctx, w.owner, CreateWebhookInput{ChannelID: w.channel.ID, Name: "w"})
			return err
		}
		token := func() error {
			_, err := w.AccessTokens.Create(ctx, w.owner, CreateAccessTokenInput{Name: "t"})
			return err
		}
		server := func() error {
			_, err := w.Servers.Create(ctx, w.owner, CreateServerInput{Name: "s"})
			return err
		}
		for _, of := range []struct {
			limit  int // before anything was made here
			create func() error
		}{{maxRolesPerServer - 1, role}, {maxWebhooksPerChannel, webhook}, {maxTokensPerUser, token}, {maxServersOwned - 1, server}} {
			for range of.limit - 1 {
				w.ok(of.create())
			}
			if in := w.atOnce(8, of.create); in != 1 {
				w.t.Errorf("%d were let in where there was room for one", in)
			}
		}
	})
}

// atOnce runs f so often at once and counts how often it was let in; every other time it must be LIMIT_REACHED.
func (w *fixture) atOnce(times int, f func() error) (in int) {
	var all sync.WaitGroup
	errs := make([]error, times)
	for i := range errs {
		all.Go(func() { errs[i] = f() })
	}
	all.Wait()
	for _, err := range errs {
		if err == nil {
			in++
			continue
		}
		w.code(model.LimitReached, err)
	}
	return in
}

// A webhook does not move to a channel that has as many as there may be, also when several move concurrently.
func TestMovingAWebhookRespectsTheLimit(t *testing.T) {
	each(t, func(w *fixture) {
		ctx, full := w.t.Context(), w.makeChannel("full")
		create := func(channel model.ID) *model.Webhook {
			return must(w.Webhooks.Create(ctx, w.owner, CreateWebhookInput{ChannelID: channel, Name: "w"})).Webhook
		}
		update := func(in UpdateWebhookInput) error {
			_, err := w.Webhooks.Update(ctx, w.owner, in)
			return err
		}
		var last *model.Webhook
		for range maxWebhooksPerChannel - 1 {
			last = create(full.ID)
		}
		moves := make(chan model.ID, 8)
		for range cap(moves) {
			moves <- create(w.channel.ID).ID
		}
		if in := w.atOnce(cap(moves), func() error {
			return update(UpdateWebhookInput{WebhookID: <-moves, ChannelID: model.Some(full.ID)})
		}); in != 1 {
			w.t.Errorf("%d moved to where there was room for one", in)
		}
		w.ok(update(UpdateWebhookInput{WebhookID: last.ID, Name: model.Some("renamed"), ChannelID: model.Some(full.ID)}))
		_, err := w.Webhooks.RegenerateURL(ctx, w.owner, RegenerateWebhookURLInput{WebhookID: last.ID})
		w.ok(err)
		w.ok(update(UpdateWebhookInput{WebhookID: last.ID, ChannelID: model.Some(w.channel.ID)}))
		w.ok(update(UpdateWebhookInput{WebhookID: last.ID, ChannelID: model.Some(full.ID)}))
	})
}

// Expired and used credentials are removed before they fill a table, and do not count towards a limit.
func TestWhatHasEndedDoesNotPileUp(t *testing.T) {
	each(t, func(w *fixture) {
		ctx, now := w.t.Context(), model.Now()
		w.o.Now = func() time.Time { return now }
		lasting := must(w.AccessTokens.Create(ctx, w.owner, CreateAccessTokenInput{Name: "lasting"})).AccessToken
		invitation := must(w.Invitations.Create(ctx, w.owner, CreateInvitationInput{ServerID: w.server.ID})).Invitation
		var newest *model.AccessToken
		for range maxTokensPerUser + 30 {
			end := now.Add(time.Second)
			newest = must(w.AccessTokens.Create(ctx, w.owner, CreateAccessTokenInput{Name: "t", ExpiresAt: &end})).AccessToken
			must(w.Invitations.Create(ctx, w.owner, CreateInvitationInput{ServerID: w.server.ID, ExpiresAt: &end}))
			now = end
		}
		page := Page{Limit: 1000}
		tokens := must(w.db.AccessTokensOf(ctx, w.owner.UserID(), page))
		if len(tokens) != maxTokensPerUser || tokens[0].ID != lasting.ID || tokens[len(tokens)-1].ID != newest.ID {
			w.t.Errorf("%d access tokens are left, from %s to %s", len(tokens), tokens[0].Name, tokens[len(tokens)-1].ID)
		}
		invitations := must(w.db.InvitationsOf(ctx, []model.ID{w.server.ID}, page))[w.server.ID]
		if len(invitations) != maxInvitationsPerServer || invitations[0].ID != invitation.ID {
			w.t.Errorf("%d invitations are left", len(invitations))
		}
		for range maxTokensPerUser - 1 {
			must(w.AccessTokens.Create(ctx, w.owner, CreateAccessTokenInput{Name: "t"}))
		}
		_, err := w.AccessTokens.Create(ctx, w.owner, CreateAccessTokenInput{Name: "t"})
		w.code(model.LimitReached, err)
		if n := len(must(w.db.AccessTokensOf(ctx, w.owner.UserID(), page))); n != maxTokensPerUser {
			w.t.Errorf("%d access tokens, want %d", n, maxTokensPerUser)
		}
	})
}
