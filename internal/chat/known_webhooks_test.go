package chat

import (
	"sync"
	"testing"
)

// A burst of posts by a webhook that this instance has not seen yet is not taken for a burst of guesses.
func TestBurstOfTheUnknownIsNoGuessing(t *testing.T) {
	each(t, func(w *world) {
		made := must(w.CreateWebhook(w.t.Context(), w.owner, CreateWebhookInput{ChannelID: w.channel.ID, Name: "CI"}))
		cold := New(w.db, w.broker, w.o)
		in := ExecuteWebhookInput{AppID: made.Webhook.ID, Token: tokenOf(made.URL), Content: "x"}
		var all sync.WaitGroup
		for range 300 {
			all.Go(func() {
				if _, err := cold.AuthenticateWebhook(w.t.Context(), home, in.AppID, in.Token); err != nil {
					w.t.Error(err)
				}
			})
		}
		all.Wait()
	})
}
