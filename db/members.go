package db

import (
	"context"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// InsertMember makes a user a member of a server. CONFLICT when they are one.
func (db *DB) InsertMember(ctx context.Context, m *model.Member) error {
	_, err := db.write.NewInsert().Model(m).Exec(ctx)
	return wrap(err)
}

// DeleteMember ends a membership, and takes its roles, if allow allows it of who the member is in the transaction and what they
// are on the server; nil does. NOT_FOUND when there is none, CONFLICT when it is the owner's.
func (db *DB) DeleteMember(
	ctx context.Context, m *model.Member, allow func(*model.User, model.Standing) error, act *Act,
) error {
	return db.acted(ctx, m.ServerID, act, []model.ID{m.UserID}, func(ctx context.Context, tx bun.Tx, on *held) error {
		if err := on.allowsOf(ctx, tx, m, allow); err != nil {
			return err
		}
		nameTarget(act.entry(), on.users[m.UserID].Name)
		// SECURITY: the owner is always a member: nobody can lock them out.
		if on.server.OwnerID == m.UserID {
			return model.Errorf(model.Conflict, "The owner of a server stays its member; hand the server over first, or delete it.")
		}
		if err := serverAccessChanged(ctx, tx, m.ServerID); err != nil {
			return err
		}
		return found(tx.NewDelete().Model((*model.Member)(nil)).Where("id = ?", m.ID).Exec(ctx))
	})
}

func (on *held) allowsOf(
	ctx context.Context, tx bun.Tx, m *model.Member, allow func(*model.User, model.Standing) error,
) error {
	if allow == nil {
		return nil
	}
	theirs, err := standings(ctx, tx, m.UserID, []model.ID{m.ServerID})
	if err != nil {
		return err
	}
	return allow(on.users[m.UserID], theirs[m.ServerID])
}

// Standings is what a user is on each of those servers, deleted ones included; the zero Standing where they are nothing.
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

// MembersOf is a page of the members of each server.
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

// Member is one membership. NOT_FOUND when there is none.
func (db *DB) Member(ctx context.Context, id model.ID) (*model.Member, error) {
	m := new(model.Member)
	return m, wrap(db.read.NewSelect().Model(m).Where("id = ?", id).Scan(ctx))
}

// MemberOf is a user's membership on a server. NOT_FOUND when there is none.
func (db *DB) MemberOf(ctx context.Context, serverID, userID model.ID) (*model.Member, error) {
	m := new(model.Member)
	return m, wrap(db.read.NewSelect().Model(m).Where("server_id = ?", serverID).Where("user_id = ?", userID).Scan(ctx))
}
