package db

import (
	"context"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// InsertRole stores a role. NOT_FOUND when its server is deleted.
func (db *DB) InsertRole(ctx context.Context, r *model.Role, room Room, act *Act) error {
	return db.acted(ctx, r.ServerID, act, nil, func(ctx context.Context, tx bun.Tx, _ *held) error {
		if err := room.beside(ctx, tx.NewSelect().Model((*model.Role)(nil)).Where("server_id = ?", r.ServerID)); err != nil {
			return err
		}
		return insertAll(ctx, tx, r)
	})
}

// UpdateRole changes a role's name and permissions by apply, which is given it as it is in the transaction and may refuse; r is
// then as it has become. NOT_FOUND when it is gone.
func (db *DB) UpdateRole(ctx context.Context, r *model.Role, apply func(*model.Role) error, act *Act) error {
	return db.acted(ctx, r.ServerID, act, nil, func(ctx context.Context, tx bun.Tx, _ *held) error {
		if err := rereadRole(ctx, tx, r, apply); err != nil {
			return err
		}
		nameTarget(act.entry(), r.Name)
		return found(tx.NewUpdate().Model(r).Column("name", "permissions").WherePK().Exec(ctx))
	})
}

// DeleteRole removes a role, and takes it from who has it, if allow allows it of the role as it is in the transaction, as r is
// then; nil does. NOT_FOUND when it is gone.
func (db *DB) DeleteRole(ctx context.Context, r *model.Role, allow func(*model.Role) error, act *Act) error {
	return db.acted(ctx, r.ServerID, act, nil, func(ctx context.Context, tx bun.Tx, _ *held) error {
		if err := rereadRole(ctx, tx, r, allow); err != nil {
			return err
		}
		nameTarget(act.entry(), r.Name)
		return found(tx.NewDelete().Model(r).WherePK().Exec(ctx))
	})
}

// InsertMemberRole gives a role to a member, if allow allows it as by DeleteRole. CONFLICT when they have it, NOT_FOUND when
// the role or the membership is gone.
func (db *DB) InsertMemberRole(
	ctx context.Context, r *model.Role, m *model.Member, allow func(*model.Role) error, act *Act,
) error {
	return db.moveRole(ctx, r, m, allow, act, func(ctx context.Context, tx bun.Tx, mr *model.MemberRole) error {
		return insertAll(ctx, tx, mr)
	})
}

// DeleteMemberRole takes a role from a member, if allow allows it as by DeleteRole. NOT_FOUND when they do not have it.
func (db *DB) DeleteMemberRole(
	ctx context.Context, r *model.Role, m *model.Member, allow func(*model.Role) error, act *Act,
) error {
	return db.moveRole(ctx, r, m, allow, act, func(ctx context.Context, tx bun.Tx, mr *model.MemberRole) error {
		return found(tx.NewDelete().Model(mr).WherePK().Exec(ctx))
	})
}

func (db *DB) moveRole(
	ctx context.Context, r *model.Role, m *model.Member, allow func(*model.Role) error, act *Act,
	move func(context.Context, bun.Tx, *model.MemberRole) error,
) error {
	return db.acted(ctx, r.ServerID, act, []model.ID{m.UserID}, func(ctx context.Context, tx bun.Tx, on *held) error {
		if err := rereadRole(ctx, tx, r, allow); err != nil {
			return err
		}
		nameTarget(act.entry(), on.users[m.UserID].Name)
		return move(ctx, tx, &model.MemberRole{MemberID: m.ID, RoleID: r.ID})
	})
}

// rereadRole needs the server's row to be locked: the role is then what it is until the transaction ends.
func rereadRole(ctx context.Context, tx bun.Tx, r *model.Role, allow func(*model.Role) error) error {
	if err := tx.NewSelect().Model(r).WherePK().Scan(ctx); err != nil {
		return err
	}
	if allow == nil {
		return nil
	}
	return allow(r)
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
