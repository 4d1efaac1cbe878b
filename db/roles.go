package db

import (
	"context"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// InsertRole stores a role of a server whose row is locked.
func (tx *Tx) InsertRole(r *model.Role) error {
	if err := tx.requires(lockedServers, r.ServerID); err != nil {
		return err
	}
	return wrap(insertAll(tx.ctx, tx.sql, r))
}

// CountRoles returns the number of roles of a server whose row is locked.
func (tx *Tx) CountRoles(server model.ID) (int, error) {
	if err := tx.requires(lockedServers, server); err != nil {
		return 0, err
	}
	return count(tx.ctx, tx.sql.NewSelect().Model((*model.Role)(nil)).Where("server_id = ?", server))
}

// Role returns a role of a server whose row is locked: the role does not change until the transaction ends. It returns NOT_FOUND if the
// role is deleted.
func (tx *Tx) Role(id model.ID) (*model.Role, error) {
	r := new(model.Role)
	if err := tx.sql.NewSelect().Model(r).Where("id = ?", id).Scan(tx.ctx); err != nil {
		return nil, wrap(err)
	}
	return r, tx.protect(protectedRoles, r.ID, r.ServerID)
}

// UpdateRole stores the name and the permissions of a role that Tx.Role has returned.
func (tx *Tx) UpdateRole(r *model.Role) error {
	if err := tx.requires(protectedRoles, r.ID); err != nil {
		return err
	}
	return found(tx.sql.NewUpdate().Model(r).Column("name", "permissions").WherePK().Exec(tx.ctx))
}

// DeleteRole removes a role that Tx.Role has returned, also from its members.
func (tx *Tx) DeleteRole(r *model.Role) error {
	if err := tx.requires(protectedRoles, r.ID); err != nil {
		return err
	}
	return found(tx.sql.NewDelete().Model(r).WherePK().Exec(tx.ctx))
}

// InsertMemberRole gives a role, which Tx.Role has returned, to a member of the same server. It returns CONFLICT if the member has the
// role, and NOT_FOUND if the membership has ended.
func (tx *Tx) InsertMemberRole(r *model.Role, m *model.Member) error {
	if err := tx.requires(protectedRoles, r.ID); err != nil {
		return err
	}
	return wrap(insertAll(tx.ctx, tx.sql, &model.MemberRole{MemberID: m.ID, RoleID: r.ID}))
}

// DeleteMemberRole takes a role, which Tx.Role has returned, from a member. It returns NOT_FOUND if the member does not have the role.
func (tx *Tx) DeleteMemberRole(r *model.Role, m *model.Member) error {
	if err := tx.requires(protectedRoles, r.ID); err != nil {
		return err
	}
	return found(tx.sql.NewDelete().Model(&model.MemberRole{MemberID: m.ID, RoleID: r.ID}).WherePK().Exec(tx.ctx))
}

// RolesOf returns a page of the roles of each server.
func (db *DB) RolesOf(ctx context.Context, servers []model.ID, page Page) (map[model.ID][]*model.Role, error) {
	return pages(ctx, db, servers, page, list[model.Role]{
		query: func(server model.ID) *bun.SelectQuery {
			return db.read.NewSelect().Model((*model.Role)(nil)).Where("role.server_id = ?", server)
		},
		column: "role.id",
		key:    func(r *model.Role) int64 { return int64(r.ID) },
		parent: func(r *model.Role) model.ID { return r.ServerID },
	})
}

// Role returns a role. It returns NOT_FOUND if there is no such role.
func (db *DB) Role(ctx context.Context, id model.ID) (*model.Role, error) {
	r := new(model.Role)
	return r, wrap(db.read.NewSelect().Model(r).Where("id = ?", id).Scan(ctx))
}

// RolesOfMembers returns the roles of each member, the oldest first, without the role "everyone".
func (db *DB) RolesOfMembers(ctx context.Context, members []model.ID) (map[model.ID][]*model.Role, error) {
	var rows []struct {
		model.Role
		MemberID model.ID
	}
	err := db.read.NewSelect().TableExpr("roles AS role").
		ColumnExpr("role.id, role.server_id, role.name, role.everyone, role.permissions, role.created_at, mr.member_id").
		Join("JOIN member_roles AS mr ON mr.role_id = role.id").
		Where("mr.member_id IN (?)", bun.List(members)).OrderExpr("role.id").Scan(ctx, &rows)
	roles := make(map[model.ID][]*model.Role, len(members))
	for i := range rows {
		roles[rows[i].MemberID] = append(roles[rows[i].MemberID], &rows[i].Role)
	}
	return roles, wrap(err)
}
