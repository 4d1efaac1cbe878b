package db

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// InsertWebhook stores a webhook if its channel has room for it. NOT_FOUND when that is deleted.
func (db *DB) InsertWebhook(ctx context.Context, w *model.Webhook, room Room, act *Act) error {
	return db.acted(ctx, w.ServerID, act, nil, func(ctx context.Context, tx bun.Tx, _ *held) error {
		if err := mustLive(ctx, tx, w.ChannelID); err != nil {
			return err
		}
		if err := roomForWebhook(ctx, tx, w.ChannelID, room); err != nil {
			return err
		}
		return insertAll(ctx, tx, w)
	})
}

// roomForWebhook asks whether one more webhook can be on a channel. The server's row must be locked: what creates webhooks and
// what moves them lock it.
func roomForWebhook(ctx context.Context, tx bun.Tx, channel model.ID, room Room) error {
	return room.beside(ctx, tx.NewSelect().Model((*model.Webhook)(nil)).Where("channel_id = ?", channel))
}

// Webhook is one webhook. NOT_FOUND when it, its channel or its server is deleted.
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

// UpdateWebhook changes a webhook by apply, which is given it as it is in the transaction; w is then as it has become. No post
// that saw it otherwise is committed afterwards. NOT_FOUND when it, or the channel it moves to, is deleted; what room answers
// about the webhooks of the channel that it moves to.
func (db *DB) UpdateWebhook(ctx context.Context, w *model.Webhook, apply func(*model.Webhook), room Room, act *Act) error {
	return db.changeWebhook(ctx, w, act, func(ctx context.Context, tx bun.Tx) error {
		before := w.ChannelID
		apply(w)
		w.Revision = rand.Int64()
		if err := mustLive(ctx, tx, w.ChannelID); err != nil {
			return err
		}
		if w.ChannelID != before {
			if err := roomForWebhook(ctx, tx, w.ChannelID, room); err != nil {
				return err
			}
		}
		return found(tx.NewUpdate().Model(w).
			Column("name", "avatar_url", "channel_id", "enabled", "token_hash", "revision").WherePK().Exec(ctx))
	})
}

// DeleteWebhook removes a webhook, and w is as it was. No post by it is committed afterwards. NOT_FOUND when it is gone.
func (db *DB) DeleteWebhook(ctx context.Context, w *model.Webhook, act *Act) error {
	return db.changeWebhook(ctx, w, act, func(ctx context.Context, tx bun.Tx) error {
		return found(tx.NewDelete().Model(w).WherePK().Exec(ctx))
	})
}

// changeWebhook runs change in a transaction that no post by the webhook is in. Posts hold their channel's head while they
// read their webhook and commit, so who holds the head of the webhook's channel knows that none is in between. It is not moved
// from there before the lock is had: who moves it locks the server's row.
func (db *DB) changeWebhook(
	ctx context.Context, w *model.Webhook, act *Act, change func(context.Context, bun.Tx) error,
) error {
	return db.acted(ctx, w.ServerID, act, nil, func(ctx context.Context, tx bun.Tx, _ *held) error {
		if err := tx.NewSelect().Model(w).WherePK().Scan(ctx); err != nil {
			return err
		}
		if _, err := db.lockHead(ctx, tx, w.ChannelID); err != nil {
			return err
		}
		if err := change(ctx, tx); err != nil {
			return err
		}
		nameTarget(act.entry(), w.Name)
		return nil
	})
}

// LockWebhook locks the head of the channel of a webhook and returns the webhook: no post by it is in flight until the transaction
// ends. Posts lock the head while they check their webhook and commit. The row of the server must be locked: code that moves a webhook
// to another channel locks it too. LockWebhook returns NOT_FOUND if the webhook or its channel is deleted.
func (tx *Tx) LockWebhook(id model.ID) (*model.Webhook, error) {
	w := new(model.Webhook)
	if err := activeWebhooks(tx.sql, w).Where("webhook.id = ?", id).Scan(tx.ctx); err != nil {
		return nil, wrap(err)
	}
	if err := tx.requires(lockedServers, w.ServerID); err != nil {
		return nil, err
	}
	if _, err := tx.LockHead(w.ChannelID); err != nil {
		return nil, err
	}
	tx.webhooks = append(tx.webhooks, id)
	return w, nil
}

// requiresWebhook returns an error unless LockWebhook has locked the webhook.
func (tx *Tx) requiresWebhook(id model.ID) error {
	if !slices.Contains(tx.webhooks, id) {
		return fmt.Errorf("a change without its lock: webhook %s is not locked", id)
	}
	return nil
}

// UpdateWebhook stores a webhook that LockWebhook has returned. A post that read it before the change is not stored after it.
func (tx *Tx) UpdateWebhook(w *model.Webhook) error {
	if err := tx.requiresWebhook(w.ID); err != nil {
		return err
	}
	w.Revision = rand.Int64()
	return found(tx.sql.NewUpdate().Model(w).
		Column("name", "avatar_url", "channel_id", "enabled", "token_hash", "revision").WherePK().Exec(tx.ctx))
}

// MoveAttempts is how often something is tried anew because its webhook was moved; then it is StillMoving.
const MoveAttempts = 5

// StillMoving is told of what was given up after MoveAttempts.
func StillMoving() *model.Error {
	return model.Errorf(model.StoreUnavailable, "The webhook is being moved; try again.")
}

// TouchWebhook notes that the webhook was used, unless that was noted after `before`.
func (db *DB) TouchWebhook(ctx context.Context, id model.ID, at, before time.Time) error {
	_, err := db.write.NewUpdate().Model((*model.Webhook)(nil)).Set("last_used_at = ?", at).
		Where("id = ?", id).Where("last_used_at IS NULL OR last_used_at <= ? OR last_used_at > ?", before, at).Exec(ctx)
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
			return activeWebhooks(db.read, (*model.Webhook)(nil)).Where("? = ?", bun.Ident(column), id)
		},
		column: "webhook.id",
		key:    func(w *model.Webhook) int64 { return int64(w.ID) },
		parent: parent,
	})
}
