package dbtest

import (
	"context"

	"chattr/db"
	"chattr/internal/model"
)

// ChangeServer runs change in a transaction that has locked the row of a server. It checks no permission: it is for fixtures only.
func ChangeServer(ctx context.Context, database *db.DB, server model.ID, change func(tx *db.Tx) error) error {
	return database.InTx(ctx, func(tx *db.Tx) error {
		if _, err := tx.LockServer(server); err != nil {
			return err
		}
		return change(tx)
	})
}

// InsertWebhook stores a webhook. It returns NOT_FOUND if the channel is deleted.
func InsertWebhook(tx *db.Tx, w *model.Webhook) error {
	if _, err := tx.Channel(w.ChannelID); err != nil {
		return err
	}
	return tx.InsertWebhook(w)
}

// UpdateWebhook changes a webhook as it is in the transaction, and sets w to the result.
func UpdateWebhook(tx *db.Tx, w *model.Webhook, change func(*model.Webhook)) error {
	now, err := tx.LockWebhook(w.ID)
	if err != nil {
		return err
	}
	from := now.ChannelID
	change(now)
	if now.ChannelID != from {
		if _, err := tx.Channel(now.ChannelID); err != nil {
			return err
		}
	}
	*w = *now
	return tx.UpdateWebhook(w)
}

// DeleteWebhook deletes a webhook.
func DeleteWebhook(tx *db.Tx, id model.ID) error {
	w, err := tx.LockWebhook(id)
	if err != nil {
		return err
	}
	return tx.DeleteWebhook(w)
}
