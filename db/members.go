package db

import (
	"context"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// InsertMember makes a user a member of a server whose row is locked. It returns CONFLICT if the user is a member.
func (tx *Tx) InsertMember(m *model.Member) error {
	if err := tx.requires(lockedServers, m.ServerID); err != nil {
		return err
	}
	return wrap(insertAll(tx.ctx, tx.sql, m))
}

// CountOtherMembers returns the number of members, except this user, of a server whose row is locked.
func (tx *Tx) CountOtherMembers(server, user model.ID) (int, error) {
	if err := tx.requires(lockedServers, server); err != nil {
		return 0, err
	}
	return count(tx.ctx, tx.sql.NewSelect().Model((*model.Member)(nil)).Where("server_id = ?", server).Where("user_id != ?", user))
}

// DeleteMember ends a membership of a server whose row is locked, and takes its roles. It returns NOT_FOUND if the membership has ended.
func (tx *Tx) DeleteMember(m *model.Member) error {
	if err := tx.requires(lockedServers, m.ServerID); err != nil {
		return err
	}
	if err := serverAccessChanged(tx.ctx, tx.sql, m.ServerID); err != nil {
		return wrap(err)
	}
	return found(tx.sql.NewDelete().Model((*model.Member)(nil)).Where("id = ?", m.ID).Exec(tx.ctx))
}

// Standings returns the standing of a user on each server, deleted ones included: the zero Standing where the user is no member.
func (db *DB) Standings(ctx context.Context, userID model.ID, servers []model.ID) (map[model.ID]model.Standing, error) {
	all, err := standings(ctx, db.read, userID, servers)
	return all, wrap(err)
}

// Member returns a membership of a server whose row is locked: it does not change until the transaction ends. It returns NOT_FOUND if
// the membership has ended.
func (tx *Tx) Member(id model.ID) (*model.Member, error) {
	m := new(model.Member)
	if err := tx.sql.NewSelect().Model(m).Where("id = ?", id).Scan(tx.ctx); err != nil {
		return nil, wrap(err)
	}
	return m, tx.requires(lockedServers, m.ServerID)
}

// Standings returns the same as DB.Standings. If the row of a server is locked, its standing is true until the transaction ends: code
// that changes a membership, a role or the owner locks it.
func (tx *Tx) Standings(userID model.ID, servers ...model.ID) (map[model.ID]model.Standing, error) {
	all, err := standings(tx.ctx, tx.sql, userID, servers)
	return all, wrap(err)
}

func standings(
	ctx context.Context, in bun.IDB, userID model.ID, servers []model.ID,
) (map[model.ID]model.Standing, error) {
	var rows []struct {
		ServerID, OwnerID model.ID
		Permissions       model.Permissions
	}
	err := in.NewSelect().TableExpr("members AS m").
		ColumnExpr("m.server_id, s.owner_id, r.permissions").
		Join("JOIN servers AS s ON s.id = m.server_id").
		Join("LEFT JOIN roles AS r ON r.server_id = m.server_id AND (r.everyone OR EXISTS "+
			"(SELECT 1 FROM member_roles AS mr WHERE mr.member_id = m.id AND mr.role_id = r.id))").
		Where("m.user_id = ?", userID).Where("m.server_id IN (?)", bun.List(servers)).Scan(ctx, &rows)
	all := make(map[model.ID]model.Standing, len(servers))
	for _, row := range rows {
		s := all[row.ServerID]
		s.Member, s.Permissions = true, s.Permissions|row.Permissions
		if row.OwnerID == userID {
			s.Owner = true
			s.Permissions |= model.PermissionSet(model.Administrator)
		}
		all[row.ServerID] = s
	}
	return all, err
}

// MembersOf returns a page of the members of each server.
func (db *DB) MembersOf(ctx context.Context, servers []model.ID, page Page) (map[model.ID][]*model.Member, error) {
	return pages(ctx, db, servers, page, list[model.Member]{
		query: func(server model.ID) *bun.SelectQuery {
			return db.read.NewSelect().Model((*model.Member)(nil)).Where("member.server_id = ?", server)
		},
		column: "member.id",
		key:    func(m *model.Member) int64 { return int64(m.ID) },
		parent: func(m *model.Member) model.ID { return m.ServerID },
	})
}

// Member returns a membership. It returns NOT_FOUND if the membership has ended.
func (db *DB) Member(ctx context.Context, id model.ID) (*model.Member, error) {
	m := new(model.Member)
	return m, wrap(db.read.NewSelect().Model(m).Where("id = ?", id).Scan(ctx))
}

// MemberOf returns the membership of a user on a server. It returns NOT_FOUND if the user is no member.
func (db *DB) MemberOf(ctx context.Context, serverID, userID model.ID) (*model.Member, error) {
	m := new(model.Member)
	return m, wrap(db.read.NewSelect().Model(m).Where("server_id = ?", serverID).Where("user_id = ?", userID).Scan(ctx))
}
