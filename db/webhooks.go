package db

import (
	"context"
	"math/rand/v2"
	"time"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// InsertWebhook stores a webhook in a channel that Tx.Channel has returned.
func (tx *Tx) InsertWebhook(w *model.Webhook) error {
	if err := tx.requires(protectedChannels, w.ChannelID); err != nil {
		return err
	}
	return wrap(insertAll(tx.ctx, tx.sql, w))
}

// CountWebhooks returns the number of webhooks of a channel that Tx.Channel has returned. The number does not change until the
// transaction ends: code that creates or moves webhooks locks the row of the server.
func (tx *Tx) CountWebhooks(channel model.ID) (int, error) {
	if err := tx.requires(protectedChannels, channel); err != nil {
		return 0, err
	}
	return count(tx.ctx, tx.sql.NewSelect().Model((*model.Webhook)(nil)).Where("channel_id = ?", channel))
}

// Webhook returns a webhook. It returns NOT_FOUND if the webhook, its channel or its server is deleted.
func (db *DB) Webhook(ctx context.Context, id model.ID) (*model.Webhook, error) {
	w := new(model.Webhook)
	return w, wrap(activeWebhooks(db.read, w).Where("webhook.id = ?", id).Scan(ctx))
}

// activeWebhooks selects webhooks whose channel and server are not deleted.
func activeWebhooks(in bun.IDB, dest any) *bun.SelectQuery {
	return in.NewSelect().Model(dest).
		Join("JOIN channels AS c ON c.id = webhook.channel_id AND c.deleted_at IS NULL").
		Join("JOIN servers AS s ON s.id = webhook.server_id AND s.deleted_at IS NULL")
}

// LockWebhook locks the head of the channel of a webhook and returns the webhook: no post by it is in flight until the transaction
// ends. Posts lock the head while they check their webhook and commit. The row of the server must be locked: code that moves a webhook
// to another channel locks it too. LockWebhook returns NOT_FOUND if the webhook or its channel is deleted.
func (tx *Tx) LockWebhook(id model.ID) (*model.Webhook, error) {
	w := new(model.Webhook)
	if err := activeWebhooks(tx.sql, w).Where("webhook.id = ?", id).Scan(tx.ctx); err != nil {
		return nil, wrap(err)
	}
	if err := tx.protect(protectedWebhooks, w.ID, w.ServerID); err != nil {
		return nil, err
	}
	if _, err := tx.LockHead(w.ChannelID); err != nil {
		return nil, err
	}
	return w, tx.protect(protectedChannels, w.ChannelID, w.ServerID)
}

// UpdateWebhook stores a webhook that LockWebhook has returned. If it moves, Tx.Channel must have returned its new channel. A post that
// read the webhook before the change is not stored after it.
func (tx *Tx) UpdateWebhook(w *model.Webhook) error {
	if err := tx.requires(protectedWebhooks, w.ID); err != nil {
		return err
	}
	if err := tx.requires(protectedChannels, w.ChannelID); err != nil {
		return err
	}
	w.Revision = rand.Int64()
	return found(tx.sql.NewUpdate().Model(w).
		Column("name", "avatar_url", "channel_id", "enabled", "token_hash", "revision").WherePK().Exec(tx.ctx))
}

// DeleteWebhook removes a webhook that LockWebhook has returned. No post by it is stored afterwards.
func (tx *Tx) DeleteWebhook(w *model.Webhook) error {
	if err := tx.requires(protectedWebhooks, w.ID); err != nil {
		return err
	}
	return found(tx.sql.NewDelete().Model(w).WherePK().Exec(tx.ctx))
}

// MoveAttempts is how often an operation is tried because its webhook was moved meanwhile. Then it fails with StillMoving.
const MoveAttempts = 5

// StillMoving returns the error of an operation that has failed MoveAttempts times.
func StillMoving() *model.Error {
	return model.Errorf(model.StoreUnavailable, "The webhook is being moved; try again.")
}

// TouchWebhook stores when the webhook was used, unless a use after `before` is stored.
func (db *DB) TouchWebhook(ctx context.Context, id model.ID, at, before time.Time) error {
	_, err := db.write.NewUpdate().Model((*model.Webhook)(nil)).Set("last_used_at = ?", at).
		Where("id = ?", id).Where("last_used_at IS NULL OR last_used_at <= ? OR last_used_at > ?", before, at).Exec(ctx)
	return wrap(err)
}

// WebhooksOfChannels returns a page of the webhooks of each channel.
func (db *DB) WebhooksOfChannels(ctx context.Context, channels []model.ID, page Page) (map[model.ID][]*model.Webhook, error) {
	return db.webhooks(ctx, channels, page, "webhook.channel_id", func(w *model.Webhook) model.ID { return w.ChannelID })
}

// WebhooksOfServers returns a page of the webhooks of each server.
func (db *DB) WebhooksOfServers(ctx context.Context, servers []model.ID, page Page) (map[model.ID][]*model.Webhook, error) {
	return db.webhooks(ctx, servers, page, "webhook.server_id", func(w *model.Webhook) model.ID { return w.ServerID })
}

func (db *DB) webhooks(
	ctx context.Context, parents []model.ID, page Page, column string, parent func(*model.Webhook) model.ID,
) (map[model.ID][]*model.Webhook, error) {
	return pages(ctx, db, parents, page, list[model.Webhook]{
		query: func(id model.ID) *bun.SelectQuery {
			return activeWebhooks(db.read, (*model.Webhook)(nil)).Where("? = ?", bun.Ident(column), id)
		},
		column: "webhook.id",
		key:    func(w *model.Webhook) int64 { return int64(w.ID) },
		parent: parent,
	})
}
