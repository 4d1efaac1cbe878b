package db_test

import (
	"context"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/model"
)

// The functions of this file are changes as a rule composes them, without a check of permissions. The row of the server must be locked.

func createServer(tx *db.Tx, s *model.Server, everyone *model.Role, owner *model.Member) error {
	if _, err := tx.LockUsers(s.OwnerID); err != nil {
		return err
	}
	return tx.InsertServer(s, everyone, owner)
}

func deleteServer(tx *db.Tx, id model.ID) error {
	if err := tx.LockHeads(id); err != nil {
		return err
	}
	return tx.DeleteServer(&model.Server{ID: id}, model.Now())
}

func updateChannel(tx *db.Tx, id model.ID, change func(*model.Channel)) error {
	c, err := tx.Channel(id)
	if err != nil {
		return err
	}
	change(c)
	return tx.UpdateChannel(c)
}

func deleteChannel(tx *db.Tx, id model.ID) error {
	if _, err := tx.LockHead(id); err != nil {
		return err
	}
	c, err := tx.Channel(id)
	if err != nil {
		return err
	}
	return tx.DeleteChannel(c, model.Now())
}

func createWebhook(tx *db.Tx, w *model.Webhook) error {
	if _, err := tx.Channel(w.ChannelID); err != nil {
		return err
	}
	return tx.InsertWebhook(w)
}

// changeWebhook changes a webhook as it is in the transaction, and sets w to the result.
func changeWebhook(tx *db.Tx, w *model.Webhook, change func(*model.Webhook)) error {
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

func removeWebhook(tx *db.Tx, id model.ID) error {
	w, err := tx.LockWebhook(id)
	if err != nil {
		return err
	}
	return tx.DeleteWebhook(w)
}

// insertWebhook stores a webhook in a transaction of its own.
func insertWebhook(ctx context.Context, database *db.DB, w *model.Webhook) error {
	return dbtest.ChangeServer(ctx, database, w.ServerID, func(tx *db.Tx) error { return createWebhook(tx, w) })
}

// updateWebhook changes a webhook in a transaction of its own, and sets w to the result.
func updateWebhook(ctx context.Context, database *db.DB, w *model.Webhook, change func(*model.Webhook)) error {
	return dbtest.ChangeServer(ctx, database, w.ServerID, func(tx *db.Tx) error { return changeWebhook(tx, w, change) })
}

// deleteWebhook deletes a webhook in a transaction of its own.
func deleteWebhook(ctx context.Context, database *db.DB, w *model.Webhook) error {
	return dbtest.ChangeServer(ctx, database, w.ServerID, func(tx *db.Tx) error { return removeWebhook(tx, w.ID) })
}

// changeMessage changes a message and stores the event in a transaction of its own.
func changeMessage(ctx context.Context, database *db.DB, event *model.MessageChange, change func(*model.Message)) error {
	return database.InTx(ctx, func(tx *db.Tx) error {
		head, err := tx.LockHead(event.ChannelID)
		if err != nil {
			return err
		}
		m, err := tx.Message(event.MessageID)
		if err != nil {
			return err
		}
		change(m)
		return tx.UpdateMessage(head, m, event)
	})
}
