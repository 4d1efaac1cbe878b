package db

import (
	"context"
	"slices"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// Act is a change of a server that somebody makes: who, whether they may, and the entry that tells of it.
//
// Actor is who they were when they came. Before May is asked, in the transaction, it becomes who they are there, nobody when
// their credential was revoked or their account disabled, and Standing what they are on the server: both stay true until the
// change is committed, for May and for what else the change asks its caller. May says why they may not; nil: nobody is asked.
//
// A nil Act is a change that nobody asks about, for tests that make a world. Acts on accounts are never nil and have a May.
type Act struct {
	Actor    model.Actor
	Standing model.Standing
	May      func(*Act) error
	Entry    *model.AuditEntry // nil: there is none
}

func (a *Act) entry() *model.AuditEntry {
	if a == nil {
		return nil
	}
	return a.Entry
}

// asks says whether somebody's right is looked at.
func (a *Act) asks() bool { return a != nil && a.May != nil }

// held are the rows that an act has locked.
type held struct {
	server model.Server
	users  map[model.ID]*model.User
}

// acted is audited for an act on a server. The server's row is locked first: what is done to a server is done one after the
// other, by who may do it at that moment, and not at all when it is deleted: NOT_FOUND. Then the rows of the actor and of the
// others that it is about are locked, in the order of their ids. Heads are locked after both.
func (db *DB) acted(
	ctx context.Context, server model.ID, act *Act, others []model.ID, fn func(context.Context, bun.Tx, *held) error,
) error {
	return db.audited(ctx, act.entry(), func(ctx context.Context, tx bun.Tx) error {
		on := new(held)
		locked := db.lockRow(tx.NewSelect().Model(&on.server).Where("id = ?", server).Where("deleted_at IS NULL"))
		if err := locked.Scan(ctx); err != nil {
			return err
		}
		if err := db.permit(ctx, tx, server, act, others, on); err != nil {
			return err
		}
		return fn(ctx, tx, on)
	})
}

// permit locks and reads the users, and asks whether the actor may act.
//
// SECURITY: nobody acts by a right that was taken before: whatever gives or takes one on a server locks its row, and whatever
// revokes a credential, disables an account or makes it administer locks the row of its user.
func (db *DB) permit(ctx context.Context, tx bun.Tx, server model.ID, act *Act, others []model.ID, on *held) (err error) {
	ids := slices.Clone(others)
	if act.asks() {
		ids = append(ids, act.Actor.UserID())
	}
	if on.users, err = db.lockUsers(ctx, tx, ids...); err != nil || !act.asks() {
		return err
	}
	if err := act.lookAgain(ctx, tx, server, on.users[act.Actor.UserID()]); err != nil {
		return err
	}
	return act.May(act)
}

// lookAgain makes the act's actor who they are now. Its statements begin after the locks are had, and see what they waited for.
func (a *Act) lookAgain(ctx context.Context, tx bun.Tx, server model.ID, u *model.User) error {
	credential := a.Actor.Credential()
	good, err := credentials(ctx, tx, []model.ID{credential})
	if err != nil {
		return err
	}
	if _, ok := good[credential]; !ok || u == nil {
		a.Actor = model.Actor{}
		return nil
	}
	a.Actor.User = u
	if a.Entry != nil {
		a.Entry.ActorName = u.Name
	}
	if server == 0 { // an act on accounts
		return nil
	}
	all, err := standings(ctx, tx, u.ID, []model.ID{server})
	a.Standing = all[server]
	return err
}
