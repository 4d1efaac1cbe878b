package chat

import (
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"chattr/db/dbtest"
	"chattr/internal/model"
)

// invite makes an invitation for so many and returns its secret.
func (w *fixture) invite(uses int) (*model.Invitation, string) {
	w.t.Helper()
	made, err := w.Invitations.Create(w.t.Context(), w.owner, CreateInvitationInput{ServerID: w.server.ID, MaxUses: &uses})
	w.ok(err)
	base, secret, _ := strings.Cut(made.URL, "/#invite=")
	if base != "https://chattr.test" || secret == "" {
		w.t.Fatalf("the link is %s", made.URL)
	}
	return made.Invitation, secret
}

func (w *fixture) outsider() model.Actor { return model.Actor{User: dbtest.User(w.t, w.db)} }

func (w *fixture) accept(a model.Actor, secret string) error {
	_, err := w.Invitations.Accept(w.t.Context(), a, AcceptInvitationInput{Secret: secret})
	return err
}

func TestInvitationsAreUsedUp(t *testing.T) {
	each(t, func(w *fixture) {
		made, secret := w.invite(2)
		first := w.outsider()
		for range 2 { // the second time they are there already, and nothing is used up
			got, err := w.Invitations.Accept(w.t.Context(), first, AcceptInvitationInput{Secret: secret})
			w.ok(err)
			if got.Server.ID != w.server.ID {
				w.t.Errorf("joined %+v", got.Server)
			}
		}
		w.ok(w.accept(w.outsider(), secret))
		w.code(model.NotFound, w.accept(w.outsider(), secret))
		now, err := w.db.Invitation(w.t.Context(), made.ID)
		w.ok(err)
		if now.Uses != 2 {
			t.Errorf("used %d times", now.Uses)
		}
	})
}

func TestOneUseLetsOneIn(t *testing.T) {
	each(t, func(w *fixture) {
		_, secret := w.invite(1)
		var in atomic.Int64
		var all sync.WaitGroup
		for range 8 {
			a := w.outsider()
			all.Go(func() {
				if w.accept(a, secret) == nil {
					in.Add(1)
				}
			})
		}
		all.Wait()
		if in.Load() != 1 {
			w.t.Errorf("%d came in", in.Load())
		}
	})
}

func TestInvitationsEnd(t *testing.T) {
	each(t, func(w *fixture) {
		ctx := w.t.Context()
		revoked, secret := w.invite(1)
		_, err := w.Invitations.Revoke(ctx, w.owner, RevokeInvitationInput{InvitationID: revoked.ID})
		w.ok(err)
		w.code(model.NotFound, w.accept(w.outsider(), secret))
		_, err = w.Invitations.Revoke(ctx, w.owner, RevokeInvitationInput{InvitationID: revoked.ID})
		w.code(model.NotFound, err)

		made, secret := w.invite(1)
		_, err = w.SignIn.PreviewInvitation(ctx, secret, home)
		w.ok(err)
		w.o.Now = func() time.Time { return made.ExpiresAt }
		w.code(model.NotFound, w.accept(w.outsider(), secret))
		_, err = w.SignIn.PreviewInvitation(ctx, secret, home)
		w.code(model.NotFound, err)
		w.o.Now = model.Now

		_, secret = w.invite(1)
		_, err = w.Servers.Delete(ctx, w.owner, DeleteServerInput{ServerID: w.server.ID})
		w.ok(err)
		w.code(model.NotFound, w.accept(w.outsider(), secret))
		w.code(model.NotFound, w.accept(w.outsider(), "chattr_in_nonsense"))
		w.ok(w.sweep(ctx))
	})
}

func TestInvitationInputs(t *testing.T) {
	each(t, func(w *fixture) {
		past, far := model.Now().Add(-time.Second), model.Now().Add(366*24*time.Hour)
		for _, in := range []CreateInvitationInput{{MaxUses: new(0)}, {MaxUses: new(1001)}, {ExpiresAt: &past}, {ExpiresAt: &far}} {
			in.ServerID = w.server.ID
			_, err := w.Invitations.Create(w.t.Context(), w.owner, in)
			w.code(model.BadUserInput, err)
		}
	})
}

func TestInvitationsAreLimited(t *testing.T) {
	each(t, func(w *fixture) {
		var one *model.Invitation
		for range maxInvitationsPerServer {
			one, _ = w.invite(1)
		}
		again := func() error {
			_, err := w.Invitations.Create(w.t.Context(), w.owner, CreateInvitationInput{ServerID: w.server.ID})
			return err
		}
		w.code(model.LimitReached, again())
		_, err := w.Invitations.Revoke(w.t.Context(), w.owner, RevokeInvitationInput{InvitationID: one.ID})
		w.ok(err)
		w.ok(again())
	})
}

func TestInvitationsAreSeenByWhoManagesTheServer(t *testing.T) {
	each(t, func(w *fixture) {
		ctx := w.t.Context()
		made, _ := w.invite(1)
		for _, c := range []struct {
			actor model.Actor
			node  model.Code
			list  model.Code
		}{
			{w.member(model.ManageServer), "", ""},
			{w.member(), model.NotFound, model.Forbidden},
			{w.outsider(), model.NotFound, model.NotFound},
		} {
			_, err := w.Node(ctx, c.actor, made.ID)
			w.code(c.node, err)
			pages, denied, err := w.Invitations.InvitationsOf(ctx, c.actor, []model.ID{w.server.ID}, Page{Limit: 10})
			w.ok(err)
			w.code(c.list, denied[w.server.ID])
			if c.list == "" && len(pages[w.server.ID].Edges) != 1 || c.list != "" && len(pages) != 0 {
				w.t.Errorf("%+v", pages)
			}
		}
	})
}
