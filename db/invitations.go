package db

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// InsertInvitation stores an invitation, if there is room beside those that are still good. Of the others, the oldest are removed
// when there are more than `most` with them. NOT_FOUND when its server is deleted.
func (db *DB) InsertInvitation(ctx context.Context, i *model.Invitation, most int, room Room, act *Act) error {
	return db.acted(ctx, i.ServerID, act, nil, func(ctx context.Context, tx bun.Tx, _ *held) error {
		all := func() *bun.SelectQuery {
			return tx.NewSelect().Model((*model.Invitation)(nil)).Where("invitation.server_id = ?", i.ServerID)
		}
		if err := room.beside(ctx, good(all(), i.CreatedAt)); err != nil {
			return err
		}
		ended := all().Column("id").Where("(uses >= max_uses OR expires_at <= ?)", i.CreatedAt).Order("id")
		if err := dropOldest(ctx, tx, (*model.Invitation)(nil), all(), ended, most-1); err != nil {
			return err
		}
		return insertAll(ctx, tx, i)
	})
}

// Invitation is one invitation, good or not. NOT_FOUND when there is none, or its server is deleted.
func (db *DB) Invitation(ctx context.Context, id model.ID) (*model.Invitation, error) {
	i := new(model.Invitation)
	return i, wrap(invitations(db.read.NewSelect().Model(i)).Where("invitation.id = ?", id).Scan(ctx))
}

// InvitationByHash is the invitation with that hash. NOT_FOUND when there is none that is good at that moment.
func (db *DB) InvitationByHash(ctx context.Context, hash []byte, at time.Time) (*model.Invitation, error) {
	i := new(model.Invitation)
	return i, wrap(good(invitations(db.read.NewSelect().Model(i)), at).Where("invitation.token_hash = ?", hash).Scan(ctx))
}

// UseInvitation makes m a member of the server of an invitation, if that is good when the membership begins: else NOT_FOUND.
// CONFLICT when they are one already; then it is not used up.
func (db *DB) UseInvitation(
	ctx context.Context, i *model.Invitation, m *model.Member, room Room, act *Act,
) error {
	return db.acted(ctx, i.ServerID, act, []model.ID{m.UserID}, func(ctx context.Context, tx bun.Tx, on *held) error {
		nameTarget(act.entry(), on.users[m.UserID].Name)
		return useInvitation(ctx, tx, i, m, room)
	})
}

// useInvitation needs the server's row to be locked: of two who come at once by the last use, one is refused.
func useInvitation(ctx context.Context, tx bun.Tx, i *model.Invitation, m *model.Member, room Room) error {
	q := tx.NewUpdate().Model((*model.Invitation)(nil)).Set("uses = uses + 1").Where("id = ?", i.ID).
		Where("uses < max_uses").Where("expires_at > ?", m.CreatedAt)
	if err := found(q.Exec(ctx)); err != nil {
		return err
	}
	m.ServerID = i.ServerID
	others := tx.NewSelect().Model((*model.Member)(nil)).Where("server_id = ?", i.ServerID).Where("user_id != ?", m.UserID)
	if err := room.beside(ctx, others); err != nil {
		return err
	}
	return insertAll(ctx, tx, m)
}

// invitations leaves out those of deleted servers.
func invitations(q *bun.SelectQuery) *bun.SelectQuery {
	return q.Join("JOIN servers AS s ON s.id = invitation.server_id AND s.deleted_at IS NULL")
}

// good are those that still let in.
func good(q *bun.SelectQuery, at time.Time) *bun.SelectQuery {
	return q.Where("invitation.uses < invitation.max_uses").Where("invitation.expires_at > ?", at)
}

// DeleteInvitation removes an invitation. NOT_FOUND when it is gone.
func (db *DB) DeleteInvitation(ctx context.Context, i *model.Invitation, act *Act) error {
	return db.acted(ctx, i.ServerID, act, nil, func(ctx context.Context, tx bun.Tx, _ *held) error {
		return found(tx.NewDelete().Model(i).WherePK().Exec(ctx))
	})
}

// InvitationsOf is a page of the invitations of each server.
func (db *DB) InvitationsOf(ctx context.Context, servers []model.ID, page Page) (map[model.ID][]*model.Invitation, error) {
	return pages(ctx, db, servers, page, list[model.Invitation]{
		query: func(server model.ID) *bun.SelectQuery {
			return invitations(db.read.NewSelect().Model((*model.Invitation)(nil))).Where("invitation.server_id = ?", server)
		},
		column: "invitation.id",
		key:    func(i *model.Invitation) int64 { return int64(i.ID) },
		parent: func(i *model.Invitation) model.ID { return i.ServerID },
	})
}
