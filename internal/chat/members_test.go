package chat

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"chattr/internal/model"
)

func TestLeavingAServer(t *testing.T) {
	each(t, func(w *fixture) {
		ctx, member := w.t.Context(), w.member()
		leave := func(a model.Actor) error {
			_, err := w.Members.Leave(ctx, a, LeaveServerInput{ServerID: w.server.ID})
			return err
		}
		w.code(model.Conflict, leave(w.owner))
		w.ok(leave(member))
		w.code(model.NotFound, leave(member))
		admin := w.administrator()
		w.code(model.NotFound, leave(admin)) // sees every server, and is a member of none
		_, err := w.Servers.Get(ctx, member, w.server.ID)
		w.code(model.NotFound, err)
	})
}

func TestTheOwnerCannotBeRemoved(t *testing.T) {
	each(t, func(w *fixture) {
		ctx := w.t.Context()
		admin := w.administrator()
		for _, a := range []model.Actor{w.owner, admin} {
			_, err := w.Members.Remove(ctx, a, RemoveMemberInput{MemberID: w.membership(w.owner).ID})
			w.code(model.Conflict, err)
		}
		_, err := w.Members.Remove(ctx, w.member(model.Administrator), RemoveMemberInput{MemberID: w.membership(w.owner).ID})
		w.code(model.Conflict, err)
		_, err = w.Members.Remove(ctx, w.member(model.ManageServer), RemoveMemberInput{MemberID: w.membership(w.owner).ID})
		w.code(model.Forbidden, err)
	})
}

func TestHandingAServerOver(t *testing.T) {
	each(t, func(w *fixture) {
		ctx, heir := w.t.Context(), w.member()
		transfer := func(a model.Actor, to model.Actor) error {
			_, err := w.Servers.Transfer(ctx, a, TransferServerInput{ServerID: w.server.ID, MemberID: w.membership(to).ID})
			return err
		}
		w.code(model.Forbidden, transfer(heir, heir))
		w.code(model.Conflict, transfer(w.owner, w.owner))
		w.ok(transfer(w.owner, heir))
		w.code(model.Forbidden, transfer(w.owner, w.owner))
		if got := w.permissions(heir); !slices.Equal(got, model.AllPermissions) {
			t.Errorf("the new owner has %v", got)
		}
		if got := w.permissions(w.owner); slices.Contains(got, model.ManageServer) {
			t.Errorf("the old owner has %v", got)
		}
		_, err := w.Members.Leave(ctx, w.owner, LeaveServerInput{ServerID: w.server.ID})
		w.ok(err)
	})
}

// However handing over and leaving fall together, the owner is a member.
func TestTheOwnerIsAlwaysAMember(t *testing.T) {
	each(t, func(w *fixture) {
		for range 20 {
			heir := w.member()
			m, owner := w.membership(heir), w.owner
			var both sync.WaitGroup
			both.Go(func() {
				_, _ = w.Servers.Transfer(context.Background(), owner, TransferServerInput{ServerID: w.server.ID, MemberID: m.ID})
			})
			both.Go(func() {
				_, _ = w.Members.Leave(context.Background(), heir, LeaveServerInput{ServerID: w.server.ID})
			})
			both.Wait()
			s, err := w.db.Server(w.t.Context(), w.server.ID)
			w.ok(err)
			if s.OwnerID == heir.UserID() {
				w.owner = heir
			}
			w.membership(w.owner)
		}
	})
}

func TestNewOwnersMayOwnOnlySoMany(t *testing.T) {
	each(t, func(w *fixture) {
		ctx, heir := w.t.Context(), w.member()
		for range maxServersOwned {
			must(w.Servers.Create(ctx, heir, CreateServerInput{Name: "x"}))
		}
		_, err := w.Servers.Transfer(ctx, w.owner, TransferServerInput{ServerID: w.server.ID, MemberID: w.membership(heir).ID})
		w.code(model.LimitReached, err)
	})
}

// An open stream of a member who is removed or leaves ends within a second.
func TestStreamsEndWithTheMembership(t *testing.T) {
	each(t, func(w *fixture) {
		w.runs()
		for name, end := range map[string]func(model.Actor) error{
			"removed": func(a model.Actor) error {
				_, err := w.Members.Remove(w.t.Context(), w.owner, RemoveMemberInput{MemberID: w.membership(a).ID})
				return err
			},
			"left": func(a model.Actor) error {
				_, err := w.Members.Leave(w.t.Context(), a, LeaveServerInput{ServerID: w.server.ID})
				return err
			},
		} {
			member := w.member()
			stream, err := w.Events.Open(w.t.Context(), member, w.channel.ID, nil)
			w.ok(err)
			w.ok(end(member))
			began := time.Now()
			if _, err = stream.Next(w.t.Context()); model.ErrorCode(err) != model.NotFound {
				w.t.Errorf("%s: the stream ended with %v", name, err)
			}
			if took := time.Since(began); took > 3*time.Second {
				w.t.Errorf("%s: the stream went on for %v", name, took)
			}
			stream.Close()
		}
	})
}
