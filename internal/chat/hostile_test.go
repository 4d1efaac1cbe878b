package chat

import (
	"testing"

	"chattr/db/dbtest"
	"chattr/internal/model"
)

// On a database with unfavourable defaults every act, post, page and stream works.
func TestHostileDefaultsStopNothing(t *testing.T) {
	t.Parallel()
	w := newFixture(t, dbtest.Open(t, dbtest.HostilePostgresURL(t)))
	w.runs()
	ctx := t.Context()
	beginning := model.Cursor{ChannelID: w.channel.ID}.String()
	s, err := w.Events.Open(ctx, w.owner, w.channel.ID, &beginning)
	w.ok(err)
	defer s.Close()
	hook, token := w.makeWebhook()
	const content = `C:\temp\n 'quoted' 🎉`
	_, err = w.execute(hook.ID, token, content)
	w.ok(err)
	edited := w.post("before")
	_, err = w.Messages.Edit(ctx, w.owner, EditMessageInput{MessageID: edited.Message.ID, Content: "after"})
	w.ok(err)
	_, err = w.Messages.Delete(ctx, w.owner, DeleteMessageInput{MessageID: edited.Message.ID})
	w.ok(err)
	for number := int64(1); number <= 4; number++ {
		e, err := s.Next(ctx)
		w.ok(err)
		if e.Number != number {
			t.Errorf("got event %d, want %d", e.Number, number)
		}
	}
	for _, act := range w.changesOnServer(w.owner) {
		if err := act.do(); err != nil {
			t.Errorf("%s: %v", act.what, err)
		}
	}
	pages, err := w.Messages.MessagesOf(ctx, w.owner, []model.ID{w.channel.ID}, Page{Limit: 10})
	w.ok(err)
	if got := pages[w.channel.ID].Edges[0].Node.Content; got != content {
		t.Errorf("got %q, want %q", got, content)
	}
	if got := must(w.db.Webhook(ctx, hook.ID)).CreatedAt; !got.Equal(hook.CreatedAt) {
		t.Errorf("created at %v, want %v", got, hook.CreatedAt)
	}
	w.invited("Anna")
	must(w.signIn("Anna", secretPhrase))
	w.ok(w.sweep(ctx))
}
