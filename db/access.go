package db

import (
	"context"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// Watched is what an instance polls of a channel whose streams it serves.
type Watched struct {
	Head   model.Head
	Access int64 // grows whenever a user may have lost access to the channel's server
}

// Watched reads those channels in one statement; a channel whose rows were swept is left out.
func (db *DB) Watched(ctx context.Context, channels []model.ID) (map[model.ID]Watched, error) {
	var rows []struct {
		model.Head
		AccessVersion int64
	}
	err := db.read.NewSelect().TableExpr("channel_heads AS h").
		ColumnExpr("h.channel_id, h.number, h.event_id, h.floor_number, h.floor_event_id, s.access_version").
		Join("JOIN channels AS c ON c.id = h.channel_id").Join("JOIN servers AS s ON s.id = c.server_id").
		Where("h.channel_id IN (?)", bun.List(channels)).Scan(ctx, &rows)
	watched := make(map[model.ID]Watched, len(rows))
	for _, r := range rows {
		watched[r.ChannelID] = Watched{Head: r.Head, Access: r.AccessVersion}
	}
	return watched, wrap(err)
}

// UserAccess is a number for each of those users that grows whenever one of their credentials is revoked, they are
// disabled, or it changes whether they administer.
func (db *DB) UserAccess(ctx context.Context, users []model.ID) (map[model.ID]int64, error) {
	var rows []struct {
		ID            model.ID
		AccessVersion int64
	}
	err := db.read.NewSelect().TableExpr("users").Column("id", "access_version").
		Where("id IN (?)", bun.List(users)).Scan(ctx, &rows)
	versions := make(map[model.ID]int64, len(rows))
	for _, r := range rows {
		versions[r.ID] = r.AccessVersion
	}
	return versions, wrap(err)
}

// serverAccessChanged tells every instance to look again who may see the server.
func serverAccessChanged(ctx context.Context, tx bun.Tx, server model.ID) error {
	_, err := tx.NewUpdate().Table("servers").Set("access_version = access_version + 1").Where("id = ?", server).Exec(ctx)
	return err
}

// userAccessChanged tells every instance to look again whether the credentials of the user are valid.
func userAccessChanged(ctx context.Context, tx bun.Tx, user model.ID) error {
	_, err := tx.NewUpdate().Table("users").Set("access_version = access_version + 1").Where("id = ?", user).Exec(ctx)
	return err
}
