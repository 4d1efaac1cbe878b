package chat

import (
	"testing"
	"time"

	"chattr/db/dbtest"
	"chattr/internal/authz"
	"chattr/internal/model"
)

// The objects that each kind of actor finds by id, and the actors who may change and delete a server, as a table that a person can check.
func TestLookupsByEveryKindOfActor(t *testing.T) {
	each(t, func(w *fixture) {
		ctx := w.t.Context()
		owner, member, admin := w.owner, w.member(), w.member(model.Administrator)
		manager, outsider := w.member(model.ManageServer), model.Actor{User: dbtest.User(w.t, w.db)}
		installation := w.administrator()
		bound, readOnly := w.owner, w.owner
		bound.ChannelIDs, readOnly.ReadOnly = model.IDs{w.channel.ID}, true

		page := Page{Limit: 10}
		members, _, err := w.Members.MembersOf(ctx, w.owner, []model.ID{w.server.ID}, page)
		w.ok(err)
		roles, _, err := w.Roles.RolesOf(ctx, w.owner, []model.ID{w.server.ID}, page)
		w.ok(err)
		node := func(id model.ID) func(model.Actor) error {
			return func(a model.Actor) error { _, err := w.Node(ctx, a, id); return err }
		}
		const ok, no, none, anonymous = model.Code(""), model.Forbidden, model.NotFound, model.Unauthenticated
		for _, c := range []struct {
			what string
			do   func(model.Actor) error
			// anonymous, outsider, member, manager, admin of the server, owner, bound, read-only, admin of the installation
			want [9]model.Code
		}{
			{"node of a member's user", node(member.User.ID), [9]model.Code{anonymous, none, ok, ok, ok, ok, none, ok, ok}},
			{"node of the outsider", node(outsider.User.ID), [9]model.Code{anonymous, ok, none, none, none, none, none, none, ok}},
			{"node of a member", node(members[w.server.ID].Edges[1].Node.ID), [9]model.Code{anonymous, none, ok, ok, ok, ok, none, ok, ok}},
			{"node of a role", node(roles[w.server.ID].Edges[0].Node.ID), [9]model.Code{anonymous, none, ok, ok, ok, ok, none, ok, ok}},
			{"node of the server", node(w.server.ID), [9]model.Code{anonymous, none, ok, ok, ok, ok, ok, ok, ok}},
			{"updateServer", func(a model.Actor) error {
				_, err := w.Servers.Update(ctx, a, UpdateServerInput{ServerID: w.server.ID, Name: model.Some("New")})
				return err
			}, [9]model.Code{anonymous, none, no, ok, ok, ok, no, no, ok}},
			{"deleteServer of its own", func(a model.Actor) error {
				// A new server, on which every actor is as on the old one, except that members are not members.
				s := must(w.Servers.Create(ctx, w.owner, CreateServerInput{Name: "Doomed"})).Server
				_, err := w.Servers.Delete(ctx, a, DeleteServerInput{ServerID: s.ID})
				return err
			}, [9]model.Code{anonymous, none, none, none, none, ok, none, no, ok}},
		} {
			for i, actor := range []model.Actor{{}, outsider, member, manager, admin, owner, bound, readOnly, installation} {
				if got := model.ErrorCode(c.do(actor)); got != c.want[i] {
					w.t.Errorf("%s, actor %d: %q, want %q", c.what, i, got, c.want[i])
				}
			}
		}
		for name, actor := range map[string]model.Actor{"member": member, "manager": manager, "admin of the server": admin, "bound": bound} {
			_, err := w.Servers.Delete(ctx, actor, DeleteServerInput{ServerID: w.server.ID})
			if model.ErrorCode(err) != model.Forbidden {
				w.t.Errorf("%s deleted the server: %v", name, err)
			}
		}
	})
}

// A refused request returns no object beside the error.
func TestRefusalsReturnNoObject(t *testing.T) {
	each(t, func(w *fixture) {
		ctx, member := w.t.Context(), w.member()
		if s, err := w.Servers.Update(ctx, member, UpdateServerInput{ServerID: w.server.ID}); s != nil || err == nil {
			w.t.Errorf("%v, %v", s, err)
		}
		if ch, err := w.channelFor(member); ch != nil || err == nil {
			w.t.Errorf("%v, %v", ch, err)
		}
		hook, _ := w.makeWebhook()
		readOnly := w.owner
		readOnly.ReadOnly = true
		if h, err := w.Webhooks.webhook(ctx, readOnly, authz.ManageWebhooks, hook.ID); h != nil || model.ErrorCode(err) != model.Forbidden {
			w.t.Errorf("%v, %v", h, err)
		}
	})
}

func (w *fixture) channelFor(a model.Actor) (*model.Channel, error) {
	return w.Chat.channel(w.t.Context(), a, authz.ManageChannels, w.channel.ID)
}

func TestExpiredTokensDoNotCount(t *testing.T) {
	each(t, func(w *fixture) {
		ctx, soon := w.t.Context(), model.Now()
		w.o.Now = func() time.Time { return soon.Add(-time.Minute) }
		for range maxTokensPerUser {
			_, err := w.AccessTokens.Create(ctx, w.owner, CreateAccessTokenInput{Name: "t", ExpiresAt: &soon})
			w.ok(err)
		}
		_, err := w.AccessTokens.Create(ctx, w.owner, CreateAccessTokenInput{Name: "one too many"})
		w.code(model.LimitReached, err)
		w.o.Now = func() time.Time { return soon }
		_, err = w.AccessTokens.Create(ctx, w.owner, CreateAccessTokenInput{Name: "fits"})
		w.ok(err)
	})
}
