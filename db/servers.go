package db

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// InsertServer stores a server with its role "everyone" and its first member, the owner, whose row must be locked. Other transactions
// do not see the row of the server before the commit, so it counts as locked.
func (tx *Tx) InsertServer(s *model.Server, everyone *model.Role, owner *model.Member) error {
	if err := tx.requires(lockedUsers, s.OwnerID); err != nil {
		return err
	}
	tx.held[lockedRow{lockedServers, s.ID}] = true
	return wrap(insertAll(tx.ctx, tx.sql, s, everyone, owner))
}

// CountServersOwnedBy returns the number of servers that a user, whose row is locked, owns. Deleted servers are not counted.
func (tx *Tx) CountServersOwnedBy(user model.ID) (int, error) {
	if err := tx.requires(lockedUsers, user); err != nil {
		return 0, err
	}
	return count(tx.ctx, tx.sql.NewSelect().Model((*model.Server)(nil)).Where("owner_id = ?", user).Where("deleted_at IS NULL"))
}

// LockServer locks the row of a server and returns it. It returns NOT_FOUND if the server is deleted.
func (tx *Tx) LockServer(id model.ID) (*model.Server, error) {
	if err := tx.inOrder(lockedServers, id); err != nil {
		return nil, err
	}
	s := new(model.Server)
	query := tx.sql.NewSelect().Model(s).Where("id = ?", id).Where("deleted_at IS NULL")
	if err := tx.db.lockRow(query).Scan(tx.ctx); err != nil {
		return nil, wrap(err)
	}
	return s, nil
}

// UpdateServer stores the name and the owner of a server whose row is locked.
func (tx *Tx) UpdateServer(s *model.Server) error {
	if err := tx.requires(lockedServers, s.ID); err != nil {
		return err
	}
	return found(tx.sql.NewUpdate().Model(s).Column("name", "owner_id").WherePK().Exec(tx.ctx))
}

// DeleteServer marks a server, whose row is locked, as deleted. After the commit the server, its channels and its webhooks are not
// found, and no post into it is stored: LockHeads must have locked the heads of its channels. Sweep removes the rows later.
func (tx *Tx) DeleteServer(s *model.Server, at time.Time) error {
	if err := tx.requires(lockedServers, s.ID); err != nil {
		return err
	}
	if err := tx.requires(protectedHeads, s.ID); err != nil {
		return err
	}
	return found(tx.sql.NewUpdate().Model((*model.Server)(nil)).Set("deleted_at = ?", at).
		Set("access_version = access_version + 1").Where("id = ?", s.ID).Exec(tx.ctx))
}

// Servers returns the servers with these ids that the actor can see. Others are left out.
func (db *DB) Servers(ctx context.Context, actor model.Actor, ids []model.ID) (map[model.ID]*model.Server, error) {
	var rows []*model.Server
	q := db.read.NewSelect().Model(&rows).Where("server.id IN (?)", bun.List(ids))
	err := visibleServers(q, actor).Scan(ctx)
	return byID(rows, func(s *model.Server) model.ID { return s.ID }), wrap(err)
}

// Server returns a server without a check of permissions. It returns NOT_FOUND if the server is deleted.
func (db *DB) Server(ctx context.Context, id model.ID) (*model.Server, error) {
	s := new(model.Server)
	return s, wrap(db.read.NewSelect().Model(s).Where("id = ?", id).Where("deleted_at IS NULL").Scan(ctx))
}

// ServersOf returns a page of the servers that the actor is a member of and can see.
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

// visibleServers narrows a query to the servers that an actor sees.
//
// SECURITY: no other code decides which servers an actor sees.
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

// isMember returns a condition with one argument, the id of a user.
func isMember(server string) string {
	return "EXISTS (SELECT 1 FROM members AS m WHERE m.server_id = " + server + " AND m.user_id = ?)"
}
