package chat

import (
	"sync"
	"testing"

	"chattr/model"
)

// Of many who come at once when there is room for one more, one is let in.
func TestLimitsHoldUnderConcurrency(t *testing.T) {
	each(t, func(w *world) {
		ctx := w.t.Context()
		role := func() error {
			_, err := w.CreateRole(ctx, w.owner, CreateRoleInput{ServerID: w.server.ID, Name: "r"})
			return err
		}
		webhook := func() error {
			_, err := w.CreateWebhook(ctx, w.owner, CreateWebhookInput{ChannelID: w.channel.ID, Name: "w"})
			return err
		}
		token := func() error {
			_, err := w.CreateAccessToken(ctx, w.owner, CreateAccessTokenInput{Name: "t"})
			return err
		}
		server := func() error {
			_, err := w.CreateServer(ctx, w.owner, CreateServerInput{Name: "s"})
			return err
		}
		for _, of := range []struct {
			room   int // before anything was made here
			create func() error
		}{{maxRolesPerServer - 1, role}, {maxWebhooksPerChannel, webhook}, {maxTokensPerUser, token}, {maxServersOwned - 1, server}} {
			for range of.room - 1 {
				w.ok(of.create())
			}
			if in := w.atOnce(8, of.create); in != 1 {
				w.t.Errorf("%d were let in where there was room for one", in)
			}
		}
	})
}

// atOnce runs f so often at once and counts how often it was let in; every other time it must be LIMIT_REACHED.
func (w *world) atOnce(times int, f func() error) (in int) {
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
