package db

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"github.com/uptrace/bun"

	"chattr/model"
)

// InsertWebhook stores a webhook if its channel has room for it. NOT_FOUND when that is deleted.
func (db *DB) InsertWebhook(ctx context.Context, w *model.Webhook, room Room, entry *model.AuditEntry) error {
	return db.auditedOn(ctx, w.ServerID, entry, func(ctx context.Context, tx bun.Tx) error {
		if err := mustLive(ctx, tx, w.ChannelID); err != nil {
			return err
		}
		there := tx.NewSelect().Model((*model.Webhook)(nil)).Where("channel_id = ?", w.ChannelID)
		if err := room.beside(ctx, there); err != nil {
			return err
		}
		return insertAll(ctx, tx, w)
	})
}

// Webhook is one webhook. NOT_FOUND when it, its channel or its server is deleted.
func (db *DB) Webhook(ctx context.Context, id model.ID) (*model.Webhook, error) {
	w := new(model.Webhook)
	return w, wrap(db.live(w).Where("webhook.id = ?", id).Scan(ctx))
}

// live selects webhooks whose channel and server are not deleted.
func (db *DB) live(dest any) *bun.SelectQuery {
	return db.read.NewSelect().Model(dest).
		Join("JOIN channels AS c ON c.id = webhook.channel_id AND c.deleted_at IS NULL").
		Join("JOIN servers AS s ON s.id = webhook.server_id AND s.deleted_at IS NULL")
}

// UpdateWebhook changes a webhook by apply, which sees it as it is in the transaction. No post that saw it otherwise is
// committed afterwards. NOT_FOUND when it, or the channel it moves to, is deleted.
func (db *DB) UpdateWebhook(
	ctx context.Context, id model.ID, apply func(*model.Webhook), entry *model.AuditEntry,
) (*model.Webhook, error) {
	return db.changeWebhook(ctx, id, entry, func(ctx context.Context, tx bun.Tx, w *model.Webhook) error {
		apply(w)
		w.Revision = rand.Int64()
		if err := mustLive(ctx, tx, w.ChannelID); err != nil {
			return err
		}
		return found(tx.NewUpdate().Model(w).
			Column("name", "avatar_url", "channel_id", "enabled", "token_hash", "revision").WherePK().Exec(ctx))
	})
}

// DeleteWebhook removes a webhook and answers it as it was. No post by it is committed afterwards. NOT_FOUND when it is gone.
func (db *DB) DeleteWebhook(ctx context.Context, id model.ID, entry *model.AuditEntry) (*model.Webhook, error) {
	return db.changeWebhook(ctx, id, entry, func(ctx context.Context, tx bun.Tx, w *model.Webhook) error {
		return found(tx.NewDelete().Model(w).WherePK().Exec(ctx))
	})
}

// MoveAttempts is how often something is tried anew because its webhook was moved; then it is StillMoving.
const MoveAttempts = 5

// StillMoving is told of what was given up after MoveAttempts.
func StillMoving() *model.Error {
	return model.Errorf(model.StoreUnavailable, "The webhook is being moved; try again.")
}

// changeWebhook runs change in a transaction that no post by the webhook is in. Posts hold their channel's head while they
// read their webhook and commit, so who holds the head of the webhook's channel knows that none is in between. If it was
// moved before the lock was had, the transaction ends and another begins: two heads locked one after the other would deadlock
// with those who lock them in the order of their ids.
func (db *DB) changeWebhook(
	ctx context.Context, id model.ID, entry *model.AuditEntry, change func(context.Context, bun.Tx, *model.Webhook) error,
) (*model.Webhook, error) {
	for range MoveAttempts {
		w := new(model.Webhook)
		if err := db.read.NewSelect().Model(w).Where("id = ?", id).Scan(ctx); err != nil {
			return nil, wrap(err)
		}
		err := db.audited(ctx, entry, func(ctx context.Context, tx bun.Tx) error {
			if err := db.lockWebhook(ctx, tx, w); err != nil {
				return err
			}
			if err := change(ctx, tx, w); err != nil {
				return err
			}
			nameTarget(entry, w.Name)
			return nil
		})
		if !errors.Is(err, ErrWebhookChanged) {
			return w, err
		}
	}
	return nil, StillMoving()
}

// lockWebhook locks the head of the channel that w was read in, and reads w again. ErrWebhookChanged when it is elsewhere now.
func (db *DB) lockWebhook(ctx context.Context, tx bun.Tx, w *model.Webhook) error {
	channel := w.ChannelID
	if _, err := db.lockHead(ctx, tx, channel); err != nil {
		return err
	}
	if err := tx.NewSelect().Model(w).WherePK().Scan(ctx); err != nil {
		return err
	}
	if w.ChannelID != channel {
		return ErrWebhookChanged
	}
	return nil
}

// TouchWebhook notes that the webhook was used, unless that was noted after `before`.
func (db *DB) TouchWebhook(ctx context.Context, id model.ID, at, before time.Time) error {
	_, err := db.write.NewUpdate().Model((*model.Webhook)(nil)).Set("last_used_at = ?", at).
		Where("id = ?", id).Where("last_used_at IS NULL OR last_used_at <= ?", before).Exec(ctx)
	return wrap(err)
}

// WebhooksOfChannels is a page of the webhooks of each channel.
func (db *DB) WebhooksOfChannels(ctx context.Context, channels []model.ID, page Page) (map[model.ID][]*model.Webhook, error) {
	return db.webhooks(ctx, channels, page, "webhook.channel_id", func(w *model.Webhook) model.ID { return w.ChannelID })
}

// WebhooksOfServers is a page of the webhooks of each server.
func (db *DB) WebhooksOfServers(ctx context.Context, servers []model.ID, page Page) (map[model.ID][]*model.Webhook, error) {
	return db.webhooks(ctx, servers, page, "webhook.server_id", func(w *model.Webhook) model.ID { return w.ServerID })
}

func (db *DB) webhooks(
	ctx context.Context, parents []model.ID, page Page, column string, parent func(*model.Webhook) model.ID,
) (map[model.ID][]*model.Webhook, error) {
	return pages(ctx, db, parents, page, list[model.Webhook]{
		query: func(id model.ID) *bun.SelectQuery {
			return db.live((*model.Webhook)(nil)).Where("? = ?", bun.Ident(column), id)
		},
		column: "webhook.id",
		key:    func(w *model.Webhook) int64 { return int64(w.ID) },
		parent: parent,
	})
}
