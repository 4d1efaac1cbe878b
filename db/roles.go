package db

import (
	"context"

	"github.com/uptrace/bun"

	"chattr/model"
)

// InsertRole stores a role.
func (db *DB) InsertRole(ctx context.Context, r *model.Role) error {
	_, err := db.write.NewInsert().Model(r).Exec(ctx)
	return wrap(err)
}

// InsertMemberRole gives a role to a member. CONFLICT when they have it.
func (db *DB) InsertMemberRole(ctx context.Context, mr *model.MemberRole) error {
	_, err := db.write.NewInsert().Model(mr).Exec(ctx)
	return wrap(err)
}

// UpdateRole changes a role's name and permissions by apply, which sees it as it is in the transaction and may refuse.
// NOT_FOUND when it is gone.
func (db *DB) UpdateRole(ctx context.Context, id model.ID, apply func(*model.Role) error) (*model.Role, error) {
	r := new(model.Role)
	return r, db.tx(ctx, func(ctx context.Context, tx bun.Tx) error {
		if err := db.lockRow(tx.NewSelect().Model(r).Where("id = ?", id)).Scan(ctx); err != nil {
			return err
		}
		if err := apply(r); err != nil {
			return err
		}
		return found(tx.NewUpdate().Model(r).Column("name", "permissions").WherePK().Exec(ctx))
	})
}

// DeleteRole removes a role, and takes it from who has it. NOT_FOUND when it is gone.
func (db *DB) DeleteRole(ctx context.Context, id model.ID) error {
	return found(db.write.NewDelete().Model((*model.Role)(nil)).Where("id = ?", id).Exec(ctx))
}

// DeleteMemberRole takes a role from a member. NOT_FOUND when they do not have it.
func (db *DB) DeleteMemberRole(ctx context.Context, mr *model.MemberRole) error {
	return found(db.write.NewDelete().Model(mr).WherePK().Exec(ctx))
}

// CountRoles is the number of roles of a server.
func (db *DB) CountRoles(ctx context.Context, serverID model.ID) (int, error) {
	n, err := db.read.NewSelect().Model((*model.Role)(nil)).Where("server_id = ?", serverID).Count(ctx)
	return int(n), wrap(err)
}

// RolesOf is a page of the roles of each server.
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

// Role is one role. NOT_FOUND when there is none.
func (db *DB) Role(ctx context.Context, id model.ID) (*model.Role, error) {
	r := new(model.Role)
	return r, wrap(db.read.NewSelect().Model(r).Where("id = ?", id).Scan(ctx))
}

// RolesOfMembers are the roles given to each of those members, oldest first.
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
