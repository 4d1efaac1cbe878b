package db

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// InsertServer stores a server with its role everyone and its first member, the owner.
func (db *DB) InsertServer(
	ctx context.Context, s *model.Server, everyone *model.Role, owner *model.Member, room Room, act *Act,
) error {
	return db.audited(ctx, act.entry(), func(ctx context.Context, tx bun.Tx) error {
		if err := db.permit(ctx, tx, s.ID, act, []model.ID{s.OwnerID}, new(held)); err != nil {
			return err
		}
		if err := roomToOwn(ctx, tx, s.OwnerID, room); err != nil {
			return err
		}
		return insertAll(ctx, tx, s, everyone, owner)
	})
}

// UpdateServer changes a server's name by apply, which sees it as it is in the transaction. NOT_FOUND when it is deleted.
func (db *DB) UpdateServer(
	ctx context.Context, id model.ID, apply func(*model.Server), act *Act,
) (*model.Server, error) {
	s := new(model.Server)
	return s, db.acted(ctx, id, act, nil, func(ctx context.Context, tx bun.Tx, on *held) error {
		*s = on.server
		apply(s)
		nameTarget(act.entry(), s.Name)
		return found(tx.NewUpdate().Model(s).Column("name").WherePK().Exec(ctx))
	})
}

// lockServer locks a server's row until the transaction ends and reads it into s. NOT_FOUND when it is deleted.
func (db *DB) lockServer(ctx context.Context, tx bun.Tx, s *model.Server, id model.ID) error {
	return db.lockRow(tx.NewSelect().Model(s).Where("id = ?", id).Where("deleted_at IS NULL")).Scan(ctx)
}

// DeleteServer marks a server deleted, and answers it as it was: from then on it, its channels and its webhooks are found no
// more, and no post into it is committed. The rows are left to Sweep. NOT_FOUND when it is deleted already.
func (db *DB) DeleteServer(ctx context.Context, id model.ID, at time.Time, act *Act) (*model.Server, error) {
	s := new(model.Server)
	return s, db.acted(ctx, id, act, nil, func(ctx context.Context, tx bun.Tx, on *held) error {
		*s = on.server
		channels := tx.NewSelect().Model((*model.Channel)(nil)).Column("id").Where("server_id = ?", id)
		if _, err := db.lockHeads(ctx, tx, channels); err != nil {
			return err
		}
		nameTarget(act.entry(), s.Name)
		return found(tx.NewUpdate().Model((*model.Server)(nil)).Set("deleted_at = ?", at).
			Set("access_version = access_version + 1").Where("id = ?", id).Exec(ctx))
	})
}

// UpdateServerOwner hands a server over to one of its members, if allow allows it of who has it in the transaction and who is
// to have it. NOT_FOUND when it is deleted, or they are none.
func (db *DB) UpdateServerOwner(
	ctx context.Context, id, ownerID model.ID, room Room, allow func(from, to *model.User) error, act *Act,
) (*model.Server, error) {
	s := new(model.Server)
	return s, db.acted(ctx, id, act, []model.ID{ownerID}, func(ctx context.Context, tx bun.Tx, on *held) error {
		*s = on.server
		nameTarget(act.entry(), s.Name)
		member, err := tx.NewSelect().Model((*model.Member)(nil)).Where("server_id = ?", id).Where("user_id = ?", ownerID).Exists(ctx)
		if err == nil && !member {
			return notFound()
		}
		if err != nil {
			return err
		}
		from := new(model.User)
		if err := tx.NewSelect().Model(from).Where("id = ?", s.OwnerID).Scan(ctx); err != nil {
			return err
		}
		if err := allow(from, on.users[ownerID]); err != nil {
			return err
		}
		if err := roomToOwn(ctx, tx, ownerID, room); err != nil {
			return err
		}
		s.OwnerID = ownerID
		return found(tx.NewUpdate().Model(s).Column("owner_id").WherePK().Exec(ctx))
	})
}

// Servers are the servers with those ids that the actor can see; others are left out.
func (db *DB) Servers(ctx context.Context, actor model.Actor, ids []model.ID) (map[model.ID]*model.Server, error) {
	var rows []*model.Server
	q := db.read.NewSelect().Model(&rows).Where("server.id IN (?)", bun.List(ids))
	err := visibleServers(q, actor).Scan(ctx)
	return byID(rows, func(s *model.Server) model.ID { return s.ID }), wrap(err)
}

// Server is one server, whoever asks. NOT_FOUND when it is deleted.
func (db *DB) Server(ctx context.Context, id model.ID) (*model.Server, error) {
	s := new(model.Server)
	return s, wrap(db.read.NewSelect().Model(s).Where("id = ?", id).Where("deleted_at IS NULL").Scan(ctx))
}

// ServersOf is a page of the servers that the actor is a member of and can see.
func (db *DB) ServersOf(ctx context.Context, actor model.Actor, page Page) ([]*model.Server, error) {
	byUser, err := pages(ctx, db, []model.ID{actor.UserID()}, page, list[model.Server]{
		query: func(user model.ID) *bun.SelectQuery {
			q := db.read.NewSelect().Model((*model.Server)(nil)).Where(isMember("server.id"), user)
			return visibleServers(q, actor)
		},
		column: "server.id",
		key:    func(s *model.Server) int64 { return int64(s.ID) },
		parent: func(*model.Server) model.ID { return actor.UserID() },
	})
	return byUser[actor.UserID()], err
}

// roomToOwn says whether a user, whose row is locked, may own one more server.
func roomToOwn(ctx context.Context, tx bun.Tx, user model.ID, room Room) error {
	return room.beside(ctx, tx.NewSelect().Model((*model.Server)(nil)).Where("owner_id = ?", user).Where("deleted_at IS NULL"))
}

// SECURITY: the one place that says which servers an actor sees.
func visibleServers(q *bun.SelectQuery, actor model.Actor) *bun.SelectQuery {
	q = q.Where("server.deleted_at IS NULL")
	if !actor.Administers() {
		q = q.Where(isMember("server.id"), actor.UserID())
	}
	if actor.Bound() {
		q = q.Where("EXISTS (SELECT 1 FROM channels AS c WHERE c.server_id = server.id AND c.deleted_at IS NULL AND c.id IN (?))",
			bun.List(actor.ChannelIDs))
	}
	return q
}

// isMember is a condition with one argument, the user.
func isMember(server string) string {
	return "EXISTS (SELECT 1 FROM members AS m WHERE m.server_id = " + server + " AND m.user_id = ?)"
}
