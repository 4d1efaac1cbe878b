package chat

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"chattr/db/dbtest"
	"chattr/internal/model"
)

// log returns the whole audit log of the server, as its owner reads it.
func (w *fixture) log() (entries []*AuditEntryEdge) {
	w.t.Helper()
	for page := (Page{Limit: MaxPage}); ; {
		pages, denied, err := w.AuditLog.AuditLogsOf(w.t.Context(), w.owner, []model.ID{w.server.ID}, page)
		w.ok(err)
		w.ok(denied[w.server.ID])
		edges := pages[w.server.ID].Edges
		entries = append(entries, edges...)
		if len(edges) < MaxPage {
			return entries
		}
		page.After = edges[len(edges)-1].Node.Number
	}
}

// returned is what an entry tells, on one line.
func returned(e *model.AuditEntry) string {
	line := fmt.Sprintf("%s %s %s", e.Action, e.Target().Kind, e.TargetName)
	for _, change := range e.Changes {
		text := func(s *string) string {
			if s == nil {
				return "nothing"
			}
			return *s
		}
		line += fmt.Sprintf(", %s: %s → %s", change.Field, text(change.Before), text(change.After))
	}
	return line
}

func TestAuditLogTellsWhatWasDone(t *testing.T) {
	each(t, func(w *fixture) {
		ctx, manager := w.t.Context(), w.member(model.ManageServer, model.ManageChannels)
		hook, _ := w.makeWebhook()
		other := w.makeChannel("other")
		_, err := w.Webhooks.Update(ctx, manager, UpdateWebhookInput{
			WebhookID: hook.ID, Name: model.Some("Renamed"), AvatarURL: model.Some("https://a.example/a.png"),
			ChannelID: model.Some(other.ID), Enabled: model.Some(false),
		})
		w.ok(err)
		again, err := w.Webhooks.RegenerateURL(ctx, manager, RegenerateWebhookURLInput{WebhookID: hook.ID})
		w.ok(err)
		_, err = w.Webhooks.Delete(ctx, manager, DeleteWebhookInput{WebhookID: hook.ID})
		w.ok(err)
		_, err = w.Channels.Update(ctx, manager, UpdateChannelInput{ChannelID: other.ID, Topic: model.Some("t")})
		w.ok(err)
		_, err = w.Channels.Update(ctx, manager, UpdateChannelInput{ChannelID: other.ID, Name: model.Some("new"), Topic: model.Null[string]()})
		w.ok(err)
		_, err = w.Channels.Delete(ctx, manager, DeleteChannelInput{ChannelID: other.ID})
		w.ok(err)
		_, err = w.Servers.Update(ctx, manager, UpdateServerInput{ServerID: w.server.ID, Name: model.Some("Best")})
		w.ok(err)

		want := []string{
			"SERVER_CREATED SERVER Test",
			"CHANNEL_CREATED CHANNEL deploys",
			"WEBHOOK_CREATED WEBHOOK CI",
			"CHANNEL_CREATED CHANNEL other",
			fmt.Sprintf("WEBHOOK_UPDATED WEBHOOK Renamed, name: CI → Renamed, avatarUrl: nothing → https://a.example/a.png, "+
				"channelId: %s → %s, enabled: true → false", w.channel.ID, other.ID),
			"WEBHOOK_URL_REGENERATED WEBHOOK Renamed",
			"WEBHOOK_DELETED WEBHOOK Renamed",
			"CHANNEL_UPDATED CHANNEL other, topic: nothing → t",
			"CHANNEL_UPDATED CHANNEL new, name: other → new, topic: t → nothing",
			"CHANNEL_DELETED CHANNEL new",
			"SERVER_UPDATED SERVER Best, name: Test → Best",
		}
		edges := w.log()
		for i, edge := range edges {
			who := w.owner
			if i > 3 {
				who = manager
			}
			e := edge.Node
			if got := returned(e); i >= len(want) || got != want[i] || e.ActorID != who.UserID() || e.ActorName != who.User.Name {
				w.t.Errorf("entry %d by %s: %s", i, e.ActorName, got)
			}
			text, _ := json.Marshal(e)
			if strings.Contains(string(text), tokenOf(again.URL)) {
				w.t.Errorf("the log holds the token: %s", text)
			}
		}
		if len(edges) != len(want) {
			w.t.Errorf("%d entries, want %d", len(edges), len(want))
		}
	})
}

// Changes that were refused have no entry.
func TestAuditLogTellsNothingElse(t *testing.T) {
	each(t, func(w *fixture) {
		ctx, member := w.t.Context(), w.member()
		hook, token := w.makeWebhook()
		before := len(w.log())
		update := func(actor model.Actor, in UpdateWebhookInput) {
			in.WebhookID = hook.ID
			_, _ = w.Webhooks.Update(ctx, actor, in)
		}
		update(w.owner, UpdateWebhookInput{})
		update(w.owner, UpdateWebhookInput{Name: model.Some("CI"), AvatarURL: model.Null[string](), Enabled: model.Some(true)})
		update(w.owner, UpdateWebhookInput{Name: model.Some("everyone")})
		update(member, UpdateWebhookInput{Name: model.Some("Mine")})
		_, _ = w.Servers.Update(ctx, w.owner, UpdateServerInput{ServerID: w.server.ID, Name: model.Some(w.server.Name)})
		_, _ = w.Channels.Update(ctx, w.owner, UpdateChannelInput{ChannelID: w.channel.ID, Topic: model.Some(" ")})
		_, _ = w.Channels.Delete(ctx, member, DeleteChannelInput{ChannelID: w.channel.ID})
		_, err := w.execute(hook.ID, token, "posting is not told")
		w.ok(err)
		w.post("nor this")
		if got := w.log()[before:]; len(got) != 0 {
			w.t.Errorf("told of: %s", returned(got[0].Node))
		}
	})
}

func TestWhoReadsTheAuditLog(t *testing.T) {
	each(t, func(w *fixture) {
		installation := model.Actor{User: dbtest.User(w.t, w.db)}
		installation.User.Administrator = true
		bound, readOnly, readOnlyMember := w.owner, w.owner, w.member()
		bound.ChannelIDs, readOnly.ReadOnly, readOnlyMember.ReadOnly = model.IDs{w.channel.ID}, true, true
		entry := w.log()[0].Node
		for name, c := range map[string]struct {
			actor model.Actor
			log   model.Code // of Server.auditLog
			node  model.Code // of node(id:)
		}{
			"nobody":            {model.Actor{}, model.Unauthenticated, model.Unauthenticated},
			"a stranger":        {model.Actor{User: dbtest.User(w.t, w.db)}, model.NotFound, model.NotFound},
			"a member":          {w.member(), model.Forbidden, model.NotFound},
			"MANAGE_CHANNELS":   {w.member(model.ManageChannels), model.Forbidden, model.NotFound},
			"MANAGE_SERVER":     {w.member(model.ManageServer), "", ""},
			"ADMINISTRATOR":     {w.member(model.Administrator), "", ""},
			"the owner":         {w.owner, "", ""},
			"the installation":  {installation, "", ""},
			"bound":             {bound, model.Forbidden, model.NotFound},
			"read-only":         {readOnly, "", ""},
			"read-only, member": {readOnlyMember, model.Forbidden, model.NotFound},
		} {
			pages, denied, err := w.AuditLog.AuditLogsOf(w.t.Context(), c.actor, []model.ID{w.server.ID}, Page{Limit: 10})
			w.ok(err)
			page := pages[w.server.ID]
			if got := model.ErrorCode(denied[w.server.ID]); got != c.log || (page != nil && len(page.Edges) == 2) != (c.log == "") {
				w.t.Errorf("%s: %q, %+v", name, got, page)
			}
			node, err := w.Node(w.t.Context(), c.actor, entry.ID)
			if got := model.ErrorCode(err); got != c.node || (node != nil) != (c.node == "") {
				w.t.Errorf("%s, node: %q, %+v", name, got, node)
			}
		}
	})
}

func TestAuditLogPages(t *testing.T) {
	each(t, func(w *fixture) {
		for i := range 8 {
			w.makeChannel(fmt.Sprint(i)) // ten entries with the server's and the first channel's
		}
		page := func(first *int, after *string, last *int, before *string) *AuditEntryConnection {
			p, err := ParsePage(model.KindAuditEntry, first, after, last, before)
			w.ok(err)
			pages, _, err := w.AuditLog.AuditLogsOf(w.t.Context(), w.owner, []model.ID{w.server.ID}, p)
			w.ok(err)
			return pages[w.server.ID]
		}
		walk := func(what string, next func(*AuditEntryConnection) *AuditEntryConnection, want ...string) {
			c := next(nil)
			for i, numbers := range want {
				got := ""
				for _, edge := range c.Edges {
					got += fmt.Sprint(edge.Node.Number, " ")
				}
				if got != numbers {
					w.t.Errorf("%s, page %d: %s, want %s", what, i, got, numbers)
				}
				if i < len(want)-1 {
					c = next(c)
				}
			}
			if what == "backward" && c.PageInfo.HasPreviousPage || what == "forward" && c.PageInfo.HasNextPage {
				w.t.Errorf("%s: %+v at the end", what, c.PageInfo)
			}
		}
		walk("backward", func(c *AuditEntryConnection) *AuditEntryConnection {
			if c == nil {
				return page(nil, nil, new(4), nil)
			}
			return page(nil, nil, new(4), c.PageInfo.StartCursor)
		}, "7 8 9 10 ", "3 4 5 6 ", "1 2 ")
		walk("forward", func(c *AuditEntryConnection) *AuditEntryConnection {
			if c == nil {
				return page(new(4), nil, nil, nil)
			}
			return page(new(4), c.PageInfo.EndCursor, nil, nil)
		}, "1 2 3 4 ", "5 6 7 8 ", "9 10 ")
		if n := len(page(nil, nil, nil, nil).Edges); n != 10 {
			w.t.Errorf("%d entries when nothing is said", n)
		}
	})
}
