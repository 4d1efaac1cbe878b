package chat

import (
	"sync"
	"testing"

	"chattr/internal/model"
)

// Two updates at once, of different fields: neither takes the other back.
func TestUpdatesAtOnceBothCount(t *testing.T) {
	each(t, func(w *fixture) {
		ctx := w.t.Context()
		var updates sync.WaitGroup
		for _, in := range []UpdateChannelInput{{Name: model.Some("renamed")}, {Topic: model.Some("about")}} {
			updates.Go(func() {
				in.ChannelID = w.channel.ID
				if _, err := w.Channels.Update(ctx, w.owner, in); err != nil {
					w.t.Error(err)
				}
			})
		}
		updates.Wait()
		ch := must(w.Channels.Get(ctx, w.owner, w.channel.ID))
		if ch.Name != "renamed" || ch.Topic == nil || *ch.Topic != "about" {
			w.t.Errorf("%+v", ch)
		}
		cleared := must(w.Channels.Update(ctx, w.owner, UpdateChannelInput{ChannelID: ch.ID, Topic: model.Null[string]()})).Channel
		if cleared.Name != "renamed" || cleared.Topic != nil {
			w.t.Errorf("%+v", cleared)
		}
	})
}
