package chat

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"chattr/db/dbtest"
	"chattr/internal/model"
	"chattr/internal/pubsub"
)

// twoInstances are two worlds that are one, on both databases.
func twoInstances(t *testing.T, f func(here, there *fixture)) {
	t.Parallel()
	dbtest.EachURL(t, func(t *testing.T, url string) {
		here := newFixture(t, dbtest.Open(t, url))
		there := *here
		there.Chat = New(dbtest.Open(t, url), &pubsub.Local{}, here.o)
		t.Cleanup(there.background.Wait)
		f(here, &there)
	})
}

// atOnce does all of them at once and answers what came of each.
func atOnce(acts ...func() error) []model.Code {
	codes := make([]model.Code, len(acts))
	var doing sync.WaitGroup
	for i, do := range acts {
		doing.Go(func() { codes[i] = model.ErrorCode(do()) })
	}
	doing.Wait()
	return codes
}

func (w *fixture) transfer(by, to model.Actor) error {
	_, err := w.Servers.Transfer(w.t.Context(), by, TransferServerInput{ServerID: w.server.ID, MemberID: w.membership(to).ID})
	return err
}

// In the log nothing of theirs stands after the removal of who goes on acting.
func TestTheRemovedAreNotInTheLogAfterwards(t *testing.T) {
	twoInstances(t, func(here, there *fixture) {
		ctx := here.t.Context()
		for range 4 {
			boss, other := here.member(model.Administrator), here.membership(here.member())
			role := here.makeRole(here.owner, model.Administrator)
			m := here.membership(boss)
			var acts []func() error
			for i, w := range []*fixture{here, there, here, there, here, there, here, there, here, there} {
				acts = append(acts, func() error {
					_, err := w.Roles.GiveRole(ctx, boss, GiveRoleInput{RoleID: role.ID, MemberID: other.ID})
					return err
				}, func() error {
					_, err := w.Roles.TakeRole(ctx, boss, TakeRoleInput{RoleID: role.ID, MemberID: other.ID})
					return err
				}, func() error {
					_, err := w.Invitations.Create(ctx, boss, CreateInvitationInput{ServerID: w.server.ID})
					return err
				}, func() error {
					_, err := w.Servers.Update(ctx, boss, UpdateServerInput{ServerID: w.server.ID, Name: model.Some(fmt.Sprint(i))})
					return err
				})
			}
			removal := len(acts) / 4
			acts = slices.Insert(acts, removal, func() error {
				_, err := there.Members.Remove(ctx, here.owner, RemoveMemberInput{MemberID: m.ID})
				return err
			})
			if code := atOnce(acts...)[removal]; code != "" {
				here.t.Fatalf("the member was not removed: %s", code)
			}
			removed := false
			for _, edge := range here.log() {
				e := edge.Node
				removed = removed || e.Action == model.MemberRemoved && e.TargetID == m.ID
				if removed && e.ActorID == boss.UserID() {
					here.t.Errorf("%s by who was removed", returned(e))
				}
			}
			if !removed {
				here.t.Fatal("nobody was removed")
			}
		}
	})
}

// A server is handed over by who has it: of two handings over at once one is refused; an administrator's come one after the
// other, and the log tells from whom to whom.
func TestAServerIsHandedOverByItsOwner(t *testing.T) {
	twoInstances(t, func(here, there *fixture) {
		a, b, admin := here.member(), here.member(), here.administrator()
		for range 5 {
			codes := atOnce(func() error { return here.transfer(here.owner, a) }, func() error { return there.transfer(here.owner, b) })
			if slices.Sort(codes); !slices.Equal(codes, []model.Code{"", model.Forbidden}) {
				here.t.Errorf("the owner hands it over twice: %v", codes)
			}
			codes = atOnce(func() error { return here.transfer(admin, a) }, func() error { return there.transfer(admin, b) },
				func() error { return here.transfer(admin, here.owner) })
			for _, code := range codes {
				if code != "" && code != model.Conflict { // they have it already
					here.t.Errorf("an administrator: %v", codes)
				}
			}
			if err := here.transfer(admin, here.owner); err != nil && model.ErrorCode(err) != model.Conflict {
				here.t.Fatal(err)
			}
		}
		has := here.owner.User.Name
		for _, edge := range here.log() {
			if e := edge.Node; e.Action == model.ServerTransferred {
				if *e.Changes[0].Before != has {
					here.t.Errorf("%s, and %s had it", returned(e), has)
				}
				has = *e.Changes[0].After
			}
		}
	})
}

// A former owner cannot delete the server after its transfer.
func TestAServerIsDeletedByItsOwner(t *testing.T) {
	twoInstances(t, func(here, there *fixture) {
		for range 5 {
			here.server = must(here.Servers.Create(here.t.Context(), here.owner, CreateServerInput{Name: "S"})).Server
			heir := here.member()
			codes := atOnce(func() error { return here.transfer(here.owner, heir) }, func() error {
				_, err := there.Servers.Delete(here.t.Context(), here.owner, DeleteServerInput{ServerID: here.server.ID})
				return err
			})
			if !slices.Equal(codes, []model.Code{"", model.Forbidden}) && !slices.Equal(codes, []model.Code{model.NotFound, ""}) {
				here.t.Errorf("handed over and deleted: %v", codes)
			}
		}
	})
}
