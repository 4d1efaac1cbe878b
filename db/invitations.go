package db

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// InsertInvitation stores an invitation to a server whose row is locked.
func (tx *Tx) InsertInvitation(i *model.Invitation) error {
	if err := tx.requires(lockedServers, i.ServerID); err != nil {
		return err
	}
	return wrap(insertAll(tx.ctx, tx.sql, i))
}

// CountInvitations returns the number of invitations, to a server whose row is locked, that are valid at a time.
func (tx *Tx) CountInvitations(server model.ID, at time.Time) (int, error) {
	if err := tx.requires(lockedServers, server); err != nil {
		return 0, err
	}
	return count(tx.ctx, validInvitations(tx.invitationsTo(server), at))
}

// DeleteEndedInvitations removes invitations to a server, whose row is locked, that are used up or expired, the oldest first, until no
// more than `most` invitations of any kind are left, or none that has ended.
func (tx *Tx) DeleteEndedInvitations(server model.ID, at time.Time, most int) error {
	if err := tx.requires(lockedServers, server); err != nil {
		return err
	}
	ended := tx.invitationsTo(server).Column("id").Where("(uses >= max_uses OR expires_at <= ?)", at).Order("id")
	return wrap(deleteOldest(tx.ctx, tx.sql, (*model.Invitation)(nil), tx.invitationsTo(server), ended, most))
}

func (tx *Tx) invitationsTo(server model.ID) *bun.SelectQuery {
	return tx.sql.NewSelect().Model((*model.Invitation)(nil)).Where("invitation.server_id = ?", server)
}

// UseInvitation counts a use of an invitation to a server whose row is locked: of two people who concurrently use it for the last time,
// one is refused. It returns NOT_FOUND if the invitation is not valid at that time.
func (tx *Tx) UseInvitation(i *model.Invitation, at time.Time) error {
	if err := tx.requires(lockedServers, i.ServerID); err != nil {
		return err
	}
	return found(tx.sql.NewUpdate().Model((*model.Invitation)(nil)).Set("uses = uses + 1").Where("id = ?", i.ID).
		Where("uses < max_uses").Where("expires_at > ?", at).Exec(tx.ctx))
}

// DeleteInvitation removes an invitation to a server whose row is locked. It returns NOT_FOUND if there is no such invitation.
func (tx *Tx) DeleteInvitation(i *model.Invitation) error {
	if err := tx.requires(lockedServers, i.ServerID); err != nil {
		return err
	}
	return found(tx.sql.NewDelete().Model(i).WherePK().Exec(tx.ctx))
}

// Invitation returns an invitation, valid or not. It returns NOT_FOUND if there is no such invitation or its server is deleted.
func (db *DB) Invitation(ctx context.Context, id model.ID) (*model.Invitation, error) {
	i := new(model.Invitation)
	return i, wrap(invitations(db.read.NewSelect().Model(i)).Where("invitation.id = ?", id).Scan(ctx))
}

// InvitationByHash returns the invitation with this hash. It returns NOT_FOUND if there is none that is valid at that time.
func (db *DB) InvitationByHash(ctx context.Context, hash []byte, at time.Time) (*model.Invitation, error) {
	i := new(model.Invitation)
	return i, wrap(validInvitations(invitations(db.read.NewSelect().Model(i)), at).Where("invitation.token_hash = ?", hash).Scan(ctx))
}

// invitations narrows a query to the invitations to servers that are not deleted.
func invitations(q *bun.SelectQuery) *bun.SelectQuery {
	return q.Join("JOIN servers AS s ON s.id = invitation.server_id AND s.deleted_at IS NULL")
}

// validInvitations narrows a query to the invitations that are valid at a time: not used up and not expired.
func validInvitations(q *bun.SelectQuery, at time.Time) *bun.SelectQuery {
	return q.Where("invitation.uses < invitation.max_uses").Where("invitation.expires_at > ?", at)
}

// InvitationsOf returns a page of the invitations of each server.
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
